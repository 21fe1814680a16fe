/** The kept fleet counts only when this controller sealed it, for this commit, by the same code. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { loadFleet } from '#core/declarations/load.ts';
import { keyIdOf } from '#core/envelope/keys.ts';
import type { CommitId, FleetName } from '#core/model/ids.ts';
import { compiledFleet, type CompiledRow, compiledRow } from '#controller/app/compiled.ts';
import type { Signer, Store } from '#controller/app/ports.ts';
import { tinyFleet } from '#test/fleets.ts';

function signer(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  };
}

const fleet = loadFleet(tinyFleet()).fleet!;
const commit = 'a'.repeat(40) as CommitId;
const own = signer();
const kept = compiledRow(fleet, commit, 'compiler', own)!.row;

const read = (row: unknown, over: { commit?: string; compiler?: string | null; name?: string } = {}) =>
  compiledFleet(
    (over.name ?? fleet.name) as FleetName,
    (over.commit ?? commit) as CommitId,
    over.compiler === undefined ? 'compiler' : over.compiler,
    { signer: own, store: { get: async () => row } as unknown as Store },
  );

describe('compiled fleet', () => {
  it('is what was compiled', async () => {
    assert.deepEqual(await read(kept), fleet);
  });

  it('is not kept when nobody says which code compiled it', () => {
    assert.equal(compiledRow(fleet, commit, null, own), null);
  });

  const doubts: Readonly<Record<string, () => Promise<unknown>>> = {
    'nothing is kept': () => read(undefined),
    'it is of another commit': () => read(kept, { commit: 'b'.repeat(40) }),
    'it is of another fleet': () => read(kept, { name: 'other' }),
    'other code compiled it': () => read(kept, { compiler: 'newer' }),
    'nobody says which code reads it': () => read(kept, { compiler: null }),
    'it was edited': () => read({ ...kept, text: kept.text.replace('"maxFailed":1', '"maxFailed":9') }),
    'another key sealed it': () => read(compiledRow(fleet, commit, 'compiler', signer())!.row),
    'it has no seal': () => read({ text: kept.text }),
    'its seal is of something else': () =>
      read({ ...kept, seal: { ...kept.seal, payloadType: 'application/vnd.in-toto+json' } } satisfies CompiledRow),
    'it is no row at all': () => read('text'),
  };
  for (const [doubt, ask] of Object.entries(doubts))
    it(`is read from the declarations again when ${doubt}`, async () => {
      assert.equal(await ask(), null);
    });
});
