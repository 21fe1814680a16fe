/** The rows with connected agents: `check-in` and `actions-minute`. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Row, Setting } from '../row.ts';
import { makeEstate } from './estate.ts';
import type { Counts } from './load.ts';
import type { Usage } from './measured.ts';

const agents = 200;
/** Milliseconds an unchanged check-in is held in the row `check-in`: long enough to park it, short enough to have many. */
const shortHold = 50;
const longHold = 120_000;
const second = 1_000;
const microsecondsPerMillisecond = 1_000;
const minute = 60 * second;
/** Durable rows the plainest server writes per call: four states an action, two calls an action. */
const rowsPerCall = 2;

export const checkIn: Row = {
  unit: 'µs CPU',
  goal: { atMost: 160 },
  async measure(setting) {
    const product = await under(setting, { server: 'controller', hold: shortHold, mode: 'check-in' });
    const floor = await under(setting, { server: 'floor', mode: 'floor', rows: 0 });
    const value = perRequest(product);
    const { written } = product;
    return {
      value,
      floor: perRequest(floor),
      met: value <= 160 && written === 0,
      note: `${written ?? 'unknown'} bytes written in ${product.requests} check-ins of ${agents} agents, each held ${shortHold} ms`,
    };
  },
};

export const actionsMinute: Row = {
  unit: 'actions/min',
  goal: { atLeast: 100_000 },
  async measure(setting) {
    const product = await under(setting, { server: 'controller', hold: longHold, mode: 'actions' });
    const floor = await under(setting, { server: 'floor', mode: 'floor', rows: rowsPerCall });
    const value = (product.actions / product.elapsed) * minute;
    const cores = product.cpu / microsecondsPerMillisecond / product.elapsed;
    return {
      value,
      floor: (floor.requests / 2 / floor.elapsed) * minute,
      met: value >= 100_000 && cores <= 1,
      note:
        `controller ${cores.toFixed(2)} cores, ${Math.round(product.cpu / Math.max(1, product.actions))} µs CPU an action ` +
        `(floor ${Math.round((2 * floor.cpu) / floor.requests)}); an action = planned, claimed, started and done, each durable: ` +
        `installs and reboots on ${agents} Debian hosts over ${agents} mTLS connections`,
    };
  },
};

interface Load {
  readonly server: 'controller' | 'floor';
  readonly hold?: number;
  readonly mode: 'check-in' | 'actions' | 'floor';
  readonly rows?: number;
}

interface Span {
  readonly requests: number;
  readonly actions: number;
  /** Microseconds of the server. */
  readonly cpu: number;
  /** Bytes the server caused to be written; null where the system does not say. */
  readonly written: number | null;
  /** Milliseconds. */
  readonly elapsed: number;
}

const perRequest = ({ cpu, requests }: Span): number => cpu / Math.max(1, requests);

/** Runs a server and its load side by side and looks at both at two instants, warm. */
async function under({ dir: run, short }: Setting, load: Load): Promise<Span> {
  const dir = join(run, 'estate');
  if (load.server === 'controller') {
    rmSync(dir, { recursive: true, force: true });
    await makeEstate(dir, agents);
  }
  await using server = program(load.server, dir, String(load.hold ?? 0));
  const { listening } = await server.next<{ listening: number }>();
  await using clients = program('load', dir, String(listening), load.mode, String(load.rows ?? 0));
  const counts = () => clients.ask<Counts>('counts');
  while ((await counts()).ready < agents) await pause(50);
  await pause(short ? second : 2 * second); // code gets warm
  const look = async () => ({
    at: performance.now(),
    ...(await counts()),
    ...(await server.ask<{ usage: Usage }>('usage')).usage,
  });
  const before = await look();
  const ends = before.at + (short ? 3 : 10) * second;
  let after = await look();
  while (after.at < ends) {
    await pause(100);
    const seen = await look();
    if (load.mode === 'actions' && seen.actions === after.actions && seen.requests === after.requests) break; // all is done
    after = seen;
  }
  return {
    requests: after.requests - before.requests,
    actions: after.actions - before.actions,
    cpu: after.cpu - before.cpu,
    written: after.written === null || before.written === null ? null : after.written - before.written,
    elapsed: after.at - before.at,
  };
}

interface Program extends AsyncDisposable {
  next<T>(): Promise<T>;
  ask<T>(what: string): Promise<T>;
}

function program(name: 'controller' | 'floor' | 'load', ...args: readonly string[]): Program {
  const child: ChildProcess = fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ended = exited.then((): never => {
    throw new Error(`bench/agents/${name}.ts ended too soon`);
  });
  ended.catch(() => {});
  const next = async <T>(): Promise<T> => ((await Promise.race([once(child, 'message'), ended])) as [T])[0];
  return {
    next,
    ask: async (what) => {
      const answer = next<never>();
      child.send(what);
      return answer;
    },
    [Symbol.asyncDispose]: async () => {
      if (child.connected) child.send('end');
      await exited;
    },
  };
}
