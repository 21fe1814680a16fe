/**
 * What stands between `git clone` and the first line of TypeScript: plain JavaScript for Node 20 and later, no packages.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, InstallFailure } from './install.mjs';

export const root = resolve(fileURLToPath(import.meta.url), '../..');

/** Ctrl-C reaches us from the terminal and again from npm; a second one within this time is the same one. Milliseconds. */
const SAME_SIGNAL_WITHIN = 1000;

/**
 * Installs what is missing, runs `file` (relative to the project) with Node 26 and ends this process as that one ended.
 * @param {{ file: string, args: readonly string[], set: 'production' | 'full', cwd: string }} what
 */
export async function launch({ file, args, set, cwd }) {
  try {
    await install(root, set);
  } catch (error) {
    if (!(error instanceof InstallFailure)) throw error;
    console.error(error.message);
    process.exit(1);
  }
  const env = {
    ...process.env,
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compile'),
  };
  endAs(await ended(spawn(nodeBinary(), [resolve(root, file), ...args], { cwd, env, stdio: 'inherit' })));
}

function nodeBinary() {
  const directory = join(root, 'node_modules', 'node', 'bin');
  return join(directory, existsSync(join(directory, 'node.exe')) ? 'node.exe' : 'node');
}

/** Waits for a child and passes signals on to it meanwhile. */
function ended(child) {
  // The terminal sends Ctrl-C to the whole group, so the child has it already; twice could mean "at once" to it.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const last = new Map();
  const pass = (signal) => {
    const again = Date.now() - (last.get(signal) ?? -Infinity) < SAME_SIGNAL_WITHIN;
    last.set(signal, Date.now());
    if (!again && !(signal === 'SIGINT' && terminal)) child.kill(signal);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass).on('SIGHUP', pass);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass).off('SIGHUP', pass);
      done({ code, signal });
    });
  });
}

function endAs({ code, signal }) {
  if (signal === null) process.exit(code);
  process.exitCode = 128 + (constants.signals[signal] ?? 0);
  process.kill(process.pid, signal);
}
