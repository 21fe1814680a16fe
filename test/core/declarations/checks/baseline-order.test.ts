import { describeBroken, document } from './broken-fleets.ts';

const later = (released: string, build: string) =>
  document(
    'PatchBaseline',
    '2026-12',
    `severity: medium\nreleased: ${released}\nproducts:\n  windows-server-2022: { build: "${build}" }`,
  );

/** The products of the tiny fleet have no hotpatch: two baselines of the product that has. */
const hotpatched = (name: string, released: string, levels: string) =>
  document('PatchBaseline', name, `severity: medium\nreleased: ${released}\nproducts:\n  windows-server-2025: { ${levels} }`);
const october = hotpatched('2026-10', '2026-10-13', 'build: "26100.33698"');
const december = (hotpatch: string) => hotpatched('2026-12', '2026-12-08', `build: "26100.34102", hotpatch: "${hotpatch}"`);

describeBroken('baselines in order of their release', [
  {
    name: 'a later one with a lower build',
    add: { 'later.yaml': later('2026-12-08', '20348.5262') },
    expected: ['later.yaml:8:36 baseline-goes-back'],
    says: ['20348.5262 is lower than 20348.5622 of baseline "2026-11", which was released before', 'see rollout.yaml'],
  },
  {
    name: 'a hotpatch below the build of an earlier one: hosts of last month would count as patched',
    add: { 'october.yaml': october, 'later.yaml': december('26100.30000') },
    expected: ['later.yaml:8:61 hotpatch-goes-back'],
    says: ['hotpatch 26100.30000 is not above 26100.33698 of baseline "2026-10"', 'would count as patched', 'see october.yaml'],
  },
  {
    name: 'a hotpatch that is the build of an earlier one',
    add: { 'october.yaml': october, 'later.yaml': december('26100.33698') },
    expected: ['later.yaml:8:61 hotpatch-goes-back'],
  },
  {
    name: 'a hotpatch above all earlier ones',
    add: { 'october.yaml': october, 'later.yaml': december('26100.34055') },
    expected: [],
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
