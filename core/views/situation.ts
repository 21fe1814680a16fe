/** What every view of a fleet is drawn from: the same data online (from the controller) and offline (from a checkout). */
import type { ActionId, CommitId, FleetName, HostName } from '../model/ids.ts';
import type { Intervention, StepRecord } from '../model/intervention.ts';
import type { Plan, PlanInput } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { ReviewPredicate, ReviewRefusal } from '../model/review.ts';
import type { Instant } from '../model/time.ts';

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

/** All there is to know about one action: `atlas trace`. */
export interface Trace {
  readonly fleet: FleetName;
  readonly action: ActionId;
  readonly intervention: Intervention;
  readonly step: StepRecord;
  readonly what: string;
  readonly because: BlamedLine;
  /** The commit the action was warranted under, and its review (null: the pinned first commit). */
  readonly commit: CommitId;
  readonly review: ReviewPredicate | null;
  readonly plan: { readonly id: string; readonly intent: string; readonly reviewedIntent: string | null };
  readonly envelope: { readonly sequence: number; readonly epoch: number; readonly keyId: string } | null;
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
