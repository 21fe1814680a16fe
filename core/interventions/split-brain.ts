/** Rule 11: while two copies of one VM run, nothing on the pair moves; which copy is right is never decided here. */
import type { Fleet, Host } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Observation } from '../model/observation.ts';
import { observedVm } from './facts.ts';

/** The pair of Hyper-V hosts that an intervention on `host` works on: itself and its partner, or both homes of a guest. */
export function pairOf(fleet: Fleet, host: Host): readonly HostName[] {
  if (host.hyperV !== null) return host.partner === null ? [host.name] : [host.name, host.partner];
  const vm = host.runsOn === null ? undefined : fleet.vms[host.runsOn];
  if (!vm) return [];
  return vm.replica ? [vm.home, vm.replica.host] : [vm.home];
}

export interface SplitBrain {
  readonly why: string;
  readonly remedy: string;
}

export function splitBrain(
  pair: readonly HostName[],
  observation: (host: HostName) => Observation | undefined,
): SplitBrain | null {
  const [a, b] = pair;
  if (a === undefined || b === undefined) return null;
  const there = observation(b);
  const twice = (observation(a)?.hyperV?.vms ?? [])
    .filter((vm) => vm.state === 'Running' && observedVm(there, vm.name)?.state === 'Running')
    .map((vm) => vm.name)
    .sort();
  if (twice.length === 0) return null;
  return {
    why: `split brain: ${twice.join(', ')} runs on ${a} and on ${b}; nothing on this pair moves`,
    remedy: 'stop one copy by hand; which one is never decided here',
  };
}
