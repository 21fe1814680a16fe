/**
 * Plays the plan forward: what is ready begins, what has begun takes as long as is expected and has the effect it should,
 * and the next instant is the soonest at which anything can change. Hosts check in all the while.
 */
import { beginIntervention } from '../interventions/begin.ts';
import { indexOf } from '../interventions/fleet-index.ts';
import type { Order } from '../model/action.ts';
import { isTarget, type VmGoal } from '../model/goal.ts';
import type { HostName, InterventionId } from '../model/ids.ts';
import { type Intervention, type InterventionKind, type StepRecord, type VmInterventionKind } from '../model/intervention.ts';
import type { Change, NextStep, Notice, Plan, PlanInput, Verdict } from '../model/plan.ts';
import { type Duration, after, duration, type Instant, minute, soonest } from '../model/time.ts';
import { runningVerdict } from '../planner/running.ts';
import { survey } from '../planner/survey.ts';
import { newAgenda } from './agenda.ts';
import { type Compliance, newCompliance } from './compliance.ts';
import { claimedStep, isOpen, openStep, pendingOf, withStep } from './claimed.ts';
import { beginEffect, endEffect, settleAtFirst, settledEffect } from './effects.ts';
import { expectedStep, type Measured, type Pace, timingOf } from './pace.ts';
import { hostsOfWork } from './near.ts';
import { mayBegin, mayWant } from './quiet.ts';
import { newRoster } from './roster.ts';
import { newScene, type Settling } from './scene.ts';
import { newWatch, type Watch } from './watch.ts';

/** What makes plans: the definition, or anything that says the same sooner. */
export interface Planner {
  readonly plan: (input: PlanInput) => Plan;
}

export interface PlayOptions {
  readonly until: Instant;
  readonly pace: Pace;
  readonly measured: Measured;
  readonly planner: Planner;
  /** Hosts that report, and go on doing so. */
  readonly reporting: ReadonlySet<string>;
  /** Plans at every instant, instead of only when a hold may have ended: says the same, slowly. */
  readonly everyInstant: boolean;
}

export interface Played {
  readonly ended: 'converged' | 'explained' | 'horizon';
  readonly endedAt: Instant;
  readonly last: Plan;
  readonly records: readonly Intervention[];
  /** What each began with, by intervention. */
  readonly changes: ReadonlyMap<InterventionId, Change>;
  /** Interventions that were in the middle of a step whose end nobody can foresee. */
  readonly lost: ReadonlySet<InterventionId>;
  readonly watch: Watch;
  readonly compliance: Compliance;
  readonly plans: number;
  readonly events: number;
}

type Happening =
  | { readonly type: 'step'; readonly intervention: InterventionId; readonly order: Order; readonly step: StepRecord }
  | { readonly type: 'settled'; readonly settling: Settling }
  | { readonly type: 'look'; readonly intervention: InterventionId };

/** Rounds within one instant; a plan that does not come to rest is told as it stands. */
const MOST_ROUNDS = 200;
const MOST_EVENTS = 5_000_000;

