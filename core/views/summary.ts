/** Counts of a plan, and how far each ring is: what status, checks and the dashboard say first. */
import { patchLevel } from '../model/patch-level.ts';
import type { Plan, Verdict } from '../model/plan.ts';
import type { Situation } from './situation.ts';

export type Counts = Readonly<Record<Verdict['status'], number>>;

export interface RingProgress {
  readonly rollout: string;
  readonly ring: string;
  readonly hosts: number;
  /** By observation; a host that has not reported does not count. */
  readonly onTarget: number;
  readonly running: readonly string[];
  readonly needsPerson: readonly string[];
}

export function countsOf(plan: Plan): Counts {
  const counts = { 'in-state': 0, ready: 0, held: 0, running: 0, 'needs-person': 0, unknown: 0 };
  for (const verdict of Object.values(plan.verdicts)) counts[verdict.status]++;
  return counts;
}

/** In the order in which rollouts and rings go. */
export function ringProgress(situation: Situation): readonly RingProgress[] {
  const { fleet, observations } = situation.input;
  const { verdicts } = situation.plan;
  const rollouts = Object.values(fleet.rollouts).sort((a, b) => (a.name < b.name ? -1 : 1));
  return rollouts.flatMap((rollout) =>
    rollout.rings.map((ring) => {
      const withStatus = (status: Verdict['status']) =>
        ring.members.filter((host) => verdicts[`Host/${host}`]?.status === status);
      const onTarget = ring.members.filter((host) => {
        const declared = fleet.hosts[host];
        const target = declared && fleet.baselines[rollout.baseline]?.products[declared.product];
        const observed = observations[host];
        return target !== undefined && observed !== undefined && patchLevel(observed.patch, target) === 'at-target';
      });
      return {
        rollout: rollout.name,
        ring: ring.name,
        hosts: ring.members.length,
        onTarget: onTarget.length,
        running: withStatus('running'),
        needsPerson: withStatus('needs-person'),
      };
    }),
  );
}
