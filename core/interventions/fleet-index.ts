/** Lookups over one fleet, made once for it: fleets never change. */
import type { Fleet, PatchRollout, Ring, VirtualMachine } from '../model/fleet.ts';
import type { HostName, VmName } from '../model/ids.ts';

/** Where a host stands in one rollout. */
export interface Place {
  readonly rollout: PatchRollout;
  readonly ring: Ring;
  readonly ringIndex: number;
}

export interface FleetIndex {
  /** Rollouts a host is in, the emergency lane first, then by name. */
  places(host: string): readonly Place[];
  /** The host that is the guest of a VM and has an agent of its own. */
  guestOf(vm: string): HostName | undefined;
  /** VMs whose home or replica is on the host, in start order. */
  vmsOf(host: string): readonly VirtualMachine[];
}

const known = new WeakMap<Fleet, FleetIndex>();

export function indexOf(fleet: Fleet): FleetIndex {
  let index = known.get(fleet);
  if (index === undefined) known.set(fleet, (index = makeIndex(fleet)));
  return index;
}

/** VMs in the order in which they are moved and started. */
export function byStartOrder(a: VirtualMachine, b: VirtualMachine): number {
  return a.startOrder - b.startOrder || (a.name < b.name ? -1 : 1);
}

const none: readonly never[] = [];

function makeIndex(fleet: Fleet): FleetIndex {
  const places = new Map<string, Place[]>();
  const rollouts = Object.values(fleet.rollouts).sort(
    (a, b) => Number(a.lane === 'normal') - Number(b.lane === 'normal') || (a.name < b.name ? -1 : 1),
  );
  for (const rollout of rollouts) {
    rollout.rings.forEach((ring, ringIndex) => {
      for (const host of ring.members) add(places, host, { rollout, ring, ringIndex });
    });
  }
  const guests = new Map<VmName, HostName>();
  for (const host of Object.values(fleet.hosts)) if (host.runsOn !== null) guests.set(host.runsOn, host.name);
  const vms = new Map<string, VirtualMachine[]>();
  for (const vm of Object.values(fleet.vms).sort(byStartOrder)) {
    add(vms, vm.home, vm);
    if (vm.replica && vm.replica.host !== vm.home) add(vms, vm.replica.host, vm);
  }
  return {
    places: (host) => places.get(host) ?? none,
    guestOf: (vm) => guests.get(vm as VmName),
    vmsOf: (host) => vms.get(host) ?? none,
  };
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
