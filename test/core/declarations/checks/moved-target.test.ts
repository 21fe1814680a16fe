import { describeBroken, migration, newPair } from './broken-fleets.ts';

const files = { 'pair.yaml': newPair, 'move.yaml': migration };

describeBroken('where VMs are to move', [
  {
    name: 'a host without Hyper-V, and one retired',
    add: files,
    edits: {
      'move.yaml': [['host: hv-03', 'host: web-01']],
      'pair.yaml': [
        [
          '  labels: { ring: all }\n  agent: { key: "sha256:b',
          '  labels: { ring: all }\n  retired: broken\n  agent: { key: "sha256:b',
        ],
      ],
    },
    expected: ['move.yaml:8:48 not-hyper-v', 'move.yaml:9:48 retired-host', 'pair.yaml:9:12 retired-host'],
    says: ['host "web-01" is no Hyper-V host, so no VM can move there'],
  },
  {
    name: 'a host that has no Hyper-V for the replica',
    add: files,
    edits: { 'move.yaml': [['{ host: hv-03 }', '{ host: hv-03, replica: web-01 }']] },
    expected: ['move.yaml:8:64 not-hyper-v'],
    says: ['so it cannot hold a replica'],
  },
  {
    name: 'the host that holds the replica already: migrated and failed over at once',
    add: files,
    edits: { 'move.yaml': [['host: hv-03', 'host: hv-01']] },
    expected: ['move.yaml:8:28 migrated-and-failed-over'],
    says: ['"db-01" has its replica on "hv-01" already', 'write home: hv-01 and replica: { host: hv-02 } in vms.yaml'],
  },
  {
    name: 'the host that holds the third copy',
    add: files,
    edits: { 'vms.yaml': [['host: hv-01, frequency: PT5M', 'host: hv-01, frequency: PT5M, extended: { host: hv-03 }']] },
    expected: ['move.yaml:8:28 migrated-and-failed-over'],
    says: ['has its third copy on "hv-03" already', 'remove replica.extended of "db-01" first'],
  },
  {
    name: 'a VM that is retired',
    add: files,
    edits: { 'vms.yaml': [['  role: sql', '  role: sql\n  retired: replaced']] },
    expected: ['move.yaml:8:28 retired-vm'],
  },
  {
    name: 'where it lives: the migration is over',
    add: files,
    edits: { 'move.yaml': [['host: hv-03', 'host: hv-02']] },
    expected: [],
  },
]);
