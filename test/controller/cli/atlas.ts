/** Runs `atlas` as people do: a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '#controller/cli/run.ts';

export interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

export const project = new URL('../../..', import.meta.url).pathname;

export function atlas(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Promise<Ended> {
  const { promise, resolve: done, reject } = Promise.withResolvers<Ended>();
  const { ATLAS_SOCKET: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(project, 'controller/cli.ts'), ...args], {
    cwd: options.cwd ?? project,
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.once('error', reject);
  child.once('close', (exit) => done({ exit, out, err }));
  return promise;
}

/** The same without a process of its own: for tables of many commands. */
export async function atlasHere(args: readonly string[], env: Readonly<Record<string, string>>, cwd = project): Promise<Ended> {
  let out = '';
  let err = '';
  const exit = await run(args, {
    cwd,
    env,
    width: 80,
    colour: false,
    out: (text) => {
      out += text.endsWith('\n') ? text : `${text}\n`;
    },
    note: (text) => {
      err += text.endsWith('\n') ? text : `${text}\n`;
    },
  });
  return { exit, out, err };
}

export async function scratch(): Promise<{ readonly dir: string; readonly remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'atlas-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
