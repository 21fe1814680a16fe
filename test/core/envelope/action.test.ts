import assert from 'node:assert/strict';
import { canonical } from '#core/digest.ts';
import { openEnvelope, sealEnvelope } from '#core/envelope/action.ts';
import { sealDsse } from '#core/envelope/dsse.ts';
import { envelopeType } from '#core/model/action.ts';
import { envelopeFor, makeSigner } from '#test/fakes/envelopes.ts';

const signer = makeSigner();
const other = makeSigner();

function sealed(payload: string, type = envelopeType) {
  return sealDsse(type, new TextEncoder().encode(payload), signer.sign, signer.keyId);
}
function codeOf(dsse: unknown): string | null {
  const opened = openEnvelope(dsse, signer.key);
  return opened.ok ? null : opened.code;
}
const good = envelopeFor();
const bent = (change: object) => sealed(canonical({ ...good, ...change }));

describe('an action in its envelope', () => {
  it('comes out as it went in', () => {
    assert.deepEqual(openEnvelope(sealEnvelope(good, signer), signer.key), { ok: true, envelope: good });
  });

  const dsse = sealEnvelope(good, signer);
  const refusals: readonly { name: string; dsse: unknown; code: string }[] = [
    { name: 'signed by another key', dsse: sealEnvelope(good, other), code: 'unknown-key' },
    {
      name: 'signed by another key that calls itself ours',
      dsse: sealEnvelope(good, { ...other, keyId: signer.keyId }),
      code: 'bad-signature',
    },
    {
      name: 'with another payload',
      dsse: { ...dsse, payload: sealEnvelope({ ...good, sequence: 8 }, signer).payload },
      code: 'bad-signature',
    },
    { name: 'of another payload type', dsse: sealed(canonical(good), 'application/vnd.in-toto+json'), code: 'wrong-type' },
    { name: 'that is no object', dsse: 'x', code: 'malformed' },
    { name: 'that holds no JSON', dsse: sealed('{'), code: 'malformed' },
    { name: 'whose keys are in another order', dsse: sealed(JSON.stringify(good)), code: 'malformed' },
    {
      name: 'that names a key twice',
      dsse: sealed(canonical(good).replace('"epoch":3', '"epoch":2,"epoch":3')),
      code: 'malformed',
    },
    { name: 'with an extra field', dsse: bent({ script: 'rm' }), code: 'malformed' },
    { name: 'with an extra argument', dsse: bent({ order: { kind: 'host.reboot', args: { force: true } } }), code: 'malformed' },
    { name: 'with a missing field', dsse: bent({ pre: undefined }), code: 'malformed' },
    { name: 'of an unknown version', dsse: bent({ v: 2 }), code: 'unknown-version' },
    { name: 'of an unknown kind', dsse: bent({ order: { kind: 'script.run', args: {} } }), code: 'unknown-kind' },
    {
      name: 'of a kind that every object inherits',
      dsse: bent({ order: { kind: 'constructor', args: {} } }),
      code: 'unknown-kind',
    },
    {
      name: 'with a package that is an option',
      dsse: bent({
        order: { kind: 'update.install', args: { target: { type: 'debian', suite: 'trixie', packages: { '-o': '1' } } } },
      }),
      code: 'malformed',
    },
    { name: 'whose action id names another host', dsse: bent({ host: 'par-hv-02' }), code: 'malformed' },
    { name: 'with a fraction for a sequence', dsse: bent({ sequence: 7.5 }), code: 'malformed' },
  ];
  for (const { name, dsse: envelope, code } of refusals) it(`is refused ${name}`, () => assert.equal(codeOf(envelope), code));
});
