import { after, duration, type Instant } from '../../model/time.ts';
import type { Hold } from '../../model/plan.ts';
import type { HostName } from '../../model/ids.ts';
import { clockSkew } from '../../interventions/durations.ts';
import { isAhead, type Survey } from '../survey.ts';
import type { Gate } from './gate.ts';

/** Rule 2: a report older than its limit justifies nothing. Every host the intervention touches must have reported. */
export const facts: Gate = {
  name: 'facts',
  check({ name, touches }, survey) {
    return touches.flatMap((host) => staleness(survey, host, host === name || isHost(survey, host)));
  },
};

/** Guests of the pair report for themselves; they do not hold their hosts when their agents are silent. */
function isHost(survey: Survey, name: HostName): boolean {
  return (survey.fleet.hosts[name]?.runsOn ?? null) === null;
}

function staleness(survey: Survey, host: HostName, matters: boolean): readonly Hold[] {
  if (!matters || survey.fresh(host)) return [];
  const seenAt = survey.seenAt(host);
  if (seenAt === undefined || survey.observation(host) === undefined) return [{ reason: 'facts-missing', host, until: null }];
  const until = isAhead(seenAt, survey.input.now) ? notAheadFrom(seenAt) : null;
  return [{ reason: 'facts-stale', host, seenAt, maxAge: survey.fleet.factsMaxAge, until }];
}

/** The first instant at which what is dated `at` may count. */
export function notAheadFrom(at: Instant): Instant {
  return after(at, duration(-1 * clockSkew));
}

/** When fresh facts of a host stop being fresh, in the first millisecond after; or those from the future begin to be. */
export function changesFrom(survey: Survey, host: HostName): Instant | null {
  const seenAt = survey.seenAt(host);
  return seenAt !== undefined && isAhead(seenAt, survey.input.now) ? notAheadFrom(seenAt) : staleFrom(survey, host);
}

function staleFrom(survey: Survey, host: HostName): Instant | null {
  const seenAt = survey.seenAt(host);
  return seenAt === undefined || !survey.fresh(host)
    ? null
    : after(seenAt, (survey.fleet.factsMaxAge + 1) as typeof survey.fleet.factsMaxAge);
}
