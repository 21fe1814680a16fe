import { describeBroken, document } from './broken-fleets.ts';

const apart = (members: string): [string, string] => [
  '  notice:',
  `  keepApart: [{ name: front, members: [${members}] }]\n  notice:`,
];
const budget = (text: string): [string, string] => ['maxUnavailable: { perSite: 1 }', `maxUnavailable: { ${text} }`];
const secondGuest = document(
  'Host',
  'db-01',
  'site: par\nproduct: windows-server-2022\nlabels: { ring: all }\nagent: { enrol: token }\nrunsOn: { vm: db-01 }',
);
const controllers: readonly (readonly [string, string])[] = [
  ['role: app', 'role: domain-controller'],
  ['role: sql', 'role: domain-controller'],
];

describeBroken('a keepApart set in one ring', [
  {
    name: 'whose budget lets its members go together',
    edits: { 'fleet.yaml': [apart('app-01, web-01')], 'rollout.yaml': [budget('total: 2')] },
    expected: ['rollout.yaml:18:42 kept-apart-in-one-ring'],
    says: ['ring "all" may take app-01, web-01 at once, but keepApart "front" lets only 1', 'different rings', 'total: 1'],
  },
  {
    name: 'named by a VM whose guest is patched',
    edits: { 'fleet.yaml': [apart('db-01, app-01')], 'rollout.yaml': [budget('perSite: 2')] },
    add: { 'guest.yaml': secondGuest },
    expected: ['rollout.yaml:18:42 kept-apart-in-one-ring'],
  },
  {
    name: 'of a host and a VM without an agent, whose home is drained beside it',
    edits: {
      'fleet.yaml': [apart('app-01, db-01')],
      'rollout.yaml': [budget('total: 2')],
      'hosts.yaml': [['  runsOn: { vm: app-01 }\n', '']],
    },
    expected: ['rollout.yaml:18:42 kept-apart-in-one-ring'],
    says: ['ring "all" may take app-01, hv-02 at once, but keepApart "front"'],
  },
  {
    name: 'of a VM without an agent, whose home is drained after the other',
    edits: { 'fleet.yaml': [apart('app-01, db-01')], 'hosts.yaml': [['  runsOn: { vm: app-01 }\n', '']] },
    expected: [],
  },
  { name: 'whose budget takes one of a site', edits: { 'fleet.yaml': [apart('app-01, web-01')] }, expected: [] },
  {
    name: 'in the emergency lane the planner alone keeps them apart',
    edits: {
      'fleet.yaml': [apart('app-01, web-01')],
      'rollout.yaml': [budget('total: 2'), ['  baseline: 2026-11', '  baseline: 2026-11\n  lane: emergency']],
    },
    expected: [],
  },
  {
    name: 'all domain controllers, though nobody said that they are kept apart',
    edits: { 'vms.yaml': controllers, 'rollout.yaml': [budget('total: 2')] },
    add: { 'guest.yaml': secondGuest },
    expected: ['rollout.yaml:18:42 kept-apart-in-one-ring?'],
    says: ['may take all domain controllers at once: app-01, db-01'],
  },
  {
    name: 'all domain controllers, one at a time',
    edits: { 'vms.yaml': controllers },
    add: { 'guest.yaml': secondGuest },
    expected: [],
  },
]);
