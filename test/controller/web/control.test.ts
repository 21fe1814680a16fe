import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetName } from '#core/model/ids.ts';
import { type Operator, Refused } from '#controller/app/doors.ts';
import { Fault, type Log } from '#controller/app/ports.ts';
import { controlClient, controlConnection } from '#controller/adapters/web/client.ts';
import { type ControlOptions, serveControl } from '#controller/adapters/web/control.ts';
import { situation } from '#test/core/views/acme.ts';
import { createFakeOperator, type FakeOperator } from './fake-operator.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const acme = fleetName('acme');

describe('the control socket', () => {
  let directory: string;
  let path: string;
  let fake: FakeOperator;
  let close: () => Promise<void> = async () => {};

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'atlas-'));
    path = join(directory, 'control', 'atlas.sock');
    fake = createFakeOperator();
  });
  afterEach(async () => {
    await close();
    close = async () => {};
    await rm(directory, { recursive: true, force: true });
  });
  const serve = async (more: Partial<ControlOptions> = {}) => {
    const server = await serveControl({ path, operator: fake.operator, log: silent, ...more });
    close = () => server.close();
  };
  const code = (wanted: string) => (error: unknown) =>
    (error instanceof Fault || error instanceof Refused) && error.code === wanted;

  it('carries every method of Operator unchanged, there and back', async () => {
    await serve();
    const client = controlClient(path);
    const order = { by: 'ines', why: 'storage alarm' };
    const calls: readonly (readonly [keyof Operator, readonly unknown[]])[] = [
      ['fleets', []],
      ['situation', [acme]],
      ['agents', [acme]],
      ['blame', [acme, 'Host/par-dc-01']],
      ['trace', [acme, 'acme/par-dc-01/december-2026.par-dc-01.1/install#1']],
      ['history', [acme, { host: null, limit: 20 }]],
      ['history', [acme, { host: 'par-dc-01', limit: 20 }]],
      ['stop', [acme, { ...order, hosts: null, holdAll: false }]],
      ['stop', [acme, { ...order, hosts: ['par-hv-01'], holdAll: true }]],
      ['resume', [acme, { ...order, id: null }]],
      ['resolve', [acme, { ...order, action: 'a/b/c.d.1/e#1', outcome: 'not-done' }]],
      ['revoke', [acme, { ...order, host: 'par-hv-01' }]],
      ['token', [acme, { by: 'ines', host: 'par-hv-01' }]],
      ['nudge', [acme]],
      ['journal', [acme, 0, 100]],
    ];
    for (const [method, args] of calls) {
      const there = await (client[method] as (...all: readonly unknown[]) => Promise<unknown>)(...args);
      const direct = await (fake.operator[method] as (...all: readonly unknown[]) => Promise<unknown>)(...args);
      assert.deepEqual(there, direct, method);
      assert.deepEqual(fake.calls.at(-2), fake.calls.at(-1), method);
    }
    assert.deepEqual(await client.situation(acme), situation);
  });

  it('only its owner may open it', async () => {
    await serve();
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await stat(join(directory, 'control'))).mode & 0o777, 0o700);
  });

  const refusedPlaces = [
    {
      name: 'a directory others may enter',
      code: 'control.open-directory',
      prepare: async (at: string) => chmodded(join(at, '..'), 0o755),
    },
    { name: 'a file that is no socket', code: 'control.cannot-listen', prepare: async (at: string) => filed(at) },
  ] as const;
  for (const { name, code: wanted, prepare } of refusedPlaces) {
    it(`refuses ${name}`, async () => {
      await prepare(path);
      await assert.rejects(serve(), code(wanted));
    });
  }
  it('refuses a path that no socket can have', async () => {
    path = join(directory, 'x'.repeat(120), 'atlas.sock');
    await assert.rejects(serve(), code('control.path-too-long'));
  });

  it('never takes the socket from a controller that answers', async () => {
    await serve();
    await assert.rejects(serveControl({ path, operator: fake.operator, log: silent }), code('control.in-use'));
    assert.deepEqual(await controlClient(path).fleets(), [acme]);
  });

  it('takes over the socket a killed controller left behind', async () => {
    await chmodded(join(path, '..'), 0o700);
    const program = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.stdout.write('up'))`;
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.ok((await stat(path)).isSocket());
    await serve();
    assert.deepEqual(await controlClient(path).fleets(), [acme]);
  });

  it('says when nobody answers', async () => {
    await assert.rejects(controlClient(path).fleets(), code('control.unreachable'));
  });

  it('says when something else answers', async () => {
    await chmodded(join(path, '..'), 0o700);
    const other = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi')).listen(path);
    await once(other, 'listening');
    await assert.rejects(controlClient(path).fleets(), code('control.internal'));
    other.close();
  });

  const wrong = [
    { name: 'a stop without a reason', path: 'stop', body: { hosts: null, by: 'ines', why: '', holdAll: false } },
    {
      name: 'a stop of no host, which is not the whole fleet',
      path: 'stop',
      body: { hosts: [], by: 'ines', why: 'x', holdAll: false },
    },
    { name: 'a field nobody knows', path: 'stop', body: { hosts: null, by: 'ines', why: 'x', holdAll: false, holdall: true } },
    { name: 'a wrong type is not bent', path: 'stop', body: { hosts: null, by: 'ines', why: 'x', holdAll: 'true' } },
    { name: 'an outcome nobody knows', path: 'resolve', body: { action: 'a', outcome: 'maybe', by: 'ines', why: 'x' } },
  ] as const;
  for (const { name, path: route, body } of wrong) {
    it(`refuses ${name}`, async () => {
      await serve();
      await assert.rejects(controlConnection(path).call('POST', `/v1/fleets/acme/${route}`, body), code('invalid-request'));
      assert.deepEqual(fake.calls, []);
    });
  }

  it('refuses an order larger than its limit', async () => {
    await serve();
    await assert.rejects(
      controlConnection(path).call('POST', '/v1/fleets/acme/stop', { why: 'x'.repeat(300_000) }),
      code('too-large'),
    );
  });

  it('passes refusals on with their code, and hides faults', async () => {
    await serve();
    const client = controlClient(path);
    fake.failWith(new Refused(404, 'unknown-action', 'no action is called x; nearest: install#1'));
    await assert.rejects(
      client.trace(acme, 'x'),
      (error) => error instanceof Refused && error.status === 404 && error.message.includes('install#1'),
    );
    fake.failWith(new Error('the disk said: secret-token'));
    await assert.rejects(
      client.fleets(),
      (error) => error instanceof Fault && error.code === 'control.internal' && !error.message.includes('secret'),
    );
  });

  it('has a clock for the demo only when it is given one, and tells it when the caller is gone', async () => {
    await serve();
    await assert.rejects(controlConnection(path).call('POST', '/demo/v1/clock', {}), code('unknown-route'));
    await close();
    const aborted = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    await serve({
      demoClock: async (body, signal) => {
        if ((body as { wait?: boolean }).wait !== true) return { now: 42 };
        signal.addEventListener('abort', () => aborted.resolve());
        entered.resolve();
        await aborted.promise;
        return { now: 43 };
      },
    });
    assert.deepEqual(await controlConnection(path).call('POST', '/demo/v1/clock', {}), { now: 42 });
    const gone = new AbortController();
    const waiting = controlConnection(path).call(
      'POST',
      '/demo/v1/clock',
      { wait: true },
      { signal: gone.signal, patient: true },
    );
    await entered.promise;
    gone.abort();
    await assert.rejects(waiting);
    await aborted.promise;
  });
});

async function chmodded(directory: string, mode: number): Promise<void> {
  await mkdir(directory, { recursive: true });
  await chmod(directory, mode);
}

async function filed(at: string): Promise<void> {
  await chmodded(join(at, '..'), 0o700);
  await writeFile(at, '');
}
