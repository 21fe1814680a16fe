import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MaintenanceWindow } from '#core/model/fleet.ts';
import type { WindowName } from '#core/model/ids.ts';
import { duration, durationOf, instant, instantOf } from '#core/model/time.ts';
import { isOpen, nextOccurrence, occurrenceAt, occurrences, roomLeft } from '#core/windows/window.ts';

function window(
  opens: MaintenanceWindow['opens'],
  length: string,
  timezone = 'Europe/Paris',
  cutoff = 'PT0S',
): MaintenanceWindow {
  return {
    name: 'w' as WindowName,
    origin: { file: 'windows.yaml', line: 1, lines: {} },
    timezone,
    opens,
    duration: durationOf(length),
    cutoff: durationOf(cutoff),
  };
}
const once = (at: string) => ({ type: 'once', at }) as const;
const cron = (expression: string) => ({ type: 'cron', expression }) as const;
const weekly = (day: 'saturday' | 'sunday' | 'tuesday' | 'monday', at: string, nth: number | null = null) =>
  ({ type: 'weekly', day, at, nth }) as const;

/** `2027-03-28T03:00+02:00[Europe/Paris]` → `03-28 03:00 +02:00`, as a reader of a wall clock says it. */
function wall(at: number, timezone: string): string {
  const z = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  return `${z.toPlainDateTime().toString({ smallestUnit: 'minute' }).slice(5).replace('T', ' ')} ${z.offset}`;
}

