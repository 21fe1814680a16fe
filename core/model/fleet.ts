/**
 * What one fleet repo declares, checked and resolved: the output of `declarations/compile.ts`.
 * Everything is plain data keyed by name; names are validated, so records keyed by them are safe.
 */
import type {
  BaselineName,
  FleetName,
  HostName,
  MigrationName,
  PersonName,
  ReplicationPolicyName,
  RolloutName,
  SiteName,
  VmName,
  WindowName,
} from './ids.ts';
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
  /** Set on Hyper-V hosts. */
  readonly hyperV: HyperVRole | null;
  /** Set on guests that are patched by an agent of their own. */
  readonly runsOn: VmName | null;
  readonly lifecycle: Lifecycle;
  /** `spec.checks`: what "healthy" means on this host, besides what its rollout's `verify` asks. */
  readonly checks: { readonly services: readonly string[]; readonly probes: readonly Probe[] };
}

export interface HyperVRole {
  /** Bytes of memory kept free for the host itself. */
  readonly reserve: number;
  /** Bytes of physical memory, where a plan should be checked without asking the host; null = as it reports. */
  readonly memory: number | null;
  /** Virtual switches by name, with the VLANs they carry (empty = any); null = as it reports. */
  readonly switches: Readonly<Record<string, readonly number[]>> | null;
  /** VM configuration versions it can run ("9.0"); null = as it reports. */
  readonly vmVersions: readonly string[] | null;
}

/**
 * Lifecycle of a host or VM. Names are never used again: a retired document stays as a tombstone.
 * A replaced machine keeps its name and gets a new agent key; a renamed one says what it was called.
 */
export interface Lifecycle {
  /** Its name before; what was recorded under it counts on. */
  readonly formerly: string | null;
  /** Why it is gone; null = in service. Nothing is planned for it and its agent is not served. */
  readonly retired: string | null;
}

export const VmRole = ['domain-controller', 'sql', 'sql-availability-group', 'clustered', 'app', 'file', 'web', 'other'] as const;
export type VmRole = (typeof VmRole)[number];

/** Roles whose guests are never reverted to a checkpoint (design rule 10). */
export const neverReverted: ReadonlySet<VmRole> = new Set(['domain-controller', 'sql-availability-group', 'clustered']);

export interface VirtualMachine {
  readonly name: VmName;
  readonly origin: Origin;
  readonly home: HostName;
  readonly replica: Replica | null;
  /** Lower starts first (and is moved first). */
  readonly startOrder: number;
  readonly role: VmRole;
  /** Bytes of memory it needs to run. */
  readonly memory: number;
  /** What it is connected to; VLAN null = untagged. Empty = not declared. */
  readonly networks: readonly { readonly switch: string; readonly vlan: number | null }[];
  /** VM configuration version ("9.0"); null = as it is. */
  readonly version: string | null;
  readonly lifecycle: Lifecycle;
}

export interface Replica {
  readonly host: HostName;
  /** Its own, else its policy's, else five minutes. */
  readonly frequency: Duration;
  /** Null = nobody may change the replication of this VM: what is wrong with it is only told. */
  readonly policy: ReplicationPolicyName | null;
  /** A third copy, sent on by the replica host. */
  readonly extended: { readonly host: HostName; readonly frequency: Duration } | null;
}

export type Target =
  /** `hotpatch`: the build of the hotpatch that brings the same fixes without a reboot; null = none. */
  | { readonly type: 'windows'; readonly build: string; readonly kb: string | null; readonly hotpatch: string | null }
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
  /** Hosts that do not answer: `count` against the budget and as not healthy, or are `skip`ped: left out of both. */
  readonly unreachable: 'count' | 'skip';
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
    /** Every VM that is moved or patched has a good backup no older than this; null = as its BackupPolicy says, if any. */
    readonly backupMaxAge: Duration | null;
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
    | { readonly type: 'once'; readonly at: string }
    /** Open whenever one of these is: each keeps its own zone, duration and cutoff. */
    | { readonly type: 'any'; readonly of: readonly MaintenanceWindow[] };
  /** Zero for a union: its parts have their own. */
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

/** How the VMs that name it are replicated, and when that may be worked on. */
export interface ReplicationPolicy {
  readonly name: ReplicationPolicyName;
  readonly origin: Origin;
  readonly frequency: Duration;
  /** Hourly recovery points kept besides the newest, 0 to 24. */
  readonly recoveryPoints: number;
  /** Hosts prove who they are to each other by certificates, the only way without a domain. Days of validity that must be left. */
  readonly certificateDaysLeft: number;
  /** Null = at any time. */
  readonly window: WindowName | null;
  readonly notice: NoticeRule;
  /** Initial replications and resynchronizations under way at once on one host. */
  readonly maxAtOnce: number;
  /** Proof that replicas start, on an isolated copy. */
  readonly testFailover: { readonly every: Duration; readonly within: Duration } | null;
  /** Raised by a reviewed commit to try again after a failure; counts from 1. */
  readonly attempt: number;
}

