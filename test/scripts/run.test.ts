/** scripts/run.mjs in a project of its own with an npm that only pretends, so that every way it can go is quick to try. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const scripts = join(import.meta.dirname, '../../scripts');

const FAKE_NPM = `#!${process.execPath}
const { appendFileSync, existsSync, mkdirSync, rmSync, symlinkSync } = require('node:fs');
appendFileSync('npm.log', process.argv.slice(2, 4).join(' ') + '\\n');
if (existsSync('npm-fails')) { console.error('npm error code ENOTFOUND'); process.exit(7); }
if (process.argv[2] === 'ci') rmSync('node_modules', { recursive: true, force: true });
if (existsSync('npm-ignores-scripts')) { mkdirSync('node_modules'); process.exit(0); }
mkdirSync('node_modules/node/bin', { recursive: true });
rmSync('node_modules/node/bin/node', { force: true });
symlinkSync(process.execPath, 'node_modules/node/bin/node');
`;

const PROGRAM = `
const [what, value] = process.argv.slice(2);
if (what !== 'wait') console.log('ran ' + process.cwd());
if (what === 'exit') process.exit(Number(value));
if (what === 'wait') {
  process.on('SIGINT', () => { console.log('SIGINT'); process.exit(5); });
  process.on('SIGTERM', () => { console.log('SIGTERM'); process.exit(6); });
  setInterval(() => {}, 1000);
  console.log('waiting');
}
if (what === 'die') process.kill(process.pid, 'SIGKILL');
`;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

describe('scripts/run.mjs', () => {
  let project: string;

  beforeEach(() => {
    project = realpathSync(mkdtempSync(join(tmpdir(), 'atlas-run-')));
    for (const name of ['run.mjs', 'launch.mjs', 'install.mjs']) cpSync(join(scripts, name), join(project, 'scripts', name));
    mkdirSync(join(project, 'bin'));
    writeFileSync(join(project, 'bin', 'npm'), FAKE_NPM);
    chmodSync(join(project, 'bin', 'npm'), 0o755);
    writeFileSync(join(project, 'program.mjs'), PROGRAM);
    writeFileSync(join(project, 'package-lock.json'), '{}');
  });

  afterEach(() => rmSync(project, { recursive: true, force: true }));

  function start(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = project): ChildProcess {
    const { npm_lifecycle_event: _, INIT_CWD: __, ...inherited } = process.env;
    return spawn(process.execPath, [join(project, 'scripts/run.mjs'), ...args], {
      cwd,
      env: { ...inherited, PATH: [join(project, 'bin'), process.env['PATH']].join(delimiter), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  function ended(child: ChildProcess): Promise<Ended> {
    return new Promise((resolve) => {
      let out = '';
      let err = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
      child.once('close', (code, signal) => resolve({ code, signal, out, err }));
    });
  }

  const run = (...args: readonly string[]): Promise<Ended> => ended(start(args));
  const npmCalls = (): readonly string[] => readFileSync(join(project, 'npm.log'), 'utf8').trim().split('\n');

  it('installs once, says so in one line, and again only when the lockfile changes', async () => {
    const first = await run('program.mjs');
    assert.equal(first.code, 0);
    assert.match(first.out, /^ran /);
    assert.match(first.err, /^installing [^\n]*\n$/);
    assert.equal((await run('program.mjs')).err, '');
    assert.deepEqual(npmCalls(), ['ci --include=dev']);
    writeFileSync(join(project, 'package-lock.json'), '{"changed":true}');
    await run('program.mjs');
    assert.deepEqual(npmCalls(), ['ci --include=dev', 'ci --include=dev']);
  });

  it('adds development packages to a production install without taking it away', async () => {
    await run('--production', 'program.mjs');
    await run('program.mjs');
    await run('--production', 'program.mjs');
    assert.deepEqual(npmCalls(), ['ci --omit=dev', 'install --no-save']);
  });

  it('installs once when two start together, and takes over the lock of a dead one', async () => {
    mkdirSync(join(project, '.atlas/install/lock'), { recursive: true });
    writeFileSync(join(project, '.atlas/install/lock/owner.json'), '{"pid":4194305,"token":"gone"}'); // above the largest pid
    const both = await Promise.all([run('program.mjs'), run('program.mjs')]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
    assert.deepEqual(npmCalls(), ['ci --include=dev']);
  });

  it('says what npm said and what to do when npm fails, and starts nothing', async () => {
    writeFileSync(join(project, 'npm-fails'), '');
    const { code, out, err } = await run('program.mjs');
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /ENOTFOUND[^]*cannot install the packages: npm ended with 7\. Nothing was started\.[^]*npm ping/);
    rmSync(join(project, 'npm-fails'));
    assert.equal((await run('program.mjs')).code, 0);
  });

  it('says how to go on when npm did not run the script that brings Node', async () => {
    writeFileSync(join(project, 'npm-ignores-scripts'), '');
    const { code, err } = await run('program.mjs');
    assert.equal(code, 1);
    assert.match(err, /npm rebuild node --ignore-scripts=false/);
  });

  it('ends as the program ended', async () => {
    assert.equal((await run('program.mjs', 'exit', '42')).code, 42);
    assert.equal((await run('program.mjs', 'die')).signal, 'SIGKILL');
    assert.equal((await run()).code, 2);
  });

  for (const [signal, code] of [
    ['SIGINT', 5],
    ['SIGTERM', 6],
  ] as const)
    it(`passes ${signal} on, and once for two in a row`, async () => {
      const child = start(['program.mjs', 'wait']);
      const end = ended(child);
      await new Promise((ready) => child.stdout?.once('data', ready));
      child.kill(signal);
      child.kill(signal);
      const { out, ...rest } = await end;
      assert.equal(rest.code, code);
      assert.equal(out.split(signal).length, 2);
    });

  it('works in the project, or with --here where the user stands', async () => {
    const elsewhere = join(project, 'bin');
    const where = async (args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<string> =>
      (await ended(start(args, env, cwd))).out.trim();
    assert.equal(await where(['program.mjs'], {}, elsewhere), `ran ${project}`);
    assert.equal(await where(['--here', 'program.mjs'], {}, elsewhere), `ran ${elsewhere}`);
    const throughNpm = { npm_lifecycle_event: 'atlas', INIT_CWD: elsewhere };
    assert.equal(await where(['--here', 'program.mjs'], throughNpm, project), `ran ${elsewhere}`);
    const stale = { npm_lifecycle_event: 'test', INIT_CWD: project };
    assert.equal(await where(['--here', 'program.mjs'], stale, elsewhere), `ran ${elsewhere}`);
  });
});
