/** The record of a step that an agent takes in a forecast: what a controller would write, without envelope and plan. */
import type { PatchState } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import { actionId, type Digest, type FleetName } from '../model/ids.ts';
import type { Intervention, StepRecord } from '../model/intervention.ts';
import type { Observation } from '../model/observation.ts';
import type { NextStep } from '../model/plan.ts';
import type { Instant } from '../model/time.ts';
import { stateOf } from './effects.ts';

const noDigest = '0'.repeat(64) as Digest;

export function claimedStep(
  fleet: FleetName,
  record: Intervention,
  next: NextStep,
  now: Instant,
  found: Observation | undefined,
): StepRecord {
  const attempt = record.steps.filter((step) => step.step === next.step).length + 1;
  return {
    action: actionId(fleet, next.on, record.id, next.step, attempt),
    step: next.step,
    host: next.on,
    kind: next.order.kind,
    claimedAt: now,
    sequence: 0,
    epoch: 0,
    expires: now,
    planId: noDigest,
    state: 'started',
    startedAt: now,
    endedAt: null,
    code: null,
    detail: '',
    before: next.order.kind === 'update.install' && found ? stateOf(found) : null,
    resolvedBy: null,
  };
}

export function isOpen(record: Intervention): boolean {
  return openStep(record) !== undefined;
}

/** The step that is under way. */
export function openStep(record: Intervention): StepRecord | undefined {
  return record.steps.findLast((step) => step.state === 'claimed' || step.state === 'started');
}

export function withStep(record: Intervention, step: StepRecord): Intervention {
  return { ...record, steps: record.steps.map((one) => (one.action === step.action ? step : one)) };
}

/** What was installed, or taken back, and waits for the next boot; null when nothing does. */
export function pendingOf(record: Intervention, fleet: Fleet | undefined): PatchState | null {
  const last = record.steps.findLast(
    ({ kind, state }) => state === 'done' && (kind === 'update.install' || kind === 'update.rollback' || kind === 'host.reboot'),
  );
  if (last?.kind === 'update.rollback') return record.steps.find((step) => step.before !== null)?.before ?? null;
  if (last?.kind !== 'update.install') return null;
  const rollout = fleet?.rollouts[record.call];
  const target = rollout && fleet?.baselines[rollout.baseline]?.products[fleet.hosts[record.host]?.product ?? 'debian-12'];
  return target?.type === 'windows' ? { type: 'windows', build: target.build } : null;
}
