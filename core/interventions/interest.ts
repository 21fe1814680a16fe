/** What a host is asked to look at: the services, probes and packages that the declarations name for it. */
import type { Fleet, Host, PatchRollout, Probe } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';

export interface HostInterest {
  readonly services: readonly string[];
  readonly probes: readonly Probe[];
  readonly packages: readonly string[];
}

export function rolloutsOf(fleet: Fleet, host: HostName): readonly PatchRollout[] {
  return Object.values(fleet.rollouts)
    .filter((rollout) => rollout.rings.some((ring) => ring.members.includes(host)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Services that must run for the host to count as healthy under `rollout`. */
export function requiredServices(host: Host, rollout: PatchRollout): readonly string[] {
  const fromRollout = host.hyperV === null ? [] : rollout.verify.services;
  return [...new Set([...fromRollout, ...host.checks.services])].sort();
}

export function interestOf(fleet: Fleet, name: HostName): HostInterest {
  const host = fleet.hosts[name];
  if (!host) return { services: [], probes: [], packages: [] };
  const rollouts = rolloutsOf(fleet, name);
  const services = new Set(host.checks.services);
  for (const rollout of rollouts) for (const service of requiredServices(host, rollout)) services.add(service);
  const packages = new Set<string>();
  for (const rollout of rollouts) {
    const target = fleet.baselines[rollout.baseline]?.products[host.product];
    if (target?.type === 'debian') for (const pkg of Object.keys(target.packages)) packages.add(pkg);
  }
  return { services: [...services].sort(), probes: host.checks.probes, packages: [...packages].sort() };
}
