import { describeBroken, document } from './broken-fleets.ts';

const october = document(
  'PatchBaseline',
  '2026-10',
  `severity: medium
released: 2026-10-13
products:
  windows-server-2022: { build: "20348.5499", kb: KB5079102 }
  windows-server-2025: { build: "26100.33698", kb: KB5079103 }`,
);
const blocking = (kb: string): [string, string] => ['  products:', `  blockedKbs: [${kb}]\n  products:`];

describeBroken('blocked updates', [
  {
    name: 'one that came with an earlier build is in every later one',
    edits: { 'rollout.yaml': [blocking('KB5079102')] },
    add: { 'october.yaml': october },
    expected: ['rollout.yaml:9:36 blocked-kb-contained'],
    says: ['20348.5622 contains KB5079102', 'it came with 20348.5499 (baseline "2026-10")', 'name a build below 20348.5499'],
  },
  {
    name: 'one of a product that this baseline does not name',
    edits: { 'rollout.yaml': [blocking('KB5079103')] },
    add: { 'october.yaml': october },
    expected: [],
  },
  {
    name: 'one that an earlier baseline blocks is the target',
    add: { 'october.yaml': october.replace('  products:', '  blockedKbs: [KB5070884]\n  products:') },
    expected: ['rollout.yaml:8:53 blocked-kb-targeted'],
    says: ['KB5070884 is blocked by baseline "2026-10"', 'in october.yaml'],
  },
  {
    name: 'one that came later: not contained here, and refused there',
    edits: { 'rollout.yaml': [blocking('KB5079102')] },
    add: { 'october.yaml': october.replace('2026-10-13', '2026-12-13').replace('20348.5499', '20348.5999') },
    expected: ['october.yaml:8:53 blocked-kb-targeted'],
  },
]);
