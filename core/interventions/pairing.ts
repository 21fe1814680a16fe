/**
 * Brings a VM that runs on one host to a healthy relation with another: set up, changed, taken up again. Nothing here touches
 * the service.
 */
import type { VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Intervention, StepRecord } from '../model/intervention.ts';
import type { ObservedReplication, ObservedVm } from '../model/observation.ts';
import { assertNever } from '../model/problem.ts';
import { copyFor } from './durations.ts';
import {
  act,
  type Facts,
  failedBelow,
  hasBegun,
  isDone,
  type Move,
  observedVm,
  settling,
  silentSince,
  type VmOrderKind,
  vmOrder,
} from './facts.ts';
import { hasPart } from './part.ts';

export interface Pairing {
  readonly record: Intervention;
  readonly vm: VirtualMachine;
  /** Where it runs. */
  readonly from: HostName;
  /** Where its replica is to be. */
  readonly to: HostName;
  /** First part of the step names: `replicate`, `pair` (for a migration) or `finish`. */
  readonly prefix: 'replicate' | 'pair' | 'finish';
  readonly settings: PairSettings;
}

export interface PairSettings {
  /** Seconds. */
  readonly frequency: number;
  readonly recoveryPoints: number;
}

export type PairMove = Move | { readonly type: 'paired' };

export function paired(facts: Facts, pairing: Pairing): PairMove {
  const { record, vm, from, to, prefix } = pairing;
  const failed = failedBelow(record, `${prefix}/`);
  if (failed !== null) return { type: 'end', outcome: 'failed', why: whyFailed(facts, pairing, failed) };
  const silent = silentSince(facts, record, [from, to]);
  if (silent.length > 0) return settle(facts, pairing, `fresh facts from ${silent.join(' and ')}`);
  const p = observedVm(facts.observation(from), vm.name);
  const r = observedVm(facts.observation(to), vm.name);
  if (p?.state !== 'Running') return settle(facts, pairing, `it to run on ${from}`);
  if (r !== undefined && r.state !== 'Off') return settle(facts, pairing, `its copy on ${to} to be off (it is ${r.state})`);
  return p.replication === null || p.replication.state === 'Disabled'
    ? unpaired(facts, pairing, r)
    : related(facts, pairing, p.replication, r);
}

function whyFailed(facts: Facts, { vm, from }: Pairing, { step, host, detail }: StepRecord): string {
  const why = `${step} failed on ${host}: ${detail}`;
  const copy = observedVm(facts.observation(from), vm.name);
  return copy?.state === 'Running' && copy.replication === null ? `${why}. ${vm.name} runs on ${from} without a replica` : why;
}

/**
 * Hyper-V makes no replica where a copy lies, and that one may be all that is left if the VM is lost before the new one is
 * complete: a person deletes it.
 */
function inTheWay(facts: Facts, pairing: Pairing, r: ObservedVm): Move {
  const { record, vm, from, to } = pairing;
  const what = r.replication === null ? 'not replicated' : `${r.replication.mode} of a relation with ${r.replication.partner}`;
  const why = `${to} holds an old copy of ${vm.name} (${what}), and ${from} can replicate there only without it`;
  const commands = r.replication === null ? 'Remove-VM and its disks' : 'Remove-VMReplication, then Remove-VM and its disks';
  const remedy = `if nobody needs that copy, on ${to}: ${commands}; its replication is then set up anew by itself`;
  return hasBegun(record) ? settling(facts, record, why, [from, to], remedy) : { type: 'ask', why, remedy };
}

/** It has no relation: it gets one. */
function unpaired(facts: Facts, pairing: Pairing, r: ObservedVm | undefined): PairMove {
  const { vm, from, to, settings } = pairing;
  if (r !== undefined) return inTheWay(facts, pairing, r);
  if (isDone(pairing.record, `${pairing.prefix}/enable`)) return settle(facts, pairing, `${from} to replicate it`);
  return act(`${pairing.prefix}/enable`, from, { kind: 'replication.enable', args: { vm: vm.name, to, ...settings } });
}

/** Another host that still holds the other side of the relation that was removed, when it can be heard and may judge it. */
function leftOver(facts: Facts, { record, vm, from, to }: Pairing): HostName | null {
  const { fleet } = facts;
  const hosts = new Set([vm.home, vm.replica?.host, fleet.hosts[from]?.partner, fleet.hosts[to]?.partner]);
  for (const host of hosts) {
    if (host === null || host === undefined || host === from || host === to) continue;
    const copy = observedVm(facts.observation(host), vm.name);
    if (copy?.state !== 'Off' || copy.replication?.mode !== 'replica') continue;
    if (silentSince(facts, record, [host]).length === 0 && hasPart(fleet, host, vm)) return host;
  }
  return null;
}

