import type { Order, Precondition, Warrant } from './action.ts';
import type { DriftField, Fleet } from './fleet.ts';
import type { Goal } from './goal.ts';
import type { CallName, CommitId, Digest, FleetName, HostName, InterventionId, ResourceKey, VmName, WindowName } from './ids.ts';
import type { Intervention, Outcome } from './intervention.ts';
import type { Observation } from './observation.ts';
import type { Duration, Instant } from './time.ts';

/** A journaled fact: people were told that what `call` asks will be done on `hosts` from `from` on. */
export interface Notice {
  readonly call: CallName;
  /** Digest of what the notice announced (baseline target and window); another date or target needs another notice. */
  readonly subject: Digest;
  /** Hosts of a rollout; for migrations and replication policies, VMs by name. */
  readonly hosts: readonly (HostName | VmName)[];
  readonly givenAt: Instant;
  /** The first planned start that was announced. */
  readonly from: Instant;
}

/** `atlas stop`: sticky until `atlas resume`. */
export interface Stop {
  readonly id: string;
  /** Null = the whole fleet. */
  readonly hosts: readonly HostName[] | null;
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
  /** Also hold fail-backs and rollbacks already owed. */
  readonly holdAll: boolean;
}

/** Everything a plan follows from. Plain data; the order of keys and elements carries no meaning. */
export interface PlanInput {
  readonly fleet: Fleet;
  /** The reviewed commit in force. */
  readonly commit: CommitId;
  /** Whether the evidence for `commit` holds: anything but 'reviewed' stops new work. */
  readonly review: 'reviewed' | 'unknown';
  /** `plan.intent` as the reviewers of `commit` saw it; null for the pinned first commit. */
  readonly reviewedIntent: Digest | null;
  /** Fleets at earlier commits that running interventions began under. */
  readonly earlier: Readonly<Record<string, Fleet>>;
  readonly observations: Readonly<Record<string, Observation>>;
  /** When each host last checked in; missing = not since the controller started. */
  readonly seenAt: Readonly<Record<string, Instant>>;
  /** Running ones, and finished ones of rollouts still declared. */
  readonly interventions: readonly Intervention[];
  readonly notices: readonly Notice[];
  readonly stops: readonly Stop[];
  readonly now: Instant;
}

/** One difference between declared and observed. */
export interface Change {
  /** The host that is patched; with `vm`, the one that runs it now. */
  readonly host: HostName;
  readonly vm: VmName | null;
  readonly call: CallName;
  /** Ring of the rollout or wave of the migration; '' where there is neither. */
  readonly ring: string;
  readonly from: string;
  readonly to: string;
  readonly target: Goal;
}

/** Why a change waits. `until` = the instant at which time alone may end it; null = it needs an event. */
export type Hold = { readonly until: Instant | null } & (
  | { readonly reason: 'review-missing'; readonly commit: CommitId }
  | { readonly reason: 'facts-missing'; readonly host: HostName }
  | { readonly reason: 'facts-stale'; readonly host: HostName; readonly seenAt: Instant; readonly maxAge: Duration }
  | { readonly reason: 'held'; readonly hold: string; readonly who: string; readonly why: string }
  | { readonly reason: 'stopped'; readonly by: string; readonly why: string }
  | { readonly reason: 'frozen'; readonly freeze: string; readonly why: string }
  | { readonly reason: 'notice-not-given' }
  | { readonly reason: 'notice-running'; readonly givenAt: Instant; readonly days: number }
  | { readonly reason: 'window-closed'; readonly window: WindowName; readonly opensAt: Instant | null }
  | { readonly reason: 'window-too-short'; readonly window: WindowName; readonly need: Duration; readonly left: Duration }
  | {
      readonly reason: 'ring-waits';
      /** Left out = a ring of a rollout; else a wave of a migration. */
      readonly unit?: 'wave';
      readonly ring: string;
      readonly before: string;
      readonly healthy: number;
      readonly needed: number;
      readonly of: number;
    }
  | {
      readonly reason: 'ring-soaking';
      readonly unit?: 'wave';
      readonly ring: string;
      readonly before: string;
      readonly healthy: number;
      readonly of: number;
    }
  | {
      readonly reason: 'ring-halted';
      readonly unit?: 'wave';
      readonly ring: string;
      readonly failed: number;
      readonly maxFailed: number;
      /** VMs, of a wave. */
      readonly hosts: readonly (HostName | VmName)[];
    }
  /** `vm`: it is work on that VM, and `partner` the host it runs on. */
  | {
      readonly reason: 'partner-busy';
      readonly partner: HostName;
      readonly vm?: VmName;
      readonly intervention: InterventionId | null;
    }
  | { readonly reason: 'partner-unhealthy'; readonly partner: HostName; readonly why: string }
  | { readonly reason: 'keep-apart'; readonly set: string; readonly max: number; readonly inUseBy: readonly string[] }
  | { readonly reason: 'no-capacity'; readonly target: HostName; readonly need: number; readonly free: number }
  | { readonly reason: 'cannot-drain'; readonly vm: VmName; readonly why: string }
  /** The target of a move lacks what the VM needs: a switch, a VLAN, its configuration version. */
  | { readonly reason: 'target-unfit'; readonly target: HostName; readonly vm: VmName; readonly why: string }
  /** No good backup young enough; `lastSuccess` null = none is known. */
  | { readonly reason: 'backup-stale'; readonly vm: VmName; readonly lastSuccess: Instant | null; readonly maxAge: Duration }
  /** The way back of a migration stays open until then. */
  | { readonly reason: 'way-back-open'; readonly migration: string; readonly until: Instant }
  /** The host itself, or the VM it is the guest of, cannot be worked on now. */
  | { readonly reason: 'host-unfit'; readonly why: string }
  | { readonly reason: 'disk-full'; readonly need: number; readonly free: number }
  | {
      readonly reason: 'budget-spent';
      readonly budget: string;
      readonly limit: number;
      readonly inUseBy: readonly (HostName | VmName)[];
    }
  /** It was reached and lost again; brought back once more, but not at once. */
  | { readonly reason: 'backing-off'; readonly healed: number; readonly lastAt: Instant; readonly until: Instant }
  | { readonly reason: 'plan-drifted'; readonly reviewed: Digest; readonly now: Digest }
);
export type HoldReason = Hold['reason'];

