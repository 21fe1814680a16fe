/** The rows of a controller that is up: `resident-100k`, `resident-memory`, `one-change-…`. */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coldState, plannedState } from '../cold/rows.ts';
import { type Ran, run } from '../measured-program.ts';
import { makeRepository, makeState } from '../prepare.ts';
import { median, type Row, type Setting } from '../row.ts';
import { workload } from '../workload.ts';

const program = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const controller = fileURLToPath(new URL('../cold/controller.ts', import.meta.url));
const MB = 1e6;
const hosts = 100_000;
const repetitions = 3;

interface Checked extends Ran {
  /** Bytes. */
  readonly resident: number;
  /** CPU-ms. */
  readonly check: number;
  readonly checkIn: number;
  readonly floor: number;
}

/** One process serves both rows. */
const checked = new Map<string, readonly Checked[]>();
async function checks({ dir, short }: Setting): Promise<readonly Checked[]> {
  const known = checked.get(dir);
  if (known !== undefined) return known;
  const state = plannedState(await coldState(dir, hosts));
  const runs = Array.from({ length: short ? 1 : repetitions }, () =>
    run<Checked>(program('./check.ts'), [copyOf(state)], ['--expose-gc']),
  );
  checked.set(dir, runs);
  return runs;
}

function copyOf(state: string): string {
  const copy = `${state}-copy`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(state, copy, { recursive: true });
  return copy;
}

export const resident: Row = {
  unit: 'ms CPU',
  goal: { atMost: 8 },
  async measure(setting) {
    const runs = await checks(setting);
    const value = median(runs.map(({ check }) => check));
    const checkIn = median(runs.map((one) => one.checkIn));
    return {
      value,
      floor: median(runs.map(({ floor }) => floor)),
      met: value <= 8,
      note: `${hosts} hosts, nothing changed; when all of them have checked in again with nothing new: ${checkIn.toFixed(0)} ms`,
    };
  },
};

export const residentMemory: Row = {
  unit: 'MB',
  goal: { atMost: 600 },
  async measure(setting) {
    const runs = await checks(setting);
    const floor = run<Checked>(program('./floor.ts'), [await coldState(setting.dir, hosts)], ['--expose-gc']);
    const value = median(runs.map((one) => one.resident)) / MB;
    return {
      value,
      floor: floor.resident / MB,
      met: value <= 600,
      note: `${hosts} hosts and ${hosts / 2} VMs declared, observed and planned, without connections`,
    };
  },
};

interface Changed extends Ran {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly floor: { readonly p50: number; readonly p99: number };
  /** Microseconds. */
  readonly cpu: number;
}

/** p99 by number of hosts, of this run: it should be the same for all. */
const measured = new Map<number, number>();
const alike = 1.2;

export function oneChange(count: number, reports: number): Row {
  return {
    unit: 'ms p99',
    goal: { atMost: 3 },
    async measure({ dir, short }) {
      const state = await wideState(dir, count);
      const runs = Array.from({ length: short ? 1 : repetitions }, () =>
        run<Changed>(program('./one-change.ts'), [copyOf(state), String(short ? Math.min(reports, 50) : reports)]),
      );
      const value = median(runs.map(({ p99 }) => p99));
      measured.set(count, value);
      const smallest = Math.min(...measured.keys());
      const ratio = value / measured.get(smallest)!;
      const p50 = median(runs.map((one) => one.p50)).toFixed(2);
      const cpu = median(runs.map((one) => one.cpu)).toFixed(0);
      const beside = smallest === count ? '' : `; ${ratio.toFixed(2)} times that of ${smallest} hosts`;
      return {
        value,
        floor: median(runs.map(({ floor }) => floor.p99)),
        met: value <= 3 && ratio <= alike,
        note: `${reports} reports of ${count} hosts, each answered with its action, durable: p50 ${p50} ms, ${cpu} µs CPU${beside}`,
      };
    },
  };
}

/** As a planned state, of a fleet in which whatever is behind may begin. */
async function wideState(dir: string, count: number): Promise<string> {
  const own = join(dir, `wide-${count}`);
  const state = join(own, 'state');
  if (existsSync(state)) return state;
  const work = workload(count, true);
  mkdirSync(join(own, 'repository'), { recursive: true });
  await makeState(state, makeRepository(join(own, 'repository'), work.files), work);
  run(controller, ['commit', state]);
  return state;
}
