import type { PatchRollout, Ring } from '../../model/fleet.ts';
import type { Hold } from '../../model/plan.ts';
import { type Instant, after } from '../../model/time.ts';
import { perSurvey } from '../per-survey.ts';
import type { Survey } from '../survey.ts';
import type { Gate } from './gate.ts';

/** Rule 7: a ring waits until every ring before it is healthy for its soak; a ring that failed too often halts the rollout. */
export const ring: Gate = {
  name: 'ring',
  check(candidate, survey) {
    if (candidate.type !== 'host') return [];
    const { rollout, ringIndex, ring: own } = candidate.place;
    const { halts, progress } = stateOf(survey, rollout);
    if (halts.length > 0) return halts;
    return progress.slice(0, ringIndex).flatMap((before) => waitFor(survey, own, before));
  },
};

interface Progress {
  readonly ring: Ring;
  readonly of: number;
  readonly healthy: number;
  readonly needed: number;
  readonly soakedAt: Instant | null;
}

const stateOf = perSurvey((survey, rollout: PatchRollout) => ({
  halts: rollout.rings.flatMap((one) => haltOf(survey, rollout, one)),
  // nothing waits for the last ring
  progress: rollout.rings.slice(0, -1).map((one) => progressOf(survey, rollout, one)),
}));

export function haltOf(survey: Survey, rollout: PatchRollout, one: Ring): readonly Hold[] {
  const { failed } = survey.tally(rollout, one);
  if (failed.length === 0 || failed.length < one.maxFailed) return [];
  return [{ reason: 'ring-halted', ring: one.name, failed: failed.length, maxFailed: one.maxFailed, hosts: failed, until: null }];
}

/**
 * Hosts that do not answer count as not healthy. Where the ring skips them, the share is of the others; but the minimum stands, so
 * that a ring nobody hears of proves nothing.
 */
function progressOf(survey: Survey, rollout: PatchRollout, one: Ring): Progress {
  const tally = survey.tally(rollout, one);
  const { healthy } = tally;
  const members = one.members.length;
  const of = one.unreachable === 'skip' ? tally.fresh : members;
  // 0.07 of 100 is 7, whatever binary fractions make of it
  const share = Math.ceil(of * one.success.healthy - 1e-9);
  const needed = Math.min(members, Math.max(one.success.minimum, share));
  // soak counts from when the last of the hosts that are needed was verified; those that were at the target already were never at risk
  const since = healthy < needed ? null : tally.verifiedBy(needed);
  return { ring: one, of, healthy, needed, soakedAt: since === null ? null : after(since, one.soak) };
}

function waitFor(survey: Survey, own: Ring, { ring: before, of, healthy, needed, soakedAt }: Progress): readonly Hold[] {
  const names = { ring: own.name, before: before.name };
  if (healthy < needed) return [{ reason: 'ring-waits', ...names, healthy, needed, of, until: null }];
  if (soakedAt !== null && survey.input.now < soakedAt)
    return [{ reason: 'ring-soaking', ...names, healthy, of, until: soakedAt }];
  return [];
}
