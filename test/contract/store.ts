/** What every store must hold to, whatever it is made of. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { Fault, type NewEvent, type Signer, type Store } from '#controller/app/ports.ts';
import { keyIdOf, publicKeyOf } from '#core/envelope/keys.ts';
import { parseLeaf } from '#core/journal/record.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import { fleetName, type FleetName } from '#core/model/ids.ts';
import { instant } from '#core/model/time.ts';

export const acme = fleetName('acme');
export const beta = fleetName('beta');
export const noon = instant(1_790_000_000_000);

export function newSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  };
}

export const event = (n: number): NewEvent => ({ type: 'plan.made', at: noon, data: { n } });

export async function faultOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}

/** The numbers in the journal, in order. */
export async function numbersIn(store: Store, fleet: FleetName | ''): Promise<readonly unknown[]> {
  return (await store.journal(fleet, 0, 100_000)).map(({ leaf }) => {
    const parsed = parseLeaf(leaf);
    assert.ok(parsed.ok);
    return parsed.entry.data['n'];
  });
}

export async function assertVerifies(store: Store, fleet: FleetName | '', signer: Signer): Promise<void> {
  const records = await store.journal(fleet, 0, 1_000_000);
  const remembered = await store.head(fleet);
  const heads = await store.heads(fleet, 0, records.length);
  const found = verifyJournal({ records, heads, remembered, fleet, publicKey: publicKeyOf(signer.publicKey) });
  assert.deepEqual(found.findings, []);
  assert.equal(found.proven, records.length);
}

