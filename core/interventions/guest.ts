/**
 * Patch a guest through its own agent: checkpoint on the host it runs on (unless its role forbids reverting), install,
 * reboot, verify; then the checkpoint goes, or the guest goes back to it.
 */
import { neverReverted } from '../model/fleet.ts';
import type { HostName, VmName } from '../model/ids.ts';
import {
  act,
  type Course,
  type Facts,
  hasFailed,
  isDone,
  type Move,
  newest,
  observedVm,
  type Subject,
  waitOrAsk,
} from './facts.ts';
import { settleFor } from './durations.ts';
import { bringToTarget, mayHaveChanged, takeBack } from './system.ts';
import { ailments, silentVms } from './verify.ts';
import { after, type Instant } from '../model/time.ts';
import { patchLevel } from '../model/patch-level.ts';

export function patchGuest(facts: Facts, subject: Subject): Course {
  const { record, host, rollout } = subject;
  const vm = host.runsOn === null ? undefined : facts.fleet.vms[host.runsOn];
  if (vm === undefined) return asked(`${host.name} runs on no declared VM`, 'declare runsOn');
  const place = whereRuns(facts, vm.name, [vm.home, ...(vm.replica ? [vm.replica.host] : [])]);
  const checkpoint = `atlas-${record.id}`;
  const wanted = rollout.before.checkpoint === 'guests' && !neverReverted.has(vm.role);
  const reverting = newest(record, 'revert') !== undefined;

  if (place === null && !reverting) {
    return {
      move: waitOrAsk(
        facts,
        `the host that runs ${vm.name} to report it`,
        record.startedAt,
        settleFor,
        [vm.home],
        `look for ${vm.name}`,
      ),
      verified: false,
    };
  }
  const on = place ?? newest(record, 'revert')!.host;
  if (wanted && hasFailed(record, 'checkpoint'))
    return over('failed', `no checkpoint could be made: ${newest(record, 'checkpoint')!.detail}; nothing was installed`);
  const installing = newest(record, 'install') !== undefined && newest(record, 'install')!.state !== 'void';
  if (!installing && !facts.mayBegin)
    return cleanUp(
      facts,
      subject,
      on,
      vm.name,
      checkpoint,
      { outcome: 'abandoned', why: 'stopped before anything was installed' },
      false,
    );
  if (wanted && !isDone(record, 'checkpoint')) {
    return step(act('checkpoint', on, { kind: 'checkpoint.create', args: { vm: vm.name, name: checkpoint } }, { owed: false }));
  }

  const system = bringToTarget(facts, subject);
  if (system.type === 'go') return step(system.move);
  if (system.type === 'good') {
    const silent = heartbeat(facts, subject, on, vm.name, system.at);
    if (silent !== null) return step(silent);
    return cleanUp(
      facts,
      subject,
      on,
      vm.name,
      checkpoint,
      { outcome: 'succeeded', why: `${host.name} is patched and verified` },
      true,
    );
  }

  if (rollout.onFailure === 'halt') return over('failed', system.why);
  if (!mayHaveChanged(subject))
    return cleanUp(facts, subject, on, vm.name, checkpoint, { outcome: 'rolled-back', why: system.why }, false);
  if (wanted) return revert(facts, subject, on, vm.name, checkpoint, system.why);
  const back = takeBack(facts, subject, system.why);
  if (back.type === 'go') return step(back.move);
  if (back.type === 'bad') return over('failed', `${system.why}; and ${back.why}`);
  return over('rolled-back', `${system.why}; back on the old state`);
}

function revert(facts: Facts, subject: Subject, on: HostName, vm: VmName, checkpoint: string, why: string): Course {
  const { record, host, rollout, target, observation } = subject;
  if (hasFailed(record, 'revert')) return over('failed', `${why}; and the revert failed: ${newest(record, 'revert')!.detail}`);
  if (!isDone(record, 'revert'))
    return step(act('revert', on, { kind: 'checkpoint.revert', args: { vm, name: checkpoint } }, { because: why }));
  const since = newest(record, 'revert')!.endedAt!;
  const deadline = after(since, rollout.verify.within);
  const back =
    facts.heard(host.name, since) &&
    patchLevel(observation.patch, target) === 'below' &&
    ailments(observation, host, rollout).length === 0;
  if (!back && !isDone(record, 'remove')) {
    if (facts.now >= deadline) return over('failed', `${why}; it was reverted to its checkpoint but is not well since`);
    return step({ type: 'wait', for: `${host.name} to be well on its old state`, until: deadline, observe: [host.name] });
  }
  return cleanUp(
    facts,
    subject,
    on,
    vm,
    checkpoint,
    { outcome: 'rolled-back', why: `${why}; reverted to its checkpoint` },
    false,
  );
}

/** The checkpoint is removed last, once nothing can need it any more. */
function cleanUp(
  facts: Facts,
  subject: Subject,
  on: HostName,
  vm: VmName,
  checkpoint: string,
  end: { outcome: 'succeeded' | 'rolled-back' | 'abandoned'; why: string },
  verified: boolean,
): Course {
  const { record } = subject;
  const finish: Course = { move: { type: 'end', ...end }, verified };
  if (!isDone(record, 'checkpoint')) return finish;
  if (hasFailed(record, 'remove')) {
    const failed = newest(record, 'remove')!;
    return {
      ...asked(
        `checkpoint ${checkpoint} of ${vm} could not be removed: ${failed.detail}`,
        `remove it, then: atlas resolve ${failed.action} --done --why …`,
      ),
      verified,
    };
  }
  if (!isDone(record, 'remove')) {
    return { move: act('remove', on, { kind: 'checkpoint.remove', args: { vm, name: checkpoint } }), verified };
  }
  const since = newest(record, 'remove')!.endedAt;
  const seen = observedVm(facts.observation(on), vm);
  if (facts.heard(on, since) && seen !== undefined && !seen.checkpoints.includes(checkpoint) && !seen.busy) return finish;
  return {
    move: waitOrAsk(facts, `${on} to merge the disks of ${vm}`, since, settleFor, [on], `look at the checkpoints of ${vm}`),
    verified,
  };
}

function heartbeat(facts: Facts, subject: Subject, on: HostName, vm: VmName, since: Instant): Move | null {
  if (subject.rollout.verify.heartbeat === 'none') return null;
  const observation = facts.observation(on);
  if (observation && facts.heard(on, since) && silentVms(observation, [vm]).length === 0) return null;
  return waitOrAsk(facts, `heartbeat of ${vm} on ${on}`, since, settleFor, [on], `look at ${vm}`);
}

function whereRuns(facts: Facts, vm: VmName, hosts: readonly HostName[]): HostName | null {
  return hosts.find((host) => observedVm(facts.observation(host), vm)?.state === 'Running') ?? null;
}

function step(move: Move): Course {
  return { move, verified: false };
}

function over(outcome: 'failed' | 'rolled-back', why: string): Course {
  return step({ type: 'end', outcome, why });
}

function asked(why: string, remedy: string): Course {
  return step({ type: 'ask', why, remedy });
}
