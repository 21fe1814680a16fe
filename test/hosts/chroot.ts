/** A real Debian system below a directory, fresh for every run, with a package that can be upgraded. */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Archive, NotPossibleHere, archiveOf, needPrograms, run, withLock } from './machine.ts';

const suite = 'bookworm';

/** Small packages that stand alone; the first with two versions in the archive is taken. */
const candidates = ['unzip', 'rsync', 'openssl', 'sudo', 'zip', 'cpio', 'screen'];

export interface DebianHost {
  readonly root: string;
  readonly suite: string;
  /** Installed at `older`; the archive also has `newer`. */
  readonly package: string;
  readonly older: string;
  readonly newer: string;
  readonly dispose: () => Promise<void>;
}

/**
 * Kept between runs below ATLAS_HOSTS_DIR (or the folder for temporary files): the untouched base only.
 * @throws NotPossibleHere without root, the programs or the archive.
 */
async function prepareDebianHost(): Promise<DebianHost> {
  needPrograms();
  const archive = await archiveOf(suite);
  const directory = process.env['ATLAS_HOSTS_DIR'] ?? join(tmpdir(), 'atlas-hosts');
  await mkdir(directory, { recursive: true });
  const root = join(directory, `run-${process.pid}-${++copies}`);
  await withLock(join(directory, 'lock'), async () => {
    await sweep(directory);
    const base = await baseOf(directory, archive);
    await run('cp', '-a', '--reflink=auto', base, root);
  });
  try {
    await mountProc(root);
    await copyFile('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
    await copyFile('/etc/hosts', join(root, 'etc/hosts'));
    await inside(root, 'apt-get', 'update', '-q').catch((cause: unknown) => {
      throw new NotPossibleHere('the archive cannot be reached from the chroot', { cause });
    });
    const pair = await pickPackage(root);
    await inside(root, 'apt-get', 'install', '-y', '-q', '--no-install-recommends', `${pair.package}=${pair.older}`);
    return { root, suite, ...pair, dispose: () => removeTree(root) };
  } catch (error) {
    await removeTree(root);
    throw error;
  }
}

/** Runs `prepareDebianHost`, or skips the suite and says why. Under CI=true a skipped test counts as failed. */
export async function debianHostOrSkip(context: Mocha.Context): Promise<DebianHost> {
  try {
    return await prepareDebianHost();
  } catch (error) {
    if (!(error instanceof NotPossibleHere) || process.env['CI'] === 'true') throw error;
    process.stderr.write(`    no real Debian host here: ${error.message}\n`);
    return context.skip();
  }
}

let copies = 0;

async function inside(root: string, file: string, ...args: readonly string[]): Promise<string> {
  return await run('chroot', root, file, ...args);
}

async function baseOf(directory: string, archive: Archive): Promise<string> {
  const base = join(directory, `base-${suite}`);
  if (await readFile(join(base, 'etc/debian_version')).catch(() => null)) return base;
  const making = join(directory, `making-${suite}`);
  await removeTree(making);
  process.stderr.write(`    debootstrap ${suite} into ${making}: about two minutes, kept for later runs\n`);
  await run('debootstrap', '--variant=minbase', suite, making, archive.main).catch((cause: unknown) => {
    throw new NotPossibleHere('debootstrap failed', { cause });
  });
  const sources = [`deb ${archive.main} ${suite} main`, `deb ${archive.security} ${suite}-security main`, ''];
  await writeFile(join(making, 'etc/apt/sources.list'), sources.join('\n'));
  // The machine's own way to the archive: proxies, and whether its clock is to be believed.
  const acquire = await run('apt-config', 'dump');
  const ways = acquire.split('\n').filter((line) => /^Acquire::(https?::.*|Check-[A-Za-z-]+|Retries) /.test(line));
  await writeFile(join(making, 'etc/apt/apt.conf.d/90way'), [...ways, ''].join('\n'));
  // No service is started in a chroot.
  await writeFile(join(making, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  await rename(making, base);
  return base;
}

async function pickPackage(root: string): Promise<Pick<DebianHost, 'package' | 'older' | 'newer'>> {
  for (const candidate of candidates) {
    const table = await inside(root, 'apt-cache', 'madison', candidate);
    const versions = [...new Set(table.split('\n').flatMap((line) => line.split('|')[1]?.trim() || []))];
    // madison lists the newest first.
    const [newer, older] = [versions[0], versions.at(-1)];
    if (newer && older && newer !== older) return { package: candidate, older, newer };
  }
  throw new NotPossibleHere(`none of ${candidates.join(', ')} has two versions in the archive`);
}

async function mountProc(root: string): Promise<void> {
  await run('mount', '-t', 'proc', 'proc', join(root, 'proc'));
  mounted.add(root);
}

/** Also when the test process ends in a hurry. */
const mounted = new Set<string>();
process.once('exit', () => {
  for (const root of mounted) spawnSync('umount', ['-l', join(root, 'proc')]);
});

async function removeTree(root: string): Promise<void> {
  for (const line of (await readFile('/proc/self/mounts', 'utf8')).split('\n')) {
    const point = line.split(' ')[1];
    if (point?.startsWith(`${root}/`)) await run('umount', point).catch(() => run('umount', '-l', point));
  }
  mounted.delete(root);
  // Never through a mount that could not be undone.
  await run('rm', '-rf', '--one-file-system', root);
}

/** Copies of test processes that were killed. */
async function sweep(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const pid = /^run-(\d+)-\d+$/.exec(name)?.[1];
    if (pid === undefined || pid === String(process.pid)) continue;
    const alive = await readFile(`/proc/${pid}/stat`).then(
      () => true,
      () => false,
    );
    if (!alive) await removeTree(join(directory, name));
  }
}
