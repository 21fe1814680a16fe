/** `/healthz` and `/metrics`: on loopback for whoever may log in here, elsewhere only with a bearer token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import fastify from 'fastify';
import { Fault } from '#controller/app/ports.ts';
import type { PrometheusMetrics } from './metrics.ts';

export interface Health {
  /** Whether the controller can do its work. */
  readonly ok: boolean;
  readonly storeWritable: boolean;
  readonly fleets: readonly {
    readonly name: string;
    /** The commit in force, null before the first. */
    readonly commit: string | null;
    /** Seconds since it came into force. */
    readonly inForceSeconds: number | null;
    /** One sentence when something is wrong with this fleet, else null. */
    readonly trouble: string | null;
  }[];
}

export interface MetricsServerOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** Bearer token asked of every request. */
  readonly token: string | null;
  readonly metrics: PrometheusMetrics;
  readonly health: () => Health | Promise<Health>;
}

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** Requests have no body; a slow client is not waited for. */
const LIMITS = { bodyLimit: 1_024, requestTimeout: 10_000, keepAliveTimeout: 5_000, logger: false } as const;

/** @throws Fault `metrics.open-to-all`, `metrics.cannot-listen` */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const { host, token, metrics } = options;
  if (token === null && !LOOPBACK.has(host)) {
    throw new Fault(
      'metrics.open-to-all',
      `the metrics listener on ${host} would answer anybody. Listen on 127.0.0.1, or set listen.metrics.token`,
      { retry: 'person' },
    );
  }
  const server = fastify(LIMITS);
  server.addHook('onRequest', async (request, reply) => {
    if (token !== null && !bears(request.headers.authorization, token)) {
      return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'a bearer token is needed' });
    }
  });
  server.get('/healthz', async (_request, reply) => {
    const health = await options.health();
    return reply
      .code(health.ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health);
  });
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.exposition()));
  // Nothing of an error is told to strangers; faults are in the log.
  server.setErrorHandler((_error, _request, reply) => reply.code(500).send({ error: 'internal' }));
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
  try {
    await server.listen({ host, port: options.port });
  } catch (cause) {
    await server.close();
    throw new Fault('metrics.cannot-listen', `cannot listen for metrics on ${host}:${options.port}`, { retry: 'person', cause });
  }
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return { port, close: () => server.close() };
}

/** Hashed first, so that the comparison takes the same time for every length. */
function bears(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}
