/**
 * Move a VM to where a migration wants it (windows.md 2.7). By planned failover: replicate to the target, fail over, verify; the
 * source keeps a replica, which is the way back. When it is not well there, it goes back.
 */
import type { HostName } from '../model/ids.ts';
import { after, minute } from '../model/time.ts';
import {
  type Course,
  courseEnd,
  type Facts,
  firstOf,
  type GoalOf,
  hasBegun,
  isDone,
  lastEnd,
  leftTrace,
  type Move,
  newest,
  observedVm,
  settling,
  silentSince,
  type VmSubject,
  waitFor,
} from './facts.ts';
import { failover, isMoving, type Trip } from './failover.ts';
import { type Leg, legOf } from './goals.ts';
import { settingsOf } from './leg.ts';
import { migrateByExport } from './migrate-by-export.ts';
import { paired } from './pairing.ts';
import { turnBack } from './turn-back.ts';

export type Migrating = VmSubject<GoalOf<'migration'>>;

export function migrate(facts: Facts, subject: Migrating): Course {
  const leg = legOf(facts.fleet, subject.vm)!;
  return subject.goal.method === 'export-import' ? migrateByExport(facts, subject, leg) : byFailover(facts, subject, leg);
}

function byFailover(facts: Facts, { record, vm, goal }: Migrating, leg: Leg): Course {
  const { from, to } = goal;
  const trip: Trip = { record, vm, from, to, way: 'move', heartbeat: 'none' };
  if (isReturning(trip)) return returned(facts, trip, leg);
  const begun = hasBegun(record);
  if (!begun && !facts.mayBegin) return courseEnd('abandoned', 'stopped before anything was done');

  if (!isMoving(record, vm.name, 'move') && !isUnderWay(facts, trip)) {
    const settings = settingsOf(facts.fleet, vm);
    const move = paired(facts, { record, vm, from, to, prefix: 'pair', settings });
    // the copy goes on being sent: the next window finds it there
    if (!facts.mayBegin && (move.type === 'paired' || move.type === 'wait') && isReplicated(facts, from, vm.name))
      return courseEnd('abandoned', `stopped before it was moved; it runs on ${from} and replicates to ${to}`);
    if (move.type !== 'paired') return { move: firstOf(move, !begun), verified: false };
  }
  const back = turnBack(facts, trip, leg.migration.onFailure === 'fail-back-and-halt');
  if (back !== null) return back;
  const move = failover(facts, trip);
  if (move.type !== 'moved') return { move: firstOf(move, !begun), verified: false };
  return verified(facts, trip, leg);
}

/** Somebody is between the two hosts already, or past them: nothing is set up under that. */
function isUnderWay(facts: Facts, { record, vm, from, to }: Trip): boolean {
  if (silentSince(facts, record, [from, to]).length > 0) return false;
  const p = observedVm(facts.observation(from), vm.name);
  const r = observedVm(facts.observation(to), vm.name);
  if (!p?.replication || !r?.replication || r.replication.partner !== from) return false;
  return p.replication.state === 'PreparedForFailover' || r.replication.mode === 'primary';
}

function isReplicated(facts: Facts, host: HostName, vm: string): boolean {
  const state = observedVm(facts.observation(host), vm)?.replication?.state;
  return state !== undefined && state !== 'Disabled' && state !== 'ReadyForInitialReplication';
}

/** It has arrived: it must answer in time, and then the way back must hold. */
function verified(facts: Facts, trip: Trip, leg: Leg): Course {
  const { record, vm, from, to } = trip;
  const { verify, onFailure } = leg.migration;
  const copy = observedVm(facts.observation(to), vm.name);
  if (record.verifiedAt === null && verify.heartbeat === 'all-vms' && copy?.heartbeat !== 'ok') {
    const since = newest(record, `move/${vm.name}/start`)?.endedAt ?? lastEnd(record) ?? record.startedAt;
    const deadline = after(since, verify.within);
    if (facts.now < deadline) return { move: waitFor(`heartbeat of ${vm.name} on ${to}`, [to], deadline), verified: false };
    const why = `verify: no heartbeat of ${vm.name} on ${to} after ${verify.within / minute} min`;
    if (onFailure === 'halt') return courseEnd('failed', `${why}; it stays there, and ${from} holds its replica`);
    return goBack(facts, trip, leg, why);
  }
  if (copy?.replication?.health !== 'Normal') {
    const remedy = `look at the replication of ${vm.name} on ${to} and ${from}; it goes on by itself once that is so`;
    const what = `${vm.name}: waiting for its way back to ${from} to be healthy`;
    return { move: settling(facts, record, what, [to, from], remedy), verified: true };
  }
  return courseEnd('succeeded', `${vm.name} runs on ${to}; ${from} holds its replica, the way back`, true);
}

/** Once the way back has begun from the other side, the decision stands. */
function isReturning({ record, vm }: Trip): boolean {
  return isDone(record, `move/${vm.name}/reverse`) && record.steps.some((s) => s.step.startsWith('back/') && leftTrace(s));
}

function returned(facts: Facts, trip: Trip, leg: Leg): Course {
  return goBack(facts, trip, leg, trip.record.why);
}

function goBack(facts: Facts, { record, vm, from, to }: Trip, leg: Leg, why: string): Course {
  const { heartbeat } = leg.migration.verify;
  const move = failover(facts, { record, vm, from: to, to: from, way: 'back', heartbeat });
  if (move.type === 'moved') return courseEnd('rolled-back', `${why}; it runs on ${from} again`);
  return { move: because(move, why), verified: false };
}

/** The reason is recorded with the first step of the way back. */
function because(move: Move, why: string): Move {
  return move.type === 'act' ? { ...move, because: why } : move;
}
