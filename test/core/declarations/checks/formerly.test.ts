import { describeBroken } from './broken-fleets.ts';

describeBroken('names that hosts and VMs had before', [
  {
    name: 'one that somebody still has',
    edits: { 'hosts.yaml': [['  hyperV:', '  formerly: web-01\n  hyperV:']] },
    expected: ['hosts.yaml:10:13 formerly-in-use'],
    says: ['"web-01" is declared at hosts.yaml:34', 'remove formerly, or the document'],
  },
  {
    name: 'one that two claim',
    edits: {
      'vms.yaml': [
        ['  role: app', '  role: app\n  formerly: old'],
        ['  role: sql', '  role: sql\n  formerly: old'],
      ],
    },
    expected: ['vms.yaml:20:13 formerly-in-use'],
    says: ['VM "app-01" says that it was called "old", too'],
  },
  {
    name: 'one that is free: a VM may have the name of a host',
    edits: { 'vms.yaml': [['  role: app', '  role: app\n  formerly: web-01']] },
    expected: [],
  },
]);
