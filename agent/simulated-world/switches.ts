/** Faults, and what a person does at the console: everything that happens to the world from outside the vocabulary. */
import { assertNever } from '#core/model/problem.ts';
import { minutes } from '#core/model/time.ts';
import { resynchronize } from './hyper-v.ts';
import { copiesOn, comeUp, isUp, otherCopy, settleSoon, stopCopy, takeDown } from './machines.ts';
import type { Copy, FaultSwitch, Machine, Refusal, Vm, WorldState } from './state.ts';
import { schedule } from './timers.ts';

/** @returns why it cannot be, else null. */
export function throwSwitch(world: WorldState, fault: FaultSwitch): Refusal | null {
  const machine = world.machines[fault.host];
  if (!machine) return { code: 'world.no-such-host', message: `the world has no host ${fault.host}` };
  const affected = copiesOn(world, fault.host)
    .filter(({ vm }) => fault.vm === undefined || vm.name === fault.vm)
    .sort((a, b) => (a.vm.name < b.vm.name ? -1 : 1));
  world.revision++;
  switch (fault.kind) {
    case 'replication-critical':
      for (const { vm, copy } of affected) if (copy.replication?.mode === 'primary') breakLink(world, vm, copy, fault.minutes);
      return null;
    case 'split-brain': {
      const pair = affected.find(({ vm }) => Object.keys(vm.copies).length === 2);
      if (!pair) return { code: 'world.no-such-vm', message: `${fault.host} has no replicated VM` };
      for (const copy of Object.values(pair.vm.copies)) {
        copy.state = 'Running';
        copy.heartbeat = 'ok';
        copy.replication = { mode: 'primary', state: 'Error' };
      }
      return null;
    }
    case 'power-loss':
      return losePower(world, machine, fault.minutes);
    case 'disk-full':
      machine.diskFree = 1024 ** 3;
      return null;
    case 'install-fails':
    case 'undoing-changes':
    case 'rollback-fails':
    case 'verify-service-stopped':
    case 'verify-probe-failed':
    case 'vm-stuck-stopping':
    case 'heartbeat-lost':
    case 'reverse-fails':
    case 'probe-unknown':
    case 'slow':
      world.faults.push({ ...fault, times: fault.times === undefined ? 1 : fault.times });
      return null;
    default:
      return assertNever(fault.kind);
  }
}

function breakLink(world: WorldState, vm: Vm, copy: Copy, length: number | null | undefined): void {
  if (copy.replication?.state !== 'Replicating') return;
  copy.replication.state = 'Error';
  vm.settled = false;
  if (length !== null && length !== undefined) schedule(world, minutes(length), { type: 'link-back', vm: vm.name });
}

function losePower(world: WorldState, machine: Machine, length: number | null | undefined): Refusal | null {
  if (machine.runsOn !== null) return { code: 'world.not-physical', message: `${machine.name} runs in a VM` };
  if (machine.power === 'down') return { code: 'world.down', message: `${machine.name} is down already` };
  for (const { copy } of copiesOn(world, machine.name)) {
    // A crash while it ran: what was sent last is not known, so the primary asks for a resynchronisation.
    if (copy.state === 'Running' && copy.replication?.mode === 'primary' && copy.replication.state === 'Replicating') {
      copy.replication.state = 'WaitingForStartResynchronize';
    }
  }
  takeDown(world, machine, length === null || length === undefined ? null : minutes(length));
  return null;
}

export function clearFaults(world: WorldState, host: string): void {
  world.faults = world.faults.filter((fault) => fault.host !== host);
  const machine = world.machines[host];
  if (machine && machine.diskFree === 1024 ** 3) machine.diskFree = 60 * 1024 ** 3;
  world.revision++;
}

export const ByHandAct = [
  'power-on',
  'start-services',
  'turn-off',
  'stop-failover',
  'complete-failover',
  'unplanned-failover',
  'suspend',
  'resume',
  'resynchronize',
  'as-replica',
  'start-initial-replication',
] as const;
export type ByHandAct = (typeof ByHandAct)[number];

/** What a person can do and no order can. `vm` for all but the first two. */
export interface ByHand {
  readonly host: string;
  readonly act: ByHandAct;
  readonly vm?: string;
}

/** Done at once. @returns why Hyper-V refused it, else null. */
export function doByHand(world: WorldState, { host, act, vm: name }: ByHand): Refusal | null {
  const machine = world.machines[host];
  if (!machine) return { code: 'world.no-such-host', message: `the world has no host ${host}` };
  world.revision++;
  if (act === 'power-on') {
    if (machine.power === 'up' || machine.runsOn !== null) return { code: 'world.up', message: `${host} cannot be switched on` };
    comeUp(world, machine);
    return null;
  }
  if (!isUp(world, host)) return { code: 'world.down', message: `${host} is down` };
  if (act === 'start-services') {
    machine.stopped = { services: [], probes: [] };
    return null;
  }
  const vm = world.vms[name ?? ''];
  const copy = vm?.copies[host];
  if (!vm || !copy) return { code: 'hyper-v.not-found', message: `${host} has no VM ${name}` };
  return onCopy(world, vm, copy, act);
}

function onCopy(world: WorldState, vm: Vm, copy: Copy, act: Exclude<ByHandAct, 'power-on' | 'start-services'>): Refusal | null {
  const other = otherCopy(vm, copy.host);
  if (act === 'turn-off') {
    if (copy.state !== 'Off') stopCopy(world, vm, copy);
    return null;
  }
  const { replication } = copy;
  if (!replication || !other?.replication) return { code: 'hyper-v.invalid-state', message: `${vm.name} is not replicated` };
  const invalid = {
    code: 'hyper-v.invalid-state',
    message: `${act}: ${vm.name} is ${replication.mode}, ${replication.state}, ${copy.state}`,
  };
  switch (act) {
    case 'stop-failover':
      // Running: it would be powered off and taken back, which loses data.
      if (!['PreparedForFailover', 'FailedOverWaitingCompletion'].includes(replication.state) || copy.state !== 'Off')
        return invalid;
      replication.state = 'Replicating';
      return null;
    case 'complete-failover':
      if (replication.state !== 'FailedOverWaitingCompletion') return invalid;
      replication.state = 'FailedOver';
      return null;
    case 'unplanned-failover':
      if (replication.mode !== 'replica' || replication.state !== 'Replicating' || copy.state !== 'Off') return invalid;
      replication.state = 'FailedOverWaitingCompletion';
      return null;
    case 'suspend':
      if (replication.state !== 'Replicating') return invalid;
      replication.state = 'Suspended';
      vm.settled = false;
      return null;
    case 'resume':
      if (!['Suspended', 'Error'].includes(replication.state)) return invalid;
      replication.state = 'Replicating';
      settleSoon(world, vm);
      return null;
    case 'resynchronize':
      if (replication.mode !== 'primary' || !['WaitingForStartResynchronize', 'Error'].includes(replication.state))
        return invalid;
      if (other.replication.mode !== 'replica' || other.replication.state !== 'Replicating') return invalid;
      resynchronize(world, vm, 'Resynchronizing');
      return null;
    case 'as-replica':
      if (copy.state !== 'Off') return invalid;
      copy.replication = { mode: 'replica', state: 'ReadyForInitialReplication' };
      copy.checkpoints = [];
      return null;
    case 'start-initial-replication':
      if (replication.mode !== 'primary' || other.replication.mode !== 'replica') return invalid;
      if (other.replication.state !== 'ReadyForInitialReplication') return invalid;
      resynchronize(world, vm, 'InitialReplicationInProgress');
      return null;
    default:
      return assertNever(act);
  }
}
