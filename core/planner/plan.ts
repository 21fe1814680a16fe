/** The door of the planner: what each declared host and VM waits for, may do, or is doing now. */
import { beginIntervention } from '../interventions/begin.ts';
import { courseOf } from '../interventions/course.ts';
import { pairOf, splitBrain } from '../interventions/split-brain.ts';
import type { Host, PatchRollout } from '../model/fleet.ts';
import { hostIn, type InterventionId, interventionId, vmIn } from '../model/ids.ts';
import { type Intervention, subjectKey } from '../model/intervention.ts';
import type { Plan, PlanInput, ResourceKey, Verdict } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import { type Instant, soonest } from '../model/time.ts';
import type { Candidate, HostCandidate } from './candidate.ts';
import { dueAt, staleAt } from './due.ts';
import { newPass } from './gates/gate.ts';
import { gates } from './gates/index.ts';
import { calmAt, fight } from './healing.ts';
import { lastAttempt, type Standing, standingOf } from './host-standing.ts';
import { intentOf, targetLine } from './intent.ts';
import { nextStep } from './next-step.ts';
import { noticesDue } from './notices.ts';
import { planId } from './plan-id.ts';
import { factsFor, runningVerdict } from './running.ts';
import { ordinal, type Survey, survey } from './survey.ts';
import { type Settled, settledVm } from './vm-verdicts.ts';

