/**
 * What had been reached and was lost again. It is brought back at most so often: two that pull at one value are a fight, which only
 * people can end.
 */
import { goalDigest } from '../interventions/goals.ts';
import type { Intervention } from '../model/intervention.ts';
import type { Verdict } from '../model/plan.ts';
import { type Duration, type Instant, after, day, hour } from '../model/time.ts';
import type { Candidate } from './candidate.ts';
import type { Survey } from './survey.ts';

/** After the first success it is brought back an hour later at the earliest, after the second a day later; then people are asked. */
const pauses: readonly Duration[] = [hour, day];
/** Losses that lie further apart have nothing to do with each other. */
const together = (30 * day) as Duration;

/** Where the same goal is reached again and again; tests are repeated on purpose, and a migration is never lost by itself. */
const healed: ReadonlySet<Candidate['kind']> = new Set([
  'patch-hypervisor',
  'patch-guest',
  'patch-server',
  'replicate',
  'go-home',
]);

/** Successes at this very goal in the present attempt that may belong together, oldest first. */
function successes(survey: Survey, { kind, call, subject, change }: Candidate): readonly Instant[] {
  if (!healed.has(kind)) return [];
  const past = survey.past(call.name, subject);
  if (past.length === 0) return [];
  const goal = goalDigest(change.target);
  return past
    .flatMap((one) => reached(one, call.attempt, goal, kind) ?? [])
    .filter((at) => survey.input.now < after(at, together))
    .sort((a, b) => a - b);
}

function reached(one: Intervention, attempt: number, goal: string, kind: string): Instant | null {
  const isIt = one.outcome === 'succeeded' && one.kind === kind && one.target === goal && one.attempt === attempt;
  return isIt ? one.endedAt : null;
}

export interface Pause {
  readonly healed: number;
  readonly lastAt: Instant;
  readonly until: Instant;
}

/** Null when it was never reached, or never lost. */
export function backsOffUntil(survey: Survey, candidate: Candidate): Pause | null {
  const times = successes(survey, candidate);
  const lastAt = times.at(-1);
  const pause = pauses[times.length - 1];
  return lastAt === undefined || pause === undefined ? null : { healed: times.length, lastAt, until: after(lastAt, pause) };
}

/** It was reached and lost more often than chance explains. */
export function fight(survey: Survey, candidate: Candidate): Verdict | null {
  const times = successes(survey, candidate);
  if (times.length <= pauses.length) return null;
  const { change, call } = candidate;
  return {
    status: 'needs-person',
    why: `it was brought to ${change.to} ${times.length} times in ${together / day} days and is at ${change.from} again: something else changes it back`,
    remedy: `find out what does, then raise attempt in ${call.file} in a pull request`,
    intervention: null,
  };
}

/** When time alone ends a fight: the first of its losses is too long ago to belong to it. */
export function calmAt(survey: Survey, candidate: Candidate): Instant | null {
  const times = successes(survey, candidate);
  const first = times[times.length - 1 - pauses.length];
  return first === undefined ? null : after(first, together);
}
