/**
 * Half-states that nobody is at work on (windows.md 2.6), found while a VM's replication is repaired: back where that loses
 * nothing, forward where going back would, a person where it is not known which copy is right.
 */
import type { VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Intervention } from '../model/intervention.ts';
import type { ObservedVm } from '../model/observation.ts';
import {
  act,
  askAbout,
  type Facts,
  failedBelow,
  hasBegun,
  isDone,
  type Move,
  observedVm,
  settling,
  silentSince,
  vmOrder,
} from './facts.ts';

export interface Torn {
  readonly record: Intervention;
  readonly vm: VirtualMachine;
  readonly between: readonly [HostName, HostName];
}

/** A move, or where it runs once nothing is half done any more. */
export type Recovered = Move | { readonly type: 'runs'; readonly on: HostName };

interface Half {
  readonly host: HostName;
  readonly copy: ObservedVm;
}

export function recovered(facts: Facts, torn: Torn): Recovered {
  const { record, vm, between } = torn;
  const failed = failedBelow(record, 'repair/');
  if (failed !== null) return askAbout(failed, `put ${vm.name} right on ${between.join(' and ')}`);
  const silent = silentSince(facts, record, between);
  if (silent.length > 0) return lost(facts, torn, silent);
  const [a, b] = between.map((host) => ({ host, copy: observedVm(facts.observation(host), vm.name) })) as [Seen, Seen];
  if (a.copy === undefined || b.copy === undefined) return alone(facts, torn, a.copy === undefined ? b : a);
  const halves: readonly [Half, Half] = [a as Half, b as Half];
  return betweenTwo(facts, torn, halves);
}

interface Seen {
  readonly host: HostName;
  readonly copy: ObservedVm | undefined;
}

/** Only one host holds a copy. */
function alone(facts: Facts, torn: Torn, { host, copy }: Seen): Recovered {
  const { vm, between } = torn;
  if (copy === undefined)
    return person(facts, torn, `neither ${between.join(' nor ')} has ${vm.name}`, 'restore it, or correct its home');
  if (copy.state === 'Running') return { type: 'runs', on: host };
  return person(facts, torn, `${vm.name} is ${copy.state} on ${host}, its only copy`, `start it there: Start-VM`);
}

function betweenTwo(facts: Facts, torn: Torn, [a, b]: readonly [Half, Half]): Recovered {
  if (isTaken(a)) return afterTakeover(facts, torn, b, a);
  if (isTaken(b)) return afterTakeover(facts, torn, a, b);
  if (isPrepared(a)) return prepared(facts, torn, a, b);
  if (isPrepared(b)) return prepared(facts, torn, b, a);
  if (a.copy.state === 'Running') return { type: 'runs', on: a.host };
  if (b.copy.state === 'Running') return { type: 'runs', on: b.host };
  return atRest(facts, torn, [a, b]);
}

function isTaken({ copy: { replication } }: Half): boolean {
  return (
    replication?.mode === 'replica' && (replication.state === 'FailedOverWaitingCompletion' || replication.state === 'FailedOver')
  );
}

function isPrepared({ copy: { replication } }: Half): boolean {
  return replication?.mode === 'primary' && replication.state === 'PreparedForFailover';
}

/** Died after prepare: nobody has taken over, so going back loses nothing and is the shortest way to service. */
function prepared(facts: Facts, torn: Torn, p: Half, r: Half): Recovered {
  const { vm } = torn;
  if (p.copy.state === 'Off' && r.copy.state === 'Off' && r.copy.replication?.mode === 'replica')
    return act('repair/cancel', p.host, vmOrder('failover.cancel', vm.name));
  return person(
    facts,
    torn,
    `${vm.name} is prepared for failover on ${p.host}, and ${sideOf(r)} on ${r.host}`,
    `find out which copy is right; if it is the one on ${p.host}: Stop-VMFailover there, then Start-VM`,
  );
}

/** R was failed over and not reversed. */
function afterTakeover(facts: Facts, torn: Torn, p: Half, r: Half): Recovered {
  const { vm } = torn;
  // planned, whether it was started or not: forward, nothing is missing on R
  if (isPrepared(p)) return act('repair/reverse', r.host, { kind: 'failover.reverse', args: { vm: vm.name, to: p.host } });
  const { replication } = p.copy;
  const isCompleted = r.copy.replication?.state === 'FailedOver';
  if (replication?.mode === 'replica' && isCompleted)
    return act('repair/reverse', r.host, { kind: 'failover.reverse', args: { vm: vm.name, to: p.host } });
  if (replication?.mode === 'primary' && p.copy.state === 'Running') return falseAlarm(facts, torn, p, r);
  if (replication?.mode === 'primary' && r.copy.state === 'Running') return unplanned(facts, torn, p, r);
  return person(
    facts,
    torn,
    `${vm.name} was failed over to ${r.host}, where it is ${r.copy.state}, and is ${p.copy.state} on ${p.host}: nobody serves`,
    `decide which copy counts. ${r.host}: Start-VM, verify, Complete-VMFailover there. ${p.host}: Stop-VMFailover on ${r.host}, then Start-VM on ${p.host}`,
  );
}

