/**
 * What hosts would report if all were well: so that the plan of a checkout says what its declarations call for. Every host
 * is up, healthy, at home, and on the newest baseline before the one it is to be brought to.
 */
import { interestOf, rolloutsOf } from '#core/interventions/interest.ts';
import type { Fleet, Host, Target, VirtualMachine } from '#core/model/fleet.ts';
import type { Observation, ObservedPatch, ObservedVm } from '#core/model/observation.ts';

export const assumption =
  'assumed: every host is up, healthy and on the baseline before, and people were told in time; --observations <file> (from atlas plan --json) says how it really is';

export function assumedObservations(fleet: Fleet): Readonly<Record<string, Observation>> {
  return Object.fromEntries(Object.values(fleet.hosts).map((host) => [host.name, assumed(fleet, host)]));
}

function assumed(fleet: Fleet, host: Host): Observation {
  const { services, probes } = interestOf(fleet, host.name);
  return {
    product: host.product,
    bootId: 'assumed',
    patch: patchBefore(fleet, host),
    rebootPending: false,
    systemDiskFree: Number.MAX_SAFE_INTEGER,
    services: Object.fromEntries(services.map((service) => [service, 'running' as const])),
    probes: Object.fromEntries(probes.map((probe) => [probe.name, 'ok' as const])),
    hyperV: host.hyperV === null ? null : { memory: { capacity: Number.MAX_SAFE_INTEGER }, vms: vmsOf(fleet, host) },
  };
}

function patchBefore(fleet: Fleet, host: Host): ObservedPatch {
  const wanted = rolloutsOf(fleet, host.name)
    .flatMap((rollout) => fleet.baselines[rollout.baseline] ?? [])
    .filter((baseline) => baseline.products[host.product] !== undefined);
  const newest = Object.values(fleet.baselines)
    .filter((baseline) => baseline.products[host.product] !== undefined)
    .sort((a, b) => b.released - a.released);
  const [first] = wanted;
  const before = first === undefined ? newest[0] : newest.find((baseline) => baseline.released < first.released);
  const target = before?.products[host.product];
  if (target !== undefined) return stateOf(target);
  const aim = first?.products[host.product];
  return aim === undefined ? unknownState(host) : lowest(aim);
}

function stateOf(target: Target): ObservedPatch {
  return target.type === 'windows'
    ? { type: 'windows', build: target.build, servicing: 'idle' }
    : { type: 'debian', suite: target.suite, packages: { ...target.packages }, servicing: 'idle' };
}

/** No earlier baseline is declared: below the target, whatever it is. */
function lowest(target: Target): ObservedPatch {
  if (target.type === 'windows') return { type: 'windows', build: `${target.build.split('.')[0]!}.0`, servicing: 'idle' };
  const packages = Object.fromEntries(Object.keys(target.packages).map((name) => [name, '0']));
  return { type: 'debian', suite: target.suite, packages, servicing: 'idle' };
}

function unknownState(host: Host): ObservedPatch {
  return host.product.startsWith('debian')
    ? { type: 'debian', suite: host.product, packages: {}, servicing: 'idle' }
    : { type: 'windows', build: '10000.0', servicing: 'idle' };
}

function vmsOf(fleet: Fleet, host: Host): ObservedVm[] {
  return Object.values(fleet.vms)
    .flatMap((vm) => {
      if (vm.home === host.name) return observedVm(vm, 'primary', vm.replica?.host ?? null);
      return vm.replica?.host === host.name ? observedVm(vm, 'replica', vm.home) : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function observedVm(vm: VirtualMachine, mode: 'primary' | 'replica', partner: string | null): ObservedVm {
  return {
    name: vm.name,
    state: mode === 'primary' ? 'Running' : 'Off',
    heartbeat: mode === 'primary' ? 'ok' : 'none',
    memory: vm.memory,
    replication: partner === null ? null : { mode, state: 'Replicating', health: 'Normal', partner },
    checkpoints: [],
    busy: false,
  };
}
