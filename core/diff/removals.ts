/** A commit that drops much at once is more often a mistake than a wish: it must say so itself. */
import type { Fleet } from '../model/fleet.ts';
import type { Problem } from '../model/problem.ts';
import { counted, cut } from '../views/format.ts';

/** So many hosts, VMs and rollouts may go without a word… */
const freely = 3;
/** …unless they are more than this share of all of them; one may always go. */
const share = 0.1;

/** Hosts, VMs and rollouts that are declared no more, as `Host/par-hv-01`. Renamed ones are still declared. */
function removedBy(before: Fleet, after: Fleet): readonly string[] {
  const formerly = (of: Fleet['hosts'] | Fleet['vms']) =>
    new Set(Object.values(of).map(({ lifecycle }) => lifecycle.formerly as string));
  const [hosts, vms] = [formerly(after.hosts), formerly(after.vms)];
  return [
    ...Object.keys(before.hosts)
      .filter((name) => !Object.hasOwn(after.hosts, name) && !hosts.has(name))
      .map((name) => `Host/${name}`),
    ...Object.keys(before.vms)
      .filter((name) => !Object.hasOwn(after.vms, name) && !vms.has(name))
      .map((name) => `VirtualMachine/${name}`),
    ...Object.keys(before.rollouts)
      .filter((name) => !Object.hasOwn(after.rollouts, name))
      .map((name) => `PatchRollout/${name}`),
  ].sort();
}

/**
 * More than three removals, or more than a tenth of all hosts, VMs and rollouts (but for one), need `allowRemovals` of at least their
 * number in the Fleet document, written by this very commit: a number that an earlier commit left there allows nothing.
 */
export function judgeRemovals(before: Fleet, after: Fleet): readonly Problem[] {
  const removed = removedBy(before, after);
  const all = [before.hosts, before.vms, before.rollouts].reduce((sum, of) => sum + Object.keys(of).length, 0);
  const free = Math.min(freely, Math.max(1, Math.floor(all * share)));
  if (removed.length <= free) return [];
  const stale = after.allowRemovals === before.allowRemovals;
  if (!stale && after.allowRemovals >= removed.length) return [];
  const { file, line, lines } = after.origin;
  const names = removed.map((key) => key.slice(key.indexOf('/') + 1));
  const said =
    after.allowRemovals === 0
      ? ''
      : stale
        ? `; allowRemovals: ${after.allowRemovals} was said by an earlier commit`
        : `; allowRemovals says ${after.allowRemovals}`;
  return [
    {
      code: 'too-many-removals',
      at: { file, line: lines['/spec/allowRemovals'] ?? line, column: 1 },
      length: 1,
      message: `this commit removes ${removed.length} of ${counted(all, 'host, VM and rollout', 'hosts, VMs and rollouts')} (${cut(names, 4, 'atlas diff --all')})${said}.`,
      remedy: `if they are to be unmanaged from now on, say so in the same commit: allowRemovals: ${stale && after.allowRemovals >= removed.length ? after.allowRemovals + 1 : removed.length} under spec of the Fleet; ${free === 1 ? 'one goes' : `up to ${free} go`} without a word`,
    },
  ];
}
