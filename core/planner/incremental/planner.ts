/**
 * The planner that is kept: the same plan as `plan(input)`, with work in proportion to what changed. `plan` stays the definition; a
 * property test holds this one to it.
 */
import { type Digest, type HostName, hostIn, type ResourceKey, vmIn } from '../../model/ids.ts';
import { indexOf } from '../../interventions/fleet-index.ts';
import { subjectKey } from '../../model/intervention.ts';
import type { Hold, Plan, Verdict } from '../../model/plan.ts';
import { type Instant, soonest } from '../../model/time.ts';
import type { Candidate } from '../candidate.ts';
import { candidateEdges, orderEdges, runningEdges, soonestAfter, verdictEdges } from '../due.ts';
import { gates } from '../gates/index.ts';
import { needsNotice } from '../gates/notice.ts';
import { hashTree } from '../hash-tree.ts';
import { intentOf } from '../intent.ts';
import { noticesFor, type Told, unclearOf } from '../notices.ts';
import { byOrder, firstStep, settledHost } from '../plan.ts';
import { factsLeaf, idOver, noticeKey, recordLeaf } from '../plan-id.ts';
import { runningVerdict } from '../running.ts';
import type { Survey } from '../survey.ts';
import { type Settled, settledVm } from '../vm-verdicts.ts';
import { createAdmission } from './admission.ts';
import { type Cell, forgetAll, type Reader } from './cells.ts';
import { createHeap } from './heap.ts';
import { type Changed, counts, type Known } from './known.ts';
import { type Asker, createLiveSurvey } from './live-survey.ts';
import { same } from './same.ts';

export interface Planned {
  /** Its `verdicts` are the planner's own and change with the next plan: who keeps a plan keeps a copy. */
  readonly plan: Plan;
  /** What was said before of those of which something else is said now; undefined = nothing. */
  readonly before: ReadonlyMap<ResourceKey, Verdict | undefined>;
  /** Of the same facts; good until the next plan. */
  readonly survey: Survey;
}

export interface Planner {
  /**
   * The plan as of `now`. `changed` = what changed since the last call; null = anything may have, and all is worked out anew, as it is
   * for another commit or when time went back.
   */
  plan(known: Known, now: Instant, changed: Changed | null): Planned;
}

export function createPlanner(): Planner {
  let kept: Kept | null = null;
  let said: Plan['verdicts'] = {};
  return {
    plan(known, now, changed) {
      const last = kept;
      const goesOn = last !== null && changed !== null && last.continues(known, now);
      const next = goesOn ? last : startPlanning(known, now);
      // what breaks off in the middle is not gone on from
      kept = null;
      const planned = next.plan(known, now, goesOn ? changed : null);
      kept = next;
      if (goesOn) return planned;
      const before = differences(said, planned.plan.verdicts);
      said = next.verdicts;
      return { ...planned, before };
    },
  };
}

function differences(last: Plan['verdicts'], now: Plan['verdicts']): ReadonlyMap<ResourceKey, Verdict | undefined> {
  const before = new Map<ResourceKey, Verdict | undefined>();
  for (const key of Object.keys(now) as ResourceKey[]) if (!same(last[key], now[key])) before.set(key, last[key]);
  for (const key of Object.keys(last) as ResourceKey[]) if (now[key] === undefined) before.set(key, last[key]);
  return before;
}

interface Kept {
  readonly verdicts: Plan['verdicts'];
  /** Whether the next plan can be made of this one. */
  continues(known: Known, now: Instant): boolean;
  plan(known: Known, now: Instant, changed: Changed | null): Planned;
}

/** Parts of a subject, as bits: settling it, its first step, then one bit for each gate. */
const SETTLING = 1;
const STEPPING = 2;
const gateBit = (index: number): number => 4 << index;
const ALL_GATES = (4 << gates.length) - 4;
const indexOfGate = (name: string): number => gates.findIndex((gate) => gate.name === name);
const NOTICE = indexOfGate('notice');
const BACK_OFF = indexOfGate('backOff');
const WINDOW = indexOfGate('window');

const noHolds: readonly Hold[] = [];
const none: readonly never[] = [];
/** Until it is said what is so. */
const starting: Verdict = { status: 'unknown', why: '' };

