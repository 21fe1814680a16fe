/** The door of the planner: what each declared host and VM waits for, may do, or is doing now. */
import { courseOf } from '../interventions/course.ts';
import { beginIntervention } from '../interventions/begin.ts';
import type { Host } from '../model/fleet.ts';
import { type HostName, type InterventionId, interventionId } from '../model/ids.ts';
import type { Hold, Plan, PlanInput, ResourceKey, Verdict } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import { type Instant, instant, soonest } from '../model/time.ts';
import { nextFreeze } from '../windows/freeze.ts';
import { gates } from './gates/index.ts';
import type { Taken } from './gates/gate.ts';
import { staleFrom } from './gates/facts.ts';
import { roomFor } from './gates/window.ts';
import { intentOf } from './intent.ts';
import { nextStep } from './next-step.ts';
import { noticesDue } from './notices.ts';
import { planId } from './plan-id.ts';
import { factsFor, fleetOf, remainingNeed, runningVerdict } from './running.ts';
import { type Candidate, lastAttempt, ordinal, standingOf, type Survey, survey } from './survey.ts';
import { vmVerdict } from './vm-verdicts.ts';

export function plan(input: PlanInput): Plan {
  const seen = survey(input);
  const verdicts: Record<ResourceKey, Verdict> = {};
  const candidates: Candidate[] = [];
  for (const host of inOrder(Object.values(input.fleet.hosts))) {
    const settled = settledVerdict(seen, host);
    if ('candidate' in settled) candidates.push(settled.candidate);
    else verdicts[`Host/${host.name}`] = settled;
  }
  const admitted = admit(seen, candidates.sort(byOrder));
  for (const [host, verdict] of admitted) verdicts[`Host/${host}`] = verdict;
  for (const vm of inOrder(Object.values(input.fleet.vms))) {
    verdicts[`VirtualMachine/${vm.name}`] = vmVerdict(seen, vm, (host) => verdicts[`Host/${host}`]);
  }
  const due = dueAt(seen, candidates, verdicts);
  return {
    id: planId(input),
    intent: intentOf(input.fleet),
    fleet: input.fleet.name,
    commit: input.commit,
    madeAt: input.now,
    verdicts: sorted(verdicts),
    noticesDue: noticesDue(seen, candidates),
    wakeAt: soonest([due, ...Object.values(input.fleet.hosts).map((host) => staleFrom(seen, host.name))]),
    dueAt: due,
  };
}

/**
 * Lets candidates through one after the other: each takes what it will use, so that all that are ready together still
 * keep every budget. The same runs again, for one host, when an agent claims its step.
 */
export function admit(seen: Survey, candidates: readonly Candidate[]): ReadonlyMap<HostName, Verdict> {
  const verdicts = new Map<HostName, Verdict>();
  const taken: HostName[] = [];
  for (const candidate of candidates) {
    const holds = holdsOf(seen, candidate, { hosts: taken });
    if (holds.length > 0) {
      verdicts.set(candidate.host.name, { status: 'held', change: candidate.change, holds });
      continue;
    }
    const verdict = firstStep(seen, candidate);
    if (verdict.status === 'ready') taken.push(candidate.host.name);
    verdicts.set(candidate.host.name, verdict);
  }
  return verdicts;
}

/** The verdict of one host as things stand now: what a claim is judged by. */
export function admitOne(input: PlanInput, name: HostName): Verdict {
  const seen = survey(input);
  const host = input.fleet.hosts[name];
  const running = seen.runningOn(name);
  if (running) return runningVerdict(seen, running);
  if (!host) return { status: 'unknown', why: `${name} is not declared` };
  const settled = settledVerdict(seen, host);
  return 'candidate' in settled ? admit(seen, [settled.candidate]).get(name)! : settled;
}

function holdsOf(seen: Survey, candidate: Candidate, taken: Taken): readonly Hold[] {
  return gates.flatMap((gate) => gate.check(candidate, seen, taken));
}

/** Everything that needs no gate: running, unknown, in state, or waiting for a person. */
function settledVerdict(seen: Survey, host: Host): Verdict | { readonly candidate: Candidate } {
  const running = seen.runningOn(host.name);
  if (running) return runningVerdict(seen, running);
  const observation = seen.observation(host.name);
  if (!observation || seen.input.seenAt[host.name] === undefined) {
    return { status: 'unknown', why: 'it has not checked in since the controller started' };
  }
  const standing = standingOf(seen, host, observation);
  switch (standing.type) {
    case 'mismatch':
      return { status: 'needs-person', why: standing.why, remedy: 'correct the declaration or the host', intervention: null };
    case 'in-state':
      return seen.fresh(host.name)
        ? { status: 'in-state', note: standing.note }
        : { status: 'unknown', why: 'its last report is too old' };
    case 'wants':
      return spent(seen, standing.candidate) ?? { candidate: standing.candidate };
    default:
      return assertNever(standing);
  }
}