export function plan(input: PlanInput): Plan {
  const seen = survey(input);
  const { fleet } = input;
  const found = new Map<ResourceKey, Verdict>();
  const candidates: Candidate[] = [];
  const changes: (Instant | null)[] = [];
  const settle = (key: ResourceKey, settled: Settled<Candidate>) => {
    if ('candidate' in settled) {
      candidates.push(settled.candidate);
      return;
    }
    found.set(key, settled.verdict);
    changes.push(settled.changesAt);
  };
  for (const host of Object.values(fleet.hosts)) settle(`Host/${host.name}`, settledHost(seen, host));
  for (const vm of Object.values(fleet.vms))
    settle(
      `VirtualMachine/${vm.name}`,
      settledVm(seen, vm, (host) => found.get(`Host/${host}`)),
    );
  for (const [key, verdict] of admit(seen, candidates.sort(byOrder))) found.set(key, verdict);
  // what was begun is finished, even when a later commit forgets the host or VM
  for (const one of seen.running) if (!found.has(subjectKey(one))) found.set(subjectKey(one), runningVerdict(seen, one));

  const verdicts: Record<ResourceKey, Verdict> = {};
  for (const key of [...found.keys()].sort()) verdicts[key] = found.get(key)!;
  const due = dueAt(seen, candidates, verdicts, changes);
  return {
    id: planId(input),
    intent: intentOf(fleet),
    fleet: fleet.name,
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
 * keep every budget. The same runs again, for one host or VM, when an agent claims its step.
 */
function admit(seen: Survey, candidates: readonly Candidate[]): ReadonlyMap<ResourceKey, Verdict> {
  const verdicts = new Map<ResourceKey, Verdict>();
  const pass = newPass(seen);
  for (const candidate of candidates) {
    const holds = gates.flatMap((gate) => gate.check(candidate, seen, pass.taken));
    const verdict: Verdict = holds.length > 0 ? { status: 'held', change: candidate.change, holds } : firstStep(seen, candidate);
    if (verdict.status === 'ready') pass.take(candidate);
    verdicts.set(candidate.subject, verdict);
  }
  return verdicts;
}

/** The verdict of one host or VM as things stand now: what a claim is judged by. */
export function admitOne(input: PlanInput, key: ResourceKey): Verdict {
  const seen = survey(input);
  const running = seen.runningOn(key);
  if (running) return runningVerdict(seen, running);
  const settled = settledOf(seen, key);
  if (settled === null) return { status: 'unknown', why: `${key.slice(key.indexOf('/') + 1)} is not declared` };
  return 'candidate' in settled ? admit(seen, [settled.candidate]).get(key)! : settled.verdict;
}

function settledOf(seen: Survey, key: ResourceKey): Settled<Candidate> | null {
  const { hosts, vms } = seen.fleet;
  const host = hosts[hostIn(key) ?? ''];
  if (host) return settledHost(seen, host);
  const vm = vms[vmIn(key) ?? ''];
  if (!vm) return null;
  return settledVm(seen, vm, (name) => {
    const one = seen.runningOn(`Host/${name}`);
    return one && runningVerdict(seen, one);
  });
}

/** Everything that needs no gate: running, unknown, in state, or waiting for a person. */
export function settledHost(seen: Survey, host: Host): Settled<HostCandidate> {
  const now = (verdict: Verdict): Settled<HostCandidate> => ({ verdict, changesAt: null });
  const running = seen.runningOn(`Host/${host.name}`);
  if (running) return now(runningVerdict(seen, running));
  if (host.lifecycle.retired !== null) return now({ status: 'in-state', note: `retired: ${host.lifecycle.retired}` });
  const observation = seen.observation(host.name);
  if (!observation || seen.seenAt(host.name) === undefined) {
    return now({ status: 'unknown', why: 'it has not checked in since the controller started' });
  }
  const standing = standingOf(seen, host, observation);
  switch (standing.type) {
    case 'mismatch':
      return now({
        status: 'needs-person',
        why: standing.why,
        remedy: 'correct the declaration or the host',
        intervention: null,
      });
    case 'in-state':
      return now(
        seen.fresh(host.name)
          ? (unproven(seen, host, standing) ?? { status: 'in-state', note: standing.note })
          : { status: 'unknown', why: 'its last report is too old' },
      );
    case 'wants': {
      const { candidate } = standing;
      const verdict = torn(seen, host) ?? spent(seen, candidate);
      if (verdict !== null) return now(verdict);
      const endless = fight(seen, candidate);
      return endless === null ? { candidate } : { verdict: endless, changesAt: calmAt(seen, candidate) };
    }
    case 'unclear':
      return now({ status: 'unknown', why: standing.why });
    default:
      return assertNever(standing);
  }
}

/** Rule 11: nothing begins on a pair that runs one VM twice. */
function torn(seen: Survey, host: Host): Verdict | null {
  const split = splitBrain(pairOf(seen.fleet, host), (name) => seen.observation(name));
  return split && { status: 'needs-person', ...split, intervention: null };
}

/** The right build alone is no success: what failed and could not be taken back, or was brought there by hand since, is for a person. */
function unproven(seen: Survey, host: Host, { place, note }: Extract<Standing, { type: 'in-state' }>): Verdict | null {
  const last = place === null ? undefined : lastAttempt(seen, place.rollout, host);
  if (place === null || (last?.outcome !== 'failed' && last?.outcome !== 'rolled-back')) return null;
  const { why, remedy, intervention } = tryAgain(last, place.rollout);
  return { status: 'needs-person', why: `${why}. It is ${note} now, which proves nothing`, remedy, intervention };
}

/**
 * A failed or rolled-back attempt waits for a reviewed commit; nothing retries for ever. What was reached and taken back is drift:
 * brought back where the fleet heals it, else told to a person.
 */
function spent(seen: Survey, candidate: HostCandidate): Verdict | null {
  const { rollout } = candidate.place;
  const last = lastAttempt(seen, rollout, candidate.host);
  if (!last || last.outcome === null || last.outcome === 'abandoned') return null;
  if (last.outcome === 'succeeded') {
    const policy = seen.fleet.drift.patchLevel;
    if (policy === 'heal') return null;
    const { from, to } = candidate.change;
    const line = targetLine(seen.fleet, rollout, candidate.host, candidate.target);
    return {
      status: 'needs-person',
      why: `it reached ${to} and is at ${from} again: somebody took it back`,
      remedy: `find out who, then raise attempt in ${rollout.origin.file} in a pull request`,
      intervention: last.id,
      drift: [{ field: 'patchLevel', declared: to, observed: from, policy, line }],
    };
  }
  return { status: 'needs-person', ...tryAgain(last, rollout) };
}

function tryAgain(last: Intervention, { attempt, origin }: PatchRollout) {
  return {
    why: `${last.outcome === 'rolled-back' ? 'rolled back' : 'failed'}: ${last.why}`,
    remedy: `put the cause right, then raise attempt to ${attempt + 1} in ${origin.file} in a pull request`,
    intervention: last.id,
  };
}

/** The first step an admitted candidate would take. */
export function firstStep(seen: Survey, candidate: Candidate): Verdict {
  const { change, kind } = candidate;
  const record = beginIntervention(seen.fleet, seen.input.commit, change, nextId(seen, candidate), seen.input.now, kind);
  const { move } = courseOf(record, { ...factsFor(seen, record, seen.fleet), mayBegin: true });
  const held = (why: string): Verdict => ({ status: 'held', change, holds: [{ reason: 'host-unfit', why, until: null }] });
  switch (move.type) {
    case 'act': {
      const next = nextStep(seen.fleet, record, move, seen.observation(move.on)?.bootId ?? null);
      return next === null ? held('nothing calls for it any more') : { status: 'ready', change, next, need: candidate.need };
    }
    case 'ask':
      return { status: 'needs-person', why: move.why, remedy: move.remedy, intervention: null };
    case 'wait':
      return { status: 'held', change, holds: [{ reason: 'host-unfit', why: waitingFor(move.for), until: null }] };
    // nothing was recorded yet, so there is neither an open step nor anything to end
    case 'step':
    case 'end':
      return held('it is changing just now');
    default:
      return assertNever(move);
  }
}

/** Some machines name the VM that waits. */
function waitingFor(what: string): string {
  return what.includes('waiting for ') ? what : `waiting for ${what}`;
}

/** Interventions of one call on one subject are numbered: the next one's id. */
function nextId(seen: Survey, { call, subject, name }: Candidate): InterventionId {
  const highest = seen.past(call.name, subject).reduce((number, one) => Math.max(number, ordinal(one)), 0);
  return interventionId(call.name, name, highest + 1);
}

/**
 * The order in which slots are given away: the emergency lane, then what brings redundancy back, then patches ring by ring, then
 * migrations wave by wave and what is left of them, then going home, then tests; by name where it is equal.
 */
export function byOrder(a: Candidate, b: Candidate): number {
  return (
    classOf(a) - classOf(b) || placeIn(a) - placeIn(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.type < b.type ? -1 : 1)
  );
}

function classOf(candidate: Candidate): number {
  if (candidate.call.lane === 'emergency') return 0;
  switch (candidate.kind) {
    case 'replicate':
      return 1;
    case 'patch-hypervisor':
    case 'patch-guest':
    case 'patch-server':
      return 2;
    case 'migrate':
      return 3;
    case 'finish-migration':
      return 4;
    case 'go-home':
      return 5;
    case 'test-failover':
      return 6;
    default:
      return assertNever(candidate);
  }
}

function placeIn(candidate: Candidate): number {
  return candidate.type === 'host' ? candidate.place.ringIndex : (candidate.leg?.waveIndex ?? 0);
}
