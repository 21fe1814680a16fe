import { describeBroken, migration, newPair } from './broken-fleets.ts';

const files = { 'pair.yaml': newPair, 'move.yaml': migration };

describeBroken('memory for VMs', [
  {
    name: 'too little on the target, its partner drained',
    add: files,
    edits: { 'vms.yaml': [['16GiB', '56GiB']] },
    expected: ['move.yaml:8:48 memory-too-small', 'move.yaml:9:48 memory-too-small'],
    says: [
      'after the migration, host "hv-03" would need 64 GiB: 56 GiB for its own VMs, and 8 GiB for those of "hv-04" while that one is drained, and has 60 GiB',
    ],
  },
  {
    name: 'just enough',
    add: files,
    edits: { 'vms.yaml': [['16GiB', '52GiB']] },
    expected: [],
  },
  {
    name: 'enough without a replica that needs it',
    add: files,
    edits: {
      'vms.yaml': [
        ['16GiB', '56GiB'],
        ['  replica: { host: hv-02, frequency: PT5M }\n', ''],
        ['  replica: { host: hv-01, frequency: PT5M }\n', ''],
      ],
      'rollout.yaml': [['drain: planned-failover', 'drain: none']],
    },
    expected: [],
  },
  {
    name: 'too little on a host as it is, which is only told',
    edits: { 'hosts.yaml': [['hyperV: { reserve: 4GiB }', 'hyperV: { reserve: 4GiB, memory: 24GiB }']] },
    expected: ['hosts.yaml:10:36 memory-too-small?'],
    says: [
      'host "hv-01" has 20 GiB for VMs beside its reserve, and would need 24 GiB: 8 GiB for its own VMs, and 16 GiB for those of "hv-02"',
    ],
  },
]);
