/**
 * The simulated world: hosts, VMs and replication as README.md says they behave. No I/O and no clock: whoever calls says
 * what time it is, and the same calls always give the same world. A `WorldState` is plain JSON and changes in place.
 */
import type { Order, PatchState } from '#core/model/action.ts';
import type { HostName } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import { type Duration, type Instant, after, between, day, duration, second } from '#core/model/time.ts';
import { beginBackup, endBackup, isBackup, judgeBackup, restsFrom } from './backups.ts';
import { lasting } from './durations.ts';
import { takeFault } from './faults.ts';
import { happen } from './happenings.ts';
import { beginHyperV, endHyperV, isHyperV, judgeHyperV } from './hyper-v.ts';
import type { Judged } from './judged.ts';
import { bootIdOf, isUp } from './machines.ts';
import { type Looked, observed } from './observed.ts';
import { beginServicing, endServicing, judgeServicing } from './servicing.ts';
import type { FaultSwitch, Machine, Operation, Refusal, WorldState } from './state.ts';
import { type ByHand, doByHand } from './by-hand.ts';
import { clearFaults, throwSwitch } from './switches.ts';
import { schedule, takeDue, underWay } from './timers.ts';

export { nextDue } from './timers.ts';
export type { WorldDescription } from './description.ts';
export type { FaultSwitch, Refusal, WorldState } from './state.ts';
export type { ByHand } from './by-hand.ts';

/** As the agent's `SetResult`. */
export interface Finished {
  readonly changed: boolean;
  readonly before: PatchState | null;
  readonly detail: string;
}

export type Answer<T> = { readonly ok: T } | { readonly refusal: Refusal };

export { createWorld } from './beginning.ts';

/** Settles everything due until `now`. Going back in time does nothing. */
export function advance(world: WorldState, now: Instant): void {
  for (let due = takeDue(world, now); due; due = takeDue(world, now)) {
    if (due.at > world.now) world.now = due.at;
    if (due.what.type === 'operation-due') end(world, world.operations[due.what.id]);
    else happen(world, due.what);
  }
  if (now > world.now) world.now = now;
}

function end(world: WorldState, operation: Operation | undefined): void {
  if (operation?.state !== 'running') return;
  const { order } = operation;
  if (order.kind === 'backup.pause') {
    const rests = restsFrom(world, order.args);
    if (rests !== null) {
      operation.due = schedule(world, between(world.now, after(rests, second)), {
        type: 'operation-due',
        host: operation.host,
        id: operation.id,
      });
      return;
    }
  }
  // Over before its effect shows: a reboot must not interrupt itself.
  operation.state = 'done';
  world.running = world.running.filter((id) => id !== operation.id);
  const failure = take(world, world.machines[operation.host]!, order);
  if (failure === null) return;
  operation.state = 'failed';
  operation.code = failure.code;
  operation.message = failure.message;
}

function take(world: WorldState, machine: Machine, order: Order): Refusal | null {
  if (isServicing(order)) return endServicing(world, machine, order);
  if (isHyperV(order)) return endHyperV(world, machine, order);
  endBackup(world, order);
  return null;
}

function isServicing(order: Order): order is Extract<Order, { kind: 'update.install' | 'update.rollback' | 'host.reboot' }> {
  return order.kind === 'update.install' || order.kind === 'update.rollback' || order.kind === 'host.reboot';
}

function judge(world: WorldState, host: string, order: Order): Judged {
  const machine = world.machines[host];
  if (!machine) return { verdict: 'refused', code: 'world.no-such-host', message: `the world has no host ${host}` };
  if (!isUp(world, host)) return { verdict: 'refused', code: 'world.down', message: `${host} is down` };
  if (isHyperV(order)) return judgeHyperV(world, machine, order);
  if (isBackup(order)) return judgeBackup(world, machine, order);
  if (underWay(world).some(({ host: on }) => on === host)) {
    return { verdict: 'refused', code: 'host.busy', message: `${host} is in the middle of something else` };
  }
  return judgeServicing(world, machine, order);
}

export function observe(world: WorldState, host: string, interest: Looked, now: Instant): Answer<Observation> {
  advance(world, now);
  const machine = world.machines[host];
  if (!machine) return no('world.no-such-host', `the world has no host ${host}`);
  if (machine.power === 'down') return no('world.down', `${host} is down`);
  return { ok: observed(world, machine, interest) };
}

/** Whether the host already is as the order would make it. */
export function test(world: WorldState, host: string, order: Order, now: Instant): boolean {
  advance(world, now);
  return judge(world, host, order).verdict === 'in-state';
}

/** What `begin` would do; refused when it would be refused. */
export function whatIf(
  world: WorldState,
  host: string,
  order: Order,
  now: Instant,
): Answer<{ changed: boolean; detail: string }> {
  advance(world, now);
  const judged = judge(world, host, order);
  if (judged.verdict === 'refused') return no(judged.code, judged.message);
  return { ok: { changed: judged.verdict === 'goes', detail: judged.detail } };
}

