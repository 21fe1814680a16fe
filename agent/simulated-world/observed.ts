/** What a host's agent sees: sorted, and the same until something really changes. */
import type { ObservedReplication, ObservedVm, Observation } from '#core/model/observation.ts';
import { isBusy } from './hyper-v.ts';
import { day } from '#core/model/time.ts';
import { bootIdOf, copiesOn } from './machines.ts';
import { connected } from './relations.ts';
import type { BackupServer, Copy, Machine, Relation, Vm, WorldState } from './state.ts';

/** Structurally the agent's own `Interest`. */
export interface Looked {
  readonly services: readonly string[];
  readonly probes: readonly { readonly name: string }[];
  readonly packages: readonly string[];
  /** Backup policies whose server the host's agent asks. */
  readonly backups?: readonly string[];
}

/** Services that exist with the Hyper-V role only. */
const hyperVServices: ReadonlySet<string> = new Set(['vmms', 'vmcompute', 'hvhost']);

export function observed(world: WorldState, machine: Machine, interest: Looked): Observation {
  const { disk } = machine;
  const asked = (interest.backups ?? [])
    .toSorted()
    .flatMap((policy) => world.backups[policy] ?? [])
    .filter(({ via, reachable }) => via === machine.name && reachable);
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
            switches: [...machine.hyperV.switches],
            vmVersions: [...machine.hyperV.vmVersions],
            certificateDaysLeft: Math.floor((machine.hyperV.certificateUntil - world.now) / day),
          },
    // A server that does not answer is not mentioned: nothing is known of it.
    ...(asked.length === 0
      ? {}
      : { backups: Object.fromEntries(asked.map((server) => [server.policy, observedBackups(server)])) }),
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
    replication: observedReplication(world, copy),
    checkpoints: copy.checkpoints.map(({ name }) => name).sort(),
    version: vm.version,
    networks: vm.networks.map((network) => ({ ...network })),
    ...(copy.test === null ? {} : { test: { ...copy.test } }),
    busy: isBusy(world, vm, copy),
  };
}

function observedReplication(world: WorldState, copy: Copy): ObservedReplication | null {
  if (copy.replication === null) return null;
  const { mode, state, partner, frequency, recoveryPoints } = copy.replication;
  const told = mode === 'primary' ? { frequency: frequency as 30 | 300 | 900, recoveryPoints } : {};
  return { mode, state, health: health(world, copy.host, copy.replication), partner, ...told };
}

function health(world: WorldState, host: string, { state, settled, partner }: Relation): ObservedReplication['health'] {
  if (state === 'Error' || state === 'WaitingForStartResynchronize') return 'Critical';
  return state === 'Replicating' && settled && connected(world, host, partner) ? 'Normal' : 'Warning';
}

function observedBackups({ jobs, lastSuccess }: BackupServer) {
  return {
    paused: jobs
      .filter(({ pausedFor }) => pausedFor.length > 0)
      .map(({ id }) => id)
      .sort(),
    running: jobs.some(({ runsUntil }) => runsUntil !== null),
    lastSuccess: Object.fromEntries(Object.entries(lastSuccess).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function pick(packages: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of names.toSorted()) found[name] = packages[name] ?? '';
  return found;
}
