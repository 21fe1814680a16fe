/** A document of the right shape → its part of the model, and what can be judged by looking at it alone. */
import type { Duration, Instant } from '../../model/time.ts';
import { durationOf, instant, instantOf } from '../../model/time.ts';
import type { Origin, Scope } from '../../model/fleet.ts';
import type { HostName, SiteName } from '../../model/ids.ts';
import type { Report } from '../finding.ts';

/** What a reader of one kind is given. */
export interface Reading {
  readonly origin: Origin;
  readonly report: Report;
}

const durations = new Map<string, Duration>();

/** The pattern of the schema leaves nothing that could fail. Kept, since a fleet writes the same few again and again. */
export function lengthOf(text: string): Duration {
  let known = durations.get(text);
  if (known === undefined) {
    known = durationOf(text);
    if (durations.size < 1000) durations.set(text, known);
  }
  return known;
}

const units = { MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 } as const;

/** `12GiB` → bytes. */
export function bytesOf(text: string): number {
  return Number(text.slice(0, -3)) * units[text.slice(-3) as keyof typeof units];
}

/** An instant, or a date as its first moment in UTC. A day that does not exist is reported and read as 0. */
export function instantAt(text: string, pointer: string, report: Report): Instant {
  try {
    return instantOf(text.includes('T') ? text : `${text}T00:00Z`);
  } catch {
    report({ code: 'no-such-time', pointer, on: 'value', message: `"${text}" does not exist.`, remedy: 'look at the calendar' });
    return instant(0);
  }
}

/** In the order of the document; the compiled fleet sorts it. */
export function scopeOf(scope: { readonly sites?: readonly string[]; readonly hosts?: readonly string[] } | undefined): Scope {
  return { sites: (scope?.sites ?? []) as readonly SiteName[], hosts: (scope?.hosts ?? []) as readonly HostName[] };
}

/** Reports every entry that stands in a list a second time. */
export function reportRepeats(
  names: readonly string[],
  what: string,
  pointerOf: (index: number) => string,
  report: Report,
): void {
  const seen = new Set<string>();
  names.forEach((name, index) => {
    if (seen.has(name)) {
      report({
        code: 'repeated-name',
        pointer: pointerOf(index),
        on: 'value',
        message: `${what} "${name}" stands twice.`,
        remedy: 'rename or remove one of them',
      });
    }
    seen.add(name);
  });
}

/** Reports a time zone that does not exist. */
export function reportTimezone(timezone: string, pointer: string, report: Report, suggest: (zone: string) => string): void {
  if (isTimezone(timezone)) return;
  report({
    code: 'unknown-timezone',
    pointer,
    on: 'value',
    message: `"${timezone}" is not an IANA time zone.`,
    remedy: suggest(timezone),
  });
}

const zones = new Map<string, boolean>();

function isTimezone(timezone: string): boolean {
  let known = zones.get(timezone);
  if (known === undefined) {
    try {
      known = new Temporal.ZonedDateTime(0n, timezone).epochMilliseconds === 0;
    } catch {
      known = false;
    }
    if (zones.size < 1000) zones.set(timezone, known);
  }
  return known;
}
