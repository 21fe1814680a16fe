/** Running the tools of node_modules/.bin (scripts/run.mjs has put it first on the PATH). */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

export interface Ran {
  readonly ok: boolean;
  /** Standard output and error as they came. */
  readonly output: string;
}

/** Runs a program in the project's directory to its end; never rejects. */
export function run(program: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, { cwd: root, env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', (error) => resolve({ ok: false, output: `${program}: ${error.message}` }));
    child.once('close', (code, signal) =>
      resolve({ ok: code === 0, output: signal === null ? output : `${output}\nstopped by ${signal}` }),
    );
  });
}
