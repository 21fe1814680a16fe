/** The rows of cold processes: `plan-…` and `commit-…`. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ran, run } from '../measured-program.ts';
import { makeRepository, makeState } from '../prepare.ts';
import { median, type Result, type Row, type Setting } from '../row.ts';
import { plainFacts, workload } from '../workload.ts';

const controller = fileURLToPath(new URL('./controller.ts', import.meta.url));
const floor = fileURLToPath(new URL('./floor.ts', import.meta.url));
const repetitions = 3;
const MB = 1e6;

type Start = 'plan' | 'commit';

interface Goal {
  /** CPU-s. */
  readonly atMost: number;
  /** MB at most at any time; left out = not asked. */
  readonly peak?: number;
}

export function coldRow(start: Start, hosts: number, goal: Goal): Row {
  return { unit: 'CPU-s', goal: { atMost: goal.atMost }, measure: (setting) => measure(start, hosts, goal, setting) };
}

interface Planned extends Ran {
  readonly counts: Readonly<Record<string, number>>;
}

async function measure(start: Start, hosts: number, goal: Goal, setting: Setting): Promise<Result> {
  const dir = await coldState(setting.dir, hosts);
  const state = start === 'plan' ? plannedState(dir) : join(dir, 'heard');
  const once = (): Planned => {
    const copy = join(dir, 'copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(state, copy, { recursive: true });
    return run(controller, [start, copy]);
  };
  const plainest = (): Ran => run(floor, [start, dir]);
  once(); // fills the compile cache
  plainest();
  const rounds = Array.from({ length: setting.short ? 1 : repetitions }, () => ({ product: once(), floor: plainest() }));
  const value = median(rounds.map(({ product }) => total(product)));
  const peak = median(rounds.map(({ product }) => product.used.peak)) / MB;
  const verdicts = Object.entries(rounds[0]!.product.counts).map(([status, count]) => `${count} ${status}`);
  return {
    value,
    floor: median(rounds.map(({ floor: ran }) => total(ran))),
    met: value <= goal.atMost && peak <= (goal.peak ?? Infinity),
    note: `${hosts} hosts, ${hosts / 2} VMs: ${verdicts.join(', ')}; at most ${peak.toFixed(0)} MB`,
  };
}

/** A directory with what a cold start finds, made once in a run. `heard` = no commit was accepted yet. */
export async function coldState(run: string, hosts: number): Promise<string> {
  const dir = join(run, `cold-${hosts}`);
  if (existsSync(dir)) return dir;
  const work = workload(hosts);
  mkdirSync(join(dir, 'repository'), { recursive: true });
  await makeState(join(dir, 'heard'), makeRepository(join(dir, 'repository'), work.files), work);
  const { wanted, observed } = plainFacts(work);
  writeFileSync(join(dir, 'wanted.json'), wanted);
  writeFileSync(join(dir, 'observed.json'), observed);
  return dir;
}

/** The state directory of a controller that has accepted and planned its commit. */
export function plannedState(cold: string): string {
  const state = join(cold, 'plan');
  if (existsSync(state)) return state;
  cpSync(join(cold, 'heard'), state, { recursive: true });
  run(controller, ['commit', state]);
  return state;
}

const total = ({ used }: Ran): number => used.own + used.children;