/** The next step of an intervention, ready to be claimed by `on`. */
export interface NextStep {
  readonly intervention: InterventionId;
  readonly step: string;
  readonly on: HostName;
  readonly order: Order;
  readonly pre: Precondition;
  readonly warrant: Warrant;
  /** How long the step may take before people are told. */
  readonly allow: Duration;
  /** Runs even when its window has closed or work was stopped (fail-back, rollback, and what is already begun). */
  readonly owed: boolean;
  /** Why the way back begins; recorded with the intervention when the step is claimed, so that the decision stands. */
  readonly because: string | null;
}

export type Verdict =
  /** `drift`: what differs and is only reported, by the fleet's drift policy. */
  | { readonly status: 'in-state'; readonly note: string; readonly drift?: readonly Drift[] }
  | { readonly status: 'ready'; readonly change: Change; readonly next: NextStep; readonly need: Duration }
  | { readonly status: 'held'; readonly change: Change; readonly holds: readonly Hold[] }
  | {
      readonly status: 'running';
      readonly intervention: InterventionId;
      readonly change: Change;
      /** The target was reached on a new boot and every check passed: soak counts from the first plan that says so. */
      readonly verified: boolean;
      /** A step to claim, or what is being waited for. */
      readonly doing:
        | { readonly type: 'offer'; readonly next: NextStep }
        | {
            readonly type: 'step';
            readonly step: string;
            readonly on: HostName;
            readonly since: Instant;
            readonly lateAt: Instant;
          }
        | { readonly type: 'wait'; readonly for: string; readonly until: Instant | null; readonly observe: readonly HostName[] }
        | { readonly type: 'end'; readonly outcome: Outcome; readonly why: string };
    }
  | {
      readonly status: 'needs-person';
      readonly why: string;
      readonly remedy: string;
      readonly intervention: InterventionId | null;
      /** What moved away, when that is why a person is asked and the fleet's drift policy leaves it to people. */
      readonly drift?: readonly Drift[];
    }
  | { readonly status: 'unknown'; readonly why: string };

/** Reality moved away from what was declared and had been reached; nothing is done about it but telling. */
export interface Drift {
  readonly field: DriftField;
  readonly declared: string;
  readonly observed: string;
  /** `report`: people are told. `propose`: as well, a pull request that adopts it is proposed. */
  readonly policy: 'report' | 'propose';
  /** `vms/par.yaml:12`: the line that says otherwise. */
  readonly line: string;
}

export type { ResourceKey } from './ids.ts';

export interface Plan {
  /** Digest of the inputs: for replay. */
  readonly id: Digest;
  /** Digest of the material part only: what reviewers see and what is pinned. */
  readonly intent: Digest;
  readonly fleet: FleetName;
  readonly commit: CommitId;
  readonly madeAt: Instant;
  /** Exactly one for every declared host and VM; and one for a host or VM declared no more while an intervention is under way there. */
  readonly verdicts: Readonly<Record<ResourceKey, Verdict>>;
  /** Notices that must be given now for what is planned: journaled, then they come back as `PlanInput.notices`. */
  readonly noticesDue: readonly Notice[];
  /** The next instant at which time alone could change a verdict. */
  readonly wakeAt: Instant | null;
  /** As `wakeAt`, without the going stale of facts: the next instant that somebody waits for. */
  readonly dueAt: Instant | null;
}
