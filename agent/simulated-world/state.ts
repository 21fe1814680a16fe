/** What the world remembers. Plain JSON, so that it survives a crash; mutated by the functions of this folder only. */
import type { Order, PatchState } from '#core/model/action.ts';
import type { Product } from '#core/model/fleet.ts';
import type { HostName, VmName } from '#core/model/ids.ts';
import type { Heartbeat, ReplicationState, VmState } from '#core/model/observation.ts';
import type { Instant } from '#core/model/time.ts';

/** The system disk of a machine: for a guest it belongs to the VM, moves with it and is what a checkpoint keeps. */
export interface SystemDisk {
  patch: { type: 'windows'; build: string } | { type: 'debian'; suite: string; packages: Record<string, string> };
  /** Windows: the build the next boot brings; null = no servicing waits for a boot. */
  pendingBuild: string | null;
  rebootPending: boolean;
}

/** An operating system with (maybe) an agent: a physical host, or the guest of a VM. */
export interface Machine {
  readonly name: HostName;
  readonly product: Product;
  readonly runsOn: VmName | null;
  /** Null without the Hyper-V role. */
  readonly hyperV: HyperVRole | null;
  /** VMs with a copy here, in the order in which they start. */
  vms: VmName[];
  power: 'up' | 'down';
  /** Counts boots; the boot id is made of it. */
  boots: number;
  disk: SystemDisk;
  diskFree: number;
  /** Servicing that goes on after a boot, or in an operation. */
  servicing: 'idle' | 'busy';
  /** Why verification would fail since the last update: services and probes that are down; `*` = all. */
  stopped: { services: string[]; probes: string[] };
}

export interface HyperVRole {
  /** Bytes of memory for VMs. */
  readonly capacity: number;
  /** Virtual switches by name, sorted. */
  readonly switches: readonly string[];
  /** VM configuration versions it can run, sorted. */
  readonly vmVersions: readonly string[];
  /** When the certificate of its replica server expires. */
  certificateUntil: Instant;
  /** False: it and its partners do not reach each other. Agents are reached another way. */
  linked: boolean;
}

export interface Checkpoint {
  readonly name: string;
  /** Disks of the guests that have agents, by host name. */
  readonly disks: Record<string, SystemDisk>;
}

/** One side of a Hyper-V Replica relation. The other side may know nothing of it: each is removed on its own. */
export interface Relation {
  mode: 'primary' | 'replica';
  state: ReplicationState;
  partner: HostName;
  /** Seconds. */
  frequency: number;
  recoveryPoints: number;
  /** Has caught up; false after a reverse, a resynchronization or an absence of a host. */
  settled: boolean;
}

/** A copy of a VM: at home, on its replica host, where a migration took it, or left over from before. */
export interface Copy {
  readonly host: HostName;
  state: VmState;
  heartbeat: Heartbeat;
  replication: Relation | null;
  /** The test VM that a test failover made of this replica. */
  test: { state: VmState; heartbeat: Heartbeat } | null;
  /** Which writing of the VM it holds: the highest is the newest. Replication, export and import carry it on. */
  data: number;
  /** It ran since it was failed over: taking that back would lose what it wrote. */
  ran: boolean;
  checkpoints: Checkpoint[];
  /** Disks are being merged. */
  merging: boolean;
  /** It ran when its host went down and starts again with it (AutomaticStartAction). */
  startsWithHost: boolean;
}

export interface Vm {
  readonly name: VmName;
  readonly memory: number;
  readonly startOrder: number;
  /** Bytes on its disks: what an initial replication, an export or an import carries. */
  readonly disk: number;
  /** VM configuration version. */
  readonly version: string;
  readonly networks: readonly VmNetwork[];
  /** Hosts that are its guests and have agents. */
  readonly guests: readonly HostName[];
  /** By host. One without, two with a replica, more while a migration is under way. */
  readonly copies: Record<string, Copy>;
  /** Counts writings, see `Copy.data`. */
  writings: number;
  /** Starts of a copy without all that another had written: the loss that no order may ever bring by itself. */
  losses: number;
}

export interface VmNetwork {
  readonly switch: string;
  readonly vlan: number | null;
}

/** What a backup server does for the hosts of one BackupPolicy. */
export interface BackupServer {
  readonly policy: string;
  /** The host whose agent asks it. */
  readonly via: HostName;
  /** False: it does not answer. */
  reachable: boolean;
  readonly jobs: BackupJob[];
  /** Newest good restore point by VM. */
  readonly lastSuccess: Record<string, Instant>;
}

export interface BackupJob {
  readonly id: string;
  /** It backs up what stands on these hosts. */
  readonly hosts: readonly HostName[];
  /** Minutes after midnight UTC at which it runs, every night. */
  readonly at: number;
  enabled: boolean;
  /** Hosts for whose sake it rests; when the last one goes, it is enabled again. */
  pausedFor: HostName[];
  /** When the run at work ends; null = none is. */
  runsUntil: Instant | null;
}

