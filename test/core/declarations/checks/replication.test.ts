import { describeBroken, newPair } from './broken-fleets.ts';

const extended = (replica: string) => ({ 'vms.yaml': [['{ host: hv-01, frequency: PT5M }', replica]] }) as const;

describeBroken('third copies', [
  {
    name: 'sent back home',
    edits: extended('{ host: hv-01, extended: { host: hv-02 } }'),
    expected: ['vms.yaml:16:45 replication-loop'],
    says: ['would be sent back to "hv-02", where it runs: hv-02 → hv-01 → hv-02', 'name a third host'],
  },
  {
    name: 'sent by the replica host to itself',
    edits: extended('{ host: hv-01, extended: { host: hv-01 } }'),
    expected: ['vms.yaml:16:45 replication-loop'],
    says: ['"hv-01" would send the third copy of "db-01" to itself'],
  },
  {
    name: 'on a host without Hyper-V',
    edits: extended('{ host: hv-01, extended: { host: web-01 } }'),
    expected: ['vms.yaml:16:45 not-hyper-v'],
  },
  {
    name: 'every 30 seconds',
    edits: extended('{ host: hv-01, frequency: PT30S, extended: { host: hv-03, frequency: PT30S } }'),
    add: { 'pair.yaml': newPair },
    expected: ['vms.yaml:16:81 frequency-refused'],
    says: ['every 5 or 15 minutes, not every 30 s', 'write PT15M or PT5M'],
  },
  {
    name: 'more often than the replica hears of changes',
    edits: extended('{ host: hv-01, frequency: PT15M, extended: { host: hv-03, frequency: PT5M } }'),
    add: { 'pair.yaml': newPair },
    expected: ['vms.yaml:16:81 frequency-refused'],
    says: ['would be sent every 5 min, but its replica hears of changes only every 15 min', 'write PT15M'],
  },
  {
    name: 'as Hyper-V offers it',
    edits: extended('{ host: hv-01, frequency: PT30S, extended: { host: hv-03 } }'),
    add: { 'pair.yaml': newPair },
    expected: [],
  },
  {
    name: 'on a host that nobody declared',
    edits: extended('{ host: hv-01, policy: standart, extended: { host: hv-30 } }'),
    expected: ['vms.yaml:16:35 unknown-replication-policy', 'vms.yaml:16:63 unknown-host'],
  },
]);
