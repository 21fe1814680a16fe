import { describeBroken, document, documents } from './broken-fleets.ts';

const emergency = (released: string, build: string) =>
  documents(
    document(
      'PatchBaseline',
      'urgent',
      `severity: critical\nreleased: ${released}\nproducts:\n  windows-server-2022: { build: "${build}" }\n  debian-12: { suite: bookworm, packages: { jq: 1.6-2.1+deb12u1 } }`,
    ),
    document(
      'PatchRollout',
      'urgent-fix',
      `baseline: urgent
lane: emergency
rings:
  - { name: all, hosts: { ring: all } }
before: { drain: planned-failover }
verify: { within: PT20M }
onFailure: halt`,
    ),
  );

describeBroken('an emergency beside a rollout', [
  {
    name: 'that brings less than the rollout it passes',
    add: { 'urgent.yaml': emergency('2026-10-20', '20348.5500') },
    expected: ['urgent.yaml:15:13 lower-than-rolled-out'],
    says: [
      'windows-server-2022 20348.5500 is lower than 20348.5622, which rollout "november-2026" brings to app-01, hv-01, hv-02',
      'as high as "2026-11"',
    ],
  },
  {
    name: 'that is newer: the rollout has nothing left to do',
    add: { 'urgent.yaml': emergency('2026-11-24', '20348.5641') },
    expected: [],
  },
  {
    name: 'released on the same day as a rollout of something lower: nobody knows which came first',
    add: { 'urgent.yaml': emergency('2026-11-10', '20348.5641') },
    expected: ['rollout.yaml:15:13 lower-than-rolled-out'],
  },
  {
    name: 'that pins a lower package',
    add: { 'urgent.yaml': emergency('2026-11-24', '20348.5641').replace('1.6-2.1+deb12u1', '1.6-2.1') },
    expected: ['urgent.yaml:15:13 lower-than-rolled-out'],
    says: ['debian-12 jq 1.6-2.1 is lower than jq 1.6-2.1+deb12u1, which rollout "november-2026" brings to web-01'],
  },
  { name: 'that is the same', add: { 'urgent.yaml': emergency('2026-11-10', '20348.5622') }, expected: [] },
  {
    name: 'that was there before a rollout of something lower',
    add: { 'urgent.yaml': emergency('2026-11-03', '20348.5641') },
    expected: ['rollout.yaml:8:36 baseline-goes-back', 'rollout.yaml:15:13 lower-than-rolled-out'],
    says: ['20348.5622 is lower than 20348.5641'],
  },
]);
