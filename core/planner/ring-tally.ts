/** What the members of a ring amount to: kept as a count, so that one member's change costs one member's work. */
import { isBegun } from '../interventions/facts.ts';
import type { PatchRollout, Ring } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import { isHealthy, lastAttempt, verifiedAt } from './host-standing.ts';
import type { Survey } from './survey.ts';

/** What one host means to its ring. */
export interface Member {
  readonly healthy: boolean;
  readonly fresh: boolean;
  /** Failed and rolled-back attempts at the present target, those on their way back included. */
  readonly failed: boolean;
  /** It counts against what may be unavailable at once. */
  readonly away: boolean;
  /** Of a healthy one; null = it was at the target already. */
  readonly verifiedAt: Instant | null;
}

export function memberOf(survey: Survey, rollout: PatchRollout, ring: Ring, name: HostName): Member {
  const host = survey.fleet.hosts[name];
  const healthy = isHealthy(survey, name, rollout);
  const fresh = survey.fresh(name);
  const last = host && lastAttempt(survey, rollout, host);
  return {
    healthy,
    fresh,
    failed: last !== undefined && hasFailed(last),
    // those that do not answer count, unless their ring leaves them out; one that fell silent at work keeps its place
    away: survey.runningOn(`Host/${name}`) !== undefined || (ring.unreachable === 'count' && !fresh),
    verifiedAt: healthy && host ? verifiedAt(survey, rollout, host) : null,
  };
}

function hasFailed(last: NonNullable<ReturnType<typeof lastAttempt>>): boolean {
  if (last.outcome === null) return isBegun(last, 'rollback') || isBegun(last, 'revert');
  return last.outcome === 'failed' || last.outcome === 'rolled-back';
}

export interface RingTally {
  readonly healthy: number;
  readonly fresh: number;
  /** By name. */
  readonly failed: readonly HostName[];
  /** When the `count`th of the healthy members was verified; null = it was at the target already, or there is none. */
  verifiedBy(count: number): Instant | null;
  readonly away: Away;
}

export interface Away {
  readonly all: Names;
  readonly bySite: Pick<ReadonlyMap<string, Names>, 'get'>;
}

/** Hosts that are counted far more often than they are told. */
export interface Names {
  readonly size: number;
  has(host: HostName): boolean;
  sorted(): readonly HostName[];
}

export interface GrowingTally extends RingTally {
  /** What changed: what gates of later rings look at, and what budgets look at. */
  set(name: HostName, member: Member): { readonly progress: boolean; readonly away: boolean };
}

/** Most members of most rings are this; the others are kept one by one. */
const well: Member = { healthy: true, fresh: true, failed: false, away: false, verifiedAt: null };

/** @param siteOf for the budgets of each site. All members count as well until they are set. */
export function ringTally(ring: Ring, siteOf: (name: HostName) => string): GrowingTally {
  const others = new Map<HostName, Member>();
  let healthy = ring.members.length;
  let fresh = ring.members.length;
  let failed: readonly HostName[] | null = null;
  /** Of healthy members that were verified, in order. */
  const times: Instant[] = [];
  const away = growingAway(siteOf);

  return {
    set(name, member) {
      const before = others.get(name) ?? well;
      const verified = before.verifiedAt !== member.verifiedAt;
      const progress =
        verified || before.healthy !== member.healthy || before.fresh !== member.fresh || before.failed !== member.failed;
      const moved = before.away !== member.away;
      if (!progress && !moved) return { progress, away: moved };
      healthy += Number(member.healthy) - Number(before.healthy);
      fresh += Number(member.fresh) - Number(before.fresh);
      if (before.failed !== member.failed) failed = null;
      if (verified) {
        if (before.verifiedAt !== null) times.splice(placeOf(times, before.verifiedAt), 1);
        if (member.verifiedAt !== null) times.splice(placeOf(times, member.verifiedAt), 0, member.verifiedAt);
      }
      if (moved) (member.away ? away.add : away.remove)(name);
      if (isWell(member)) others.delete(name);
      else others.set(name, member);
      return { progress, away: moved };
    },
    get healthy() {
      return healthy;
    },
    get fresh() {
      return fresh;
    },
    get failed() {
      failed ??= [...others].flatMap(([name, member]) => (member.failed ? [name] : [])).sort();
      return failed;
    },
    // those that were at the target already come first
    verifiedBy: (count) => times[count - 1 - (healthy - times.length)] ?? null,
    away,
  };
}

function isWell({ healthy, fresh, failed, away, verifiedAt: at }: Member): boolean {
  return healthy && fresh && !failed && !away && at === null;
}

/** Where `at` stands in the sorted list, or would. */
function placeOf(times: readonly Instant[], at: Instant): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function growingAway(
  siteOf: (name: HostName) => string,
): Away & { add(name: HostName): void; remove(name: HostName): void } {
  const all = growingNames();
  const bySite = new Map<string, ReturnType<typeof growingNames>>();
  return {
    all,
    bySite,
    add(name) {
      all.add(name);
      const site = siteOf(name);
      const there = bySite.get(site) ?? growingNames();
      there.add(name);
      bySite.set(site, there);
    },
    remove(name) {
      all.remove(name);
      bySite.get(siteOf(name))?.remove(name);
    },
  };
}

function growingNames(): Names & { add(name: HostName): void; remove(name: HostName): void } {
  const names = new Set<HostName>();
  let inOrder: readonly HostName[] | null = null;
  return {
    get size() {
      return names.size;
    },
    has: (name) => names.has(name),
    sorted: () => (inOrder ??= [...names].sort()),
    add(name) {
      if (names.has(name)) return;
      names.add(name);
      inOrder = null;
    },
    remove(name) {
      if (names.delete(name)) inOrder = null;
    },
  };
}
