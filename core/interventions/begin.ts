import { kindOf } from './facts.ts';
import { goalDigest, kindOfGoal } from './goals.ts';
import type { Fleet } from '../model/fleet.ts';
import { isTarget } from '../model/goal.ts';
import type { CallName, CommitId, InterventionId } from '../model/ids.ts';
import type { Intervention, InterventionKind } from '../model/intervention.ts';
import type { Change } from '../model/plan.ts';
import type { Instant } from '../model/time.ts';

/** The record an intervention begins with; it becomes real when its first step is claimed. */
export function beginIntervention(
  fleet: Fleet,
  commit: CommitId,
  change: Change,
  id: InterventionId,
  now: Instant,
  kind: InterventionKind = kindFor(fleet, change),
): Intervention {
  return {
    id,
    kind,
    host: change.host,
    vm: change.vm,
    call: change.call,
    attempt: attemptOf(fleet, change.call),
    target: goalDigest(change.target),
    commit,
    startedAt: now,
    steps: [],
    verifiedAt: null,
    outcome: null,
    endedAt: null,
    why: '',
  };
}

/** What is changed says what is done: each goal of a VM is reached by one kind of intervention. */
function kindFor(fleet: Fleet, { host, target }: Change): InterventionKind {
  return isTarget(target) ? kindOf(fleet.hosts[host]!) : kindOfGoal(target);
}

/** The `attempt` that the call declares now; 1 when it is declared no more. */
function attemptOf(fleet: Fleet, call: CallName): number {
  return (fleet.rollouts[call] ?? fleet.migrations[call] ?? fleet.replicationPolicies[call])?.attempt ?? 1;
}
