/** What happens next in an intervention on a VM. */
import type { VmGoal } from '../model/goal.ts';
import { type Intervention, VmInterventionKind } from '../model/intervention.ts';
import { vmStillCalledFor } from './called-for.ts';
import type { Course, Facts, GoalOf, VmSubject } from './facts.ts';
import { finishMigration } from './finish-migration.ts';
import { goHome } from './go-home.ts';
import { migrate } from './migrate.ts';
import { placesOf } from './part.ts';
import { replicate } from './replicate.ts';
import { type SplitBrain, splitBrain } from './split-brain.ts';
import { testFailover } from './test-failover.ts';

export function isVmKind(kind: Intervention['kind']): kind is VmInterventionKind {
  return (VmInterventionKind as readonly string[]).includes(kind);
}

/** Everything the machines need; null when the declarations do not call for the intervention. */
export function vmSubjectOf(record: Intervention, { fleet }: Facts): VmSubject | null {
  const { vm, kind } = record;
  if (vm === null || !isVmKind(kind)) return null;
  const call = vmStillCalledFor(fleet, kind, vm, record.call, record.target);
  return call && { record, vm: call.vm, goal: call.goal, call };
}

export function vmCourse(facts: Facts, subject: VmSubject): Course {
  if (isFor(subject, 'replication')) return replicate(facts, subject);
  if (isFor(subject, 'home')) return goHome(facts, subject);
  if (isFor(subject, 'migration')) return migrate(facts, subject);
  if (isFor(subject, 'settled')) return finishMigration(facts, subject);
  if (isFor(subject, 'tested')) return testFailover(facts, subject);
  throw new Error(`no course leads to ${subject.goal.type}`);
}

function isFor<T extends VmGoal['type']>(subject: VmSubject, type: T): subject is VmSubject<GoalOf<T>> {
  return subject.goal.type === type;
}

/** Rule 11, for every pair of hosts on which the VM has a place. */
export function tornOf(facts: Facts, { vm }: VmSubject): SplitBrain | null {
  const places = placesOf(facts.fleet, vm);
  for (const [i, a] of places.entries()) {
    for (const b of places.slice(i + 1)) {
      const torn = splitBrain([a, b], facts.observation);
      if (torn !== null) return torn;
    }
  }
  return null;
}