/** A failed or rolled-back attempt waits for a reviewed commit; nothing retries for ever. */
function spent(seen: Survey, candidate: Candidate): Verdict | null {
  const { rollout } = candidate.place;
  const last = lastAttempt(seen, rollout, candidate.host);
  if (!last || last.outcome === null || last.outcome === 'abandoned') return null;
  if (last.outcome === 'succeeded') {
    return {
      status: 'needs-person',
      why: `it reached ${candidate.change.to} and is at ${candidate.change.from} again: somebody took it back`,
      remedy: `find out who, then raise attempt in ${rollout.origin.file} in a pull request`,
      intervention: last.id,
    };
  }
  return {
    status: 'needs-person',
    why: `${last.outcome === 'rolled-back' ? 'rolled back' : 'failed'}: ${last.why}`,
    remedy: `put the cause right, then raise attempt to ${rollout.attempt + 1} in ${rollout.origin.file} in a pull request`,
    intervention: last.id,
  };
}

/** The first step an admitted candidate would take. */
function firstStep(seen: Survey, candidate: Candidate): Verdict {
  const { host, change } = candidate;
  const { rollout } = candidate.place;
  const record = beginIntervention(seen.fleet, seen.input.commit, change, nextId(seen, candidate), seen.input.now);
  const { move } = courseOf(record, { ...factsFor(seen, record, seen.fleet), mayBegin: true });
  if (move.type !== 'act') {
    const why =
      move.type === 'ask' || move.type === 'end' ? move.why : move.type === 'wait' ? `waiting for ${move.for}` : 'a step is open';
    return { status: 'needs-person', why, remedy: `atlas explain ${host.name}`, intervention: null };
  }
  const next = nextStep(seen.fleet, record.id, host.name, rollout, move, seen.observation(move.on)?.bootId ?? null);
  return { status: 'ready', change, next, need: candidate.need };
}

/** Interventions of a host in a rollout are numbered: the next one's id. */
function nextId(seen: Survey, candidate: Candidate): InterventionId {
  const { rollout } = candidate.place;
  const highest = seen.past(rollout.name, candidate.host.name).reduce((number, one) => Math.max(number, ordinal(one)), 0);
  return interventionId(rollout.name, candidate.host.name, highest + 1);
}

/** Emergency lane first, then ring by ring, then by name: the order in which slots are given away. */
function byOrder(a: Candidate, b: Candidate): number {
  return (
    Number(a.place.rollout.lane === 'normal') - Number(b.place.rollout.lane === 'normal') ||
    a.place.ringIndex - b.place.ringIndex ||
    (a.host.name < b.host.name ? -1 : 1)
  );
}

function inOrder<T extends { readonly name: string }>(things: readonly T[]): readonly T[] {
  return [...things].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sorted(verdicts: Record<ResourceKey, Verdict>): Record<ResourceKey, Verdict> {
  return Object.fromEntries(Object.entries(verdicts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The soonest instant at which time alone may end a hold, open or close a window for running work, or make a step late. */
function dueAt(seen: Survey, candidates: readonly Candidate[], verdicts: Readonly<Record<string, Verdict>>): Instant | null {
  const { now } = seen.input;
  const times: (Instant | null)[] = [];
  for (const verdict of Object.values(verdicts)) {
    if (verdict.status === 'held') times.push(...verdict.holds.map((hold) => hold.until));
    if (verdict.status === 'running' && verdict.doing.type === 'wait') times.push(verdict.doing.until);
    if (verdict.status === 'running' && verdict.doing.type === 'step') times.push(verdict.doing.lateAt);
  }
  const placed = [
    ...candidates.map(({ host, place, need }) => ({ host, rollout: place.rollout, need })),
    ...seen.running.flatMap((one) => {
      const fleet = fleetOf(seen.input, one);
      const host = seen.fleet.hosts[one.host];
      const rollout = fleet?.rollouts[one.rollout];
      const need = fleet ? remainingNeed(one, fleet) : null;
      return host && rollout && need !== null ? [{ host, rollout, need }] : [];
    }),
  ];
  const justAfter = (at: number) => instant(at + 1);
  for (const { host, rollout, need } of placed) {
    times.push(nextFreeze(seen.fleet.freezes, host, now)?.from ?? null);
    const room = roomFor(seen.fleet, host, rollout, now);
    // a start that fits now stops fitting at an instant of its own
    if (room.type === 'open') times.push(room.closesAt, justAfter(room.lastStartAt), justAfter(room.closesAt - need));
    else if (room.type === 'closed') times.push(room.opensAt);
  }
  for (const hold of seen.fleet.holds) times.push(hold.until);
  return soonest(times.filter((at) => at !== null && at > now));
}
