/** Notice, window and soak may leave no way to meet the SLA of a baseline. It is only told: late is better than never. */
import type { PatchBaseline, PatchRollout } from '../../model/fleet.ts';
import { after, day, duration, type Instant } from '../../model/time.ts';
import { counted, durationText, listed } from '../../views/format.ts';
import { nextOccurrence, occurrenceAt } from '../../windows/window.ts';
import type { Ground, Rule } from './ground.ts';

export const checkSla: Rule = (ground) => {
  const { fleet, times, warn } = ground;
  for (const rollout of Object.values(fleet.rollouts)) {
    const race = raceOf(ground, rollout);
    const late = race?.starts.findIndex((start) => start === null || start > race.due) ?? -1;
    if (race === null || late < 0) continue;
    const start = race.starts[late]!;
    if (start === null) continue;
    const { severity, name } = race.baseline;
    const due = `baseline "${name}" is ${severity} and due ${times.at(race.due)}, ${durationText(fleet.patchSla[severity])} after its release`;
    const ring = rollout.rings[late]!.name;
    const soaks = rollout.rings.slice(0, late).reduce((sum, one) => sum + one.soak, 0);
    const because = [
      ...(rollout.notice.days === 0 ? [] : [`${counted(rollout.notice.days, 'day')} of notice`]),
      ...(soaks === 0 ? [] : [`${durationText(soaks)} of soak`]),
      ...(rollout.window === null ? [] : [`window "${rollout.window}"`]),
    ];
    warn('PatchRollout', rollout.name, {
      code: 'sla-out-of-reach',
      pointer: late === 0 ? '/spec/window' : `/spec/rings/${late}/name`,
      on: 'value',
      message: `${due}; with ${listed(because)}, ring "${ring}" cannot start before ${times.at(start)}.`,
      remedy: `shorten notice or soak, open the window more often, or agree another patchSla in ${fleet.origin.file}`,
    });
  }
};

export interface Race {
  readonly baseline: PatchBaseline;
  readonly due: Instant;
  /** When each ring can start at the earliest, freezes left aside; null = never. */
  readonly starts: readonly (Instant | null)[];
}

/** From the release to the day it is due, as fast as notice, window and soak allow. Null when that cannot be said. */
export function raceOf({ fleet, windowOf }: Ground, rollout: PatchRollout): Race | null {
  const baseline = fleet.baselines[rollout.baseline];
  const window = windowOf(rollout.window);
  if (baseline === undefined || baseline.released === 0 || (window === undefined && rollout.window !== null)) return null;
  const starts: (Instant | null)[] = [];
  let from: Instant | null = after(baseline.released, duration(rollout.notice.days * day));
  for (const ring of rollout.rings) {
    if (from !== null && window !== undefined) {
      const open = occurrenceAt(window, from);
      if (open === null || from >= open.lastStartAt) from = nextOccurrence(window, from)?.opensAt ?? null;
    }
    starts.push(from);
    from = from === null ? null : after(from, ring.soak);
  }
  return { baseline, due: after(baseline.released, fleet.patchSla[baseline.severity]), starts };
}
