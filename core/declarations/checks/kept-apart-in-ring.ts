/**
 * Members of a keepApart set belong into different rings: one soaks before the other is touched. One ring that holds more
 * than `max` of them must at least not have a budget that says they may go together. The emergency lane is left alone:
 * there everybody goes at once, and the planner still keeps the members apart.
 */
import type { Fleet, KeepApart, Ring, VirtualMachine } from '../../model/fleet.ts';
import type { HostName } from '../../model/ids.ts';
import { type Rule, named } from './ground.ts';

export const checkKeptApartInRing: Rule = ({ fleet, index, vms, whole, report, warn }) => {
  if (!whole('Host', 'VirtualMachine')) return;
  const declared = fleet.keepApart.map((set) => ({ set, hosts: hostsOf(fleet, index.guestOf, set) }));
  const controllers = pairOfControllers(vms, index.guestOf, declared);
  for (const rollout of Object.values(fleet.rollouts)) {
    if (rollout.lane === 'emergency') continue;
    rollout.rings.forEach((ring, i) => {
      const members = new Set<string>(ring.members);
      for (const { set, hosts } of controllers === null ? declared : [...declared, controllers]) {
        const together = hosts.filter((host) => members.has(host));
        if (together.length <= set.max || atOnce(fleet, ring, together) <= set.max) continue;
        const told = set === controllers?.set ? warn : report;
        told('PatchRollout', rollout.name, {
          code: 'kept-apart-in-one-ring',
          pointer: `/spec/rings/${i}/maxUnavailable`,
          on: 'key',
          message:
            set === controllers?.set
              ? `ring "${ring.name}" may take all domain controllers at once: ${named(together)}.`
              : `ring "${ring.name}" may take ${named(together)} at once, but keepApart "${set.name}" lets only ${set.max} be in maintenance.`,
          remedy: `put them into different rings, so that one soaks before the next, or write maxUnavailable: { total: ${set.max} }`,
        });
      }
    });
  }
};

interface Apart {
  readonly set: KeepApart;
  readonly hosts: readonly string[];
}

type GuestOf = (vm: string) => HostName | undefined;

/**
 * The hosts whose patching takes a member: itself, the guest that a VM is, or the home whose drain takes a VM that has no
 * agent. Sorted.
 */
function hostsOf(fleet: Fleet, guestOf: GuestOf, { members }: KeepApart): readonly string[] {
  const hosts = members.flatMap((member): readonly string[] => {
    if (fleet.hosts[member] !== undefined) return [member];
    const host = guestOf(member) ?? fleet.vms[member]?.home;
    return host === undefined || fleet.hosts[host] === undefined ? [] : [host];
  });
  return [...new Set(hosts)].sort();
}

/** All domain controllers, where no set names two of them: one must stay even when nobody said so. */
function pairOfControllers(vms: readonly VirtualMachine[], guestOf: GuestOf, declared: readonly Apart[]): Apart | null {
  const hosts = vms
    .filter((vm) => vm.role === 'domain-controller')
    .flatMap((vm) => guestOf(vm.name) ?? [])
    .sort();
  const known = new Set<string>(hosts);
  if (hosts.length < 2 || declared.some((one) => one.hosts.filter((host) => known.has(host)).length > 1)) return null;
  return { set: { name: 'domain controllers', members: hosts, max: hosts.length - 1 }, hosts };
}

/** How many of `hosts` the budget of the ring lets be in maintenance at once. */
function atOnce(fleet: Fleet, ring: Ring, hosts: readonly string[]): number {
  const { perSite, total } = ring.maxUnavailable;
  const bySite = new Map<string, number>();
  for (const host of hosts) {
    const site = fleet.hosts[host]!.site;
    bySite.set(site, Math.min(perSite ?? Infinity, (bySite.get(site) ?? 0) + 1));
  }
  const allowed = [...bySite.values()].reduce((sum, count) => sum + count, 0);
  return Math.min(total ?? Infinity, allowed);
}
