/** An Operator over the acme fixture that remembers what it was asked and can be told to fail. */
import { generateKeyPairSync } from 'node:crypto';
import type { FleetName } from '#core/model/ids.ts';
import type { Operator } from '#controller/app/doors.ts';
import { Refused } from '#controller/app/doors.ts';
import { agents, blamed, history, situation, trace } from '#test/core/views/acme.ts';

export interface FakeOperator {
  readonly operator: Operator;
  readonly calls: readonly unknown[];
  /** Every later call fails so. */
  failWith(error: Error): void;
}

export function createFakeOperator(): FakeOperator {
  const calls: unknown[] = [];
  const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string;
  let failure: Error | null = null;
  const answered = <T>(method: string, args: readonly unknown[], answer: T): Promise<T> => {
    calls.push([method, ...args]);
    if (failure !== null) return Promise.reject(failure);
    const [fleet] = args;
    if (fleet !== undefined && fleet !== 'acme')
      return Promise.reject(new Refused(404, 'unknown-fleet', `no fleet is called ${JSON.stringify(fleet)}; there is: acme`));
    return Promise.resolve(answer);
  };
  const operator: Operator = {
    fleets: () => answered('fleets', [], ['acme' as FleetName]),
    situation: (fleet) => answered('situation', [fleet], situation),
    agents: (fleet) => answered('agents', [fleet], agents),
    blame: (fleet, resource) => answered('blame', [fleet, resource], blamed),
    trace: (fleet, action) => answered('trace', [fleet, action], trace),
    history: (fleet, options) => answered('history', [fleet, options], history),
    stop: (fleet, order) => answered('stop', [fleet, order], { id: 's1' }),
    resume: (fleet, order) => answered('resume', [fleet, order], { lifted: 1 }),
    resolve: (fleet, order) => answered('resolve', [fleet, order], undefined),
    revoke: (fleet, order) => answered('revoke', [fleet, order], undefined),
    token: (fleet, order) =>
      answered('token', [fleet, order], { token: 'one-use-token', expires: situation.input.now + 3_600_000 }),
    nudge: (fleet) => answered('nudge', [fleet], undefined),
    journal: (fleet, from, limit) => answered('journal', [fleet, from, limit], { records: [], heads: [], head: null, publicKey }),
  };
  return {
    operator,
    calls,
    failWith(error) {
      failure = error;
    },
  };
}
