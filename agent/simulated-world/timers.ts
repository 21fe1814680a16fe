import { type Duration, type Instant, after, soonest } from '#core/model/time.ts';
import type { Happening, Operation, WorldState } from './state.ts';

/** @returns when it will happen. */
export function schedule(world: WorldState, by: Duration, what: Happening): Instant {
  const at = after(world.now, by);
  world.timers.push({ at, number: world.nextNumber++, what });
  world.revision++;
  return at;
}

/** Takes back what was going to happen. */
export function cancel(world: WorldState, matches: (what: Happening) => boolean): void {
  const kept = world.timers.filter((timer) => !matches(timer.what));
  if (kept.length === world.timers.length) return;
  world.timers = kept;
  world.revision++;
}

/** Takes the first thing due at or before `now`, in order of time and then of number. */
export function takeDue(world: WorldState, now: Instant): { at: Instant; what: Happening } | null {
  let first = -1;
  for (const [index, timer] of world.timers.entries()) {
    if (timer.at > now) continue;
    const best = world.timers[first];
    if (!best || timer.at < best.at || (timer.at === best.at && timer.number < best.number)) first = index;
  }
  const [taken] = first < 0 ? [] : world.timers.splice(first, 1);
  if (!taken) return null;
  world.revision++;
  return taken;
}

export function nextDue(world: WorldState): Instant | null {
  return soonest(world.timers.map((timer) => timer.at));
}

/** What is being carried out now. */
export function underWay(world: WorldState): Operation[] {
  return world.running.flatMap((id) => world.operations[id] ?? []);
}
