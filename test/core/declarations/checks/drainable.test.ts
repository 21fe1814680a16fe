import { describeBroken } from './broken-fleets.ts';

const withoutReplica = { 'vms.yaml': [['  replica: { host: hv-01, frequency: PT5M }\n', '']] } as const;

describeBroken('draining', [
  {
    name: 'a VM without a replica keeps its host from being patched',
    edits: withoutReplica,
    expected: ['rollout.yaml:19:20 cannot-drain?'],
    says: ['db-01 has no replica to move to, so hv-02 cannot be drained', 'give them a replica'],
  },
  {
    name: 'nothing moves where nothing is drained',
    edits: { ...withoutReplica, 'rollout.yaml': [['drain: planned-failover', 'drain: none']] },
    expected: [],
  },
  {
    name: 'a VM that is retired is not in the way',
    edits: { 'vms.yaml': [['  replica: { host: hv-01, frequency: PT5M }\n', '  retired: replaced by db-02\n']] },
    expected: [],
  },
]);
