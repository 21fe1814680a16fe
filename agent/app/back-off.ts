/** Delays that double from one second to one minute, each cut by chance, so that thousands of agents do not come back at once. */
import { type Duration, duration } from '#core/model/time.ts';
import type { Random } from './ports.ts';

const first = 1_000;
const longest = 60_000;

export interface BackOff {
  next(): Duration;
  reset(): void;
}

export function backOff(random: Random): BackOff {
  let failures = 0;
  return {
    next() {
      const ceiling = Math.min(longest, first * 2 ** Math.min(failures++, 10));
      const [byte = 0] = random.bytes(1);
      return duration(Math.round(ceiling / 2 + (ceiling / 2) * (byte / 255)));
    },
    reset() {
      failures = 0;
    },
  };
}
