/** The door of the planner: what each declared host and VM waits for, may do, or is doing now. */
import { courseOf } from '../interventions/course.ts';
import { beginIntervention } from '../interventions/begin.ts';
import { pairOf, splitBrain } from '../interventions/split-brain.ts';
import type { Host } from '../model/fleet.ts';
import { type HostName, type InterventionId, interventionId } from '../model/ids.ts';
import type { Plan, PlanInput, ResourceKey, Verdict } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import { type Instant, instant, soonest } from '../model/time.ts';
import { gates } from './gates/index.ts';
import { newPass } from './gates/gate.ts';
import { staleFrom } from './gates/facts.ts';
import { type Room, roomFor } from './gates/window.ts';
import { intentOf } from './intent.ts';
import { nextStep } from './next-step.ts';
import { noticesDue } from './notices.ts';
import { planId } from './plan-id.ts';
import { factsFor, fleetOf, remainingNeed, runningVerdict } from './running.ts';
import { type Candidate, lastAttempt, ordinal, standingOf, type Survey, survey } from './survey.ts';
import { vmVerdict } from './vm-verdicts.ts';

export function plan(input: PlanInput): Plan {
  const seen = survey(input);
  const hosts = new Map<string, Verdict>();
  const candidates: Candidate[] = [];
  for (const host of Object.values(input.fleet.hosts)) {
    const settled = settledVerdict(seen, host);
    if ('candidate' in settled) candidates.push(settled.candidate);
    else hosts.set(host.name, settled);
  }
  for (const [host, verdict] of admit(seen, candidates.sort(byOrder))) hosts.set(host, verdict);
  // what was begun on a host is finished there, even when a later commit forgets the host
  for (const one of seen.running) if (!hosts.has(one.host)) hosts.set(one.host, runningVerdict(seen, one));

  const verdicts: Record<ResourceKey, Verdict> = {};
  for (const name of [...hosts.keys()].sort()) verdicts[`Host/${name}`] = hosts.get(name)!;
  for (const name of Object.keys(input.fleet.vms).sort()) {
    verdicts[`VirtualMachine/${name}`] = vmVerdict(seen, input.fleet.vms[name]!, (host) => hosts.get(host));
  }
  const due = dueAt(seen, candidates, verdicts);
  return {
    id: planId(input),
    intent: intentOf(input.fleet),
    fleet: input.fleet.name,
    commit: input.commit,
    madeAt: input.now,
    verdicts,
    noticesDue: noticesDue(seen, candidates),
    wakeAt: soonest([due, staleAt(seen)]),
    dueAt: due,
  };
}

/**
 * Lets candidates through one after the other: each takes what it will use, so that all that are ready together still
 * keep every budget. The same runs again, for one host, when an agent claims its step.
 */
function admit(seen: Survey, candidates: readonly Candidate[]): ReadonlyMap<HostName, Verdict> {
  const verdicts = new Map<HostName, Verdict>();
  const pass = newPass(seen);
  for (const candidate of candidates) {
    const holds = gates.flatMap((gate) => gate.check(candidate, seen, pass.taken));
    const verdict: Verdict = holds.length > 0 ? { status: 'held', change: candidate.change, holds } : firstStep(seen, candidate);
    if (verdict.status === 'ready') pass.take(candidate.host.name);
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
      return torn(seen, host) ?? spent(seen, standing.candidate) ?? { candidate: standing.candidate };
    case 'unclear':
      return { status: 'unknown', why: standing.why };
    default:
      return assertNever(standing);
  }
}

/** Rule 11: nothing begins on a pair that runs one VM twice. */
function torn(seen: Survey, host: Host): Verdict | null {
  const split = splitBrain(pairOf(seen.fleet, host), (name) => seen.observation(name));
  return split && { status: 'needs-person', ...split, intervention: null };
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
  switch (move.type) {
    case 'act':
      break;
    case 'ask':
      return { status: 'needs-person', why: move.why, remedy: move.remedy, intervention: null };
    case 'wait':
      return { status: 'held', change, holds: [{ reason: 'host-unfit', why: `waiting for ${move.for}`, until: null }] };
    // nothing was recorded yet, so there is neither an open step nor anything to end
    case 'step':
    case 'end':
      return { status: 'held', change, holds: [{ reason: 'host-unfit', why: 'it is changing just now', until: null }] };
    default:
      return assertNever(move);
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

/** The first instant at which facts that are fresh now are too old. */
function staleAt(seen: Survey): Instant | null {
  const hosts = new Set(seen.running.flatMap((one) => [one.host, ...one.steps.map((step) => step.host)]));
  for (const host of Object.values(seen.fleet.hosts)) hosts.add(host.name);
  return soonest([...hosts].map((host) => staleFrom(seen, host)));
}

/** The soonest instant at which time alone may end a hold, open or close a window for running work, or make a step late. */
function dueAt(seen: Survey, candidates: readonly Candidate[], verdicts: Readonly<Record<string, Verdict>>): Instant | null {
  const { now } = seen.input;
  let due: Instant | null = null;
  const at = (time: number | null) => {
    if (time !== null && time > now && (due === null || time < due)) due = instant(time);
  };
  for (const verdict of Object.values(verdicts)) {
    if (verdict.status === 'held') for (const hold of verdict.holds) at(hold.until);
    if (verdict.status === 'running' && verdict.doing.type === 'wait') at(verdict.doing.until);
    if (verdict.status === 'running' && verdict.doing.type === 'step') at(verdict.doing.lateAt);
  }
  for (const freeze of seen.fleet.freezes) {
    at(freeze.from);
    at(freeze.to);
  }
  for (const hold of seen.fleet.holds) at(hold.until);
  /** A start that fits now stops fitting at an instant of its own. */
  const edges = (room: Room, need: number) => {
    if (room.type === 'closed') return at(room.opensAt);
    if (room.closesAt !== null) {
      at(room.closesAt);
      at(room.closesAt - need + 1);
    }
    if (room.type === 'open') at(room.lastStartAt);
  };
  for (const { host, place, need } of candidates) edges(roomFor(seen.fleet, host, place.rollout, now), need);
  for (const one of seen.running) {
    const began = fleetOf(seen.input, one);
    const host = seen.fleet.hosts[one.host];
    const rollout = began?.rollouts[one.call];
    const need = began ? remainingNeed(one, began) : null;
    if (began && host && rollout && need !== null) edges(roomFor(began, host, rollout, now, seen.fleet.freezes), need);
  }
  return due;
}
