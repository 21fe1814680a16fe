import assert from 'node:assert/strict';
import { Weekday, type MaintenanceWindow } from '#core/model/fleet.ts';
import type { WindowName } from '#core/model/ids.ts';
import { type Duration, duration, hour, instant, instantOf, minute } from '#core/model/time.ts';
import { isOpen, occurrenceAt, occurrences } from '#core/windows/window.ts';

const from = instantOf('2026-01-01T00:00Z');
const to = instantOf('2036-01-01T00:00Z');
const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('UTC').epochMilliseconds;

/** What a zone is to a window: the stretches of time with one offset. Zones that agree in them agree in everything. */
interface Stretch {
  readonly since: number;
  readonly until: number;
  readonly offset: number;
}

function stretchesOf(timezone: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from - 400 * 24 * hour).toZonedDateTimeISO(timezone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    const until = next === null || next.epochMilliseconds > to + 400 * 24 * hour ? Infinity : next.epochMilliseconds;
    found.push({ since: at.epochMilliseconds, until, offset: at.offsetNanoseconds / 1e6 });
    if (next === null || until === Infinity) return found;
    at = next;
  }
}

/** The first instant at which the wall clock has reached `reading`: the end of a gap, the first run of a repeated hour. */
function reached(stretches: readonly Stretch[], reading: number): number {
  for (const { since, until, offset } of stretches) {
    const at = Math.max(since, reading - offset);
    if (at < until) return at;
  }
  return assert.fail('the wall clock never reads that');
}

function window(opens: MaintenanceWindow['opens'], length: Duration, timezone: string): MaintenanceWindow {
  const origin = { file: 'windows.yaml', line: 1, lines: {} };
  return { name: 'w' as WindowName, origin, timezone, opens, duration: length, cutoff: duration(0) };
}

const zones = Intl.supportedValuesOf('timeZone');
const kinds = new Map<string, { readonly zone: string; readonly stretches: readonly Stretch[] }>();
for (const zone of zones) {
  const stretches = stretchesOf(zone);
  const key = JSON.stringify(stretches);
  if (!kinds.has(key)) kinds.set(key, { zone, stretches });
}

describe('windows: every night of ten years in every zone', () => {
  it(`the ${zones.length} zones are of ${kinds.size} kinds, and some change their clocks`, () => {
    assert.ok(zones.length > 400 && kinds.size > 50, `${zones.length} zones, ${kinds.size} kinds`);
    assert.ok([...kinds.values()].filter(({ stretches }) => stretches.length > 10).length > 15);
  });

  it('02:30 for two hours opens and closes when the wall clock first reads so, once a night', () => {
    const length = duration(2 * hour);
    let nights = 0;
    for (const { zone, stretches } of kinds.values()) {
      for (const day of Weekday) {
        const found = occurrences(window({ type: 'weekly', day, at: '02:30', nth: null }, length, zone), from, to);
        const first = Temporal.Instant.fromEpochMilliseconds(found[0]!.opensAt).toZonedDateTimeISO(zone).toPlainDate();
        let reading = local(`${first.toString()}T02:30`);
        for (const { opensAt, closesAt } of found) {
          const [opens, closes] = [reached(stretches, reading), reached(stretches, reading + length)];
          assert.ok(opensAt === opens && closesAt === closes, `${zone} ${new Date(reading).toISOString()}`);
          reading += 7 * 24 * hour;
          nights++;
        }
      }
    }
    assert.ok(nights > 3_650 * kinds.size - 14 * kinds.size, `${nights} nights`);
  });

  it('one-off windows around, in and across every change of clocks', () => {
    let odd = 0;
    for (const { zone, stretches } of kinds.values()) {
      stretches.slice(1).forEach(({ since, offset }, i) => {
        const before = stretches[i]!.offset;
        const shift = offset - before;
        if (shift === 0 || since < from || since > to) return;
        odd++;
        // the edges of the gap or of the repeated hour, as the wall clock reads them
        const [low, high] = [since + Math.min(before, offset), since + Math.max(before, offset)];
        for (const start of [low - 90 * minute, low - minute, low, (low + high) / 2, high - minute, high, high + minute]) {
          for (const length of [20 * minute, 90 * minute, 16 * hour]) {
            const at = new Date(start).toISOString().slice(0, 16);
            const reading = local(at);
            const [opens, closes] = [reached(stretches, reading), reached(stretches, reading + length)];
            const found = occurrences(
              window({ type: 'once', at }, duration(length), zone),
              instant(opens - hour),
              instant(closes + hour),
            );
            const wanted = closes > opens ? [{ opensAt: opens, closesAt: closes, lastStartAt: closes }] : [];
            assert.deepEqual(found, wanted, `${zone} ${at} for ${length / minute} min`);
          }
        }
      });
    }
    assert.ok(odd > 500, `${odd} changes of clocks`);
  });
});

describe('windows: a union', () => {
  const paris = 'Europe/Paris';
  const night = window({ type: 'weekly', day: 'saturday', at: '20:00', nth: null }, duration(16 * hour), paris);
  const late = window({ type: 'cron', expression: '0 22 * * *' }, duration(2 * hour), paris);
  const sunday = {
    ...window({ type: 'weekly', day: 'sunday', at: '12:00', nth: null }, duration(3 * hour), paris),
    cutoff: duration(hour),
  };
  const union = (...of: MaintenanceWindow[]) => window({ type: 'any', of }, duration(0), paris);
  const both = union(night, late, sunday);
  const rows = [
    { at: '2026-12-04T22:00+01:00', closes: '2026-12-05T00:00+01:00', name: 'a late evening alone' },
    {
      at: '2026-12-05T20:00+01:00',
      closes: '2026-12-06T15:00+01:00',
      last: '2026-12-06T14:00+01:00',
      name: 'the night and the noon that touches it',
    },
    {
      at: '2026-12-06T00:30+01:00',
      closes: '2026-12-06T15:00+01:00',
      last: '2026-12-06T14:00+01:00',
      name: 'after the late evening inside the night has closed',
    },
    {
      at: '2026-12-06T14:59+01:00',
      closes: '2026-12-06T15:00+01:00',
      last: '2026-12-06T14:00+01:00',
      name: 'the last minute of the run',
    },
  ];
  for (const { at, closes, last = closes, name } of rows) {
    it(name, () => {
      const open = occurrenceAt(both, instantOf(at));
      assert.ok(open);
      assert.deepEqual([open.closesAt, open.lastStartAt], [instantOf(closes), instantOf(last)]);
    });
  }
  it('is closed when all are', () => {
    for (const at of ['2026-12-05T19:59+01:00', '2026-12-06T15:00+01:00', '2026-12-04T12:00+01:00'])
      assert.equal(isOpen(both, instantOf(at)), false, at);
  });
  it('is open exactly when one of them is, minute by minute of a fortnight with a change of clocks', () => {
    const parts = [night, late, sunday, window({ type: 'cron', expression: '30 2 * * 0' }, duration(hour), 'America/New_York')];
    const any = union(...parts);
    for (let at = instantOf('2026-10-20T00:00Z'); at < instantOf('2026-11-03T00:00Z'); at = instant(at + 7 * minute))
      assert.equal(
        isOpen(any, at),
        parts.some((part) => isOpen(part, at)),
        new Date(at).toISOString(),
      );
  });
});
