/** The local halves of a planned failover, checkpoints, and starting and stopping: judged as Hyper-V would, and their effect. */
import type { Order } from '#core/model/action.ts';
import type { HostName } from '#core/model/ids.ts';
import { assertNever } from '#core/model/problem.ts';
import { lasting, nominal } from './durations.ts';
import { takeFault } from './faults.ts';
import { type Judged, goes, inState, refused } from './judged.ts';
import {
  copiesOn,
  copyRuns,
  guestsOf,
  isUp,
  mayRun,
  otherCopy,
  settleSoon,
  shutGuestsDown,
  startCopy,
  stopCopy,
} from './machines.ts';
import type { Copy, Machine, Refusal, Vm, WorldState } from './state.ts';
import { schedule } from './timers.ts';

export const hyperVKinds = [
  'vm.stop',
  'vm.start',
  'failover.prepare',
  'failover.start',
  'failover.reverse',
  'checkpoint.create',
  'checkpoint.revert',
  'checkpoint.remove',
] as const;
export type HyperVOrder = Extract<Order, { kind: (typeof hyperVKinds)[number] }>;

/** Being modified by something else: not to be moved, checkpointed or merged now. */
export function isBusy(world: WorldState, vm: Vm, copy: Copy): boolean {
  return (
    copy.state === 'Starting' ||
    copy.state === 'Stopping' ||
    copy.merging ||
    Object.values(world.operations).some(
      ({ state, host, order }) => state === 'running' && host === copy.host && 'vm' in order.args && order.args.vm === vm.name,
    )
  );
}

export function judgeHyperV(world: WorldState, host: Machine, order: HyperVOrder): Judged {
  const vm = world.vms[order.args.vm];
  const copy = vm?.copies[host.name];
  if (!vm || !copy) return refused('hyper-v.not-found', `${host.name} has no VM ${order.args.vm}`);
  const already = alreadySo(vm, copy, order);
  if (already !== null) return inState(already);
  if (isBusy(world, vm, copy)) {
    return refused('hyper-v.busy', `${vm.name} on ${host.name} is being modified by another operation`);
  }
  return judgeStep(world, host, vm, copy, order);
}

/** A sentence when the order asks for what already is. */
function alreadySo(vm: Vm, copy: Copy, order: HyperVOrder): string | null {
  const { name } = vm;
  const { host, replication } = copy;
  switch (order.kind) {
    case 'vm.stop':
      return copy.state === 'Off' ? `${name} is off on ${host}` : null;
    case 'vm.start':
      return copy.state === 'Running' ? `${name} runs on ${host}` : null;
    case 'failover.prepare':
      return replication?.mode === 'primary' && replication.state === 'PreparedForFailover'
        ? `${name} is prepared on ${host}`
        : null;
    case 'failover.start':
      return replication?.mode === 'replica' && replication.state === 'FailedOverWaitingCompletion'
        ? `${name} was failed over to ${host}`
        : null;
    case 'failover.reverse':
      return replication?.mode === 'primary' && replication.state === 'Replicating' && otherCopy(vm, host)?.host === order.args.to
        ? `${name} replicates from ${host} to ${order.args.to}`
        : null;
    case 'checkpoint.create':
      return has(copy, order.args.name) ? `${name} has checkpoint ${order.args.name}` : null;
    case 'checkpoint.remove':
      return has(copy, order.args.name) ? null : `${name} has no checkpoint ${order.args.name}`;
    case 'checkpoint.revert':
      return null;
    default:
      return assertNever(order);
  }
}