/** P serves, R was failed over too: nothing shows that R never ran, and what was written there since would be lost by going back. */
function falseAlarm(facts: Facts, torn: Torn, p: Half, r: Half): Move {
  const { vm } = torn;
  const isCompleted = r.copy.replication?.state === 'FailedOver';
  return person(
    facts,
    torn,
    `${vm.name} runs on ${p.host}, and its failover to ${r.host} was ${isCompleted ? 'completed' : 'begun'} (${r.copy.state} there)`,
    isCompleted
      ? `if the copy on ${p.host} is right: Remove-VMReplication on both, delete the copy on ${r.host}; its replication is set up anew`
      : `find out which copy is right. Only if the one on ${r.host} never ran since: Stop-VMFailover there; it goes on by itself`,
  );
}

/**
 * P was lost, somebody failed over to R, and P is back (documented order): complete on R, P becomes the replica, reverse, first
 * copy. What P alone held is given up: only while R serves well and P is off.
 */
function unplanned(facts: Facts, torn: Torn, p: Half, r: Half): Recovered {
  const { vm } = torn;
  if (p.copy.state !== 'Off') {
    return person(
      facts,
      torn,
      `${vm.name} runs on ${r.host} after an unplanned failover, and its old copy on ${p.host} is ${p.copy.state}`,
      `on ${p.host}: Stop-VM -TurnOff (or Remove-VMSavedState); it goes on by itself once that copy is off`,
    );
  }
  if (r.copy.heartbeat !== 'ok') return waiting(facts, torn, `the heartbeat of ${vm.name} on ${r.host}`);
  if (r.copy.replication?.state === 'FailedOverWaitingCompletion')
    return act('repair/complete', r.host, vmOrder('failover.complete', vm.name));
  return act('repair/demote', p.host, vmOrder('replication.demote', vm.name));
}

/** Off on both hosts: started again only where this repair itself left it off. */
function atRest(facts: Facts, torn: Torn, halves: readonly [Half, Half]): Recovered {
  const { vm, record } = torn;
  const primary = halves.filter(({ copy }) => copy.replication?.mode === 'primary');
  const [p] = primary;
  if (p === undefined || primary.length !== 1) {
    const what = halves.map((half) => `${sideOf(half)} on ${half.host}`).join(', ');
    return person(facts, torn, `${vm.name} is off on both hosts: ${what}`, 'find out which copy is right, and start that one');
  }
  const r = halves.find((half) => half !== p)!;
  const { state } = p.copy.replication!;
  const isHealthy = state === 'Replicating' || state === 'Resynchronizing';
  const isOurs = isDone(record, 'repair/cancel') || isDone(record, 'repair/reverse');
  if (p.copy.state === 'Off' && isOurs && (isHealthy || state === 'ReadyForInitialReplication'))
    return act('repair/start', p.host, vmOrder('vm.start', vm.name));
  if (isHealthy)
    return person(facts, torn, `${vm.name} is ${p.copy.state} on ${p.host}, where it belongs now`, `on ${p.host}: Start-VM`);
  return person(
    facts,
    torn,
    `${vm.name} is ${p.copy.state} on ${p.host}, and its replication there is ${state}`,
    `start it on ${p.host} if that copy is good; else ${takeOver(r.host)}`,
  );
}

/** P does not answer: whether to fail over without it, and to which point, is a person's decision. */
function lost(facts: Facts, torn: Torn, silent: readonly HostName[]): Move {
  const { vm, between, record } = torn;
  const rest = between.find((host) => !silent.includes(host));
  const remedy =
    rest === undefined
      ? `look at ${silent.join(' and ')}`
      : `look at ${silent.join(' and ')}. If that host is lost: ${takeOver(rest)}`;
  const what = `${vm.name}: waiting for fresh facts from ${silent.join(' and ')}`;
  return settling(facts, record, what, between, remedy);
}

/** The documented order of an unplanned failover, for people. */
function takeOver(host: HostName): string {
  return `on ${host}: Start-VMFailover to the recovery point of your choice, Start-VM, verify; it goes on by itself when the other host is back`;
}

/** People are given time before they are asked, where work is under way. */
function person(facts: Facts, torn: Torn, why: string, remedy: string): Move {
  if (!hasBegun(torn.record)) return { type: 'ask', why, remedy };
  return settling(facts, torn.record, why, torn.between, remedy);
}

function waiting(facts: Facts, { record, vm, between }: Torn, what: string): Move {
  return settling(facts, record, `waiting for ${what}`, between, `look at ${vm.name}; it goes on by itself once that is so`);
}

function sideOf({ copy: { replication, state } }: Half): string {
  return replication === null ? `${state}, not replicated` : `${state}, ${replication.mode} ${replication.state}`;
}
