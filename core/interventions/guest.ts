/**
 * Patch a guest through its own agent: checkpoint on the host it runs on (unless its role forbids reverting), install,
 * reboot, verify; then the checkpoint goes, or the guest goes back to it.
 */
import { neverReverted, type VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Outcome } from '../model/intervention.ts';
import { patchLevel } from '../model/patch-level.ts';
import { after } from '../model/time.ts';
import { settleFor } from './durations.ts';
import {
  act,
  type Course,
  type Facts,
  hasFailed,
  isBegun,
  isDone,
  lastEnd,
  type Move,
  newest,
  observedVm,
  type Subject,
  waitFor,
  waitOrAsk,
} from './facts.ts';
import { bringToTarget, mayHaveChanged, type SystemPhase, takeBack } from './system.ts';
import { ailments, silentVms } from './verify.ts';

/** A guest with the VM it runs in, where that runs now, and what its checkpoint is called. */
interface Guest extends Subject {
  readonly vm: VirtualMachine;
  readonly on: HostName;
  readonly checkpoint: string;
  /** Whether it is protected by a checkpoint, and so goes back by it. */
  readonly wanted: boolean;
}

interface End {
  readonly outcome: Outcome;
  readonly why: string;
}

export function patchGuest(facts: Facts, subject: Subject): Course {
  const { record, host, rollout } = subject;
  const vm = host.runsOn === null ? undefined : facts.fleet.vms[host.runsOn];
  if (vm === undefined) return going({ type: 'ask', why: `${host.name} runs on no declared VM`, remedy: 'declare runsOn' });
  // the checkpoint is where it was made; without one only the heartbeat is looked for
  const place = isBegun(record, 'checkpoint') ? newest(record, 'checkpoint')!.host : whereRuns(facts, vm);
  if (place === null) {
    const since = lastEnd(record) ?? record.startedAt;
    const hosts = [vm.home, ...(vm.replica ? [vm.replica.host] : [])];
    return going(waitOrAsk(facts, `waiting for the host that runs ${vm.name}`, since, settleFor, hosts, `look for ${vm.name}`));
  }
  const wanted = rollout.before.checkpoint === 'guests' && !neverReverted.has(vm.role);
  const guest: Guest = { ...subject, vm, on: place, checkpoint: `atlas-${record.id}`, wanted };

  const settled = decided(guest);
  if (settled !== null) return cleanUp(facts, guest, settled);
  if (wanted && hasFailed(record, 'checkpoint'))
    return over('failed', `no checkpoint could be made: ${newest(record, 'checkpoint')!.detail}; nothing was installed`);
  if (!isBegun(record, 'install') && !facts.mayBegin)
    return cleanUp(facts, guest, { outcome: 'abandoned', why: 'stopped before anything was installed' });
  if (wanted && !isDone(record, 'checkpoint') && !isBegun(record, 'install')) {
    const order = { kind: 'checkpoint.create', args: { vm: vm.name, name: guest.checkpoint } } as const;
    return going(act('checkpoint', place, order, { owed: false }));
  }

  const system = answering(facts, guest, bringToTarget(facts, subject));
  if (system.type === 'go') return going(system.move);
  if (system.type === 'good') return cleanUp(facts, guest, { outcome: 'succeeded', why: `${host.name} is patched and verified` });
  return wentWrong(facts, guest, system.why);
}

/** The way back, or what stays as it is when there is none. */
function wentWrong(facts: Facts, guest: Guest, why: string): Course {
  const { record, rollout, checkpoint } = guest;
  const kept = isDone(record, 'checkpoint') ? `. Checkpoint ${checkpoint} is kept` : '';
  if (!mayHaveChanged(guest)) return cleanUp(facts, guest, { outcome: 'rolled-back', why: `${why}; it is as it was before` });
  if (rollout.onFailure === 'halt') return over('failed', `${why}${kept}`);
  if (isDone(record, 'checkpoint')) return revert(facts, guest, why);
  const back = takeBack(facts, guest, why);
  if (back.type === 'go') return going(back.move);
  if (back.type === 'bad') return over('failed', `${why}; and ${back.why}`);
  return over('rolled-back', `${why}; back on the old state`);
}