describe('windows: one opening, resolved on the wall clock', () => {
  // Paris: 2027-03-28 02:00 → 03:00, 2027-10-31 03:00 → 02:00. New York: 03-14 and 11-07. Lord Howe shifts by 30 minutes.
  const paris = 'Europe/Paris';
  const newYork = 'America/New_York';
  const lordHowe = 'Australia/Lord_Howe';
  const cases = [
    {
      name: 'an ordinary night',
      zone: paris,
      at: '2027-01-16T20:00',
      length: 'PT16H',
      opens: '01-16 20:00 +01:00',
      closes: '01-17 12:00 +01:00',
      hours: 16,
    },
    {
      name: 'the short night still ends at noon',
      zone: paris,
      at: '2027-03-27T20:00',
      length: 'PT16H',
      opens: '03-27 20:00 +01:00',
      closes: '03-28 12:00 +02:00',
      hours: 15,
    },
    {
      name: 'the long night still ends at noon',
      zone: paris,
      at: '2027-10-30T20:00',
      length: 'PT16H',
      opens: '10-30 20:00 +02:00',
      closes: '10-31 12:00 +01:00',
      hours: 17,
    },
    {
      name: 'opening just before the gap',
      zone: paris,
      at: '2027-03-28T01:59',
      length: 'PT2H',
      opens: '03-28 01:59 +01:00',
      closes: '03-28 03:59 +02:00',
      hours: 1,
    },
    {
      name: 'opening at the first minute of the gap',
      zone: paris,
      at: '2027-03-28T02:00',
      length: 'PT2H',
      opens: '03-28 03:00 +02:00',
      closes: '03-28 04:00 +02:00',
      hours: 1,
    },
    {
      name: 'opening in the gap',
      zone: paris,
      at: '2027-03-28T02:30',
      length: 'PT2H',
      opens: '03-28 03:00 +02:00',
      closes: '03-28 04:30 +02:00',
      hours: 1.5,
    },
    {
      name: 'opening at the end of the gap',
      zone: paris,
      at: '2027-03-28T03:00',
      length: 'PT2H',
      opens: '03-28 03:00 +02:00',
      closes: '03-28 05:00 +02:00',
      hours: 2,
    },
    {
      name: 'closing in the gap',
      zone: paris,
      at: '2027-03-28T00:30',
      length: 'PT2H',
      opens: '03-28 00:30 +01:00',
      closes: '03-28 03:00 +02:00',
      hours: 1.5,
    },
    {
      name: 'opening before the repeated hour',
      zone: paris,
      at: '2027-10-31T01:30',
      length: 'PT2H',
      opens: '10-31 01:30 +02:00',
      closes: '10-31 03:30 +01:00',
      hours: 3,
    },
    {
      name: 'opening in the repeated hour: its first occurrence',
      zone: paris,
      at: '2027-10-31T02:30',
      length: 'PT2H',
      opens: '10-31 02:30 +02:00',
      closes: '10-31 04:30 +01:00',
      hours: 3,
    },
    {
      name: 'opening and closing in the repeated hour: once',
      zone: paris,
      at: '2027-10-31T02:10',
      length: 'PT20M',
      opens: '10-31 02:10 +02:00',
      closes: '10-31 02:30 +02:00',
      hours: 1 / 3,
    },
    {
      name: 'closing in the repeated hour: its first occurrence',
      zone: paris,
      at: '2027-10-31T00:30',
      length: 'PT2H',
      opens: '10-31 00:30 +02:00',
      closes: '10-31 02:30 +02:00',
      hours: 2,
    },
    {
      name: 'opening after the repeated hour',
      zone: paris,
      at: '2027-10-31T03:00',
      length: 'PT2H',
      opens: '10-31 03:00 +01:00',
      closes: '10-31 05:00 +01:00',
      hours: 2,
    },
    {
      name: 'New York, the gap',
      zone: newYork,
      at: '2027-03-14T02:15',
      length: 'PT4H',
      opens: '03-14 03:00 -04:00',
      closes: '03-14 06:15 -04:00',
      hours: 3.25,
    },
    {
      name: 'New York, the repeated hour',
      zone: newYork,
      at: '2027-11-07T01:15',
      length: 'PT4H',
      opens: '11-07 01:15 -04:00',
      closes: '11-07 05:15 -05:00',
      hours: 5,
    },
    {
      name: 'Lord Howe, a gap of half an hour',
      zone: lordHowe,
      at: '2027-10-03T02:10',
      length: 'PT4H',
      opens: '10-03 02:30 +11:00',
      closes: '10-03 06:10 +11:00',
      hours: 3 + 40 / 60,
    },
    {
      name: 'Lord Howe, a repeated half hour',
      zone: lordHowe,
      at: '2027-04-04T01:45',
      length: 'PT4H',
      opens: '04-04 01:45 +11:00',
      closes: '04-04 05:45 +10:30',
      hours: 4.5,
    },
    {
      name: 'a zone without clock changes',
      zone: 'Asia/Kolkata',
      at: '2027-03-28T02:30',
      length: 'PT2H',
      opens: '03-28 02:30 +05:30',
      closes: '03-28 04:30 +05:30',
      hours: 2,
    },
  ] as const;
  for (const { name, zone, at, length, opens, closes, hours } of cases) {
    it(name, () => {
      const [found, ...more] = occurrences(
        window(once(at), length, zone),
        instantOf('2027-01-01T00:00Z'),
        instantOf('2028-01-01T00:00Z'),
      );
      assert.ok(found);
      assert.deepEqual(more, []);
      assert.deepEqual([wall(found.opensAt, zone), wall(found.closesAt, zone)], [opens, closes]);
      assert.equal((found.closesAt - found.opensAt) / 60_000, Math.round(hours * 60));
    });
  }

  it('an occurrence that lies in the gap does not take place', () => {
    const w = window(once('2027-03-28T02:10'), 'PT40M');
    assert.deepEqual(occurrences(w, instantOf('2027-01-01T00:00Z'), instantOf('2028-01-01T00:00Z')), []);
    assert.equal(nextOccurrence(w, instantOf('2027-01-01T00:00Z')), null);
  });

  it('the second run of the repeated hour is after a window that closed in the first', () => {
    const w = window(once('2027-10-31T02:10'), 'PT20M');
    assert.equal(isOpen(w, instantOf('2027-10-31T02:15+02:00')), true);
    assert.equal(isOpen(w, instantOf('2027-10-31T02:15+01:00')), false);
  });
});