export interface Operation {
  readonly id: string;
  readonly host: HostName;
  readonly order: Order;
  readonly begunAt: Instant;
  /** Moves on while what is waited for is not over. */
  due: Instant;
  readonly detail: string;
  readonly before: PatchState | null;
  /** False when there was nothing to do. */
  readonly changes: boolean;
  state: 'running' | 'done' | 'failed' | 'interrupted';
  code: string | null;
  message: string;
}

/** Something that time alone will bring. */
export type Happening =
  | { readonly type: 'operation-due'; readonly host: HostName; readonly id: string }
  | { readonly type: 'machine-up'; readonly host: HostName }
  | { readonly type: 'servicing-idle'; readonly host: HostName }
  | { readonly type: 'vm-running'; readonly vm: VmName; readonly host: HostName }
  | { readonly type: 'heartbeat'; readonly vm: VmName; readonly host: HostName }
  | { readonly type: 'merged'; readonly vm: VmName; readonly host: HostName }
  /** `host`: the one of the pair that comes first by name. */
  | { readonly type: 'settled'; readonly vm: VmName; readonly host: HostName }
  | { readonly type: 'resynchronized'; readonly vm: VmName; readonly host: HostName }
  | { readonly type: 'replicates-again'; readonly vm: VmName; readonly host: HostName }
  /** The other side has removed the relation. */
  | { readonly type: 'orphaned'; readonly vm: VmName; readonly host: HostName }
  | { readonly type: 'test-heartbeat'; readonly vm: VmName; readonly host: HostName }
  | { readonly type: 'link-back'; readonly host: HostName }
  | { readonly type: 'backup-due'; readonly policy: string; readonly job: string }
  | { readonly type: 'backup-over'; readonly policy: string; readonly job: string }
  | { readonly type: 'backup-server-back'; readonly policy: string };

/** `number` breaks ties between happenings of one instant, so that every run is the same. */
export interface Timer {
  readonly at: Instant;
  readonly number: number;
  readonly what: Happening;
}

export const FaultKind = [
  // Armed: wait for their occasion, `times` occasions long.
  'install-fails',
  'undoing-changes',
  'rollback-fails',
  'verify-service-stopped',
  'verify-probe-failed',
  'vm-stuck-stopping',
  'heartbeat-lost',
  'reverse-fails',
  'enable-refused',
  'import-fails',
  'test-never-boots',
  'backup-fails',
  'probe-unknown',
  'slow',
  // At once.
  'replication-critical',
  'replication-suspended',
  'resynchronization-needed',
  'link-down',
  'half-state',
  'split-brain',
  'power-loss',
  'crash',
  'disk-full',
  'certificate-expires',
  'backup-long',
  'backup-old',
  'backup-unreachable',
] as const;
export type FaultKind = (typeof FaultKind)[number];

/** Half-states of a planned failover and of replication, by what happened. Each is a row of the table in README.md. */
export const HalfState = [
  'stopped',
  'prepared',
  'failed-over',
  'failed-over-running',
  'completed',
  'reverse-refused',
  'reversed',
  'primary-lost',
  'primary-back',
  'false-alarm',
  'link-trouble',
  'resynchronization-needed',
  'suspended',
  'split-brain',
] as const;
export type HalfState = (typeof HalfState)[number];

/** A switch. Armed ones wait on `host`; the others happen when they are set. */
export interface FaultSwitch {
  readonly host: HostName;
  readonly kind: FaultKind;
  /** Only this VM; without it any VM of the host (split-brain: the first by name). */
  readonly vm?: VmName;
  /** The service or probe that is down (without it all of them), or the `HalfState`. */
  readonly name?: string;
  /** `slow`: how many times longer; 3 when left out. */
  readonly factor?: number;
  /** Occasions; 1 when left out, null = until cleared. */
  readonly times?: number | null;
  /**
   * Until it is over by itself, for `replication-critical`, `link-down`, `power-loss`, `crash` and `backup-unreachable` (null or
   * left out = when a person acts); how long `backup-long` runs (240), how old `backup-old` makes backups (4320), and when
   * `certificate-expires` does (0).
   */
  readonly minutes?: number | null;
}

export interface WorldState {
  readonly v: 2;
  readonly seed: string;
  now: Instant;
  /** Grows with every change, so that holders know when to write it down. */
  revision: number;
  nextNumber: number;
  readonly machines: Record<string, Machine>;
  readonly vms: Record<string, Vm>;
  /** By policy. */
  readonly backups: Record<string, BackupServer>;
  /** Exported VMs by folder and name: what the copy held that was exported. Stays until it is written over. */
  readonly transfers: Record<string, Record<string, { readonly from: HostName; readonly data: number }>>;
  timers: Timer[];
  /** By id. Ended ones are forgotten after a week. */
  readonly operations: Record<string, Operation>;
  /** Ids of those that run. */
  running: string[];
  faults: (FaultSwitch & { times: number | null })[];
}

/** The world says no: nothing was begun. `code` is stable. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}
