/** Programs that are measured: each in a process of its own, telling its figures on its last line. */
import { spawnSync } from 'node:child_process';
import type { Used } from './used.ts';

export interface Ran {
  readonly used: Used;
}

/** Runs one to its end. @throws Error when it does not end well. */
export function run<T extends Ran>(program: string, args: readonly string[], flags: readonly string[] = []): T {
  const ran = spawnSync(process.execPath, [...flags, program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const last = ran.stdout.trim().split('\n').at(-1) ?? '';
  if (ran.status !== 0 || last === '') throw new Error(`${program} ended with ${ran.status ?? ran.signal}`);
  return JSON.parse(last) as T;
}