/** Begins at most once for one id: a second call gets the answer of the first. */
export function begin(world: WorldState, host: HostName, order: Order, id: string, now: Instant): Answer<{ due: Instant }> {
  advance(world, now);
  const known = world.operations[id];
  if (known) return known.host === host ? { ok: { due: known.due } } : no('world.not-yours', `${id} was begun on ${known.host}`);
  const judged = judge(world, host, order);
  if (judged.verdict === 'refused') return no(judged.code, judged.message);
  forgetOld(world);
  const machine = world.machines[host]!;
  const goes = judged.verdict === 'goes';
  const due = goes
    ? schedule(world, lasting(world, `${host}|${order.kind}`, slowed(world, host, judged.takes)), {
        type: 'operation-due',
        host,
        id,
      })
    : world.now;
  world.operations[id] = {
    id,
    host,
    order: structuredClone(order),
    begunAt: world.now,
    due,
    detail: judged.detail,
    before: judged.before,
    changes: goes,
    state: goes ? 'running' : 'done',
    code: null,
    message: '',
  };
  world.revision++;
  if (!goes) return { ok: { due } };
  world.running.push(id);
  if (isServicing(order)) beginServicing(machine, order);
  else if (isHyperV(order)) beginHyperV(world, machine, order);
  else beginBackup(world, order);
  return { ok: { due } };
}

function slowed(world: WorldState, host: string, takes: Duration): Duration {
  const fault = takeFault(world, host, 'slow');
  return fault ? duration(Math.round(takes * (fault.factor ?? 3))) : takes;
}

/** The result of what was begun, once it is due. Refused = it failed, or is not over (`world.not-due`: it may have moved on). */
export function finish(world: WorldState, host: string, id: string, now: Instant): Answer<Finished> {
  advance(world, now);
  const operation = world.operations[id];
  if (operation?.host !== host) return no('world.unknown-operation', `${id} was never begun on ${host}`);
  switch (operation.state) {
    case 'running':
      return no('world.not-due', `${id} is not over before ${operation.due}`);
    case 'done':
      return { ok: { changed: operation.changes, before: operation.before, detail: operation.detail } };
    case 'failed':
    case 'interrupted':
      return no(operation.code ?? 'world.failed', operation.message);
  }
}

export interface Probed {
  /** `running` = ask again at `due`. */
  readonly outcome: 'done' | 'not-done' | 'unknown' | 'running';
  readonly due: Instant | null;
}

/** After an agent's crash: what became of it. */
export function probe(world: WorldState, host: string, id: string, order: Order, bootIdBefore: string, now: Instant): Probed {
  advance(world, now);
  const machine = world.machines[host];
  if (!machine) return { outcome: 'unknown', due: null };
  if (takeFault(world, host, 'probe-unknown')) return { outcome: 'unknown', due: null };
  if (order.kind === 'host.reboot' && bootIdOf(machine) !== bootIdBefore) return { outcome: 'done', due: null };
  const operation = world.operations[id];
  if (operation?.host !== host) return { outcome: 'not-done', due: null };
  if (operation.state === 'running') return { outcome: 'running', due: operation.due };
  // Cut off by the host's own end: the host says whether it is so all the same (a VM that was to stop is off).
  const isSo =
    operation.state === 'done' || (operation.state === 'interrupted' && judge(world, host, order).verdict === 'in-state');
  return { outcome: isSo ? 'done' : 'not-done', due: null };
}

/** Hosts whose agents are up now. */
export function runningAgents(world: WorldState): HostName[] {
  return Object.values(world.machines)
    .filter((machine) => machine.power === 'up')
    .map((machine) => machine.name)
    .sort();
}

/** Sets a switch: it waits for its occasion, or happens at once. */
export function setFault(world: WorldState, fault: FaultSwitch, now: Instant): Answer<true> {
  advance(world, now);
  return answered(throwSwitch(world, fault));
}

export function clear(world: WorldState, host: string, now: Instant): void {
  advance(world, now);
  clearFaults(world, host);
}

/** What a person does at the console. */
export function byHand(world: WorldState, act: ByHand, now: Instant): Answer<true> {
  advance(world, now);
  return answered(doByHand(world, act));
}

function answered(refusal: Refusal | null): Answer<true> {
  return refusal === null ? { ok: true } : { refusal };
}

function no(code: string, message: string): { refusal: Refusal } {
  return { refusal: { code, message } };
}

/** An agent keeps its own journal; nobody asks for an operation after this long. */
const remembered = duration(7 * day);

function forgetOld(world: WorldState): void {
  for (const { id, state, due } of Object.values(world.operations)) {
    if (state !== 'running' && due + remembered < world.now) delete world.operations[id];
  }
}
