/** Hands a step to an agent: admitted again on the state as it is now, recorded, signed. */
import { sealEnvelope } from '#core/envelope/action.ts';
import { beginIntervention } from '#core/interventions/begin.ts';
import { envelopeLife } from '#core/interventions/durations.ts';
import type { Envelope } from '#core/model/action.ts';
import { type ActionId, actionId, type Digest, type HostName, type ResourceKey } from '#core/model/ids.ts';
import type { Intervention, StepRecord } from '#core/model/intervention.ts';
import type { NextStep, Plan, Verdict } from '#core/model/plan.ts';
import type { Dsse } from '#core/model/review.ts';
import { after } from '#core/model/time.ts';
import { admitOne } from '#core/planner/plan.ts';
import type { AgentRow, FleetState } from './fleet-state.ts';
import { planInput } from './fleet-state.ts';
import type { Recorder } from './ledger.ts';
import type { Log, Signer } from './ports.ts';
import { isBehind, saveIntervention } from './take-outcome.ts';

export interface OfferPorts {
  readonly signer: Signer;
  readonly log: Log;
  /** The newest envelope made for each host since this process started: sent again until the agent has it. */
  readonly sealed: Map<HostName, { readonly action: ActionId; readonly dsse: Dsse }>;
}

/** The step a verdict offers, if any. */
function offered(verdict: Verdict | undefined): NextStep | null {
  if (verdict?.status === 'ready') return verdict.next;
  return verdict?.status === 'running' && verdict.doing.type === 'offer' ? verdict.doing.next : null;
}

/** Offers by the host that would carry them out, with the host or VM they are for. */
export function offersOf(plan: Plan): Offers {
  let known = offersByPlan.get(plan);
  if (known === undefined) offersByPlan.set(plan, (known = findOffers(plan)));
  return known;
}

type Offers = ReadonlyMap<HostName, readonly Offer[]>;

interface Offer {
  readonly subject: ResourceKey;
  readonly next: NextStep;
}

/** Asked at every claim. */
const offersByPlan = new WeakMap<Plan, Offers>();

function findOffers(plan: Plan): Offers {
  const offers = new Map<HostName, Offer[]>();
  for (const [key, verdict] of Object.entries(plan.verdicts)) {
    const next = offered(verdict);
    if (next === null) continue;
    const list = offers.get(next.on);
    const offer = { subject: key as ResourceKey, next };
    if (list) list.push(offer);
    else offers.set(next.on, [offer]);
  }
  return offers;
}

/** An envelope the agent was given and has not seen yet, by its own counters. */
export function unheard(
  state: FleetState,
  host: HostName,
  counters: { epoch: number; sequence: number },
  ports: OfferPorts,
  now: number,
): Dsse | null {
  for (const intervention of state.interventions.values()) {
    if (intervention.outcome !== null) continue;
    for (const step of intervention.steps) {
      if (step.host !== host || step.state !== 'claimed' || now >= step.expires) continue;
      const kept = ports.sealed.get(host);
      if (isBehind(counters, step) && kept?.action === step.action) return kept.dsse;
    }
  }
  return null;
}

/** Claims the first offer for this host that still stands. Null when there is none. */
export function claim(state: FleetState, host: HostName, record: Recorder, ports: OfferPorts): Dsse | null {
  const { plan } = state;
  const agent = state.agents.get(host);
  if (plan === null || !agent || agent.revoked !== null || isAtWork(state, host)) return null;
  for (const { subject, next } of offersOf(plan).get(host) ?? []) {
    const now = stands(state, plan, record.now) ? plan.verdicts[subject] : again(state, subject, record);
    const admitted = offered(now);
    if (
      admitted === null ||
      now === undefined ||
      admitted.on !== host ||
      admitted.step !== next.step ||
      admitted.intervention !== next.intervention
    ) {
      record.event('action.withheld', { host, intervention: next.intervention, step: next.step, now: now?.status ?? 'unknown' });
      state.version++;
      continue;
    }
    const commit = state.interventions.get(admitted.intervention)?.commit ?? state.commit;
    if (!agentHas(state, host, commit)) continue;
    return hand(state, agent, host, now, admitted, plan, record, ports);
  }
  return null;
}

/** One action at a time on a host. */
function isAtWork(state: FleetState, host: HostName): boolean {
  for (const intervention of state.interventions.values()) {
    if (intervention.outcome !== null) continue;
    if (intervention.steps.some((step) => step.host === host && (step.state === 'claimed' || step.state === 'started')))
      return true;
  }
  return false;
}

/** By its own definition a plan holds until something changes or `wakeAt` comes. */
function stands(state: FleetState, plan: Plan, now: number): boolean {
  return state.plannedVersion === state.version && (plan.wakeAt === null || now < plan.wakeAt);
}

function again(state: FleetState, subject: ResourceKey, record: Recorder): Verdict | undefined {
  const input = planInput(state, record.now);
  return input === null ? undefined : admitOne(input, subject);
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
  ports.log.info('action given', { fleet: state.name, action });
  return dsse;
}
