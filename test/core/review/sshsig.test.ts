import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseSshKey } from '#core/review/ssh-key.ts';
import { verifySshSignature } from '#core/review/sshsig.ts';
import { joined, wireString } from '#core/review/wire.ts';
import { armor, keyFor, signSsh } from '#test/git.ts';

const message = new TextEncoder().encode('{"toCommit":"…"}');
const namespace = 'atlas-approve-v1';

describe('SSH signatures, against ssh-keygen', () => {
  let dir: string;
  before(() => (dir = mkdtempSync(join(tmpdir(), 'atlas-sshsig-'))));
  after(() => rmSync(dir, { recursive: true, force: true }));

  const generated = [
    { name: 'Ed25519', args: ['-t', 'ed25519'] },
    { name: 'ECDSA P-256', args: ['-t', 'ecdsa', '-b', '256'] },
    { name: 'RSA 3072', args: ['-t', 'rsa', '-b', '3072'] },
  ] as const;
  for (const { name, args } of generated) {
    it(`reads what ssh-keygen signs with ${name}, and nothing else`, () => {
      const key = join(dir, name.replaceAll(' ', '-'));
      execFileSync('ssh-keygen', ['-q', ...args, '-N', '', '-C', 'a comment', '-f', key]);
      const line = readFileSync(`${key}.pub`, 'utf8');
      const parsed = parseSshKey(line);
      assert.ok(parsed);
      assert.equal(parsed.fingerprint, execFileSync('ssh-keygen', ['-lf', `${key}.pub`], { encoding: 'utf8' }).split(' ')[1]);
      for (const extra of [[], ['-O', 'hashalg=sha256']]) {
        // Twenty, because ECDSA numbers have leading zeros now and then.
        for (let i = 0; i < (name.startsWith('EC') ? 10 : 1); i++) {
          const made = execFileSync('ssh-keygen', ['-Y', 'sign', '-q', '-n', namespace, '-f', key, ...extra], {
            input: message,
            encoding: 'utf8',
            stdio: ['pipe', 'pipe', 'ignore'],
          });
          assert.deepEqual(verifySshSignature(made, namespace, message), {
            type: 'good',
            fingerprint: parsed.fingerprint,
            publicKey: parsed.text,
            hardware: false,
            userVerified: false,
          });
          assert.equal(verifySshSignature(made, 'git', message).type, 'bad');
          assert.equal(verifySshSignature(made, namespace, message.with(0, 0)).type, 'bad');
        }
      }
    });
  }

  for (const hardware of [false, true]) {
    for (const hash of ['sha256', 'sha512'] as const) {
      it(`ssh-keygen accepts what the tests sign with ${hardware ? 'a security key' : 'a software key'} and ${hash}`, () => {
        const key = keyFor('ines', { hardware });
        const signature = join(dir, 'signature');
        const allowed = join(dir, 'allowed');
        writeFileSync(signature, signSsh(key, namespace, message, { hash }));
        writeFileSync(allowed, `ines ${key.publicKey}\n`);
        const verified = spawnSync(
          'ssh-keygen',
          ['-Y', 'verify', '-f', allowed, '-I', 'ines', '-n', namespace, '-s', signature],
          { input: message, encoding: 'utf8' },
        );
        assert.equal(verified.status, 0, verified.stderr);
        const ours = verifySshSignature(readFileSync(signature, 'utf8'), namespace, message);
        assert.equal(ours.type, 'good');
        assert.equal(ours.type === 'good' && ours.hardware, hardware);
      });
    }
  }
});

