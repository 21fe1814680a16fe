/** What every view of a fleet is drawn from: the same data online (from the controller) and offline (from a checkout). */
import type { ActionId, CommitId, FleetName, HostName } from '../model/ids.ts';
import type { Intervention, StepRecord } from '../model/intervention.ts';
import type { Plan, PlanInput } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { ReviewPredicate, ReviewRefusal } from '../model/review.ts';
import type { Instant } from '../model/time.ts';
import type { RuleMet } from '../review/rules-met.ts';

export interface Situation {
  readonly input: PlanInput;
  readonly plan: Plan;
  readonly inForce: {
    readonly commit: CommitId;
    readonly acceptedAt: Instant | null;
    /** Null for the pinned first commit, and offline. */
    readonly review: ReviewPredicate | null;
  };
  /** The newest commit of the watched ref when it is not the one in force. */
  readonly pending: {
    readonly commit: CommitId;
    readonly state: 'unreviewed' | 'invalid';
    readonly reasons: readonly ReviewRefusal[];
    readonly problems: readonly Problem[];
  } | null;
  /** Set while the Git server cannot be read: what happened, since when, what it means. */
  readonly sourceTrouble: { readonly since: Instant; readonly message: string } | null;
}

/** A line of the fleet repo with the commit that last changed it. */
export interface BlamedLine {
  readonly line: string;
  readonly text: string;
  readonly commit: CommitId;
  readonly author: string;
  readonly at: Instant;
  readonly subject: string;
}

/** A review with the rules of the parent's policy that it met; `rules` is null when that policy cannot be read now. */
export interface LineReview {
  readonly review: ReviewPredicate;
  readonly rules: readonly RuleMet[] | null;
}

/** A line, and the review that let it in: that of its commit, or of the later commit that brought it into force. */
export interface ReviewedLine extends BlamedLine {
  /** Null for a line of the pinned commit or older: trust starts there. */
  readonly reviewed: LineReview | null;
}

/** All there is to know about one action: `atlas trace`. */
export interface Trace {
  readonly fleet: FleetName;
  readonly action: ActionId;
  readonly intervention: Intervention;
  readonly step: StepRecord;
  readonly what: string;
  /** The line that called for it. Null when the journal does not hold it. */
  readonly because: ReviewedLine | null;
  /** Where trust starts, by configuration. */
  readonly pinned: CommitId;
  /** The commit the action was warranted under, and its review (null: the pinned first commit). */
  readonly commit: CommitId;
  readonly ranUnder: LineReview | null;
  readonly plan: {
    readonly id: string;
    /** As computed for the claim; '' when not on record. */
    readonly intent: string;
    /** The commit that was planned. Null on records that do not tell. */
    readonly commit: CommitId | null;
    /** What the reviewers of that commit saw. */
    readonly reviewedIntent: string | null;
    /** The intent of that commit computed now; null when its declarations are not at hand. */
    readonly recomputed: string | null;
  };
  /** `keyId` as recorded when it was signed; null on records that do not tell. */
  readonly envelope: { readonly sequence: number; readonly epoch: number; readonly keyId: string | null };
  readonly journal: readonly { readonly index: number; readonly type: string; readonly at: Instant }[];
  readonly head: { readonly size: number; readonly at: Instant } | null;
}

export interface AgentView {
  readonly host: HostName;
  readonly state: 'connected' | 'silent' | 'never-seen' | 'not-enrolled' | 'revoked';
  readonly seenAt: Instant | null;
  readonly keyFingerprint: string | null;
  readonly certificateEnds: Instant | null;
  readonly commit: CommitId | null;
  readonly version: string | null;
}

export interface HistoryEntry {
  readonly index: number;
  readonly at: Instant;
  readonly type: string;
  readonly summary: string;
  readonly data: Readonly<Record<string, unknown>>;
}
