import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { openDsse, preAuthentication, sealDsse } from '#core/envelope/dsse.ts';
import { keyIdOf } from '#core/envelope/keys.ts';

const pair = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const keyid = keyIdOf(pair.publicKey);
const type = 'application/vnd.atlas.test+json';
const payload = new TextEncoder().encode('{"kind":"vm.stop","n":1}');
const signWith = (key: typeof pair) => (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, key.privateKey));
const sealed = sealDsse(type, payload, signWith(pair), keyid);
const [signature] = sealed.signatures;

const codeOf = (dsse: unknown, as = type, keys = [pair.publicKey]) => {
  const opened = openDsse(dsse, as, keys);
  return opened.ok ? 'opened' : opened.code;
};

describe('DSSE', () => {
  it('encodes as the protocol’s own example', () => {
    const bytes = preAuthentication('http://example.com/HelloWorld', new TextEncoder().encode('hello world'));
    assert.equal(new TextDecoder().decode(bytes), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('counts bytes, not characters', () => {
    assert.equal(new TextDecoder().decode(preAuthentication('é', new Uint8Array())), 'DSSEv1 2 é 0 ');
  });

  it('gives back the exact bytes, also after a key was rotated', () => {
    const opened = openDsse(JSON.parse(JSON.stringify(sealed)), type, [other.publicKey, pair.publicKey]);
    assert.deepEqual(opened, { ok: true, payload, keyid });
  });

  const refused = [
    { name: 'another payload type', dsse: { ...sealed, payloadType: 'text/plain' }, code: 'wrong-type' },
    {
      name: 'a type the signature was not made for',
      dsse: { ...sealed, payloadType: 'text/plain' },
      as: 'text/plain',
      code: 'bad-signature',
    },
    { name: 'no signature', dsse: { ...sealed, signatures: [] }, code: 'malformed' },
    { name: 'the good signature twice', dsse: { ...sealed, signatures: [signature, signature] }, code: 'malformed' },
    {
      name: 'an extra signature of another key',
      dsse: sealDsseTwice(),
      code: 'malformed',
    },
    {
      name: 'a key that is not trusted',
      dsse: sealDsse(type, payload, signWith(other), keyIdOf(other.publicKey)),
      code: 'unknown-key',
    },
    { name: 'a key id that lies', dsse: sealDsse(type, payload, signWith(other), keyid), code: 'bad-signature' },
    {
      name: 'the id of another trusted key',
      dsse: sealDsse(type, payload, signWith(pair), keyIdOf(other.publicKey)),
      keys: [pair.publicKey, other.publicKey],
      code: 'bad-signature',
    },
    { name: 'an empty key id', dsse: { ...sealed, signatures: [{ ...signature, keyid: '' }] }, code: 'unknown-key' },
    { name: 'an unknown member', dsse: { ...sealed, note: 1 }, code: 'malformed' },
    {
      name: 'an unknown member of the signature',
      dsse: { ...sealed, signatures: [{ ...signature, alg: 'none' }] },
      code: 'malformed',
    },
    { name: 'white space in the payload', dsse: { ...sealed, payload: `${sealed.payload}\n` }, code: 'malformed' },
    { name: 'a payload over the limit', dsse: { ...sealed, payload: 'A'.repeat(2_000_001) }, code: 'too-large' },
    { name: 'null', dsse: null, code: 'malformed' },
    { name: 'text', dsse: 'e30=', code: 'malformed' },
    { name: 'a signature that is no object', dsse: { ...sealed, signatures: [null] }, code: 'malformed' },
  ];
  for (const { name, dsse, as, keys, code } of refused as readonly (typeof refused)[number][] &
    readonly { as?: string; keys?: never }[]) {
    it(`refuses ${name}`, () => assert.equal(codeOf(dsse, as, keys), code));
  }

  function sealDsseTwice() {
    const second = sealDsse(type, payload, signWith(other), keyIdOf(other.publicKey));
    return { ...sealed, signatures: [...sealed.signatures, ...second.signatures] };
  }

  it('refuses the envelope with any one byte of payload, signature or key id changed', () => {
    for (const field of ['payload', 'sig', 'keyid'] as const) {
      const text = field === 'payload' ? sealed.payload : signature![field];
      for (let i = 0; i < text.length; i++) {
        for (const by of ['A', 'b', '0', '+', '=', ' ']) {
          if (text[i] === by) continue;
          const changed = text.slice(0, i) + by + text.slice(i + 1);
          const dsse =
            field === 'payload'
              ? { ...sealed, payload: changed }
              : { ...sealed, signatures: [{ ...signature, [field]: changed }] };
          assert.notEqual(codeOf(dsse), 'opened', `${field} ${i} ${by}`);
        }
      }
    }
  });
});
