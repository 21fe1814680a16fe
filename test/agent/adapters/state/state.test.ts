import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFiles } from '#agent/adapters/state/files.ts';
import { nodeKeys } from '#agent/adapters/keys.ts';
import { lockStateDirectory } from '#agent/adapters/state/lock.ts';
import { systemProcesses } from '#agent/adapters/processes.ts';

describe('the agent’s state directory', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'atlas-state-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('keeps files whole and secrets to their owner', async () => {
    const files = await openFiles(dir);
    await files.write('agent.key', new TextEncoder().encode('one'), { secret: true });
    await files.write('agent.key', new TextEncoder().encode('two'), { secret: true });
    assert.equal(new TextDecoder().decode((await files.read('agent.key'))!), 'two');
    assert.equal((await stat(join(dir, 'agent.key'))).mode & 0o777, 0o600);
    await files.remove('agent.key');
    assert.equal(await files.read('agent.key'), null);
    assert.deepEqual(await readdir(dir), []);
    await assert.rejects(files.read('../agent.key'), RangeError);
  });

  it('belongs to one agent at a time', () => {
    const first = lockStateDirectory(dir);
    assert.throws(() => lockStateDirectory(dir), { name: 'AlreadyRunning' });
    first.release();
    lockStateDirectory(dir).release();
  });

  it('is locked against other processes, and free once the holder has died', async () => {
    const lockModule = new URL('../../../../agent/adapters/state/lock.ts', import.meta.url).href;
    const hold = `const { lockStateDirectory } = await import(${JSON.stringify(lockModule)});
      try { lockStateDirectory(${JSON.stringify(dir)}); console.log('held') } catch (error) { console.log(error.name) }`;
    const other = () => systemProcesses.run(process.execPath, ['--input-type=module', '-e', hold], { timeout: 20_000 });
    const mine = lockStateDirectory(dir);
    assert.equal((await other()).stdout.trim(), 'AlreadyRunning');
    mine.release();
    assert.equal((await other()).stdout.trim(), 'held');
    lockStateDirectory(dir).release();
  });
});

describe('the agent’s key', () => {
  it('has a fingerprint that does not change', async () => {
    const key = await nodeKeys.make();
    assert.match(nodeKeys.fingerprint(key), /^sha256:[0-9a-f]{64}$/);
    assert.equal(nodeKeys.fingerprint(key), nodeKeys.fingerprint(key));
  });
});

describe('programs of the host', () => {
  const node = (script: string, options: { timeout: number | null; outlive?: boolean }) =>
    systemProcesses.run(process.execPath, ['-e', script], options);
  for (const outlive of [false, true]) {
    it(`are read with their code${outlive ? ', also when they may outlive the agent' : ''}`, async () => {
      const ended = await node('console.log("out"); console.error("err"); process.exitCode = 7', { timeout: 20_000, outlive });
      assert.deepEqual(ended, { code: 7, stdout: 'out\n', stderr: 'err\n' });
    });
  }
  it('get no environment of ours', async () => {
    process.env['ATLAS_SECRET_OF_TEST'] = 'x';
    const { stdout } = await node('console.log(process.env.ATLAS_SECRET_OF_TEST)', { timeout: 20_000 });
    assert.equal(stdout, 'undefined\n');
  });
  it('are ended when their time is over', () =>
    assert.rejects(node('setInterval(() => {}, 1000)', { timeout: 300 }), /did not end within/));
  it('that do not exist are an error', () =>
    assert.rejects(systemProcesses.run('/nonexistent', [], { timeout: 1000 }), { code: 'ENOENT' }));
});
