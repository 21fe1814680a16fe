/** Two rollouts may select one host when one is an emergency; it is there to bring something newer. */
import type { PatchRollout, Product } from '../../model/fleet.ts';
import type { HostName } from '../../model/ids.ts';
import { compareBuilds } from '../../model/patch-level.ts';
import { type Ground, named, type Rule } from './ground.ts';

interface Clash {
  readonly lower: PatchRollout;
  readonly higher: PatchRollout;
  readonly product: Product;
  readonly builds: readonly [lower: string, higher: string];
  readonly hosts: HostName[];
}

export const checkLowerThanOther: Rule = (ground) => {
  const { fleet, index, report } = ground;
  const clashes = new Map<string, Clash>();
  for (const host of Object.values(fleet.hosts)) {
    const places = index.places(host.name);
    if (places.length < 2) continue;
    for (const { rollout: lower } of places)
      for (const { rollout: higher } of places) {
        const builds = lowerBuilds(ground, lower, higher, host.product);
        if (builds === null) continue;
        const key = `${lower.name} ${higher.name} ${host.product}`;
        const known = clashes.get(key);
        if (known === undefined) clashes.set(key, { lower, higher, product: host.product, builds, hosts: [host.name] });
        else known.hosts.push(host.name);
      }
  }
  for (const { lower, higher, product, builds, hosts } of clashes.values()) {
    report('PatchRollout', lower.name, {
      code: 'lower-than-rolled-out',
      pointer: '/spec/baseline',
      on: 'value',
      message: `${product} ${builds[0]} is lower than ${builds[1]}, which rollout "${higher.name}" brings to ${named(hosts)}.`,
      remedy: `name a baseline that is at least as high as "${higher.baseline}", or remove one of the two rollouts`,
    });
  }
};

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
  if (low?.type !== 'windows' || high?.type !== 'windows' || (compareBuilds(low.build, high.build) ?? 0) >= 0) return null;
  const passed = lower.lane === 'normal' && higher.lane === 'emergency' && mine!.released <= its!.released;
  return passed ? null : [low.build, high.build];
}
