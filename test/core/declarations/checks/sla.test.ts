import { describeBroken } from './broken-fleets.ts';

const severity = (text: string): [string, string] => ['severity: medium', `severity: ${text}`];

describeBroken('an SLA out of reach', [
  {
    name: 'high in 7 days against 7 days of notice and Saturdays only',
    edits: { 'rollout.yaml': [severity('high')] },
    expected: ['rollout.yaml:16:11 sla-out-of-reach?'],
    says: [
      'is high and due Tue 17 Nov 2026 01:00, 7 d after its release',
      'with 7 days of notice and window "saturday-night", ring "all" cannot start before Sat 21 Nov 2026 20:00',
      'agree another patchSla in fleet.yaml',
    ],
  },
  {
    name: 'a later ring, by the soak of the one before',
    edits: {
      'rollout.yaml': [
        ['{ name: all, hosts: { ring: all },', '{ name: all, hosts: { ring: all }, soak: P21D,'],
        ['  before:', '    - { name: web, hosts: { ring: web } }\n  before:'],
      ],
      'hosts.yaml': [['ring: all }\n  agent: { enrol', 'ring: web }\n  agent: { enrol']],
    },
    expected: ['rollout.yaml:19:15 sla-out-of-reach?'],
    says: ['7 days of notice, 21 d of soak and window "saturday-night", ring "web" cannot start before Sat 12 Dec 2026 20:00'],
  },
  {
    name: 'with less notice',
    edits: { 'rollout.yaml': [severity('high')], 'fleet.yaml': [['{ days: 7', '{ days: 3']] },
    expected: [],
  },
  { name: 'medium', expected: [] },
]);
