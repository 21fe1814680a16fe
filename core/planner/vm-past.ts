/** What is on record of work on VMs. */
import { observedVm } from '../interventions/facts.ts';
import { goalDigest, goalOf, legOf } from '../interventions/goals.ts';
import type { Migration, MigrationWave } from '../model/fleet.ts';
import type { CallName, Digest, VmName } from '../model/ids.ts';
import type { Intervention, VmInterventionKind } from '../model/intervention.ts';
import type { Instant } from '../model/time.ts';
import type { Survey } from './survey.ts';

/** Work of one kind towards one goal, oldest first, in whichever attempt. */
export function workOn(
  survey: Survey,
  call: CallName,
  name: VmName,
  kind: VmInterventionKind,
  goal: Digest | null,
): readonly Intervention[] {
  return survey.past(call, `VirtualMachine/${name}`).filter((one) => one.kind === kind && (goal === null || one.target === goal));
}

/** The last try to move a VM to where its migration now says, in the present attempt. */
export function lastMove(survey: Survey, migration: Migration, name: VmName): Intervention | undefined {
  return movesOf(survey, migration, name).findLast((one) => one.attempt === migration.attempt);
}

/** When its move was last verified, in whichever attempt; null = never. */
export function arrivedAt(survey: Survey, migration: Migration, name: VmName): Instant | null {
  return movesOf(survey, migration, name).findLast((one) => one.verifiedAt !== null)?.verifiedAt ?? null;
}

function movesOf(survey: Survey, migration: Migration, name: VmName): readonly Intervention[] {
  const goal = goalOf(survey.fleet, 'migrate', name);
  return workOn(survey, migration.name, name, 'migrate', goal && goalDigest(goal));
}

/**
 * Whether a VM of a wave serves where the wave brings it, by fresh facts. One that declares the target as its home needs no record;
 * any other counts from the verification of its move on.
 */
export function isWellOnTarget(survey: Survey, migration: Migration, wave: MigrationWave, name: VmName): boolean {
  const vm = survey.fleet.vms[name];
  const to = wave.to[name]?.host;
  if (!vm || to === undefined || !survey.fresh(to)) return false;
  const there = observedVm(survey.observation(to), name);
  if (there?.state !== 'Running') return false;
  if (migration.verify.heartbeat === 'all-vms' && there.heartbeat !== 'ok') return false;
  if (legOf(survey.fleet, vm) === null) return true;
  const last = lastMove(survey, migration, name);
  if (last && last.verifiedAt === null && last.outcome !== 'succeeded' && last.outcome !== 'abandoned') return false;
  return arrivedAt(survey, migration, name) !== null;
}
