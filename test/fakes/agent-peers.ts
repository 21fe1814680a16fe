/**
 * What surrounds an agent, in one process.
 *
 * The host: an operating system at a build. `update.install` takes `takes` milliseconds of the clock and then is in effect;
 * `host.reboot` changes the boot id at once. It counts how often each action was begun. Its probe knows everything.
 *
 * The controller: takes and acknowledges every result, sends what was given to `send` until it was answered once, and holds
 * a poll that brings and takes nothing until there is something, or until the clock has reached the agent's `idleUntil`
 * (then it moves the clock there). While `away` it cannot be reached.
 */
import type { Journal, JournalRecord, Provider, Controller } from '#agent/app/ports.ts';
import type { Clock, Files } from '#agent/app/ports.ts';
import type { Observation } from '#core/model/observation.ts';
import type { Dsse } from '#core/model/review.ts';
import type { CommitBundle, SyncAnswer, SyncRequest, WireResult } from '#core/model/sync.ts';
import { after, duration, instant, type Instant } from '#core/model/time.ts';

export function fakeHost(clock: Clock, options: { readonly takes: number }) {
  const host = {
    build: '20348.4052',
    boot: 1,
    /** How often each action was begun. */
    begun: new Map<string, number>(),
    inEffect: new Set<string>(),
    provider: null as unknown as Provider,
    /** Set to fail the next action. */
    fails: null as Error | null,
  };
  const observation = (): Observation => ({
    product: 'windows-server-2022',
    bootId: `boot-${host.boot}`,
    patch: { type: 'windows', build: host.build, servicing: 'idle' },
    rebootPending: false,
    systemDiskFree: 50e9,
    services: {},
    probes: {},
    hyperV: null,
  });
  host.provider = {
    kinds: ['update.install', 'host.reboot'],
    get: async () => observation(),
    test: async () => false,
    whatIf: async () => ({ changed: true, detail: '' }),
    async set(order, id, signal) {
      host.begun.set(id, (host.begun.get(id) ?? 0) + 1);
      if (host.fails) throw host.fails;
      if (order.kind === 'host.reboot') host.boot++;
      else await clock.until(after(clock.now(), duration(options.takes)), { signal });
      signal.throwIfAborted();
      host.inEffect.add(id);
      if (order.kind === 'update.install' && order.args.target.type === 'windows') host.build = order.args.target.build;
      return { changed: true, before: null, detail: 'installed' };
    },
    probe: async (_order, id) => (host.inEffect.has(id) ? 'done' : 'not-done'),
  };
  return host;
}

export interface FakeController extends Controller {
  readonly requests: SyncRequest[];
  /** Every state reported of an action, in order, repetitions left out. */
  statesOf(action: string): readonly string[];
  resultOf(action: string): WireResult | undefined;
  send(what: { readonly actions?: readonly Dsse[]; readonly commits?: readonly CommitBundle[] }): void;
  away: boolean;
  /** Resolves when `fact` holds; it is looked at after every request. */
  until(fact: () => boolean): Promise<void>;
}

export function fakeController(start: Instant): FakeController {
  let now = start;
  let actions: Dsse[] = [];
  let commits: CommitBundle[] = [];
  const results: WireResult[] = [];
  const requests: SyncRequest[] = [];
  let wake = () => {};
  const watchers = new Set<() => void>();
  const looked = () => {
    for (const look of watchers) look();
  };

  const controller: FakeController = {
    requests,
    away: false,
    statesOf: (action) => [...new Set(results.filter((result) => result.action === action).map(({ state }) => state))],
    resultOf: (action) => results.findLast((result) => result.action === action),
    send(what) {
      actions.push(...(what.actions ?? []));
      commits.push(...(what.commits ?? []));
      wake();
    },
    until(fact) {
      return new Promise((resolve) => {
        const look = () => {
          if (!fact()) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      });
    },
    enrol: () => Promise.reject(new Error('not here')),
    renew: () => Promise.reject(new Error('not here')),
    async sync(request, signal) {
      if (controller.away) throw new Error('ECONNREFUSED');
      requests.push(request);
      results.push(...request.results);
      looked();
      for (;;) {
        if (request.results.length > 0 || actions.length > 0 || commits.length > 0) break;
        if (signal.aborted) throw new Error('aborted');
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
        if (request.idleUntil !== null) {
          now = instant(Math.max(now, request.idleUntil));
          break;
        }
        await promise;
        if (controller.away) throw new Error('ECONNRESET');
      }
      const answer: SyncAnswer = {
        v: 1,
        now,
        next: now + 120_000,
        acks: request.results.map(({ action }) => action),
        wantFull: false,
        commits,
        actions: actions.map((dsse) => ({ ...dsse, signatures: [...dsse.signatures] })),
      };
      actions = [];
      commits = [];
      return answer;
    },
  };
  return controller;
}

export class Crash extends Error {}

/** A journal in memory that outlives its agent. `crashAt` = the append at which it crashes; `kept` tells whether that one was still written. */
export function memoryJournal(records: JournalRecord[], crash: { at: number; kept: boolean } | null = null): Journal {
  let appended = 0;
  return {
    records: [...records],
    async append(record) {
      appended++;
      const crashes = crash !== null && appended >= crash.at;
      if (!crashes || (crash.kept && appended === crash.at)) records.push(record);
      if (crashes) throw new Crash();
    },
  };
}

export function memoryFiles(): Files {
  const files = new Map<string, Uint8Array>();
  return {
    read: async (name) => files.get(name) ?? null,
    write: async (name, bytes) => void files.set(name, bytes),
    remove: async (name) => void files.delete(name),
  };
}
