import { describeBroken, document, migration, newPair } from './broken-fleets.ts';

describeBroken('references of migrations, policies and notification', [
  {
    name: 'window, VM, host, replica and site of a migration',
    add: { 'pair.yaml': newPair, 'move.yaml': migration },
    edits: {
      'move.yaml': [
        ['window: saturday-night', 'window: saturday-nite'],
        ['[db-01]', '[db-10]'],
        ['host: hv-03', 'host: hv-33'],
        ['{ host: hv-04 }', '{ site: pari }, except: { app-01: { host: hv-99, replica: hv-98 } }'],
      ],
    },
    expected: [
      'move.yaml:6:11 unknown-window',
      'move.yaml:8:28 unknown-vm',
      'move.yaml:8:48 unknown-host',
      'move.yaml:9:48 unknown-site',
      'move.yaml:9:82 unknown-host',
      'move.yaml:9:98 unknown-host',
    ],
    says: ['did you mean "saturday-night"?'],
  },
  {
    name: 'the same in a migration of another shape',
    add: { 'pair.yaml': newPair, 'move.yaml': migration },
    edits: {
      'move.yaml': [
        ['saturday-night', 'saturday-nite'],
        ['host: hv-03', 'host: hv-33'],
        ['keepSource', 'keepsource'],
      ],
    },
    expected: [
      'move.yaml:4:1 missing-field',
      'move.yaml:6:11 unknown-window',
      'move.yaml:8:48 unknown-host',
      'move.yaml:12:3 unknown-field',
    ],
  },
  {
    name: 'window of a replication policy, scope of a notification',
    add: {
      'replication.yaml': document('ReplicationPolicy', 'standard', 'frequency: PT5M\nwindow: sunday'),
      'tell.yaml': document('NotificationPolicy', 'all', 'mail: [it@tiny.example]\nscope: { sites: [pari] }'),
    },
    expected: ['replication.yaml:6:11 unknown-window', 'tell.yaml:6:20 unknown-site'],
  },
]);
