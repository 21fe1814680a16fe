/** Everything the agent's loop asks of the outside world. */
import type { ActionKind, ActionResult, Order, PatchState } from '#core/model/action.ts';
import type { Observation } from '#core/model/observation.ts';
import type { EnrolAnswer, EnrolRequest, SyncAnswer, SyncRequest } from '#core/model/sync.ts';
import type { Instant } from '#core/model/time.ts';
import type { Probe } from '#core/model/fleet.ts';

/** Trusted time. Real: the machine's clock, checked against the controller's. Demo and simulation: moved by sync answers. */
export interface Clock {
  now(): Instant;
  /** Resolves when the clock has reached `at` or `signal` aborts; never rejects. */
  until(at: Instant, options?: { readonly signal?: AbortSignal; readonly idle?: boolean }): Promise<void>;
  /** The controller's time, from a sync answer. */
  heard(now: Instant): void;
}

export interface Log {
  debug(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  info(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  error(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** The controller as the agent sees it. Calls reject when it cannot be reached; the loop backs off with jitter. */
export interface Controller {
  sync(request: SyncRequest, signal: AbortSignal): Promise<SyncAnswer>;
  enrol(request: EnrolRequest): Promise<EnrolAnswer>;
  /** A new certificate for the same key, over the one in use. */
  renew(csr: string): Promise<EnrolAnswer>;
}

/** The controller answered, and the answer is no. `code` is stable; nothing but a person or time changes it. */
export class Denied extends Error {
  readonly code: string;
  readonly status: number;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'Denied';
    this.status = status;
    this.code = code;
  }
}

/** What the declarations ask the provider to look at on this host. */
export interface Interest {
  /** By declared name; the agent's own. */
  readonly host: string;
  readonly services: readonly string[];
  readonly probes: readonly Probe[];
  /** Debian packages that baselines name. */
  readonly packages: readonly string[];
  /** Backup policies whose server this agent asks, by name. */
  readonly backups: readonly string[];
}

/** As DSC: before, after, and whether anything changed. */
export interface SetResult {
  readonly changed: boolean;
  /** Patch state found before an install. */
  readonly before: PatchState | null;
  readonly detail: string;
}

/** A provider failed to do what was asked and says why; the effect is known not to have happened, or to be partial and named. */
export class ProviderFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ProviderFailure';
    this.code = code;
  }
}

/**
 * One contract for every kind of host. Closed: `set` knows the vocabulary of `core/model/action.ts` and nothing else.
 *
 * Never an unplanned failover: `failover.start` takes over only where the primary is prepared, because without that the last
 * changes of the VM are lost. The agent sees its own copy only, so a provider asks the other side (or Hyper-V does) and
 * answers with a `ProviderFailure` in every case of doubt, the primary out of reach included.
 */
export interface Provider {
  /** Kinds this provider carries out. */
  readonly kinds: readonly ActionKind[];
  get(interest: Interest): Promise<Observation>;
  /** Whether the host already is as `order` would make it. */
  test(order: Order): Promise<boolean>;
  /** What `set` would do, in one line for people, and whether it would change anything. Must agree with `set`. */
  whatIf(order: Order): Promise<{ readonly changed: boolean; readonly detail: string }>;
  /**
   * Carries it out and returns when it is done. For `host.reboot` it returns (or the process dies) once the reboot is under way.
   * @throws ProviderFailure
   */
  set(order: Order, id: string, signal: AbortSignal): Promise<SetResult>;
  /** After a crash in the middle of `set`: what became of it, from the host's own state. */
  probe(order: Order, id: string, bootIdBefore: string): Promise<'done' | 'not-done' | 'unknown'>;
}

/** The agent's journal: one record a line, CRC and hash chain; `append` returns only after the bytes are on disk. */
export interface Journal {
  readonly records: readonly JournalRecord[];
  append(record: JournalRecord): Promise<void>;
}

export type JournalRecord =
  | {
      readonly type: 'received';
      readonly at: Instant;
      readonly action: string;
      readonly sequence: number;
      readonly epoch: number;
      readonly envelope: string;
    }
  /** Flushed before any effect. */
  | {
      readonly type: 'intent';
      readonly at: Instant;
      readonly action: string;
      readonly bootId: string;
      /** Of an install: the patch state found, so that a rollback knows it even when the agent dies in the middle. */
      readonly before: PatchState | null;
    }
  | { readonly type: 'result'; readonly at: Instant; readonly result: ActionResult }
  | { readonly type: 'acknowledged'; readonly at: Instant; readonly action: string }
  /** A new commit was proven and accepted. */
  | { readonly type: 'commit'; readonly at: Instant; readonly commit: string; readonly bundle: string }
  /** A commit was not accepted. `subject` = its id. */
  | { readonly type: 'refused'; readonly at: Instant; readonly subject: string; readonly code: string; readonly detail: string };

/** Small durable files of the agent (key, certificate, bundles), by name. `write` is atomic and flushed. */
export interface Files {
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, bytes: Uint8Array, options?: { readonly secret?: boolean }): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

/** The agent's own key pair, EC P-256. */
export interface Keys {
  /** PKCS #8 in PEM. */
  make(): Promise<string>;
  /** `sha256:<hex>` of the public key (SPKI DER): what a reviewed `Host` declares. */
  fingerprint(privateKey: string): string;
  /** PKCS #10 in PEM, signed by the key. */
  csr(privateKey: string): Promise<string>;
}

/** Programs of the host, by argument list: there is no shell in between. */
export interface Processes {
  /** Resolves when the program has ended, whatever its code; rejects when it could not be started or did not end by itself. */
  run(
    file: string,
    args: readonly string[],
    options: {
      /** Milliseconds until it is ended. Null = it is left alone, however long it takes. */
      readonly timeout: number | null;
      readonly env?: Readonly<Record<string, string>>;
      /** It lives on when the agent ends or `signal` aborts (which only ends the waiting): never cut dpkg in two. */
      readonly outlive?: boolean;
      readonly signal?: AbortSignal;
    },
  ): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
}

/** What the host's own file system says. */
export interface HostFiles {
  /** Null when there is no such file. */
  read(path: string): Promise<string | null>;
  /** Inode number; null when there is no such file. */
  inode(path: string): Promise<number | null>;
  /** Bytes an ordinary user can still write on the file system that holds `path`. */
  free(path: string): Promise<number>;
}

/** Looks at services from their own host, over loopback. */
export interface Reach {
  /** Whether a connection is accepted. */
  tcp(port: number): Promise<boolean>;
  /** The status code of `GET path`; null when there is no answer. */
  http(port: number, path: string): Promise<number | null>;
}
