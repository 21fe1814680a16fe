/** What a person does at the console: everything that no order may do. */
import { assertNever } from '#core/model/problem.ts';
import { comeUp, isUp, stopCopy } from './machines.ts';
import { pairAt, peerOf, resynchronize, settleSoon, unsettle, writesAlone } from './relations.ts';
import type { Copy, Refusal, Vm, WorldState } from './state.ts';

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
  const other = peerOf(vm, copy);
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
      settleSoon(world, vm);
      return null;
    case 'complete-failover':
      if (replication.state !== 'FailedOverWaitingCompletion') return invalid;
      replication.state = 'FailedOver';
      return null;
    case 'unplanned-failover':
      if (replication.mode !== 'replica' || replication.state !== 'Replicating' || copy.state !== 'Off') return invalid;
      if (copy.test !== null) return invalid;
      replication.state = 'FailedOverWaitingCompletion';
      copy.ran = false;
      return null;
    case 'suspend':
      if (replication.state !== 'Replicating') return invalid;
      replication.state = 'Suspended';
      unsettle(world, vm, pairAt(vm, copy.host)!);
      if (replication.mode === 'primary') writesAlone(vm, copy);
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
      resynchronize(world, vm, copy.host, 'Resynchronizing');
      return null;
    case 'as-replica':
      if (copy.state !== 'Off') return invalid;
      Object.assign(replication, { mode: 'replica', state: 'ReadyForInitialReplication', settled: false });
      copy.checkpoints = [];
      return null;
    case 'start-initial-replication':
      if (replication.mode !== 'primary' || other.replication.mode !== 'replica') return invalid;
      if (other.replication.state !== 'ReadyForInitialReplication') return invalid;
      resynchronize(world, vm, copy.host, 'InitialReplicationInProgress');
      return null;
    default:
      return assertNever(act);
  }
}
