/** What a host's agent sees: sorted, and the same until something really changes. */
import type { ObservedReplication, ObservedVm, Observation } from '#core/model/observation.ts';
import { isBusy } from './hyper-v.ts';
import { bootIdOf, copiesOn, isUp, otherCopy } from './machines.ts';
import type { Copy, Machine, Vm, WorldState } from './state.ts';

/** Structurally the agent's own `Interest`. */
export interface Looked {
  readonly services: readonly string[];
  readonly probes: readonly { readonly name: string }[];
  readonly packages: readonly string[];
}

/** Services that exist with the Hyper-V role only. */
const hyperVServices: ReadonlySet<string> = new Set(['vmms', 'vmcompute', 'hvhost']);

export function observed(world: WorldState, machine: Machine, interest: Looked): Observation {
  const { disk } = machine;
  return {
    product: machine.product,
    bootId: bootIdOf(machine),
    patch:
      disk.patch.type === 'windows'
        ? { type: 'windows', build: disk.patch.build, servicing: machine.servicing }
        : {
            type: 'debian',
            suite: disk.patch.suite,
            packages: pick(disk.patch.packages, interest.packages),
            servicing: machine.servicing,
          },
    rebootPending: disk.rebootPending,
    systemDiskFree: machine.diskFree,
    services: Object.fromEntries(interest.services.toSorted().map((name) => [name, serviceState(machine, name)])),
    probes: Object.fromEntries(
      interest.probes
        .map(({ name }) => name)
        .toSorted()
        .map((name) => [name, isStopped(machine.stopped.probes, name) ? 'failed' : 'ok']),
    ),
    hyperV:
      machine.hyperV === null
        ? null
        : {
            memory: { capacity: machine.hyperV.capacity },
            vms: copiesOn(world, machine.name)
              .map(({ vm, copy }) => observedVm(world, vm, copy))
              .sort((a, b) => (a.name < b.name ? -1 : 1)),
          },
  };
}

function serviceState(machine: Machine, name: string): 'running' | 'stopped' | 'unknown' {
  if (hyperVServices.has(name) && machine.hyperV === null) return 'unknown';
  return isStopped(machine.stopped.services, name) ? 'stopped' : 'running';
}

function isStopped(stopped: readonly string[], name: string): boolean {
  return stopped.includes(name) || stopped.includes('*');
}

function observedVm(world: WorldState, vm: Vm, copy: Copy): ObservedVm {
  return {
    name: vm.name,
    state: copy.state,
    heartbeat: copy.heartbeat,
    memory: vm.memory,
    replication: observedReplication(world, vm, copy),
    checkpoints: copy.checkpoints.map(({ name }) => name).sort(),
    busy: isBusy(world, vm, copy),
  };
}

function observedReplication(world: WorldState, vm: Vm, copy: Copy): ObservedReplication | null {
  const other = otherCopy(vm, copy.host);
  if (copy.replication === null || other === undefined) return null;
  const { mode, state } = copy.replication;
  return { mode, state, health: health(world, vm, state, other), partner: other.host };
}

function health(world: WorldState, vm: Vm, state: ObservedReplication['state'], other: Copy): ObservedReplication['health'] {
  if (state === 'Error' || state === 'WaitingForStartResynchronize') return 'Critical';
  return state === 'Replicating' && vm.settled && isUp(world, other.host) ? 'Normal' : 'Warning';
}

function pick(packages: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of names.toSorted()) found[name] = packages[name] ?? '';
  return found;
}
