/**
 * Patch a Hyper-V host of a replica pair: move its VMs to the partner, install, reboot, verify, let replication settle,
 * bring the VMs home (windows.md 3). When it fails, service is already back: the VMs run on the partner.
 */
import type { ActionKind } from '../model/action.ts';
import type { VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import { after } from '../model/time.ts';
import {
  act,
  type Course,
  type Facts,
  firstOf,
  hasFailed,
  isBegun,
  lastEnd,
  leftTrace,
  type Move,
  newest,
  observedVm,
  type Subject,
  vmOrder,
  waitFor,
} from './facts.ts';
import { frozenBackups, isThawing, notFrozen, thawedBackups } from './backups.ts';
import { failedStep, failover, isMoving, movedVms, type Way } from './failover.ts';
import { byStartOrder, indexOf } from './fleet-index.ts';
import { bringToTarget, mayHaveChanged, takeBack } from './system.ts';
import { silentVms } from './verify.ts';

interface End {
  readonly outcome: 'succeeded' | 'rolled-back' | 'abandoned' | 'failed';
  readonly why: string;
}

export function patchHypervisor(facts: Facts, subject: Subject): Course {
  const { record } = subject;
  // nothing is drained or judged anew while jobs are enabled again
  const isOver = isThawing(record) && (record.verifiedAt !== null || !isBegun(record, 'install'));
  const course = isOver ? ended(subject, decided(subject)) : patched(facts, subject);
  if (course.move.type !== 'end') return course;
  const thaw = thawedBackups(facts, subject);
  return thaw === null ? course : { move: thaw, verified: course.verified };
}

function patched(facts: Facts, subject: Subject): Course {
  const { record, host, rollout } = subject;
  // the first VM on its way home settles how this ends: what the host looks like since changes nothing
  if (record.steps.some((step) => step.step.startsWith('return/') && leftTrace(step)))
    return homeAgain(facts, subject, decided(subject));
  if (!isBegun(record, 'install')) {
    if (!facts.mayBegin) return homeAgain(facts, subject, decided(subject));
    const move = frozenBackups(facts, subject) ?? drained(facts, subject);
    if (move === 'given-up') return homeAgain(facts, subject, decided(subject));
    if (move !== null) return going(move);
  }

  const system = bringToTarget(facts, subject);
  if (system.type === 'go') return going(neverCutting(subject, system.move));
  if (system.type === 'good')
    return homeAgain(facts, subject, { outcome: 'succeeded', why: `${host.name} is patched and verified` });

  if (!mayHaveChanged(subject))
    return homeAgain(facts, subject, { outcome: 'rolled-back', why: `${system.why}; it is as it was before` });
  if (rollout.onFailure === 'halt') return failed(subject, system.why);
  const back = takeBack(facts, subject, system.why);
  if (back.type === 'go') return going(neverCutting(subject, back.move));
  if (back.type === 'bad') return failed(subject, `${system.why}; and ${back.why}`);
  return homeAgain(facts, subject, { outcome: 'rolled-back', why: `${system.why}; back on the old build` });
}

function going(move: Move): Course {
  return { move, verified: false };
}

function failed(subject: Subject, why: string): Course {
  const away = movedVms(subject.record);
  const stay = away.size === 0 ? '' : `. Its VMs stay on ${subject.host.partner}`;
  return going({ type: 'end', outcome: 'failed', why: `${why}${stay}` });
}

/** How it ends, from the record alone. */
function decided({ record, host }: Subject): End {
  const isBack = isBegun(record, 'rollback');
  if (isBack) return { outcome: 'rolled-back', why: `${record.why}; back on the old build` };
  if (hasFailed(record, 'install'))
    return { outcome: 'rolled-back', why: `install failed: ${newest(record, 'install')!.detail}; it is as it was before` };
  if (isBegun(record, 'install')) return { outcome: 'succeeded', why: `${host.name} is patched and verified` };
  for (const vm of movedVms(record)) {
    const step = failedStep(record, vm, 'drain');
    if (step !== null) return { outcome: 'failed', why: `${step.step} failed: ${step.detail}; nothing was installed` };
  }
  const unpaused = notFrozen(record);
  if (unpaused !== null) return { outcome: 'failed', why: unpaused };
  const home = movedVms(record).size === 0 ? '' : '; the VMs are home again';
  return { outcome: 'abandoned', why: `stopped before anything was installed${home}` };
}

/** Null when nothing that has to move runs here any more; given-up = the rest cannot leave, and nothing is broken. */
function drained(facts: Facts, subject: Subject): Move | 'given-up' | null {
  const { record, host, rollout } = subject;
  if (rollout.before.drain === 'none' || host.partner === null) return null;
  for (const vm of vmsToMove(facts, subject)) {
    if (failedStep(record, vm.name, 'drain') !== null && facts.heard(host.name, lastEnd(record, host.name))) {
      // running, or off where it was: it is started there again before anything else
      if (placeOf(facts, host.name, host.partner, vm.name) !== 'elsewhere') return 'given-up';
    }
    const trip = { record, vm, from: host.name, to: host.partner, way: 'drain', heartbeat: rollout.verify.heartbeat } as const;
    const move = failover(facts, trip);
    if (move.type !== 'moved') return firstOf(move, record.steps.length === 0);
  }
  return null;
}

/** VMs that run here now or that this intervention has begun to move. */
function vmsToMove(facts: Facts, { record, host, observation }: Subject): readonly VirtualMachine[] {
  const begun = movedVms(record);
  const vms = new Set(indexOf(facts.fleet).vmsOf(host.name));
  for (const { name } of observation.hyperV?.vms ?? []) {
    const vm = facts.fleet.vms[name];
    if (vm) vms.add(vm);
  }
  return [...vms]
    .filter((vm) => begun.has(vm.name) || (observedVm(observation, vm.name)?.state ?? 'Off') !== 'Off')
    .sort(byStartOrder);
}

const cutting: ReadonlySet<ActionKind> = new Set(['update.install', 'update.rollback', 'host.reboot']);

/** Nothing is installed or taken back and no reboot ordered under a VM that runs, whoever started it. */
function neverCutting({ host, rollout, observation }: Subject, move: Move): Move {
  if (move.type !== 'act' || rollout.before.drain === 'none') return move;
  if (!cutting.has(move.order.kind)) return move;
  const here = vmsAtWork(observation);
  if (here.length === 0) return move;
  return {
    type: 'ask',
    why: `${here.join(', ')} runs on ${host.name}, and ${move.step} would cut it off`,
    remedy: 'shut it down or move it by hand; it goes on by itself',
  };
}

/** VMs that a reboot of their host would cut off. */
export function vmsAtWork(observation: Subject['observation']): readonly string[] {
  return (observation.hyperV?.vms ?? [])
    .filter((vm) => vm.state !== 'Off' && vm.state !== 'Saved')
    .map((vm) => vm.name)
    .sort();
}

/** Brings home what this intervention moved away, then ends as decided. */
function homeAgain(facts: Facts, subject: Subject, end: End): Course {
  const { record, host, rollout } = subject;
  const { partner } = host;
  const moved = [...movedVms(record)].flatMap((name) => facts.fleet.vms[name] ?? []).sort(byStartOrder);
  if (partner !== null) {
    for (const vm of moved) {
      const move = broughtHome(facts, subject, vm, partner);
      if (move !== null) return going(move);
    }
  }
  const checked = rollout.verify.heartbeat === 'all-vms' ? homeVms(facts, subject, moved) : [];
  const silent = silentVms(subject.observation, checked);
  if (silent.length > 0) {
    const deadline = after(lastEnd(record) ?? record.startedAt, rollout.verify.within);
    if (facts.now < deadline) return going(waitFor(`heartbeat of ${silent.join(', ')}`, [host.name], deadline));
    return going({ type: 'end', outcome: 'failed', why: `${end.why}, but no heartbeat from ${silent.join(', ')}` });
  }
  return ended(subject, end);
}

function ended({ record }: Subject, end: End): Course {
  return { move: { type: 'end', ...end }, verified: end.outcome === 'succeeded' && isBegun(record, 'install') };
}

/** VMs whose heartbeat counts at the end: those brought home; where nothing is drained, those that run here. */
function homeVms(facts: Facts, { host, rollout, observation }: Subject, moved: readonly VirtualMachine[]): readonly string[] {
  if (rollout.before.drain !== 'none') return moved.filter((vm) => vm.home === host.name).map((vm) => vm.name);
  return vmsAtWork(observation).filter((name) => facts.fleet.vms[name] !== undefined);
}

/** Null when the VM is where it belongs. */
function broughtHome(facts: Facts, subject: Subject, vm: VirtualMachine, partner: HostName): Move | null {
  const { record, host, rollout } = subject;
  const trip = (from: HostName, to: HostName, way: Way) =>
    failover(facts, { record, vm, from, to, way, heartbeat: rollout.verify.heartbeat });
  if (!isMoving(record, vm.name, 'return')) {
    const heard = [host.name, partner].every((one) => facts.heard(one, lastEnd(record, one)));
    const place = heard ? placeOf(facts, host.name, partner, vm.name) : 'elsewhere';
    // it never left
    if (place === 'running') return null;
    // only stopped: starting it again is the whole way back (windows.md 2.6)
    if (place === 'stopped') return act(`return/${vm.name}/start`, host.name, vmOrder('vm.start', vm.name));
    // a VM whose way out was only half done is first brought to rest on the partner: forward is always safe
    const out = trip(host.name, partner, 'drain');
    if (out.type !== 'moved') return out;
    // it was away from home before: it is home now
    if (vm.home === partner) return null;
  }
  const home = trip(partner, host.name, 'return');
  return home.type === 'moved' ? null : home;
}

/** Whether the VM is (still) at rest on `host` as the primary of a good relation. */
function placeOf(facts: Facts, host: HostName, partner: HostName, vm: string): 'running' | 'stopped' | 'elsewhere' {
  const here = observedVm(facts.observation(host), vm);
  const there = observedVm(facts.observation(partner), vm);
  if (here?.replication?.mode !== 'primary' || here.replication.state !== 'Replicating' || here.busy) return 'elsewhere';
  if (there?.replication?.mode !== 'replica' || there.state !== 'Off') return 'elsewhere';
  return here.state === 'Running' ? 'running' : here.state === 'Off' ? 'stopped' : 'elsewhere';
}
