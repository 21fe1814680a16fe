/** The machine's clock. */
import type { Clock } from '#controller/app/ports.ts';
import { instant, type Instant } from '#core/model/time.ts';

/** Long waits are cut up: timers overflow at 24.8 days, and a corrected wall clock is noticed within this time. */
const LOOK_AGAIN_MS = 60_000;

export const realClock: Clock = { now, until };

function now(): Instant {
  return instant(Date.now());
}

function until(at: Instant, options?: { readonly signal?: AbortSignal }): Promise<void> {
  const signal = options?.signal;
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const wait = () => {
      const left = at - Date.now();
      if (left <= 0) done();
      else timer = setTimeout(wait, Math.min(left, LOOK_AGAIN_MS));
    };
    if (signal?.aborted) return resolve();
    signal?.addEventListener('abort', done);
    wait();
  });
}
