/** Verdicts of interventions under way. */
import { stillCalledFor, vmCallFor, vmStillCalledFor } from '../interventions/called-for.ts';
import { courseOf } from '../interventions/course.ts';
import { estimate, moveVm, remainingVm, settlePair } from '../interventions/durations.ts';
import { type Facts, kindOf, type Move } from '../interventions/facts.ts';
import { movedVms } from '../interventions/failover.ts';
import { indexOf } from '../interventions/fleet-index.ts';
import { legOf } from '../interventions/goals.ts';
import type { Fleet, Host } from '../model/fleet.ts';
import type { Goal } from '../model/goal.ts';
import type { HostName, WindowName } from '../model/ids.ts';
import type { Intervention, VmInterventionKind } from '../model/intervention.ts';
import { describeLevel, describeTarget } from '../model/patch-level.ts';
import type { Change, Verdict } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import { type Duration, duration } from '../model/time.ts';
import { ordersAgainst } from './gates/orders.ts';
import { roomFor } from './gates/window.ts';
import { reverts } from './host-standing.ts';
import { isDown, sharingOf } from './locks.ts';
import { nextStep } from './next-step.ts';
import { isRecent, type Survey, type SurveyInput } from './survey.ts';
import { goalWords } from './vm-words.ts';

/** The fleet an intervention runs under: that of its own commit, for its whole life. */
export function fleetOf(fleet: Fleet, input: SurveyInput, record: Intervention): Fleet | undefined {
  return record.commit === input.commit ? fleet : input.earlier[record.commit];
}

export function runningVerdict(survey: Survey, record: Intervention): Verdict {
  const fleet = fleetOf(survey.fleet, survey.input, record);
  if (!fleet) {
    return {
      status: 'needs-person',
      why: `the declarations of ${record.commit.slice(0, 7)}, under which this began, cannot be read`,
      remedy: 'restore the Git mirror (atlas status shows its state)',
      intervention: record.id,
    };
  }
  const { move, verified } = courseOf(record, factsFor(survey, record, fleet));
  if (move.type === 'ask') return { status: 'needs-person', why: move.why, remedy: move.remedy, intervention: record.id };
  const change = changeOf(survey, record, fleet);
  const doing = doingOf(survey, record, fleet, move);
  return { status: 'running', intervention: record.id, change, verified, doing };
}

type Doing = Extract<Verdict, { status: 'running' }>['doing'];

function doingOf(survey: Survey, record: Intervention, fleet: Fleet, move: Exclude<Move, { type: 'ask' }>): Doing {
  switch (move.type) {
    case 'act': {
      const first = move.order.kind === 'vm.stop' && !move.step.startsWith('back/') ? goesFirst(survey, record) : undefined;
      if (first) return waitFor(`${first.vm} to serve again: one VM at a time is down on a host`);
      const next = nextStep(fleet, record, move, survey.observation(move.on)?.bootId ?? null);
      return next === null ? waitFor('a commit that calls for it') : { type: 'offer', next };
    }
    case 'step': {
      const since = move.record.startedAt ?? move.record.claimedAt;
      return { type: 'step', step: move.record.step, on: move.record.host, since, lateAt: move.lateAt };
    }
    case 'wait':
      return { type: 'wait', for: move.for, until: move.until, observe: move.observe };
    case 'end':
      return { type: 'end', outcome: move.outcome, why: move.why };
    default:
      return assertNever(move);
  }
}

function waitFor(what: string): Doing {
  return { type: 'wait', for: what, until: null, observe: [] };
}

/** Another VM that is down for a move on a host that this one, about to be stopped, needs as well (`locks.ts`). */
function goesFirst(survey: Survey, record: Intervention): Intervention | undefined {
  if (record.vm === null || isDown(record)) return undefined;
  const mine = new Set(survey.touchedBy(record));
  return survey.running.find(
    (one) =>
      one.id !== record.id &&
      one.vm !== null &&
      sharingOf(one) === 'outage' &&
      survey.touchedBy(one).some((host) => mine.has(host)),
  );
}

