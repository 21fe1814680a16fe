/** A clock that knows what is being waited for, so that the agent can say until when it has nothing to do. */
import type { Instant } from '#core/model/time.ts';
import { soonest } from '#core/model/time.ts';
import type { Clock } from './ports.ts';

export interface TrackedClock extends Clock {
  /** The soonest instant somebody waits for (idle waits left out); null when nobody does. */
  due(): Instant | null;
  /** `listener` is called whenever a wait begins or ends. One listener. */
  onChange(listener: () => void): void;
}

export function trackedClock(clock: Clock): TrackedClock {
  const waits = new Set<{ readonly at: Instant }>();
  let changed = () => {};
  return {
    now: () => clock.now(),
    heard: (now) => clock.heard(now),
    due: () => soonest([...waits].map(({ at }) => at)),
    onChange(listener) {
      changed = listener;
    },
    async until(at, options) {
      if (options?.idle === true) return clock.until(at, options);
      const wait = { at };
      waits.add(wait);
      changed();
      try {
        await clock.until(at, options);
      } finally {
        waits.delete(wait);
        changed();
      }
    },
  };
}
