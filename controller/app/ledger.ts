/** One fleet's changes, one after the other: memory and store move together, and nothing is told before it is durable. */
import type { EventType } from '#core/journal/events.ts';
import type { FleetName } from '#core/model/ids.ts';
import type { Instant } from '#core/model/time.ts';
import type { Clock, NewEvent, Store, Table, Write } from './ports.ts';

/** What a change may do besides editing the fleet's state in memory. */
export interface Recorder {
  readonly now: Instant;
  write(table: Table, key: string, value: unknown): void;
  event(type: EventType, data: Readonly<Record<string, unknown>>): void;
}

export interface Ledger {
  /**
   * Runs `work` when its turn has come and resolves with its result once all it recorded is durable. `work` is
   * synchronous: it decides and edits in one go. If it throws, it should do so before it has recorded anything; else the
   * whole state is read again.
   */
  change<T>(work: (record: Recorder) => T): Promise<T>;
  /** Resolves when nothing is queued or being written. */
  settled(): Promise<void>;
}

interface Job {
  run(record: Recorder): void;
  done(): void;
  failed(error: unknown): void;
}

/**
 * After a failed write, or work that broke off in the middle, memory is ahead of the store: `reload` brings it back before
 * anything else happens. While that fails, every change is refused.
 */
export function createLedger(options: {
  fleet: FleetName | '';
  epoch: number;
  store: Store;
  clock: Clock;
  reload: () => Promise<void>;
}): Ledger {
  const { fleet, epoch, store, clock } = options;
  let queue: Job[] = [];
  let pumping: Promise<void> | null = null;
  let ahead = false;

  const pump = async () => {
    while (queue.length > 0) {
      if (ahead) await catchUp();
      const { ran, writes, events } = runQueued();
      try {
        if (writes.length + events.length > 0) await store.commit({ fleet, expectEpoch: epoch, writes, events });
        for (const job of ran) job.done();
      } catch (error) {
        ahead = true;
        await catchUp();
        for (const job of ran) job.failed(error);
      }
    }
    pumping = null;
  };

  const runQueued = () => {
    const batch = queue;
    queue = [];
    const writes: Write[] = [];
    const events: NewEvent[] = [];
    const ran: Job[] = [];
    for (const [place, job] of batch.entries()) {
      const own: { writes: Write[]; events: NewEvent[] } = { writes: [], events: [] };
      const now = clock.now();
      try {
        job.run({
          now,
          write: (table, key, value) => own.writes.push({ table, key, value }),
          event: (type, data) => own.events.push({ type, at: now, data }),
        });
        writes.push(...own.writes);
        events.push(...own.events);
        ran.push(job);
      } catch (error) {
        job.failed(error);
        if (own.writes.length + own.events.length === 0) continue;
        // what it edited before it broke off stands nowhere: the rest of the turn waits until that is gone
        ahead = true;
        queue = [...batch.slice(place + 1), ...queue];
        break;
      }
    }
    return { ran, writes, events };
  };

  const catchUp = async () => {
    try {
      await options.reload();
      ahead = false;
    } catch (error) {
      const waiting = queue;
      queue = [];
      for (const job of waiting) job.failed(error);
    }
  };

  return {
    change: (work) =>
      new Promise((resolve, reject) => {
        let result: ReturnType<typeof work>;
        queue.push({
          run: (record) => {
            result = work(record);
          },
          done: () => resolve(result),
          failed: reject,
        });
        // the first of a turn waits for the rest of the turn, so that they share one transaction
        pumping ??= Promise.resolve().then(pump);
      }),
    settled: async () => {
      while (pumping !== null) await pumping;
    },
  };
}
