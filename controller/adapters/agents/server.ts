/**
 * The agents' listener: HTTP/1.1 over TLS 1.3 with client certificates. It turns connections into identities and bodies
 * into checked requests; everything else is the desk's.
 */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type AgentDesk, type AgentIdentity, Refused } from '#controller/app/doors.ts';
import type { Log } from '#controller/app/ports.ts';
import { readEnrol, readRenew, readSync } from './bodies.ts';
import type { BuiltInAuthority } from './ca.ts';
import { expired, type Peer, peerOf } from './identity.ts';
import { tokenBuckets } from './token-bucket.ts';

const SECOND = 1_000;

export interface Limits {
  /** Bytes of a sync; a full observation of a host with 500 VMs takes about 200 KiB. */
  readonly body: number;
  /** Bytes of a body from somebody who has no certificate yet. */
  readonly enrolBody: number;
  readonly connections: number;
  /** Enrolments at once from one address, and milliseconds until one more. */
  readonly enrolBurst: number;
  readonly enrolRefill: number;
}

const defaultLimits: Limits = {
  body: 4 << 20,
  enrolBody: 64 << 10,
  connections: 20_000,
  enrolBurst: 30,
  enrolRefill: 2 * SECOND,
};

export interface AgentListener {
  readonly port: number;
  /** Cuts every connection of a key: it was revoked or replaced. */
  drop(key: string): void;
  /** Connections with a certificate, now. */
  connected(): number;
  close(): Promise<void>;
}

