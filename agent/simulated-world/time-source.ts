/** Who tells the world that time has passed while nobody asks it anything. */
import { request } from 'node:http';
import { type Instant, instant } from '#core/model/time.ts';

export interface Standing {
  /** When time alone changes the world next. */
  readonly idleUntil: Instant | null;
  /** Hosts whose agents must be waited for before a demo clock may jump. */
  readonly up: readonly string[];
}

export interface TimeSource {
  /** Says where the world stands and returns at once. Retries until it was heard or `stop` aborts. */
  register(standing: Standing): Promise<void>;
  /** Resolves with the time when `idleUntil` has come; null = nothing known (interrupted, unreachable), ask again. */
  wait(standing: Standing, interrupt: AbortSignal): Promise<Instant | null>;
}

/** The machine's clock. */
export function createRealTime(): TimeSource {
  /** Longest timer of the platform, in milliseconds. */
  const longest = 2 ** 31 - 1;
  return {
    register: () => Promise.resolve(),
    wait({ idleUntil }, interrupt) {
      const { promise, resolve } = Promise.withResolvers<Instant | null>();
      const left = idleUntil === null ? longest : Math.min(longest, Math.max(0, idleUntil - Date.now()));
      const timer = setTimeout(() => resolve(instant(Date.now())), left);
      interrupt.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve(null);
        },
        { once: true },
      );
      if (interrupt.aborted) {
        clearTimeout(timer);
        resolve(null);
      }
      return promise;
    },
  };
}

/** Milliseconds of real time between two tries while the controller is away. */
const firstTry = 100;
const slowestTry = 2_000;

/**
 * The demo clock, which belongs to the controller: it stands still while this process is not parked in `wait`, and
 * while an agent named in `up` is not parked with it.
 */
export function createDemoTime(controlSocket: string, stop: AbortSignal): TimeSource {
  let tries = 0;
  const ask = async (body: object, signal: AbortSignal): Promise<Instant | null> => {
    try {
      const now = await post(controlSocket, JSON.stringify(body), signal);
      tries = 0;
      return now;
    } catch {
      if (!signal.aborted) await pause(Math.min(slowestTry, firstTry * 2 ** tries++), signal);
      return null;
    }
  };
  return {
    async register({ idleUntil, up }) {
      const body = { name: 'world', idleUntil, up, wait: false };
      while (!stop.aborted && (await ask(body, stop)) === null);
    },
    wait({ idleUntil, up }, interrupt) {
      return ask({ name: 'world', idleUntil, up, wait: true }, AbortSignal.any([interrupt, stop]));
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  return promise;
}

function post(socketPath: string, body: string, signal: AbortSignal): Promise<Instant> {
  const { promise, resolve, reject } = Promise.withResolvers<Instant>();
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const call = request({ socketPath, path: '/demo/v1/clock', method: 'POST', headers, signal }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > 10_000) response.destroy(new Error('the answer is too large'));
    });
    response.on('error', reject);
    response.on('end', () => {
      try {
        const { now } = JSON.parse(text) as { now: number };
        if (response.statusCode !== 200) throw new Error(`the clock answered ${response.statusCode}`);
        resolve(instant(now));
      } catch (error) {
        reject(error as Error);
      }
    });
  });
  call.on('error', reject);
  call.end(body);
  return promise;
}
