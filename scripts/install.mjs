/** Brings node_modules to what package-lock.json says, once, also when several commands start at the same time. */
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Something the user must mend; the message says what and how. */
export class InstallFailure extends Error {}

/** Milliseconds between two looks at somebody else's lock. */
const LOOK_AGAIN = 200;
/** Lines of npm's complaint that are shown; what went wrong comes first. */
const NPM_LINES = 12;

/**
 * @param {string} root the project's directory
 * @param {'production' | 'full'} set full = with development packages, and satisfies production
 * @throws InstallFailure
 */
export async function install(root, set) {
  const wanted = { lock: lockDigest(root), platform: `${process.platform}-${process.arch}` };
  if (satisfies(stampOf(root), wanted, set)) return;
  const release = await lockDirectory(join(root, '.atlas', 'install'));
  try {
    const stamp = stampOf(root); // again: the one we waited for may have done it
    if (satisfies(stamp, wanted, set)) return;
    // Over a good production install the rest is only added: a running `npm start` keeps the files it stands on.
    const add = satisfies(stamp, wanted, 'production');
    if (!add) rmSync(stampFile(root), { force: true });
    console.error(`installing ${set === 'full' ? 'all packages' : 'packages'} (npm, once per change of package-lock.json) …`);
    await npm(root, [
      ...(add ? ['install', '--no-save'] : ['ci']),
      set === 'full' ? '--include=dev' : '--omit=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
    if (!existsSync(join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')))
      throw new InstallFailure(
        "npm installed the packages but not Node 26: the install script of the package `node` did not run (npm's ignore-scripts?).\n" +
          'Nothing was started. Allow it once: npm rebuild node --ignore-scripts=false   then run the same command again.',
      );
    writeFileSync(stampFile(root), `${JSON.stringify({ ...wanted, set })}\n`);
  } finally {
    release();
  }
}

const stampFile = (root) => join(root, 'node_modules', '.atlas-installed.json');

function stampOf(root) {
  try {
    return JSON.parse(readFileSync(stampFile(root), 'utf8'));
  } catch {
    return null; // absent or half written: install again
  }
}

function satisfies(stamp, wanted, set) {
  return stamp?.lock === wanted.lock && stamp.platform === wanted.platform && (stamp.set === 'full' || stamp.set === set);
}

function lockDigest(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

async function npm(root, args) {
  // Not through our own node_modules/.bin: that is what npm is about to replace.
  const own = join(root, 'node_modules', '.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => entry !== own);
  const child = spawn('npm', args, {
    cwd: root,
    env: { ...process.env, PATH: path.join(delimiter) },
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32', // npm is npm.cmd there; the arguments are constants
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const stop = (signal) => child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const how = await new Promise((done) => {
    child.once('error', (error) => done(error.code === 'ENOENT' ? 'npm is not on the PATH' : error.message));
    child.once('close', (code, signal) => done(code === 0 ? null : signal ? `stopped by ${signal}` : `npm ended with ${code}`));
  });
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (how === null) return;
  throw new InstallFailure(
    [
      ...said
        .split('\n')
        .filter((line) => !/^npm error(?: +at .*)?$/.test(line))
        .slice(0, NPM_LINES), // without stack frames
      `cannot install the packages: ${how}. Nothing was started.`,
      'Needed: Node 20 or later with npm, and a registry that answers (try: npm ping; behind a proxy: npm config set proxy …).',
      'Then run the same command again.',
    ]
      .filter((line) => line !== '')
      .join('\n'),
  );
}

/**
 * A lock that appears with its owner's name already inside (rename onto a directory that has content fails), so no one ever
 * sees half a lock. One left by a dead process is moved aside under its own token: of two that try, the second fails.
 */
async function lockDirectory(directory) {
  const lock = join(directory, 'lock');
  const token = randomUUID();
  const mine = join(directory, token);
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, 'owner.json'), JSON.stringify({ pid: process.pid, token }));
  let told = false;
  for (;;) {
    if (moved(mine, lock)) return () => moved(lock, mine) && rmSync(mine, { recursive: true, force: true });
    const owner = ownerOf(lock);
    if (owner !== null && !isAlive(owner.pid)) {
      const aside = join(directory, `stale-${owner.token}`);
      if (moved(lock, aside)) continue;
    }
    if (!told && owner !== null) console.error(`waiting for the installation that process ${owner.pid} has begun …`);
    told = true;
    await new Promise((wake) => setTimeout(wake, LOOK_AGAIN));
  }
}

function moved(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOENT'].includes(error.code)) return false;
    throw error;
  }
}

function ownerOf(lock) {
  try {
    return JSON.parse(readFileSync(join(lock, 'owner.json'), 'utf8'));
  } catch {
    return null; // just released
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
