/**
 * Everything the controller's use cases ask of the outside world. One page on purpose: real adapters, fakes and the
 * deterministic simulation implement exactly this.
 */
import type { SignedTreeHead } from '#core/journal/head.ts';
import type { JournalEntry, JournalRecord, NewEvent } from '#core/journal/record.ts';
import type { ActionKind, ResultState } from '#core/model/action.ts';
import type { BlobId, CommitId, FleetName, TreeId } from '#core/model/ids.ts';
import type { Approval, GitObject } from '#core/model/review.ts';
import type { Instant } from '#core/model/time.ts';

/** Real, demo and simulated time. Nothing else in `app` may know what time it is. */
export interface Clock {
  now(): Instant;
  /**
   * Resolves when the clock has reached `at`, at once if it has, or when `signal` aborts (never rejects).
   * `idle` = nobody waits for this instant as such (the hold of a long poll): a demo clock does not jump to it, but
   * releases it when it passes it.
   */
  until(at: Instant, options?: { readonly signal?: AbortSignal; readonly idle?: boolean }): Promise<void>;
}

/** The event loop, between two pieces of long work. */
export interface Turn {
  /** Resolves when all that waited has been served. */
  pass(): Promise<void>;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

/** A constant sentence, the data in fields. Never a secret. */
export interface Log {
  debug(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  info(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  error(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** The world broke. `retry` says what happens next; nobody reads `message` to decide. */
export class Fault extends Error {
  readonly code: string;
  /** later = with back-off; person = nothing will change until somebody acts. */
  readonly retry: 'later' | 'person';
  constructor(code: string, message: string, options: { retry: 'later' | 'person'; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.retry = options.retry;
  }
}

/** Signs with the controller's Ed25519 key, which lives outside the store. */
export interface Signer {
  /** SHA-256 (hex) of the public key's SPKI DER. */
  readonly keyId: string;
  /** SPKI PEM. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

// ---- source -------------------------------------------------------------------------------------------------------

/** A file of a commit that may hold declarations: `.yaml`/`.yml`, neither itself nor a directory above it named with a leading dot. */
export interface SourceFile {
  readonly path: string;
  readonly blob: BlobId;
  readonly bytes: Uint8Array;
}

/** One fleet repo. Reads are by object id only and served from the local mirror, so they work while the remote is down. */
export interface Source {
  /** Fetches into quarantine, checks, promotes. @throws Fault when the remote cannot be reached or its objects are bad. */
  fetch(): Promise<void>;
  /** The commit the watched ref points at in the mirror; null before the first fetch. */
  head(): Promise<CommitId | null>;
  /** Commits after `from` up to `to` along first parents, oldest first; null when `to` does not descend from `from`. */
  chain(from: CommitId, to: CommitId): Promise<readonly CommitId[] | null>;
  treeOf(commit: CommitId): Promise<TreeId>;
  /** Reads raw objects by id. Ids that are not in the mirror are missing from the answer. */
  objects(oids: readonly string[]): Promise<ReadonlyMap<string, GitObject>>;
  /** All declaration files of a commit, sorted by path. @throws Fault `source.too-large` and the like beyond the limits. */
  files(commit: CommitId): Promise<readonly SourceFile[]>;
  /** Approvals found under refs/atlas/approvals/ that name `to`, in a stable order. */
  approvals(to: CommitId): Promise<readonly Omit<Approval, 'seenAt'>[]>;
  /** The commit that last changed a line (1-based) as of `commit`, with its author and subject line. */
  blame(
    commit: CommitId,
    file: string,
    line: number,
  ): Promise<{ commit: CommitId; author: string; at: Instant; subject: string }>;
}

// ---- store --------------------------------------------------------------------------------------------------------

/**
 * Rows are JSON values keyed by (fleet, table, key); the fleet `''` holds the controller's own. Tables are a closed list.
 */
export const Table = [
  'fleet', // '' → FleetRow: the commit in force, last head seen
  'accepted', // commit id → AcceptedRow: DSSE evidence, order number
  'seenApproval', // digest of approval → { at }
  'observation', // digest → Observation (interned)
  'host', // host → { digest }: the newest observation
  'intervention', // intervention id → Intervention
  'notice', // digest → Notice
  'stop', // stop id → Stop
  'plan', // 'current' → Plan summary
  'agent', // host → AgentRow: key, certificate serial, revoked, retired keys, sequence
  'token', // digest of token → TokenRow
  'person', // person → { key }: pseudonym key (hex); erasing the row erases the person from the journal
  'compiled', // 'in-force' → CompiledRow: the fleet in force, sealed; a cache
  'remark', // key → anything said once (refused commits…), so that it is not journaled again
] as const;
export type Table = (typeof Table)[number];

export interface Write {
  readonly table: Table;
  readonly key: string;
  /** Null deletes. */
  readonly value: unknown;
}

export type { JournalEntry, JournalRecord, NewEvent, SignedTreeHead };

export interface Store {
  /** Undefined when there is no such row. */
  get(fleet: FleetName | '', table: Table, key: string): Promise<unknown>;
  /** Sorted by key. */
  list(fleet: FleetName | '', table: Table): Promise<readonly { readonly key: string; readonly value: unknown }[]>;
  /**
   * The one write: rows, journal records and the newly signed tree head, in one durable transaction.
   * @throws Fault `store.fenced` when `expectEpoch` is not the fleet's epoch, `store.full` when the disk is.
   */
  commit(batch: {
    fleet: FleetName | '';
    expectEpoch: number;
    writes: readonly Write[];
    events: readonly NewEvent[];
  }): Promise<void>;
  /** Takes the fleet over: returns the new epoch, one above the last. */
  takeOver(fleet: FleetName | ''): Promise<number>;
  /** Journal records from `from` (0-based), at most `limit`. */
  journal(fleet: FleetName | '', from: number, limit: number): Promise<readonly JournalRecord[]>;
  /** Newest signed tree head; null for an empty journal. */
  head(fleet: FleetName | ''): Promise<SignedTreeHead | null>;
  /** The signed heads with `after` < size ≤ `upTo`, smallest first: between two of them an edit is located. */
  heads(fleet: FleetName | '', after: number, upTo: number): Promise<readonly SignedTreeHead[]>;
  close(): Promise<void>;
}

// ---- metrics ------------------------------------------------------------------------------------------------------

/** What is counted. No per-host labels: a label is a fleet, a kind or a stable code. */
export interface Metrics {
  /** Runs the planner and counts how long it took; measuring needs a clock that app does not have. */
  timePlan<T>(fleet: FleetName, make: () => T): T;
  actionEnded(fleet: FleetName, kind: ActionKind, result: ResultState | 'void'): void;
  synced(fleet: FleetName): void;
  /** Agents whose call waits here now. */
  agentsConnected(fleet: FleetName, count: number): void;
  fleetsServed(count: number): void;
  fetchFailed(fleet: FleetName): void;
  /** `reason` = the stable code of the refusal. */
  agentRefused(reason: string): void;
}

// ---- attendance ---------------------------------------------------------------------------------------------------

/** Who has work in flight outside this process: a demo clock stands still for them, a real one does not care. */
export interface Attendance {
  busy(host: string): void;
  idle(host: string, until: Instant | null): void;
  gone(host: string): void;
}
