import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemRandom } from '#controller/adapters/system/random.ts';
import { realClock } from '#controller/adapters/system/real-clock.ts';
import { lineOf } from '#controller/adapters/system/log.ts';
import { loggable } from '#controller/adapters/system/log-fields.ts';
import { openSigner } from '#controller/adapters/system/signer.ts';
import { startTicks } from '#controller/adapters/system/ticks.ts';
import { Fault, type Log } from '#controller/app/ports.ts';
import { publicKeyOf, verifies } from '#core/envelope/keys.ts';
import { after, duration, hour } from '#core/model/time.ts';

describe('real clock', () => {
  it('waits until the instant has come, not shorter', async () => {
    const at = after(realClock.now(), duration(15));
    await realClock.until(at);
    assert.ok(realClock.now() >= at);
  });

  it('ends a wait that is aborted, and one that was aborted before', async () => {
    const abort = new AbortController();
    const waiting = realClock.until(after(realClock.now(), hour), { signal: abort.signal });
    abort.abort();
    await waiting;
    await realClock.until(after(realClock.now(), hour), { signal: abort.signal });
  });
});

it('random bytes are as many as asked for, and others each time', () => {
  assert.equal(systemRandom.bytes(32).length, 32);
  assert.notDeepEqual(systemRandom.bytes(32), systemRandom.bytes(32));
});

describe('signer', () => {
  let path: string;
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'atlas-key-'));
    path = join(directory, 'signing.key');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('makes its key once, readable by its owner alone, and signs with it', () => {
    const first = openSigner(path);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const second = openSigner(path);
    assert.equal(second.keyId, first.keyId);
    const message = new TextEncoder().encode('hello');
    assert.ok(verifies('ed25519', publicKeyOf(first.publicKey), message, second.sign(message)));
  });

  it('refuses a key that others can read', () => {
    openSigner(path);
    chmodSync(path, 0o640);
    assert.throws(() => openSigner(path), { code: 'signer.key-exposed' });
  });

  it('refuses what is no key, without quoting it', () => {
    writeFileSync(path, '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n', { mode: 0o600 });
    assert.throws(
      () => openSigner(path),
      (error: unknown) =>
        error instanceof Fault && error.code === 'signer.key-unreadable' && !JSON.stringify(loggable(error)).includes('hunter2'),
    );
  });
});

