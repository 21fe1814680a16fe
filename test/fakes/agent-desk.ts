/**
 * A desk as the listener sees it. Spec:
 * - `admit` refuses keys in `revoked` (401 `revoked`).
 * - `sync` notes the identity and the request, and answers when `answer()` is called, at once if `hold` is false; it ends
 *   with the signal.
 * - `enrol` certifies a host whose CSR key is `declared`, or once for a token in `tokens`; all else is 403.
 * - `renew` certifies again when the CSR's key is the identity's.
 * - `turnedAway` keeps the reasons.
 */
import { type AgentDesk, type AgentIdentity, type CertificateAuthority, Refused } from '#controller/app/doors.ts';
import { fleetName, hostName } from '#core/model/ids.ts';
import type { EnrolAnswer, SyncAnswer, SyncRequest } from '#core/model/sync.ts';

export interface FakeDesk extends AgentDesk {
  readonly revoked: Set<string>;
  readonly declared: Map<string, string>;
  readonly tokens: Map<string, string>;
  readonly synced: { readonly identity: AgentIdentity; readonly request: SyncRequest }[];
  readonly reasons: string[];
  /** Resolves when a poll whose client has gone was ended. */
  readonly gone: Promise<void>;
  hold: boolean;
  /** Ends the polls being held. */
  answer(): void;
  /** Resolves at the next sync that arrives. */
  arrival(): Promise<void>;
}

export function fakeDesk(ca: CertificateAuthority, signingKey: string, now = () => 1_700_000_000_000): FakeDesk {
  const waiting = new Set<() => void>();
  const arrivals = new Set<() => void>();
  const gone = Promise.withResolvers<void>();

  async function certify(fleet: string, host: string, csr: string): Promise<EnrolAnswer> {
    const issued = await ca.issue({ csr, fleet: fleetName(fleet), host: hostName(host) });
    return { v: 1, certificate: issued.certificate, signingKey, renewAt: issued.renewAt };
  }

  return {
    revoked: new Set(),
    declared: new Map(),
    tokens: new Map(),
    synced: [],
    reasons: [],
    gone: gone.promise,
    hold: false,
    admit(identity) {
      if (this.revoked.has(identity.key)) throw new Refused(401, 'revoked', 'this certificate was revoked');
    },
    async sync(identity, request, signal) {
      this.synced.push({ identity, request });
      for (const arrived of arrivals) arrived();
      if (this.hold) {
        await new Promise<void>((resolve) => {
          waiting.add(resolve);
          signal.addEventListener('abort', () => {
            gone.resolve();
            resolve();
          });
        });
      }
      const answer: SyncAnswer = {
        v: 1,
        now: now(),
        next: now() + 120_000,
        acks: request.results.map(({ action }) => action),
        wantFull: false,
        commits: [],
        actions: [],
      };
      return answer;
    },
    async enrol({ fleet, host, csr, token }) {
      const key = await ca.keyOf(csr);
      const name = `${fleet}/${host}`;
      const byToken = token !== null && this.tokens.get(token) === name && this.tokens.delete(token);
      if (this.declared.get(name) !== key && !byToken) {
        throw new Refused(403, 'not-declared', `no reviewed commit declares ${key} for ${name}`);
      }
      return await certify(fleet, host, csr);
    },
    async renew(identity, csr) {
      if ((await ca.keyOf(csr)) !== identity.key) throw new Refused(403, 'other-key', 'a renewal keeps the key');
      return await certify(identity.fleet, identity.host, csr);
    },
    turnedAway(reason) {
      this.reasons.push(reason);
    },
    answer() {
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
    arrival: () =>
      new Promise((resolve) => {
        const once = () => {
          arrivals.delete(once);
          resolve();
        };
        arrivals.add(once);
      }),
  };
}
