/** From one action back to its line, commit and people, and forward to its journal records. Says only what is on record. */
import type { Fleet } from '#core/model/fleet.ts';
import type { CommitId } from '#core/model/ids.ts';
import type { Intervention, StepRecord } from '#core/model/intervention.ts';
import { describeTarget } from '#core/model/patch-level.ts';
import { intentOf } from '#core/planner/intent.ts';
import type { Trace } from '#core/views/situation.ts';
import { stepText } from '#core/views/steps.ts';
import { Refused } from './doors.ts';
import { type FleetState, predicateOf } from './fleet-state.ts';
import { reviewedLine, reviewOf } from './lineage.ts';
import type { Store } from './ports.ts';
import { type Numbered, recordsOf } from './read-journal.ts';
import type { Served } from './serve-fleet.ts';
import { findStep } from './take-outcome.ts';

/** @throws Refused 404 */
export async function traceOf(one: Served, action: string, { store }: { readonly store: Store }): Promise<Trace> {
  const { state } = one;
  const found = findStep(state, action);
  if (!found) throw new Refused(404, 'unknown-action', `no action "${action}"`);
  const { intervention, step } = found;
  const head = await store.head(state.name);
  const records = await recordsOf(store, state.name, step, head?.size ?? 0);
  const claimed = records.find(({ type }) => type === 'action.claimed');
  const line = recorded(claimed, 'line');
  return {
    fleet: state.name,
    action: step.action,
    intervention,
    step,
    what: whatOf(fleetAt(state, intervention.commit), intervention, step),
    because: line === null ? null : await reviewedLine(one, intervention.commit, line),
    pinned: state.pinned,
    commit: intervention.commit,
    ranUnder: await reviewOf(one, intervention.commit),
    plan: planOf(state, step, claimed),
    envelope: { sequence: step.sequence, epoch: step.epoch, keyId: recorded(claimed, 'keyId') },
    journal: records.map(({ index, type, at }) => ({ index, type, at })),
    head: head === null ? null : { size: head.size, at: head.at },
  };
}

function recorded(entry: Numbered | undefined, member: string): string | null {
  const value = entry?.data[member];
  return typeof value === 'string' ? value : null;
}

/** A running intervention keeps its own commit, while plans are made of the one in force: its intent is of that. */
function planOf(state: FleetState, step: StepRecord, claimed: Numbered | undefined): Trace['plan'] {
  const commit = recorded(claimed, 'planned') as CommitId | null;
  const fleet = commit === null ? undefined : fleetAt(state, commit);
  return {
    id: step.planId,
    intent: recorded(claimed, 'intent') ?? '',
    commit,
    reviewedIntent: commit === null ? null : (predicateOf(state.accepted.get(commit))?.intent ?? null),
    recomputed: fleet ? intentOf(fleet) : null,
  };
}

function fleetAt(state: FleetState, commit: CommitId): Fleet | undefined {
  return commit === state.commit ? (state.fleet ?? undefined) : state.earlier.get(commit);
}

function whatOf(fleet: Fleet | undefined, intervention: Intervention, step: StepRecord): string {
  const { host, call } = intervention;
  const product = fleet?.hosts[host]?.product;
  const baseline = fleet?.rollouts[call]?.baseline;
  const target = product && baseline ? fleet?.baselines[baseline]?.products[product] : undefined;
  if (!target || step.kind !== 'update.install') return stepText(intervention, step, fleet?.hosts[host]?.runsOn ?? null);
  const build = target.type === 'windows' ? `${target.kb ?? ''} (build ${target.build})`.trim() : describeTarget(target);
  return `install ${build} on ${step.host}`;
}
