/** Git in the user's own clone, with the user's own settings. Arguments are fixed or checked; no shell. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Trouble } from './exit-codes.ts';

const run = promisify(execFile);
const MOST_OUTPUT = 64 * 1024 * 1024;

/** Null when Git says no. @throws Trouble when there is no Git. */
export async function gitIn(dir: string, args: readonly string[]): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['-C', dir, ...args], { env: { ...process.env, LC_ALL: 'C' }, maxBuffer: MOST_OUTPUT });
    return stdout.trimEnd();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Trouble('no', 'no-git', 'git was not found', 'install Git and put it on the PATH', error);
    }
    return null;
  }
}

/** The full id of a commit of the clone. @throws Trouble */
export async function resolveCommit(dir: string, name: string): Promise<string> {
  const id =
    /^[\w./@^~-]{1,200}$/.test(name) && !name.startsWith('-')
      ? await gitIn(dir, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`])
      : null;
  if (id !== null && /^[0-9a-f]{40}$/.test(id)) return id;
  const isRepo = (await gitIn(dir, ['rev-parse', '--git-dir'])) !== null;
  throw isRepo
    ? new Trouble(
        'no',
        'no-such-commit',
        `${dir} holds no commit ${JSON.stringify(name.slice(0, 80))}`,
        'fetch it first: git fetch',
      )
    : new Trouble('usage', 'no-repository', `${dir} is no clone`, 'run it in a clone of the fleet repo');
}
