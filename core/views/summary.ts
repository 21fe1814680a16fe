/** Counts of a plan, and how far each ring is: what status, checks and the dashboard say first. */
import type { Migration, MigrationWave, PatchRollout, Ring } from '../model/fleet.ts';
import { patchLevel } from '../model/patch-level.ts';
import type { Plan, Verdict } from '../model/plan.ts';
import { survey, type Survey } from '../planner/survey.ts';
import { isWellOnTarget } from '../planner/vm-past.ts';
import type { Situation } from './situation.ts';

export type Counts = Readonly<Record<Verdict['status'], number>>;

/** Of a ring of a rollout, or a wave of a migration: its hosts are VMs then. */
export interface RingProgress {
  readonly unit: 'ring' | 'wave';
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

/** In the order in which rollouts and rings go, then migrations and waves. */
export function ringProgress(situation: Situation): readonly RingProgress[] {
  const { fleet } = situation.input;
  const s = survey(situation.input);
  const ringsOf = (rollout: PatchRollout) => rollout.rings.map((ring) => ringOf(situation, rollout, ring));
  const wavesOf = (migration: Migration) => migration.waves.map((wave) => waveOf(situation, s, migration, wave));
  return [...byName(fleet.rollouts).flatMap(ringsOf), ...byName(fleet.migrations).flatMap(wavesOf)];
}

function byName<T extends { readonly name: string }>(declared: Readonly<Record<string, T>>): readonly T[] {
  return Object.values(declared).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function ringOf({ input, plan }: Situation, rollout: PatchRollout, ring: Ring): RingProgress {
  const { fleet, observations } = input;
  const withStatus = (status: Verdict['status']) =>
    ring.members.filter((host) => plan.verdicts[`Host/${host}`]?.status === status);
  const onTarget = ring.members.filter((host) => {
    const declared = fleet.hosts[host];
    const target = declared && fleet.baselines[rollout.baseline]?.products[declared.product];
    const observed = observations[host];
    return target !== undefined && observed !== undefined && patchLevel(observed.patch, target) === 'at-target';
  });
  return {
    unit: 'ring',
    rollout: rollout.name,
    ring: ring.name,
    hosts: ring.members.length,
    onTarget: onTarget.length,
    running: withStatus('running'),
    needsPerson: withStatus('needs-person'),
  };
}

function waveOf({ plan }: Situation, s: Survey, migration: Migration, wave: MigrationWave): RingProgress {
  const withStatus = (status: Verdict['status']) =>
    wave.vms.filter((vm) => plan.verdicts[`VirtualMachine/${vm}`]?.status === status);
  return {
    unit: 'wave',
    rollout: migration.name,
    ring: wave.name,
    hosts: wave.vms.length,
    onTarget: wave.vms.filter((vm) => isWellOnTarget(s, migration, wave, vm)).length,
    running: withStatus('running'),
    needsPerson: withStatus('needs-person'),
  };
}
