/**
 * Instants and durations are plain integers in core, so that they cross worker threads, stores and replay bundles
 * unchanged; Temporal does calendar work inside `windows/` and at the edges.
 */

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly __brand: 'Instant' };

/** A length of elapsed time in milliseconds. */
export type Duration = number & { readonly __brand: 'Duration' };

/** @throws RangeError when `ms` is not a safe integer. */
export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not an instant in whole milliseconds: ${ms}`);
  return ms as Instant;
}

/** Reads ISO 8601 with an offset or `Z`. @throws RangeError when the text has no zone or is not an instant. */
export function instantOf(text: string): Instant {
  return instant(Temporal.Instant.from(text).epochMilliseconds);
}

/** @throws RangeError when `ms` is not a safe integer. */
export function duration(ms: number): Duration {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not a duration in whole milliseconds: ${ms}`);
  return ms as Duration;
}

/**
 * Reads an ISO 8601 duration of days, hours, minutes and seconds (`P7D`, `PT20M`); a day is 24 hours of elapsed time.
 * @throws RangeError when the text is no such duration, is negative, or names weeks, months or years.
 */
export function durationOf(text: string): Duration {
  const parsed = Temporal.Duration.from(text);
  if (parsed.years !== 0 || parsed.months !== 0 || parsed.weeks !== 0) {
    throw new RangeError(`use days, hours, minutes and seconds in a duration: ${text}`);
  }
  if (parsed.sign < 0) throw new RangeError(`a duration cannot be negative: ${text}`);
  return duration(parsed.total({ unit: 'milliseconds' }));
}

export function after(at: Instant, by: Duration): Instant {
  return instant(at + by);
}

export function between(from: Instant, to: Instant): Duration {
  return duration(to - from);
}

/** The soonest of the given instants, null when there is none. */
export function soonest(instants: Iterable<Instant | null>): Instant | null {
  let best: Instant | null = null;
  for (const at of instants) if (at !== null && (best === null || at < best)) best = at;
  return best;
}

/** `2026-11-13T08:00:00.000Z`, for machines and journals. */
export function toIso(at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'millisecond' });
}

export const second = 1_000 as Duration;
export const minute = 60_000 as Duration;
export const hour = 3_600_000 as Duration;
export const day = 86_400_000 as Duration;

export function minutes(n: number): Duration {
  return duration(Math.round(n * minute));
}
