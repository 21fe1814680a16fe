import { describeBroken } from './broken-fleets.ts';

const apart = (members: string, max: number): [string, string] => [
  '  notice:',
  `  keepApart: [{ name: pair, members: [${members}], max: ${max} }]\n  notice:`,
];
const both = { 'vms.yaml': [['home: hv-02\n  replica: { host: hv-01', 'home: hv-01\n  replica: { host: hv-02']] } as const;

describeBroken('a keepApart set whose members live together', [
  {
    name: 'its host could never be patched',
    edits: { ...both, 'fleet.yaml': [apart('app-01, db-01', 1)] },
    expected: ['vms.yaml:15:9 kept-apart-on-one-host'],
    says: [
      'app-01 and db-01 live on "hv-01", but keepApart "pair" lets only 1',
      'another home, or raise max of "pair" in fleet.yaml',
    ],
  },
  { name: 'on two hosts', edits: { 'fleet.yaml': [apart('app-01, db-01', 1)] }, expected: [] },
  { name: 'fewer than its max', edits: { ...both, 'fleet.yaml': [apart('app-01, db-01, web-01', 2)] }, expected: [] },
]);
