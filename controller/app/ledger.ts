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
   * synchronous: it decides and edits in one go. It must throw, if at all, before it has edited anything.
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

/** After a failed write memory is ahead of the store: `reload` must bring it back before anything else happens. */
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

  const pump = async () => {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      const writes: Write[] = [];
      const events: NewEvent[] = [];
      const ran: Job[] = [];
      for (const job of batch) {
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
        }
      }
      try {
        if (writes.length + events.length > 0) await store.commit({ fleet, expectEpoch: epoch, writes, events });
        for (const job of ran) job.done();
      } catch (error) {
        await options.reload();
        for (const job of ran) job.failed(error);
      }
    }
    pumping = null;
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
