/** Who approved which commit, and the stored facts that prove it. */
import type { CommitId, Digest, FleetName, PersonName, TreeId } from './ids.ts';
import type { Instant } from './time.ts';

/** What an approver signs in signatures mode (canonical JSON, SSHSIG namespace `atlas-approve-v1`). */
export interface ApprovalSubject {
  readonly fleet: FleetName;
  /** Full name, `refs/heads/main`. */
  readonly ref: string;
  readonly fromCommit: CommitId;
  readonly toCommit: CommitId;
  readonly toTree: TreeId;
  /** `plan.intent` of `toCommit`, as `atlas approve` showed it. */
  readonly intent: Digest;
}

export const approvalNamespace = 'atlas-approve-v1';
export const approvalRefs = 'refs/atlas/approvals/';

/** One approval as found in the repository, not yet judged. `payload` = the exact bytes signed (UTF-8 text). */
export interface Approval {
  readonly payload: string;
  /** Armored SSHSIG. */
  readonly signature: string;
  /** When the controller first saw it: SSHSIG carries no time. */
  readonly seenAt: Instant;
}

/** One accepted approval inside the evidence. */
export interface ApprovalProof {
  readonly person: PersonName;
  readonly subject: string;
  readonly at: Instant;
  readonly proof: { readonly type: 'sshsig'; readonly signature: string };
}

/** Predicate of the in-toto statement, one shape for every mode of review. */
export interface ReviewPredicate {
  readonly mode: 'signatures';
  readonly fleet: FleetName;
  readonly ref: string;
  readonly fromCommit: CommitId;
  readonly commit: CommitId;
  readonly tree: TreeId;
  /** Every commit after `fromCommit` up to `commit`, oldest first. */
  readonly covers: readonly CommitId[];
  /** The file of `fromCommit` that holds the ApprovalPolicy, and the SHA-256 of its bytes. */
  readonly policyFile: string;
  readonly policyDigest: Digest;
  readonly intent: Digest;
  readonly approvals: readonly ApprovalProof[];
}

/** in-toto Statement v1, https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export interface ReviewStatement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly [
    { readonly name: string; readonly digest: { readonly gitCommit: CommitId; readonly gitTree: TreeId } },
  ];
  readonly predicateType: 'https://atlas-orchestrator.example/review/v1';
  readonly predicate: ReviewPredicate;
}

export const statementPayloadType = 'application/vnd.in-toto+json';

/** DSSE envelope, https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
export interface Dsse {
  readonly payloadType: string;
  /** Base64 of the exact bytes signed. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** Why a commit is not (yet) reviewed. Each is journaled once and shown on the commit. */
export type ReviewRefusal =
  | {
      readonly reason: 'not-enough-approvals';
      readonly rule: string;
      readonly have: readonly PersonName[];
      readonly need: number;
      readonly of: readonly string[];
    }
  | { readonly reason: 'self-approval'; readonly person: PersonName; readonly commit: CommitId }
  | { readonly reason: 'unknown-approver'; readonly key: string }
  | { readonly reason: 'bad-signature'; readonly detail: string }
  | { readonly reason: 'wrong-subject'; readonly detail: string }
  | { readonly reason: 'needs-hardware-key'; readonly person: PersonName }
  | { readonly reason: 'author-unknown'; readonly commit: CommitId; readonly detail: string }
  | { readonly reason: 'merge-commit'; readonly commit: CommitId }
  | { readonly reason: 'not-a-descendant'; readonly detail: string }
  | { readonly reason: 'policy-unreadable'; readonly detail: string }
  /** A symbolic link, a submodule, an executable, or a name that means something else on another system. */
  | { readonly reason: 'hostile-tree'; readonly detail: string }
  | { readonly reason: 'missing-object'; readonly object: string };

export type Judgement =
  | { readonly verdict: 'reviewed'; readonly statement: ReviewStatement; readonly notCounted: readonly ReviewRefusal[] }
  | { readonly verdict: 'not-reviewed'; readonly reasons: readonly ReviewRefusal[] };

/** A raw Git object as the repository stores it, without its header. */
export interface GitObject {
  readonly type: 'commit' | 'tree' | 'blob';
  readonly body: Uint8Array;
}

/** Reads by object id; what it returns has been hashed and found to be that object. Undefined = not at hand. */
export type ObjectReader = (oid: string) => GitObject | undefined;