/** A host or VM of which more is kept than its verdict. */
class Subject implements Reader {
  readonly key: ResourceKey;
  readonly asked = new Set<Cell>();
  candidate: Candidate | null = null;
  /** By gate. */
  holds: (readonly Hold[])[] = [];
  isTaking = false;
  stalePartsOrZero = 0;
  readonly #staled: (subject: Subject) => void;

  constructor(key: ResourceKey, staled: (subject: Subject) => void) {
    this.key = key;
    this.#staled = staled;
  }

  stale(parts: number): void {
    const before = this.stalePartsOrZero;
    this.stalePartsOrZero |= parts;
    if (this.stalePartsOrZero !== before) this.#staled(this);
  }
}

function startPlanning(start: Known, startsAt: Instant): Kept {
  const { fleet } = start;
  const intent = intentOf(fleet);
  const index = indexOf(fleet);
  const verdicts: Record<ResourceKey, Verdict> = {};
  let known = start;
  let now = startsAt;

  // ---- what must be looked at again ----------------------------------------------------------------------------
  const subjects = new Map<ResourceKey, Subject>();
  const staleHosts = new Set<ResourceKey>();
  const staleVms = new Set<ResourceKey>();
  const settleAgain = (key: ResourceKey) => {
    if (key.startsWith('Host/')) staleHosts.add(key);
    else staleVms.add(key);
  };
  const queue = createHeap<Subject>((a, b) => byOrder(a.candidate!, b.candidate!) < 0);
  const subjectOf = (key: ResourceKey): Subject => {
    let subject = subjects.get(key);
    if (subject === undefined) subjects.set(key, (subject = new Subject(key, staled)));
    return subject;
  };
  const staled = (subject: Subject) => {
    if ((subject.stalePartsOrZero & SETTLING) !== 0) settleAgain(subject.key);
    else gatesAgain.add(subject);
  };
  const gatesAgain = new Set<Subject>();
  const live = createLiveSurvey(start, startsAt, {
    subject: settleAgain,
    away: (rollout, ring) => admission.recount(rollout, ring),
    told(key) {
      const subject = subjects.get(key);
      if (subject?.candidate) subject.stale(gateBit(NOTICE));
      const told = unclear.get(key);
      if (told !== undefined) putUntold(unclearUntold, key, told, needsNotice(survey, told));
    },
  });
  const { survey } = live;

  // ---- what is told beside verdicts ----------------------------------------------------------------------------
  const unclear = new Map<ResourceKey, Told>();
  const unclearUntold = new Map<ResourceKey, Told>();
  const untold = new Map<ResourceKey, Told>();
  /** Holds with numbers that grow with time. */
  const volatile = new Map<Subject, number>();
  const dues = new Map<ResourceKey, Instant>();
  const dueFirst = createHeap<{ readonly at: Instant; readonly key: ResourceKey }>((a, b) => a.at < b.at);
  let ordersAt: Instant | null = null;
  let before = new Map<ResourceKey, Verdict | undefined>();
  /** What was said before is for those to find out who know what that was. */
  let isFirst = true;

  const setDue = (key: ResourceKey, at: Instant | null) => {
    if ((dues.get(key) ?? null) === at) return;
    if (at === null) dues.delete(key);
    else {
      dues.set(key, at);
      dueFirst.push({ at, key });
    }
  };
  const setVerdict = (key: ResourceKey, verdict: Verdict | undefined) => {
    const last = verdicts[key];
    if (last === verdict || same(last, verdict)) return;
    if (!isFirst && !before.has(key)) before.set(key, last);
    if (verdict === undefined) delete verdicts[key];
    else verdicts[key] = verdict;
  };

  // ---- settling ------------------------------------------------------------------------------------------------
  /** One object for all: subjects are worked out one after the other. */
  const mine = { reader: () => subjectOf(mine.own), parts: 0, own: 'Host/' as ResourceKey, hosts: none as readonly HostName[] };
  const asking = (key: ResourceKey, parts: number, hosts: readonly HostName[]): Asker => {
    mine.own = key;
    mine.parts = parts;
    mine.hosts = hosts;
    return mine;
  };
  const ownHosts = (key: ResourceKey): readonly HostName[] => {
    const host = hostIn(key);
    if (host !== null) return [host];
    const vm = fleet.vms[vmIn(key)!];
    return vm === undefined ? none : vm.replica === null ? [vm.home] : [vm.home, vm.replica.host];
  };
  /** Null when it is neither declared nor at work. */
  const settledOf = (key: ResourceKey): Settled<Candidate> | null => {
    const host = fleet.hosts[hostIn(key) ?? ''];
    if (host) return settledHost(survey, host);
    const vm = fleet.vms[vmIn(key) ?? ''];
    if (vm) return settledVm(survey, vm, (name) => verdictOfRunning(name));
    // what was begun is finished, even when a later commit forgets the host or VM
    const one = survey.running.find((record) => subjectKey(record) === key);
    return one === undefined ? null : { verdict: runningVerdict(survey, one), changesAt: null };
  };
  const verdictOfRunning = (host: HostName): Verdict | undefined => {
    const key = `Host/${host}` as const;
    // one that waits to be let through is not settled, and what is declared no more is not settled with the others
    return subjects.get(key)?.candidate || !Object.hasOwn(fleet.hosts, host) ? undefined : verdicts[key];
  };
  const leave = (subject: Subject) => {
    if (subject.isTaking) admission.release(subject.candidate!);
    subject.isTaking = false;
    subject.candidate = null;
    subject.holds = [];
    untold.delete(subject.key);
    volatile.delete(subject);
  };
  const settle = (key: ResourceKey) => {
    let subject = subjects.get(key);
    if (subject !== undefined) {
      forgetAll(subject);
      subject.stalePartsOrZero = 0;
      gatesAgain.delete(subject);
    }
    const hosts = ownHosts(key);
    const settled = live.as(asking(key, SETTLING, hosts), () => settledOf(key));
    subject = subjects.get(key);
    if (settled !== null && 'candidate' in settled) {
      subject ??= subjectOf(key);
      // one that is let through keeps its place until it has been asked again
      const taken = subject.isTaking ? subject.candidate : null;
      if (taken !== null) admission.release(taken);
      subject.isTaking = false;
      subject.candidate = settled.candidate;
      subject.holds = [];
      volatile.delete(subject);
      subject.stale(ALL_GATES | STEPPING);
    } else {
      if (subject !== undefined) {
        leave(subject);
        if (subject.asked.size === 0) subjects.delete(key);
      }
      setVerdict(key, settled?.verdict);
      setDue(key, settled === null ? null : dueOfSettled(key, settled.verdict, settled.changesAt));
    }
    const host = key.startsWith('Host/') ? fleet.hosts[hosts[0]!] : undefined;
    // of others it is always known what they need
    if (host && host.product.startsWith('debian-')) {
      const told = live.as(asking(key, SETTLING, hosts), () => unclearOf(survey, host));
      if (told === null) {
        unclear.delete(key);
        unclearUntold.delete(key);
      } else {
        unclear.set(key, told);
        putUntold(unclearUntold, key, told, needsNotice(survey, told));
      }
    }
  };
  const dueOfSettled = (key: ResourceKey, verdict: Verdict, changesAt: Instant | null): Instant | null => {
    const next = soonestAfter(now);
    next.at(changesAt);
    verdictEdges(verdict, next.at);
    if (verdict.status !== 'running' && verdict.status !== 'needs-person') return next.found();
    const record = live.as(null, () => survey.runningOn(key));
    if (record !== undefined) live.as(null, () => runningEdges(survey, record, next.at));
    return next.found();
  };

  // ---- letting through -----------------------------------------------------------------------------------------
  const admission = createAdmission(live, byOrder, (reader, parts, candidate) => {
    if (!(reader instanceof Subject) || reader.candidate === null || reader.candidate === candidate) return;
    if (byOrder(candidate, reader.candidate) < 0) reader.stale(parts);
  });
  const admit = (subject: Subject) => {
    const candidate = subject.candidate!;
    const parts = subject.stalePartsOrZero;
    subject.stalePartsOrZero = 0;
    const { key } = subject;
    const hosts = ownHosts(key);
    const taken = admission.before(candidate);
    let held = 0;
    for (let i = 0; i < gates.length; i++) {
      const gate = gates[i]!;
      if ((parts & gateBit(i)) !== 0) {
        const holds = live.as(asking(key, gateBit(i), hosts), () => gate.check(candidate, survey, taken));
        subject.holds[i] = holds.length === 0 ? noHolds : holds;
      }
      held += subject.holds[i]!.length;
    }
    putUntold(
      untold,
      key,
      candidate,
      subject.holds[NOTICE]!.some(({ reason }) => reason === 'notice-not-given'),
    );
    const grows = [WINDOW, BACK_OFF].filter((i) => subject.holds[i]!.some(growsWithTime));
    if (grows.length === 0) volatile.delete(subject);
    else
      volatile.set(
        subject,
        grows.reduce((bits, i) => bits | gateBit(i), 0),
      );
    const verdict = held > 0 ? heldBy(subject, candidate) : steppingFrom(subject, candidate, parts);
    const isTaking = verdict.status === 'ready';
    if (isTaking !== subject.isTaking) {
      subject.isTaking = isTaking;
      if (isTaking) admission.take(candidate);
      else admission.release(candidate);
    }
    setVerdict(key, verdict);
    const next = soonestAfter(now);
    verdictEdges(verdict, next.at);
    live.as(asking(key, STEPPING, hosts), () => candidateEdges(survey, candidate, next.at));
    setDue(key, next.found());
  };
  const heldBy = (subject: Subject, { change }: Candidate): Verdict => ({
    status: 'held',
    change,
    holds: subject.holds.flat(),
  });
  const steppingFrom = (subject: Subject, candidate: Candidate, parts: number): Verdict => {
    const last = verdicts[subject.key];
    if (subject.isTaking && (parts & STEPPING) === 0 && last?.status === 'ready') return last;
    return live.as(asking(subject.key, STEPPING, ownHosts(subject.key)), () => firstStep(survey, candidate));
  };

  // ---- digests -------------------------------------------------------------------------------------------------
  const digestOfFacts = (host: HostName): Digest | null => {
    const observation = known.observations.get(host);
    return observation === undefined ? null : (known.digests?.get(host) ?? recordLeaf(observation));
  };
  const facts = hashTree((host) => factsLeaf(digestOfFacts(host as HostName), known.presence.get(host as HostName)?.seenAt));
  const records = hashTree((id) => recordLeaf(known.interventions.get(id)!));
  const given = hashTree(() => 'given');
  const putFacts = (host: HostName) => {
    if (known.observations.has(host) || known.presence.has(host)) facts.put(host);
    else facts.remove(host);
  };
  const putRecord = (id: string) => {
    const one = known.interventions.get(id);
    if (one !== undefined && counts(fleet, one)) records.put(id);
    else records.remove(id);
  };

  // ---- one plan ------------------------------------------------------------------------------------------------
  const everything = () => {
    for (const host of known.observations.keys()) facts.put(host);
    for (const host of known.presence.keys()) if (!known.observations.has(host)) facts.put(host);
    for (const id of known.interventions.keys()) putRecord(id);
    for (const notice of known.notices.values()) {
      given.put(noticeKey(notice));
      live.gaveNotice(notice);
    }
    const keys: ResourceKey[] = [];
    for (const name in fleet.hosts) keys.push(`Host/${name}`);
    for (const name in fleet.vms) keys.push(`VirtualMachine/${name}`);
    const declared = survey.running.length === 0 ? null : new Set(keys);
    for (const one of survey.running) if (!declared!.has(subjectKey(one))) keys.push(subjectKey(one));
    // in order of name, so that the record of verdicts is; declarations nearly always are already
    if (keys.some((key, i) => i > 0 && key < keys[i - 1]!)) keys.sort();
    for (const key of keys) {
      verdicts[key] = starting;
      settleAgain(key);
    }
  };
  const take = (changed: Changed) => {
    for (const host of changed.observations) {
      putFacts(host);
      live.changedHost(host);
    }
    for (const host of changed.presence) {
      putFacts(host);
      live.changedPresence(host);
    }
    for (const id of changed.interventions) {
      putRecord(id);
      live.changedIntervention(id);
    }
    for (const id of changed.notices) {
      const notice = known.notices.get(id)!;
      given.put(noticeKey(notice));
      live.gaveNotice(notice);
    }
  };
  const passTime = () => {
    for (let first = dueFirst.peek(); first !== undefined && first.at <= now; first = dueFirst.peek()) {
      dueFirst.pop();
      if (dues.get(first.key) !== first.at) continue;
      dues.delete(first.key);
      settleAgain(first.key);
    }
    for (const [subject, parts] of volatile) subject.stale(parts);
    if (ordersAt !== null && ordersAt <= now) {
      for (const { key, candidate } of subjects.values()) if (candidate !== null) settleAgain(key);
      for (const one of survey.running) settleAgain(subjectKey(one));
    }
    const next = soonestAfter(now);
    orderEdges(fleet, next.at);
    ordersAt = next.found();
  };
  const settleAll = () => {
    live.settle();
    const said = new Set<HostName>();
    for (const key of staleHosts) {
      const last = verdicts[key];
      settle(key);
      const now = verdicts[key];
      if (last !== now && (last?.status === 'running' || now?.status === 'running')) said.add(hostIn(key)!);
    }
    staleHosts.clear();
    // what happens to its hosts happens to a VM
    for (const host of said) {
      for (const vm of index.vmsOf(host)) settleAgain(`VirtualMachine/${vm.name}`);
      for (const [reader] of live.hostCell(host)?.readers() ?? none)
        if (reader instanceof Subject && vmIn(reader.key) !== null) settleAgain(reader.key);
    }
    for (const key of staleVms) settle(key);
    staleVms.clear();
  };
  const admitAll = () => {
    for (const subject of gatesAgain) if (subject.candidate !== null) queue.push(subject);
    gatesAgain.clear();
    for (let subject = queue.pop(); subject !== undefined; subject = queue.pop()) {
      if (subject.candidate === null || subject.stalePartsOrZero === 0) continue;
      admit(subject);
      for (const later of gatesAgain) queue.push(later);
      gatesAgain.clear();
    }
  };
  const inOrderOfName = () => {
    // a stranger came: rare, and the order is part of what a plan is
    const keys = Object.keys(verdicts) as ResourceKey[];
    if (keys.every((key, i) => i === 0 || keys[i - 1]! < key)) return;
    const sorted = keys.sort().map((key) => [key, verdicts[key]!] as const);
    for (const key of keys) delete verdicts[key];
    for (const [key, verdict] of sorted) verdicts[key] = verdict;
  };
  const countsAsStale = (host: HostName): boolean =>
    Object.hasOwn(fleet.hosts, host) ||
    survey.running.some((one) => one.host === host || one.steps.some((step) => step.host === host));
  const firstDue = (): Instant | null => {
    for (let first = dueFirst.peek(); first !== undefined; first = dueFirst.peek()) {
      if (dues.get(first.key) === first.at) return first.at;
      dueFirst.pop();
    }
    return null;
  };

  return {
    verdicts,
    continues: (next, at) => next.fleet === fleet && next.commit === known.commit && at >= now,
    plan(next, at, changed) {
      known = next;
      now = at;
      before = new Map();
      live.move(known, now);
      if (changed === null) everything();
      else take(changed);
      passTime();
      settleAll();
      admitAll();
      isFirst = false;
      if ([...before.values()].includes(undefined)) inOrderOfName();
      const due = soonest([firstDue(), ordersAt]);
      const { commit, review, reviewedIntent, earlier, stops } = known;
      const plan: Plan = {
        id: idOver(
          { fleet, commit, review, reviewedIntent, earlier, stops, now },
          { facts: facts.root(), interventions: records.root(), notices: given.root() },
        ),
        intent,
        fleet: fleet.name,
        commit,
        madeAt: now,
        verdicts,
        noticesDue: noticesFor(survey, [...untold.values(), ...unclearUntold.values()]),
        wakeAt: soonest([due, live.staleAt(countsAsStale)]),
        dueAt: due,
      };
      return { plan, before, survey };
    },
  };
}

function growsWithTime({ reason }: Hold): boolean {
  return reason === 'window-too-short' || reason === 'backing-off';
}

function putUntold(untold: Map<ResourceKey, Told>, key: ResourceKey, told: Told, isUntold: boolean): void {
  if (isUntold) untold.set(key, told);
  else untold.delete(key);
}
