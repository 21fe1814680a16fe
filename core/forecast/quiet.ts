/**
 * Spares plans: whether anything that was held when the last plan was made may begin now. Says yes whenever that is not
 * certain; a property holds it to a forecast that plans at every instant.
 */
import type { Fleet, Ring } from '../model/fleet.ts';
import type { HostName, ResourceKey } from '../model/ids.ts';
import type { Intervention } from '../model/intervention.ts';
import type { Hold, Plan } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import { nearTo } from './near.ts';

export interface Since {
  /** Ended since the last plan. */
  readonly ended: readonly Intervention[];
  /** Hosts verified since then. */
  readonly verified: ReadonlySet<HostName>;
  /** Hosts whose reports say something else since then. */
  readonly changed: ReadonlySet<HostName>;
  /** A guest and its VM have one name: hence the key. */
  isRunningOn(subject: ResourceKey): boolean;
}

export function mayBegin(fleet: Fleet, last: Plan, since: Since, now: Instant): boolean {
  const answers = new Map<string, boolean>();
  for (const [key, verdict] of Object.entries(last.verdicts)) {
    // it was let through, and waits for a host that was at another's step
    if (verdict.status === 'ready' && !since.isRunningOn(key as ResourceKey)) return true;
    if (verdict.status !== 'held') continue;
    const { host } = verdict.change;
    const near = nearTo(fleet, host);
    const isVm = !key.startsWith('Host/');
    const isOver = (hold: Hold): boolean => {
      const name = sharedName(hold, verdict.change.call, isVm);
      const known = name === null ? undefined : answers.get(name);
      if (known !== undefined) return known;
      const answer = mayBeOver(hold, verdict.change.call, { fleet, since, now, near, isVm });
      if (name !== null) answers.set(name, answer);
      return answer;
    };
    if (verdict.holds.every(isOver)) return true;
  }
  return false;
}

/** Holds that are the same for many are looked at once. */
function sharedName(hold: Hold, call: string, isVm: boolean): string | null {
  if (hold.reason === 'budget-spent') return `${isVm} ${hold.budget} ${hold.limit}`;
  if (hold.reason === 'ring-waits') return `${call} ${hold.before}`;
  return null;
}

interface Around {
  readonly fleet: Fleet;
  readonly since: Since;
  readonly now: Instant;
  readonly near: readonly HostName[];
  readonly isVm: boolean;
}

function mayBeOver(hold: Hold, call: string, { fleet, since, now, near, isVm }: Around): boolean {
  const isAtWork = (name: string) => since.isRunningOn(`Host/${name}`) || (isVm && since.isRunningOn(`VirtualMachine/${name}`));
  const hasChanged = () => isVm || near.some((host) => since.changed.has(host));
  switch (hold.reason) {
    // time alone ends these, and the plan says when
    case 'notice-running':
    case 'window-closed':
    case 'ring-soaking':
    case 'way-back-open':
    case 'held':
    case 'backing-off':
      return isPast(hold, now);
    // with fewer VMs to move less room is needed
    case 'window-too-short':
    case 'frozen':
      return isPast(hold, now) || hasChanged();
    // nothing that happens in a forecast ends these
    case 'review-missing':
    case 'facts-missing':
    case 'facts-stale':
    case 'stopped':
    case 'plan-drifted':
    case 'ring-halted':
      return false;
    case 'notice-not-given':
      return true;
    case 'ring-waits': {
      const ring = fleet.rollouts[call]?.rings.find((one) => one.name === hold.before);
      return ring === undefined || hold.healthy + newlyIn(ring, since) >= hold.needed;
    }
    case 'budget-spent':
      return hold.inUseBy.filter(isAtWork).length < hold.limit;
    case 'partner-busy':
      return !isAtWork(hold.partner);
    case 'keep-apart':
      return since.ended.length > 0;
    case 'partner-unhealthy':
    case 'no-capacity':
    case 'cannot-drain':
    case 'target-unfit':
    case 'backup-stale':
    case 'host-unfit':
    case 'disk-full':
      return hasChanged();
    default:
      return assertNever(hold);
  }
}

function isPast({ until }: Hold, now: Instant): boolean {
  return until !== null && until <= now;
}

function newlyIn(ring: Ring, { verified, changed }: Since): number {
  return ring.members.filter((host) => verified.has(host) || changed.has(host)).length;
}

/** Whether a subject that was not held may want something now. */
export function mayWant(fleet: Fleet, since: Since, rollouts: (host: HostName) => number): boolean {
  const followed = (vm: string) => {
    const declared = Object.hasOwn(fleet.vms, vm) ? fleet.vms[vm] : undefined;
    return declared !== undefined && (declared.replica?.policy ?? null) !== null;
  };
  const hasCalls = Object.keys(fleet.migrations).length > 0;
  const ofVms = hasCalls || Object.keys(fleet.vms).some(followed);
  if (ofVms && (since.ended.length > 0 || since.changed.size > 0)) return true;
  return since.ended.some((one) => one.vm !== null || one.outcome !== 'succeeded' || rollouts(one.host) > 1);
}
