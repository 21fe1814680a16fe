/**
 * The operators' door: JSON over a Unix socket that only its owner may open. Whoever can open it is the owner (or root),
 * so the name in `by` is what the client says of its OS user: recorded, not proven.
 */
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type FleetName, fleetName } from '#core/model/ids.ts';
import type { ResourceKey } from '#core/model/plan.ts';
import { type Operator, Refused } from '#controller/app/doors.ts';
import type { Log } from '#controller/app/ports.ts';
import { type Body, bodies } from './bodies.ts';
import { claimSocket, lockDown } from './socket-file.ts';

/** Bytes; the longest order is a stop of some thousand hosts. */
const BODY_LIMIT = 256 * 1024;
const SECOND = 1_000;

export interface ControlOptions {
  /** Of the socket. Its directory is made with mode 0700, or must have it. */
  readonly path: string;
  readonly operator: Operator;
  readonly log: Log;
  /** Adds `POST /demo/v1/clock`: other processes of a demo wait for the controller's time. The body is not checked here. */
  readonly demoClock?: (body: unknown, signal: AbortSignal) => Promise<{ readonly now: number }>;
  /** More routes, behind the same limits and errors. */
  readonly routes?: (app: FastifyInstance) => void;
}

export interface ControlServer {
  readonly path: string;
  close(): Promise<void>;
}

/** @throws Fault `control.in-use`, `control.open-directory`, `control.path-too-long`, `control.cannot-listen` */
export async function serveControl(options: ControlOptions): Promise<ControlServer> {
  const app = shell(options.log);
  operatorRoutes(app, options.operator);
  const { demoClock } = options;
  if (demoClock) app.post('/demo/v1/clock', (request, reply) => demoClock(request.body, goneSignal(reply)));
  options.routes?.(app);
  await claimSocket(options.path);
  try {
    await app.listen({ path: options.path });
    await lockDown(options.path);
  } catch (error) {
    await app.close();
    throw error;
  }
  return { path: options.path, close: () => app.close() };
}

type OfFleet = { Params: { fleet: string }; Querystring: Record<string, string | undefined> };

function operatorRoutes(app: FastifyInstance, operator: Operator): void {
  const ask = (path: string, answer: (fleet: FleetName, query: OfFleet['Querystring']) => Promise<unknown>) =>
    app.get<OfFleet>(`/v1/fleets/:fleet/${path}`, async (request, reply) =>
      json(reply, await answer(fleetOf(request), request.query)),
    );
  const order = <K extends keyof typeof bodies>(path: K, take: (fleet: FleetName, body: Body<K>) => Promise<unknown>) =>
    app.post<OfFleet>(`/v1/fleets/:fleet/${path}`, { schema: { body: bodies[path] } }, async (request, reply) =>
      json(reply, (await take(fleetOf(request), request.body as Body<K>)) ?? {}),
    );

  app.get('/v1/fleets', async (_request, reply) => json(reply, await operator.fleets()));
  ask('situation', (fleet) => operator.situation(fleet));
  ask('agents', (fleet) => operator.agents(fleet));
  ask('blame', (fleet, query) => operator.blame(fleet, text(query['resource'], 'resource') as ResourceKey));
  ask('trace', (fleet, query) => operator.trace(fleet, text(query['action'], 'action')));
  ask('history', (fleet, query) =>
    operator.history(fleet, { host: query['host'] ?? null, limit: count(query['limit'], 'limit', 100_000) }),
  );
  ask('journal', (fleet, query) =>
    operator.journal(fleet, count(query['from'], 'from', Number.MAX_SAFE_INTEGER), count(query['limit'], 'limit', 100_000)),
  );
  order('stop', (fleet, body) => operator.stop(fleet, body));
  order('resume', (fleet, body) => operator.resume(fleet, body));
  order('resolve', (fleet, body) => operator.resolve(fleet, body));
  order('revoke', (fleet, body) => operator.revoke(fleet, body));
  order('token', (fleet, body) => operator.token(fleet, body));
  order('nudge', (fleet) => operator.nudge(fleet));
}

function fleetOf(request: FastifyRequest<OfFleet>): FleetName {
  try {
    return fleetName(request.params.fleet);
  } catch {
    throw new Refused(404, 'unknown-fleet', 'that is no name of a fleet');
  }
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '' || value.length > 400) throw invalid(`${name} is missing or too long`);
  return value;
}

function count(value: unknown, name: string, most: number): number {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number) || number > most) throw invalid(`${name} must be a whole number up to ${most}`);
  return number;
}

function invalid(message: string): Refused {
  return new Refused(400, 'invalid-request', message);
}

function json(reply: FastifyReply, body: unknown): FastifyReply {
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body));
}

/** Aborts when the client hangs up before its answer was written. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function shell(log: Log): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    // time to receive a request; an answer may take as long as a demo's clock stands still
    requestTimeout: 30 * SECOND,
    forceCloseConnections: true,
    return503OnClosing: true,
    // a wrong type is refused, never bent into the right one
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({
      code: 'unknown-route',
      message: 'the controller does not know this command',
      remedy: 'use the `atlas` of the same version',
    }),
  );
  app.setErrorHandler((error, request, reply) => {
    const { status, ...body } = problemOf(error);
    if (status >= 500) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log.error('control request failed', { route: request.routeOptions.url ?? '', error: stack });
    }
    return reply.code(status).send(body);
  });
  return app;
}

interface ControlProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

function problemOf(error: unknown): ControlProblem {
  if (error instanceof Refused) return { status: error.status, code: error.code, message: error.message, remedy: '' };
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return {
      status: 413,
      code: 'too-large',
      message: `the order is larger than ${BODY_LIMIT / 1024} KiB`,
      remedy: 'name fewer hosts at once',
    };
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return {
      status: 400,
      code: 'invalid-request',
      message: message ?? 'the request cannot be read',
      remedy: 'use the `atlas` of the same version',
    };
  }
  return {
    status: 500,
    code: 'internal',
    message: 'the controller failed to answer',
    remedy: 'its log says why; running work goes on',
  };
}
