/** What an intervention may look at: the declarations it began under, what was observed, and its own record. */
import type { ActionKind, Order } from '../model/action.ts';
import type { Fleet, Host, PatchRollout, Target, VirtualMachine } from '../model/fleet.ts';
import type { VmGoal } from '../model/goal.ts';
import type { HostName, VmName } from '../model/ids.ts';
import type { HostInterventionKind, Intervention, Outcome, StepRecord } from '../model/intervention.ts';
import type { Observation, ObservedVm } from '../model/observation.ts';
import { type Duration, type Instant, after } from '../model/time.ts';
import type { VmCall } from './called-for.ts';
import { settleFor } from './durations.ts';

export interface Facts {
  /** The fleet at the intervention's commit. */
  readonly fleet: Fleet;
  readonly now: Instant;
  observation(host: HostName): Observation | undefined;
  /** Heard of at or after `since`, and not too long ago to act on. */
  heard(host: HostName, since: Instant | null): boolean;
  /** False: stopped, frozen, held, or the window is closing: nothing new begins, what is owed goes on. */
  readonly mayBegin: boolean;
  /** Set by `stop --hold-all`: even what is owed waits. */
  readonly holdAll: boolean;
}

/** What happens next. */
export type Move =
  | {
      readonly type: 'act';
      readonly step: string;
      readonly on: HostName;
      readonly order: Order;
      readonly bootBound: boolean;
      readonly owed: boolean;
      readonly because: string | null;
    }
  | { readonly type: 'step'; readonly record: StepRecord; readonly lateAt: Instant }
  | { readonly type: 'wait'; readonly for: string; readonly until: Instant | null; readonly observe: readonly HostName[] }
  | { readonly type: 'end'; readonly outcome: Outcome; readonly why: string }
  /** Only a person can go on; the intervention stays open and its hosts stay locked. */
  | { readonly type: 'ask'; readonly why: string; readonly remedy: string };

export interface Course {
  readonly move: Move;
  readonly verified: boolean;
}

/** A bundle of lookups every machine needs; throws nothing: what is missing becomes an `ask`. */
export interface Subject {
  readonly record: Intervention;
  readonly host: Host;
  readonly rollout: PatchRollout;
  readonly target: Target;
  readonly observation: Observation;
}

/** As `Subject`, for what is done to a VM. */
export interface VmSubject<G extends VmGoal = VmGoal> {
  readonly record: Intervention;
  readonly vm: VirtualMachine;
  readonly goal: G;
  readonly call: VmCall;
}

export type GoalOf<T extends VmGoal['type']> = Extract<VmGoal, { type: T }>;

export function kindOf(host: Host): HostInterventionKind {
  if (host.hyperV !== null) return 'patch-hypervisor';
  return host.runsOn !== null ? 'patch-guest' : 'patch-server';
}

export function observedVm(observation: Observation | undefined, vm: string): ObservedVm | undefined {
  return observation?.hyperV?.vms.find((candidate) => candidate.name === vm);
}

/** The newest record of a step, whatever became of it. */
export function newest(record: Intervention, step: string): StepRecord | undefined {
  return record.steps.findLast((candidate) => candidate.step === step);
}

export function isDone(record: Intervention, step: string): boolean {
  return newest(record, step)?.state === 'done';
}

/** Ended without success, for good. */
export function hasFailed(record: Intervention, step: string): boolean {
  const state = newest(record, step)?.state;
  return state === 'failed' || state === 'refused';
}

/** Begun, or asked for and not known to be in vain. */
export function isBegun(record: Intervention, step: string): boolean {
  const state = newest(record, step)?.state;
  return state !== undefined && state !== 'void';
}

/** Whether a step may have left a trace: only one that no agent ever began surely did not. */
export function leftTrace(step: StepRecord): boolean {
  return step.state !== 'void' || step.startedAt !== null;
}

/** Whether anything was done at all. */
export function hasBegun(record: Intervention): boolean {
  return record.steps.some(leftTrace);
}

/** The first step below `prefix` that ended without success, for good. */
export function failedBelow(record: Intervention, prefix: string): StepRecord | null {
  return record.steps.find(({ step }) => step.startsWith(prefix) && hasFailed(record, step)) ?? null;
}

/** Hosts that have not spoken since the last step ended, wherever that ran: what one does changes what the others show. */
export function silentSince(facts: Facts, record: Intervention, hosts: readonly HostName[]): readonly HostName[] {
  const since = lastEnd(record);
  return hosts.filter((host) => !facts.heard(host, since));
}

/** When the last step ended; with `host`, the last one there. */
export function lastEnd(record: Intervention, host: HostName | null = null): Instant | null {
  let end: Instant | null = null;
  for (const step of record.steps) {
    if (host !== null && step.host !== host) continue;
    if (step.endedAt !== null && (end === null || step.endedAt > end)) end = step.endedAt;
  }
  return end;
}

export function act(
  step: string,
  on: HostName,
  order: Order,
  options: { bootBound?: boolean; owed?: boolean; because?: string } = {},
): Move {
  return {
    type: 'act',
    step,
    on,
    order,
    bootBound: options.bootBound ?? false,
    owed: options.owed ?? true,
    because: options.because ?? null,
  };
}

export function waitFor(what: string, observe: readonly HostName[], until: Instant | null = null): Move {
  return { type: 'wait', for: what, until, observe };
}

/** Waits until `since + limit`, then asks. */
export function waitOrAsk(
  facts: Facts,
  what: string,
  since: Instant | null,
  limit: Duration,
  observe: readonly HostName[],
  remedy: string,
): Move {
  const deadline = since === null ? null : after(since, limit);
  if (deadline !== null && facts.now >= deadline) return { type: 'ask', why: `${what}, and it has not happened in time`, remedy };
  return waitFor(what, observe, deadline);
}

/** As `waitOrAsk`, for what must settle after the last step. */
export function settling(
  facts: Facts,
  record: Intervention,
  what: string,
  observe: readonly HostName[],
  remedy: string,
  limit: Duration = settleFor,
): Move {
  return waitOrAsk(facts, what, lastEnd(record) ?? record.startedAt, limit, observe, remedy);
}

/** The very first step begins the intervention and so is not owed; later ones finish what was begun. */
export function firstOf(move: Move, first: boolean): Move {
  return first && move.type === 'act' ? { ...move, owed: false } : move;
}

export function courseEnd(outcome: Outcome, why: string, verified = false): Course {
  return { move: { type: 'end', outcome, why }, verified };
}

/** A failed step that only a person can put right, because what it left behind is not safe to leave alone. */
export function askAbout(step: StepRecord, what: string): Move {
  return {
    type: 'ask',
    why: `${step.step} failed on ${step.host}: ${step.detail}`,
    remedy: `${what}, then: atlas resolve ${step.action} --done|--not-done --why …`,
  };
}

export type VmOrderKind = Extract<
  ActionKind,
  | 'vm.stop'
  | 'vm.start'
  | 'vm.remove'
  | 'failover.prepare'
  | 'failover.start'
  | 'failover.cancel'
  | 'failover.complete'
  | 'failover.test'
  | 'failover.test-end'
  | 'replication.start'
  | 'replication.remove'
  | 'replication.demote'
>;

export function vmOrder(kind: VmOrderKind, vm: VmName): Order {
  return { kind, args: { vm } };
}
