import { describeBroken, document } from './broken-fleets.ts';

const later = (released: string, build: string) =>
  document(
    'PatchBaseline',
    '2026-12',
    `severity: medium\nreleased: ${released}\nproducts:\n  windows-server-2022: { build: "${build}" }`,
  );

describeBroken('baselines in order of their release', [
  {
    name: 'a later one with a lower build',
    add: { 'later.yaml': later('2026-12-08', '20348.5262') },
    expected: ['later.yaml:8:36 baseline-goes-back'],
    says: ['20348.5262 is lower than 20348.5622 of baseline "2026-11", which was released before', 'see rollout.yaml'],
  },
  { name: 'a later one with a higher build', add: { 'later.yaml': later('2026-12-08', '20348.5700') }, expected: [] },
  {
    name: 'one of the same day: nobody knows which came first',
    add: { 'later.yaml': later('2026-11-10', '20348.5262') },
    expected: [],
  },
  { name: 'an earlier one', add: { 'later.yaml': later('2026-10-13', '20348.5499') }, expected: [] },
  {
    name: 'a day that does not exist is not taken for the first of all',
    add: { 'later.yaml': later('2026-02-30', '20348.9999') },
    expected: ['later.yaml:6:13 no-such-time'],
  },
]);
