/** Keeps one world: one thing at a time, on disk before it is told, agents and the clock in step with it. */
import { isDeepStrictEqual } from 'node:util';
import { after, duration, type Instant, minute, second, soonest } from '#core/model/time.ts';
import type { AgentProcesses } from './agent-processes.ts';
import { type WorldAnswer, type WorldPath, dispatch } from './protocol.ts';
import type { StateFile } from './state-file.ts';
import type { Standing, TimeSource } from './time-source.ts';
import { type WorldState, advance, nextDue, runningAgents } from './world.ts';

export interface WorldService {
  handle(path: WorldPath, body: unknown): Promise<WorldAnswer>;
  /** Follows the time until stopped. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Agents look at their hosts every minute, and nobody waits for that: a demo clock stops there as well once time has changed
 * the world, so that what is new is seen before days pass.
 */
const looksWithin = duration(minute + second);

export function createWorldService({
  world,
  file,
  agents,
  time,
}: {
  readonly world: WorldState;
  readonly file: StateFile;
  readonly agents: AgentProcesses;
  readonly time: TimeSource;
}): WorldService {
  let last: Promise<unknown> = Promise.resolve();
  let parked = new AbortController();
  let stopping = false;
  let lookAt: Instant | null = null;
  const standingNow = (): Standing => ({ idleUntil: soonest([nextDue(world), lookAt]), up: runningAgents(world) });
  let standing = standingNow();

  /** One at a time: two requests must not both see the world before either. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  const changing = async <T>(change: () => T): Promise<T> => {
    const { revision } = world;
    const due = nextDue(world);
    const result = change();
    if (due !== null && due <= world.now) lookAt = after(world.now, looksWithin);
    else if (lookAt !== null && lookAt <= world.now) lookAt = null;
    if (world.revision !== revision) await file.write(world);
    const now = standingNow();
    if (!isDeepStrictEqual(now, standing)) {
      standing = now;
      // Leave the clock (it stands still without us), say where we stand now, and only then kill, start or answer.
      parked.abort();
      await time.register(standing);
      await agents.follow(standing.up);
    }
    return result;
  };

  return {
    handle: (path, body) => inTurn(() => changing(() => dispatch(world, path, body))),

    async run() {
      await inTurn(async () => {
        await file.write(world);
        await agents.follow(standing.up);
      });
      while (!stopping) {
        // Nothing may be going on when we park.
        await inTurn(() => Promise.resolve((parked = new AbortController())));
        const now: Instant | null = await time.wait(standing, parked.signal);
        if (now !== null && !stopping) await inTurn(() => changing(() => advance(world, now)));
      }
    },

    async stop() {
      stopping = true;
      parked.abort();
      await last;
      await agents.stop();
    },
  };
}
