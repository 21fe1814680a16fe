/**
 * What lies between agents and the controller. Spec:
 * - A request arrives after a while, and its answer after another; both are copies. `loss` = chance that either is lost:
 *   the agent's connection breaks, and the desk sees it break, unless the answer was on its way.
 * - A client that hangs up is gone for the desk a little later; in between, an answer is lost.
 * - `repeat` = chance that a request arrives a second time, some seconds later, when its sender may have long gone on; if it
 *   has not, the first answer of the two is the one it hears.
 * - `slow` = longest time on the way, in milliseconds. Requests and answers can pass each other.
 * - While the controller is down, connections are refused.
 */
import type { Controller } from '#agent/app/ports.ts';
import { Denied } from '#agent/app/ports.ts';
import { type AgentDesk, type AgentIdentity, Refused } from '#controller/app/doors.ts';
import type { HostName } from '#core/model/ids.ts';
import { after, duration } from '#core/model/time.ts';
import type { SyncAnswer, SyncRequest } from '#core/model/sync.ts';
import type { Chance } from './chance.ts';
import type { Life } from './life.ts';
import type { Clock } from './time.ts';

export interface NetworkSwitches {
  loss: number;
  repeat: number;
  slow: number;
}

export const calmNetwork: NetworkSwitches = { loss: 0, repeat: 0, slow: 20 };

/** The controller process that answers at present. */
export interface Listener {
  readonly desk: AgentDesk;
  readonly life: Life;
}

/** What comes from the client certificate. */
export type Credential = AgentIdentity;

/** Somebody on the controller's side who changes what an agent is told. */
export type Tamper = (host: HostName, answer: SyncAnswer) => SyncAnswer;

/** Seconds a repeated request may be late, at most. */
const latest = 20;

export function createNetwork(options: { readonly clock: Clock; readonly chance: Chance; readonly switches: NetworkSwitches }) {
  const { clock, chance, switches } = options;
  let listener: Listener | null = null;
  let tamper: Tamper = (_host, answer) => answer;
  const onTheWay = () => clock.until(after(clock.now(), duration(chance.between(1, switches.slow))));
  const refusedOr = (error: unknown): unknown =>
    error instanceof Refused ? new Denied(error.status, error.code, error.message) : error;

  const reach = (): Listener => {
    if (listener === null) throw new Error('ECONNREFUSED');
    return listener;
  };

  /** One call over one connection. */
  async function call<T>(ask: (desk: AgentDesk, gone: AbortSignal) => Promise<T>, hungUp: AbortSignal | null): Promise<T> {
    const gone = new AbortController();
    const leave = () => void onTheWay().then(() => gone.abort());
    hungUp?.addEventListener('abort', leave, { once: true });
    await onTheWay();
    const { desk, life } = reach();
    if (chance.happens(switches.loss)) throw new Error('ECONNRESET');
    const answer = structuredClone(await Promise.race([ask(desk, gone.signal), life.ended]));
    await onTheWay();
    if (chance.happens(switches.loss)) throw new Error('ECONNRESET');
    hungUp?.removeEventListener('abort', leave);
    return answer;
  }

  /** Never rejects: what comes of the first one counts then. */
  async function repeatLater(identity: AgentIdentity, request: SyncRequest): Promise<SyncAnswer> {
    await clock.until(after(clock.now(), duration(chance.between(1, latest * 1_000))));
    const gone = new AbortController();
    void clock.until(after(clock.now(), duration(chance.between(1, latest * 1_000)))).then(() => gone.abort());
    try {
      return await call((desk) => desk.sync(identity, request, gone.signal), null);
    } catch {
      return new Promise<never>(() => {});
    }
  }

  return {
    /** Null = nobody listens. */
    serve(next: Listener | null): void {
      listener = next;
    },
    /** From now on every answer to a sync passes through here. */
    tamperWith(change: Tamper): void {
      tamper = change;
    },
    /** The agent's end. Before enrolment there is no credential. */
    connect(credential: () => Credential | null): Controller {
      return {
        async sync(request: SyncRequest, signal: AbortSignal): Promise<SyncAnswer> {
          const identity = credential();
          if (identity === null) throw new Denied(401, 'no-certificate', 'a client certificate is needed');
          const sent = structuredClone(request);
          const repeated = chance.happens(switches.repeat) ? [repeatLater(identity, structuredClone(request))] : [];
          const hungUp = Promise.withResolvers<never>();
          hungUp.promise.catch(() => {});
          signal.addEventListener('abort', () => hungUp.reject(new Error('aborted')), { once: true });
          const ask = async (desk: AgentDesk, gone: AbortSignal) => {
            desk.admit(identity);
            return tamper(identity.host, structuredClone(await desk.sync(identity, sent, gone)));
          };
          const answering = call(ask, signal);
          answering.catch(() => {});
          try {
            return await Promise.race([answering, hungUp.promise, ...repeated]);
          } catch (error) {
            throw refusedOr(error);
          }
        },
        enrol: (request) =>
          call((desk) => desk.enrol(structuredClone(request)), null).catch((error: unknown) => {
            throw refusedOr(error);
          }),
        async renew(csr) {
          const identity = credential();
          if (identity === null) throw new Denied(401, 'no-certificate', 'a client certificate is needed');
          return call((desk) => (desk.admit(identity), desk.renew(identity, csr)), null).catch((error: unknown) => {
            throw refusedOr(error);
          });
        },
      };
    },
  };
}
export type Network = ReturnType<typeof createNetwork>;
