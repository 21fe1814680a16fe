import { describeBroken } from './broken-fleets.ts';

describeBroken('room of windows for hosts', [
  {
    name: 'less than the longest patch with its way back',
    edits: { 'window.yaml': [['PT16H', 'PT2H']] },
    expected: ['rollout.yaml:16:11 window-too-short?'],
    says: [
      '"saturday-night" is open for 2 h, but hv-01 needs 2 h 45 with its way back (1 VM to move and bring home)',
      'at least 2 h 45 in window.yaml',
    ],
  },
  { name: 'just enough', edits: { 'window.yaml': [['PT16H', 'PT2H45M']] }, expected: [] },
  {
    name: 'touching openings are one',
    edits: {
      'window.yaml': [
        ['weekly: { day: saturday, at: "20:00" }', 'cron: "0 * * * *"'],
        ['PT16H', 'PT1H'],
      ],
    },
    expected: [],
  },
  {
    name: 'a window without length is another mistake',
    edits: { 'window.yaml': [['PT16H', 'PT0S']] },
    expected: ['window.yaml:6:13 window-length'],
  },
  {
    name: 'a zone that does not exist is another mistake',
    edits: { 'window.yaml': [['PT16H', 'PT1H\n  timezone: Europe/Pariss']] },
    expected: ['window.yaml:7:13 unknown-timezone'],
  },
]);
