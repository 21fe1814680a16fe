/**
 * Give the way back of a migration up: the relation to the source goes, the VM gets the replica it is to have from now on, and
 * last, with all that done, the old copies are deleted.
 */
import type { HostName } from '../model/ids.ts';
import {
  act,
  type Course,
  courseEnd,
  type Facts,
  failedBelow,
  firstOf,
  type GoalOf,
  hasBegun,
  type Move,
  observedVm,
  settling,
  silentSince,
  type VmSubject,
  vmOrder,
} from './facts.ts';
import { settingsOf } from './leg.ts';
import { paired } from './pairing.ts';

export function finishMigration(facts: Facts, subject: VmSubject<GoalOf<'settled'>>): Course {
  const { record, vm, goal } = subject;
  const { at, replica } = goal;
  const begun = hasBegun(record);
  if (!begun && !facts.mayBegin) return courseEnd('abandoned', 'stopped before anything was done');
  const failed = failedBelow(record, 'finish/');
  if (failed !== null) return courseEnd('failed', `${failed.step} failed on ${failed.host}: ${failed.detail}`);
  const going = (move: Move): Course => ({ move: firstOf(move, !begun), verified: false });

  const old = oldPlaces(subject);
  const hosts = [...new Set([at, ...old, ...(replica === null ? [] : [replica])])].sort();
  const silent = silentSince(facts, record, hosts);
  if (silent.length > 0) return going(settle(facts, subject, hosts, `fresh facts from ${silent.join(' and ')}`));
  const here = observedVm(facts.observation(at), vm.name);
  if (here?.state !== 'Running' || here.heartbeat !== 'ok')
    return going(settle(facts, subject, hosts, `its heartbeat on ${at}: nothing is given up before`));

  const released = release(facts, subject, old);
  if (released !== null) return going(released);
  if (replica !== null) {
    // Hyper-V makes no replica where an old copy lies
    const inTheWay = old.includes(replica) ? unreplicated(facts, vm.name, replica) : false;
    if (inTheWay) return deleting(facts, subject, replica, going);
    const settings = settingsOf(facts.fleet, vm);
    const move = paired(facts, { record, vm, from: at, to: replica, prefix: 'finish', settings });
    if (move.type !== 'paired') return going(move);
  }
  const rest = old.find((host) => host !== replica && observedVm(facts.observation(host), vm.name) !== undefined);
  if (rest !== undefined) return deleting(facts, subject, rest, going);
  const kept = replica === null ? 'it has no replica, as declared' : `it replicates to ${replica}`;
  return courseEnd('succeeded', `${vm.name} belongs to ${at} now; ${kept}, and its old copies are gone`, true);
}

/** Where it stood before: its source, and the host that held its replica there. */
export function oldPlaces({ vm, goal }: Pick<VmSubject<GoalOf<'settled'>>, 'vm' | 'goal'>): readonly HostName[] {
  const hosts = new Set([goal.old]);
  if (vm.replica && vm.replica.host !== goal.at) hosts.add(vm.replica.host);
  return [...hosts].sort();
}

/** Relations that end: the one to the source, and what is left of the one from before. Null when none is left. */
function release(facts: Facts, subject: VmSubject<GoalOf<'settled'>>, old: readonly HostName[]): Move | null {
  const { vm, goal } = subject;
  const { at, replica } = goal;
  const own = observedVm(facts.observation(at), vm.name)?.replication ?? null;
  if (own !== null && own.partner !== replica && old.includes(own.partner as HostName))
    return act('finish/release', at, vmOrder('replication.remove', vm.name));
  for (const host of old) {
    const copy = observedVm(facts.observation(host), vm.name);
    if (!copy?.replication) continue;
    if (host === replica && copy.replication.partner === at && copy.replication.mode === 'replica') continue;
    if (copy.state !== 'Off') return settle(facts, subject, [host], `its old copy on ${host} to be off (it is ${copy.state})`);
    return act(`finish/release-${host}`, host, vmOrder('replication.remove', vm.name));
  }
  return null;
}

function unreplicated(facts: Facts, vm: string, host: HostName): boolean {
  const copy = observedVm(facts.observation(host), vm);
  return copy !== undefined && copy.replication === null;
}

/** Irreversible, and nothing waits for it: stopped work leaves the copy to the next attempt. */
function deleting(facts: Facts, subject: VmSubject<GoalOf<'settled'>>, host: HostName, going: (move: Move) => Course): Course {
  const { vm } = subject;
  if (!facts.mayBegin) return courseEnd('abandoned', `stopped before the old copy on ${host} was deleted; it is kept`);
  const copy = observedVm(facts.observation(host), vm.name);
  if (copy?.state !== 'Off')
    return going(settle(facts, subject, [host], `its old copy on ${host} to be off (it is ${copy?.state})`));
  return going(act(`finish/delete-${host}`, host, vmOrder('vm.remove', vm.name), { owed: false }));
}

function settle(facts: Facts, { record, vm }: VmSubject, observe: readonly HostName[], what: string): Move {
  const remedy = `look at ${vm.name} on ${observe.join(' and ')}; it goes on by itself once that is so`;
  return settling(facts, record, `${vm.name}: waiting for ${what}`, observe, remedy);
}
