/** The rows of cold processes: `plan-…` and `commit-…`. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeRepository, makeState } from '../prepare.ts';
import { median, type Result, type Row, type Setting } from '../row.ts';
import { plainFacts, workload } from '../workload.ts';
import type { Used } from './used.ts';

const controller = fileURLToPath(new URL('./controller.ts', import.meta.url));
const floor = fileURLToPath(new URL('./floor.ts', import.meta.url));
const repetitions = 3;

type Start = 'plan' | 'commit';

export function coldRow(start: Start, hosts: number, atMost: number): Row {
  return { unit: 'CPU-s', goal: { atMost }, measure: (setting) => measure(start, hosts, atMost, setting) };
}

interface Ran {
  readonly used: Used;
  readonly counts?: Readonly<Record<string, number>>;
}

async function measure(start: Start, hosts: number, atMost: number, { dir: run, short }: Setting): Promise<Result> {
  const dir = join(run, `cold-${hosts}`);
  const state = join(dir, start);
  if (!existsSync(dir)) await prepare(dir, hosts);
  if (start === 'plan' && !existsSync(state)) {
    cpSync(join(dir, 'heard'), state, { recursive: true });
    node(controller, 'commit', state);
  }
  const template = start === 'plan' ? state : join(dir, 'heard');
  const once = (): Ran => {
    const copy = join(dir, 'copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(template, copy, { recursive: true });
    return node(controller, start, copy);
  };
  const plainest = (): Ran => node(floor, start, dir);
  once(); // fills the compile cache
  plainest();
  const rounds = Array.from({ length: short ? 1 : repetitions }, () => ({ product: once(), floor: plainest() }));
  const value = median(rounds.map(({ product }) => total(product)));
  const { counts = {} } = rounds[0]!.product;
  const verdicts = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  return {
    value,
    floor: median(rounds.map(({ floor: ran }) => total(ran))),
    met: value <= atMost,
    note: `${hosts} hosts, ${hosts / 2} VMs: ${verdicts.join(', ')}`,
  };
}

async function prepare(dir: string, hosts: number): Promise<void> {
  const work = workload(hosts);
  mkdirSync(join(dir, 'repository'), { recursive: true });
  await makeState(join(dir, 'heard'), makeRepository(join(dir, 'repository'), work.files), work);
  const { wanted, observed } = plainFacts(work);
  writeFileSync(join(dir, 'wanted.json'), wanted);
  writeFileSync(join(dir, 'observed.json'), observed);
}

const total = ({ used }: Ran): number => used.own + used.children;

/** Runs one measured program to its end. @throws Error when it does not end well. */
function node(program: string, ...args: readonly string[]): Ran {
  const ran = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const last = ran.stdout.trim().split('\n').at(-1) ?? '';
  if (ran.status !== 0 || last === '') throw new Error(`${program} ended with ${ran.status ?? ran.signal}`);
  return JSON.parse(last) as Ran;
}
