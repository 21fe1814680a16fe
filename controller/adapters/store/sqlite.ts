/**
 * The embedded store: one SQLite file, one process. Commits that wait at the same time share one transaction and one
 * fsync, each with its own answer; none is answered before the bytes are on disk.
 */
import { Fault, Table, type NewEvent, type Signer, type Store, type Write } from '#controller/app/ports.ts';
import { canonical } from '#core/digest.ts';
import { publicKeyOf } from '#core/envelope/keys.ts';
import { journalOrigin, signHead, type SignedTreeHead } from '#core/journal/head.ts';
import { append, emptyTree, leafHash, rootOf, type Tree } from '#core/journal/merkle.ts';
import { composeLeaf } from '#core/journal/record.ts';
import type { FleetName } from '#core/model/ids.ts';
import type { Instant } from '#core/model/time.ts';
import { faultOf, isLostSync, openDatabase } from './database.ts';
import { rebuildFrontiers, type Frontier } from './frontiers.ts';

/** Commits in one transaction: bounds how long the main thread is held. */
const MAX_GROUP = 500;

/** Characters of one row's JSON. */
const MAX_VALUE_CHARS = 64_000_000;
const MAX_KEY_CHARS = 1_000;
/** Longer values lie apart (migration 3). */
const LARGE_CHARS = 65_536;

export interface SqliteStore extends Store {
  /** Why the last commit could not be written; null while the store can be written. For health checks. */
  trouble(): Fault | null;
}

export interface SqliteStoreOptions {
  /** A file in the state directory, or `:memory:`. */
  readonly path: string;
  /** Signs the tree heads. */
  readonly signer: Signer;
  /** The instance's name: stands in every tree head. */
  readonly origin: string;
  readonly now: () => Instant;
  /** The file may not grow beyond this; null = as far as the disk goes. */
  readonly maxBytes?: number;
  /**
   * What shares a transaction: all that is asked in one microtask run, or in one turn of the event loop (so that many
   * sockets share one fsync). Memory has no fsync to share and takes the first, which needs no event loop at all.
   */
  readonly group?: 'microtask' | 'turn';
}

