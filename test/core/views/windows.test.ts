import assert from 'node:assert/strict';
import type { Fleet, MaintenanceWindow } from '#core/model/fleet.ts';
import type { WindowName } from '#core/model/ids.ts';
import { durationOf, instantOf } from '#core/model/time.ts';
import { renderWindows } from '#core/views/windows.ts';
import { assertGolden } from '#test/golden.ts';
import { situation, zone } from './acme.ts';

const window = (name: string, opens: MaintenanceWindow['opens'], length: string, timezone = zone): MaintenanceWindow => ({
  name: name as WindowName,
  origin: { file: `windows/${name}.yaml`, line: 4, lines: {} },
  timezone,
  opens,
  duration: durationOf(length),
  cutoff: durationOf('PT0S'),
});

const night = window('saturday-night', { type: 'weekly', day: 'saturday', at: '20:00', nth: null }, 'PT16H');
const early = window('before-dawn', { type: 'cron', expression: '30 2 * * 0' }, 'PT2H', 'America/New_York');
const all: readonly MaintenanceWindow[] = [
  night,
  early,
  window('either', { type: 'any', of: [night, early] }, 'PT0S'),
  window('first-tuesday', { type: 'weekly', day: 'tuesday', at: '22:00', nth: 1 }, 'PT4H'),
  window('the-move', { type: 'once', at: '2027-05-01T20:00' }, 'PT8H'),
];
const fleet: Fleet = {
  ...situation.input.fleet,
  windows: Object.fromEntries(all.map((one) => [one.name, one])),
  freezes: [
    {
      name: 'easter',
      origin: { file: 'windows/easter.yaml', line: 4, lines: {} },
      from: instantOf('2027-03-26T00:00+01:00'),
      to: instantOf('2027-03-30T00:00+02:00'),
      scope: { sites: [], hosts: [] },
      why: 'the shops are full',
    },
  ],
};

describe('what people read of windows', () => {
  it('the nights of March 2027, with their offsets and the odd ones marked', () => {
    const text = renderWindows(fleet, instantOf('2027-03-10T12:00+01:00'), instantOf('2027-04-09T12:00+02:00'), {
      zone,
      width: 100,
    });
    assertGolden(import.meta.dirname, 'windows', text);
    assert.equal(text.match(/CLOCKS CHANGE/g)?.length, 3);
  });
});