function judgeStep(world: WorldState, host: Machine, vm: Vm, copy: Copy, order: HyperVOrder): Judged {
  const { replication } = copy;
  const invalid = (message: string) => refused('hyper-v.invalid-state', message);
  switch (order.kind) {
    case 'vm.stop':
      if (copy.state !== 'Running') return invalid(`${vm.name} is ${copy.state} on ${host.name}`);
      return goes(`${vm.name} shuts down`, nominal.vmStop);
    case 'vm.start':
      return judgeStart(world, host, vm, copy);
    case 'failover.prepare':
      if (replication?.mode !== 'primary') return invalid(`${host.name} is not the primary of ${vm.name}`);
      if (copy.state !== 'Off') return invalid(`${vm.name} is ${copy.state}, it must be off`);
      if (replication.state !== 'Replicating') return invalid(`replication of ${vm.name} is ${replication.state}`);
      return partnerUp(world, vm, copy) ?? goes(`${vm.name} sends its last changes`, nominal.failoverPrepare);
    case 'failover.start': {
      if (replication?.mode !== 'replica') return invalid(`${host.name} is not the replica of ${vm.name}`);
      if (copy.state !== 'Off') return invalid(`${vm.name} is ${copy.state} on the replica, it must be off`);
      if (replication.state !== 'Replicating') return invalid(`replication of ${vm.name} is ${replication.state}`);
      const primary = otherCopy(vm, host.name);
      // Without the prepared state the last changes would be lost: that is an unplanned failover, which nobody can order here.
      if (primary?.replication?.state !== 'PreparedForFailover') return invalid(`the primary of ${vm.name} is not prepared`);
      return goes(`${host.name} takes ${vm.name} over`, nominal.failoverStart);
    }
    case 'failover.reverse':
      return judgeReverse(world, host, vm, copy, order.args.to);
    case 'checkpoint.create':
      if (replication?.mode === 'replica') return invalid(`${host.name} holds the replica of ${vm.name}`);
      if (replication?.state === 'PreparedForFailover') return invalid(`${vm.name} is prepared for failover`);
      return goes(`checkpoint ${order.args.name} of ${vm.name}`, nominal.checkpointCreate);
    case 'checkpoint.revert':
      if (!has(copy, order.args.name)) return refused('hyper-v.not-found', `${vm.name} has no checkpoint ${order.args.name}`);
      if (replication !== null && !(replication.mode === 'primary' && replication.state === 'Replicating')) {
        return invalid(`replication of ${vm.name} is ${replication.mode}, ${replication.state}`);
      }
      return goes(`${vm.name} goes back to ${order.args.name}`, nominal.checkpointRevert);
    case 'checkpoint.remove':
      return goes(`checkpoint ${order.args.name} of ${vm.name} goes`, nominal.checkpointRemove);
    default:
      return assertNever(order);
  }
}

function judgeStart(world: WorldState, host: Machine, vm: Vm, copy: Copy): Judged {
  if (copy.state !== 'Off') return refused('hyper-v.invalid-state', `${vm.name} is ${copy.state} on ${host.name}`);
  if (!mayRun(vm, copy)) {
    const why = copy.replication === null ? 'it runs elsewhere' : `it is ${copy.replication.mode}, ${copy.replication.state}`;
    return refused('hyper-v.invalid-state', `${vm.name} cannot start on ${host.name}: ${why}`);
  }
  const used = copiesOn(world, host.name).reduce((sum, other) => sum + (other.copy.state === 'Off' ? 0 : other.vm.memory), 0);
  const free = (host.hyperV?.capacity ?? 0) - used;
  if (vm.memory > free) {
    return refused('hyper-v.out-of-memory', `${vm.name} needs ${vm.memory} bytes of memory, ${host.name} has ${free}`);
  }
  return goes(`${vm.name} starts`, nominal.vmStart);
}

function judgeReverse(world: WorldState, host: Machine, vm: Vm, copy: Copy, to: HostName): Judged {
  const invalid = (message: string) => refused('hyper-v.invalid-state', message);
  const { replication } = copy;
  const other = otherCopy(vm, host.name);
  if (replication?.mode !== 'replica') return invalid(`${host.name} is the primary of ${vm.name} already`);
  if (other?.host !== to) return refused('hyper-v.not-found', `${to} holds no copy of ${vm.name}`);
  if (replication.state !== 'FailedOverWaitingCompletion' && replication.state !== 'FailedOver') {
    return invalid(`replication of ${vm.name} is ${replication.state}, not failed over`);
  }
  const theirs = other.replication;
  const handedOver =
    theirs?.state === 'PreparedForFailover' || (theirs?.mode === 'replica' && theirs.state === 'ReadyForInitialReplication');
  if (!handedOver) return invalid(`${to} is ${theirs?.mode}, ${theirs?.state} for ${vm.name} and cannot become its replica`);
  return partnerUp(world, vm, copy) ?? goes(`${vm.name} replicates back to ${to}`, nominal.failoverReverse);
}

function partnerUp(world: WorldState, vm: Vm, copy: Copy): Judged | null {
  const other = otherCopy(vm, copy.host);
  if (other && isUp(world, other.host)) return null;
  return refused('hyper-v.partner-unreachable', `${other?.host ?? 'the other side'} of ${vm.name} does not answer`);
}

