/** The plan played forward: what is said of the time ahead. Plain data; the same input gives the same bytes. */
import type {
  ActionId,
  BaselineName,
  CallName,
  CommitId,
  FleetName,
  HostName,
  InterventionId,
  ResourceKey,
  RolloutName,
  VmName,
  WindowName,
} from '../model/ids.ts';
import type { Severity } from '../model/fleet.ts';
import type { InterventionKind, Outcome } from '../model/intervention.ts';
import type { Hold } from '../model/plan.ts';
import type { Duration, Instant } from '../model/time.ts';

/** A stretch of time; `until` null = it lasts beyond the end of the forecast. */
export interface Span {
  readonly at: Instant;
  readonly until: Instant | null;
}

/** A VM that does not serve: from its shutdown (or its guest's reboot) until its guest services answer again. */
export interface Outage extends Span {
  readonly vm: string;
  readonly from: HostName;
  /** Another host than `from` when it was moved; null = it does not come back within the forecast. */
  readonly to: HostName | null;
}

/** One intervention as it will run. */
export interface Work {
  readonly intervention: InterventionId;
  readonly kind: InterventionKind;
  readonly subject: ResourceKey;
  readonly host: HostName;
  readonly call: CallName;
  /** Ring or wave; '' where there is neither. */
  readonly ring: string;
  readonly from: string;
  readonly to: string;
  readonly startsAt: Instant;
  /** Null = still going on when the forecast ends. */
  readonly endsAt: Instant | null;
  readonly outcome: Outcome | null;
  /** The target is verified: soak counts from here. */
  readonly verifiedAt: Instant | null;
  readonly reboots: readonly (Span & { readonly host: HostName })[];
  readonly outages: readonly Outage[];
  readonly steps: readonly (Span & { readonly action: ActionId; readonly step: string; readonly on: HostName })[];
  /** The opening it runs in; null = it needs none. */
  readonly window: { readonly name: WindowName; readonly closesAt: Instant } | null;
}

/** Why something declared is not as declared when the forecast ends. */
export interface Rest {
  readonly subject: ResourceKey;
  readonly status: 'held' | 'running' | 'ready' | 'needs-person' | 'unknown';
  readonly why: string;
  /** Of what is held: every reason, with its number. */
  readonly holds: readonly Hold[];
}

/** Free memory of a Hyper-V host beside its reserve, in bytes, from `at` on. */
export interface Room {
  readonly at: Instant;
  readonly free: number;
}

export interface Capacity {
  readonly host: HostName;
  /** At the beginning, and after each step that changed it. */
  readonly rooms: readonly Room[];
  readonly lowest: Room;
}

/** A VM that should have a replica has no healthy one. */
export interface Gap extends Span {
  readonly vm: VmName;
}

/** One opening of a window that work runs in. */
export interface WindowUse {
  readonly window: WindowName;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly lastEnd: Instant;
  /** Between the last end and the close; negative = what was begun goes on past it. */
  readonly slack: number;
  readonly works: number;
}

export interface Share {
  readonly percent: 50 | 90 | 100;
  /** When so many of the hosts comply; null = not within the forecast. */
  readonly at: Instant | null;
}

export interface RingProgress {
  readonly ring: string;
  readonly hosts: number;
  readonly startsAt: Instant | null;
  /** All of its hosts comply; null = not within the forecast. */
  readonly doneAt: Instant | null;
  /** Milliseconds past the date of the baseline's patchSla; null = in time, or no date is known. */
  readonly late: Duration | null;
}

export interface RolloutProgress {
  readonly rollout: RolloutName;
  readonly baseline: BaselineName;
  readonly lane: 'normal' | 'emergency';
  readonly severity: Severity;
  /** Release and patchSla. */
  readonly due: Instant;
  readonly hosts: number;
  readonly compliant: number;
  readonly shares: readonly Share[];
  readonly rings: readonly RingProgress[];
}

/** One playing of the plan, at one pace. */
export interface Run {
  /** `p50`, `p90`, or `seed a`. */
  readonly pace: string;
  /** converged = all is as declared; explained = what is not waits for something that time does not bring; horizon = time was up. */
  readonly ended: 'converged' | 'explained' | 'horizon';
  readonly endedAt: Instant;
  /** By start, then by subject. */
  readonly works: readonly Work[];
  readonly rests: readonly Rest[];
  readonly capacity: readonly Capacity[];
  readonly gaps: readonly Gap[];
  readonly windows: readonly WindowUse[];
  readonly rollouts: readonly RolloutProgress[];
  /** Plans that were made on the way, and things that happened. */
  readonly effort: { readonly plans: number; readonly events: number };
}

/** How service comes back when a patch fails, by what is expected: told, never played. */
export interface WayBack {
  readonly subject: ResourceKey;
  /** stays = its VMs serve on the partner already; revert = the guest goes back to its checkpoint; uninstall = the update is taken off. */
  readonly way: 'stays' | 'revert' | 'uninstall' | 'fail-back' | 'none';
  /** From the decision until service is back; null = there is no way back. */
  readonly service: { readonly p50: Duration; readonly p90: Duration } | null;
  /** Until the old build is back as well, where that takes longer. */
  readonly build: { readonly p50: Duration; readonly p90: Duration } | null;
  /** Why it cannot be reverted at once, or at all; null = it can. */
  readonly because: string | null;
}

export interface Unforeseen {
  readonly host: HostName;
  readonly why: string;
}

export interface Forecast {
  readonly v: 1;
  readonly fleet: FleetName;
  readonly commit: CommitId;
  readonly from: Instant;
  readonly until: Instant;
  /** Hosts whose facts are missing or old: nothing is said of them, and nothing is assumed. */
  readonly unforeseen: readonly Unforeseen[];
  /** Hosts taken for reporting although they were not heard of. */
  readonly assumed: readonly HostName[];
  /** p50, or the first seed: what every text tells. */
  readonly run: Run;
  /** p90, or the second seed: the other end of the range. */
  readonly other: Run;
  /** What each late rollout would reach in the emergency lane; null where it cannot. */
  readonly emergency: readonly { readonly rollout: RolloutName; readonly doneAt: Instant | null }[];
  readonly waysBack: readonly WayBack[];
}
