/** What the app offers to those who call it: the agents' listener and the operators' socket. */
import type { AgentView, HistoryEntry, ReviewedLine, Situation, Trace } from '#core/views/situation.ts';
import type { FleetName, HostName } from '#core/model/ids.ts';
import type { ResourceKey } from '#core/model/plan.ts';
import type { EnrolAnswer, EnrolRequest, SyncAnswer, SyncRequest } from '#core/model/sync.ts';
import type { JournalRecord, SignedTreeHead } from './ports.ts';

/** Taken from the client certificate alone, never from a body. */
export interface AgentIdentity {
  readonly fleet: FleetName;
  readonly host: HostName;
  /** `sha256:<hex>` of the public key (SPKI DER). */
  readonly key: string;
  /** Hex serial of the certificate. */
  readonly serial: string;
}

/** A caller was refused; `code` is stable, the listener turns it into a status. */
export class Refused extends Error {
  readonly code: string;
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 426 | 429 | 503;
  constructor(status: Refused['status'], code: string, message: string) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
  }
}

/** The agents' side. */
export interface AgentDesk {
  /** Asked on every request, before the body is read. @throws Refused when revoked, unknown or replaced. */
  admit(identity: AgentIdentity): void;
  /** Long poll: answers when there is work, or when `next` has come, or when `signal` aborts. @throws Refused */
  sync(identity: AgentIdentity, request: SyncRequest, signal: AbortSignal): Promise<SyncAnswer>;
  /** No certificate yet: the CSR's key must be declared for the host, or the token must fit. @throws Refused */
  enrol(request: EnrolRequest): Promise<EnrolAnswer>;
  /** Renewal: a CSR with the same key over an authenticated connection. @throws Refused */
  renew(identity: AgentIdentity, csr: string): Promise<EnrolAnswer>;
  /** A client was turned away before it could be identified: journaled, rate limited. */
  turnedAway(reason: string, detail: string): void;
}

/** Issues agent certificates: `controller/adapters/agents/ca.ts`. */
export interface CertificateAuthority {
  /** PEM of the CA certificate, to be pinned by agents. */
  readonly certificate: string;
  /** Checks the CSR's own signature (proof of possession) and reads its key. @throws Refused */
  keyOf(csr: string): Promise<string>;
  /** The subject of the CSR is ignored; the identity goes into a URI SAN `atlas:<fleet>/<host>`. */
  issue(request: { csr: string; fleet: FleetName; host: HostName }): Promise<{
    certificate: string;
    serial: string;
    key: string;
    notAfter: number;
    renewAt: number;
  }>;
}

/** Commands of people on call. `by` names the person or OS user; it is journaled as a pseudonym. */
export interface Operator {
  fleets(): Promise<readonly FleetName[]>;
  situation(fleet: FleetName): Promise<Situation>;
  agents(fleet: FleetName): Promise<readonly AgentView[]>;
  /**
   * The line that says what a resource (`Host/par-hv-01`) shall be, with its own commit and review; null when nothing asks
   * for anything there, or the fleet has not been read.
   */
  blame(fleet: FleetName, resource: ResourceKey): Promise<ReviewedLine | null>;
  /** @throws Refused 404 with the nearest names. */
  trace(fleet: FleetName, action: string): Promise<Trace>;
  /** The newest records that fit, oldest first. */
  history(fleet: FleetName, options: { host: string | null; limit: number }): Promise<readonly HistoryEntry[]>;
  stop(
    fleet: FleetName,
    order: { hosts: readonly string[] | null; by: string; why: string; holdAll: boolean },
  ): Promise<{ id: string }>;
  resume(fleet: FleetName, order: { id: string | null; by: string; why: string }): Promise<{ lifted: number }>;
  resolve(fleet: FleetName, order: { action: string; outcome: 'done' | 'not-done'; by: string; why: string }): Promise<void>;
  revoke(fleet: FleetName, order: { host: string; by: string; why: string }): Promise<void>;
  /** A one-use enrolment token, valid for one hour, bound to the host; shown once. */
  token(fleet: FleetName, order: { host: string; by: string }): Promise<{ token: string; expires: number }>;
  /** Looks at the Git server now; a hint, never a fact. */
  nudge(fleet: FleetName): Promise<void>;
  /**
   * The journal, page by page, with its newest head and the heads signed within the page (`store.heads(fleet, from,
   * from + records.length)`), for `atlas audit export` and `verify`.
   */
  journal(
    fleet: FleetName,
    from: number,
    limit: number,
  ): Promise<{
    records: readonly JournalRecord[];
    heads: readonly SignedTreeHead[];
    head: SignedTreeHead | null;
    publicKey: string;
  }>;
}
