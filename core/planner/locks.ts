/**
 * Who may be at work beside whom (rules 4 and 8). Every intervention holds the hosts it touches, from its first claim to its end:
 *
 * - patching a host, draining included, holds them *alone*: nothing else begins on the pair, and it waits for all that is under way;
 * - work on VMs shares its hosts with work on other VMs, for a first replication takes hours and disturbs nobody; how many copies are
 *   sent at once is a matter of `maxAtOnce` (`gates/copies.ts`);
 * - but of VMs that are *down* for a move there is one at a time on a host, so that none waits, stopped, for the steps of another.
 *   A migration that first replicates joins that queue when its copy is whole: its stop is withheld until it is its turn.
 *
 * No two interventions are ever about the same VM, nor about a VM and the host that is its guest: these share their hosts and one is alone.
 */
import { leftTrace } from '../interventions/facts.ts';
import { hostsOf } from '../interventions/goals.ts';
import type { Fleet } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Intervention, VmInterventionKind } from '../model/intervention.ts';
import type { Sharing } from './candidate.ts';

export function excludes(a: Sharing, b: Sharing): boolean {
  if (a === 'alone' || b === 'alone') return true;
  return a === 'outage' && b === 'outage';
}

/** Whether by its record a VM is stopped for a move and not started again yet. */
export function isDown(record: Intervention): boolean {
  let down = false;
  for (const step of record.steps) {
    if (step.kind === 'vm.stop' && leftTrace(step)) down = true;
    if (step.kind === 'vm.start' && step.state === 'done') down = false;
  }
  return down;
}

export function sharingOf(record: Intervention): Sharing {
  if (record.vm === null) return 'alone';
  return record.kind === 'go-home' || isDown(record) ? 'outage' : 'copying';
}

/** Hosts that work on a VM holds: by the declarations it began under and those of now, with all that it has used. */
export function hostsOfVmWork(record: Intervention, fleets: readonly (Fleet | undefined)[]): readonly HostName[] {
  const hosts = new Set<HostName>([record.host]);
  for (const step of record.steps) hosts.add(step.host);
  for (const fleet of fleets) {
    const vm = record.vm === null ? undefined : fleet?.vms[record.vm];
    if (fleet && vm) for (const host of hostsOf(fleet, record.kind as VmInterventionKind, vm)) hosts.add(host);
  }
  return [...hosts].sort();
}
