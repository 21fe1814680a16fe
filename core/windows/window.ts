/**
 * When a maintenance window is open. Openings are found on the wall clock and then resolved in the window's zone:
 * one in the gap of a clock change opens at the end of the gap, one in the repeated hour at its first occurrence, once.
 * The closing is the opening plus the duration *on the wall clock*, resolved the same way, so Saturday 20:00 + PT16H
 * is always Sunday 12:00. An occurrence that the gap swallows whole does not take place.
 */
import type { MaintenanceWindow } from '../model/fleet.ts';
import { type Duration, type Instant, duration, instant } from '../model/time.ts';
import { type LocalTime, type Openings, localTimeOf, openingsOf, wallClockOf } from './openings.ts';

export interface Occurrence {
  readonly opensAt: Instant;
  /** Exclusive. Where the next opening comes before this one's end, both are one run and this is the end of the run. */
  readonly closesAt: Instant;
  /** No intervention may start at or after this instant: `closesAt` less the window's cutoff. */
  readonly lastStartAt: Instant;
}

const DAY = 86_400_000;
/** A run of touching occurrences is followed this often: a window that never closes has "at least" this much room. */
const RUN_LINKS = 64;
/** A listing is cut here (a cron rule of every minute has 43,200 openings in 30 days). */
const MOST_LISTED = 10_000;

/** The occurrence that is open at `at` (`opensAt ≤ at < closesAt`); of several the one that opened last. */
export function occurrenceAt(window: MaintenanceWindow, at: Instant): Occurrence | null {
  const { latest } = neighbours(window, at);
  return latest !== null && at < latest.closesAt ? latest : null;
}

/** The first occurrence with `opensAt > after`; null when the window never opens again. */
export function nextOccurrence(window: MaintenanceWindow, after: Instant): Occurrence | null {
  return neighbours(window, after).next;
}

/** All occurrences that are open somewhere in `[from, to)`, in order of opening. */
export function occurrences(window: MaintenanceWindow, from: Instant, to: Instant): readonly Occurrence[] {
  const found: Occurrence[] = [];
  if (to <= from) return found;
  const open = occurrenceAt(window, from);
  if (open !== null) found.push(open);
  let next = nextOccurrence(window, from);
  while (next !== null && next.opensAt < to && found.length < MOST_LISTED) {
    found.push(next);
    next = nextOccurrence(window, next.opensAt);
  }
  return found;
}

/** What decides when it is open, without where it is declared: two windows with the same pattern are open together. */
export function patternOf({ opens, timezone, duration: length }: MaintenanceWindow): object {
  return { opens: opens.type === 'any' ? { type: 'any', of: opens.of.map(patternOf) } : opens, timezone, duration: length };
}

export function isOpen(window: MaintenanceWindow, at: Instant): boolean {
  return occurrenceAt(window, at) !== null;
}

/** Elapsed time until the window closes; 0 while it is closed. The cutoff is not taken off: see `lastStartAt`. */
export function roomLeft(window: MaintenanceWindow, at: Instant): Duration {
  const open = occurrenceAt(window, at);
  return duration(open === null ? 0 : open.closesAt - at);
}

/** The occurrences on both sides of an instant: right for every instant in `[from, until)`. */
interface Neighbours {
  readonly from: number;
  readonly until: number;
  readonly latest: Occurrence | null;
  readonly next: Occurrence | null;
}

interface Compiled {
  readonly find: (at: Instant) => Neighbours;
  neighbours: Neighbours | null;
}

/** Only saves work: what it returns follows from the window and the instant alone. */
const compiled = new WeakMap<MaintenanceWindow, Compiled>();

function neighbours(window: MaintenanceWindow, at: Instant): Neighbours {
  let entry = compiled.get(window);
  if (entry === undefined) {
    entry = { find: finderOf(window), neighbours: null };
    compiled.set(window, entry);
  }
  const known = entry.neighbours;
  if (known !== null && known.from <= at && at < known.until) return known;
  return (entry.neighbours = entry.find(at));
}

function finderOf(window: MaintenanceWindow): (at: Instant) => Neighbours {
  const { opens } = window;
  if (opens.type === 'any') return (at) => neighboursOfAny(opens.of, at);
  const openings = openingsOf(opens);
  return (at) => findNeighbours(window, openings, at);
}