function related(facts: Facts, pairing: Pairing, relation: ObservedReplication, r: ObservedVm | undefined): PairMove {
  const { from, to } = pairing;
  if (relation.mode !== 'primary') return settle(facts, pairing, `${from} to hold its primary copy (it says ${relation.mode})`);
  if (relation.partner !== to) return once(facts, pairing, 'remove', from, 'replication.remove');
  const theirs = r?.replication ?? null;
  if (theirs === null || theirs.mode !== 'replica' || theirs.partner !== from) {
    if (r !== undefined) return inTheWay(facts, pairing, r);
    // just set up, and the other side has not shown it yet
    if (isDone(pairing.record, `${pairing.prefix}/enable`)) return settle(facts, pairing, `${to} to show its replica`);
    return once(facts, pairing, 'remove', from, 'replication.remove');
  }
  const old = isSent(relation) ? leftOver(facts, pairing) : null;
  if (old !== null) return once(facts, pairing, 'remove-old', old, 'replication.remove');
  switch (relation.state) {
    case 'ReadyForInitialReplication':
      return once(facts, pairing, 'start', from, 'replication.start');
    case 'InitialReplicationInProgress':
    case 'Resynchronizing':
      return settle(facts, pairing, `its copy on ${to} to be complete`, copyFor);
    case 'Error':
    case 'Suspended':
      return resumed(facts, pairing, 'resume', false);
    case 'WaitingForStartResynchronize':
      return resumed(facts, pairing, 'resynchronize', true);
    case 'Disabled':
    case 'PreparedForFailover':
    case 'FailedOver':
    case 'FailedOverWaitingCompletion':
      return settle(facts, pairing, `its replication to be usable (now ${relation.state} on ${from})`);
    case 'Replicating':
      return steady(facts, pairing, relation, theirs);
    default:
      return assertNever(relation.state);
  }
}

/** The new copy is on its way, or there: what is left of the old one can go. */
function isSent({ state }: ObservedReplication): boolean {
  return state === 'InitialReplicationInProgress' || state === 'Replicating';
}

/** Both sides replicate: the settings, and whether it is well. */
function steady(facts: Facts, pairing: Pairing, relation: ObservedReplication, theirs: ObservedReplication): PairMove {
  const { vm, from, to, settings } = pairing;
  const { frequency = settings.frequency, recoveryPoints = settings.recoveryPoints } = relation;
  if (frequency !== settings.frequency || recoveryPoints !== settings.recoveryPoints) {
    if (isDone(pairing.record, `${pairing.prefix}/set`)) return settle(facts, pairing, `${from} to show its new settings`);
    return act(`${pairing.prefix}/set`, from, { kind: 'replication.set', args: { vm: vm.name, ...settings } });
  }
  if (theirs.state !== 'Replicating') return settle(facts, pairing, `its replica to be usable (now ${theirs.state} on ${to})`);
  return relation.health === 'Normal' ? { type: 'paired' } : settle(facts, pairing, 'its replication to be healthy');
}

function resumed(facts: Facts, pairing: Pairing, name: string, resynchronize: boolean): PairMove {
  const step = `${pairing.prefix}/${name}`;
  if (isDone(pairing.record, step)) return settle(facts, pairing, 'its replication to be taken up again');
  return act(step, pairing.from, { kind: 'replication.resume', args: { vm: pairing.vm.name, resynchronize } });
}

/** What did not help the first time is left to a person. */
function once(facts: Facts, pairing: Pairing, name: string, on: HostName, kind: VmOrderKind): Move {
  const step = `${pairing.prefix}/${name}`;
  if (isDone(pairing.record, step)) return settle(facts, pairing, `${on} to show what ${step} brought`);
  return act(step, on, vmOrder(kind, pairing.vm.name));
}

function settle(facts: Facts, { record, vm, from, to }: Pairing, what: string, limit = undefined as typeof copyFor | undefined) {
  const remedy = `look at the replication of ${vm.name} on ${from} and ${to}; it goes on by itself once that is so`;
  return settling(facts, record, `${vm.name}: waiting for ${what}`, [from, to], remedy, limit);
}