describe('windows: patterns', () => {
  const cases = [
    {
      name: 'weekly',
      opens: weekly('saturday', '20:00'),
      after: '2026-11-13T08:00Z',
      expect: ['11-14 20:00 +01:00', '11-21 20:00 +01:00', '11-28 20:00 +01:00'],
    },
    {
      name: 'weekly, across the gap',
      opens: weekly('sunday', '02:30'),
      after: '2027-03-20T00:00Z',
      expect: ['03-21 02:30 +01:00', '03-28 03:00 +02:00', '04-04 02:30 +02:00'],
    },
    {
      name: 'the second Tuesday',
      opens: weekly('tuesday', '21:30', 2),
      after: '2026-10-01T00:00Z',
      expect: ['10-13 21:30 +02:00', '11-10 21:30 +01:00', '12-08 21:30 +01:00'],
    },
    {
      name: 'the fifth Saturday, in the months that have one',
      opens: weekly('saturday', '20:00', 5),
      after: '2026-11-01T00:00Z',
      expect: ['01-30 20:00 +01:00', '05-29 20:00 +02:00', '07-31 20:00 +02:00'],
    },
    {
      name: 'the last Sunday: both clock-change nights',
      opens: weekly('sunday', '02:15', -1),
      after: '2027-02-28T12:00Z',
      expect: ['03-28 03:00 +02:00', '04-25 02:15 +02:00', '05-30 02:15 +02:00'],
    },
    {
      name: 'the first Monday on the 1st',
      opens: weekly('monday', '00:00', 1),
      after: '2027-01-31T00:00Z',
      expect: ['02-01 00:00 +01:00', '03-01 00:00 +01:00', '04-05 00:00 +02:00'],
    },
    {
      name: 'cron, daily across the gap',
      opens: cron('30 2 * * *'),
      after: '2027-03-26T12:00Z',
      expect: ['03-27 02:30 +01:00', '03-28 03:00 +02:00', '03-29 02:30 +02:00'],
    },
    {
      name: 'cron, daily across the repeated hour: once',
      opens: cron('30 2 * * *'),
      after: '2027-10-29T12:00Z',
      expect: ['10-30 02:30 +02:00', '10-31 02:30 +02:00', '11-01 02:30 +01:00'],
    },
    {
      name: 'cron, the 13th or a Friday, as Vixie',
      opens: cron('0 1 13 * 5'),
      after: '2026-11-07T00:00Z',
      expect: ['11-13 01:00 +01:00', '11-20 01:00 +01:00', '11-27 01:00 +01:00'],
    },
    {
      name: 'cron, 29 February',
      opens: cron('0 3 29 2 *'),
      after: '2026-01-01T00:00Z',
      expect: ['02-29 03:00 +01:00', '02-29 03:00 +01:00', '02-29 03:00 +01:00'],
    },
    { name: 'cron, 30 February: never', opens: cron('0 3 30 2 *'), after: '2026-01-01T00:00Z', expect: [null] },
    { name: 'once, in the past', opens: once('2026-01-01T00:00'), after: '2026-01-02T00:00Z', expect: [null] },
  ] as const;
  for (const { name, opens, after, expect } of cases) {
    it(name, () => {
      const w = window(opens, 'PT2H');
      const found: (string | null)[] = [];
      let at = instantOf(after);
      for (const _ of expect) {
        const next = nextOccurrence(w, at);
        found.push(next === null ? null : wall(next.opensAt, 'Europe/Paris'));
        if (next !== null) at = next.opensAt;
      }
      assert.deepEqual(found, expect);
    });
  }
});

describe('windows: open or not', () => {
  const saturday = window(weekly('saturday', '20:00'), 'PT16H', 'Europe/Paris', 'PT1H');
  const cases = [
    { name: 'a millisecond before it opens', at: '2026-12-05T19:59:59.999+01:00', open: false, left: 0 },
    { name: 'the instant it opens', at: '2026-12-05T20:00+01:00', open: true, left: 16 * 60 },
    { name: 'still open on Sunday: it belongs to its opening day', at: '2026-12-06T11:00+01:00', open: true, left: 60 },
    { name: 'closed the instant it ends', at: '2026-12-06T12:00+01:00', open: false, left: 0 },
    { name: 'the short night has 15 hours', at: '2027-03-27T20:00+01:00', open: true, left: 15 * 60 },
    { name: 'the long night has 17 hours', at: '2027-10-30T20:00+02:00', open: true, left: 17 * 60 },
  ] as const;
  for (const { name, at, open, left } of cases) {
    it(name, () => {
      assert.equal(isOpen(saturday, instantOf(at)), open);
      assert.equal(roomLeft(saturday, instantOf(at)), left * 60_000);
    });
  }

  it('the cutoff ends starts, not the window', () => {
    const found = occurrenceAt(saturday, instantOf('2026-12-06T11:30+01:00'));
    assert.equal(found?.lastStartAt, instantOf('2026-12-06T11:00+01:00'));
    assert.equal(found?.closesAt, instantOf('2026-12-06T12:00+01:00'));
  });

  it('occurrences that touch or overlap are one run', () => {
    const daily = window(cron('0 20 5,6,7 12 *'), 'PT24H');
    const at = instantOf('2026-12-06T12:00+01:00');
    assert.equal(occurrenceAt(daily, at)?.opensAt, instantOf('2026-12-05T20:00+01:00'));
    assert.equal(occurrenceAt(daily, at)?.closesAt, instantOf('2026-12-08T20:00+01:00'));
    assert.equal(nextOccurrence(daily, at)?.opensAt, instantOf('2026-12-06T20:00+01:00'));
  });

  it('a window that never closes is open, with bounded room', () => {
    const always = window(cron('0 * * * *'), 'PT2H');
    assert.ok(roomLeft(always, instantOf('2026-12-06T12:00+01:00')) > 24 * 3_600_000);
  });
});

