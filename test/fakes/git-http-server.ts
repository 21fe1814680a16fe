/**
 * A Git server over smart HTTP on loopback: Node's HTTPS in front of Git's own `git http-backend`. Behaves as a forge does
 * for clone, fetch and push; asks for a token when one is set.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { serverCertificate } from './server-certificate.ts';

export interface GitHttpServer {
  /** `https://127.0.0.1:PORT` */
  readonly origin: string;
  /** URL of a repository by its path below the root. */
  readonly url: (name: string) => string;
  /** PEM of the CA that signed the certificate. */
  readonly ca: string;
  /** Every request as `METHOD path`, and the authorization header each came with. */
  readonly requests: readonly { readonly line: string; readonly authorization: string | undefined }[];
  /** From now on every request is answered like this, or never; null = by Git again. */
  readonly answerWith: (status: number | 'never' | null) => void;
  readonly stop: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Serves the bare repositories below `root`. `port` lets a stopped server come back at its address. */
export async function startGitHttpServer(options: {
  readonly root: string;
  /** Basic password that is asked for, whatever the user. */
  readonly token?: string;
  readonly port?: number;
}): Promise<GitHttpServer> {
  const certificate = await serverCertificate();
  const requests: { line: string; authorization: string | undefined }[] = [];
  let fixed: number | 'never' | null = null;
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    requests.push({ line: `${request.method} ${request.url}`, authorization: request.headers.authorization });
    if (fixed === 'never') return;
    if (fixed !== null) {
      response.writeHead(fixed).end();
    } else if (options.token !== undefined && passwordOf(request) !== options.token) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    } else {
      serve(options.root, request, response);
    }
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return {
    origin,
    url: (name) => `${origin}/${name}`,
    ca: certificate.ca,
    requests,
    answerWith: (status) => void (fixed = status),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function passwordOf(request: IncomingMessage): string | undefined {
  const [scheme, value] = request.headers.authorization?.split(' ') ?? [];
  return scheme === 'Basic'
    ? Buffer.from(value ?? '', 'base64')
        .toString()
        .split(':')
        .slice(1)
        .join(':')
    : undefined;
}

/** One CGI call. */
function serve(root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'https://127.0.0.1');
  const header = (name: string): string | undefined => request.headers[name]?.toString();
  const cgi = {
    PATH: process.env['PATH'],
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: decodeURIComponent(url.pathname),
    QUERY_STRING: url.search.slice(1),
    REQUEST_METHOD: request.method,
    REMOTE_USER: 'tester',
    CONTENT_TYPE: header('content-type'),
    CONTENT_LENGTH: header('content-length'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    GIT_PROTOCOL: header('git-protocol'),
  };
  const env = Object.fromEntries(Object.entries(cgi).filter(([, value]) => value !== undefined)) as Record<string, string>;
  const backend = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => undefined);
  let head = Buffer.alloc(0);
  let begun = false;
  backend.stdout.on('data', (chunk: Buffer) => {
    if (begun) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    begun = true;
    const headers = head
      .toString('latin1', 0, end)
      .split('\r\n')
      .map((line) => line.split(/:\s*/, 2) as [string, string]);
    const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1];
    response.writeHead(
      status === undefined ? 200 : Number.parseInt(status, 10),
      Object.fromEntries(headers.filter(([name]) => name.toLowerCase() !== 'status')),
    );
    response.write(head.subarray(end + 4));
  });
  backend.on('close', () => {
    if (!begun) response.writeHead(500);
    response.end();
  });
  response.on('close', () => backend.kill());
}