describe('SSH signatures', () => {
  const key = keyFor('ines');
  const good = signSsh(key, namespace, message);

  it('of a security key say whether the owner was verified, and cover that', () => {
    const sk = keyFor('noor', { hardware: true });
    const verdict = (flags: number) => {
      const result = verifySshSignature(signSsh(sk, namespace, message, { flags }), namespace, message);
      return result.type === 'good' ? result.userVerified : result.detail;
    };
    assert.deepEqual([verdict(5), verdict(1), verdict(4), verdict(0)], [true, false, false, false]);
    const blob = Uint8Array.fromBase64(signSsh(sk, namespace, message, { flags: 1 }).split('\n').slice(1, -2).join(''));
    const flagsAt = blob.length - 5;
    assert.equal(blob[flagsAt], 1);
    assert.equal(verifySshSignature(armor(blob.with(flagsAt, 5)), namespace, message).type, 'bad');
  });

  it('of an ECDSA security key are read', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = publicKey.export({ format: 'jwk' });
    const point = joined(Uint8Array.of(4), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url'));
    const type = 'sk-ecdsa-sha2-nistp256@openssh.com';
    const blob = joined(...[type, 'nistp256', point, 'ssh:'].map((part) => wireString(part)));
    const digest = createHash('sha512').update(message).digest();
    const magic = new TextEncoder().encode('SSHSIG');
    const signed = joined(magic, ...[namespace, '', 'sha512', digest].map((part) => wireString(part)));
    const trailer = Uint8Array.of(5, 0, 0, 0, 1);
    const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();
    const raw = sign('sha256', joined(sha256('ssh:'), trailer, sha256(signed)), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const mpint = (number: Uint8Array) => wireString(number[0]! >= 0x80 ? joined(Uint8Array.of(0), number) : number);
    const numbers = joined(mpint(raw.subarray(0, 32)), mpint(raw.subarray(32)));
    const signature = joined(wireString(type), wireString(numbers), trailer);
    const whole = joined(
      magic,
      Uint8Array.of(0, 0, 0, 1),
      ...[blob, namespace, '', 'sha512', signature].map((part) => wireString(part)),
    );
    const verdict = verifySshSignature(armor(whole), namespace, message);
    assert.equal(verdict.type === 'good' ? verdict.userVerified : verdict.detail, true);
  });

  const refusals: readonly { name: string; signature: string; says: RegExp }[] = [
    { name: 'empty', signature: '', says: /not an armored/ },
    { name: 'PGP', signature: '-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n', says: /another tool/ },
    { name: 'no Base64', signature: '-----BEGIN SSH SIGNATURE-----\n=A=A\n-----END SSH SIGNATURE-----', says: /Base64/ },
    { name: 'too short', signature: armor(Uint8Array.of(1, 2, 3)), says: /too early/ },
    { name: 'without magic', signature: armor(new Uint8Array(64)), says: /SSHSIG/ },
    { name: 'oversized', signature: armor(new Uint8Array(20_000)), says: /longer/ },
    { name: 'a hash of another name', signature: signSsh(key, namespace, message, { hash: 'sha384' as never }), says: /sha384/ },
  ];
  for (const { name, signature, says } of refusals) {
    it(`are refused when ${name}`, () => {
      const verdict = verifySshSignature(signature, namespace, message);
      assert.match(verdict.type === 'bad' ? verdict.detail : 'good', says);
    });
  }

  it('hold no byte that can be changed, dropped or added', () => {
    const blob = Uint8Array.fromBase64(good.split('\n').slice(1, -2).join(''));
    fc.assert(
      fc.property(fc.nat(blob.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        assert.equal(verifySshSignature(armor(blob.with(at, blob[at]! ^ flip)), namespace, message).type, 'bad');
        assert.equal(verifySshSignature(armor(blob.subarray(0, at)), namespace, message).type, 'bad');
      }),
      { numRuns: 150 },
    );
    assert.equal(verifySshSignature(armor(joined(blob, Uint8Array.of(0))), namespace, message).type, 'bad');
  });

  it('never throw, whatever is put there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        assert.equal(
          verifySshSignature(armor(joined(new TextEncoder().encode('SSHSIG'), bytes)), namespace, message).type,
          'bad',
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('parseSshKey', () => {
  const good = keyFor('ines').publicKey;
  const cases: readonly { name: string; line: string; read: boolean }[] = [
    { name: 'a key with a comment', line: good, read: true },
    { name: 'a key without a comment', line: good.split(' ').slice(0, 2).join(' '), read: true },
    { name: 'a type that is not the key’s', line: good.replace('ssh-ed25519', 'ssh-rsa'), read: false },
    { name: 'a DSA key', line: 'ssh-dss AAAAB3NzaC1kc3M=', read: false },
    { name: 'options before the key', line: `no-pty ${good}`, read: false },
    { name: 'only a type', line: 'ssh-ed25519', read: false },
    {
      name: 'a point off the curve',
      line: `ecdsa-sha2-nistp256 ${joined(wireString('ecdsa-sha2-nistp256'), wireString('nistp256'), wireString(new Uint8Array(65).with(0, 4).with(9, 1))).toBase64()}`,
      read: false,
    },
    {
      name: 'RSA of 1024 bits',
      line: `ssh-rsa ${joined(wireString('ssh-rsa'), wireString(Uint8Array.of(1, 0, 1)), wireString(new Uint8Array(129).with(1, 200))).toBase64()}`,
      read: false,
    },
  ];
  for (const { name, line, read } of cases)
    it(`${read ? 'reads' : 'refuses'} ${name}`, () => assert.equal(parseSshKey(line) !== null, read));
});
