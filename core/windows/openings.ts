/**
 * The pattern of a window on the wall clock, before any zone is applied. A *local time* is the wall clock's reading
 * written as milliseconds since 1970-01-01T00:00 of that same clock, so that adding to it is plain arithmetic.
 */
import { Cron } from 'croner';
import { assertNever } from '../model/problem.ts';
import { Weekday } from '../model/fleet.ts';
import type { MaintenanceWindow } from '../model/fleet.ts';

export type LocalTime = number & { readonly __brand: 'LocalTime' };

export interface Openings {
  /** The last opening at or before `local`; null when there is none. */
  latest(local: LocalTime): LocalTime | null;
  /** The first opening after `local`; null when there is none. */
  next(local: LocalTime): LocalTime | null;
}

const DAY = 86_400_000;
/** A fifth weekday comes back within four months; twelve leave room and keep an impossible rule from searching for ever. */
const MONTHS_SEARCHED = 12;

/** @throws RangeError when the pattern is not one (compiled fleets hold only checked patterns). */
export function openingsOf(opens: Exclude<MaintenanceWindow['opens'], { type: 'any' }>): Openings {
  switch (opens.type) {
    case 'once':
      return once(localTimeOf(Temporal.PlainDateTime.from(opens.at)));
    case 'weekly':
      return opens.nth === null ? weekly(opens.day, timeOfDay(opens.at)) : nthOfMonth(opens.day, opens.nth, timeOfDay(opens.at));
    case 'cron':
      return cron(opens.expression);
    default:
      return assertNever(opens);
  }
}

export function localTimeOf(wall: Temporal.PlainDateTime): LocalTime {
  return wall.toZonedDateTime('UTC').epochMilliseconds as LocalTime;
}

export function wallClockOf(local: LocalTime): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
}

function once(opening: LocalTime): Openings {
  return {
    latest: (local) => (opening <= local ? opening : null),
    next: (local) => (opening > local ? opening : null),
  };
}

function weekly(day: Weekday, at: number): Openings {
  const week = 7 * DAY;
  // 1970-01-01 was a Thursday, number 3 of this list.
  const first = ((Weekday.indexOf(day) - 3 + 7) % 7) * DAY + at;
  const latest = (local: LocalTime) => (first + Math.floor((local - first) / week) * week) as LocalTime;
  return { latest, next: (local) => (latest(local) + week) as LocalTime };
}

function nthOfMonth(day: Weekday, nth: number, at: number): Openings {
  const find = (local: LocalTime, step: 1 | -1, fits: (opening: LocalTime) => boolean): LocalTime | null => {
    let month = wallClockOf(local).toPlainDate().toPlainYearMonth();
    for (let searched = 0; searched <= MONTHS_SEARCHED; searched++) {
      const date = nthWeekday(month, day, nth);
      if (date !== null) {
        const opening = (localTimeOf(date.toPlainDateTime()) + at) as LocalTime;
        if (fits(opening)) return opening;
      }
      month = month.add({ months: step });
    }
    return null;
  };
  return {
    latest: (local) => find(local, -1, (opening) => opening <= local),
    next: (local) => find(local, 1, (opening) => opening > local),
  };
}

/** Null when the month has no such day (a fifth Monday). */
function nthWeekday(month: Temporal.PlainYearMonth, day: Weekday, nth: number): Temporal.PlainDate | null {
  const firstOfMonth = month.toPlainDate({ day: 1 });
  const first = 1 + ((Weekday.indexOf(day) + 1 - firstOfMonth.dayOfWeek + 7) % 7);
  if (nth === -1) return month.toPlainDate({ day: first + 7 * Math.floor((month.daysInMonth - first) / 7) });
  const date = first + 7 * (nth - 1);
  return nth >= 1 && date <= month.daysInMonth ? month.toPlainDate({ day: date }) : null;
}

/** Croner is asked in UTC, where every hour exists once; the zone is applied afterwards, by our own rule. */
function cron(expression: string): Openings {
  const pattern = new Cron(expression, { timezone: 'UTC', mode: '5-part', paused: true });
  const iso = (local: number) => Temporal.Instant.fromEpochMilliseconds(local).toString({ smallestUnit: 'second' });
  return {
    // `previousRuns` is strict, and openings fall on whole minutes.
    latest: (local) => (pattern.previousRuns(1, iso(local + 1_000))[0]?.getTime() as LocalTime | undefined) ?? null,
    next: (local) => (pattern.nextRuns(1, iso(local))[0]?.getTime() as LocalTime | undefined) ?? null,
  };
}

/** `20:00` → milliseconds after midnight. */
function timeOfDay(text: string): number {
  const time = Temporal.PlainTime.from(text);
  return (time.hour * 60 + time.minute) * 60_000;
}
