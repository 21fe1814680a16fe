import { describeBroken, document } from './broken-fleets.ts';

const once = (at: string, duration: string) =>
  document('MaintenanceWindow', 'one-off', `opens: { once: "${at}" }\nduration: ${duration}`);
const freeze = (scope: string) =>
  document('Freeze', 'year-end', `from: 2026-12-19T00:00+01:00\nto: 2027-01-04T00:00+01:00\nwhy: Christmas trade\n${scope}`);

describeBroken('one-off windows', [
  {
    name: 'in the hour that a clock change leaves out',
    add: { 'once.yaml': once('2027-03-28T02:10', 'PT30M') },
    expected: ['once.yaml:5:19 window-never-opens'],
    says: ['never opens: clocks in Europe/Paris skip', 'the clock goes forward'],
  },
  {
    name: 'in a freeze of the whole fleet',
    add: { 'once.yaml': once('2026-12-26T20:00', 'PT8H'), 'freeze.yaml': freeze('') },
    expected: ['once.yaml:5:19 window-never-opens'],
    says: ['freeze "year-end" (Christmas trade) covers it', 'shorten the freeze in freeze.yaml'],
  },
  {
    name: 'in a freeze of one site',
    add: { 'once.yaml': once('2026-12-26T20:00', 'PT8H'), 'freeze.yaml': freeze('scope: { sites: [par] }') },
    expected: [],
  },
  {
    name: 'that last longer than the freeze',
    add: { 'once.yaml': once('2027-01-03T20:00', 'PT8H'), 'freeze.yaml': freeze('') },
    expected: [],
  },
]);
