/**
 * Many light agents in one process. They speak the sync protocol truly and do what they are told at once, but verify and
 * journal nothing: what is measured is the controller.
 *
 *   node bench/agents/load.ts <estate> <port> check-in|actions|floor [rows]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Envelope } from '#core/model/action.ts';
import { digestOf } from '#core/digest.ts';
import type { Observation } from '#core/model/observation.ts';
import type { SyncAnswer, SyncRequest, WireResult } from '#core/model/sync.ts';
import { connectAgent, type Connection } from './connection.ts';
import { type Estate, packagesOf } from './estate.ts';

export interface Counts {
  readonly requests: number;
  /** Actions whose final result was acknowledged. */
  readonly actions: number;
  /** Agents that have a commit and have been answered. */
  readonly ready: number;
}
export type LoadAsked = 'counts' | 'end';

const [dir, port, mode, rows] = process.argv.slice(2);
if (dir === undefined || port === undefined) throw new TypeError('an estate, a port and a mode');
const { agents, caCertificate } = JSON.parse(readFileSync(join(dir, 'estate.json'), 'utf8')) as Estate;
let requests = 0;
let actions = 0;
let ready = 0;

class LightAgent {
  readonly #connection: Connection;
  readonly #path: string;
  #counters = { epoch: 0, sequence: 0, commit: '0'.repeat(40) };
  #observation: Observation = {
    product: 'debian-12',
    bootId: 'boot-0',
    patch: {
      type: 'debian',
      suite: 'bookworm',
      packages: packagesOf(mode === 'actions' ? 'behind' : 'at-target'),
      servicing: 'idle',
    },
    rebootPending: false,
    systemDiskFree: 20 * 1024 ** 3,
    services: {},
    probes: {},
    hyperV: null,
  };
  #digest = digestOf(this.#observation);
  #known = '';
  #boots = 0;
  #unacknowledged: WireResult[] = [];
  #counted = false;

  constructor(connection: Connection, path: string) {
    this.#connection = connection;
    this.#path = path;
  }

  async run(): Promise<never> {
    for (;;) {
      const answer = (await this.#connection.post(this.#path, JSON.stringify(this.#request()))) as SyncAnswer;
      requests++;
      this.#take(answer);
    }
  }

  #request(): SyncRequest {
    return {
      v: 1,
      agent: { version: '0.1.0' },
      observation: { digest: this.#digest, full: this.#known === this.#digest ? null : this.#observation },
      results: this.#unacknowledged,
      counters: this.#counters,
      idleUntil: null,
    };
  }

  #take(answer: SyncAnswer): void {
    this.#known = answer.wantFull ? '' : this.#digest;
    actions += this.#unacknowledged.filter(({ action, state }) => state !== 'started' && answer.acks.includes(action)).length;
    this.#unacknowledged = this.#unacknowledged.filter(({ action }) => !answer.acks.includes(action));
    for (const { commit } of answer.commits) this.#counters = { ...this.#counters, commit };
    if (!this.#counted && answer.commits.length === 0 && !answer.wantFull) {
      this.#counted = true;
      ready++;
    }
    for (const { payload } of answer.actions) this.#do(JSON.parse(Buffer.from(payload, 'base64').toString()) as Envelope);
  }

  #do({ action, order, epoch, sequence }: Envelope): void {
    this.#counters = { ...this.#counters, epoch, sequence };
    const result = { action, at: Date.now(), code: null, detail: '', changed: true };
    const before = this.#observation.patch;
    if (before.type !== 'debian') throw new TypeError('a Debian host');
    const restore: WireResult['before'] = { type: 'debian', packages: before.packages };
    this.#unacknowledged.push({ ...result, state: 'started', changed: false, before: null });
    if (order.kind === 'update.install' && order.args.target.type === 'debian') {
      const packages = { ...before.packages, ...order.args.target.packages };
      this.#observe({ ...this.#observation, patch: { ...before, packages }, rebootPending: true });
      this.#unacknowledged.push({ ...result, state: 'done', before: restore });
    } else if (order.kind === 'host.reboot') {
      this.#observe({ ...this.#observation, bootId: `boot-${++this.#boots}`, rebootPending: false });
      this.#unacknowledged.push({ ...result, state: 'done', before: null });
    } else {
      this.#unacknowledged.push({ ...result, state: 'refused', code: 'unknown-kind', changed: false, before: null });
    }
  }

  #observe(observation: Observation): void {
    this.#observation = observation;
    this.#digest = digestOf(observation);
  }
}

const path = mode === 'floor' ? `/agent/v1/sync?rows=${rows ?? 0}` : '/agent/v1/sync';
process.on('message', (asked: LoadAsked) => {
  if (asked === 'counts') process.send?.({ requests, actions, ready } satisfies Counts);
  else process.exit(0); // most connections are held by the server; cutting them is how agents end
});
const connections = await Promise.all(agents.map((credentials) => connectAgent(Number(port), caCertificate, credentials)));
await Promise.race(connections.map((connection) => new LightAgent(connection, path).run()));