export interface MigrationWave {
  readonly name: string;
  /** In order of name. */
  readonly vms: readonly VmName[];
  /**
   * Present when the declaration names a site, where the memory declared for its Hyper-V hosts and their VMs decides: whoever
   * has not all of these documents cannot tell `to`.
   */
  readonly site?: SiteName;
  /** Where each goes, and where its replica goes once the way back is given up (null = nowhere). */
  readonly to: Readonly<Record<string, { readonly host: HostName; readonly replica: HostName | null }>>;
  /** How long the wave must be well before the next begins. */
  readonly soak: Duration;
  /** So many failures halt the migration. */
  readonly maxFailed: number;
}

/** Moves VMs to other hosts, wave by wave. Where it names a VM, its target stands above the VM's `home`. */
export interface Migration {
  readonly name: MigrationName;
  readonly origin: Origin;
  readonly method: 'planned-failover' | 'export-import';
  /** Folder both hosts reach, for export-import; null otherwise. */
  readonly transfer: string | null;
  readonly window: WindowName;
  readonly notice: NoticeRule;
  readonly waves: readonly MigrationWave[];
  readonly before: { readonly backupMaxAge: Duration | null };
  readonly verify: { readonly within: Duration; readonly heartbeat: 'all-vms' | 'none' };
  readonly onFailure: 'fail-back-and-halt' | 'halt';
  /** So long after its move the old copy is kept, and the VM can go back. */
  readonly keepSource: Duration;
  readonly attempt: number;
}

/** Backups of the VMs in scope: how old the last good one may be, and whether jobs rest while a host is in maintenance. */
export interface BackupPolicy {
  readonly name: string;
  readonly origin: Origin;
  /** https URL of the Veeam server's REST interface. */
  readonly server: string;
  /** The host whose agent talks to it. */
  readonly via: HostName;
  readonly maxAge: Duration;
  readonly pauseJobs: boolean;
  readonly scope: Scope;
}

/** Whom to tell, and how. Addresses only; secrets stay in atlas.yaml. */
export interface NotificationPolicy {
  readonly name: string;
  readonly origin: Origin;
  readonly scope: Scope;
  readonly mail: readonly string[];
  /** Names of channels that atlas.yaml defines. */
  readonly chat: readonly string[];
  readonly pager: readonly string[];
  /** Told at once in the emergency lane, besides the others. */
  readonly emergencies: readonly string[];
  readonly language: 'en' | 'fr' | 'de';
}

export const DriftField = ['patchLevel', 'placement', 'replication', 'replicationSettings'] as const;
/**
 * patchLevel = a host below a target it had reached; placement = a VM that runs on its replica host; replication = a relation
 * that is missing or broken; replicationSettings = frequency and recovery points.
 */
export type DriftField = (typeof DriftField)[number];

/** heal = brought back by an intervention like any other; report = told; propose = told, and a pull request that adopts it is proposed. */
export type DriftPolicy = 'heal' | 'report' | 'propose';

export interface Fleet {
  readonly name: FleetName;
  /** Of the `Fleet` document itself. */
  readonly origin: Origin;
  readonly timezone: string;
  readonly factsMaxAge: Duration;
  readonly patchSla: Readonly<Record<Severity, Duration>>;
  readonly notice: NoticeRule;
  readonly keepApart: readonly KeepApart[];
  readonly drift: Readonly<Record<DriftField, DriftPolicy>>;
  /** So many documents may be removed by the commit that says so; 0 = the few that need no word. */
  readonly allowRemovals: number;
  readonly sites: Readonly<Record<string, Site>>;
  readonly hosts: Readonly<Record<string, Host>>;
  readonly vms: Readonly<Record<string, VirtualMachine>>;
  readonly baselines: Readonly<Record<string, PatchBaseline>>;
  readonly rollouts: Readonly<Record<string, PatchRollout>>;
  readonly windows: Readonly<Record<string, MaintenanceWindow>>;
  readonly replicationPolicies: Readonly<Record<string, ReplicationPolicy>>;
  readonly migrations: Readonly<Record<string, Migration>>;
  readonly backupPolicies: readonly BackupPolicy[];
  readonly notificationPolicies: readonly NotificationPolicy[];
  readonly freezes: readonly Freeze[];
  readonly holds: readonly HoldOrder[];
  readonly policy: ApprovalPolicy;
}
