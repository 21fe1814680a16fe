/** Which files of a commit an agent needs, to judge for itself whether what it is asked to do is called for. */
import { indexOf } from '../interventions/fleet-index.ts';
import { rolloutsOf } from '../interventions/interest.ts';
import { pairOf } from '../interventions/split-brain.ts';
import type { Fleet, Origin } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';

/**
 * The fleet and its policy; the host, its pair and its VMs; guests on them; and the rollouts, baselines and windows that
 * select any of these. Sorted, without duplicates. A host never gets what concerns other hosts only.
 */
export function documentsFor(fleet: Fleet, name: HostName): readonly string[] {
  const files = new Set<string>();
  const add = (thing: { readonly origin: Origin } | undefined) => {
    if (thing) files.add(thing.origin.file);
  };
  files.add(fleet.origin.file);
  add(fleet.policy);
  for (const host of neighbours(fleet, name)) {
    const declared = fleet.hosts[host];
    if (!declared) continue;
    add(declared);
    add(fleet.sites[declared.site]);
    for (const rollout of rolloutsOf(fleet, host)) {
      add(rollout);
      add(fleet.baselines[rollout.baseline]);
      if (rollout.window) add(fleet.windows[rollout.window]);
    }
    for (const vm of indexOf(fleet).vmsOf(host)) add(vm);
    if (declared.runsOn) add(fleet.vms[declared.runsOn]);
  }
  for (const freeze of fleet.freezes) add(freeze);
  for (const hold of fleet.holds) add(hold);
  return [...files].sort();
}

/** The host, its partner, and guests or Hyper-V hosts that share VMs with it. */
export function neighbours(fleet: Fleet, name: HostName): readonly HostName[] {
  const host = fleet.hosts[name];
  if (!host) return [name];
  const index = indexOf(fleet);
  const guests = index.vmsOf(name).flatMap((vm) => index.guestOf(vm.name) ?? []);
  const partner = host.partner === null ? [] : [host.partner];
  return [...new Set([name, ...partner, ...pairOf(fleet, host), ...guests])].sort();
}
