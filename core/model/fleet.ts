/**
 * What one fleet repo declares, checked and resolved: the output of `declarations/compile.ts`.
 * Everything is plain data keyed by name; names are validated, so records keyed by them are safe.
 */
import type { BaselineName, FleetName, HostName, PersonName, RolloutName, SiteName, VmName, WindowName } from './ids.ts';
import type { Duration, Instant } from './time.ts';

/** Where a declaration stands: for problems, warrants and `atlas trace`. */
export interface Origin {
  readonly file: string;
  /** Line of the document's first key, counted from 1. */
  readonly line: number;
  /** JSON pointer of a field → its line, for the fields that can warrant an action (baseline builds, rollout policies…). */
  readonly lines: Readonly<Record<string, number>>;
}

export const Product = ['windows-server-2019', 'windows-server-2022', 'windows-server-2025', 'debian-12', 'debian-13'] as const;
export type Product = (typeof Product)[number];

export const Severity = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof Severity)[number];

export interface NoticeRule {
  /** People are told this many days before the first planned start; 0 = told at once, nobody waits. */
  readonly days: number;
  /** Inside this many days before the start a commit may not postpone. */
  readonly postponableUntilDays: number;
}

/** Of `members` (hosts or VMs), at most `max` may be in maintenance at once. */
export interface KeepApart {
  readonly name: string;
  readonly members: readonly string[];
  readonly max: number;
}

export interface Site {
  readonly name: SiteName;
  readonly origin: Origin;
  readonly displayName: string;
}

export interface Host {
  readonly name: HostName;
  readonly origin: Origin;
  readonly site: SiteName;
  readonly product: Product;
  readonly labels: Readonly<Record<string, string>>;
  readonly address: string | null;
  /** `sha256:<hex>` of the agent's public key (SPKI DER); null = enrols with a one-use token. */
  readonly agentKey: string | null;
  /** The other host of a Hyper-V replica pair. */
  readonly partner: HostName | null;
  /** Set on Hyper-V hosts. `reserve` = bytes of memory kept free for the host itself. */
  readonly hyperV: { readonly reserve: number } | null;
  /** Set on guests that are patched by an agent of their own. */
  readonly runsOn: VmName | null;
  /** `spec.checks`: what "healthy" means on this host, besides what its rollout's `verify` asks. */
  readonly checks: { readonly services: readonly string[]; readonly probes: readonly Probe[] };
}

export const VmRole = ['domain-controller', 'sql', 'sql-availability-group', 'clustered', 'app', 'file', 'web', 'other'] as const;
export type VmRole = (typeof VmRole)[number];

/** Roles whose guests are never reverted to a checkpoint (design rule 10). */
export const neverReverted: ReadonlySet<VmRole> = new Set(['domain-controller', 'sql-availability-group', 'clustered']);

export interface VirtualMachine {
  readonly name: VmName;
  readonly origin: Origin;
  readonly home: HostName;
  readonly replica: { readonly host: HostName; readonly frequency: Duration } | null;
  /** Lower starts first (and is moved first). */
  readonly startOrder: number;
  readonly role: VmRole;
  /** Bytes of memory it needs to run. */
  readonly memory: number;
}

export type Target =
  | { readonly type: 'windows'; readonly build: string; readonly kb: string | null }
  | { readonly type: 'debian'; readonly suite: string; readonly packages: Readonly<Record<string, string>> };

export interface PatchBaseline {
  readonly name: BaselineName;
  readonly origin: Origin;
  readonly severity: Severity;
  readonly released: Instant;
  readonly products: Readonly<Partial<Record<Product, Target>>>;
  readonly blockedKbs: readonly string[];
}

/** A check the agent makes from its own host; there is no "run this command" probe. */
export type Probe =
  | { readonly name: string; readonly type: 'tcp'; readonly port: number }
  | { readonly name: string; readonly type: 'http'; readonly port: number; readonly path: string; readonly status: number };

export interface Ring {
  readonly name: string;
  /** Hosts must carry all of these labels. */
  readonly selector: Readonly<Record<string, string>>;
  /** Hosts selected at compile time, sorted by name. */
  readonly members: readonly HostName[];
  readonly soak: Duration;
  readonly success: { readonly healthy: number; readonly minimum: number };
  readonly maxUnavailable: { readonly perSite: number | null; readonly total: number | null };
  readonly maxFailed: number;
}

