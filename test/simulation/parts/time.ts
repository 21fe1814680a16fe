/**
 * Simulated time, for all processes of a simulation. Spec:
 * - It stands still while anything can run. When nothing can, it goes to the soonest instant that somebody waits for.
 * - Waits that are due end one at a time, and everything runs to its end in between. Of waits for one instant, chance
 *   says which ends first.
 * - `idle` waits end when time has passed them. Whether time also goes to them is a switch: `everyInstant` is how real time
 *   behaves; without it days pass in one step, as in the demo.
 * - Whoever asks for the time too often while it stands still is in a loop, and is told so.
 */
import { type Instant, soonest } from '#core/model/time.ts';
import type { Chance } from './chance.ts';

export interface Clock {
  now(): Instant;
  until(at: Instant, options?: { readonly signal?: AbortSignal; readonly idle?: boolean }): Promise<void>;
  /** Agents are told the controller's time; here there is only one. */
  heard(): void;
}

export interface Time {
  readonly clock: Clock;
  /** What happens by time alone outside the processes: `due` is asked before each step, `pass` called when time has moved. */
  follow(nature: { due(): Instant | null; pass(now: Instant): void }): void;
  /** Runs everything that can run now. */
  settle(): Promise<void>;
  /** Lets one wait end, moving on as far as needed. False = nobody waits for anything before `limit`. */
  step(limit: Instant): Promise<boolean>;
}

interface Wait {
  readonly at: Instant;
  readonly idle: boolean;
  readonly end: () => void;
}

/** Calls at one instant; the busiest honest one is far below. */
const tooOften = 100_000;

export function createTime(start: Instant, chance: Chance, options: { readonly everyInstant: boolean }): Time {
  let now = start;
  let asked = 0;
  const waits = new Set<Wait>();
  const natures: Parameters<Time['follow']>[0][] = [];

  const ask = (): Instant => {
    if (++asked > tooOften) throw new Error(`asked for the time ${tooOften} times at ${now} without coming to rest`);
    return now;
  };

  const clock: Clock = {
    now: ask,
    heard: () => {},
    until(at, { signal, idle = false } = {}) {
      if (at <= ask() || signal?.aborted) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      const end = () => {
        waits.delete(wait);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const wait: Wait = { at, idle, end };
      waits.add(wait);
      signal?.addEventListener('abort', end);
      return promise;
    },
  };

  const settle = async () => {
    // Whatever is runnable is a microtask: nothing here does real input or output. One turn runs them all; the second would
    // show work that hid in the event loop, and so is part of every run.
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  };

  const due = (): readonly Wait[] => {
    const first = soonest([...waits].map(({ at }) => at));
    return first === null || first > now ? [] : [...waits].filter(({ at }) => at === first);
  };

  return {
    clock,
    settle,
    follow: (nature) => void natures.push(nature),
    async step(limit) {
      if (due().length === 0) {
        const next = soonest([
          ...natures.map((nature) => nature.due()),
          ...[...waits].filter(({ idle }) => options.everyInstant || !idle).map(({ at }) => at),
        ]);
        if (next === null || next > limit) return false;
        now = next > now ? next : now;
        asked = 0;
        for (const nature of natures) nature.pass(now);
        await settle();
      }
      const ending = due();
      if (ending.length > 0) chance.pick(ending).end();
      await settle();
      return true;
    },
  };
}
