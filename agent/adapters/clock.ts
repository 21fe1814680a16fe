/** Real time, and the demo's time, which only the controller moves. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, instant } from '#core/model/time.ts';
import type { Clock, Log } from '../app/ports.ts';

const longestSleep = 2 ** 31 - 1;
/** Milliseconds between this machine's clock and the controller's that are worth a warning. */
const tolerated = 120_000;

export function realClock(log: Log | null = null): Clock {
  let warnedAt = 0;
  return {
    now: () => instant(Date.now()),
    async until(at, options) {
      while (Date.now() < at && options?.signal?.aborted !== true) {
        const rest = Math.min(at - Date.now(), longestSleep);
        try {
          await sleep(rest, undefined, options?.signal ? { signal: options.signal } : {});
        } catch {
          return;
        }
      }
    },
    heard(now) {
      const apart = Math.abs(Date.now() - now);
      if (apart <= tolerated || Date.now() - warnedAt < 3_600_000) return;
      warnedAt = Date.now();
      log?.warn('this clock and the controller’s are apart; actions outside their times will be refused', {
        milliseconds: apart,
      });
    },
  };
}

/** Stands still until the controller says what time it is. `from` = where it stood when the agent last ran. */
export function demoClock(from: Instant): Clock {
  let now = from;
  const waiting = new Set<{ readonly at: Instant; readonly release: () => void }>();
  return {
    now: () => now,
    async until(at, options) {
      if (now >= at || options?.signal?.aborted === true) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const release = () => resolve();
      const wait = { at, release };
      waiting.add(wait);
      options?.signal?.addEventListener('abort', release, { once: true });
      await promise;
      options?.signal?.removeEventListener('abort', release);
      waiting.delete(wait);
    },
    heard(heard) {
      if (heard <= now) return;
      now = heard;
      const due = [...waiting].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
      for (const { release } of due) release();
    },
  };
}
