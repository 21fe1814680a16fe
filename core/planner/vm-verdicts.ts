/** What needs no gate to be said of a VM: running, split, unknown, in state, or waiting for a person. */
import type { VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Verdict } from '../model/plan.ts';
import type { Instant } from '../model/time.ts';
import type { VmCandidate } from './candidate.ts';
import { runningVerdict } from './running.ts';
import type { Survey } from './survey.ts';
import { copiesOf, runsTwice } from './vm-place.ts';
import { vmStanding } from './vm-standing.ts';

export type Settled<C> =
  | { readonly candidate: C }
  /** `changesAt`: when time alone makes it say something else, besides what the verdict itself tells. */
  | { readonly verdict: Verdict; readonly changesAt: Instant | null };

export function settledVm(
  s: Survey,
  vm: VirtualMachine,
  hostVerdict: (host: HostName) => Verdict | undefined,
): Settled<VmCandidate> {
  const now = (verdict: Verdict): Settled<VmCandidate> => ({ verdict, changesAt: null });
  const running = s.runningOn(`VirtualMachine/${vm.name}`);
  if (running) return now(runningVerdict(s, running));
  if (vm.lifecycle.retired !== null) return now({ status: 'in-state', note: `retired: ${vm.lifecycle.retired}` });
  const copies = copiesOf(s, vm);
  const torn = runsTwice(copies);
  if (torn !== null) return now(torn);
  // what happens to its hosts happens to it
  const hosts = new Set([vm.home, ...(vm.replica ? [vm.replica.host] : []), ...copies.map(({ host }) => host)]);
  for (const host of hosts) {
    const verdict = s.runningOn(`Host/${host}`) ? hostVerdict(host) : undefined;
    if (verdict?.status === 'running') {
      return now({
        ...verdict,
        verified: false,
        doing: { type: 'wait', for: `${host} is being patched`, until: null, observe: [] },
      });
    }
  }
  const standing = vmStanding(s, vm);
  return standing.type === 'wants' ? { candidate: standing.candidate } : standing;
}
