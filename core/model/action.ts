/** The closed vocabulary. Nothing else can be asked of an agent; there is no "run this script". */
import type { Target } from './fleet.ts';
import type {
  ActionId,
  CallName,
  CommitId,
  Digest,
  FleetName,
  HostName,
  InterventionId,
  ResourceKey,
  TreeId,
  VmName,
} from './ids.ts';
import type { Instant } from './time.ts';

/** The patch state to go back to, as the install step's own result recorded it. */
export type PatchState =
  | { readonly type: 'windows'; readonly build: string }
  | { readonly type: 'debian'; readonly packages: Readonly<Record<string, string>> };

/** Arguments by kind. The Hyper-V steps are the local halves of windows.md 2.5; each runs on one host only. */
export interface ActionArgs {
  /** Bring the host's own operating system to the target; the reboot is a step of its own. */
  'update.install': { readonly target: Target };
  /** Go back to what the install found. Never promises success: outcome is read from the next observation. */
  'update.rollback': { readonly to: PatchState };
  'host.reboot': Record<never, never>;
  /** Guest shutdown, never a power cut. */
  'vm.stop': { readonly vm: VmName };
  'vm.start': { readonly vm: VmName };
  /** On the old primary: send the last changes. */
  'failover.prepare': { readonly vm: VmName };
  /** On the replica: take over. */
  'failover.start': { readonly vm: VmName };
  /** On the new primary: replicate back to `to`. */
  'failover.reverse': { readonly vm: VmName; readonly to: HostName };
  /** Stop-VMFailover: back from prepared (old primary), or from failed over and never started (replica). */
  'failover.cancel': { readonly vm: VmName };
  /** Complete-VMFailover on the replica that took over: its recovery points go, and the way back with them. */
  'failover.complete': { readonly vm: VmName };
  /** Start-VMFailover -AsTest on the replica: a second, unconnected VM. */
  'failover.test': { readonly vm: VmName };
  /** Stop-VMFailover while a test VM exists: stops and deletes the test VM, and nothing else. */
  'failover.test-end': { readonly vm: VmName };
  /** Enable-VMReplication on the host that runs it. `frequency` in seconds. */
  'replication.enable': {
    readonly vm: VmName;
    readonly to: HostName;
    readonly frequency: number;
    readonly recoveryPoints: number;
  };
  /** Start-VMInitialReplication on the primary. */
  'replication.start': { readonly vm: VmName };
  /** Set-VMReplication on the primary: frequency (seconds) and recovery points. */
  'replication.set': { readonly vm: VmName; readonly frequency: number; readonly recoveryPoints: number };
  /** Resume-VMReplication on the primary, with -Resynchronize when it must compare everything. */
  'replication.resume': { readonly vm: VmName; readonly resynchronize: boolean };
  /** Remove-VMReplication on one side: the copy and its disks stay. */
  'replication.remove': { readonly vm: VmName };
  /** Set-VMReplication -AsReplica on an old primary whose VM runs on the other side: what it held alone is given up. */
  'replication.demote': { readonly vm: VmName };
  /** Deletes a copy that is off and not replicated. */
  'vm.remove': { readonly vm: VmName };
  /** Export-VM of a stopped VM into the migration's transfer folder. */
  'vm.export': { readonly vm: VmName; readonly path: string };
  /** Import-VM -Copy from the transfer folder, with the same id; the VM stays off. */
  'vm.import': { readonly vm: VmName; readonly path: string };
  /** On the host that talks to the backup server: disable the schedules of the jobs that cover `host`, and wait until none runs. */
  'backup.pause': { readonly policy: string; readonly host: HostName };
  /** Enables exactly the jobs that the pause of this intervention disabled. */
  'backup.resume': { readonly policy: string; readonly host: HostName };
  'checkpoint.create': { readonly vm: VmName; readonly name: string };
  'checkpoint.revert': { readonly vm: VmName; readonly name: string };
  'checkpoint.remove': { readonly vm: VmName; readonly name: string };
}

export type ActionKind = keyof ActionArgs;

export const ActionKind = [
  'update.install',
  'update.rollback',
  'host.reboot',
  'vm.stop',
  'vm.start',
  'failover.prepare',
  'failover.start',
  'failover.reverse',
  'failover.cancel',
  'failover.complete',
  'failover.test',
  'failover.test-end',
  'replication.enable',
  'replication.start',
  'replication.set',
  'replication.resume',
  'replication.remove',
  'replication.demote',
  'vm.remove',
  'vm.export',
  'vm.import',
  'backup.pause',
  'backup.resume',
  'checkpoint.create',
  'checkpoint.revert',
  'checkpoint.remove',
] as const satisfies readonly ActionKind[];

/** One kind with its arguments. */
export type Order = { readonly [K in ActionKind]: { readonly kind: K; readonly args: ActionArgs[K] } }[ActionKind];

/** Where the agent finds the words that call for an action: documents of the commit, and the one line. */
export interface Warrant {
  /** Files of the commit the agent needs, sorted. */
  readonly documents: readonly string[];
  /** `baselines/2026-11.yaml:9`: the line that calls for it. */
  readonly line: string;
  readonly call: CallName;
  /** The host being patched, or the VM; the action may run on any host that has a part in it. */
  readonly subject: ResourceKey;
}

/** What must be true on the host when the step starts. */
export interface Precondition {
  /** The boot the plan saw; null when the step does not depend on it. */
  readonly bootId: string | null;
}

/** The signed order of one step to one agent. Canonical JSON of exactly these fields is what is signed. */
export interface Envelope {
  readonly v: 1;
  readonly fleet: FleetName;
  readonly host: HostName;
  /** `sha256:<hex>` of the agent's public key (SPKI DER). */
  readonly hostKey: string;
  readonly action: ActionId;
  readonly intervention: InterventionId;
  readonly order: Order;
  readonly pre: Precondition;
  readonly commit: CommitId;
  readonly tree: TreeId;
  readonly warrant: Warrant;
  readonly plan: { readonly id: Digest; readonly intent: Digest };
  /** Grows by one with every envelope for this host within an epoch; the agent keeps the highest seen. */
  readonly sequence: number;
  /** Grows whenever another controller takes over the fleet. */
  readonly epoch: number;
  readonly notBefore: Instant;
  /** A step may not be *started* at or after this instant. */
  readonly expires: Instant;
}

export const envelopeType = 'application/vnd.atlas.action.v1+json';

export const ResultState = ['started', 'done', 'failed', 'refused', 'unknown'] as const;
/** `started` is progress; the other four are final. `unknown` = the probe cannot tell: a person decides, nothing retries. */
export type ResultState = (typeof ResultState)[number];

/** What an agent says became of an action. Kept by the agent until acknowledged. */
export interface ActionResult {
  readonly action: ActionId;
  readonly state: ResultState;
  readonly at: Instant;
  /** A stable code when refused or failed (`not-warranted`, `expired`, `apt.failed`…), else null. */
  readonly code: string | null;
  /** One sentence for people. */
  readonly detail: string;
  readonly changed: boolean;
  /** Patch state found before an install: what a rollback goes back to. */
  readonly before: PatchState | null;
}
