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
  /** Bytes of memory for VMs; null without the Hyper-V role. */
  readonly hyperV: { readonly capacity: number } | null;
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

export interface Checkpoint {
  readonly name: string;
  /** Disks of the guests that have agents, by host name. */
  readonly disks: Record<string, SystemDisk>;
}

/** One of the (at most two) copies of a VM. */
export interface Copy {
  readonly host: HostName;
  state: VmState;
  heartbeat: Heartbeat;
  replication: { mode: 'primary' | 'replica'; state: ReplicationState } | null;
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
  /** By host. One without, two with a replica. */
  readonly copies: Record<string, Copy>;
  /** Replication has caught up; false after a reverse, a resynchronisation or an absence of a host. */
  settled: boolean;
}

export interface Operation {
  readonly id: string;
  readonly host: HostName;
  readonly order: Order;
  readonly begunAt: Instant;
  readonly due: Instant;
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
  | { readonly type: 'settled'; readonly vm: VmName }
  | { readonly type: 'resynchronized'; readonly vm: VmName }
  | { readonly type: 'link-back'; readonly vm: VmName };

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
  'probe-unknown',
  'slow',
  // At once.
  'replication-critical',
  'split-brain',
  'power-loss',
  'disk-full',
] as const;
export type FaultKind = (typeof FaultKind)[number];

/** A switch. Armed ones wait on `host`; the others happen when they are set. */
export interface FaultSwitch {
  readonly host: HostName;
  readonly kind: FaultKind;
  /** Only this VM; without it any VM of the host (split-brain: the first by name). */
  readonly vm?: VmName;
  /** The service or probe that is down; without it all of them. */
  readonly name?: string;
  /** `slow`: how many times longer; 3 when left out. */
  readonly factor?: number;
  /** Occasions; 1 when left out, null = until cleared. */
  readonly times?: number | null;
  /** `replication-critical` and `power-loss`: minutes until it is over by itself; null or left out = when a person acts. */
  readonly minutes?: number | null;
}

export interface WorldState {
  readonly v: 1;
  readonly seed: string;
  now: Instant;
  /** Grows with every change, so that holders know when to write it down. */
  revision: number;
  nextNumber: number;
  readonly machines: Record<string, Machine>;
  readonly vms: Record<string, Vm>;
  timers: Timer[];
  /** By id. Ended ones are forgotten after a week. */
  readonly operations: Record<string, Operation>;
  faults: (FaultSwitch & { times: number | null })[];
}

/** What a world starts as: everything up and running at home, replication normal. */
export interface WorldDescription {
  /** Gives durations their small, repeatable differences. */
  readonly seed: string;
  readonly now: Instant;
  readonly hosts: readonly {
    readonly name: HostName;
    readonly product: Product;
    readonly patch: PatchState;
    readonly runsOn: VmName | null;
    readonly hyperV: { readonly capacity: number } | null;
    readonly diskFree: number;
  }[];
  readonly vms: readonly {
    readonly name: VmName;
    readonly home: HostName;
    readonly replica: HostName | null;
    readonly memory: number;
    readonly startOrder: number;
  }[];
}

/** The world says no: nothing was begun. `code` is stable. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}
