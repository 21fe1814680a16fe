import { describeBroken, document } from './broken-fleets.ts';

const policy = (every: string, window: string) =>
  document('ReplicationPolicy', 'standard', `frequency: PT5M\n${window}testFailover: { every: ${every} }`);

describeBroken('test failovers and their window', [
  {
    name: 'more often than it opens',
    add: { 'replication.yaml': policy('P2D', 'window: saturday-night\n') },
    expected: ['replication.yaml:7:26 test-too-often?'],
    says: ['tried out every 2 d, but "saturday-night" can stay shut for 6 d', 'write P7D or more'],
  },
  { name: 'less often', add: { 'replication.yaml': policy('P30D', 'window: saturday-night\n') }, expected: [] },
  { name: 'at any time', add: { 'replication.yaml': policy('P2D', '') }, expected: [] },
]);
