/** The story's place at the controller's demo clock: time passes only while the story waits for it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ControlConnection, controlConnection } from '#controller/adapters/web/client.ts';
import { Fault } from '#controller/app/ports.ts';
import { type Instant, instant, toIso } from '#core/model/time.ts';

const path = '/demo/v1/clock';
/** Milliseconds of real time. */
const stallAfter = 60_000;
const tryAgainAfter = 100;

/** Demo time no longer passes; the message says for whom the clock waits. */
export class Stalled extends Error {}

export class StoryClock {
  readonly #connection: ControlConnection;
  readonly #signal: AbortSignal;
  readonly #stallAfter: number;
  #now: Instant;

  /** @param patience limits of real time count this many times */
  constructor(socket: string, start: Instant, patience: number, signal: AbortSignal) {
    this.#connection = controlConnection(socket);
    this.#now = start;
    this.#stallAfter = stallAfter * patience;
    this.#signal = signal;
  }

  now(): Instant {
    return this.#now;
  }

  /** Takes its place: from now on the clock stands still until `passUntil`. Resolves once the controller answers. */
  async stand(): Promise<void> {
    await this.#ask({ name: 'story', idleUntil: null, wait: false }, this.#signal);
  }

  /** Lets time pass until `at`. @throws Stalled when it does not for too long */
  async passUntil(at: Instant): Promise<Instant> {
    const over = new AbortController();
    const watching = this.#watch(over.signal);
    const signal = AbortSignal.any([over.signal, this.#signal]);
    try {
      return await Promise.race([this.#ask({ name: 'story', idleUntil: at, wait: true }, signal), watching]);
    } finally {
      over.abort();
    }
  }

  /** Rejects when the clock has shown the same time for too long. */
  async #watch(over: AbortSignal): Promise<never> {
    let last = '';
    let since = Date.now();
    for (;;) {
      await sleep(2_000, undefined, { signal: over }).catch(() => undefined);
      if (over.aborted) return await new Promise<never>(() => undefined);
      const state = await this.#connection.call('GET', path).catch((error: unknown) => error);
      const said = isClockState(state) ? toIso(state.now) : 'away';
      if (said !== last) since = Date.now();
      last = said;
      if (Date.now() - since >= this.#stallAfter) throw new Stalled(describe(state));
    }
  }

  /** The controller may be away for a moment: it is asked again until it answers. */
  async #ask(body: object, signal: AbortSignal): Promise<Instant> {
    for (;;) {
      signal.throwIfAborted();
      try {
        const { now } = (await this.#connection.call('POST', path, body, { signal, patient: true })) as { now: number };
        this.#now = instant(now);
        return this.#now;
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'control.unreachable') throw error;
        signal.throwIfAborted();
        await sleep(tryAgainAfter, undefined, { signal });
      }
    }
  }
}

interface ClockState {
  readonly now: Instant;
  readonly holds: readonly string[];
  readonly busy: readonly string[];
  readonly missing: readonly string[];
  readonly next: Instant | null;
}

function isClockState(value: unknown): value is ClockState {
  return typeof value === 'object' && value !== null && 'now' in value && 'holds' in value;
}

function describe(state: unknown): string {
  if (!isClockState(state)) return 'no controller answers';
  const parts = [
    ['work in the controller', state.holds],
    ['busy', state.busy],
    ['not there', state.missing],
  ] as const;
  const said = parts.filter(([, names]) => names.length > 0).map(([what, names]) => `${what}: ${names.join(', ')}`);
  const why = said.length > 0 ? said.join('; ') : state.next === null ? 'nobody waits for any time' : 'nobody is in the way';
  return `demo time has been standing at ${toIso(state.now)} for too long; ${why}`;
}
