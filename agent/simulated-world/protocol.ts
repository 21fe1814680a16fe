/** The world's door for its clients: one path and one JSON body in, one JSON body out, the same in-process and over a socket. */
import { ActionKind, type Order } from '#core/model/action.ts';
import { hostName } from '#core/model/ids.ts';
import { type Instant, instant } from '#core/model/time.ts';
import type { Looked } from './observed.ts';
import { FaultKind } from './state.ts';
import { ByHandAct } from './by-hand.ts';
import {
  type Answer,
  type ByHand,
  type FaultSwitch,
  type Refusal,
  type WorldState,
  advance,
  begin,
  byHand,
  clear,
  finish,
  nextDue,
  observe,
  probe,
  runningAgents,
  setFault,
  test,
  whatIf,
} from './world.ts';

export const WorldPath = [
  '/v1/observe',
  '/v1/begin',
  '/v1/finish',
  '/v1/test',
  '/v1/whatif',
  '/v1/probe',
  '/v1/faults',
  '/v1/by-hand',
  '/v1/state',
] as const;
export type WorldPath = (typeof WorldPath)[number];

/** How providers reach the world. Rejects with a `ProviderFailure` when the world refuses or cannot be reached. */
export interface WorldClient {
  call(path: WorldPath, body: unknown): Promise<unknown>;
}

export type WorldAnswer =
  | { readonly status: 200; readonly body: unknown }
  /** The world refuses, or the request is not understood. */
  | { readonly status: 409 | 400; readonly body: Refusal };

/** Answers one request. Bodies carry `now`, to which the world moves first. */
export function dispatch(world: WorldState, path: WorldPath, body: unknown): WorldAnswer {
  try {
    return answer(world, path, asRecord(body));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { status: 400, body: { code: 'world.bad-request', message: error.message } };
  }
}

function answer(world: WorldState, path: WorldPath, body: Readonly<Record<string, unknown>>): WorldAnswer {
  const now = nowOf(world, path, body['now']);
  switch (path) {
    case '/v1/observe':
      return given(observe(world, asHost(body), asInterest(body['interest']), now), (observation) => ({ observation }));
    case '/v1/begin':
      return given(begin(world, asHost(body), asOrder(body['order']), asText(body['id'], 'id'), now));
    case '/v1/finish':
      return given(finish(world, asHost(body), asText(body['id'], 'id'), now));
    case '/v1/test':
      return { status: 200, body: { inState: test(world, asHost(body), asOrder(body['order']), now) } };
    case '/v1/whatif':
      return given(whatIf(world, asHost(body), asOrder(body['order']), now));
    case '/v1/probe': {
      const order = asOrder(body['order']);
      const bootId = asText(body['bootIdBefore'], 'bootIdBefore');
      return { status: 200, body: probe(world, asHost(body), asText(body['id'], 'id'), order, bootId, now) };
    }
    case '/v1/faults': {
      if (body['clear'] === undefined) return given(setFault(world, asFault(body['fault']), now), () => ({}));
      clear(world, asText(body['clear'], 'clear'), now);
      return { status: 200, body: {} };
    }
    case '/v1/by-hand':
      return given(byHand(world, asByHand(body), now), () => ({}));
    case '/v1/state':
      advance(world, now);
      return { status: 200, body: { now: world.now, nextDue: nextDue(world), up: runningAgents(world), world } };
  }
}

function given<T>(answer: Answer<T>, shape: (ok: T) => unknown = (ok) => ok): WorldAnswer {
  return 'refusal' in answer ? { status: 409, body: answer.refusal } : { status: 200, body: shape(answer.ok) };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new RangeError('expected a JSON object');
}

function asText(value: unknown, what: string): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= 400) return value;
  throw new RangeError(`${what} must be a text of 1 to 400 characters`);
}

/** Whoever throws a switch or looks from outside may have no clock: for them it is as late as the world knows. */
const timeless: ReadonlySet<WorldPath> = new Set<WorldPath>(['/v1/faults', '/v1/by-hand', '/v1/state']);

function nowOf(world: WorldState, path: WorldPath, value: unknown): Instant {
  if (value === undefined && timeless.has(path)) return world.now;
  if (typeof value === 'number') return instant(value);
  throw new RangeError('now must be an instant in milliseconds');
}

function asHost(body: Readonly<Record<string, unknown>>) {
  return hostName(asText(body['host'], 'host'));
}

/** Its arguments come from an agent that has checked them; here only what would break the world is refused. */
function asOrder(value: unknown): Order {
  const order = asRecord(value);
  if (!ActionKind.includes(order['kind'] as ActionKind)) throw new RangeError('the order is of an unknown kind');
  const args = asRecord(order['args']);
  for (const name of ['vm', 'name', 'to', 'path', 'policy', 'host']) {
    if (name in args && order['kind'] !== 'update.rollback') asText(args[name], name);
  }
  return value as Order;
}

function asInterest(value: unknown): Looked {
  const { services, probes, packages, backups = [] } = asRecord(value);
  if (![services, probes, packages, backups].every((list) => Array.isArray(list))) {
    throw new RangeError('interest must list services, probes, packages and backups');
  }
  return value as Looked;
}

function asFault(value: unknown): FaultSwitch {
  const fault = asRecord(value);
  asText(fault['host'], 'host');
  if (!FaultKind.includes(fault['kind'] as FaultKind)) throw new RangeError(`kind must be one of ${FaultKind.join(', ')}`);
  return value as FaultSwitch;
}

function asByHand(body: Readonly<Record<string, unknown>>): ByHand {
  asText(body['host'], 'host');
  if (!ByHandAct.includes(body['act'] as ByHandAct)) throw new RangeError(`act must be one of ${ByHandAct.join(', ')}`);
  return body as unknown as ByHand;
}
