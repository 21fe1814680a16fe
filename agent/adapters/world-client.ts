/** The simulated world over its unix socket. */
import { request } from 'node:http';
import { ProviderFailure } from '../app/ports.ts';
import type { WorldClient } from '../simulated-world/protocol.ts';

/** Bytes; an observation of a large host is some 100 KB. */
const largestAnswer = 8 * 1024 * 1024;

/** Milliseconds of real time: the world answers at once, or waits for a controller that is restarting. */
const patience = 300_000;

export function createWorldClient(socketPath: string): WorldClient {
  return {
    async call(path, body) {
      const { status, text } = await post(socketPath, path, JSON.stringify(body));
      const answer: unknown = parse(text);
      if (status === 200) return answer;
      const { code, message } = (answer ?? {}) as { code?: unknown; message?: unknown };
      if (typeof code === 'string' && typeof message === 'string') throw new ProviderFailure(code, message);
      throw new ProviderFailure('world.unreadable', `the simulated world answered ${status}`);
    },
  };
}

function post(socketPath: string, path: string, body: string): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  // Not a ProviderFailure: whether the world heard the request is not known, so the agent has to probe.
  const failed = (cause: Error) => reject(new Error('the simulated world cannot be reached', { cause }));
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const call = request({ socketPath, path, method: 'POST', headers, timeout: patience }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > largestAnswer) response.destroy(new Error('the answer is too large'));
    });
    response.on('error', failed);
    response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
  });
  call.on('timeout', () => call.destroy(new Error('no answer in time')));
  call.on('error', failed);
  call.end(body);
  return promise;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
