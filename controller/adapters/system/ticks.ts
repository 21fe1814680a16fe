/** Periodic duties: ticks that only say "look now". What is due when is decided by `wakeAt`, never here. */
import { schedule } from 'node-cron';
import type { Log } from '#controller/app/ports.ts';

export interface Duty {
  readonly name: string;
  /** Five fields as Vixie cron, or six with seconds first; UTC. */
  readonly cron: string;
  run(): Promise<void>;
}

export interface Ticks {
  /** No further tick; resolves when what is running has ended. */
  stop(): Promise<void>;
}

/**
 * A duty that is still running when its next tick comes skips that tick; one that fails is logged and ticks on.
 * @throws Error when an expression is not cron.
 */
export function startTicks(duties: readonly Duty[], log: Log): Ticks {
  const running = new Set<Promise<void>>();
  const tasks = duties.map((duty) => {
    const tick = async () => {
      const run = attempt(duty, log);
      running.add(run);
      await run;
      running.delete(run);
    };
    return schedule(duty.cron, tick, { name: duty.name, noOverlap: true, timezone: 'UTC', logger: loggerFor(duty, log) });
  });
  return {
    stop: async () => {
      for (const task of tasks) await task.destroy();
      await Promise.all(running);
    },
  };
}

async function attempt(duty: Duty, log: Log): Promise<void> {
  try {
    await duty.run();
  } catch (error) {
    log.error('a periodic duty failed', { duty: duty.name, error });
  }
}

/** node-cron prints by itself unless it is given somebody to tell. */
function loggerFor({ name }: Duty, log: Log) {
  const tell = (note: string | Error) => log.debug('note of the tick scheduler', { duty: name, note });
  return { info: tell, warn: tell, error: tell, debug: tell };
}
