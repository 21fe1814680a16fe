/** The ordered run of steps that brings one host to its declared state, as recorded. What happens next is decided from
 * these records and the observations, never from memory alone. */
import type { ActionKind, ActionResult, PatchState } from './action.ts';
import type { ActionId, CommitId, Digest, HostName, InterventionId, RolloutName } from './ids.ts';
import type { Instant } from './time.ts';

export const InterventionKind = ['patch-hypervisor', 'patch-guest', 'patch-server'] as const;
/** hypervisor = Hyper-V host of a replica pair; guest = Windows guest with an agent of its own; server = Debian host. */
export type InterventionKind = (typeof InterventionKind)[number];

export type StepState = 'claimed' | ActionResult['state'] | 'void';

export interface StepRecord {
  readonly action: ActionId;
  /** `install`, `drain/par-app-01/prepare`… */
  readonly step: string;
  /** Where it runs. */
  readonly host: HostName;
  readonly kind: ActionKind;
  readonly claimedAt: Instant;
  /** Agent's sequence number of the envelope. */
  readonly sequence: number;
  readonly epoch: number;
  readonly expires: Instant;
  readonly planId: Digest;
  /** `void` = the agent never accepted it and no longer can (expired): it may be asked again as a new attempt. */
  readonly state: StepState;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly code: string | null;
  readonly detail: string;
  readonly before: PatchState | null;
  /** Set by `atlas resolve` on an unknown step. */
  readonly resolvedBy: string | null;
}

export const Outcome = ['succeeded', 'rolled-back', 'failed', 'abandoned'] as const;
/**
 * rolled-back = reported as failed, service is back on the old state; failed = a person must look (a failed rollback is
 * this too, and says so); abandoned = stopped before anything irreversible, VMs are home again; may start anew.
 */
export type Outcome = (typeof Outcome)[number];

export interface Intervention {
  readonly id: InterventionId;
  readonly kind: InterventionKind;
  readonly host: HostName;
  readonly rollout: RolloutName;
  /** The rollout's `attempt` when it began. */
  readonly attempt: number;
  /** Digest of the target (baseline entry for the host's product). */
  readonly target: Digest;
  /** The commit whose documents warrant it, for its whole life. */
  readonly commit: CommitId;
  readonly startedAt: Instant;
  /** In order of claim. */
  readonly steps: readonly StepRecord[];
  /** Set once the target was observed on a new boot and verified: soak counts from here. */
  readonly verifiedAt: Instant | null;
  readonly outcome: Outcome | null;
  readonly endedAt: Instant | null;
  /** One sentence: why it ended so, or what a person must look at. */
  readonly why: string;
}