function revert(facts: Facts, guest: Guest, why: string): Course {
  const { record, host, rollout, target, observation, on, vm, checkpoint } = guest;
  if (hasFailed(record, 'revert'))
    return over('failed', `${why}; and the revert failed: ${newest(record, 'revert')!.detail}. Checkpoint ${checkpoint} is kept`);
  if (!isDone(record, 'revert'))
    return going(act('revert', on, { kind: 'checkpoint.revert', args: { vm: vm.name, name: checkpoint } }, { because: why }));
  const since = newest(record, 'revert')!.endedAt!;
  const deadline = after(since, rollout.verify.within);
  const wrong = facts.heard(host.name, since)
    ? [...ailments(observation, host, rollout)]
    : [`${host.name} has not reported since`];
  if (patchLevel(observation.patch, target) !== 'below') wrong.push('it is not on its old state');
  if (wrong.length > 0) {
    if (facts.now < deadline) return going(waitFor(`${host.name} to be well on its old state`, [host.name], deadline));
    return over('failed', `${why}; it was reverted, but ${wrong.join(', ')}. Checkpoint ${checkpoint} is kept`);
  }
  return cleanUp(facts, guest, { outcome: 'rolled-back', why: `${why}; reverted to its checkpoint` });
}

/** What was settled before: the removal of the checkpoint, or a verification on record, is not judged again. */
function decided({ record, host }: Guest): End | null {
  const isVerified = record.verifiedAt !== null;
  if (!isBegun(record, 'remove') && !isVerified) return null;
  if (isBegun(record, 'revert')) return { outcome: 'rolled-back', why: `${record.why}; reverted to its checkpoint` };
  if (hasFailed(record, 'install'))
    return { outcome: 'rolled-back', why: `install failed: ${newest(record, 'install')!.detail}; it is as it was before` };
  if (isBegun(record, 'install') || isVerified) return { outcome: 'succeeded', why: `${host.name} is patched and verified` };
  return { outcome: 'abandoned', why: 'stopped before anything was installed' };
}

/** The checkpoint is removed last, once nothing can need it any more. */
function cleanUp(facts: Facts, { record, on, vm, checkpoint }: Guest, end: End): Course {
  const verified = end.outcome === 'succeeded' && isBegun(record, 'install');
  const finish: Course = { move: { type: 'end', ...end }, verified };
  if (!isDone(record, 'checkpoint')) return finish;
  if (hasFailed(record, 'remove')) {
    const step = newest(record, 'remove')!;
    const why = `checkpoint ${checkpoint} of ${vm.name} could not be removed: ${step.detail}`;
    return { move: { type: 'ask', why, remedy: `remove it, then: atlas resolve ${step.action} --done --why …` }, verified };
  }
  if (!isDone(record, 'remove'))
    return { move: act('remove', on, { kind: 'checkpoint.remove', args: { vm: vm.name, name: checkpoint } }), verified };
  const since = newest(record, 'remove')!.endedAt;
  const seen = observedVm(facts.observation(on), vm.name);
  if (facts.heard(on, since) && seen !== undefined && !seen.checkpoints.includes(checkpoint) && !seen.busy) return finish;
  const what = `waiting for ${on} to merge the disks of ${vm.name}`;
  return { move: waitOrAsk(facts, what, since, settleFor, [on], `look at the checkpoints of ${vm.name}`), verified };
}

/** The heartbeat is part of the verification: a guest that does not answer its host in time has failed. */
function answering(facts: Facts, { rollout, vm, on }: Guest, system: SystemPhase): SystemPhase {
  if (system.type !== 'good' || rollout.verify.heartbeat === 'none') return system;
  const here = whereRuns(facts, vm) ?? on;
  const observation = facts.observation(here);
  if (observation && facts.heard(here, system.at) && silentVms(observation, [vm.name]).length === 0) return system;
  const deadline = after(system.at, rollout.verify.within);
  const what = `heartbeat of ${vm.name} on ${here}`;
  if (facts.now >= deadline) return { type: 'bad', why: `verify: no ${what} after ${rollout.verify.within / 60_000} min` };
  return { type: 'go', move: waitFor(what, [here], deadline) };
}

function whereRuns(facts: Facts, vm: VirtualMachine): HostName | null {
  const hosts = vm.replica ? [vm.home, vm.replica.host] : [vm.home];
  return hosts.find((host) => observedVm(facts.observation(host), vm.name)?.state === 'Running') ?? null;
}

function going(move: Move): Course {
  return { move, verified: false };
}

function over(outcome: 'failed' | 'rolled-back', why: string): Course {
  return going({ type: 'end', outcome, why });
}