export function beginHyperV(world: WorldState, host: Machine, order: HyperVOrder): void {
  const vm = world.vms[order.args.vm]!;
  const copy = vm.copies[host.name]!;
  if (order.kind === 'vm.stop') {
    copy.state = 'Stopping';
    shutGuestsDown(world, vm);
  }
  if (order.kind === 'vm.start') copy.state = 'Starting';
  world.revision++;
}

/** What became impossible meanwhile, judged again at the due instant. */
export function endHyperV(world: WorldState, host: Machine, order: HyperVOrder): Refusal | null {
  const vm = world.vms[order.args.vm]!;
  const copy = vm.copies[host.name]!;
  world.revision++;
  switch (order.kind) {
    case 'vm.stop':
      if (takeFault(world, host.name, 'vm-stuck-stopping', vm.name)) {
        // It stays Stopping until somebody turns it off by hand.
        return { code: 'hyper-v.stuck', message: `${vm.name} is stuck Stopping` };
      }
      stopCopy(world, vm, copy);
      return null;
    case 'vm.start':
      copyRuns(world, vm, copy);
      return null;
    case 'checkpoint.create': {
      const disks = Object.fromEntries(guestsOf(world, vm.name).map((guest) => [guest.name, structuredClone(guest.disk)]));
      copy.checkpoints.push({ name: order.args.name, disks });
      return null;
    }
    case 'checkpoint.revert':
      revert(world, vm, copy, order.args.name);
      return null;
    case 'checkpoint.remove':
      copy.checkpoints = copy.checkpoints.filter((checkpoint) => checkpoint.name !== order.args.name);
      copy.merging = true;
      schedule(world, lasting(world, `${vm.name}|merge`, nominal.merge), { type: 'merged', vm: vm.name, host: host.name });
      return null;
    case 'failover.prepare':
      return again(world, host, vm, copy, order) ?? become(copy, 'primary', 'PreparedForFailover');
    case 'failover.start':
      return again(world, host, vm, copy, order) ?? become(copy, 'replica', 'FailedOverWaitingCompletion');
    case 'failover.reverse':
      return again(world, host, vm, copy, order) ?? reverse(world, vm, copy);
    default:
      return assertNever(order);
  }
}

/** The other host can have gone down, or a person stepped in, between beginning and end. */
function again(world: WorldState, host: Machine, vm: Vm, copy: Copy, order: HyperVOrder): Refusal | null {
  const judged = judgeStep(world, host, vm, copy, order);
  return judged.verdict === 'refused' ? { code: judged.code, message: judged.message } : null;
}

function become(copy: Copy, mode: 'primary' | 'replica', state: NonNullable<Copy['replication']>['state']): null {
  copy.replication = { mode, state };
  return null;
}

function reverse(world: WorldState, vm: Vm, copy: Copy): Refusal | null {
  const other = otherCopy(vm, copy.host)!;
  if (takeFault(world, copy.host, 'reverse-fails', vm.name)) {
    return {
      code: 'hyper-v.operation-failed',
      message: `${copy.host} could not reverse replication of ${vm.name} (certificate)`,
    };
  }
  const state = other.replication?.state === 'PreparedForFailover' ? 'Replicating' : 'ReadyForInitialReplication';
  become(copy, 'primary', state);
  become(other, 'replica', state);
  // The old primary's checkpoints are merged when it becomes the replica.
  other.checkpoints = [];
  settleSoon(world, vm);
  return null;
}

function revert(world: WorldState, vm: Vm, copy: Copy, name: string): void {
  const ran = copy.state !== 'Off';
  const checkpoint = copy.checkpoints.find((candidate) => candidate.name === name);
  if (!checkpoint) return;
  if (ran) stopCopy(world, vm, copy);
  for (const guest of guestsOf(world, vm.name)) {
    const disk = checkpoint.disks[guest.name];
    if (disk) guest.disk = structuredClone(disk);
    guest.stopped = { services: [], probes: [] };
  }
  if (ran) startCopy(world, vm, copy);
  if (copy.replication === null) return;
  resynchronize(world, vm, 'Resynchronizing');
}

/** Both sides, for about twenty minutes; planned failover is impossible meanwhile. */
export function resynchronize(world: WorldState, vm: Vm, state: 'Resynchronizing' | 'InitialReplicationInProgress'): void {
  for (const copy of Object.values(vm.copies)) if (copy.replication) copy.replication.state = state;
  settleSoon(world, vm);
}

function has(copy: Copy, name: string): boolean {
  return copy.checkpoints.some((checkpoint) => checkpoint.name === name);
}
