/** One kind of order on a copy of a VM: when it is refused, when there is nothing to do, how long it takes, what it brings. */
import type { ActionArgs } from '#core/model/action.ts';
import type { Judged } from './judged.ts';
import type { Copy, Machine, Refusal, Vm, WorldState } from './state.ts';

export const hyperVKinds = [
  'vm.stop',
  'vm.start',
  'vm.remove',
  'vm.export',
  'vm.import',
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
  'checkpoint.create',
  'checkpoint.revert',
  'checkpoint.remove',
] as const;
export type HyperVKind = (typeof hyperVKinds)[number];

/** Where a step runs. */
export interface Place<K extends HyperVKind> {
  readonly world: WorldState;
  readonly host: Machine;
  readonly vm: Vm;
  readonly copy: Copy;
  readonly args: ActionArgs[K];
}

export interface Step<K extends HyperVKind> {
  /** A sentence when the order asks for what already is. */
  already(at: Place<K>): string | null;
  judge(at: Place<K>): Judged;
  /** What shows as soon as it is under way. */
  begin?(at: Place<K>): void;
  /** The effect, at its due instant. A refusal = it failed, and changed nothing. */
  end(at: Place<K>): Refusal | null;
  /** The other host can have gone down, or a person stepped in, meanwhile: judged again before it takes effect. */
  readonly again?: boolean;
}
