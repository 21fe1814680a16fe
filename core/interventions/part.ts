/** Which hosts have to do with each other and with a VM: who is given which documents, and so who can judge which step. */
import type { Fleet, VirtualMachine } from '../model/fleet.ts';
import type { HostName, VmName } from '../model/ids.ts';
import { byStartOrder, indexOf } from './fleet-index.ts';
import { legOf } from './goals.ts';
import { pairOf } from './split-brain.ts';

/** The host, its partner, and guests or Hyper-V hosts that share VMs with it. */
export function neighbours(fleet: Fleet, name: HostName): readonly HostName[] {
  const host = fleet.hosts[name];
  if (!host) return [name];
  const index = indexOf(fleet);
  const guests = index.vmsOf(name).flatMap((vm) => index.guestOf(vm.name) ?? []);
  const partner = host.partner === null ? [] : [host.partner];
  return [...new Set([name, ...partner, ...pairOf(fleet, host), ...guests])].sort();
}

/** Hosts where the declarations place a copy of the VM: now, and by its migration. Sorted. */
export function placesOf(fleet: Fleet, vm: VirtualMachine): readonly HostName[] {
  const hosts = new Set<HostName>([vm.home]);
  if (vm.replica) hosts.add(vm.replica.host);
  if (vm.replica?.extended) hosts.add(vm.replica.extended.host);
  const leg = legOf(fleet, vm);
  if (leg) {
    hosts.add(leg.to);
    if (leg.replica !== null) hosts.add(leg.replica);
  }
  return [...hosts].sort();
}

const arrivals = new WeakMap<Fleet, ReadonlyMap<HostName, readonly VirtualMachine[]>>();

/** VMs that a migration brings to a host, or to its care, from elsewhere. In start order. */
export function arrivingOn(fleet: Fleet, host: HostName): readonly VirtualMachine[] {
  let known = arrivals.get(fleet);
  if (known === undefined) arrivals.set(fleet, (known = arrivalsOf(fleet)));
  return known.get(host) ?? [];
}

function arrivalsOf(fleet: Fleet): ReadonlyMap<HostName, readonly VirtualMachine[]> {
  const found = new Map<HostName, VirtualMachine[]>();
  for (const migration of Object.values(fleet.migrations)) {
    for (const name of migration.waves.flatMap((wave) => wave.vms)) {
      const vm = vmNamed(fleet, name);
      const leg = vm === undefined ? null : legOf(fleet, vm);
      if (!vm || leg?.migration !== migration) continue;
      for (const host of new Set([leg.to, ...(leg.replica === null ? [] : [leg.replica])])) {
        const list = found.get(host) ?? [];
        list.push(vm);
        found.set(host, list);
      }
    }
  }
  for (const list of found.values()) list.sort(byStartOrder);
  return found;
}

function vmNamed(fleet: Fleet, name: VmName): VirtualMachine | undefined {
  return Object.hasOwn(fleet.vms, name) ? fleet.vms[name] : undefined;
}

/** Whether the host holds the documents that say where the VM belongs, and so can be asked to do something about it. */
export function hasPart(fleet: Fleet, host: HostName, vm: VirtualMachine): boolean {
  const places = placesOf(fleet, vm);
  if (places.includes(host)) return true;
  const near = neighbours(fleet, host);
  return near.includes(vm.home) || (vm.replica !== null && near.includes(vm.replica.host));
}
