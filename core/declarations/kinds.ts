/** One document of a file, read as far as it can be without looking at other documents. */
import type {
  ApprovalPolicy,
  Freeze,
  HoldOrder,
  Host,
  KeepApart,
  MaintenanceWindow,
  NoticeRule,
  Origin,
  PatchBaseline,
  PatchRollout,
  Ring,
  Severity,
  Site,
  VirtualMachine,
} from '../model/fleet.ts';
import type { FleetName } from '../model/ids.ts';
import type { Duration } from '../model/time.ts';

export interface FleetSettings {
  readonly name: FleetName;
  readonly origin: Origin;
  readonly timezone: string;
  readonly factsMaxAge: Duration;
  readonly patchSla: Readonly<Record<Severity, Duration>>;
  readonly notice: NoticeRule;
  readonly keepApart: readonly KeepApart[];
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

/** What each kind of document becomes. */
export interface Models {
  Fleet: FleetSettings;
  Site: Site;
  Host: Host;
  VirtualMachine: VirtualMachine;
  PatchBaseline: PatchBaseline;
  PatchRollout: RolloutDraft;
  MaintenanceWindow: WindowDraft;
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
