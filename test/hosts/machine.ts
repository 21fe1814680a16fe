/** What a chroot needs of this machine: programs, a lock between test processes, and where Debian is. */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** This machine cannot hold a Debian host: the reason, for people. */
export class NotPossibleHere extends Error {}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export async function run(file: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, PATH: path, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };
  const { stdout } = await exec(file, args, { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

export function needPrograms(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new NotPossibleHere('needs root on Linux');
  for (const program of ['debootstrap', 'chroot', 'mount', 'umount', 'flock', 'apt-get', 'apt-cache']) {
    if (!path.split(':').some((directory) => existsSync(`${directory}/${program}`))) {
      throw new NotPossibleHere(`needs ${program} (apt-get install debootstrap)`);
    }
  }
}

export interface Archive {
  readonly suite: string;
  readonly main: string;
  readonly security: string;
}

/** From this machine's own apt sources: mirrors are a matter of the place. */
export async function archiveOf(suite: string): Promise<Archive> {
  const known = await run('apt-get', 'indextargets', '--format', '$(SITE)|$(CODENAME)', 'Created-By: Packages').catch(() => '');
  const siteOf = (codename: string) =>
    known
      .split('\n')
      .find((line) => line.endsWith(`|${codename}`))
      ?.split('|')[0];
  const [main, security] = [siteOf(suite), siteOf(`${suite}-security`)];
  if (!main || !security) {
    throw new NotPossibleHere(`apt on this machine knows no ${suite} and ${suite}-security (apt-get update?)`);
  }
  return { suite, main, security };
}

/** One test process at a time; let go when this process ends, however it ends. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const holder = spawn('flock', ['-x', file, 'cat'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const { promise: held, resolve, reject } = Promise.withResolvers<void>();
  const { promise: gone, resolve: left } = Promise.withResolvers<void>();
  // `cat` runs, and so answers, only once the lock is ours.
  holder.stdout.once('data', () => resolve());
  holder.once('error', reject);
  holder.once('close', () => left());
  holder.stdin.write('held\n');
  await held;
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await gone;
  }
}
