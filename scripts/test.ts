/**
 * npm test [-- suite… [mocha options…]]
 *
 * A suite is a folder under test/ (`core`, `controller/adapters/store`) or one file. Without any: all but test/hosts, which
 * changes a real Debian system and has its own command. Under CI a skipped test counts as failed.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** What a developer's own set-up must not decide. */
function pinnedEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) if (!/^(GIT|LC|SSH|GPG)_|^LANGUAGE$/.test(name)) env[name] = value;
  return {
    ...env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    TZ: 'UTC',
    LANG: 'C.UTF-8',
  };
}

function specOf(suite: string): string {
  const path = [join('test', suite), suite].find((candidate) => existsSync(join(root, candidate)));
  if (path === undefined) throw new RangeError(`no suite "${suite}": name a folder under test/, or a file`);
  return statSync(join(root, path)).isDirectory() ? `${path}/**/*.test.ts` : path;
}

function mochaArguments(argv: readonly string[]): readonly string[] {
  const firstOption = argv.findIndex((argument) => argument.startsWith('-'));
  const suites = firstOption === -1 ? argv : argv.slice(0, firstOption);
  const specs = suites.length > 0 ? suites.map(specOf) : ['test/**/*.test.ts', '--ignore', 'test/hosts/**'];
  const strict = process.env['CI'] === 'true' ? ['--forbid-only', '--forbid-pending'] : ['--forbid-only'];
  return [
    `--reporter=${join(root, 'scripts', 'mocha-reporter.cjs')}`,
    // Files in two processes: they share no state, and those that wait for child processes leave the cores to the others.
    '--parallel',
    '--jobs=2',
    ...strict,
    ...specs,
    ...argv.slice(suites.length),
  ];
}

try {
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const child = spawn(process.execPath, [mocha, ...mochaArguments(process.argv.slice(2))], {
    cwd: root,
    env: pinnedEnvironment(),
    stdio: 'inherit',
  });
  // A terminal has sent its Ctrl-C to mocha as well, and a second one would make mocha drop its clean-up.
  const terminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
  process.on('SIGINT', () => terminal || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('close', (code) => (process.exitCode = code ?? 1));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
