/** `plan.intent`: the digest of the material part of a plan, which reviewers see and which is pinned. */
import { sha256 } from '../digest.ts';
import { goalDigest } from '../interventions/goals.ts';
import type { Fleet, Host, PatchRollout, Target } from '../model/fleet.ts';
import type { Digest, HostName, RolloutName } from '../model/ids.ts';

/** What reviewers see of one host in one rollout. */
export type MaterialItem = {
  readonly rollout: RolloutName;
  readonly host: HostName;
  readonly attempt: number;
  readonly lane: PatchRollout['lane'];
  /** Index of its ring. */
  readonly order: number;
  readonly partner: HostName | null;
  readonly drain: PatchRollout['before']['drain'];
  readonly target: Target;
  /** The line that names the target. */
  readonly line: string;
};

/** Hosts, target builds, partners, order class and the lines that call for them: a function of the declarations alone. */
export function materialOf(fleet: Fleet): readonly MaterialItem[] {
  const items: MaterialItem[] = [];
  for (const name of Object.keys(fleet.rollouts).sort()) {
    const rollout = fleet.rollouts[name]!;
    const { attempt, lane, before } = rollout;
    const products = fleet.baselines[rollout.baseline]?.products ?? {};
    const found: MaterialItem[] = [];
    rollout.rings.forEach((ring, order) => {
      for (const member of ring.members) {
        const host = fleet.hosts[member];
        const target = host && products[host.product];
        if (!host || !target) continue;
        const line = targetLine(fleet, rollout, host, target);
        const { partner } = host;
        found.push({ rollout: rollout.name, host: host.name, attempt, lane, order, partner, drain: before.drain, target, line });
      }
    });
    for (const item of found.sort((a, b) => (a.host < b.host ? -1 : 1))) items.push(item);
  }
  return items;
}

/** `baselines/2026-11.yaml:9`: the line that names the target of a host. */
export function targetLine(fleet: Fleet, rollout: PatchRollout, host: Host, target: Target): string {
  const baseline = fleet.baselines[rollout.baseline]!;
  const entry = `/spec/products/${host.product}`;
  const { lines, file, line } = baseline.origin;
  const at = (target.type === 'windows' ? lines[`${entry}/build`] : lines[`${entry}/packages`]) ?? lines[entry] ?? line;
  return `${file}:${at}`;
}

const known = new WeakMap<Fleet, Digest>();

export function intentOf(fleet: Fleet): Digest {
  let intent = known.get(fleet);
  if (intent === undefined) known.set(fleet, (intent = sha256(materialOf(fleet).map(textOf).join('\n'))));
  return intent;
}

function textOf({ rollout, host, attempt, lane, order, partner, drain, target, line }: MaterialItem): string {
  return JSON.stringify([rollout, host, attempt, lane, order, partner, drain, goalDigest(target), line]);
}
