/** A host that no rollout selects while one could: most often a label that was forgotten or misspelt. It is only told. */
import type { Host } from '../../model/fleet.ts';
import { suggestion } from '../nearest.ts';
import { named, type Rule } from './ground.ts';

/** More hosts than this are told in one sentence at the rollout. */
const toldOneByOne = 20;

export const checkHostInNoRing: Rule = ({ fleet, hosts, index, whole, warn }) => {
  if (!whole('PatchRollout', 'PatchBaseline')) return;
  const rollouts = Object.values(fleet.rollouts).filter((rollout) => rollout.lane === 'normal');
  // a ring without any host was reported: what it looks for is the mistake
  if (rollouts.some((rollout) => rollout.rings.some((ring) => ring.members.length === 0))) return;
  /** What rings of normal rollouts select by, and the values they look for. */
  const wanted = new Map<string, Set<string>>();
  for (const ring of rollouts.flatMap((rollout) => rollout.rings))
    for (const [label, value] of Object.entries(ring.selector)) {
      const values = wanted.get(label);
      if (values === undefined) wanted.set(label, new Set([value]));
      else values.add(value);
    }
  const patchable = new Map(
    rollouts.flatMap((rollout) =>
      Object.keys(fleet.baselines[rollout.baseline]?.products ?? {}).map((product) => [product, rollout] as const),
    ),
  );
  const missed = hosts.filter((host) => index.places(host.name).length === 0 && patchable.has(host.product));
  if (missed.length > toldOneByOne) {
    const rollout = patchable.get(missed[0]!.product)!;
    warn('PatchRollout', rollout.name, {
      code: 'host-in-no-ring',
      pointer: '/spec/rings',
      on: 'key',
      message: `${missed.length} hosts are in no ring of any rollout, so nothing patches them: ${named(missed.map((host) => host.name))}.`,
      remedy: `label them, or add a ring; the rings select by ${labelled(wanted)}`,
    });
    return;
  }
  for (const host of missed) {
    const near = nearLabel(host, wanted);
    warn('Host', host.name, {
      code: 'host-in-no-ring',
      pointer: near?.pointer ?? '/spec/labels',
      on: 'value',
      message: `host "${host.name}" is in no ring of any rollout, so nothing patches it.`,
      remedy: near?.remedy ?? `label it; the rings of "${patchable.get(host.product)!.name}" select by ${labelled(wanted)}`,
    });
  }
};

type Wanted = ReadonlyMap<string, ReadonlySet<string>>;

/** The label of the host that some ring selects by, with a value that none does. */
function nearLabel({ labels }: Host, wanted: Wanted): { readonly pointer: string; readonly remedy: string } | null {
  for (const [label, values] of wanted) {
    const value = Object.hasOwn(labels, label) ? labels[label]! : undefined;
    if (value === undefined || values.has(value)) continue;
    return { pointer: `/spec/labels/${label}`, remedy: suggestion(value, values, `values of "${label}" that rings select`) };
  }
  return null;
}

function labelled(wanted: Wanted): string {
  const pairs = [...wanted].flatMap(([label, values]) => [...values].map((value) => `${label}: ${value}`));
  return named(pairs.sort(), 8);
}
