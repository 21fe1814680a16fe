/** Two rollouts may select one host when one is an emergency; it is there to bring something newer. */
import { type PatchRollout, Product, type Target } from '../../model/fleet.ts';
import type { HostName } from '../../model/ids.ts';
import { compareBuilds, compareDebianVersions } from '../../model/patch-level.ts';
import { type Ground, named, type Rule } from './ground.ts';

interface Clash {
  readonly lower: PatchRollout;
  readonly higher: PatchRollout;
  readonly product: Product;
  readonly builds: readonly [lower: string, higher: string];
  readonly hosts: HostName[];
}

export const checkLowerThanOther: Rule = (ground) => {
  const { hosts: all, index, report } = ground;
  const candidates = candidatesOf(ground);
  if (candidates.length === 0) return;
  for (const host of all) {
    const places = index.places(host.name);
    if (places.length < 2) continue;
    for (const { lower, higher, product, hosts } of candidates) {
      if (product !== host.product || !places.some((place) => place.rollout === lower)) continue;
      if (places.some((place) => place.rollout === higher)) hosts.push(host.name);
    }
  }
  for (const { lower, higher, product, builds, hosts } of candidates) {
    if (hosts.length === 0) continue;
    report('PatchRollout', lower.name, {
      code: 'lower-than-rolled-out',
      pointer: '/spec/baseline',
      on: 'value',
      message: `${product} ${builds[0]} is lower than ${builds[1]}, which rollout "${higher.name}" brings to ${named(hosts)}.`,
      remedy: `name a baseline that is at least as high as "${higher.baseline}", or remove one of the two rollouts`,
    });
  }
};

/** Rollouts of which one asks for less than the other, hosts not looked at yet. Of two normal ones no host is in both. */
function candidatesOf(ground: Ground): readonly Clash[] {
  const rollouts = Object.values(ground.fleet.rollouts);
  const emergencies = rollouts.filter((rollout) => rollout.lane === 'emergency');
  const found: Clash[] = [];
  const add = (lower: PatchRollout, higher: PatchRollout) => {
    for (const product of Product) {
      const builds = lowerBuilds(ground, lower, higher, product);
      if (builds !== null) found.push({ lower, higher, product, builds, hosts: [] });
    }
  };
  for (const emergency of emergencies)
    for (const other of rollouts) {
      add(emergency, other);
      if (other.lane === 'normal') add(other, emergency);
    }
  return found;
}

/** Null when the pair is in order: an emergency that is newer than the rollout it passes leaves that one nothing to do. */
function lowerBuilds(
  { fleet }: Ground,
  lower: PatchRollout,
  higher: PatchRollout,
  product: Product,
): readonly [string, string] | null {
  const mine = fleet.baselines[lower.baseline];
  const its = fleet.baselines[higher.baseline];
  const low = mine?.products[product];
  const high = its?.products[product];
  const levels = low === undefined || high === undefined ? null : lowerLevels(low, high);
  // of the same day nobody knows which came first
  const passed = lower.lane === 'normal' && higher.lane === 'emergency' && mine!.released < its!.released;
  return passed ? null : levels;
}

/** The builds, or the first package whose pin is lower. Null when nothing of `low` is. */
function lowerLevels(low: Target, high: Target): readonly [string, string] | null {
  if (low.type === 'windows' && high.type === 'windows')
    return (compareBuilds(low.build, high.build) ?? 0) < 0 ? [low.build, high.build] : null;
  if (low.type !== 'debian' || high.type !== 'debian' || low.suite !== high.suite) return null;
  for (const name of Object.keys(low.packages).sort()) {
    const [mine, its] = [low.packages[name]!, Object.hasOwn(high.packages, name) ? high.packages[name] : undefined];
    if (its !== undefined && compareDebianVersions(mine, its) < 0) return [`${name} ${mine}`, `${name} ${its}`];
  }
  return null;
}