export async function listenForAgents(options: {
  readonly host: string;
  readonly port: number;
  readonly ca: BuiltInAuthority;
  readonly desk: AgentDesk;
  readonly log: Log;
  readonly limits?: Partial<Limits>;
  /** 48 secret bytes, the same after a restart, so that thousands of agents come back without a full handshake. */
  readonly ticketKeys?: Uint8Array;
  /** Real time, epoch ms. */
  readonly now?: () => number;
}): Promise<AgentListener> {
  const { ca, desk, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const now = options.now ?? (() => Date.now());
  const enrolments = tokenBuckets({ burst: limits.enrolBurst, refill: limits.enrolRefill, callers: 10_000 });
  const peers = new WeakMap<TLSSocket, Peer>();
  const sockets = new Map<string, Set<TLSSocket>>();
  let connected = 0;

  /** The certificate is read once per connection; its expiry and the desk are asked at every request. */
  function identify(request: FastifyRequest): AgentIdentity {
    const socket = request.raw.socket as TLSSocket;
    let peer = peers.get(socket);
    if (peer === undefined) {
      peer = peerOf(socket);
      peers.set(socket, peer);
      remember(peer.identity.key, socket);
    }
    if (now() >= peer.notAfter) throw expired();
    return peer.identity;
  }

  function remember(key: string, socket: TLSSocket): void {
    const held = sockets.get(key) ?? new Set();
    sockets.set(key, held.add(socket));
    connected++;
    socket.once('close', () => {
      connected--;
      held.delete(socket);
      if (held.size === 0 && sockets.get(key) === held) sockets.delete(key);
    });
  }

  function admitted(request: FastifyRequest): AgentIdentity {
    let identity: AgentIdentity;
    try {
      identity = identify(request);
    } catch (error) {
      if (error instanceof Refused) desk.turnedAway(error.code, `${error.message} (from ${request.ip})`);
      throw error;
    }
    desk.admit(identity);
    return identity;
  }

  // Before the body is read; a client that is refused here has cost one handshake and some headers.
  const admit = (request: FastifyRequest, _reply: FastifyReply, next: (error?: Error) => void): void => {
    try {
      admitted(request);
      next();
    } catch (error) {
      next(error as Error);
    }
  };
  const allowance = (request: FastifyRequest, _reply: FastifyReply, next: (error?: Error) => void): void => {
    if (enrolments.take(request.ip, now())) return next();
    next(new Refused(429, 'too-many-enrolments', 'too many enrolments from this address; try again in a minute'));
  };

  const app = await shell(ca, limits, log, options.ticketKeys);
  app.post('/agent/v1/sync', { onRequest: admit }, async (request, reply) => {
    const answer = await desk.sync(identify(request), readSync(request.body), goneSignal(reply));
    return json(reply, answer);
  });
  app.post('/agent/v1/enrol', { onRequest: allowance, bodyLimit: limits.enrolBody }, async (request, reply) =>
    json(reply, await desk.enrol(readEnrol(request.body))),
  );
  app.post('/agent/v1/renew', { onRequest: admit, bodyLimit: limits.enrolBody }, async (request, reply) =>
    json(reply, await desk.renew(identify(request), readRenew(request.body).csr)),
  );

  await app.listen({ host: options.host, port: options.port });
  const renewal = setInterval(() => void renewListener(app, ca, log, options.ticketKeys), 6 * 3600 * SECOND);
  renewal.unref();
  return {
    port: (app.server.address() as AddressInfo).port,
    drop(key) {
      for (const socket of sockets.get(key) ?? []) socket.destroy();
    },
    connected: () => connected,
    async close() {
      clearInterval(renewal);
      await app.close();
    },
  };
}

/** Aborts when the client hangs up before its answer was written. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function json(reply: FastifyReply, body: object): FastifyReply {
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body));
}

/** Fastify with its edges closed: our TLS, our errors, no other routes. */
async function shell(
  ca: BuiltInAuthority,
  limits: Limits,
  log: Log,
  ticketKeys: Uint8Array | undefined,
): Promise<FastifyInstance> {
  const tls = await tlsOptions(ca, ticketKeys);
  const app = fastify({
    serverFactory: (handler) => {
      const server = createServer(
        {
          ...tls,
          noDelay: true,
          keepAlive: true,
          keepAliveInitialDelay: 60 * SECOND,
          handshakeTimeout: 10 * SECOND,
          headersTimeout: 15 * SECOND,
          // Time to *receive* a request; the answer of a long poll comes up to two minutes later.
          requestTimeout: 60 * SECOND,
          keepAliveTimeout: 150 * SECOND,
          maxHeaderSize: 8 << 10,
        },
        handler,
      );
      server.maxConnections = limits.connections;
      server.on('tlsClientError', (error) => log.debug('TLS handshake failed', { code: (error as NodeJS.ErrnoException).code }));
      return server;
    },
    forceCloseConnections: true,
    bodyLimit: limits.body,
    logger: false,
    return503OnClosing: true,
    clientErrorHandler: (_error, socket) => {
      socket.destroy();
    },
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'unknown-route', message: 'there is nothing here' }));
  app.setErrorHandler((error, _request, reply) => {
    const refusal = refusalOf(error);
    if (refusal === null)
      log.error('agent request failed', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    const { status, ...body } = refusal ?? internal;
    // What is still coming of the body is not read.
    if (status === 401 || status === 413 || status === 429) void reply.header('connection', 'close');
    return reply.code(status).send(body);
  });
  return app;
}

const internal = {
  status: 500,
  code: 'internal',
  message: 'the controller failed to answer; see its log. Nothing was started by this request',
};

const fastifyCodes: Readonly<Record<string, { readonly status: number; readonly code: string; readonly message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'too-large', message: 'the request is larger than the controller reads' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 400, code: 'invalid-request', message: 'send application/json' },
};

function refusalOf(error: unknown): { status: number; code: string; message: string } | null {
  if (error instanceof Refused) return { status: error.status, code: error.code, message: error.message };
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const known = code === undefined ? undefined : fastifyCodes[code];
  if (known !== undefined) return known;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { status: 400, code: 'invalid-request', message: 'the request cannot be read as JSON' };
  }
  return null;
}

async function tlsOptions(ca: BuiltInAuthority, ticketKeys: Uint8Array | undefined) {
  const { key, cert } = await ca.listener();
  return {
    key,
    cert,
    ca: ca.certificate,
    minVersion: 'TLSv1.3' as const,
    maxVersion: 'TLSv1.3' as const,
    requestCert: true,
    // Enrolment comes without a certificate; every other route refuses one that is not ours.
    rejectUnauthorized: false,
    sessionIdContext: 'atlas-agents',
    sessionTimeout: 24 * 3600,
    ...(ticketKeys === undefined ? {} : { ticketKeys: Buffer.from(ticketKeys) }),
  };
}

async function renewListener(
  app: FastifyInstance,
  ca: BuiltInAuthority,
  log: Log,
  ticketKeys: Uint8Array | undefined,
): Promise<void> {
  try {
    const server = app.server as unknown as { setSecureContext(options: object): void };
    server.setSecureContext(await tlsOptions(ca, ticketKeys));
  } catch (error) {
    log.error('listener certificate not renewed', { error: String(error) });
  }
}
