/**
 * What the own copy of a VM must look like before its half of a planned failover: the rows of `failover.ts` that ask for the
 * step, as far as one side shows them. Never an unplanned failover, and nothing that takes a serving VM apart.
 */
import type { Envelope } from '../model/action.ts';
import type { ObservedVm, ReplicationState } from '../model/observation.ts';
import { no, type WarrantAnswer } from './answer.ts';

export type MoveKind = Extract<
  Envelope['order']['kind'],
  'vm.stop' | 'vm.start' | 'failover.prepare' | 'failover.start' | 'failover.reverse'
>;

interface Wanted {
  readonly mode: 'primary' | 'replica';
  readonly replication: readonly ReplicationState[];
  /** Null = in whatever state. */
  readonly vm: 'Off' | null;
}

const wanted: Readonly<Record<MoveKind, Wanted>> = {
  'vm.stop': { mode: 'primary', replication: ['Replicating'], vm: null },
  'failover.prepare': { mode: 'primary', replication: ['Replicating'], vm: 'Off' },
  'failover.start': { mode: 'replica', replication: ['Replicating'], vm: 'Off' },
  // somebody may have started it already: forward only
  'failover.reverse': { mode: 'replica', replication: ['FailedOverWaitingCompletion', 'FailedOver'], vm: null },
  'vm.start': { mode: 'primary', replication: ['Replicating', 'Resynchronizing'], vm: 'Off' },
};

/** Null when the own copy is as the step wants it. The code says "not now": the plan decides anew from fresh facts. */
export function notReady(kind: MoveKind, name: string, copy: ObservedVm | undefined): WarrantAnswer | null {
  if (!copy) return no('not-ready', `${name} is not seen on this host`);
  const { mode, replication, vm } = wanted[kind];
  if (copy.replication?.mode !== mode || !replication.includes(copy.replication.state)) {
    const found = copy.replication === null ? 'not replicated' : `${copy.replication.mode}, ${copy.replication.state}`;
    return no('not-ready', `${name} is ${found} here; ${kind} needs ${mode}, ${replication.join(' or ')}`);
  }
  return vm === null || copy.state === vm ? null : no('not-ready', `${name} is ${copy.state} here; ${kind} needs it ${vm}`);
}
