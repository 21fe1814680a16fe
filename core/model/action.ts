/** The closed vocabulary. Nothing else can be asked of an agent; there is no "run this script". */
import type { Target } from './fleet.ts';
import type { ActionId, CommitId, Digest, FleetName, HostName, InterventionId, TreeId, VmName } from './ids.ts';
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
  readonly rollout: string;
  /** The host being patched; the action may run on its partner or on the host of its VM. */
  readonly subject: HostName;
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
