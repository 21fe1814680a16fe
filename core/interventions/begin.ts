import { kindOf, targetDigest } from './facts.ts';
import type { Fleet } from '../model/fleet.ts';
import type { CommitId, InterventionId } from '../model/ids.ts';
import type { Intervention } from '../model/intervention.ts';
import type { Change } from '../model/plan.ts';
import type { Instant } from '../model/time.ts';

/** The record an intervention begins with; it becomes real when its first step is claimed. */
export function beginIntervention(
  fleet: Fleet,
  commit: CommitId,
  change: Change,
  id: InterventionId,
  now: Instant,
): Intervention {
  return {
    id,
    kind: kindOf(fleet.hosts[change.host]!),
    host: change.host,
    rollout: change.rollout,
    attempt: fleet.rollouts[change.rollout]!.attempt,
    target: targetDigest(change.target),
    commit,
    startedAt: now,
    steps: [],
    verifiedAt: null,
    outcome: null,
    endedAt: null,
    why: '',
  };
}
