/**
 * Patch a Hyper-V host of a replica pair: move its VMs to the partner, install, reboot, verify, let replication settle,
 * bring the VMs home (windows.md 3). When it fails, service is already back: the VMs run on the partner.
 */
import type { VirtualMachine } from '../model/fleet.ts';
import { byStartOrder, type Course, type Facts, lastEnd, type Move, newest, observedVm, type Subject, waitFor } from './facts.ts';
import { failover, isMoving } from './failover.ts';
import { bringToTarget, mayHaveChanged, takeBack } from './system.ts';
import { silentVms } from './verify.ts';
import { after } from '../model/time.ts';

export function patchHypervisor(facts: Facts, subject: Subject): Course {
  const { record, host, rollout } = subject;
  const begunInstall = record.steps.some((step) => step.step === 'install' && step.state !== 'void');
  if (!begunInstall) {
    if (!facts.mayBegin)
      return homeAgain(facts, subject, {
        outcome: 'abandoned',
        why: 'stopped before anything was installed; the VMs are home again',
      });
    const move = drained(facts, subject);
    if (move !== null) return { move, verified: false };
  }

  const system = bringToTarget(facts, subject);
  if (system.type === 'go') return { move: system.move, verified: false };
  if (system.type === 'good')
    return homeAgain(facts, subject, { outcome: 'succeeded', why: `${host.name} is patched and verified` });

  if (rollout.onFailure === 'halt') return ended('failed', `${system.why}; its VMs stay on ${host.partner ?? 'where they are'}`);
  if (!mayHaveChanged(subject)) return homeAgain(facts, subject, { outcome: 'rolled-back', why: system.why });
  const back = takeBack(facts, subject, system.why);
  if (back.type === 'go') return { move: back.move, verified: false };
  if (back.type === 'bad') {
    return ended('failed', `${system.why}; and ${back.why}. Its VMs stay on ${host.partner ?? 'where they are'}`);
  }
  return homeAgain(facts, subject, { outcome: 'rolled-back', why: `${system.why}; back on the old build` });
}

function ended(outcome: 'failed', why: string): Course {
  return { move: { type: 'end', outcome, why }, verified: false };
}

/** Null when nothing that has to move runs here any more. */
function drained(facts: Facts, subject: Subject): Move | null {
  const { record, host, rollout } = subject;
  if (rollout.before.drain === 'none' || host.partner === null) return null;
  for (const vm of vmsToMove(facts, subject)) {
    const move = failover(facts, record, vm, host.name, host.partner, 'drain');
    if (move.type !== 'moved') return firstOf(move, record.steps.length === 0);
  }
  return null;
}

/** The very first step begins the intervention and so is not owed; later ones finish what was begun. */
function firstOf(move: Move, first: boolean): Move {
  return first && move.type === 'act' ? { ...move, owed: false } : move;
}

/** VMs that run here now or that this intervention has begun to move. */
function vmsToMove(facts: Facts, subject: Subject): readonly VirtualMachine[] {
  const { record, observation } = subject;
  return Object.values(facts.fleet.vms)
    .filter((vm) => {
      if (isMoving(record, vm.name, 'drain')) return true;
      const here = observedVm(observation, vm.name);
      return here !== undefined && here.state !== 'Off' && here.replication?.mode !== 'replica';
    })
    .sort(byStartOrder);
}

/** Brings home what this intervention moved away, then ends with the given outcome. */
function homeAgain(
  facts: Facts,
  subject: Subject,
  end: { outcome: 'succeeded' | 'rolled-back' | 'abandoned'; why: string },
): Course {
  const { record, host, rollout } = subject;
  const moved = Object.values(facts.fleet.vms)
    .filter((vm) => isMoving(record, vm.name, 'drain'))
    .sort(byStartOrder);
  if (host.partner !== null) {
    for (const vm of moved) {
      // a VM whose way out was only half done is first brought to rest on the partner: forward is always safe
      if (!isMoving(record, vm.name, 'return')) {
        const out = failover(facts, record, vm, host.name, host.partner, 'drain');
        if (out.type !== 'moved') return { move: out, verified: false };
      }
      const home = failover(facts, record, vm, host.partner, host.name, 'return');
      if (home.type !== 'moved') return { move: home, verified: false };
    }
  }
  const checked = rollout.verify.heartbeat === 'all-vms' ? moved.map((vm) => vm.name) : [];
  const silent = silentVms(subject.observation, checked);
  const since = lastEnd(record) ?? record.startedAt;
  if (silent.length > 0) {
    const deadline = after(since, rollout.verify.within);
    if (facts.now < deadline)
      return { move: waitFor(`heartbeat of ${silent.join(', ')}`, [host.name], deadline), verified: false };
    return {
      move: { type: 'end', outcome: 'failed', why: `${end.why}, but no heartbeat from ${silent.join(', ')}` },
      verified: false,
    };
  }
  return { move: { type: 'end', ...end }, verified: end.outcome === 'succeeded' && newest(record, 'install') !== undefined };
}
