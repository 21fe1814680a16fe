/** The world's door on a unix socket: POST, JSON in, JSON out. */
import { chmodSync, rmSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { WorldPath } from './protocol.ts';
import type { WorldService } from './service.ts';

/** Bytes. */
const largestRequest = 1024 * 1024;

/** Listens once it resolves. A socket file left by a killed run is replaced. */
export async function serveWorld(service: WorldService, socketPath: string): Promise<Server> {
  const server = createServer((request, response) => {
    answer(service, request, response).catch((error: unknown) => {
      send(response, 500, { code: 'world.broken', message: error instanceof Error ? error.message : 'the world broke' });
    });
  });
  rmSync(socketPath, { force: true });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(socketPath, resolve);
  await promise;
  chmodSync(socketPath, 0o600);
  return server;
}

async function answer(service: WorldService, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = WorldPath.find((known) => known === request.url);
  if (request.method !== 'POST' || path === undefined) {
    return send(response, 404, { code: 'world.no-such-path', message: `POST one of ${WorldPath.join(', ')}` });
  }
  const text = await bodyOf(request);
  if (text === null) return send(response, 413, { code: 'world.too-large', message: `at most ${largestRequest} bytes` });
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return send(response, 400, { code: 'world.bad-request', message: 'the body is not JSON' });
  }
  const { status, body: said } = await service.handle(path, body);
  send(response, status, said);
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > largestRequest) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
