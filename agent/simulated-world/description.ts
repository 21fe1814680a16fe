/** What a world begins as. */
import type { PatchState } from '#core/model/action.ts';
import type { Product } from '#core/model/fleet.ts';
import type { HostName, VmName } from '#core/model/ids.ts';
import type { Instant } from '#core/model/time.ts';
import type { HalfState, VmNetwork } from './state.ts';

/** How a VM differs from its declaration when the world begins; without one it runs at home and replicates as declared. */
export type StartsAs =
  /** Without a copy on its replica host. */
  | { readonly type: 'not-replicated' }
  /** Removed on both sides: a copy is left over on the replica host. */
  | { readonly type: 'left-over' }
  | { readonly type: 'settings'; readonly frequency: number; readonly recoveryPoints: number }
  /** It runs on its replica host and replicates back. */
  | { readonly type: 'on-replica' }
  /** Its pair stands in a half-state, the home as P. */
  | { readonly type: 'half-state'; readonly state: HalfState };

/** What a world starts as. What is left out has a value that suits everything else. */
export interface WorldDescription {
  /** Gives durations their small, repeatable differences. */
  readonly seed: string;
  readonly now: Instant;
  readonly hosts: readonly {
    readonly name: HostName;
    readonly product: Product;
    readonly patch: PatchState;
    readonly runsOn: VmName | null;
    readonly hyperV: {
      readonly capacity: number;
      readonly switches?: readonly string[];
      readonly vmVersions?: readonly string[];
      /** Days its certificate is valid for; 365. */
      readonly certificateDays?: number;
    } | null;
    readonly diskFree: number;
  }[];
  readonly vms: readonly {
    readonly name: VmName;
    readonly home: HostName;
    readonly replica: HostName | null;
    readonly memory: number;
    readonly startOrder: number;
    /** Bytes; eight times its memory. */
    readonly disk?: number;
    readonly version?: string;
    readonly networks?: readonly VmNetwork[];
    /** Seconds; 300. */
    readonly frequency?: number;
    /** 4. */
    readonly recoveryPoints?: number;
    readonly startsAs?: StartsAs;
  }[];
  readonly backups?: readonly {
    readonly policy: string;
    readonly via: HostName;
    readonly jobs: readonly { readonly id: string; readonly hosts: readonly HostName[]; readonly at: number }[];
  }[];
}
