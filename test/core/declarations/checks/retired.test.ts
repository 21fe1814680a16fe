import { describeBroken } from './broken-fleets.ts';

describeBroken('what is retired and still named', [
  {
    name: 'a partner, a home and a replica host',
    edits: { 'hosts.yaml': [['  partner: hv-01\n', '  partner: hv-01\n  retired: sold in May\n']] },
    expected: ['hosts.yaml:9:12 retired-host', 'vms.yaml:6:20 retired-host', 'vms.yaml:15:9 retired-host'],
    says: ['host "hv-02" is retired (sold in May).', 'in service there: hv-01'],
  },
  {
    name: 'the VM of a guest',
    edits: { 'vms.yaml': [['  role: app', '  role: app\n  retired: replaced by app-02']] },
    expected: ['hosts.yaml:31:17 retired-vm'],
    says: ['VM "app-01" is retired (replaced by app-02).'],
  },
  {
    name: 'a guest that went with its VM',
    edits: {
      'vms.yaml': [['  role: app', '  role: app\n  retired: replaced by app-02']],
      'hosts.yaml': [['  runsOn: { vm: app-01 }', '  runsOn: { vm: app-01 }\n  retired: replaced by app-02']],
    },
    expected: [],
  },
]);