function changeOf(survey: Survey, record: Intervention, fleet: Fleet): Change {
  const { host, vm, call } = record;
  if (vm !== null) {
    const goal = vmCallFor(fleet, record.kind as VmInterventionKind, vm)?.goal;
    const declared = fleet.vms[vm];
    const ring = (declared && legOf(fleet, declared)?.wave.name) ?? '';
    const words = goal ? goalWords(goal, host) : { from: '', to: '' };
    return { host, vm, call, ring, ...words, target: goal ?? nothing };
  }
  const declared = fleet.hosts[host];
  const rollout = fleet.rollouts[call];
  const target = declared && rollout ? fleet.baselines[rollout.baseline]?.products[declared.product] : undefined;
  const observation = survey.observation(host);
  const before = record.steps.find((step) => step.before !== null)?.before ?? null;
  return {
    host,
    vm: null,
    call,
    ring:
      indexOf(fleet)
        .places(host)
        .find((place) => place.rollout === rollout)?.ring.name ?? '',
    from: before?.type === 'windows' ? before.build : observation && target ? describeLevel(observation.patch, target) : '',
    to: target ? describeTarget(target) : '',
    target: target ?? nothing,
  };
}

/** Of what is declared no more. */
const nothing: Goal = { type: 'windows', build: '0.0', kb: null, hotpatch: null };

export function factsFor(survey: Survey, record: Intervention, fleet: Fleet): Facts {
  const { input } = survey;
  const limit = survey.fleet.factsMaxAge;
  return {
    fleet,
    now: input.now,
    observation: (host: HostName) => survey.observation(host),
    heard(host, since) {
      const seenAt = survey.seenAt(host);
      return seenAt !== undefined && isRecent(seenAt, input.now, limit) && (since === null || seenAt >= since);
    },
    mayBegin: mayBegin(survey, record, fleet),
    holdAll: input.stops.some(
      (stop) => stop.holdAll && (stop.hosts === null || survey.touchedBy(record).some((host) => stop.hosts!.includes(host))),
    ),
  };
}

/** The window of what calls for it at a commit; null when nothing there does. */
export function callAt(fleet: Fleet, record: Intervention): { readonly window: WindowName | null } | null {
  if (record.vm !== null) return vmCallFor(fleet, record.kind as VmInterventionKind, record.vm);
  return fleet.rollouts[record.call] ?? null;
}

/** Hosts whose freezes end its room: all that it touches. None when the host that is patched is declared no more. */
export function hostsOfRunning(survey: Survey, record: Intervention): readonly Host[] {
  if (record.vm === null && !Object.hasOwn(survey.fleet.hosts, record.host)) return [];
  return survey.touchedBy(record).flatMap((name) => survey.fleet.hosts[name] ?? []);
}

/** What the rest of an intervention still needs of its window before its irreversible part may begin. */
export function remainingNeed(record: Intervention, fleet: Fleet): Duration | null {
  if (record.vm !== null) return remainingVm(record.kind as VmInterventionKind, fleet, record.vm, record);
  const host = fleet.hosts[record.host];
  const rollout = fleet.rollouts[record.call];
  if (!host || !rollout) return null;
  const { run, rollback } = estimate(kindOf(host), host.product, 0, rollout.verify.within, reverts(fleet, host, rollout));
  const away = movedVms(record).size;
  return duration(run + rollback + (away === 0 ? 0 : away * moveVm + settlePair));
}

/**
 * Whether the irreversible part may still begin: nobody said no, and the window has room for it and its rollback, both as it
 * was when this began and as it is now. Agents ask the same of the newest commit they have.
 */
function mayBegin(survey: Survey, record: Intervention, fleet: Fleet): boolean {
  const { input } = survey;
  const hosts = hostsOfRunning(survey, record);
  const began = callAt(fleet, record);
  // a later reviewed commit may have withdrawn what called for it, the host or the target
  const now = callNow(survey.fleet, record);
  if (hosts.length === 0 || !began || !now) return false;
  if (input.review !== 'reviewed' || ordersAgainst(survey, survey.touchedBy(record)).length > 0) return false;
  const need = remainingNeed(record, fleet);
  if (need === null) return false;
  const rooms = [roomFor(fleet, hosts, began.window, input.now, survey.fleet.freezes)];
  if (fleet !== survey.fleet) rooms.push(roomFor(survey.fleet, hosts, now.window, input.now));
  return rooms.every((room) => room.type !== 'closed' && (room.left === null || room.left >= need));
}

function callNow(fleet: Fleet, { vm, host, call, kind, target }: Intervention): { readonly window: WindowName | null } | null {
  if (vm !== null) return vmStillCalledFor(fleet, kind as VmInterventionKind, vm, call, target);
  return stillCalledFor(fleet, host, call, target)?.rollout ?? null;
}
