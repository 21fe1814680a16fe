import assert from 'node:assert/strict';
import { X509Certificate, createPublicKey } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCertificateAuthority, type BuiltInAuthority } from '#controller/adapters/agents/ca.ts';
import { keyIdOf } from '#core/envelope/keys.ts';
import { fleetName, hostName } from '#core/model/ids.ts';
import { csrOf, makeKey, type KeyKind } from '#test/fakes/pki.ts';

const now = Date.UTC(2026, 10, 13);
const DAY = 86_400_000;
const acme = fleetName('acme');
const host = hostName('par-hv-01');

describe('the built-in certificate authority', () => {
  let dir: string;
  let ca: BuiltInAuthority;
  const open = () => openCertificateAuthority({ dir, now: () => now, names: ['localhost', '127.0.0.1'] });

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'atlas-ca-'));
    ca = await open();
  });
  after(() => rm(dir, { recursive: true }));

  it('keeps its key from everybody else and is the same after a restart', async () => {
    assert.equal((await stat(join(dir, 'ca.key'))).mode & 0o777, 0o600);
    assert.equal((await open()).certificate, ca.certificate);
    const own = new X509Certificate(ca.certificate);
    assert.equal(own.ca, true);
    assert.ok(own.validToDate.getTime() - now > 3649 * DAY);
  });

  it('says what is missing when the certificate is gone', async () => {
    const kept = await readFile(join(dir, 'ca.crt'));
    await rm(join(dir, 'ca.crt'));
    await assert.rejects(open(), { code: 'ca.unreadable' });
    await writeFile(join(dir, 'ca.crt'), kept);
  });

  it('certifies the identity it was told, whatever the subject of the request says', async () => {
    const key = await makeKey('P-256');
    const issued = await ca.issue({ csr: await csrOf(key, 'CN=other/host'), fleet: acme, host });
    const certificate = new X509Certificate(issued.certificate);
    assert.equal(certificate.subjectAltName, 'URI:atlas:acme/par-hv-01');
    assert.equal(certificate.subject, 'CN=acme/par-hv-01');
    assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.2']);
    assert.ok(certificate.verify(createPublicKey(ca.certificate)));
    assert.ok(certificate.checkIssued(new X509Certificate(ca.certificate)));
    assert.equal(certificate.serialNumber.toLowerCase(), issued.serial);
    assert.equal(issued.key, `sha256:${keyIdOf(certificate.publicKey)}`);
    assert.equal(issued.notAfter, now + 90 * DAY);
    assert.ok(issued.renewAt > now && issued.renewAt < issued.notAfter);
  });

  it('gives the listener a certificate for the names agents use', async () => {
    const listener = await ca.listener();
    const certificate = new X509Certificate(listener.cert);
    assert.equal(certificate.checkHost('localhost'), 'localhost');
    assert.equal(certificate.checkIP('127.0.0.1'), '127.0.0.1');
    assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.1']);
    assert.equal((await ca.listener()).cert, listener.cert, 'is kept while it is good');
  });

  const keys: readonly { kind: KeyKind; taken: boolean }[] = [
    { kind: 'P-256', taken: true },
    { kind: 'P-384', taken: true },
    { kind: 'RSA-3072', taken: true },
    { kind: 'RSA-2048', taken: false },
    { kind: 'P-521', taken: false },
  ];
  for (const { kind, taken } of keys) {
    it(`${taken ? 'takes' : 'refuses'} a key of kind ${kind}`, async () => {
      const csr = await csrOf(await makeKey(kind));
      if (taken) assert.match(await ca.keyOf(csr), /^sha256:[0-9a-f]{64}$/);
      else await assert.rejects(ca.keyOf(csr), { code: 'csr-key-refused' });
    });
  }

  it('refuses a request that its key did not sign', async () => {
    const lines = (await csrOf(await makeKey('P-256'))).trim().split('\n');
    const der = Buffer.from(lines.slice(1, -1).join(''), 'base64');
    der[der.length - 1]! ^= 1;
    const csr = `${lines[0]}\n${der.toString('base64')}\n${lines.at(-1)}\n`;
    await assert.rejects(ca.keyOf(csr), { code: 'csr-not-signed' });
    await assert.rejects(ca.keyOf('not a request'), { code: 'csr-unreadable' });
    await assert.rejects(ca.keyOf('x'.repeat(30_000)), { code: 'csr-too-large' });
  });
});
