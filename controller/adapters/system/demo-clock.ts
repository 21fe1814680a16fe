/**
 * The demo clock belongs to the controller (docs/adr: the demo clock is carried by sync answers): it stands still while
 * anybody has work in flight, and otherwise jumps to the next instant somebody waits for. It never goes back, and
 * survives a restart of the controller.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Fault, type Clock } from '#controller/app/ports.ts';
import { instantOf, soonest, toIso, type Instant } from '#core/model/time.ts';

/** A process outside the controller that takes part in the demo: an agent, or the simulated world. */
export interface Participant {
  /** It works; the clock stands still. */
  busy(): void;
  /**
   * It has nothing to do before `until`; null = nothing by time alone. When the clock has reached `until` it counts as
   * busy, because it is due and has not said yet that it is done.
   */
  idle(until: Instant | null): void;
  /** It ended: nobody waits for it, unless it is expected. */
  gone(): void;
}

export interface DemoClock {
  readonly clock: Clock;
  /** Marks work in flight until the returned function is called (once; again does nothing). */
  hold(name: string): () => void;
  participant(name: string): Participant;
  /** The participants without whom the clock does not jump: replaces the last list. */
  expect(names: readonly string[]): void;
  /** Why the clock stands still, and where it would go: for logs and for people who wonder. */
  state(): DemoClockState;
}

export interface DemoClockState {
  readonly now: Instant;
  readonly holds: readonly string[];
  readonly busy: readonly string[];
  readonly missing: readonly string[];
  readonly next: Instant | null;
}

interface Waiter {
  readonly at: Instant;
  readonly idle: boolean;
  readonly release: () => void;
}

type Report = { readonly busy: true } | { readonly busy: false; readonly until: Instant | null };

/** @throws Fault `clock.unreadable` when the file holds something else than an instant. */
export function createDemoClock(options: {
  /** Where the demo begins when there is no file. */
  readonly start: Instant;
  /** Holds the instant of the last jump, to go on from there. */
  readonly file?: string;
  /** Expected from the start. */
  readonly participants?: readonly string[];
}): DemoClock {
  const { file } = options;
  let now = (file === undefined ? null : readInstant(file)) ?? options.start;
  let expected: readonly string[] = options.participants ?? [];
  let holdCount = 0;
  const holds = new Map<number, string>();
  const reports = new Map<string, Report>();
  const waiters = new Set<Waiter>();
  let scheduled = false;
  let stirred = false;

  const isBusy = (report: Report) => report.busy || (report.until !== null && report.until <= now);

  const state = (): DemoClockState => ({
    now,
    holds: [...holds.values()],
    busy: [...reports].filter(([, report]) => isBusy(report)).map(([name]) => name),
    missing: expected.filter((name) => !reports.has(name)),
    next: soonest([
      ...[...waiters].filter((waiter) => !waiter.idle).map((waiter) => waiter.at),
      ...[...reports.values()].map((report) => (report.busy ? null : report.until)),
    ]),
  });

  /** Something changed: look again when a whole turn of the event loop went by without another change. */
  const stir = () => {
    stirred = true;
    if (scheduled) return;
    scheduled = true;
    setImmediate(look);
  };

  const look = () => {
    scheduled = false;
    if (holds.size > 0) return;
    if (stirred) {
      stirred = false;
      scheduled = true;
      setImmediate(look);
      return;
    }
    const { busy, missing, next } = state();
    if (busy.length > 0 || missing.length > 0 || next === null || next <= now) return;
    jump(next);
  };

  const jump = (to: Instant) => {
    now = to;
    if (file !== undefined) writeInstant(file, now);
    const due = [...waiters].filter((waiter) => waiter.at <= now).sort((a, b) => a.at - b.at);
    for (const waiter of due) waiter.release();
    stir();
  };

  const until: Clock['until'] = (at, { signal, idle = false } = {}) =>
    new Promise((resolve) => {
      if (at <= now || signal?.aborted) return resolve();
      const release = () => {
        waiters.delete(waiter);
        signal?.removeEventListener('abort', release);
        resolve();
        stir();
      };
      const waiter: Waiter = { at, idle, release };
      waiters.add(waiter);
      signal?.addEventListener('abort', release);
      stir();
    });

  const report = (name: string, what: Report | null) => {
    if (what === null) reports.delete(name);
    else reports.set(name, what);
    stir();
  };

  stir();
  return {
    clock: { now: () => now, until },
    hold: (name) => {
      const id = holdCount++;
      holds.set(id, name);
      return () => {
        if (holds.delete(id)) stir();
      };
    },
    participant: (name) => ({
      busy: () => report(name, { busy: true }),
      idle: (dueAt) => report(name, { busy: false, until: dueAt }),
      gone: () => report(name, null),
    }),
    expect: (names) => {
      expected = [...names];
      stir();
    },
    state,
  };
}

function readInstant(file: string): Instant | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unreadable(file, error);
  }
  try {
    return instantOf(text.trim());
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Not flushed: a demo that loses a jump to a power cut makes it again. */
function writeInstant(file: string, at: Instant): void {
  writeFileSync(`${file}.new`, `${toIso(at)}\n`);
  renameSync(`${file}.new`, file);
}

function unreadable(file: string, cause: unknown): Fault {
  return new Fault('clock.unreadable', `${file} should hold the demo's time; remove it to start the demo anew`, {
    retry: 'person',
    cause,
  });
}