describe('log fields', () => {
  const circular: Record<string, unknown> = { name: 'a' };
  circular['self'] = circular;
  const cases = [
    {
      name: 'secrets by name',
      value: { password: 'x', apiKey: 'x', agentToken: 'x', Authorization: 'x', privateKey: 'x', key: 'x' },
      shows: {
        password: '[hidden]',
        apiKey: '[hidden]',
        agentToken: '[hidden]',
        Authorization: '[hidden]',
        privateKey: '[hidden]',
        key: '[hidden]',
      },
    },
    {
      name: 'nothing of what is public',
      value: { keyId: 'ab', fingerprint: 'cd', token: null },
      shows: { keyId: 'ab', fingerprint: 'cd', token: null },
    },
    {
      name: 'credentials of a URL',
      value: { url: 'fetch of https://bob:s3cret@git.example/x.git' },
      shows: { url: 'fetch of https://[hidden]@git.example/x.git' },
    },
    { name: 'a bearer token in text', value: { header: 'Bearer abcdef123456' }, shows: { header: 'Bearer [hidden]' } },
    {
      name: 'a private key in text',
      value: { text: 'x -----BEGIN EC PRIVATE KEY-----\nabc\n-----END EC PRIVATE KEY----- y' },
      shows: { text: 'x [hidden] y' },
    },
    { name: 'a circle', value: circular, shows: { name: 'a', self: '[circular]' } },
    {
      name: 'what JSON has no text for',
      value: { n: Number.NaN, big: 5n, f: () => 0, bytes: new Uint8Array(3), m: new Map([['a', 1]]), s: new Set([1]) },
      shows: { n: 'NaN', big: '5', f: '[function]', bytes: '[3 bytes]', m: { a: 1 }, s: [1] },
    },
    {
      name: 'long lists',
      value: { list: Array.from({ length: 130 }, () => 0) },
      shows: { list: [...Array.from({ length: 100 }, () => 0), '[30 more]'] },
    },
  ];
  for (const { name, value, shows } of cases) {
    it(`shows or hides ${name}`, () => assert.deepEqual(loggable(value), shows));
  }

  it('shows an error with its cause, and the place only when it is a bug', () => {
    const fault = new Fault('source.unreachable', 'cannot reach https://u:p@git', {
      retry: 'later',
      cause: new TypeError('socket'),
    });
    const shown = loggable({ error: fault }) as { error: Record<string, unknown> & { cause: Record<string, unknown> } };
    const { cause, ...rest } = shown.error;
    assert.deepEqual(rest, {
      name: 'Fault',
      code: 'source.unreachable',
      retry: 'later',
      message: 'cannot reach https://[hidden]@git',
    });
    assert.equal(cause['message'], 'socket');
    assert.ok(Array.isArray(cause['stack']));
  });

  it('cuts long text', () => {
    assert.ok(JSON.stringify(loggable({ text: 'x'.repeat(1_000_000) })).length < 5_000);
  });

  it('makes one line of JSON, in which no field can pass for the sentence', () => {
    const line = lineOf('warn', '2026-12-05T18:00:00.000Z', 'claim refused', { host: 'a\nb', message: 'other', level: 'info' });
    assert.ok(!line.includes('\n'));
    assert.deepEqual(JSON.parse(line), {
      at: '2026-12-05T18:00:00.000Z',
      level: 'warn',
      message: 'claim refused',
      host: 'a\nb',
      'field.message': 'other',
      'field.level': 'info',
    });
  });
});

describe('log', () => {
  const program = `
    import { createLog } from ${JSON.stringify(fileURLToPath(new URL('../../../controller/adapters/system/log.ts', import.meta.url)))};
    const log = createLog({ level: 'info', stream: process.argv[1], fields: { instance: 'msp' } });
    log.debug('not shown');
    for (let n = 0; n < 5000; n++) log.info('line', { n });
    process.exit(0);`;
  for (const stream of ['stdout', 'stderr'] as const) {
    it(`loses no line on ${stream} when the process exits`, function () {
      this.timeout(20_000);
      const directory = mkdtempSync(join(tmpdir(), 'atlas-log-'));
      const file = join(directory, 'program.mjs');
      writeFileSync(file, program.replace('process.argv[1]', 'process.argv[2]'));
      const run = spawnSync(process.execPath, [file, stream], { encoding: 'utf8', maxBuffer: 10_000_000 });
      rmSync(directory, { recursive: true });
      const lines = run[stream]
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.equal(lines.length, 5000);
      assert.deepEqual({ ...lines.at(-1), at: null }, { at: null, level: 'info', message: 'line', instance: 'msp', n: 4999 });
    });
  }
});

describe('ticks', () => {
  const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

  it('tick again after a failure, never twice at once, and end what is running before they have stopped', async function () {
    this.timeout(10_000);
    const failures: unknown[] = [];
    let runs = 0;
    let atOnce = 0;
    const log: Log = { ...silent, error: (sentence, fields) => failures.push([sentence, fields?.['duty']]) };
    await new Promise<void>((resolve) => {
      const ticks = startTicks(
        [
          {
            name: 'look',
            cron: '* * * * * *',
            run: async () => {
              runs += 1;
              atOnce += 1;
              await new Promise((done) => setImmediate(done));
              assert.equal(atOnce--, 1);
              if (runs === 1) throw new Error('once');
              void ticks.stop().then(resolve);
            },
          },
        ],
        log,
      );
    });
    assert.equal(runs, 2);
    assert.deepEqual(failures, [['a periodic duty failed', 'look']]);
  });

  it('refuse an expression that is not cron', () => {
    assert.throws(() => startTicks([{ name: 'look', cron: 'often', run: async () => {} }], silent));
  });
});
