/** `plan.intent`: the digest of the material part of a plan, which reviewers see and which is pinned. */
import { digestOf } from '../digest.ts';
import type { Fleet, Host, PatchRollout, Target } from '../model/fleet.ts';
import type { Digest } from '../model/ids.ts';

/** Hosts, target builds, partners, order class and the lines that call for them: a function of the declarations alone. */
export function materialOf(fleet: Fleet): readonly Readonly<Record<string, unknown>>[] {
  const items: Record<string, unknown>[] = [];
  for (const rollout of Object.values(fleet.rollouts)) {
    rollout.rings.forEach((ring, order) => {
      for (const name of ring.members) {
        const host = fleet.hosts[name];
        const target = host && fleet.baselines[rollout.baseline]?.products[host.product];
        if (!host || !target) continue;
        items.push({
          rollout: rollout.name,
          attempt: rollout.attempt,
          lane: rollout.lane,
          order,
          host: name,
          partner: host.partner,
          drain: rollout.before.drain,
          target,
          line: targetLine(fleet, rollout, host, target),
        });
      }
    });
  }
  return items.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function key(item: Record<string, unknown>): string {
  return `${String(item['rollout'])} ${String(item['host'])}`;
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
  if (intent === undefined) known.set(fleet, (intent = digestOf(materialOf(fleet))));
  return intent;
}