describe('windows: properties', () => {
  const zones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kolkata', 'UTC'] as const;
  const pad = (n: number) => String(n).padStart(2, '0');
  const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${pad(h)}:${pad(m)}`);
  const opens = fc.oneof(
    fc.record({
      type: fc.constant('weekly' as const),
      day: fc.constantFrom('saturday' as const, 'sunday' as const, 'tuesday' as const),
      at: clock,
      nth: fc.constantFrom(null, 1, 2, 5, -1),
    }),
    fc.record({
      type: fc.constant('cron' as const),
      expression: fc.constantFrom('30 2 * * *', '15 */3 * * 0', '*/40 1-3 * * *', '0 2 25-31 * 0'),
    }),
  );
  /** Days around the clock changes of 2026 to 2029, where the mistakes are. */
  const at = fc
    .tuple(
      fc.integer({ min: 2026, max: 2029 }),
      fc.constantFrom('03-10', '03-26', '04-03', '09-04', '10-02', '10-28', '11-01', '06-15'),
      fc.integer({ min: 0, max: 7 * 86_400 }),
    )
    .map(([year, date, seconds]) => instant(instantOf(`${year}-${date}T00:00Z`) + seconds * 1_000));
  const anyWindow = fc
    .record({ opens, timezone: fc.constantFrom(...zones), minutes: fc.integer({ min: 1, max: 40 * 60 }) })
    .map(({ opens: o, timezone, minutes: m }) => window(o, `PT${m}M`, timezone));

  it('open exactly inside an enumerated occurrence, whatever was asked before', () => {
    fc.assert(
      fc.property(anyWindow, at, (w, now) => {
        const listed = occurrences({ ...w }, instant(now - 4 * 86_400_000), instant(now + 86_400_000));
        const inside = listed.some((o) => o.opensAt <= now && now < o.closesAt);
        assert.equal(isOpen(w, now), inside);
      }),
      { numRuns: 60 },
    );
  });

  it('the next occurrence is strictly later, the first of the list, and never closes before it opens', () => {
    fc.assert(
      fc.property(anyWindow, at, (w, now) => {
        const next = nextOccurrence(w, now);
        if (next === null) return;
        assert.ok(next.opensAt > now);
        assert.ok(next.closesAt > next.opensAt);
        assert.equal(isOpen({ ...w }, next.opensAt), true);
        const before = occurrences({ ...w }, now, next.opensAt);
        assert.ok(
          before.every((o) => o.opensAt <= now),
          'an opening was skipped',
        );
      }),
      { numRuns: 300 },
    );
  });

  it('a window of a single run opens at the wall-clock time it says, or at the end of a gap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), clock, at, (timezone, time, now) => {
        const w = window(weekly('sunday', time), 'PT5H', timezone);
        const next = nextOccurrence(w, now);
        assert.ok(next);
        const opened = Temporal.Instant.fromEpochMilliseconds(next.opensAt).toZonedDateTimeISO(timezone);
        assert.equal(opened.dayOfWeek, 7);
        const says = Temporal.PlainTime.from(time);
        if (!opened.toPlainTime().equals(says)) {
          const shift = opened.subtract({ seconds: 1 }).getTimeZoneTransition('next');
          assert.ok(shift?.equals(opened), `opened at ${opened.toString()} instead of ${time}`);
        }
        assert.ok(duration(next.closesAt - next.opensAt) >= 4 * 3_600_000);
      }),
      { numRuns: 300 },
    );
  });
});
