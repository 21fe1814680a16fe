/**
 * What the own copy of a VM must look like before a step: the rows of the machines that ask for the step, as far as one side
 * shows them, and nothing that takes a serving VM apart. Not proven by one side: that the other was prepared before
 * `failover.start`. The controller sees that, and a stolen signing key could order it without (ADR 11).
 */
import type { Envelope } from '../model/action.ts';
import type { ObservedVm, ReplicationState } from '../model/observation.ts';
import { no, type WarrantAnswer } from './answer.ts';

export type MoveKind = Extract<
  Envelope['order']['kind'],
  'vm.stop' | 'vm.start' | 'failover.prepare' | 'failover.start' | 'failover.reverse'
>;

export interface Wanted {
  /** Side of its relation; none = not replicated. Left out = whatever it is. */
  readonly mode?: 'primary' | 'replica' | 'none';
  /** Left out = in whatever state. */
  readonly replication?: readonly ReplicationState[];
  readonly vm?: 'Off' | 'Running';
  /** Its guest services answer. */
  readonly answers?: true;
}

const wanted: Readonly<Record<MoveKind, Wanted>> = {
  'vm.stop': { mode: 'primary', replication: ['Replicating'] },
  'failover.prepare': { mode: 'primary', replication: ['Replicating'], vm: 'Off' },
  'failover.start': { mode: 'replica', replication: ['Replicating'], vm: 'Off' },
  // somebody may have started it already: forward only
  'failover.reverse': { mode: 'replica', replication: ['FailedOverWaitingCompletion', 'FailedOver'] },
  'vm.start': { mode: 'primary', replication: ['Replicating', 'Resynchronizing'], vm: 'Off' },
};

/** Null when the own copy is as a step of a planned failover wants it. */
export function notReady(kind: MoveKind, name: string, copy: ObservedVm | undefined): WarrantAnswer | null {
  return notAs(wanted[kind], kind, name, copy);
}

/** Null when the own copy is as wanted. The code says "not now": the plan decides anew from fresh facts. */
export function notAs(row: Wanted, kind: string, name: string, copy: ObservedVm | undefined): WarrantAnswer | null {
  if (!copy) return no('not-ready', `${name} is not seen on this host`);
  const { mode, replication, vm, answers } = row;
  const state = copy.replication?.state;
  const isSide = mode === undefined || mode === (copy.replication?.mode ?? 'none');
  const isState = replication === undefined || (state !== undefined && replication.includes(state));
  if (!isSide || !isState) {
    const found = copy.replication === null ? 'not replicated' : `${copy.replication.mode}, ${copy.replication.state}`;
    const side = mode === 'none' ? 'no replication' : (mode ?? 'either side');
    const needs = replication === undefined ? side : `${side}, ${replication.join(' or ')}`;
    return no('not-ready', `${name} is ${found} here; ${kind} needs ${needs}`);
  }
  if (vm !== undefined && copy.state !== vm) return no('not-ready', `${name} is ${copy.state} here; ${kind} needs it ${vm}`);
  return answers && copy.heartbeat !== 'ok' ? no('not-ready', `${name} does not answer here; ${kind} needs its heartbeat`) : null;
}
