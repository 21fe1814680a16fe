/** One fleet being served: its state, its loop, and the calls of agents that wait for work. */
import { createParseCache, type ParseCache } from '#core/declarations/cache.ts';
import type { HostName } from '#core/model/ids.ts';
import { type Instant, soonest } from '#core/model/time.ts';
import { type Bell, createBell } from './bell.ts';
import { type FleetState, loadFleetState } from './fleet-state.ts';
import { createLedger, type Ledger, type Recorder } from './ledger.ts';
import { createObjectCache, type ObjectCache } from './objects.ts';
import type { OfferPorts } from './offer-work.ts';
import {
  type Clock,
  Fault,
  type Log,
  type Metrics,
  type Random,
  type Signer,
  type Source,
  type Store,
  type Turn,
} from './ports.ts';
import { looksDue, nextLook, replan } from './replan.ts';
import { syncDeclarations } from './sync-declarations.ts';

export interface Served extends OfferPorts {
  readonly state: FleetState;
  readonly ledger: Ledger;
  readonly source: Source;
  readonly objects: ObjectCache;
  /** Looks at the Git server now. */
  nudge(): Promise<void>;
  /** Something changed that a plan could follow from. */
  changed(): void;
  /** Resolves when the plan is of the present state. */
  planned(): Promise<void>;
  /** The same within a change of the ledger. */
  replan(record: Recorder): void;
  /** Tells whoever waits and has work by the newest plan. */
  announce(): void;
  hasOffer(host: HostName): boolean;
  /** Grows with every plan: who looked at an older one may have missed an offer. */
  plans(): number;
  /** Running work waits for a fresh look of this host. */
  waitsFor(host: HostName): boolean;
  /** Waits for work in a plan newer than number `seen`, a request to look again, or the end of the hold. */
  park(host: HostName, seen: number, until: Instant, signal: AbortSignal): Promise<'work' | 'look' | 'time'>;
  /** Answers the call that this host has waiting, if any: it has called again. */
  release(host: HostName): void;
  /** The loop; ends when the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

interface Ports {
  readonly store: Store;
  /** Names the code that compiles declarations; without it a compiled fleet is not kept. */
  readonly compiler?: string;
  readonly source: Source;
  readonly clock: Clock;
  /** Without it, as in a simulation of all in one process, nobody waits. */
  readonly turn?: Turn;
  readonly random: Random;
  readonly signer: Signer;
  readonly log: Log;
  readonly metrics: Metrics;
}

interface Parked {
  wake(why: 'work' | 'look' | 'time'): void;
}

/** Nobody looks at why a wait ended; an abort without a reason would make an exception, stack and all, at every check-in. */
const over = 'over';

const noTurn: Turn = { pass: () => Promise.resolve() };

export function serveFleet(state: FleetState, ports: Ports): Served {
  const { clock, log, store } = ports;
  const objects = createObjectCache();
  const parsed: ParseCache = createParseCache();
  const parked = new Map<HostName, Parked>();
  const bell: Bell = createBell();
  let unread = false;
  /**
   * After a failed write: what is durable counts, and the loop reads the declarations again before anything is planned. Not
   * here and at once: while the disk is full that would fail again, for ever.
   */
  const reload = async () => {
    await loadFleetState(state, store);
    state.fleet = null;
    state.plan = null;
    unread = true;
    log.error('a write failed; the state was read again', { fleet: state.name });
    bell.ring();
  };
  const ledger = createLedger({ fleet: state.name, epoch: state.epoch, store, clock, reload });
  /** The plan that those who wait were last told of. */
  let announced = 0;
  let syncing: Promise<void> | null = null;
  let syncAgain = false;

  const announce = () => {
    if (announced === state.plans) return;
    announced = state.plans;
    for (const host of state.standing.offered()) parked.get(host)?.wake('work');
  };

  const isOfNow = () => state.plannedVersion === state.version && state.plan !== null;

  const replanIn = (record: Recorder) => {
    if (!isOfNow()) replan(state, record, ports);
  };

  const planNow = async () => {
    if (!isOfNow()) await ledger.change(replanIn);
    announce();
  };

  /** Asks hosts whose fresh look is due to call again. */
  const askDue = () => {
    const now = clock.now();
    for (const [host, at] of looksDue(state, now)) if (at <= now) parked.get(host)?.wake('look');
  };

  const syncOnce = async () => {
    do {
      syncAgain = false;
      try {
        await syncDeclarations(state, {
          ...ports,
          compiler: ports.compiler ?? null,
          turn: ports.turn ?? noTurn,
          ledger,
          objects,
          parsed,
        });
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        state.sourceTrouble ??= { since: clock.now(), message: error.message };
        log.error('fleet cannot be read', { fleet: state.name, code: error.code, err: error });
      }
    } while (syncAgain);
  };

  const served: Served = {
    state,
    ledger,
    source: ports.source,
    objects,
    clock,
    signer: ports.signer,
    metrics: ports.metrics,
    log,
    sealed: new Map(),
    async nudge() {
      if (syncing !== null) {
        // a nudge in the middle may be about something the running look has already passed
        syncAgain = true;
        return syncing;
      }
      syncing = syncOnce().finally(() => {
        syncing = null;
      });
      await syncing;
      served.changed();
      await served.planned();
      for (const waiting of parked.values()) waiting.wake('work');
    },
    changed() {
      bell.ring();
    },
    planned: planNow,
    replan: replanIn,
    announce,
    hasOffer: (host) => state.standing.isOffered(host),
    plans: () => state.plans,
    waitsFor: (host) => state.standing.isWaitedFor(host),
    async park(host, seen, until, signal) {
      if (state.plans > seen && state.standing.isOffered(host)) return 'work';
      const done = new AbortController();
      const waiting = new Promise<'work' | 'look' | 'time'>((resolve) => {
        parked.set(host, { wake: resolve });
        signal.addEventListener('abort', () => resolve('time'), { once: true });
        void clock.until(until, { signal: done.signal, idle: true }).then(() => resolve('time'));
      });
      const mine = parked.get(host);
      bell.ring();
      ports.metrics.agentsConnected(state.name, parked.size);
      const why = await waiting;
      done.abort(over);
      if (parked.get(host) === mine) parked.delete(host);
      ports.metrics.agentsConnected(state.name, parked.size);
      return why;
    },
    release(host) {
      parked.get(host)?.wake('look');
    },
    async run(signal) {
      while (!signal.aborted) {
        if (unread) {
          unread = false;
          await served.nudge();
        }
        await planNow();
        askDue();
        const { plan } = state;
        const now = clock.now();
        const late = plan !== null && plan.wakeAt !== null && now >= plan.wakeAt;
        if (late) {
          state.version++;
          continue;
        }
        const turn = new AbortController();
        const stop = () => turn.abort(over);
        signal.addEventListener('abort', stop, { once: true });
        const due = soonest([plan?.dueAt ?? null, nextLook(state, now)]);
        const waits = [bell.heard(turn.signal)];
        if (due !== null) waits.push(clock.until(due, { signal: turn.signal }));
        if (plan?.wakeAt) waits.push(clock.until(plan.wakeAt, { signal: turn.signal, idle: true }));
        await Promise.race(waits);
        turn.abort(over);
        signal.removeEventListener('abort', stop);
      }
    },
  };
  return served;
}
