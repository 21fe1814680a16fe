/**
 * Move a VM by a copy of its files (windows.md 2.7): shut down, export, import, start, verify. The source stays as it is, off,
 * until the way back is given up; so nothing is lost by going back before the VM ran on the target.
 */
import type { HostName } from '../model/ids.ts';
import { after, minute } from '../model/time.ts';
import {
  act,
  askAbout,
  type Course,
  courseEnd,
  type Facts,
  failedBelow,
  type GoalOf,
  hasBegun,
  isBegun,
  isDone,
  leftTrace,
  type Move,
  newest,
  observedVm,
  settling,
  silentSince,
  type VmSubject,
  vmOrder,
  waitFor,
} from './facts.ts';
import type { Leg } from './goals.ts';
import { transferPath } from './leg.ts';

interface Carried extends VmSubject<GoalOf<'migration'>> {
  readonly leg: Leg;
}

export function migrateByExport(facts: Facts, subject: VmSubject<GoalOf<'migration'>>, leg: Leg): Course {
  const carried: Carried = { ...subject, leg };
  const { record, goal } = carried;
  const { from, to } = goal;
  if (!hasBegun(record) && !facts.mayBegin) return courseEnd('abandoned', 'stopped before anything was done');
  const silent = silentSince(facts, record, [from, to]);
  if (silent.length > 0) return going(settle(facts, carried, `fresh facts from ${silent.join(' and ')}`));
  if (record.steps.some((one) => one.step.startsWith('back/') && leftTrace(one))) return goBack(facts, carried, record.why);
  const failed = failedBelow(record, 'move/');
  if (failed !== null) return wentWrong(facts, carried, `${failed.step} failed: ${failed.detail}`);
  return forward(facts, carried);
}

const step = ({ vm }: Carried, name: string) => `move/${vm.name}/${name}`;

function forward(facts: Facts, carried: Carried): Course {
  const { record, vm, goal, leg } = carried;
  const { from, to } = goal;
  const p = observedVm(facts.observation(from), vm.name);
  const r = observedVm(facts.observation(to), vm.name);
  if (r?.state === 'Running') return verified(facts, carried, r.heartbeat === 'ok');
  if (p === undefined) return going(settle(facts, carried, `it to be seen on ${from}`));
  if (r !== undefined && !isBegun(record, step(carried, 'import'))) {
    const why = `${to} holds a copy of ${vm.name} that this migration did not import`;
    return going({ type: 'ask', why, remedy: `delete that copy on ${to} if nobody needs it; it goes on by itself` });
  }
  if (!isDone(record, step(carried, 'stop'))) {
    if (p.state !== 'Running' || p.busy) return going(settle(facts, carried, `it to run on ${from}, idle (it is ${p.state})`));
    if (!facts.mayBegin) return courseEnd('abandoned', `stopped before it was shut down; it runs on ${from}`);
    return going(act(step(carried, 'stop'), from, vmOrder('vm.stop', vm.name), { owed: false }));
  }
  if (p.state !== 'Off') return going(settle(facts, carried, `its copy on ${from} to be off (it is ${p.state})`));
  const path = transferPath(leg, vm)!;
  if (!isDone(record, step(carried, 'export'))) {
    if (!facts.mayBegin && !isBegun(record, step(carried, 'export')))
      return goBack(facts, carried, 'stopped before it was exported');
    return going(act(step(carried, 'export'), from, { kind: 'vm.export', args: { vm: vm.name, path } }));
  }
  if (!isDone(record, step(carried, 'import')))
    return going(act(step(carried, 'import'), to, { kind: 'vm.import', args: { vm: vm.name, path } }));
  if (r?.state !== 'Off') return going(settle(facts, carried, `its copy to be seen on ${to}`));
  return going(act(step(carried, 'start'), to, vmOrder('vm.start', vm.name)));
}

function verified(facts: Facts, carried: Carried, answers: boolean): Course {
  const { record, vm, goal, leg } = carried;
  const { within, heartbeat } = leg.migration.verify;
  if (heartbeat === 'none' || answers)
    return courseEnd('succeeded', `${vm.name} runs on ${goal.to}; its old copy on ${goal.from} stays off`, true);
  const since = newest(record, step(carried, 'start'))?.endedAt ?? record.startedAt;
  const deadline = after(since, within);
  if (facts.now < deadline) return going(waitFor(`heartbeat of ${vm.name} on ${goal.to}`, [goal.to], deadline));
  return wentWrong(facts, carried, `verify: no heartbeat of ${vm.name} on ${goal.to} after ${within / minute} min`);
}

function wentWrong(facts: Facts, carried: Carried, why: string): Course {
  const { vm, goal, leg } = carried;
  if (observedVm(facts.observation(goal.from), vm.name)?.state === 'Running')
    return courseEnd('failed', `${why}; it runs on ${goal.from}, as before`);
  if (leg.migration.onFailure === 'fail-back-and-halt') return goBack(facts, carried, why);
  return courseEnd('failed', `${why}; its copy on ${goal.from} is off and good: start it there, or put it right on ${goal.to}`);
}

/** The target stops first: two copies must never run. */
function goBack(facts: Facts, carried: Carried, why: string): Course {
  const { record, vm, goal, leg } = carried;
  const { from, to } = goal;
  const failed = failedBelow(record, 'back/');
  if (failed !== null) return going(askAbout(failed, `see that ${vm.name} runs on ${from} and nowhere else`));
  const p = observedVm(facts.observation(from), vm.name);
  const r = observedVm(facts.observation(to), vm.name);
  if (r !== undefined && r.state !== 'Off') {
    if (r.state !== 'Running') return going(settle(facts, carried, `its copy on ${to} to be off (it is ${r.state})`));
    return going(act(`back/${vm.name}/stop`, to, vmOrder('vm.stop', vm.name), { because: why }));
  }
  if (p?.state === 'Off') return going(act(`back/${vm.name}/start`, from, vmOrder('vm.start', vm.name), { because: why }));
  const answers = leg.migration.verify.heartbeat === 'none' || p?.heartbeat === 'ok';
  if (p?.state !== 'Running' || !answers) return going(settle(facts, carried, `its heartbeat on ${from}`));
  const isExported = isBegun(record, step(carried, 'export'));
  const left = r === undefined ? '' : `. The copy on ${to} is off: delete it before the next attempt`;
  return courseEnd(isExported ? 'rolled-back' : failedOr(record), `${why}; it runs on ${from} again${left}`);
}

/** Stopped by people before anything was copied, or by a step that failed. */
function failedOr(record: Carried['record']): 'rolled-back' | 'abandoned' {
  return failedBelow(record, 'move/') === null ? 'abandoned' : 'rolled-back';
}

function settle(facts: Facts, { record, vm, goal }: Carried, what: string): Move {
  const observe: readonly HostName[] = [goal.from, goal.to];
  const remedy = `look at ${vm.name} on ${goal.from} and ${goal.to}; it goes on by itself once that is so`;
  return settling(facts, record, `${vm.name}: waiting for ${what}`, observe, remedy);
}

function going(move: Move): Course {
  return { move, verified: false };
}
