/** Where the copies of a VM are, and which of them runs. */
import { observedVm } from '../interventions/facts.ts';
import { legOf } from '../interventions/goals.ts';
import type { VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { ObservedVm } from '../model/observation.ts';
import type { Verdict } from '../model/plan.ts';
import type { Survey } from './survey.ts';

export interface Copy {
  readonly host: HostName;
  readonly seen: ObservedVm;
}

/** Hosts on which the declarations let a VM be: its home, its replica host, and where a migration brings it. */
export function placesOf(s: Survey, vm: VirtualMachine): readonly HostName[] {
  const hosts = new Set<HostName>([vm.home]);
  if (vm.replica) hosts.add(vm.replica.host);
  const leg = legOf(s.fleet, vm);
  if (leg) {
    hosts.add(leg.to);
    if (leg.replica !== null) hosts.add(leg.replica);
  }
  return [...hosts];
}

export function copiesOf(s: Survey, vm: VirtualMachine): readonly Copy[] {
  return placesOf(s, vm).flatMap((host) => {
    const seen = observedVm(s.observation(host), vm.name);
    return seen ? [{ host, seen }] : [];
  });
}

/** Rule 11: two copies that run. Which one is right is never decided here. */
export function runsTwice(copies: readonly Copy[]): Verdict | null {
  const [one, other] = copies.filter(({ seen }) => seen.state === 'Running');
  if (!one || !other) return null;
  return {
    status: 'needs-person',
    why: `both ${one.host} and ${other.host} run it: split brain; nothing on this pair moves`,
    remedy: 'stop one copy by hand; which one is never decided here',
    intervention: null,
  };
}
