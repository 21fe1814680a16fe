/** Plans a fleet whenever something changed or `wakeAt` came, and applies what a plan itself decides. */
import { digestOf } from '#core/digest.ts';
import type { HostName, ResourceKey } from '#core/model/ids.ts';
import type { Intervention } from '#core/model/intervention.ts';
import type { Hold, Plan } from '#core/model/plan.ts';
import { type Instant, after, second, duration, soonest } from '#core/model/time.ts';
import { haltOf } from '#core/planner/gates/ring.ts';
import { haltOfWave } from '#core/planner/gates/wave.ts';
import type { Changed } from '#core/planner/incremental/known.ts';
import type { Planned } from '#core/planner/incremental/planner.ts';
import type { Survey } from '#core/planner/survey.ts';
import { type FleetState, knownOf } from './fleet-state.ts';
import type { Recorder } from './ledger.ts';
import type { Clock, Log, Metrics } from './ports.ts';
import { saveIntervention } from './take-outcome.ts';

interface Ports {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** While work waits on facts, its hosts are asked to look again this often. */
const lookAgain = duration(30 * second);
/** A plan that decides something is followed by another; more rounds than this in one go would be a bug. */
const rounds = 20;

/** Makes plans until one decides nothing more. */
export function replan(state: FleetState, record: Recorder, ports: Ports): void {
  const { standing } = state;
  let fallen: readonly Intervention[] = [];
  for (let round = 0; round < rounds; round++) {
    const known = knownOf(state);
    if (known === null) return;
    const changed = takeChanged(state);
    const last = state.plan;
    // until there is another plan there is none
    state.plan = null;
    const planned = ports.metrics.timePlan(state.name, () =>
      // without a plan to go on from, all is worked out
      standing.planner.plan(known, record.now, last === null ? null : changed),
    );
    const made = planned.plan;
    const differs = standing.follow(made, planned.before);
    state.plan = made;
    state.plannedVersion = state.version;
    state.startedSincePlan = 0;
    state.plans++;
    if (last === null || differs || last.commit !== made.commit || last.intent !== made.intent)
      remember(record, made, standing.counts);
    for (const one of fallen) sayHalts(state, record, one, planned.survey, ports);
    const decided = apply(state, record, made, running(planned), ports);
    if (decided === null) return;
    fallen = decided.fallen;
  }
  ports.log.error('plan does not come to rest', { fleet: state.name });
}

/** Null = all may be new. */
function takeChanged(state: FleetState): Changed | null {
  const observations = state.observations.takeChanged();
  const presence = state.presence.takeChanged();
  const interventions = state.interventions.takeChanged();
  const notices = state.notices.takeChanged();
  return observations && presence && interventions && notices && { observations, presence, interventions, notices };
}

/** Journals a plan that says something else than the last. */
function remember(record: Recorder, { id, intent, commit, madeAt }: Plan, says: Readonly<Record<string, number>>): void {
  const counts = { ...says };
  record.write('plan', 'current', { id, intent, commit, madeAt, counts });
  record.event('plan.made', { plan: id, intent, commit, counts });
}

/** Of what is said now and was not said before: work under way, by name, so that all happens in the same order everywhere. */
function running({ plan, before }: Planned): readonly ResourceKey[] {
  const keys: ResourceKey[] = [];
  for (const key of before.keys()) if (plan.verdicts[key]?.status === 'running') keys.push(key);
  return keys.sort();
}

/**
 * Ends interventions, counts soak, gives notices. What is said as before was applied before.
 * @returns what fell; null = it decided nothing, and no other plan is needed
 */
function apply(
  state: FleetState,
  record: Recorder,
  made: Plan,
  changed: readonly ResourceKey[],
  ports: Ports,
): { readonly fallen: readonly Intervention[] } | null {
  let decided = false;
  const fallen: Intervention[] = [];
  for (const key of changed) {
    const verdict = made.verdicts[key];
    if (verdict?.status !== 'running') continue;
    const intervention = state.interventions.get(verdict.intervention);
    if (!intervention || intervention.outcome !== null) continue;
    if (verdict.verified && intervention.verifiedAt === null) {
      saveIntervention(state, record, { ...intervention, verifiedAt: record.now });
      record.event('intervention.verified', { intervention: intervention.id });
      decided = true;
    }
    if (verdict.doing.type === 'end') {
      const { outcome } = verdict.doing;
      end(state, record, state.interventions.get(verdict.intervention)!, verdict.doing, ports);
      if (outcome === 'failed' || outcome === 'rolled-back') fallen.push(intervention);
      decided = true;
    }
  }
  for (const notice of made.noticesDue) {
    const key = digestOf({ rollout: notice.call, subject: notice.subject, hosts: notice.hosts });
    if (state.notices.has(key)) continue;
    state.notices.set(key, notice);
    state.version++;
    record.write('notice', key, notice);
    record.event('notice.given', { rollout: notice.call, hosts: notice.hosts, from: notice.from });
    ports.log.info('notice given', { fleet: state.name, rollout: notice.call, hosts: notice.hosts.length, from: notice.from });
    decided = true;
  }
  return decided ? { fallen } : null;
}

function end(
  state: FleetState,
  record: Recorder,
  intervention: Intervention,
  how: { outcome: NonNullable<Intervention['outcome']>; why: string },
  ports: Ports,
): void {
  saveIntervention(state, record, { ...intervention, outcome: how.outcome, endedAt: record.now, why: how.why });
  record.event('intervention.ended', { intervention: intervention.id, outcome: how.outcome, why: how.why });
  const say = how.outcome === 'succeeded' ? ports.log.info : ports.log.warn;
  say('intervention ended', { fleet: state.name, intervention: intervention.id, outcome: how.outcome, why: how.why });
  const needed = [...state.interventions.open].some((one) => one.commit === intervention.commit);
  if (!needed) state.earlier.delete(intervention.commit);
}

function sayHalts(state: FleetState, record: Recorder, intervention: Intervention, seen: Survey, ports: Ports): void {
  const rollout = state.fleet?.rollouts[intervention.call];
  const migration = state.fleet?.migrations[intervention.call];
  const say = (attempt: number, name: string, hold: Hold) => {
    const key = `halted ${intervention.call} ${name} ${attempt} ${rollout ? intervention.target : ''}`.trim();
    if (hold.reason !== 'ring-halted' || state.remarks.has(key)) return;
    state.remarks.add(key);
    record.write('remark', key, { at: record.now });
    record.event('rollout.halted', { rollout: intervention.call, ring: name, failed: hold.hosts });
    ports.log.error('rollout halted', { fleet: state.name, rollout: intervention.call, ring: name, failed: hold.hosts });
  };
  for (const ring of rollout?.rings ?? [])
    for (const hold of haltOf(seen, rollout!, ring)) say(rollout!.attempt, ring.name, hold);
  for (const wave of migration?.waves ?? [])
    for (const hold of haltOfWave(seen, migration!, wave)) say(migration!.attempt, wave.name, hold);
}

/** Hosts whose fresh look running work waits for, with the instant at which to ask them. */
export function looksDue(state: FleetState, now: Instant): ReadonlyMap<HostName, Instant> {
  const due = new Map<HostName, Instant>();
  const ask = (host: HostName, at: Instant) => {
    const known = due.get(host);
    if (known === undefined || at < known) due.set(host, at);
  };
  for (const { intervention, observe } of state.standing.waits()) {
    const ended = state.interventions.get(intervention)?.steps.findLast((step) => step.endedAt !== null)?.endedAt ?? null;
    for (const host of observe) {
      const seenAt = state.presence.get(host)?.seenAt;
      if (seenAt === undefined) continue;
      // a look from before the last step ended says nothing about what it did
      ask(host, ended !== null && seenAt < ended ? now : after(seenAt, lookAgain));
    }
  }
  for (const intervention of state.interventions.open) {
    for (const step of intervention.steps) {
      if (step.state !== 'claimed') continue;
      const seenAt = state.presence.get(step.host)?.seenAt;
      ask(step.host, seenAt === undefined || seenAt < step.expires ? step.expires : after(seenAt, lookAgain));
    }
  }
  return due;
}

/** The next instant at which somebody must be asked; those due already wait for their host to call, not for time. */
export function nextLook(state: FleetState, now: Instant): Instant | null {
  return soonest([...looksDue(state, now).values()].filter((at) => at > now));
}
