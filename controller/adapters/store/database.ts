/** The SQLite file: opened for this process alone, made durable, brought to the newest schema. */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '#controller/app/ports.ts';
import { migrations } from './migrations/migrations.ts';

/** "ATLA": marks the file as ours, so that no other program's database is ever migrated. */
const APPLICATION_ID = 0x41_54_4c_41;

/** Milliseconds to wait for a predecessor that is just ending. */
const LOCK_WAIT_MS = 1_000;

const PAGE_BYTES = 4_096;

/** Pages of the log that are copied back in one go, which holds up one commit: 32 MB, so that it is one in many. */
const CHECKPOINT_PAGES = 8_192;

/** @throws Fault `store.in-use`, `store.newer-schema`, `store.not-ours`, `store.full`, `store.corrupt`, `store.unwritable` */
export function openDatabase(path: string, maxBytes: number | null): DatabaseSync {
  let db: DatabaseSync | null = null;
  try {
    // Created here, because SQLite would create it readable by others; the WAL takes over its mode.
    if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
    db = new DatabaseSync(path, {
      timeout: LOCK_WAIT_MS,
      enableForeignKeyConstraints: true,
      enableDoubleQuotedStringLiterals: false,
    });
    // Exclusive: two controllers on one file would each keep an own idea of the journal's frontier.
    db.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = ${PAGE_BYTES};`);
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};`);
    if (maxBytes !== null) db.exec(`PRAGMA max_page_count = ${Math.floor(maxBytes / PAGE_BYTES)}`);
    migrate(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw faultOf(error, path);
  }
}

function migrate(db: DatabaseSync, path: string): void {
  db.exec('BEGIN IMMEDIATE');
  const version = numberOf(db, 'PRAGMA user_version');
  const application = numberOf(db, 'PRAGMA application_id');
  const fresh = numberOf(db, 'SELECT count(*) FROM sqlite_schema') === 0;
  if (!fresh && application !== APPLICATION_ID) {
    throw new Fault('store.not-ours', `${path} is not a store of ATLAS Orchestrator; nothing was changed in it`, {
      retry: 'person',
    });
  }
  if (version > migrations.length) {
    throw new Fault(
      'store.newer-schema',
      `${path} has schema ${version}, this version knows ${migrations.length}: it was written by a newer one. Start that version again`,
      { retry: 'person' },
    );
  }
  for (const step of migrations.slice(version)) db.exec(step);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migrations.length}; COMMIT`);
}

function numberOf(db: DatabaseSync, sql: string): number {
  const [value] = Object.values(db.prepare(sql).get() ?? {});
  return Number(value);
}

/** SQLite's primary result codes, https://sqlite.org/rescode.html */
const SQLITE = { BUSY: 5, LOCKED: 6, READONLY: 8, IOERR: 10, CORRUPT: 11, FULL: 13, CANTOPEN: 14, NOTADB: 26 } as const;

/** What an SQLite error means for the controller. Other errors are bugs and pass unchanged. */
export function faultOf(error: unknown, path: string): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const because = (code: string, message: string, retry: 'later' | 'person') => new Fault(code, message, { retry, cause: error });
  const errno = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (['EACCES', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EPERM'].includes(errno)) {
    return because('store.unwritable', `${path} cannot be opened for writing (${errno})`, 'person');
  }
  if (errno === 'ENOSPC') return because('store.full', fullMessage(path), 'later');
  if (!('errcode' in error) || typeof error.errcode !== 'number') return error;
  switch (error.errcode & 0xff) {
    case SQLITE.BUSY:
    case SQLITE.LOCKED:
      return because('store.in-use', `${path} is in use by another controller; only one may run on a state directory`, 'person');
    case SQLITE.FULL:
    case SQLITE.IOERR:
      return because('store.full', fullMessage(path), 'later');
    case SQLITE.CORRUPT:
    case SQLITE.NOTADB:
      return because('store.corrupt', `${path} is damaged; stop, and restore it from a backup`, 'person');
    case SQLITE.READONLY:
    case SQLITE.CANTOPEN:
      return because('store.unwritable', `${path} cannot be opened for writing`, 'person');
    default:
      return error;
  }
}

function fullMessage(path: string): string {
  return `${path} cannot be written: the disk is full or failing. Nothing new starts until it can; what was acknowledged is kept`;
}

/** After a failed fsync nobody knows what is on the disk: the next open reads it again, nothing else may. */
export function isLostSync(error: unknown): boolean {
  const IOERR_FSYNC = 1_034;
  const IOERR_DIR_FSYNC = 1_290;
  return error instanceof Error && 'errcode' in error && (error.errcode === IOERR_FSYNC || error.errcode === IOERR_DIR_FSYNC);
}
