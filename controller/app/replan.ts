/** Plans a fleet whenever something changed or `wakeAt` came, and applies what a plan itself decides. */
import { digestOf } from '#core/digest.ts';
import type { HostName, InterventionId } from '#core/model/ids.ts';
import type { Intervention } from '#core/model/intervention.ts';
import type { Hold, Plan, Verdict } from '#core/model/plan.ts';
import { type Instant, after, second, duration, soonest } from '#core/model/time.ts';
import { haltOf } from '#core/planner/gates/ring.ts';
import { haltOfWave } from '#core/planner/gates/wave.ts';
import { plan } from '#core/planner/plan.ts';
import { survey } from '#core/planner/survey.ts';
import { type FleetState, planInput } from './fleet-state.ts';
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
  for (let round = 0; round < rounds; round++) {
    const input = planInput(state, record.now);
    if (input === null) return;
    const made = ports.metrics.timePlan(state.name, () => plan(input));
    const last = state.plan;
    state.plan = made;
    state.plannedVersion = state.version;
    remember(record, last, made);
    if (!apply(state, record, made, ports)) return;
  }
  ports.log.error('plan does not come to rest', { fleet: state.name });
}

/** Journals a plan when it says something else than the last. */
function remember(record: Recorder, last: Plan | null, made: Plan): void {
  const content = gist(made);
  if (last !== null && gist(last) === content) return;
  const counts: Record<string, number> = {};
  for (const { status } of Object.values(made.verdicts)) counts[status] = (counts[status] ?? 0) + 1;
  record.write('plan', 'current', { id: made.id, intent: made.intent, commit: made.commit, madeAt: made.madeAt, counts });
  record.event('plan.made', { plan: made.id, intent: made.intent, commit: made.commit, counts });
}

const gists = new WeakMap<Plan, string>();

/** What a plan says, without when it was made and when things may change. */
function gist(made: Plan): string {
  let known = gists.get(made);
  if (known === undefined) {
    const says = Object.entries(made.verdicts).map(([key, verdict]) => [key, verdict.status, detailOf(verdict)]);
    gists.set(made, (known = digestOf([made.commit, made.intent, says])));
  }
  return known;
}

function detailOf(verdict: Verdict): unknown {
  if (verdict.status === 'held') return verdict.holds.map(({ reason }) => reason);
  if (verdict.status === 'running') return [verdict.intervention, verdict.doing.type];
  return null;
}

/** Ends interventions, counts soak, gives notices. @returns whether another plan is needed */
function apply(state: FleetState, record: Recorder, made: Plan, ports: Ports): boolean {
  let decided = false;
  for (const verdict of Object.values(made.verdicts)) {
    if (verdict.status !== 'running') continue;
    const intervention = state.interventions.get(verdict.intervention);
    if (!intervention || intervention.outcome !== null) continue;
    if (verdict.verified && intervention.verifiedAt === null) {
      saveIntervention(state, record, { ...intervention, verifiedAt: record.now });
      record.event('intervention.verified', { intervention: intervention.id });
      decided = true;
    }
    if (verdict.doing.type === 'end') {
      end(state, record, state.interventions.get(verdict.intervention)!, verdict.doing, ports);
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
  return decided;
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
  if (how.outcome === 'failed' || how.outcome === 'rolled-back') sayHalts(state, record, intervention, ports);
  const needed = [...state.interventions.values()].some((one) => one.outcome === null && one.commit === intervention.commit);
  if (!needed) state.earlier.delete(intervention.commit);
}

function sayHalts(state: FleetState, record: Recorder, intervention: Intervention, ports: Ports): void {
  const input = planInput(state, record.now);
  const rollout = state.fleet?.rollouts[intervention.call];
  const migration = state.fleet?.migrations[intervention.call];
  if (input === null) return;
  const seen = survey(input);
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

interface Wait {
  readonly intervention: InterventionId;
  readonly observe: readonly HostName[];
}

const waits = new WeakMap<Plan, readonly Wait[]>();

/** What running work waits to see. Asked at every check-in, so found once for each plan. */
export function waitsOf(made: Plan): readonly Wait[] {
  let known = waits.get(made);
  if (known === undefined) {
    known = Object.values(made.verdicts).flatMap((verdict) =>
      verdict.status === 'running' && verdict.doing.type === 'wait'
        ? [{ intervention: verdict.intervention, observe: verdict.doing.observe }]
        : [],
    );
    waits.set(made, known);
  }
  return known;
}

/** Hosts whose fresh look running work waits for, with the instant at which to ask them. */
export function looksDue(state: FleetState, now: Instant): ReadonlyMap<HostName, Instant> {
  const due = new Map<HostName, Instant>();
  const ask = (host: HostName, at: Instant) => {
    const known = due.get(host);
    if (known === undefined || at < known) due.set(host, at);
  };
  for (const { intervention, observe } of state.plan === null ? [] : waitsOf(state.plan)) {
    const ended = state.interventions.get(intervention)?.steps.findLast((step) => step.endedAt !== null)?.endedAt ?? null;
    for (const host of observe) {
      const seenAt = state.presence.get(host)?.seenAt;
      if (seenAt === undefined) continue;
      // a look from before the last step ended says nothing about what it did
      ask(host, ended !== null && seenAt < ended ? now : after(seenAt, lookAgain));
    }
  }
  for (const intervention of state.interventions.values()) {
    if (intervention.outcome !== null) continue;
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
