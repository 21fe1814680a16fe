/** Verdicts of interventions under way. */
import { estimate, moveVm, settlePair } from '../interventions/durations.ts';
import { courseOf } from '../interventions/course.ts';
import { stillCalledFor } from '../interventions/called-for.ts';
import { type Facts, kindOf } from '../interventions/facts.ts';
import { movedVms } from '../interventions/failover.ts';
import { indexOf } from '../interventions/fleet-index.ts';
import type { Fleet } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Intervention } from '../model/intervention.ts';
import { describeLevel, describeTarget } from '../model/patch-level.ts';
import type { Change, PlanInput, Verdict } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import { ordersAgainst } from './gates/orders.ts';
import { roomFor } from './gates/window.ts';
import { nextStep } from './next-step.ts';
import { reverts, type Survey } from './survey.ts';
import { type Duration, duration } from '../model/time.ts';

/** The fleet an intervention runs under: that of its own commit, for its whole life. */
export function fleetOf(input: PlanInput, record: Intervention): Fleet | undefined {
  return record.commit === input.commit ? input.fleet : input.earlier[record.commit];
}

export function runningVerdict(survey: Survey, record: Intervention): Verdict {
  const fleet = fleetOf(survey.input, record);
  if (!fleet) {
    return {
      status: 'needs-person',
      why: `the declarations of ${record.commit.slice(0, 7)}, under which this began, cannot be read`,
      remedy: 'restore the Git mirror (atlas status shows its state)',
      intervention: record.id,
    };
  }
  const { move, verified } = courseOf(record, factsFor(survey, record, fleet));
  const change = changeOf(survey, record, fleet);
  switch (move.type) {
    case 'act': {
      const rollout = fleet.rollouts[record.call]!;
      const next = nextStep(fleet, record.id, record.host, rollout, move, survey.observation(move.on)?.bootId ?? null);
      return { status: 'running', intervention: record.id, change, verified, doing: { type: 'offer', next } };
    }
    case 'step': {
      const since = move.record.startedAt ?? move.record.claimedAt;
      return {
        status: 'running',
        intervention: record.id,
        change,
        verified,
        doing: { type: 'step', step: move.record.step, on: move.record.host, since, lateAt: move.lateAt },
      };
    }
    case 'wait':
      return {
        status: 'running',
        intervention: record.id,
        change,
        verified,
        doing: { type: 'wait', for: move.for, until: move.until, observe: move.observe },
      };
    case 'end':
      return {
        status: 'running',
        intervention: record.id,
        change,
        verified,
        doing: { type: 'end', outcome: move.outcome, why: move.why },
      };
    case 'ask':
      return { status: 'needs-person', why: move.why, remedy: move.remedy, intervention: record.id };
    default:
      return assertNever(move);
  }
}

function changeOf(survey: Survey, record: Intervention, fleet: Fleet): Change {
  const host = fleet.hosts[record.host];
  const rollout = fleet.rollouts[record.call];
  const target = host && rollout ? fleet.baselines[rollout.baseline]?.products[host.product] : undefined;
  const observation = survey.observation(record.host);
  const before = record.steps.find((step) => step.before !== null)?.before ?? null;
  return {
    host: record.host,
    vm: record.vm,
    call: record.call,
    ring:
      indexOf(fleet)
        .places(record.host)
        .find((place) => place.rollout === rollout)?.ring.name ?? '',
    from: before?.type === 'windows' ? before.build : observation && target ? describeLevel(observation.patch, target) : '',
    to: target ? describeTarget(target) : '',
    target: target ?? { type: 'windows', build: '0.0', kb: null, hotpatch: null },
  };
}

export function factsFor(survey: Survey, record: Intervention, fleet: Fleet): Facts {
  const { input } = survey;
  const limit = survey.fleet.factsMaxAge;
  return {
    fleet,
    now: input.now,
    observation: (host: HostName) => survey.observation(host),
    heard(host, since) {
      const seenAt = input.seenAt[host];
      return seenAt !== undefined && input.now - seenAt <= limit && (since === null || seenAt >= since);
    },
    mayBegin: mayBegin(survey, record, fleet),
    holdAll: input.stops.some(
      (stop) => stop.holdAll && (stop.hosts === null || survey.touched(record.host).some((host) => stop.hosts!.includes(host))),
    ),
  };
}

/** What the rest of an intervention still needs of its window before its irreversible part may begin. */
export function remainingNeed(record: Intervention, fleet: Fleet): Duration | null {
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
  const host = survey.fleet.hosts[record.host];
  const rollout = fleet.rollouts[record.call];
  // a later reviewed commit may have withdrawn the rollout, the host or the target
  const call = stillCalledFor(survey.fleet, record.host, record.call, record.target);
  if (!host || !rollout || !call) return false;
  if (input.review !== 'reviewed' || ordersAgainst(survey, host).length > 0) return false;
  const need = remainingNeed(record, fleet);
  if (need === null) return false;
  const rooms = [roomFor(fleet, host, rollout, input.now, survey.fleet.freezes)];
  if (fleet !== survey.fleet) rooms.push(roomFor(survey.fleet, host, call.rollout, input.now));
  return rooms.every((room) => room.type !== 'closed' && (room.left === null || room.left >= need));
}
