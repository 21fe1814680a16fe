/** One document of a file, read as far as it can be without looking at other documents. */
import type {
  ApprovalPolicy,
  BackupPolicy,
  DriftField,
  DriftPolicy,
  Freeze,
  HoldOrder,
  Host,
  KeepApart,
  MaintenanceWindow,
  Migration,
  MigrationWave,
  NoticeRule,
  NotificationPolicy,
  Origin,
  PatchBaseline,
  PatchRollout,
  Replica,
  ReplicationPolicy,
  Ring,
  Severity,
  Site,
  VirtualMachine,
} from '../model/fleet.ts';
import type { FleetName, HostName, SiteName } from '../model/ids.ts';
import type { Duration } from '../model/time.ts';

export interface FleetSettings {
  readonly name: FleetName;
  readonly origin: Origin;
  readonly timezone: string;
  readonly factsMaxAge: Duration;
  readonly patchSla: Readonly<Record<Severity, Duration>>;
  readonly notice: NoticeRule;
  readonly keepApart: readonly KeepApart[];
  readonly drift: Readonly<Record<DriftField, DriftPolicy>>;
  readonly allowRemovals: number;
}

/** Null = the Fleet's; rings get their members when all hosts are known. */
export type RolloutDraft = Omit<PatchRollout, 'notice' | 'rings'> & {
  readonly notice: NoticeRule | null;
  readonly rings: readonly Omit<Ring, 'members'>[];
};
/** The parts of a union are names until all windows are known. */
export type WindowDraft = Omit<MaintenanceWindow, 'timezone' | 'opens'> & {
  readonly timezone: string | null;
  readonly opens: SingleWindow['opens'] | { readonly type: 'any'; readonly of: readonly string[] };
};
export type SingleWindow = MaintenanceWindow & { readonly opens: Exclude<MaintenanceWindow['opens'], { type: 'any' }> };

/** A frequency of null = its policy's. */
export type VmDraft = Omit<VirtualMachine, 'replica'> & {
  readonly replica: (Omit<Replica, 'frequency'> & { readonly frequency: Duration | null }) | null;
};
export type ReplicationPolicyDraft = Omit<ReplicationPolicy, 'notice'> & { readonly notice: NoticeRule | null };

/** As written: `host` or `site`, one of them; a replica of null = the partner of the target. */
export interface WaveTarget {
  readonly host: HostName | null;
  readonly site: SiteName | null;
  readonly replica: HostName | null;
}
/** Where each VM goes is known when all hosts are (`targets.ts`). VMs in the order of the document. */
export type WaveDraft = Omit<MigrationWave, 'to' | 'site'> & {
  readonly to: WaveTarget;
  /** VMs that go elsewhere than `to`. */
  readonly except: Readonly<Record<string, { readonly host: HostName; readonly replica: HostName | null }>>;
};
export type MigrationDraft = Omit<Migration, 'notice' | 'waves'> & {
  readonly notice: NoticeRule | null;
  readonly waves: readonly WaveDraft[];
};

/** What each kind of document becomes. */
export interface Models {
  Fleet: FleetSettings;
  Site: Site;
  Host: Host;
  VirtualMachine: VmDraft;
  PatchBaseline: PatchBaseline;
  PatchRollout: RolloutDraft;
  MaintenanceWindow: WindowDraft;
  ReplicationPolicy: ReplicationPolicyDraft;
  Migration: MigrationDraft;
  BackupPolicy: BackupPolicy;
  NotificationPolicy: NotificationPolicy;
  Freeze: Freeze;
  ApprovalPolicy: ApprovalPolicy;
  Hold: HoldOrder;
}

/** A document of a known kind with a readable name. `model` is null when its shape is wrong: it is declared, but not usable. */
export interface Declared<K extends keyof Models = keyof Models> {
  readonly kind: K;
  readonly name: string;
  readonly file: string;
  /** Which document of the file, from 0. */
  readonly index: number;
  /** Line of its first key. */
  readonly line: number;
  readonly model: Models[K] | null;
  /** What was written, kept only when `model` is null: its references are still looked at. */
  readonly written: unknown;
}
export type AnyDeclared = { [K in keyof Models]: Declared<K> }[keyof Models];
