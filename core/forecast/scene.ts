/** What hosts would report as the forecast goes on: observations that are replaced, never changed, with what settles by itself. */
import type { PatchState } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Observation, ObservedVm } from '../model/observation.ts';
import type { Instant } from '../model/time.ts';
import { kindOf, observedVm } from '../interventions/facts.ts';
import type { Machine, SettleKind } from './pace.ts';

/** What will be otherwise by itself after a while; a new one for the same thing replaces the one before. */
export interface Settling {
  readonly kind: SettleKind;
  readonly host: HostName;
  /** Null when the host itself settles. */
  readonly vm: string | null;
}

export interface Scene {
  readonly fleet: Fleet;
  /** By host; the same object all along, its members are replaced. */
  readonly observations: Record<string, Observation>;
  observation(host: string): Observation | undefined;
  machine(host: string): Machine;
  change(host: string, change: Partial<Observation>): void;
  vm(host: string, vm: string): ObservedVm | undefined;
  /** Changes the copy that is there; does nothing when there is none. */
  changeVm(host: string, vm: string, change: Partial<ObservedVm>): void;
  /** Puts a copy there, in place of one that is. */
  placeVm(host: string, vm: ObservedVm): void;
  removeVm(host: string, vm: string): void;
  /** Hosts that hold a copy, in order of name. */
  holders(vm: string): readonly HostName[];
  settle(settling: Settling): void;
  forget(settling: Settling): void;
  /** Backups go on being taken: they stay as old as they were, neither better nor worse. */
  backUp(now: Instant): void;
  /** Hosts in the middle of a reboot. */
  readonly down: Set<string>;
  /** What the next boot of a host brings. */
  readonly pending: Map<string, PatchState>;
  boots: number;
}

export interface Listener {
  /** A copy of the VM changed, or the host that holds it. */
  vmChanged(vm: string): void;
  hostChanged(host: string): void;
  settle(settling: Settling): void;
  forget(settling: Settling): void;
}

export function newScene(
  fleet: Fleet,
  observations: Readonly<Record<string, Observation>>,
  from: Instant,
  listener: Listener,
): Scene {
  const current: Record<string, Observation> = { ...observations };
  const places = new Map<string, Set<HostName>>();
  for (const host of Object.keys(current).sort()) {
    for (const { name } of current[host]!.hyperV?.vms ?? []) hold(places, name, host as HostName);
  }
  let backedUpAt = from;
  const backupHosts = Object.keys(current).filter((host) => current[host]!.backups !== undefined);
  const replaceVms = (host: string, make: (vms: readonly ObservedVm[]) => ObservedVm[]) => {
    const seen = current[host];
    if (!seen?.hyperV) return;
    current[host] = { ...seen, hyperV: { ...seen.hyperV, vms: make(seen.hyperV.vms) } };
    listener.hostChanged(host);
  };
  return {
    fleet,
    observations: current,
    observation: (host) => current[host],
    machine: (host) => {
      const declared = fleet.hosts[host];
      if (declared) return { product: declared.product, kind: kindOf(declared) };
      return { product: current[host]?.product ?? 'windows-server-2022', kind: 'patch-hypervisor' };
    },
    change(host, change) {
      const seen = current[host];
      if (!seen) return;
      current[host] = { ...seen, ...change };
      listener.hostChanged(host);
    },
    vm: (host, vm) => observedVm(current[host], vm),
    changeVm(host, vm, change) {
      if (observedVm(current[host], vm) === undefined) return;
      replaceVms(host, (vms) => vms.map((one) => (one.name === vm ? { ...one, ...change } : one)));
      listener.vmChanged(vm);
    },
    placeVm(host, vm) {
      replaceVms(host, (vms) => [...vms.filter((one) => one.name !== vm.name), vm].sort((a, b) => (a.name < b.name ? -1 : 1)));
      hold(places, vm.name, host as HostName);
      listener.vmChanged(vm.name);
    },
    removeVm(host, vm) {
      replaceVms(host, (vms) => vms.filter((one) => one.name !== vm));
      places.get(vm)?.delete(host as HostName);
      listener.vmChanged(vm);
    },
    holders: (vm) => [...(places.get(vm) ?? [])].sort(),
    settle: listener.settle,
    forget: listener.forget,
    backUp(now) {
      const passed = now - backedUpAt;
      backedUpAt = now;
      if (passed === 0) return;
      for (const host of backupHosts) {
        const seen = current[host];
        if (seen?.backups) current[host] = { ...seen, backups: later(seen.backups, passed) };
      }
    },
    down: new Set(),
    pending: new Map(),
    boots: 0,
  };
}

type Backups = NonNullable<Observation['backups']>;

function later(backups: Backups, by: number): Backups {
  const moved = Object.entries(backups).map(([policy, one]) => {
    const lastSuccess = Object.fromEntries(Object.entries(one.lastSuccess).map(([vm, at]) => [vm, at + by]));
    return [policy, { ...one, lastSuccess }];
  });
  return Object.fromEntries(moved) as Backups;
}

function hold(places: Map<string, Set<HostName>>, vm: string, host: HostName): void {
  const known = places.get(vm);
  if (known) known.add(host);
  else places.set(vm, new Set([host]));
}
