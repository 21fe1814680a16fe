/** What an agent says, taken into the fleet's state: results of actions, observations, what has become void. */
import type { ActionResult } from '#core/model/action.ts';
import { type ActionId, type Digest, type HostName, parseActionId } from '#core/model/ids.ts';
import type { Intervention, StepRecord } from '#core/model/intervention.ts';
import type { SyncRequest } from '#core/model/sync.ts';
import { digestOf } from '#core/digest.ts';
import { day } from '#core/model/time.ts';
import type { FleetState } from './fleet-state.ts';
import type { Recorder } from './ledger.ts';
import type { Log, Metrics } from './ports.ts';

export interface Taken {
  readonly acks: readonly ActionId[];
  readonly wantFull: boolean;
  /** Something changed that a plan could follow from. */
  readonly changed: boolean;
}

interface Ports {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Codes of results after which nothing has happened and the step may be asked for again, under another attempt. */
const nothingHappened: ReadonlySet<string> = new Set([
  'expired',
  'not-yet-valid',
  'wrong-boot',
  'not-done',
  // an agent's "not now": the plan decides anew, and gives up what may not begin any more
  'window-closed',
  'frozen',
  'held',
  'not-drained',
  'not-ready',
  'not-current',
]);
/** Asked this often in vain, a step counts as refused or failed. */
const attemptsInVain = 3;
/** So many results of actions that were never given are journaled for a host; one that invents them fills no disk. */
const straysADay = 50;

export function takeReport(state: FleetState, host: HostName, request: SyncRequest, record: Recorder, ports: Ports): Taken {
  const acks: ActionId[] = [];
  let changed = false;
  for (const result of request.results) {
    acks.push(result.action as ActionId);
    if (takeResult(state, host, result as ActionResult, record, ports)) changed = true;
  }
  const observed = takeObservation(state, host, request.observation, record);
  if (voidUnheard(state, host, request, record, ports)) changed = true;
  return { acks, wantFull: observed === 'unknown-digest', changed: changed || observed === 'changed' };
}

/** @returns whether the record of an intervention changed */
function takeResult(state: FleetState, host: HostName, result: ActionResult, record: Recorder, ports: Ports): boolean {
  const found = findStep(state, result.action);
  if (found === null || found.step.host !== host) {
    takeStray(state, host, result, record, ports);
    return false;
  }
  const { intervention, step } = found;
  if (step.state !== 'claimed' && step.state !== 'started') return false;
  if (result.state === 'started') {
    if (step.state === 'started') return false;
    replaceStep(state, record, intervention, { ...step, state: 'started', startedAt: record.now });
    record.event('action.started', { action: step.action });
    return true;
  }
  const inVain = intervention.steps.filter((one) => one.step === step.step && one.state === 'void').length;
  const asVoid =
    (result.state === 'refused' || result.state === 'failed') &&
    nothingHappened.has(result.code ?? '') &&
    inVain < attemptsInVain;
  replaceStep(state, record, intervention, {
    ...step,
    state: asVoid ? 'void' : result.state,
    startedAt: step.startedAt ?? (result.state === 'refused' ? null : record.now),
    endedAt: record.now,
    code: result.code,
    detail: result.detail,
    before: result.before,
  });
  const type = ({ done: 'action.done', failed: 'action.failed', refused: 'action.refused', unknown: 'action.unknown' } as const)[
    result.state
  ];
  record.event(type, { action: step.action, code: result.code, detail: result.detail, changed: result.changed });
  ports.metrics.actionEnded(state.name, step.kind, result.state);
  if (result.state !== 'done')
    ports.log.warn('action did not succeed', {
      fleet: state.name,
      action: step.action,
      state: result.state,
      code: result.code,
      detail: result.detail,
    });
  return true;
}

/** Somebody else gave the agent an action, or an old database did: what it refused is journaled, without trusting the agent. */
function takeStray(state: FleetState, host: HostName, result: ActionResult, record: Recorder, ports: Ports): void {
  const { action, code, detail } = result;
  ports.log.warn('result of an action that was never given to this agent', { fleet: state.name, host, action });
  if (result.state !== 'refused') return;
  const today = Math.floor(record.now / day);
  const known = state.strays.get(host);
  const actions = known?.day === today ? known.actions : new Set<string>();
  if (actions.has(action) || actions.size >= straysADay) return;
  state.strays.set(host, { day: today, actions: actions.add(action) });
  record.event('action.refused', { action, host, code, detail });
}

export function findStep(state: FleetState, action: string): { intervention: Intervention; step: StepRecord } | null {
  let id: string;
  try {
    id = parseActionId(action).intervention;
  } catch {
    return null;
  }
  const intervention = state.interventions.get(id);
  const step = intervention?.steps.find((one) => one.action === action);
  return intervention && step ? { intervention, step } : null;
}

export function replaceStep(state: FleetState, record: Recorder, intervention: Intervention, step: StepRecord): void {
  const current = state.interventions.get(intervention.id) ?? intervention;
  const steps = current.steps.map((one) => (one.action === step.action ? step : one));
  saveIntervention(state, record, { ...current, steps });
}

export function saveIntervention(state: FleetState, record: Recorder, intervention: Intervention): void {
  state.interventions.set(intervention.id, intervention);
  state.version++;
  record.write('intervention', intervention.id, intervention);
}

/** At a host's first check-in since the start: facts that were changed in the database are no facts. */
function forgetAltered(state: FleetState, host: HostName): void {
  const known = state.observations.get(host);
  if (known === undefined || digestOf(known) === state.digests.get(host)) return;
  state.observations.delete(host);
  state.digests.delete(host);
}

/** An unchanged check-in writes nothing. */
function takeObservation(
  state: FleetState,
  host: HostName,
  told: SyncRequest['observation'],
  record: Recorder,
): 'same' | 'changed' | 'unknown-digest' {
  if (!state.presence.has(host)) forgetAltered(state, host);
  if (state.digests.get(host) === told.digest) return 'same';
  if (told.full === null || digestOf(told.full) !== told.digest) return 'unknown-digest';
  const before = state.digests.get(host);
  state.digests.set(host, told.digest as Digest);
  state.observations.set(host, told.full);
  state.version++;
  record.write('observation', told.digest, told.full);
  record.write('host', host, { digest: told.digest });
  if (before !== undefined && !state.digests.isUsed(before)) record.write('observation', before, null);
  return 'changed';
}

/** Envelopes that expired before the agent saw them: it can no longer start them, so they may be asked again. */
function voidUnheard(state: FleetState, host: HostName, request: SyncRequest, record: Recorder, ports: Ports): boolean {
  let changed = false;
  for (const { intervention, step } of state.interventions.stepsAt(host)) {
    if (step.state !== 'claimed' || record.now < step.expires || !isBehind(request.counters, step)) continue;
    replaceStep(state, record, intervention, {
      ...step,
      state: 'void',
      endedAt: record.now,
      detail: 'expired before the agent saw it',
    });
    record.event('action.void', { action: step.action });
    ports.metrics.actionEnded(state.name, step.kind, 'void');
    changed = true;
  }
  return changed;
}

/** Whether the agent has not seen a step's envelope yet: sequence numbers start anew with each epoch. */
export function isBehind(counters: { epoch: number; sequence: number }, step: { epoch: number; sequence: number }): boolean {
  return counters.epoch < step.epoch || (counters.epoch === step.epoch && counters.sequence < step.sequence);
}
