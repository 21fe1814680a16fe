/** Hands a step to an agent: admitted again on the state as it is now, recorded, signed. */
import { sealEnvelope } from '#core/envelope/action.ts';
import { beginIntervention } from '#core/interventions/begin.ts';
import { envelopeLife } from '#core/interventions/durations.ts';
import type { Envelope } from '#core/model/action.ts';
import { type ActionId, actionId, type Digest, type HostName } from '#core/model/ids.ts';
import type { Intervention, StepRecord } from '#core/model/intervention.ts';
import type { NextStep, Plan, Verdict } from '#core/model/plan.ts';
import type { Dsse } from '#core/model/review.ts';
import { after } from '#core/model/time.ts';
import type { AgentRow, FleetState } from './fleet-state.ts';
import type { Recorder } from './ledger.ts';
import type { Clock, Log, Metrics, Signer } from './ports.ts';
import { replan } from './replan.ts';
import { type Offer, offeredBy } from './standing-plan.ts';
import { isBehind, saveIntervention } from './take-outcome.ts';

export interface OfferPorts {
  readonly clock: Clock;
  readonly signer: Signer;
  readonly log: Log;
  readonly metrics: Metrics;
  /** The newest envelope made for each host since this process started: sent again until the agent has it. */
  readonly sealed: Map<HostName, { readonly action: ActionId; readonly dsse: Dsse }>;
}

/** An envelope the agent was given and has not seen yet, by its own counters. */
export function unheard(
  state: FleetState,
  host: HostName,
  counters: { epoch: number; sequence: number },
  ports: OfferPorts,
  now: number,
): Dsse | null {
  for (const { step } of state.interventions.stepsAt(host)) {
    if (step.state !== 'claimed' || now >= step.expires) continue;
    const kept = ports.sealed.get(host);
    if (isBehind(counters, step) && kept?.action === step.action) return kept.dsse;
  }
  return null;
}

/**
 * Claims the first offer for this host that still stands: when anything has changed since the plan was made, it is made again first.
 * Null when there is none.
 */
export function claim(state: FleetState, host: HostName, record: Recorder, ports: OfferPorts): Dsse | null {
  const agent = state.agents.get(host);
  // one action at a time on a host
  if (state.plan === null || !agent || agent.revoked !== null || state.interventions.stepsAt(host).length > 0) return null;
  const hoped = state.standing.offersTo(host);
  if (hoped.length === 0) return null;
  if (!stands(state, state.plan, hoped, record.now)) {
    replan(state, record, ports);
    for (const { subject, next } of hoped) {
      const now = state.plan.verdicts[subject];
      const offer = offeredBy(now);
      if (offer?.on === host && offer.step === next.step && offer.intervention === next.intervention) continue;
      record.event('action.withheld', { host, intervention: next.intervention, step: next.step, now: now?.status ?? 'unknown' });
    }
  }
  const { plan } = state;
  for (const { subject, next } of state.standing.offersTo(host)) {
    const verdict = plan.verdicts[subject]!;
    const commit = state.interventions.get(next.intervention)?.commit ?? state.commit;
    if (!agentHas(state, host, commit)) continue;
    return hand(state, agent, host, verdict, next, plan, record, ports);
  }
  return null;
}

/**
 * By its own definition a plan holds until something changes or `wakeAt` comes. What it lets begin may be begun one after the other all
 * the same: it lets through together only what may be at work together. Steps of what is under way are looked at again each time.
 */
function stands(state: FleetState, plan: Plan, hoped: readonly Offer[], now: number): boolean {
  if (plan.wakeAt !== null && now >= plan.wakeAt) return false;
  if (state.plannedVersion === state.version) return true;
  const begins = hoped.every(({ subject }) => plan.verdicts[subject]?.status === 'ready');
  return begins && state.plannedVersion + state.startedSincePlan === state.version;
}

function agentHas(state: FleetState, host: HostName, commit: string): boolean {
  const known = state.accepted.get(state.presence.get(host)?.commit as never)?.order;
  const needed = state.accepted.get(commit as never)?.order;
  return known !== undefined && needed !== undefined && known >= needed;
}

function hand(
  state: FleetState,
  agent: AgentRow,
  host: HostName,
  verdict: Verdict,
  next: NextStep,
  plan: Plan,
  record: Recorder,
  ports: OfferPorts,
): Dsse | null {
  const known = state.interventions.get(next.intervention);
  const change = verdict.status === 'ready' || verdict.status === 'running' ? verdict.change : null;
  if (change === null || state.fleet === null) return null;
  const intervention: Intervention = known ?? beginIntervention(state.fleet, state.commit, change, next.intervention, record.now);
  const tree = state.accepted.get(intervention.commit)?.tree;
  if (tree === undefined) return null;
  const attempt = intervention.steps.filter((step) => step.step === next.step).length + 1;
  const action = actionId(state.name, host, intervention.id, next.step, attempt);
  const sequence = agent.sequence + 1;
  const envelope: Envelope = {
    v: 1,
    fleet: state.name,
    host,
    hostKey: agent.key,
    action,
    intervention: intervention.id,
    order: next.order,
    pre: next.pre,
    commit: intervention.commit,
    tree,
    warrant: next.warrant,
    plan: { id: plan.id, intent: plan.intent },
    sequence,
    epoch: state.epoch,
    notBefore: record.now,
    expires: after(record.now, envelopeLife),
  };
  const step: StepRecord = {
    action,
    step: next.step,
    host,
    kind: next.order.kind,
    claimedAt: record.now,
    sequence,
    epoch: state.epoch,
    expires: envelope.expires,
    planId: plan.id,
    state: 'claimed',
    startedAt: null,
    endedAt: null,
    code: null,
    detail: '',
    before: null,
    resolvedBy: null,
  };
  const dsse = sealEnvelope(envelope, ports.signer);
  ports.sealed.set(host, { action, dsse });
  state.agents.set(host, { ...agent, sequence });
  record.write('agent', host, { ...agent, sequence });
  if (!known)
    record.event('intervention.started', {
      intervention: intervention.id,
      kind: intervention.kind,
      commit: intervention.commit,
      from: change.from,
      to: change.to,
    });
  saveIntervention(state, record, {
    ...intervention,
    steps: [...intervention.steps, step],
    why: next.because ?? intervention.why,
  });
  record.event('action.claimed', {
    action,
    kind: next.order.kind,
    commit: intervention.commit,
    line: next.warrant.line,
    plan: plan.id as Digest,
    intent: plan.intent,
    planned: plan.commit,
    keyId: ports.signer.keyId,
    sequence,
    epoch: state.epoch,
    expires: envelope.expires,
    because: next.because,
  });
  if (verdict.status === 'ready') state.startedSincePlan++;
  ports.log.info('action given', { fleet: state.name, action });
  return dsse;
}
