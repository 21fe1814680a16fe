/** The ordered run of steps that brings one host or VM to its declared state, as recorded. What happens next is decided from
 * these records and the observations, never from memory alone. */
import type { ActionKind, ActionResult, PatchState } from './action.ts';
import type { ActionId, CallName, CommitId, Digest, HostName, InterventionId, ResourceKey, VmName } from './ids.ts';
import type { Instant } from './time.ts';

export const HostInterventionKind = ['patch-hypervisor', 'patch-guest', 'patch-server'] as const;
/** hypervisor = Hyper-V host of a replica pair; guest = Windows guest with an agent of its own; server = Debian host. */
export type HostInterventionKind = (typeof HostInterventionKind)[number];

export const VmInterventionKind = ['replicate', 'go-home', 'migrate', 'finish-migration', 'test-failover'] as const;
/**
 * replicate = set up, change or repair replication, without touching the service; go-home = planned failover to the declared
 * home; migrate = to the target of a wave, with the way back kept; finish-migration = give the way back up, delete the old
 * copy, replicate to where the VM belongs now; test-failover = prove on an isolated copy that the replica starts.
 */
export type VmInterventionKind = (typeof VmInterventionKind)[number];

export const InterventionKind = [...HostInterventionKind, ...VmInterventionKind] as const;
export type InterventionKind = HostInterventionKind | VmInterventionKind;

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
  /** The host that is patched; with `vm`, the one that ran it when this began. */
  readonly host: HostName;
  /** The VM it is about; null when a host is patched. */
  readonly vm: VmName | null;
  /** The rollout, replication policy or migration that calls for it. */
  readonly call: CallName;
  /** The call's `attempt` when it began. */
  readonly attempt: number;
  /** Digest of what is to be reached: the baseline's entry for the host's product, or the goal of the VM. */
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

/** What an intervention is about. */
export function subjectKey(record: Pick<Intervention, 'host' | 'vm'>): ResourceKey {
  return record.vm === null ? `Host/${record.host}` : `VirtualMachine/${record.vm}`;
}
