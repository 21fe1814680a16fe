/** The other end of the operators' door, for the `atlas` command and the demo. */
import { request } from 'node:http';
import { type Operator, Refused } from '#controller/app/doors.ts';
import { Fault } from '#controller/app/ports.ts';

/** Bytes. A situation of 100,000 hosts has about 150 MB. */
const ANSWER_LIMIT = 512 * 1024 * 1024;
const ANSWER_WITHIN = 120_000;

export interface ControlConnection {
  /**
   * One request. `patient` = no limit of time (a demo's clock).
   * @throws Refused when the controller said no; Fault `control.unreachable`, `control.forbidden`, `control.internal`
   */
  call(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    options?: { readonly signal?: AbortSignal; readonly patient?: boolean },
  ): Promise<unknown>;
}

export function controlConnection(socketPath: string): ControlConnection {
  return {
    call: (method, path, body, options = {}) =>
      new Promise((done, fail) => {
        const payload = body === undefined ? null : JSON.stringify(body);
        const headers =
          payload === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
        const { signal } = options;
        const outgoing = request({ socketPath, method, path, headers, agent: false, ...(signal ? { signal } : {}) }, (answer) => {
          const chunks: Buffer[] = [];
          let size = 0;
          answer.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > ANSWER_LIMIT) answer.destroy(new Error('the answer is larger than 512 MiB'));
            else chunks.push(chunk);
          });
          answer.on('error', (error) => fail(unreachable(socketPath, error)));
          answer.on('end', () => {
            try {
              done(read(answer.statusCode ?? 500, Buffer.concat(chunks).toString('utf8')));
            } catch (error) {
              fail(error as Error);
            }
          });
        });
        if (options.patient !== true) {
          outgoing.setTimeout(ANSWER_WITHIN, () => outgoing.destroy(new Error(`no answer within ${ANSWER_WITHIN / 1000} s`)));
        }
        outgoing.on('error', (error) => fail(unreachable(socketPath, error)));
        outgoing.end(payload ?? undefined);
      }),
  };
}

export function controlClient(socketPath: string): Operator {
  const { call } = controlConnection(socketPath);
  const of = (fleet: string, path: string) => `/v1/fleets/${encodeURIComponent(fleet)}/${path}`;
  const ask = async <T>(path: string): Promise<T> => (await call('GET', path)) as T;
  const order = async <T>(path: string, body: unknown): Promise<T> => (await call('POST', path, body)) as T;
  return {
    fleets: () => ask('/v1/fleets'),
    situation: (fleet) => ask(of(fleet, 'situation')),
    agents: (fleet) => ask(of(fleet, 'agents')),
    blame: (fleet, resource) => ask(of(fleet, `blame?${new URLSearchParams({ resource }).toString()}`)),
    trace: (fleet, action) => ask(of(fleet, `trace?${new URLSearchParams({ action }).toString()}`)),
    history: (fleet, { host, limit }) => {
      const query = new URLSearchParams({ limit: String(limit), ...(host === null ? {} : { host }) });
      return ask(of(fleet, `history?${query.toString()}`));
    },
    journal: (fleet, from, limit) => ask(of(fleet, `journal?from=${from}&limit=${limit}`)),
    stop: (fleet, body) => order(of(fleet, 'stop'), body),
    resume: (fleet, body) => order(of(fleet, 'resume'), body),
    resolve: async (fleet, body) => {
      await order(of(fleet, 'resolve'), body);
    },
    revoke: async (fleet, body) => {
      await order(of(fleet, 'revoke'), body);
    },
    token: (fleet, body) => order(of(fleet, 'token'), body),
    nudge: async (fleet) => {
      await order(of(fleet, 'nudge'), {});
    },
  };
}

const refusals: ReadonlySet<number> = new Set<Refused['status']>([400, 401, 403, 404, 409, 413, 426, 429, 503]);

function read(status: number, text: string): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Fault('control.internal', 'what answers on the control socket is no controller', { retry: 'person' });
  }
  if (status < 300) return body;
  const { code, message, remedy } = body as { code?: string; message?: string; remedy?: string };
  const said = [message ?? `the controller answered ${status}`, remedy ?? ''].filter((part) => part !== '').join('; ');
  if (refusals.has(status)) throw new Refused(status as Refused['status'], code ?? 'refused', said);
  throw new Fault('control.internal', said, { retry: 'later' });
}

function unreachable(socketPath: string, error: Error): Fault {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') {
    return new Fault('control.forbidden', `${socketPath} may only be opened by the user the controller runs as`, {
      retry: 'person',
      cause: error,
    });
  }
  const why =
    code === 'ENOENT' || code === 'ECONNREFUSED' ? 'no controller answers' : `the connection failed (${code ?? error.message})`;
  return new Fault('control.unreachable', `${why} on ${socketPath}`, { retry: 'later', cause: error });
}