/** A commit as it was when it was asked for: later changes to the caller's objects do not reach the store. */
interface Request {
  readonly fleet: FleetName | '';
  readonly expectEpoch: number;
  readonly writes: readonly { readonly table: Table; readonly key: string; readonly value: string | null }[];
  readonly events: readonly (Omit<NewEvent, 'data'> & { readonly data: string })[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** @throws Fault when the file cannot be used; see `openDatabase`. */
export function openSqliteStore(options: SqliteStoreOptions): SqliteStore {
  const { path, signer, now } = options;
  const db = openDatabase(path, options.maxBytes ?? null);
  const group = options.group ?? (path === ':memory:' ? 'microtask' : 'turn');
  const originOf = (fleet: string) => journalOrigin(options.origin, fleet as FleetName | '');

  const sql = {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    get: db.prepare('SELECT value FROM rows WHERE fleet = ? AND tbl = ? AND key = ?'),
    getLarge: db.prepare('SELECT value FROM large_rows WHERE fleet = ? AND tbl = ? AND key = ?'),
    list: db.prepare('SELECT key, value FROM rows WHERE fleet = ? AND tbl = ? ORDER BY key'),
    listLarge: db.prepare('SELECT key, value FROM large_rows WHERE fleet = ? AND tbl = ? ORDER BY key'),
    put: db.prepare(
      'INSERT INTO rows (fleet, tbl, key, value) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    ),
    putLarge: db.prepare(
      'INSERT INTO large_rows (fleet, tbl, key, value) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    ),
    remove: db.prepare('DELETE FROM rows WHERE fleet = ? AND tbl = ? AND key = ?'),
    removeLarge: db.prepare('DELETE FROM large_rows WHERE fleet = ? AND tbl = ? AND key = ?'),
    epoch: db.prepare('SELECT epoch FROM epochs WHERE fleet = ?'),
    takeOver: db.prepare(
      'INSERT INTO epochs (fleet, epoch) VALUES (?, 1) ON CONFLICT DO UPDATE SET epoch = epoch + 1 RETURNING epoch',
    ),
    append: db.prepare('INSERT INTO journal (fleet, idx, leaf) VALUES (?, ?, ?)'),
    journal: db.prepare('SELECT idx, leaf FROM journal WHERE fleet = ? AND idx >= ? ORDER BY idx LIMIT ?'),
    putHead: db.prepare('INSERT INTO heads (fleet, size, origin, root, at, key_id, signature) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    head: db.prepare('SELECT * FROM heads WHERE fleet = ? ORDER BY size DESC LIMIT 1'),
    heads: db.prepare('SELECT * FROM heads WHERE fleet = ? AND size > ? AND size <= ? ORDER BY size'),
  };

  // as arrays: an object for each of a hundred thousand rows would cost more than reading it
  sql.list.setReturnArrays(true);
  sql.listLarge.setReturnArrays(true);

  const newestHead = (fleet: string): SignedTreeHead | null => {
    const row = sql.head.get(fleet);
    return row === undefined ? null : headOf(row);
  };
  const frontiers = new Map<string, Frontier>(
    rebuildFrontiers(db, newestHead, { publicKey: publicKeyOf(signer.publicKey), origin: originOf }),
  );

  let queue: Request[] = [];
  let scheduled = false;
  let closed = false;
  let trouble: Fault | null = null;
  let lost: Fault | null = null;

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    if (group === 'microtask') queueMicrotask(flush);
    else setImmediate(flush);
  };

  const judge = (request: Request, size: number): { refusal: unknown; leaves: readonly string[] } => {
    const epoch = Number(sql.epoch.get(request.fleet)?.['epoch'] ?? 0);
    if (epoch !== request.expectEpoch) return { refusal: fenced(request.fleet, request.expectEpoch, epoch), leaves: [] };
    const broken = frontiers.get(request.fleet)?.broken ?? null;
    if (broken !== null) return { refusal: broken, leaves: [] };
    try {
      return { refusal: null, leaves: leavesOf(request, size) };
    } catch (error) {
      return { refusal: error, leaves: [] };
    }
  };

  const write = (request: Request, leaves: readonly string[], tree: Tree): Tree => {
    let grown = tree;
    for (const { table, key, value } of request.writes) {
      const isLarge = value !== null && value.length > LARGE_CHARS;
      if (isLarge) sql.putLarge.run(request.fleet, table, key, value);
      else sql.removeLarge.run(request.fleet, table, key);
      if (value !== null && !isLarge) sql.put.run(request.fleet, table, key, value);
      else sql.remove.run(request.fleet, table, key);
    }
    for (const leaf of leaves) {
      sql.append.run(request.fleet, grown.size, leaf);
      grown = append(grown, leafHash(leaf));
    }
    return grown;
  };

  const sign = (fleet: string, tree: Tree): void => {
    const head = signHead({ origin: originOf(fleet), size: tree.size, root: rootOf(tree).toBase64(), at: now() }, signer);
    sql.putHead.run(fleet, head.size, head.origin, head.root, head.at, head.keyId, head.signature);
  };

  const flush = () => {
    scheduled = false;
    const requests = queue.slice(0, MAX_GROUP);
    queue = queue.slice(MAX_GROUP);
    if (queue.length > 0) schedule();
    if (requests.length === 0) return;
    const answers: (() => void)[] = [];
    const grown = new Map<string, Tree>();
    try {
      if (lost !== null) throw lost;
      sql.begin.run();
      for (const request of requests) {
        const before = grown.get(request.fleet) ?? frontiers.get(request.fleet)?.tree ?? emptyTree;
        // Judged before its first write: a batch that is refused leaves no trace and fails no other.
        const judged = judge(request, before.size);
        if (judged.refusal !== null) {
          answers.push(() => request.reject(judged.refusal));
          continue;
        }
        grown.set(request.fleet, write(request, judged.leaves, before));
        answers.push(request.resolve);
      }
      for (const [fleet, tree] of grown) if (tree.size > (frontiers.get(fleet)?.tree.size ?? 0)) sign(fleet, tree);
      sql.commit.run();
    } catch (error) {
      if (db.isTransaction) rollBack();
      const fault = faultOf(error, path);
      if (fault instanceof Fault) trouble = fault;
      if (isLostSync(error) && fault instanceof Fault) lost = fault;
      for (const request of requests) request.reject(fault);
      return;
    }
    trouble = null;
    for (const [fleet, tree] of grown) frontiers.set(fleet, { tree, broken: null });
    for (const answer of answers) answer();
  };

  const rollBack = () => {
    try {
      sql.rollback.run();
    } catch {
      // SQLite rolls back by itself on some failures; what matters is that no transaction stays open.
    }
  };

  /** Reads and single statements: SQLite's errors become faults. */
  const asked = async <T>(read: () => T): Promise<T> => {
    if (closed) throw closedFault();
    try {
      return read();
    } catch (error) {
      throw faultOf(error, path);
    }
  };

  return {
    get: (fleet, table, key) =>
      asked(() => {
        const row = sql.get.get(fleet, table, key) ?? sql.getLarge.get(fleet, table, key);
        return row === undefined ? undefined : parse(row['value']);
      }),
    list: (fleet, table) =>
      asked(() => {
        const rows: { readonly key: string; readonly value: unknown }[] = [];
        const read = (list: typeof sql.list) => {
          for (const row of list.iterate(fleet, table)) {
            const [key, value] = row as unknown as readonly [string, string];
            rows.push({ key, value: parse(value) });
          }
        };
        read(sql.list);
        const small = rows.length;
        read(sql.listLarge);
        return rows.length === small ? rows : rows.sort((a, b) => (a.key < b.key ? -1 : 1));
      }),
    commit: async ({ fleet, expectEpoch, writes, events }) => {
      if (closed) throw closedFault();
      const batch = { fleet, expectEpoch, writes: writes.map(frozenWrite), events: events.map(frozenEvent) };
      return new Promise<void>((resolve, reject) => {
        queue.push({ ...batch, resolve, reject });
        schedule();
      });
    },
    takeOver: (fleet) => asked(() => Number(sql.takeOver.get(fleet)?.['epoch'])),
    journal: (fleet, from, limit) =>
      asked(() => sql.journal.all(fleet, from, limit).map((row) => ({ index: Number(row['idx']), leaf: String(row['leaf']) }))),
    head: (fleet) => asked(() => newestHead(fleet)),
    heads: (fleet, after, upTo) => asked(() => sql.heads.all(fleet, after, upTo).map(headOf)),
    trouble: () => trouble,
    close: async () => {
      if (closed) return;
      while (queue.length > 0) flush();
      closed = true;
      db.close();
    },
  };
}

function frozenWrite({ table, key, value }: Write): Request['writes'][number] {
  if (!Table.includes(table)) throw new RangeError(`not a table: ${String(table)}`);
  if (key.length > MAX_KEY_CHARS) throw new RangeError(`a key of ${key.length} characters in ${table} is over the limit`);
  if (value === undefined) throw new TypeError(`${table}/${key}: undefined is no value; null deletes`);
  const text = value === null ? null : JSON.stringify(value);
  if (text !== null && text.length > MAX_VALUE_CHARS) throw new RangeError(`${table}/${key}: the value is over the limit`);
  return { table, key, value: text };
}

function frozenEvent({ type, at, data }: NewEvent): Request['events'][number] {
  return { type, at, data: canonical(data) };
}

/** @throws RangeError when a record is over the limit. */
function leavesOf({ fleet, events }: Request, size: number): readonly string[] {
  return events.map(({ type, at, data }, i) => composeLeaf({ index: size + i, fleet, type, at }, data));
}

function headOf(row: Record<string, unknown>): SignedTreeHead {
  return {
    origin: String(row['origin']),
    size: Number(row['size']),
    root: String(row['root']),
    at: Number(row['at']) as Instant,
    keyId: String(row['key_id']),
    signature: String(row['signature']),
  };
}

function parse(value: unknown): unknown {
  return JSON.parse(String(value));
}

function fenced(fleet: string, expected: number, found: number): Fault {
  const whose = fleet === '' ? 'the controller' : `fleet ${fleet}`;
  return new Fault('store.fenced', `${whose} was taken over: epoch ${found} is in force, not ${expected}`, { retry: 'person' });
}

function closedFault(): Fault {
  return new Fault('store.closed', 'the store is closed', { retry: 'person' });
}
