import { describeBroken, document } from './broken-fleets.ts';

const freeze = (from: string, to: string, scope = '') =>
  document('Freeze', 'audit', `from: ${from}T00:00+01:00\nto: ${to}T00:00+01:00\nwhy: external audit\n${scope}`);

describeBroken('a freeze before the day a baseline is due', [
  {
    name: 'that swallows every opening',
    add: { 'freeze.yaml': freeze('2026-11-20', '2026-12-12') },
    expected: ['rollout.yaml:16:11 sla-frozen?'],
    says: [
      'until Thu 10 Dec 2026 01:00, when baseline "2026-11" is due, every opening is frozen (audit) for app-01, hv-01, hv-02, web-01',
      'freeze.yaml',
    ],
  },
  {
    name: 'that swallows those of one host',
    add: { 'freeze.yaml': freeze('2026-11-20', '2026-12-12', 'scope: { hosts: [web-01] }') },
    expected: ['rollout.yaml:16:11 sla-frozen?'],
    says: ['for web-01.'],
  },
  { name: 'that leaves one Saturday', add: { 'freeze.yaml': freeze('2026-11-25', '2026-12-12') }, expected: [] },
  { name: 'that ends in the middle of a window', add: { 'freeze.yaml': freeze('2026-11-20', '2026-12-06') }, expected: [] },
]);
