import type { Migration, MigrationWave } from '../../model/fleet.ts';
import type { VmName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import { type Instant, after } from '../../model/time.ts';
import { perSurvey } from '../per-survey.ts';
import type { Survey } from '../survey.ts';
import { arrivedAt, isWellOnTarget, lastMove } from '../vm-past.ts';
import type { Gate } from './gate.ts';

/**
 * Rule 7 for migrations: a wave waits until every wave before it is on its target, verified and soaked; too many failures halt the
 * migration, and then no way back is given up either.
 */
export const wave: Gate = {
  name: 'wave',
  check(candidate, survey) {
    if (candidate.type !== 'vm' || candidate.leg === null) return [];
    const { migration, wave: own, waveIndex } = candidate.leg;
    const { halts, progress } = stateOf(survey, migration);
    if (halts.length > 0) return halts;
    if (candidate.kind !== 'migrate') return [];
    return progress.slice(0, waveIndex).flatMap((before) => waitFor(survey, own, before));
  },
};

interface Progress {
  readonly wave: MigrationWave;
  readonly well: number;
  readonly of: number;
  readonly soakedAt: Instant | null;
}

const stateOf = perSurvey((survey, migration: Migration) => ({
  halts: migration.waves.flatMap((one) => haltOfWave(survey, migration, one)),
  // nothing waits for the last wave
  progress: migration.waves.slice(0, -1).map((one) => progressOf(survey, migration, one)),
}));

export function haltOfWave(survey: Survey, migration: Migration, one: MigrationWave): readonly Hold[] {
  const failed = one.vms.filter((name) => hasFailed(survey, migration, name)).sort();
  if (failed.length === 0 || failed.length < one.maxFailed) return [];
  const { name, maxFailed } = one;
  return [{ reason: 'ring-halted', unit: 'wave', ring: name, failed: failed.length, maxFailed, hosts: failed, until: null }];
}

/** Failed and rolled back, those on their way back included. */
function hasFailed(survey: Survey, migration: Migration, name: VmName): boolean {
  const last = lastMove(survey, migration, name);
  if (!last) return false;
  if (last.outcome === null) return last.steps.some(({ step, state }) => step.startsWith('back/') && state !== 'void');
  return last.outcome === 'failed' || last.outcome === 'rolled-back';
}

function progressOf(survey: Survey, migration: Migration, one: MigrationWave): Progress {
  const members = one.vms.filter((name) => survey.fleet.vms[name]?.lifecycle.retired === null);
  const well = members.filter((name) => isWellOnTarget(survey, migration, one, name));
  const since = well.flatMap((name) => arrivedAt(survey, migration, name) ?? []);
  const last = since.length === 0 ? null : (Math.max(...since) as Instant);
  return { wave: one, well: well.length, of: members.length, soakedAt: last === null ? null : after(last, one.soak) };
}

function waitFor(survey: Survey, own: MigrationWave, { wave: before, well, of, soakedAt }: Progress): readonly Hold[] {
  const names = { unit: 'wave', ring: own.name, before: before.name } as const;
  if (well < of) return [{ reason: 'ring-waits', ...names, healthy: well, needed: of, of, until: null }];
  if (soakedAt !== null && survey.input.now < soakedAt)
    return [{ reason: 'ring-soaking', ...names, healthy: well, of, until: soakedAt }];
  return [];
}
