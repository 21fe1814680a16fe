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
  /**
   * The same in two parts: `decide` runs when all that was to be taken in on this turn has been, so that one decision serves all.
   * Both are durable together.
   */
  takeIn<A, B>(take: (record: Recorder) => A, decide: (record: Recorder, taken: A) => B): Promise<B>;
  /** Resolves when nothing is queued or being written. */
  settled(): Promise<void>;
}

interface Job {
  /** @returns what is to be done at the end of the turn, if anything */
  run(record: Recorder): Job | null;
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
        const rest = job.run({
          now,
          write: (table, key, value) => own.writes.push({ table, key, value }),
          event: (type, data) => own.events.push({ type, at: now, data }),
        });
        writes.push(...own.writes);
        events.push(...own.events);
        ran.push(job);
        if (rest !== null) batch.push(rest);
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

  const enqueue = (job: Job) => {
    queue.push(job);
    // the first of a turn waits for the rest of the turn, so that they share one transaction
    pumping ??= Promise.resolve().then(pump);
  };

  return {
    change: (work) =>
      new Promise((resolve, reject) => {
        let result: ReturnType<typeof work>;
        enqueue({
          run(record) {
            result = work(record);
            return null;
          },
          done: () => resolve(result),
          failed: reject,
        });
      }),
    takeIn: (take, decide) =>
      new Promise((resolve, reject) => {
        enqueue({
          run(first) {
            const taken = take(first);
            let result: ReturnType<typeof decide>;
            return {
              run(record) {
                result = decide(record, taken);
                return null;
              },
              done: () => resolve(result),
              failed: reject,
            };
          },
          done() {},
          failed: reject,
        });
      }),
    settled: async () => {
      while (pumping !== null) await pumping;
    },
  };
}
