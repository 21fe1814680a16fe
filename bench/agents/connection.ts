/** One kept connection of one agent: HTTP/1.1 over TLS 1.3, one request at a time, no more than the load needs. */
import { connect, type TLSSocket } from 'node:tls';
import { type Credentials, listenerName } from './estate.ts';

export interface Connection {
  /** @throws Error when the answer is not 200 or the connection ends. */
  post(path: string, body: string): Promise<unknown>;
}

export async function connectAgent(port: number, ca: string, { key, certificate }: Credentials): Promise<Connection> {
  const opened = Promise.withResolvers<void>();
  const socket: TLSSocket = connect({ host: listenerName, port, ca, key, cert: certificate, minVersion: 'TLSv1.3' });
  socket.setNoDelay(true);
  let waiting: { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void } | null = null;
  let received: Buffer = Buffer.alloc(0);
  const failed = (error: Error) => {
    opened.reject(error);
    waiting?.reject(error);
  };
  socket.once('secureConnect', opened.resolve);
  socket.on('error', failed);
  socket.on('close', () => failed(new Error('the connection was closed')));
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = answerIn(received);
    if (answer === null || waiting === null) return;
    received = Buffer.alloc(0);
    const { resolve, reject } = waiting;
    waiting = null;
    if (answer.status === 200) resolve(JSON.parse(answer.body));
    else reject(new Error(`${answer.status}: ${answer.body.slice(0, 300)}`));
  });
  await opened.promise;
  return {
    post: (path, body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: ${listenerName}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
      }),
  };
}

/** Null until all of it is there. */
function answerIn(received: Buffer): { readonly status: number; readonly body: string } | null {
  const headEnds = received.indexOf('\r\n\r\n');
  if (headEnds < 0) return null;
  const head = received.toString('latin1', 0, headEnds);
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
  if (!Number.isInteger(length)) throw new Error('an answer without a length');
  const start = headEnds + 4;
  if (received.length < start + length) return null;
  return { status: Number(head.slice(9, 12)), body: received.toString('utf8', start, start + length) };
}
