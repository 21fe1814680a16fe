/** The controller over HTTPS: TLS 1.3 to the pinned CA and nobody else, one kept-alive connection. */
import { Agent, request } from 'node:https';
import type { Credentials } from '../../app/enrol.ts';
import { type Controller, Denied } from '../../app/ports.ts';
import { enrolAnswer, syncAnswer } from './answers.ts';

/** Milliseconds without a byte: a long poll is answered after two minutes at the latest. */
const pollPatience = 150_000;
const patience = 30_000;
const largestAnswer = 64 << 20;

export interface HttpsController extends Controller {
  /** From now on connect as these. */
  use(credentials: Pick<Credentials, 'key' | 'certificate'>): void;
  close(): void;
}

export function connectToController(options: {
  /** `https://atlas.example:7443` */
  readonly url: string;
  /** PEM of the CA: the only one believed. */
  readonly ca: string;
}): HttpsController {
  const base = new URL(options.url);
  if (base.protocol !== 'https:') throw new RangeError(`the controller's address must begin with https: (${options.url})`);
  let agent = connections(options.ca, null);

  async function post(path: string, body: unknown, timeout: number, signal?: AbortSignal): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
    const text = JSON.stringify(body);
    const call = request(
      new URL(path, base),
      {
        method: 'POST',
        agent,
        timeout,
        ...(signal ? { signal } : {}),
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > largestAnswer) response.destroy(new Error('the answer of the controller is too large'));
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      },
    );
    call.on('timeout', () => call.destroy(new Error('the controller did not answer in time')));
    call.on('error', reject);
    call.end(text);
    const answer = await promise;
    if (answer.status === 200) return JSON.parse(answer.text);
    throw denied(answer.status, answer.text);
  }

  return {
    sync: async (body, signal) => syncAnswer(await post('/agent/v1/sync', body, pollPatience, signal)),
    enrol: async (body) => enrolAnswer(await post('/agent/v1/enrol', body, patience)),
    renew: async (csr) => enrolAnswer(await post('/agent/v1/renew', { v: 1, csr }, patience)),
    use(credentials) {
      agent.destroy();
      agent = connections(options.ca, credentials);
    },
    close: () => agent.destroy(),
  };
}

function connections(ca: string, credentials: Pick<Credentials, 'key' | 'certificate'> | null): Agent {
  return new Agent({
    keepAlive: true,
    maxSockets: 2,
    ca,
    minVersion: 'TLSv1.3',
    ...(credentials === null ? {} : { key: credentials.key, cert: credentials.certificate }),
  });
}

function denied(status: number, text: string): Denied {
  try {
    const { code, message } = JSON.parse(text) as { code?: unknown; message?: unknown };
    if (typeof code === 'string' && typeof message === 'string')
      return new Denied(status, code.slice(0, 80), message.slice(0, 500));
  } catch {
    // A proxy in between answered.
  }
  return new Denied(status, 'http', `the controller answered ${status}`);
}