/** `open` gives an empty store that signs with `signer`. */
export function storeContract(name: string, open: (signer: Signer) => Promise<Store>): void {
  describe(`store contract: ${name}`, () => {
    let store: Store;
    let signer: Signer;
    beforeEach(async () => {
      signer = newSigner();
      store = await open(signer);
    });
    afterEach(() => store.close());

    const put = (key: string, value: unknown, events: readonly NewEvent[] = [], fleet: FleetName | '' = acme, expectEpoch = 0) =>
      store.commit({ fleet, expectEpoch, writes: [{ table: 'host', key, value }], events });

    it('reads what was written, replaced and deleted', async () => {
      assert.equal(await store.get(acme, 'host', 'a'), undefined);
      await put('a', { x: [1, null, 'é'] });
      assert.deepEqual(await store.get(acme, 'host', 'a'), { x: [1, null, 'é'] });
      await put('a', false);
      assert.equal(await store.get(acme, 'host', 'a'), false);
      await put('a', null);
      assert.equal(await store.get(acme, 'host', 'a'), undefined);
    });

    it('keeps fleets and tables apart and lists by key', async () => {
      await store.commit({
        fleet: acme,
        expectEpoch: 0,
        writes: [
          { table: 'host', key: 'b', value: 2 },
          { table: 'host', key: 'a', value: 1 },
          { table: 'agent', key: 'a', value: 3 },
        ],
        events: [],
      });
      await put('a', 4, [], beta);
      await put('a', 5, [], '');
      assert.deepEqual(await store.list(acme, 'host'), [
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ]);
      assert.equal(await store.get(acme, 'agent', 'a'), 3);
      assert.equal(await store.get(beta, 'host', 'a'), 4);
      assert.equal(await store.get('', 'host', 'a'), 5);
    });

    it('appends events in order, one journal per fleet, and signs each head', async () => {
      await put('a', 1, [event(0), event(1)]);
      await put('a', 1, [event(7)], beta);
      await put('a', 1, [event(2)]);
      assert.deepEqual(await numbersIn(store, acme), [0, 1, 2]);
      assert.deepEqual(await numbersIn(store, beta), [7]);
      assert.deepEqual(await numbersIn(store, ''), []);
      assert.deepEqual(
        (await store.journal(acme, 1, 1)).map(({ index }) => index),
        [1],
      );
      assert.equal((await store.head(acme))?.size, 3);
      assert.equal(await store.head(''), null);
      assert.deepEqual(
        (await store.heads(acme, 0, 3)).map(({ size }) => size),
        [2, 3],
      );
      assert.deepEqual(
        (await store.heads(acme, 2, 3)).map(({ size }) => size),
        [3],
      );
      await assertVerifies(store, acme, signer);
      await assertVerifies(store, beta, signer);
    });

    it('writes no head when nothing was recorded', async () => {
      await put('a', 1);
      assert.equal(await store.head(acme), null);
    });

    it('fences the predecessor of a takeover', async () => {
      await put('a', 1);
      assert.equal(await store.takeOver(acme), 1);
      assert.equal(await store.takeOver(acme), 2);
      assert.equal(await store.takeOver(beta), 1);
      assert.equal(await faultOf(put('a', 2, [event(1)], acme, 1)), 'store.fenced');
      assert.equal(await faultOf(put('a', 2, [event(1)], acme, 3)), 'store.fenced');
      assert.equal(await store.get(acme, 'host', 'a'), 1);
      assert.deepEqual(await numbersIn(store, acme), []);
      await put('a', 3, [event(1)], acme, 2);
      assert.equal(await store.get(acme, 'host', 'a'), 3);
    });

    it('answers every one of many commits that wait together, and the fenced one does not fail the others', async () => {
      const all = Array.from({ length: 1_200 }, (_, i) =>
        faultOf(put(`k${i}`, i, [event(i)], i % 3 === 0 ? beta : acme, i === 100 ? 9 : 0)),
      );
      const faults = await Promise.all(all);
      assert.deepEqual(
        faults.filter((fault) => fault !== 'none'),
        ['store.fenced'],
      );
      assert.deepEqual(
        await numbersIn(store, acme),
        Array.from({ length: 1_200 }, (_, i) => i).filter((i) => i % 3 !== 0 && i !== 100),
      );
      assert.equal((await store.list(beta, 'host')).length, 400);
      await assertVerifies(store, acme, signer);
      await assertVerifies(store, beta, signer);
    });

    it('takes a batch wholly or not at all', async () => {
      const broken = store.commit({
        fleet: acme,
        expectEpoch: 0,
        writes: [
          { table: 'host', key: 'a', value: 1 },
          { table: 'host', key: 'b', value: undefined },
        ],
        events: [event(1)],
      });
      await assert.rejects(broken, TypeError);
      const huge = store.commit({
        fleet: acme,
        expectEpoch: 0,
        writes: [{ table: 'host', key: 'a', value: 1 }],
        events: [event(1), { ...event(2), data: { note: 'x'.repeat(5_000_000) } }],
      });
      const beside = put('c', 1, [event(3)]);
      await assert.rejects(huge, RangeError);
      await beside;
      assert.deepEqual(await store.list(acme, 'host'), [{ key: 'c', value: 1 }]);
      assert.deepEqual(await numbersIn(store, acme), [3]);
      await assertVerifies(store, acme, signer);
    });

    it('keeps what was asked for when the caller changes its objects afterwards', async () => {
      const value = { n: 1 };
      const data: Record<string, unknown> = { n: 1 };
      const written = store.commit({
        fleet: acme,
        expectEpoch: 0,
        writes: [{ table: 'host', key: 'a', value }],
        events: [{ type: 'plan.made', at: noon, data }],
      });
      value.n = 2;
      data['n'] = 2;
      await written;
      assert.deepEqual(await store.get(acme, 'host', 'a'), { n: 1 });
      assert.deepEqual(await numbersIn(store, acme), [1]);
    });

    it('refuses everything once it is closed, after what was asked for was written', async () => {
      const last = put('a', 1);
      await store.close();
      await last;
      assert.equal(await faultOf(put('a', 2)), 'store.closed');
      assert.equal(await faultOf(store.get(acme, 'host', 'a')), 'store.closed');
    });
  });
}
