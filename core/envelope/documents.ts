/** Which files of a commit an agent needs, to judge for itself whether what it is asked to do is called for. */
import { pausesFor, servedBy } from '../interventions/backups.ts';
import { indexOf } from '../interventions/fleet-index.ts';
import { legOf, replicationPolicyOf } from '../interventions/goals.ts';
import { rolloutsOf } from '../interventions/interest.ts';
import { arrivingOn, neighbours, placesOf } from '../interventions/part.ts';
import type { Fleet, Migration, Origin } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';

/**
 * The fleet and its policy; the host, its pair and its VMs, with the policies and migrations that name these; guests on them; the
 * rollouts, baselines and windows that select any of these; and for a host that talks to a backup server, the Hyper-V hosts
 * whose jobs rest there. Sorted, without duplicates. A host never gets what concerns other hosts only.
 */
export function documentsFor(fleet: Fleet, name: HostName): readonly string[] {
  const files = new Set<string>();
  const add = (thing: { readonly origin: Origin } | undefined | null) => {
    if (thing) files.add(thing.origin.file);
  };
  /** The host with what may be called for on it. */
  const addPatched = (host: HostName) => {
    const declared = addHost(host);
    if (!declared) return;
    for (const rollout of rolloutsOf(fleet, host)) {
      add(rollout);
      add(fleet.baselines[rollout.baseline]);
      if (rollout.window) add(fleet.windows[rollout.window]);
    }
  };
  const addHost = (host: HostName) => {
    const declared = fleet.hosts[host];
    add(declared);
    if (declared) add(fleet.sites[declared.site]);
    return declared;
  };
  /** What decides where VMs go that are spread over a site: without it an agent would come to another host than the planner. */
  const addChoice = ({ waves }: Migration) => {
    const sites = new Set(waves.flatMap((wave) => wave.site ?? []));
    if (sites.size === 0) return;
    for (const vm of waves.flatMap((wave) => wave.vms)) add(fleet.vms[vm]);
    for (const host of Object.values(fleet.hosts)) {
      if (host.hyperV === null || !sites.has(host.site)) continue;
      addHost(host.name);
      for (const vm of indexOf(fleet).vmsOf(host.name)) add(vm);
    }
  };

  files.add(fleet.origin.file);
  add(fleet.policy);
  for (const host of neighbours(fleet, name)) {
    addPatched(host);
    const declared = fleet.hosts[host];
    if (!declared) continue;
    for (const policy of pausesFor(fleet, declared)) add(policy);
    for (const vm of indexOf(fleet).vmsOf(host)) add(vm);
    if (declared.runsOn) add(fleet.vms[declared.runsOn]);
  }
  for (const vm of [...indexOf(fleet).vmsOf(name), ...arrivingOn(fleet, name)]) {
    add(vm);
    for (const host of placesOf(fleet, vm)) addHost(host);
    const leg = legOf(fleet, vm);
    if (leg) addChoice(leg.migration);
    const calls = [replicationPolicyOf(fleet, vm), leg?.migration];
    for (const call of calls) {
      add(call);
      if (call?.window) add(fleet.windows[call.window]);
    }
  }
  for (const { policy, hosts } of servedBy(fleet, name)) {
    add(policy);
    for (const host of hosts) addPatched(host.name);
  }
  for (const freeze of fleet.freezes) add(freeze);
  for (const hold of fleet.holds) add(hold);
  return [...files].sort();
}

export { neighbours };
