import { describeBroken, document, documents } from './broken-fleets.ts';

const host = (name: string, labels: string) =>
  document('Host', name, `site: par\nproduct: debian-12\nlabels: { ${labels} }\nagent: { enrol: token }`);

describeBroken('hosts that no rollout selects', [
  {
    name: 'a label that is misspelt',
    add: { 'more.yaml': host('web-02', 'ring: al') },
    expected: ['more.yaml:7:19 host-in-no-ring?'],
    says: ['host "web-02" is in no ring of any rollout', 'did you mean "all"?', 'values of "ring" that rings select: all'],
  },
  {
    name: 'no label that a ring selects by',
    add: { 'more.yaml': host('web-02', 'role: web') },
    expected: ['more.yaml:7:11 host-in-no-ring?'],
    says: ['the rings of "november-2026" select by ring: all'],
  },
  {
    name: 'so many that they are told at the rollout',
    add: { 'more.yaml': documents(...Array.from({ length: 21 }, (_, i) => host(`web-${i + 10}`, 'role: web'))) },
    expected: ['rollout.yaml:17:3 host-in-no-ring?'],
    says: ['21 hosts are in no ring of any rollout', 'web-10, web-11, web-12 and 18 more'],
  },
  {
    name: 'of a product that no baseline knows',
    add: { 'more.yaml': host('web-02', 'role: web').replace('debian-12', 'debian-13') },
    expected: [],
  },
  {
    name: 'retired ones',
    add: { 'more.yaml': `${host('web-02', 'role: web')}  retired: sold\n` },
    expected: [],
  },
]);
