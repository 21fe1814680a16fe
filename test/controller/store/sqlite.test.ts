import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { openSqliteStore, type SqliteStore } from '#controller/adapters/store/sqlite.ts';
import { openSigner } from '#controller/adapters/system/signer.ts';
import { Fault, type Signer } from '#controller/app/ports.ts';
import { acme, assertVerifies, beta, event, faultOf, newSigner, noon, numbersIn, storeContract } from '#test/contract/store.ts';

describe('SQLite store', () => {
  let directory: string;
  let path: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'atlas-store-'));
  });
  after(() => rmSync(directory, { recursive: true }));
  let files = 0;
  beforeEach(() => {
    path = join(directory, `store-${files++}.db`);
  });

  const open = (signer: Signer, more: { maxBytes?: number; origin?: string } = {}): SqliteStore =>
    openSqliteStore({ path, signer, origin: 'msp', now: () => noon, ...more });
  const faultAtOpen = (work: () => unknown): string => {
    try {
      work();
      return 'none';
    } catch (error) {
      if (error instanceof Fault) return error.code;
      throw error;
    }
  };
  const record = (store: SqliteStore, n: number, fleet = acme) =>
    store.commit({ fleet, expectEpoch: 0, writes: [{ table: 'host', key: `k${n}`, value: n }], events: [event(n)] });
  /** What somebody with the file and any SQLite tool can do. */
  const tamper = (sql: string) => {
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
  };

  storeContract('SQLite in a file', async (signer) => open(signer));
  storeContract('SQLite in memory', async (signer) =>
    openSqliteStore({ path: ':memory:', signer, origin: 'msp', now: () => noon }),
  );

  it('has the same rows, journal, heads and epochs when it is opened again', async () => {
    const signer = newSigner();
    const first = open(signer);
    await record(first, 0);
    await record(first, 1);
    await first.takeOver(beta);
    const before = [await first.journal(acme, 0, 10), await first.head(acme), await first.list(acme, 'host')];
    await first.close();
    const second = open(signer);
    assert.deepEqual([await second.journal(acme, 0, 10), await second.head(acme), await second.list(acme, 'host')], before);
    assert.equal(await second.takeOver(beta), 2);
    await record(second, 2);
    assert.deepEqual(await numbersIn(second, acme), [0, 1, 2]);
    await assertVerifies(second, acme, signer);
    await second.close();
  });

  it('can be read by its owner alone', async () => {
    const store = open(newSigner());
    await record(store, 0);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(statSync(`${path}-wal`).mode & 0o777, 0o600);
    await store.close();
  });

  it('refuses a second controller on the same file', async () => {
    const signer = newSigner();
    const first = open(signer);
    assert.equal(
      faultAtOpen(() => open(signer)),
      'store.in-use',
    );
    await first.close();
    await open(signer).close();
  });

  it('refuses a file of a newer version, of another program, or that is no database', async () => {
    const signer = newSigner();
    await open(signer).close();
    tamper('PRAGMA user_version = 999');
    assert.equal(
      faultAtOpen(() => open(signer)),
      'store.newer-schema',
    );
    path = join(directory, 'other.db');
    tamper('CREATE TABLE theirs (x)');
    assert.equal(
      faultAtOpen(() => open(signer)),
      'store.not-ours',
    );
    path = join(directory, 'text.db');
    writeFileSync(path, 'not a database, but long enough to look like one. '.repeat(20));
    assert.equal(
      faultAtOpen(() => open(signer)),
      'store.corrupt',
    );
    path = join(directory, 'missing', 'store.db');
    assert.equal(
      faultAtOpen(() => open(signer)),
      'store.unwritable',
    );
  });

  const tampering = [
    { name: 'edited', sql: `UPDATE journal SET leaf = replace(leaf, '"n":1', '"n":9') WHERE idx = 1` },
    { name: 'dropped', sql: 'DELETE FROM journal WHERE idx = 1' },
    { name: 'cut off', sql: 'DELETE FROM journal WHERE idx = 2' },
    { name: 'added', sql: `INSERT INTO journal SELECT fleet, 3, leaf FROM journal WHERE fleet = 'acme' AND idx = 0` },
    {
      name: 'swapped',
      sql: ['idx = 99 WHERE idx = 1', 'idx = 1 WHERE idx = 2', 'idx = 2 WHERE idx = 99']
        .map((set) => `UPDATE journal SET ${set};`)
        .join(' '),
    },
    { name: 'wholly removed', sql: "DELETE FROM journal WHERE fleet = 'acme'" },
  ];
  for (const { name, sql } of tampering) {
    it(`writes nothing more to a journal in which a record was ${name}, and goes on with the other fleets`, async () => {
      const signer = newSigner();
      const first = open(signer);
      for (const n of [0, 1, 2]) await record(first, n);
      await record(first, 7, beta);
      await first.close();
      tamper(sql);
      const second = open(signer);
      assert.equal(await faultOf(record(second, 3)), 'store.journal-broken');
      assert.equal(await second.get(acme, 'host', 'k0'), 0);
      await record(second, 8, beta);
      await second.close();
    });
  }

  it('does not go on with the journal of another key or another instance', async () => {
    const signer = newSigner();
    const first = open(signer);
    await record(first, 0);
    await first.close();
    const otherKey = open(newSigner());
    assert.equal(await faultOf(record(otherKey, 1)), 'store.journal-broken');
    await otherKey.close();
    const otherInstance = open(signer, { origin: 'elsewhere' });
    assert.equal(await faultOf(record(otherInstance, 1)), 'store.journal-broken');
    await otherInstance.close();
  });

  it('says that the disk is full, keeps what was there, and goes on when there is room again', async () => {
    const signer = newSigner();
    const store = open(signer, { maxBytes: 128 * 1024 });
    await record(store, 0);
    const fill = (text: string) =>
      store.commit({
        fleet: acme,
        expectEpoch: 0,
        writes: [{ table: 'observation', key: 'o', value: text }],
        events: [event(1)],
      });
    assert.equal(await faultOf(fill('x'.repeat(500_000))), 'store.full');
    assert.equal(store.trouble()?.code, 'store.full');
    assert.deepEqual(await numbersIn(store, acme), [0]);
    await fill('small');
    assert.equal(store.trouble(), null);
    await assertVerifies(store, acme, signer);
    await store.close();
  });

  it('fails all that share a transaction that cannot be written, and none silently', async () => {
    const store = open(newSigner(), { maxBytes: 128 * 1024 });
    const value = 'x'.repeat(100_000);
    const faults = await Promise.all(
      [0, 1, 2].map((n) =>
        faultOf(
          store.commit({ fleet: acme, expectEpoch: 0, writes: [{ table: 'host', key: `k${n}`, value }], events: [event(n)] }),
        ),
      ),
    );
    assert.deepEqual(faults, ['store.full', 'store.full', 'store.full']);
    assert.deepEqual(await store.list(acme, 'host'), []);
    assert.equal(await store.head(acme), null);
    await store.close();
  });

  it('keeps every acknowledged commit of a writer that is killed, again and again', async function () {
    this.timeout(30_000);
    const keyFile = join(directory, 'signing.key');
    const signer = openSigner(keyFile);
    const script = fileURLToPath(new URL('../../contract/store-writer.ts', import.meta.url));
    const acknowledged = new Set<number>();
    for (const acks of [1, 40, 150]) {
      const child = spawn(process.execPath, [script, path, keyFile], { stdio: ['ignore', 'pipe', 'inherit'] });
      const exited = once(child, 'exit');
      let seen = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        acknowledged.add(Number(line));
        if (++seen === acks) child.kill('SIGKILL');
      }
      const [, signal] = (await exited) as [number | null, string | null];
      assert.equal(signal, 'SIGKILL');
    }
    const store = open(signer);
    const numbers = new Set(await numbersIn(store, acme));
    const rows = new Set((await store.list(acme, 'host')).map(({ value }) => value));
    assert.ok(acknowledged.size >= 191);
    assert.deepEqual(
      [...acknowledged].filter((n) => !numbers.has(n) || !rows.has(n)),
      [],
    );
    assert.deepEqual(numbers, rows);
    await assertVerifies(store, acme, signer);
    await store.close();
  });
});
