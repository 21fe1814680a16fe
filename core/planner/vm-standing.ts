/**
 * The difference between what is declared for a VM and what its hosts report, and the one kind of work it calls for: a migration before
 * all else, then what redundancy needs, then the VM's place, its settings, and the next test of its replica.
 */
import { lineOf } from '../interventions/called-for.ts';
import { observedVm } from '../interventions/facts.ts';
import { goalDigest, goalOf, type Leg, legOf, replicationPolicyOf } from '../interventions/goals.ts';
import type { DriftField, DriftPolicy, ReplicationPolicy, VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { ObservedVm, ReplicationState } from '../model/observation.ts';
import type { Drift, Verdict } from '../model/plan.ts';
import { after, type Instant } from '../model/time.ts';
import type { VmCandidate } from './candidate.ts';
import { calmAt, fight } from './healing.ts';
import type { Survey } from './survey.ts';
import { vmCandidate } from './vm-candidate.ts';
import { arrivedAt, lastMove, workOn } from './vm-past.ts';
import { copiesOf, type Copy } from './vm-place.ts';
import { settingsText, settledWords, type Words } from './vm-words.ts';

export type VmStanding =
  | { readonly type: 'wants'; readonly candidate: VmCandidate }
  /** `changesAt` = when time alone makes it want something. */
  | { readonly type: 'settled'; readonly verdict: Verdict; readonly changesAt: Instant | null };

/** Of a VM in service about which nothing runs, whose copies are not both at work. */
export function vmStanding(s: Survey, vm: VirtualMachine): VmStanding {
  const leg = legOf(s.fleet, vm);
  if (leg) return onItsWay(s, vm, leg);
  const policy = replicationPolicyOf(s.fleet, vm);
  return policy !== null && vm.replica !== null ? replicated(s, vm, vm.replica.host, policy) : settled(told(s, vm));
}

function settled(verdict: Verdict, changesAt: Instant | null = null): VmStanding {
  return { type: 'settled', verdict, changesAt };
}

function person(why: string, remedy: string, drift: readonly Drift[] = []): Verdict {
  return { status: 'needs-person', why, remedy, intervention: null, ...(drift.length > 0 ? { drift } : {}) };
}

const runs = ({ seen }: Copy) => seen.state === 'Running';

/** A VM that a migration names and that does not declare the target as its home yet. */
function onItsWay(s: Survey, vm: VirtualMachine, leg: Leg): VmStanding {
  const { migration, from, to } = leg;
  const here = copiesOf(s, vm).find(runs);
  const silent = [vm.home, to].find((host) => !s.fresh(host) && (host !== to || s.observation(host) !== undefined));
  if (!here) return settled(silent === undefined ? nowhere(s, vm) : stale(silent));
  if (!s.fresh(here.host)) return settled(stale(here.host));
  const last = lastMove(s, migration, vm.name);
  if (last?.outcome === 'failed' || last?.outcome === 'rolled-back') {
    return settled({ ...tryAgain(last.outcome, last.why, migration), intervention: last.id });
  }
  if (here.host === to) return arrived(s, vm, leg);
  if (here.host !== from) {
    return settled(
      person(
        `it runs on ${here.host}, and migration ${migration.name} takes it from ${from}`,
        `fail it back to ${from} by hand; it goes on by itself`,
      ),
    );
  }
  if (last?.outcome === 'succeeded') {
    return settled(
      person(
        `migration ${migration.name} brought it to ${to}, and it runs on ${from} again: somebody took it back`,
        `find out who, then raise attempt in ${migration.origin.file} in a pull request`,
      ),
    );
  }
  return wants(s, vmCandidate(s, 'migrate', vm, from, { from, to }));
}

/** It runs where the migration brings it: what is left is to give the way back up. */
function arrived(s: Survey, vm: VirtualMachine, { migration, from, to, replica }: Leg): VmStanding {
  const call = `set home: ${to}${replica === null ? '' : ` and replica: ${replica}`} in ${vm.origin.file} and remove it from ${migration.origin.file}`;
  if (arrivedAt(s, migration, vm.name) === null) {
    return settled(
      person(`it runs on ${to} already, but migration ${migration.name} did not bring it there, so nothing old is deleted`, call),
    );
  }
  const finished = workOn(s, migration.name, vm.name, 'finish-migration', null).findLast(
    (one) => one.attempt === migration.attempt && one.outcome !== 'abandoned',
  );
  if (finished?.outcome === 'failed' || finished?.outcome === 'rolled-back') {
    return settled({ ...tryAgain(finished.outcome, finished.why, migration), intervention: finished.id });
  }
  if (finished?.outcome === 'succeeded') {
    const relation = observedVm(s.observation(to), vm.name)?.replication;
    return settled({ status: 'in-state', note: `migrated: ${whereabouts(to, replica, relation?.state)}; ${call}` });
  }
  return wants(s, vmCandidate(s, 'finish-migration', vm, to, settledWords(to, from, replica)));
}

function whereabouts(host: HostName, replica: HostName | null, state: ReplicationState | undefined): string {
  if (replica === null || state === undefined) return `on ${host}`;
  return state === 'Replicating' ? `on ${host}, replicating to ${replica}` : `on ${host}, replication ${state}`;
}

/** A VM whose policy says how its replication may be worked on. */
function replicated(s: Survey, vm: VirtualMachine, away: HostName, policy: ReplicationPolicy): VmStanding {
  const silent = [vm.home, away].find((host) => !s.fresh(host));
  if (silent !== undefined) return settled(stale(silent));
  const half = halfDone(s, vm, [vm.home, away]);
  if (half !== null) {
    if (s.fleet.drift.replication === 'heal')
      return replicate(s, vm, policy, half.from, { from: half.what, to: 'failover settled' });
    return settled(person(`its failover is half done: ${half.what}`, 'finish it by hand, or let the fleet heal it'));
  }
  const here = copiesOf(s, vm).find(runs);
  if (!here) return settled(nowhere(s, vm));
  const other = here.host === vm.home ? away : vm.home;
  const broken = relationFlaw(here.seen, observedVm(s.observation(other), vm.name), other);
  if (broken !== null && broken.isUnderWay) {
    return settled({ status: 'in-state', note: `on ${here.host}, replication ${broken.what}` });
  }
  if (broken !== null) {
    const words = { from: broken.what, to: `replica on ${other}` };
    if (mayChange(s, vm, policy, 'replication', broken.isMissing)) return replicate(s, vm, policy, here.host, words);
    const drift = driftOf(s, vm, 'replication', words);
    return settled(
      person(`its replication to ${other} is ${broken.what}`, 'repair the replication, or let the fleet heal it', drift),
    );
  }
  if (here.seen.replication?.health === 'Critical') {
    const why = `its replication to ${other} is Critical, though it says Replicating`;
    return settled(person(why, `look on ${here.host} why it cannot send: network, certificate, space`));
  }
  const drifts: Drift[] = [];
  if (here.host !== vm.home) {
    if (s.fleet.drift.placement === 'heal') {
      return bounded(s, vm, policy, vmCandidate(s, 'go-home', vm, here.host, { from: here.host, to: vm.home }));
    }
    drifts.push(...driftOf(s, vm, 'placement', { from: here.host, to: vm.home }));
  }
  const words = settingsFlaw(here.seen, vm, policy);
  if (words !== null) {
    if (mayChange(s, vm, policy, 'replicationSettings', false)) return replicate(s, vm, policy, here.host, words);
    drifts.push(...driftOf(s, vm, 'replicationSettings', words));
  }
  return testedOr(s, vm, policy, here.host, {
    status: 'in-state',
    note: `on ${here.host}, replicating to ${other}`,
    ...(drifts.length > 0 ? { drift: drifts } : {}),
  });
}

/**
 * A planned failover that nobody is at work on, or one without the old primary: repaired where that loses nothing,
 * else a person is asked. The VM may be down meanwhile.
 */
function halfDone(
  s: Survey,
  vm: VirtualMachine,
  between: readonly [HostName, HostName],
): { from: HostName; what: string } | null {
  const copies = copiesOf(s, vm).filter(({ host }) => between.includes(host));
  const half = copies.find(({ seen }) => seen.replication !== null && halfStates.has(seen.replication.state));
  if (half === undefined) return null;
  const at = copies.find(runs) ?? half;
  return { from: at.host, what: `${half.seen.replication!.state} on ${half.host}` };
}

const halfStates: ReadonlySet<ReplicationState> = new Set(['PreparedForFailover', 'FailedOverWaitingCompletion', 'FailedOver']);

function replicate(s: Survey, vm: VirtualMachine, policy: ReplicationPolicy, from: HostName, words: Words): VmStanding {
  return bounded(s, vm, policy, vmCandidate(s, 'replicate', vm, from, words));
}

/** A failure waits for a reviewed commit, and so does what is lost as often as it is brought back. */
function bounded(s: Survey, vm: VirtualMachine, policy: ReplicationPolicy, candidate: VmCandidate | null): VmStanding {
  if (candidate === null) return wants(s, null);
  const { kind, vmCall } = candidate;
  const last = workOn(s, policy.name, vm.name, kind, goalDigest(vmCall.goal)).findLast((one) => one.attempt === policy.attempt);
  if (last?.outcome === 'failed' || last?.outcome === 'rolled-back') {
    return settled({ ...tryAgain(last.outcome, last.why, policy), intervention: last.id });
  }
  const torn = fight(s, candidate);
  return torn === null ? wants(s, candidate) : settled(torn, calmAt(s, candidate));
}

function wants(s: Survey, candidate: VmCandidate | null): VmStanding {
  // the kinds asked for follow from the same declarations, so something always calls for them
  if (candidate === null) return settled({ status: 'unknown', why: `nothing at ${s.input.commit.slice(0, 7)} calls for it` });
  return { type: 'wants', candidate };
}

interface Flaw {
  readonly what: string;
  readonly isMissing: boolean;
  /** It comes right by itself. */
  readonly isUnderWay: boolean;
}

const underWay: ReadonlySet<ReplicationState> = new Set(['InitialReplicationInProgress', 'Resynchronizing']);

/** What is wrong with the relation between the copy that runs and the other one; null = it replicates. */
function relationFlaw(here: ObservedVm, there: ObservedVm | undefined, other: HostName): Flaw | null {
  const own = here.replication;
  const missing = (what: string): Flaw => ({ what, isMissing: true, isUnderWay: false });
  if (own === null) return missing('not replicated');
  if (own.partner !== other) return missing(`replicated to ${own.partner}`);
  if (underWay.has(own.state)) return { what: own.state, isMissing: false, isUnderWay: true };
  if (!there?.replication) return missing(`without a replica on ${other}`);
  const flaw = (what: string): Flaw => ({ what, isMissing: false, isUnderWay: false });
  if (own.state !== 'Replicating') return flaw(own.state);
  if (own.mode !== 'primary' || there.replication.mode !== 'replica')
    return flaw(`${own.mode} here, ${there.replication.mode} there`);
  if (there.replication.state === 'Resynchronizing') return { what: 'Resynchronizing', isMissing: false, isUnderWay: true };
  if (there.replication.state !== 'Replicating') return flaw(`${there.replication.state} on ${other}`);
  return null;
}

/** What the primary has not told is not held against it. */
function settingsFlaw({ replication }: ObservedVm, vm: VirtualMachine, policy: ReplicationPolicy): Words | null {
  const wanted = { frequency: (vm.replica?.frequency ?? policy.frequency) / 1000, points: policy.recoveryPoints };
  const found = { frequency: replication?.frequency ?? wanted.frequency, points: replication?.recoveryPoints ?? wanted.points };
  if (found.frequency === wanted.frequency && found.points === wanted.points) return null;
  return { from: settingsText(found.frequency, found.points), to: settingsText(wanted.frequency, wanted.points) };
}

/**
 * Whether a difference is worked on. `Fleet.drift` has its say about what had been reached; what a commit asks for anew, and a replica
 * that was never there, is no drift. That something had been reached is known from the record; without any, what is there counts.
 */
function mayChange(s: Survey, vm: VirtualMachine, policy: ReplicationPolicy, field: DriftField, isMissing: boolean): boolean {
  if (s.fleet.drift[field] === 'heal') return true;
  const last = workOn(s, policy.name, vm.name, 'replicate', null).findLast((one) => one.outcome === 'succeeded');
  if (last === undefined) return isMissing;
  const goal = goalOf(s.fleet, 'replicate', vm.name);
  return goal !== null && last.target !== goalDigest(goal);
}

function driftOf(s: Survey, vm: VirtualMachine, field: DriftField, { from, to }: Words): readonly Drift[] {
  const policy: DriftPolicy = s.fleet.drift[field];
  if (policy === 'heal') return [];
  const pointers = {
    patchLevel: [],
    placement: ['/spec/home'],
    replication: ['/spec/replica/host', '/spec/replica'],
    replicationSettings: ['/spec/replica/frequency', '/spec/replica/policy', '/spec/replica'],
  } as const;
  return [{ field, declared: to, observed: from, policy, line: lineOf(vm.origin, ...pointers[field]) }];
}

/** The replica is tried out when its time has come; until then the VM is as declared. */
function testedOr(s: Survey, vm: VirtualMachine, policy: ReplicationPolicy, host: HostName, verdict: Verdict): VmStanding {
  if (policy.testFailover === null || host !== vm.home) return settled(verdict);
  const candidate = vmCandidate(s, 'test-failover', vm, host, { from: 'not tested', to: `tested on ${vm.replica!.host}` });
  if (candidate === null) return settled(verdict);
  const past = workOn(s, policy.name, vm.name, 'test-failover', goalDigest(candidate.vmCall.goal));
  const last = past.findLast((one) => one.attempt === policy.attempt && one.outcome !== 'abandoned');
  if (last?.outcome === 'failed' || last?.outcome === 'rolled-back') {
    return settled({ ...tryAgain(last.outcome, last.why, policy), intervention: last.id });
  }
  const good = past.findLast((one) => one.outcome === 'succeeded')?.endedAt ?? null;
  const due = good === null ? null : after(good, policy.testFailover.every);
  if (due !== null && s.input.now < due) return settled(verdict, due);
  return wants(s, candidate);
}

function tryAgain(
  outcome: 'failed' | 'rolled-back',
  why: string,
  call: { readonly attempt: number; readonly origin: { readonly file: string } },
): Extract<Verdict, { status: 'needs-person' }> {
  return {
    status: 'needs-person',
    why: `${outcome === 'rolled-back' ? 'rolled back' : 'failed'}: ${why}`,
    remedy: `put the cause right, then raise attempt to ${call.attempt + 1} in ${call.origin.file} in a pull request`,
    intervention: null,
  };
}

function stale(host: HostName): Verdict {
  return { status: 'unknown', why: `${host} has not reported recently` };
}

/** No copy of it runs, though all its hosts report. */
function nowhere(s: Survey, vm: VirtualMachine): Verdict {
  const copies = copiesOf(s, vm);
  const [first] = copies;
  if (first === undefined) return person(`${vm.home} does not have it`, `create it there, or correct its home`);
  const atHome = copies.find(({ host }) => host === vm.home) ?? first;
  return person(`it is ${atHome.seen.state} on ${atHome.host}`, 'start it, or take it out of the fleet');
}

/** Nobody may change its replication: what is wrong with it is told, and no more. */
function told(s: Survey, vm: VirtualMachine): Verdict {
  const away = vm.replica?.host ?? null;
  const atHome = observedVm(s.observation(vm.home), vm.name);
  const atReplica = away ? observedVm(s.observation(away), vm.name) : undefined;
  if (!s.fresh(vm.home)) return stale(vm.home);
  if (away && !s.fresh(away)) return stale(away);
  if (!atHome) return person(`${vm.home} does not have it`, `create it there, or correct its home`);
  if (atReplica?.state === 'Running')
    return person(`it runs on ${away}, its home is ${vm.home}`, 'fail it back by hand, or change its home in a pull request');
  if (atHome.state !== 'Running') return person(`it is ${atHome.state} on ${vm.home}`, 'start it, or take it out of the fleet');
  if (away) {
    const { replication } = atHome;
    if (!replication) return person(`it is not replicated to ${away}`, 'set up replication');
    // what somebody suspended, or left half done, comes right by nobody's work
    if (replication.health === 'Critical' || (replication.state !== 'Replicating' && !underWay.has(replication.state))) {
      return person(`its replication to ${away} is ${replication.state}, health ${replication.health}`, 'repair the replication');
    }
    return { status: 'in-state', note: whereabouts(vm.home, away, replication.state) };
  }
  return { status: 'in-state', note: `on ${vm.home}` };
}