export interface PatchRollout {
  readonly name: RolloutName;
  readonly origin: Origin;
  readonly baseline: BaselineName;
  readonly lane: 'normal' | 'emergency';
  /** Null only in the emergency lane: open round the clock. */
  readonly window: WindowName | null;
  readonly notice: NoticeRule;
  readonly rings: readonly Ring[];
  readonly before: {
    readonly drain: 'planned-failover' | 'none';
    readonly checkpoint: 'guests' | 'none';
    /** Bytes free on the system disk. */
    readonly freeDisk: number | null;
  };
  readonly verify: {
    readonly within: Duration;
    readonly heartbeat: 'all-vms' | 'none';
    /** Services that must run on Hyper-V hosts (`vmms`); other hosts name theirs in `Host.checks`. */
    readonly services: readonly string[];
  };
  readonly onFailure: 'roll-back-and-halt' | 'halt';
  /** Raised by a reviewed commit to try again after a failed or rolled-back attempt; counts from 1. */
  readonly attempt: number;
  readonly acceptPlan: string | null;
}

export const Weekday = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof Weekday)[number];

/**
 * Wall clock in `timezone`. An opening in the gap of a clock-change night opens at the end of the gap; one in the
 * repeated hour opens at its first occurrence, once. The window closes when `duration` has passed on the wall clock
 * (Saturday 20:00 + PT16H is always Sunday 12:00, even when that night has 15 or 17 hours).
 */
export interface MaintenanceWindow {
  readonly name: WindowName;
  readonly origin: Origin;
  /** IANA name. */
  readonly timezone: string;
  readonly opens:
    /** `at` = HH:MM. `nth` = 1..5 of the month, -1 = last; null = every week. */
    | { readonly type: 'weekly'; readonly day: Weekday; readonly at: string; readonly nth: number | null }
    /** Five fields, as Vixie cron. */
    | { readonly type: 'cron'; readonly expression: string }
    /** Local date and time, `2026-12-05T20:00`. */
    | { readonly type: 'once'; readonly at: string };
  readonly duration: Duration;
  /** No intervention starts in the last part of the window, however short it is. */
  readonly cutoff: Duration;
}

/** Empty lists mean "all". */
export interface Scope {
  readonly sites: readonly SiteName[];
  readonly hosts: readonly HostName[];
}

/** Nothing starts between `from` and `to`; wins over every window. */
export interface Freeze {
  readonly name: string;
  readonly origin: Origin;
  readonly from: Instant;
  readonly to: Instant;
  readonly scope: Scope;
  readonly why: string;
}

/** A person's "not now" in Git. */
export interface HoldOrder {
  readonly name: string;
  readonly origin: Origin;
  readonly scope: Scope;
  readonly who: PersonName;
  readonly why: string;
  readonly until: Instant | null;
}

export interface Person {
  readonly name: PersonName;
  readonly teams: readonly string[];
  /** E-mail addresses as they stand in commits: they can exclude an approver, never qualify one. */
  readonly emails: readonly string[];
  /** OpenSSH public keys, `ssh-ed25519 AAAA…`. */
  readonly keys: readonly string[];
  readonly github: string | null;
}

/** All rules that apply to a change must be met; the one named by `kinds: []` applies to every change. */
export interface ApprovalRule {
  readonly name: string;
  /** Declaration kinds whose change calls this rule; empty = every change. */
  readonly kinds: readonly string[];
  readonly count: number;
  /** Teams whose members count; empty = every person of the policy. */
  readonly of: readonly string[];
}

export interface ApprovalPolicy {
  readonly origin: Origin;
  readonly people: Readonly<Record<string, Person>>;
  readonly rules: readonly ApprovalRule[];
  /** Only approvals by hardware keys (`sk-…`, user verified) count. */
  readonly requireMfa: boolean;
  /** Teams whose members may stop work. */
  readonly mayStop: readonly string[];
}

export interface Fleet {
  readonly name: FleetName;
  /** Of the `Fleet` document itself. */
  readonly origin: Origin;
  readonly timezone: string;
  readonly factsMaxAge: Duration;
  readonly patchSla: Readonly<Record<Severity, Duration>>;
  readonly notice: NoticeRule;
  readonly keepApart: readonly KeepApart[];
  readonly sites: Readonly<Record<string, Site>>;
  readonly hosts: Readonly<Record<string, Host>>;
  readonly vms: Readonly<Record<string, VirtualMachine>>;
  readonly baselines: Readonly<Record<string, PatchBaseline>>;
  readonly rollouts: Readonly<Record<string, PatchRollout>>;
  readonly windows: Readonly<Record<string, MaintenanceWindow>>;
  readonly freezes: readonly Freeze[];
  readonly holds: readonly HoldOrder[];
  readonly policy: ApprovalPolicy;
}
