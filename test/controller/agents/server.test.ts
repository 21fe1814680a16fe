import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { openCertificateAuthority, type BuiltInAuthority } from '#controller/adapters/agents/ca.ts';
import { listenForAgents, type AgentListener } from '#controller/adapters/agents/server.ts';
import type { Log } from '#controller/app/ports.ts';
import { fleetName, hostName } from '#core/model/ids.ts';
import type { SyncRequest } from '#core/model/sync.ts';
import { fakeDesk, type FakeDesk } from '#test/fakes/agent-desk.ts';
import { csrOf, makeKey, pemOf, selfSigned } from '#test/fakes/pki.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const acme = fleetName('acme');

const sync: SyncRequest = {
  v: 1,
  agent: { version: '0.1.0' },
  observation: { digest: '0'.repeat(64), full: null },
  results: [],
  counters: { epoch: 0, sequence: 0, commit: '0'.repeat(40) },
  idleUntil: null,
};

interface Credentials {
  readonly key: string;
  readonly cert: string;
}

describe('the agents’ listener', () => {
  let dir: string;
  let ca: BuiltInAuthority;
  let otherCa: BuiltInAuthority;
  let desk: FakeDesk;
  let listener: AgentListener;
  let one: Credentials;
  let oneKey: string;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'atlas-listener-'));
    ca = await authority('ca');
    otherCa = await authority('other');
    ({ credentials: one, key: oneKey } = await certified(ca, 'par-hv-01'));
  });
  after(() => rm(dir, { recursive: true }));
  beforeEach(async () => {
    desk = fakeDesk(ca, 'the signing key');
    listener = await listenForAgents({
      host: '127.0.0.1',
      port: 0,
      ca,
      desk,
      log: silent,
      limits: { body: 100_000, enrolBurst: 3 },
    });
  });
  afterEach(() => listener.close());

  function authority(name: string, now = Date.now()) {
    return openCertificateAuthority({ dir: join(dir, name), now: () => now, names: ['localhost'] });
  }

  async function certified(from: BuiltInAuthority, host: string) {
    const keys = await makeKey('P-256');
    const issued = await from.issue({ csr: await csrOf(keys), fleet: acme, host: hostName(host) });
    return { credentials: { key: await pemOf(keys), cert: issued.certificate }, key: issued.key };
  }

  async function post(
    path: string,
    body: unknown,
    options: { credentials?: Credentials | undefined; agent?: Agent; signal?: AbortSignal; method?: string } = {},
  ): Promise<{ status: number; body: { code?: string; message?: string; [key: string]: unknown } }> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: { code?: string } }>();
    const request = httpsRequest(
      {
        host: 'localhost',
        port: listener.port,
        path,
        method: options.method ?? 'POST',
        ca: ca.certificate,
        ...options.credentials,
        agent: options.agent ?? false,
        ...(options.signal ? { signal: options.signal } : {}),
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
      },
      (response) => {
        let received = '';
        response.on('data', (chunk) => (received += String(chunk)));
        response.on('end', () => resolve({ status: response.statusCode!, body: JSON.parse(received) as { code?: string } }));
      },
    );
    // An early refusal closes the connection while the body is still being sent.
    request.on('error', reject);
    request.end(text);
    return await promise;
  }

  it('takes the identity from the certificate', async () => {
    const { status, body } = await post('/agent/v1/sync', sync, { credentials: one });
    assert.equal(status, 200);
    assert.equal(body['v'], 1);
    const { identity } = desk.synced[0]!;
    assert.equal(`${identity.fleet}/${identity.host}`, 'acme/par-hv-01');
    assert.equal(identity.key, oneKey);
    assert.match(identity.serial, /^[0-9a-f]{32}$/);
  });

  const strangers: readonly { name: string; credentials: () => Promise<Credentials | undefined>; code: string }[] = [
    { name: 'without a certificate', credentials: async () => undefined, code: 'no-certificate' },
    {
      name: 'with a certificate it made itself',
      credentials: () => selfSigned('atlas:acme/par-hv-01'),
      code: 'untrusted-certificate',
    },
    {
      name: 'with a certificate of another authority of the same name',
      credentials: async () => (await certified(otherCa, 'par-hv-01')).credentials,
      code: 'untrusted-certificate',
    },
    {
      name: 'with a certificate that has expired',
      credentials: async () => (await certified(await authority('ca', Date.now() - 91 * 86_400_000), 'par-hv-01')).credentials,
      code: 'expired-certificate',
    },
    { name: 'with the listener’s own certificate', credentials: async () => await ca.listener(), code: 'untrusted-certificate' },
  ];
  for (const { name, credentials, code } of strangers) {
    it(`turns away a client ${name}`, async () => {
      const { status, body } = await post('/agent/v1/sync', sync, { credentials: await credentials() });
      assert.deepEqual([status, body.code], [401, code]);
      assert.deepEqual(desk.reasons, [code]);
      assert.deepEqual(desk.synced, []);
      assert.equal((await post('/agent/v1/renew', { v: 1, csr: '' }, { credentials: await credentials() })).status, 401);
    });
  }

  it('asks about revocation at every request, also on a connection that was good', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    assert.equal((await post('/agent/v1/sync', sync, { credentials: one, agent })).status, 200);
    desk.revoked.add(oneKey);
    const { status, body } = await post('/agent/v1/sync', sync, { credentials: one, agent });
    assert.deepEqual([status, body.code], [401, 'revoked']);
    agent.destroy();
  });

  it('cuts the connections of a key that was revoked', async () => {
    desk.hold = true;
    const arrival = desk.arrival();
    const poll = post('/agent/v1/sync', sync, { credentials: one });
    await arrival;
    assert.equal(listener.connected(), 1);
    listener.drop(`sha256:${'0'.repeat(64)}`);
    listener.drop(oneKey);
    await assert.rejects(poll);
    await desk.gone;
  });

  it('ends the poll of a client that hung up', async () => {
    desk.hold = true;
    const arrival = desk.arrival();
    const hangUp = new AbortController();
    const poll = post('/agent/v1/sync', sync, { credentials: one, signal: hangUp.signal });
    await arrival;
    hangUp.abort();
    await assert.rejects(poll);
    await desk.gone;
  });

  const bodies: readonly { name: string; body: unknown; status: number; code: string }[] = [
    { name: 'claims to come from another host', body: { ...sync, host: 'par-hv-02' }, status: 400, code: 'invalid-request' },
    { name: 'is no JSON', body: '{', status: 400, code: 'invalid-request' },
    { name: 'is of a version we do not speak', body: { ...sync, v: 2, more: {} }, status: 426, code: 'unknown-version' },
    { name: 'has a text for a number', body: { ...sync, idleUntil: '1' }, status: 400, code: 'invalid-request' },
    { name: 'reaches for the prototype', body: '{"v":1,"__proto__":{"x":1}}', status: 400, code: 'invalid-request' },
  ];
  for (const { name, body, status, code } of bodies) {
    it(`refuses a body that ${name}`, async () => {
      const answer = await post('/agent/v1/sync', body, { credentials: one });
      assert.deepEqual([answer.status, answer.body.code], [status, code]);
      assert.deepEqual(Object.keys(answer.body).sort(), ['code', 'message']);
      assert.deepEqual(desk.synced, []);
    });
  }

  it('does not read a body beyond the limit', async () => {
    const outcome = await post('/agent/v1/sync', 'x'.repeat(100_001), { credentials: one }).catch((error: unknown) => error);
    // The refusal may overtake the body, and then the connection is closed under it.
    if (!(outcome instanceof Error))
      assert.deepEqual(outcome, {
        status: 413,
        body: { code: 'too-large', message: 'the request is larger than the controller reads' },
      });
    assert.deepEqual(desk.synced, []);
  });

  it('knows no other route', async () => {
    for (const path of ['/', '/agent/v1/', '/agent/v2/sync', '/healthz']) {
      assert.deepEqual((await post(path, sync, { credentials: one })).status, 404);
    }
    const { status, body } = await post('/agent/v1/sync', '', { credentials: one, method: 'GET' });
    assert.deepEqual([status, body.code], [404, 'unknown-route']);
  });

  it('does not speak TLS 1.2', async () => {
    const outcome = await new Promise<string>((resolve) => {
      const socket = connect({ host: 'localhost', port: listener.port, ca: ca.certificate, maxVersion: 'TLSv1.2' }, () =>
        resolve('connected'),
      );
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
    });
    assert.match(outcome, /PROTOCOL_VERSION/);
  });

  it('enrols a declared key, a one-use token once, and nobody else', async () => {
    const keys = await makeKey('P-256');
    const csr = await csrOf(keys);
    const request = { v: 1, fleet: 'acme', host: 'lyo-hv-01', csr, token: null };
    assert.equal((await post('/agent/v1/enrol', request)).body.code, 'not-declared');
    desk.declared.set('acme/lyo-hv-01', await ca.keyOf(csr));
    const { status, body } = await post('/agent/v1/enrol', request);
    assert.equal(status, 200);
    const credentials = { key: await pemOf(keys), cert: body['certificate'] as string };
    assert.equal((await post('/agent/v1/sync', sync, { credentials })).status, 200);
    assert.equal(desk.synced[0]!.identity.host, 'lyo-hv-01');
    assert.equal((await post('/agent/v1/renew', { v: 1, csr }, { credentials })).status, 200);
    const otherCsr = await csrOf(await makeKey('P-256'));
    assert.equal((await post('/agent/v1/renew', { v: 1, csr: otherCsr }, { credentials })).body.code, 'other-key');

    desk.tokens.set('once', 'acme/lyo-hv-02');
    const byToken = { ...request, host: 'lyo-hv-02', csr: otherCsr, token: 'once' };
    assert.equal((await post('/agent/v1/enrol', byToken)).status, 200);
    assert.equal((await post('/agent/v1/enrol', byToken)).status, 429, 'the third within the burst of three was the token');
  });

  it('hides what went wrong inside', async () => {
    desk.sync = async () => {
      throw new Error('the database says: secret');
    };
    const { status, body } = await post('/agent/v1/sync', sync, { credentials: one });
    assert.equal(status, 500);
    assert.equal(body.code, 'internal');
    assert.doesNotMatch(JSON.stringify(body), /secret|at /);
  });
});
