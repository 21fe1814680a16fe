import { isHealthy, lastAttempt, type Survey } from '../survey.ts';
import type { PatchRollout, Ring } from '../../model/fleet.ts';
import type { HostName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import { type Instant, after } from '../../model/time.ts';
import type { Gate } from './gate.ts';

/** Rule 7: a ring waits until every ring before it is healthy for its soak; a ring that failed too often halts the rollout. */
export const ring: Gate = {
  name: 'ring',
  check(candidate, survey) {
    const { rollout, ringIndex, ring: own } = candidate.place;
    const halts = rollout.rings.flatMap((one) => haltOf(survey, rollout, one));
    if (halts.length > 0) return halts;
    return rollout.rings.slice(0, ringIndex).flatMap((before) => waitFor(survey, rollout, own, before));
  },
};

/** Failed and rolled-back attempts at the present target. */
export function failedIn(survey: Survey, rollout: PatchRollout, one: Ring): readonly HostName[] {
  return one.members.filter((name) => {
    const host = survey.fleet.hosts[name];
    const last = host && lastAttempt(survey, rollout, host);
    return last?.outcome === 'failed' || last?.outcome === 'rolled-back';
  });
}

export function haltOf(survey: Survey, rollout: PatchRollout, one: Ring): readonly Hold[] {
  const failed = failedIn(survey, rollout, one);
  if (failed.length === 0 || failed.length < one.maxFailed) return [];
  return [{ reason: 'ring-halted', ring: one.name, failed: failed.length, maxFailed: one.maxFailed, hosts: failed, until: null }];
}

function waitFor(survey: Survey, rollout: PatchRollout, own: Ring, before: Ring): readonly Hold[] {
  const healthy = before.members.filter((host) => isHealthy(survey, host, rollout));
  const of = before.members.length;
  const needed = Math.min(of, Math.max(before.success.minimum, Math.ceil(of * before.success.healthy)));
  if (healthy.length < needed) {
    return [{ reason: 'ring-waits', ring: own.name, before: before.name, healthy: healthy.length, needed, of, until: null }];
  }
  const since = soakStart(survey, rollout, healthy, needed);
  const until = since === null ? null : after(since, before.soak);
  if (until !== null && survey.input.now < until) {
    return [{ reason: 'ring-soaking', ring: own.name, before: before.name, healthy: healthy.length, of, until }];
  }
  return [];
}

/** When the last of the hosts that are needed was verified. Hosts that were at the target already were never at risk. */
function soakStart(survey: Survey, rollout: PatchRollout, healthy: readonly HostName[], needed: number): Instant | null {
  const times = healthy
    .map((name) => {
      const host = survey.fleet.hosts[name];
      return (host && lastAttempt(survey, rollout, host)?.verifiedAt) ?? null;
    })
    .map((at) => at ?? (0 as Instant))
    .sort((a, b) => a - b);
  const at = times[needed - 1];
  return at === undefined || at === 0 ? null : at;
}