export function play(input: PlanInput, options: PlayOptions): Played {
  const { fleet } = input;
  const timing = timingOf(options.pace, options.measured);
  const agenda = newAgenda<Happening>();
  let now = input.now;
  /** The last instant at which anything happened. */
  let lately = now;
  let plans = 0;
  let events = 0;
  let settlings = 0;
  /** The intervention whose doing the present change is. */
  let cause: InterventionId | null = null;

  const roster = newRoster(fleet);
  const { records, running, since, save } = roster;
  const changes = new Map<InterventionId, Change>();
  const lost = new Set<InterventionId>();
  const notices: Notice[] = [...input.notices];
  /** Host → the intervention whose step it is at: one at a time. */
  const atWork = new Map<HostName, InterventionId>();
  const waitingFor = new Map<HostName, Set<InterventionId>>();
  /** Hosts that a start waits for. */
  const wanted = new Set<HostName>();
  const toJudge = new Set<InterventionId>();
  let gatesChanged = true;
  let dueAt: Instant | null = null;
  let lastPlan: Plan | null = null;

  const settlingKey = ({ kind, host, vm }: Settling) => `settled ${kind} ${host} ${vm ?? ''}`;
  const watch: Watch = newWatch(fleet, () => scene, input.now);
  const scene = newScene(fleet, input.observations, input.now, {
    vmChanged: (vm) => watch.vmChanged(vm, cause),
    hostChanged: watch.hostChanged,
    settle(settling) {
      const at = after(now, timing.settle(settling.kind, `${settling.host}|${settling.vm ?? ''}|${settlings++}`));
      agenda.put(at, settlingKey(settling), { type: 'settled', settling });
    },
    forget: (settling) => agenda.drop(settlingKey(settling)),
  });
  const compliance = newCompliance(fleet);
  /** Always the present: built once, since plans of running work ask it often. */
  const seenNow = seenAtOf(input, options.reporting, () => now);
  const live: PlanInput = { ...input, observations: scene.observations, seenAt: seenNow, notices };

  const alone = (record: Intervention): readonly Intervention[] =>
    record.vm === null ? [record] : [...running].map(roster.record);
  const verdictOf = (record: Intervention): Verdict =>
    runningVerdict(survey({ ...live, interventions: alone(record), now }), record);

  function claim(record: Intervention, next: NextStep): void {
    const step = claimedStep(fleet.name, record, next, now, scene.observation(next.on));
    save({ ...record, steps: [...record.steps, step], why: next.because ?? record.why });
    goOn(record.id, step, next.order, timing.step(step.kind, scene.machine(step.host), step.action));
  }

  function goOn(intervention: InterventionId, step: StepRecord, order: Order, takes: Duration): void {
    atWork.set(step.host, intervention);
    agenda.put(after(now, takes), `step ${step.action}`, { type: 'step', intervention, order, step });
    by(intervention, () => beginEffect(scene, step.host, order));
  }

  function by(intervention: InterventionId, effect: () => void): void {
    cause = intervention;
    effect();
    cause = null;
  }

  function happen(what: Happening): void {
    events++;
    if (what.type !== 'look') lately = now;
    switch (what.type) {
      case 'look':
        if (running.has(what.intervention)) toJudge.add(what.intervention);
        return;
      case 'settled':
        settledEffect(scene, what.settling);
        return changed(what.settling.host, what.settling.vm);
      case 'step':
        return stepDone(roster.record(what.intervention), { ...what.step, state: 'done', endedAt: now }, what.order);
    }
  }

  function stepDone(record: Intervention, step: StepRecord, order: Order): void {
    save(withStep(record, step));
    atWork.delete(step.host);
    by(record.id, () => endEffect(scene, step.host, order));
    toJudge.add(record.id);
    for (const id of waitingFor.get(step.host) ?? []) toJudge.add(id);
    waitingFor.delete(step.host);
    if (wanted.delete(step.host) || record.vm !== null) gatesChanged = true;
    // what is down for one VM may hold up another
    if (record.vm !== null) changed(step.host, record.vm);
  }

  /** Who looks at the host looks again; and what waits for it may begin, unless a patch has it for itself. */
  function changed(host: HostName, vm: string | null): void {
    const looking = roster.changed(vm === null ? [host] : new Set([host, ...scene.holders(vm)]));
    for (const { id } of looking) toJudge.add(id);
    if (looking.every((record) => record.vm !== null)) gatesChanged = true;
  }

  function close(record: Intervention): void {
    roster.close(record.id);
    if (record.vm === null) compliance.look(record.host, scene.observation(record.host), now);
    gatesChanged = true;
  }

  function judge(id: InterventionId): void {
    const record = roster.record(id);
    const verdict = verdictOf(record);
    if (verdict.status !== 'running') return;
    if (!changes.has(id)) changes.set(id, verdict.change);
    if (verdict.verified && record.verifiedAt === null) {
      save({ ...record, verifiedAt: now });
      roster.verified(record);
      gatesChanged = true;
    }
    const current = roster.record(id);
    const { doing } = verdict;
    switch (doing.type) {
      case 'end':
        save({ ...current, outcome: doing.outcome, why: doing.why, endedAt: now });
        return close(current);
      case 'offer':
        if (atWork.has(doing.next.on)) return addTo(waitingFor, doing.next.on, id);
        return claim(current, doing.next);
      case 'wait':
        roster.follow(id, doing.observe);
        if (doing.until !== null && doing.until > now) agenda.put(doing.until, `look ${id}`, { type: 'look', intervention: id });
        return;
      case 'step':
        return;
    }
  }

  function makePlan(): Plan {
    plans++;
    gatesChanged = false;
    roster.planned();
    scene.backUp(now);
    const seenAt = { ...seenNow };
    const interventions = [...records.values()];
    const made = options.planner.plan({
      ...live,
      observations: { ...scene.observations },
      seenAt,
      interventions,
      notices: [...notices],
      now,
    });
    dueAt = made.dueAt;
    return (lastPlan = made);
  }

  /** Whatever may begin now begins; true when something came of the plan that another plan must see. */
  function replan(): boolean {
    if (!isWorthAPlan()) {
      gatesChanged = false;
      return false;
    }
    const made = makePlan();
    for (const verdict of Object.values(made.verdicts)) {
      if (verdict.status !== 'ready' || running.has(verdict.next.intervention)) continue;
      const { change, next } = verdict;
      if (atWork.has(next.on)) {
        wanted.add(next.on);
        continue;
      }
      const record = beginIntervention(fleet, input.commit, change, next.intervention, now, kindOfChange(change));
      changes.set(record.id, change);
      roster.begin(record);
      claim(record, next);
    }
    notices.push(...made.noticesDue);
    return made.noticesDue.length > 0;
  }

  function isWorthAPlan(): boolean {
    if (lastPlan === null || options.everyInstant || isDue()) return true;
    if (mayBegin(fleet, lastPlan, since, now)) return true;
    return mayWant(fleet, since, (host) => indexOf(fleet).places(host).length);
  }

  function isDue(): boolean {
    return dueAt !== null && dueAt <= now;
  }

  /** The present instant, until nothing more comes of it. */
  function settle(): void {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      for (const { what } of agenda.take(now)) happen(what);
      if (options.everyInstant && round === 0) {
        gatesChanged = true;
        for (const id of running) toJudge.add(id);
      }
      const ids = [...toJudge].sort();
      toJudge.clear();
      for (const id of ids) if (running.has(id) && !lost.has(id) && !isOpen(roster.record(id))) judge(id);
      if (toJudge.size > 0) continue;
      if (gatesChanged && replan()) gatesChanged = true;
      else if (!gatesChanged && agenda.next !== now) break;
    }
    watch.look(now);
  }

  function setOut(): void {
    for (const host of Object.keys(scene.observations).sort()) {
      watch.hostChanged(host);
      for (const { name } of scene.observation(host)?.hyperV?.vms ?? []) watch.vmChanged(name, null);
    }
    watch.look(now);
    const open = input.interventions.filter((one) => one.outcome === null).sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const one of input.interventions) save(one);
    for (const record of open) roster.begin(record);
    for (const record of open) takeUp(record);
    const ours = new Set<string>(open.flatMap((record) => hostsOfWork(fleet, record)));
    for (const host of Object.keys(scene.observations).sort()) {
      if (options.reporting.has(host)) settleAtFirst(scene, host as HostName, ours.has(host));
      if (!open.some((one) => one.host === host)) compliance.look(host as HostName, scene.observation(host), now);
    }
  }

  /** A step under way is what would be asked for, were it not: so its order is known, and its effect. */
  function takeUp(record: Intervention): void {
    toJudge.add(record.id);
    const brought = pendingOf(record, record.commit === input.commit ? fleet : input.earlier[record.commit]);
    if (brought !== null) scene.pending.set(record.host, brought);
    const step = openStep(record);
    if (step === undefined) return;
    const before = { ...record, steps: record.steps.filter((one) => one !== step) };
    for (const { name, state } of scene.observation(step.host)?.hyperV?.vms ?? []) {
      if (!step.step.includes(name) && record.vm !== name) continue;
      scene.changeVm(step.host, name, {
        busy: false,
        state: state === 'Stopping' ? 'Running' : state === 'Starting' ? 'Off' : state,
      });
    }
    save(before);
    const verdict = verdictOf(before);
    save(record);
    const next = verdict.status === 'running' && verdict.doing.type === 'offer' ? verdict.doing.next : null;
    if (next === null || next.step !== step.step || next.on !== step.host) {
      lost.add(record.id);
      atWork.set(step.host, record.id);
      return;
    }
    const { p50 } = expectedStep(step.kind, scene.machine(step.host), options.measured);
    const gone = now - (step.startedAt ?? step.claimedAt);
    const taken: StepRecord = { ...step, state: 'started', startedAt: step.startedAt ?? now };
    save(withStep(record, taken));
    goOn(record.id, taken, next.order, duration(Math.max(minute, p50 - gone)));
  }

  setOut();
  for (;;) {
    settle();
    const next = soonest([agenda.next, dueAt]);
    if (next === null || next > options.until || events > MOST_EVENTS) {
      if (next !== null) now = options.until;
      break;
    }
    now = next;
    if (!isDue()) continue;
    gatesChanged = true;
    for (const id of running) toJudge.add(id);
  }
  const isTimeUp = soonest([agenda.next, dueAt]) !== null;
  const last = makePlan();
  const isDone = Object.values(last.verdicts).every((verdict) => verdict.status === 'in-state');
  return {
    ended: isDone ? 'converged' : isTimeUp ? 'horizon' : 'explained',
    endedAt: isTimeUp && !isDone ? now : lately,
    last,
    records: [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    changes,
    lost,
    watch,
    compliance,
    plans,
    events,
  };
}

/** Facts of those that report are always of now; the others' stay as old as they are. */
function seenAtOf(input: PlanInput, reporting: ReadonlySet<string>, now: () => Instant): Record<string, Instant> {
  const seen: Record<string, Instant> = {};
  for (const host of Object.keys(input.seenAt).sort()) if (!reporting.has(host)) seen[host] = input.seenAt[host]!;
  for (const host of reporting) Object.defineProperty(seen, host, { enumerable: true, get: now });
  return seen;
}

const kindOfGoal: Readonly<Record<VmGoal['type'], VmInterventionKind>> = {
  replication: 'replicate',
  home: 'go-home',
  migration: 'migrate',
  settled: 'finish-migration',
  tested: 'test-failover',
};

/** Undefined = a patch, whose kind follows from its host. */
function kindOfChange({ target }: Change): InterventionKind | undefined {
  return isTarget(target) ? undefined : kindOfGoal[target.type];
}

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}
