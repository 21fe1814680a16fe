/** What a host is asked to look at: the services, probes and packages that the declarations name for it. */
import type { Fleet, Host, PatchRollout, Probe } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import { indexOf } from './fleet-index.ts';

export interface HostInterest {
  readonly services: readonly string[];
  readonly probes: readonly Probe[];
  readonly packages: readonly string[];
  /** Backup policies whose server this host's agent asks, by name. */
  readonly backups: readonly string[];
}

/** Rollouts that select a host, by name. */
export function rolloutsOf(fleet: Fleet, host: HostName): readonly PatchRollout[] {
  return indexOf(fleet)
    .places(host)
    .map((place) => place.rollout)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Services that must run for the host to count as healthy under `rollout`. */
export function requiredServices(host: Host, rollout: PatchRollout): readonly string[] {
  const fromRollout = host.hyperV === null ? [] : rollout.verify.services;
  return [...new Set([...fromRollout, ...host.checks.services])].sort();
}

/** A host is also asked what its partner's rollouts need of it: before a drain it must be proven able to take over. */
export function interestOf(fleet: Fleet, name: HostName): HostInterest {
  const host = fleet.hosts[name];
  if (!host) return { services: [], probes: [], packages: [], backups: [] };
  const rollouts = rolloutsOf(fleet, name);
  const theirs = host.partner === null ? [] : rolloutsOf(fleet, host.partner);
  const services = new Set([...rollouts, ...theirs].flatMap((rollout) => requiredServices(host, rollout)));
  for (const service of host.checks.services) services.add(service);
  const packages = new Set<string>();
  for (const rollout of rollouts) {
    const target = fleet.baselines[rollout.baseline]?.products[host.product];
    if (target?.type === 'debian') for (const pkg of Object.keys(target.packages)) packages.add(pkg);
  }
  const backups = fleet.backupPolicies.flatMap((policy) => (policy.via === name ? [policy.name] : [])).sort();
  return { services: [...services].sort(), probes: host.checks.probes, packages: [...packages].sort(), backups };
}