/** The openings of a union are those of its parts; where they touch or overlap, all are one run. */
function neighboursOfAny(parts: readonly MaintenanceWindow[], at: Instant): Neighbours {
  let latest: Occurrence | null = null;
  let next: Occurrence | null = null;
  for (const part of parts) {
    const near = neighbours(part, at);
    if (near.latest !== null && (latest === null || near.latest.opensAt > latest.opensAt)) latest = near.latest;
    if (near.next !== null && (next === null || near.next.opensAt < next.opensAt)) next = near.next;
  }
  return {
    from: latest?.opensAt ?? -Infinity,
    until: next?.opensAt ?? Infinity,
    latest: latest && untilRunEnds(parts, latest),
    next: next && untilRunEnds(parts, next),
  };
}

function untilRunEnds(parts: readonly MaintenanceWindow[], first: Occurrence): Occurrence {
  let { closesAt, lastStartAt } = first;
  for (let link = 0; link < RUN_LINKS; link++) {
    const before = closesAt;
    for (const part of parts) {
      for (const other of [neighbours(part, before).latest, neighbours(part, first.opensAt).latest]) {
        if (other === null || other.closesAt < first.opensAt || other.opensAt > before) continue;
        if (other.closesAt > closesAt) closesAt = other.closesAt;
        if (other.lastStartAt > lastStartAt) lastStartAt = other.lastStartAt;
      }
    }
    if (closesAt === before) break;
  }
  return { opensAt: first.opensAt, closesAt, lastStartAt };
}

function findNeighbours(window: MaintenanceWindow, openings: Openings, at: Instant): Neighbours {
  const highest = highestLocal(window.timezone, at);
  let local = openings.latest(highest);
  let latest = local === null ? null : occurrence(window, openings, local);
  // Local times above the true one resolve later than `at`; those the gap swallowed are no occurrences.
  while (local !== null && (latest === null || latest.opensAt > at)) {
    local = openings.latest((local - 1) as LocalTime);
    latest = local === null ? null : occurrence(window, openings, local);
  }
  local = openings.next(local ?? ((highest - 4 * DAY) as LocalTime));
  let next = local === null ? null : occurrence(window, openings, local);
  while (local !== null && (next === null || next.opensAt <= at)) {
    local = openings.next(local);
    next = local === null ? null : occurrence(window, openings, local);
  }
  return { from: latest?.opensAt ?? -Infinity, until: next?.opensAt ?? Infinity, latest, next };
}

/** Null when it would have no length (opening and closing lie in the same gap). */
function occurrence(window: MaintenanceWindow, openings: Openings, local: LocalTime): Occurrence | null {
  const opensAt = resolve(window.timezone, local);
  const closesAt = resolve(window.timezone, endOfRun(openings, local, window.duration));
  return closesAt > opensAt ? { opensAt, closesAt, lastStartAt: instant(closesAt - window.cutoff) } : null;
}

function endOfRun(openings: Openings, opening: LocalTime, length: Duration): LocalTime {
  let last = opening;
  for (let link = 0; link < RUN_LINKS; link++) {
    const later = openings.latest((last + length) as LocalTime);
    if (later === null || later <= last) break;
    last = later;
  }
  return (last + length) as LocalTime;
}

/** Monotone: a later wall-clock time never resolves to an earlier instant. */
function resolve(timezone: string, local: LocalTime): Instant {
  const wall = wallClockOf(local);
  const earlier = wall.toZonedDateTime(timezone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) return instant(earlier.epochMilliseconds);
  const endOfGap = earlier.getTimeZoneTransition('next');
  return instant((endOfGap ?? wall.toZonedDateTime(timezone)).epochMilliseconds);
}

/**
 * No wall-clock time above this one resolves to `at` or before. In the second run of a repeated hour that is the
 * reading the clock had reached before it was turned back, hence the look at the day before.
 */
function highestLocal(timezone: string, at: Instant): LocalTime {
  const read = (instantMs: number) =>
    localTimeOf(Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timezone).toPlainDateTime());
  return Math.max(read(at), read(at - DAY) + DAY) as LocalTime;
}
