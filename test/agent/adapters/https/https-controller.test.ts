import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realClock } from '#agent/adapters/clock.ts';
import { openFiles } from '#agent/adapters/state/files.ts';
import { connectToController, type HttpsController } from '#agent/adapters/https/https-controller.ts';
import { nodeKeys } from '#agent/adapters/keys.ts';
import { systemRandom } from '#agent/adapters/random.ts';
import { enrol, kept, ownKey, renewal } from '#agent/app/enrol.ts';
import type { Files, Log } from '#agent/app/ports.ts';
import { openCertificateAuthority, type BuiltInAuthority } from '#controller/adapters/agents/ca.ts';
import { listenForAgents, type AgentListener } from '#controller/adapters/agents/server.ts';
import { fleetName, hostName } from '#core/model/ids.ts';
import type { SyncRequest } from '#core/model/sync.ts';
import { instant } from '#core/model/time.ts';
import { fakeDesk, type FakeDesk } from '#test/fakes/agent-desk.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const sync: SyncRequest = {
  v: 1,
  agent: { version: '0.1.0' },
  observation: { digest: '0'.repeat(64), full: null },
  results: [],
  counters: { epoch: 0, sequence: 0, commit: '0'.repeat(40) },
  idleUntil: null,
};
const never = new AbortController().signal;

describe('enrolment over real TLS', () => {
  let dir: string;
  let files: Files;
  let ca: BuiltInAuthority;
  let desk: FakeDesk;
  let listener: AgentListener;
  let controller: HttpsController;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'atlas-enrol-'));
    files = await openFiles(join(dir, 'agent'));
    ca = await openCertificateAuthority({ dir: join(dir, 'ca'), now: () => Date.now(), names: ['localhost'] });
    desk = fakeDesk(ca, 'the signing key');
    listener = await listenForAgents({ host: '127.0.0.1', port: 0, ca, desk, log: silent });
    controller = connectToController({ url: `https://localhost:${listener.port}`, ca: ca.certificate });
  });
  afterEach(async () => {
    controller.close();
    await listener.close();
    await rm(dir, { recursive: true });
  });

  const enrolled = (token: string | null = null) =>
    enrol({
      fleet: fleetName('acme'),
      host: hostName('par-hv-01'),
      token,
      files,
      keys: nodeKeys,
      controller,
      wall: realClock(),
      random: systemRandom,
      log: silent,
      signal: never,
    });

  it('certifies the declared key, pins the signing key, and syncs with what it got', async () => {
    const { fingerprint } = await ownKey(files, nodeKeys);
    desk.declared.set('acme/par-hv-01', fingerprint);
    const credentials = (await enrolled())!;
    assert.equal(credentials.signingKey, 'the signing key');
    assert.deepEqual(await kept(files), credentials);
    await assert.rejects(controller.sync(sync, never), { code: 'no-certificate' });
    controller.use(credentials);
    assert.equal((await controller.sync(sync, never)).v, 1);
    assert.equal(desk.synced[0]!.identity.key, fingerprint);
  });

  it('takes a one-use token where no key is declared', async () => {
    desk.tokens.set('t0ken', 'acme/par-hv-01');
    assert.notEqual(await enrolled('t0ken'), null);
    assert.equal(desk.tokens.size, 0);
  });

  it('renews for the same key when the time has come, and keeps the pinned signing key', async () => {
    desk.declared.set('acme/par-hv-01', (await ownKey(files, nodeKeys)).fingerprint);
    const credentials = (await enrolled())!;
    controller.use(credentials);
    let now = credentials.renewAt - 1;
    const fresh: string[] = [];
    const keep = renewal({
      credentials,
      files,
      keys: nodeKeys,
      controller,
      wall: { now: () => instant(now) },
      log: silent,
      renewed: ({ certificate, signingKey }) => fresh.push(certificate, signingKey),
    });
    await keep.renewWhenDue();
    assert.deepEqual(fresh, []);
    now += 1;
    await keep.renewWhenDue();
    assert.equal(fresh.length, 2);
    assert.notEqual(fresh[0], credentials.certificate);
    assert.equal(fresh[1], 'the signing key');
  });

  it('does not speak to a controller with a certificate of another CA', async () => {
    const other = await openCertificateAuthority({ dir: join(dir, 'other'), now: () => Date.now(), names: ['localhost'] });
    const misled = connectToController({ url: `https://localhost:${listener.port}`, ca: other.certificate });
    await assert.rejects(misled.sync(sync, never), (error: NodeJS.ErrnoException) =>
      /CERT|SIGNATURE|ISSUER/.test(String(error.code)),
    );
    misled.close();
  });

  it('ends a poll from this side', async () => {
    desk.declared.set('acme/par-hv-01', (await ownKey(files, nodeKeys)).fingerprint);
    controller.use((await enrolled())!);
    desk.hold = true;
    const arrival = desk.arrival();
    const over = new AbortController();
    const poll = controller.sync(sync, over.signal);
    await arrival;
    over.abort();
    await assert.rejects(poll, { name: 'AbortError' });
    await desk.gone;
  });
});
