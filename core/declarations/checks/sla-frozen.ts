/** A freeze that swallows every opening before the day a baseline is due. Only told: whoever froze may have meant it. */
import type { Freeze, MaintenanceWindow } from '../../model/fleet.ts';
import type { Instant } from '../../model/time.ts';
import { inScope } from '../../windows/freeze.ts';
import { nextOccurrence, occurrenceAt } from '../../windows/window.ts';
import { named, type Rule } from './ground.ts';
import { raceOf } from './sla.ts';

export const checkFrozenSla: Rule = (ground) => {
  const { fleet, membersOf, times, windowOf, warn } = ground;
  if (fleet.freezes.length === 0) return;
  for (const rollout of Object.values(fleet.rollouts)) {
    const race = raceOf(ground, rollout);
    if (race === null) continue;
    const { due, starts, baseline } = race;
    const near = fleet.freezes.filter((freeze) => freeze.from < due && freeze.to > baseline.released);
    if (near.length === 0) continue;
    const byName = new Set<string>(near.flatMap((freeze) => freeze.scope.hosts));
    const swallowed: string[] = [];
    const guilty = new Set<Freeze>();
    rollout.rings.forEach((ring, i) => {
      const start = starts[i] ?? null;
      // too late without any freeze is another rule
      if (start === null || start >= due) return;
      const known = new Map<string, readonly Freeze[] | null>();
      for (const host of membersOf(ring)) {
        // all hosts of a site share their freezes, but those that some freeze names
        const key = byName.has(host.name) ? `host ${host.name}` : host.site;
        let shut = known.get(key);
        if (shut === undefined) {
          const mine = near.filter((freeze) => inScope(freeze.scope, host));
          shut = mine.length === 0 || hasFreeMoment(windowOf(rollout.window), start, due, mine) ? null : mine;
          known.set(key, shut);
        }
        if (shut === null) continue;
        swallowed.push(host.name);
        for (const freeze of shut) guilty.add(freeze);
      }
    });
    if (swallowed.length === 0) continue;
    const [first] = guilty;
    warn('PatchRollout', rollout.name, {
      code: 'sla-frozen',
      pointer: rollout.window === null ? '/spec/baseline' : '/spec/window',
      on: 'value',
      message: `until ${times.at(due)}, when baseline "${baseline.name}" is due, every opening is frozen (${[...guilty].map((freeze) => freeze.name).join(', ')}) for ${named(swallowed)}.`,
      remedy: `shorten the freeze in ${first!.origin.file}, or agree with those who wait for the patch that it comes late`,
    });
  }
};

/** Whether some instant in `[from, to)` is in the window and in none of the freezes. */
function hasFreeMoment(window: MaintenanceWindow | undefined, from: Instant, to: Instant, freezes: readonly Freeze[]): boolean {
  const sorted = freezes.toSorted((a, b) => a.from - b.from);
  let at: Instant | null = from;
  // each round passes a freeze or ends
  while (at !== null && at < to) {
    for (const freeze of sorted) if (freeze.from <= at && at < freeze.to) at = freeze.to;
    if (at >= to) return false;
    const open = window === undefined ? null : occurrenceAt(window, at);
    if (window === undefined || (open !== null && at < open.lastStartAt)) return true;
    at = nextOccurrence(window, at)?.opensAt ?? null;
  }
  return false;
}
