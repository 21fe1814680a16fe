/**
 * The plainest server that could do it: the same TLS and framework, the body parsed, `?rows=n` rows made durable before the
 * answer, all that arrives in one turn in one transaction.
 *
 *   node bench/agents/floor.ts <estate>
 */
import { rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fastify from 'fastify';
import { openCertificateAuthority } from '#controller/adapters/agents/ca.ts';
import { listenerName } from './estate.ts';
import { serveMeasurements } from './measured.ts';

const [dir] = process.argv.slice(2);
if (dir === undefined) throw new TypeError('an estate');
const ca = await openCertificateAuthority({ dir: join(dir, 'state', 'ca'), now: () => Date.now(), names: [listenerName] });
const { key, cert } = await ca.listener();
const file = join(dir, 'floor.db');
rmSync(file, { force: true });
const db = new DatabaseSync(file);
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, value TEXT) STRICT');
const insert = db.prepare('INSERT INTO rows (value) VALUES (?)');

let waiting: { readonly rows: number; readonly value: string; readonly done: () => void }[] = [];
function flush(): void {
  const batch = waiting;
  waiting = [];
  db.exec('BEGIN IMMEDIATE');
  for (const { rows, value } of batch) for (let i = 0; i < rows; i++) insert.run(value);
  db.exec('COMMIT');
  for (const { done } of batch) done();
}
function durable(rows: number, value: string): Promise<void> {
  return new Promise((done) => {
    if (waiting.length === 0) setImmediate(flush);
    waiting.push({ rows, value, done });
  });
}

const app = fastify({
  serverFactory: (handler) =>
    createServer(
      { key, cert, ca: ca.certificate, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3', noDelay: true },
      handler,
    ),
  logger: false,
  forceCloseConnections: true,
});
const answer = { v: 1, acks: [], wantFull: false, commits: [], actions: [] };
app.post<{ Querystring: { rows: string }; Body: { observation: { digest: string } } }>('/agent/v1/sync', async (request) => {
  const rows = Number(request.query.rows);
  if (rows > 0) await durable(rows, request.body.observation.digest.repeat(4));
  return { ...answer, now: Date.now() };
});
await app.listen({ host: listenerName, port: 0 });
serveMeasurements((app.server.address() as AddressInfo).port, async () => {
  await app.close();
  db.close();
});
