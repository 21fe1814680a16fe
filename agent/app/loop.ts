/**
 * The agent's life: observe, tell, take orders, and wait. One sync is out at any time; whatever the controller should
 * know ends the wait. While the controller is away, what was begun is finished and nothing new begins.
 */
import { digestOf } from '#core/digest.ts';
import { publicKeyOf } from '#core/envelope/keys.ts';
import type { Warrants } from '#core/envelope/warrants.ts';
import { interestOf } from '#core/interventions/interest.ts';
import type { ActionResult } from '#core/model/action.ts';
import type { CommitId, FleetName, HostName } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import type { SyncAnswer, SyncRequest } from '#core/model/sync.ts';
import { after, duration, type Instant, minute } from '#core/model/time.ts';
import { bell } from './bell.ts';
import { backOff } from './back-off.ts';
import { openBundles } from './bundles.ts';
import { createExecutor } from './execute.ts';
import { JournalBroken, openLedger } from './ledger.ts';
import { type Controller, Denied, type Files, type Journal, type Log, type Provider, type Random } from './ports.ts';
import type { Clock } from './ports.ts';
import type { TrackedClock } from './tracked-clock.ts';

/** A step that ends or waits within this time is reported together with its start. */
const gatherFor = duration(25);
const observeEvery = minute;
/** Answers that bring nothing, at one instant of the clock: beyond these the controller is not obeyed but waited for. */
const patience = 5;

export interface AgentOptions {
  readonly version: string;
  readonly identity: { readonly fleet: FleetName; readonly host: HostName; readonly key: string };
  /** Where trust starts, from the agent's own configuration. */
  readonly trust: { readonly commit: CommitId; readonly ref: string };
  /** PEM, pinned at enrolment. */
  readonly signingKey: string;
  /** The time the fleet lives by; the provider must wait by the same one. */
  readonly clock: TrackedClock;
  /** Real time, for back-off and certificates. */
  readonly wall: Pick<Clock, 'now' | 'until'>;
  readonly controller: Controller;
  readonly provider: Provider;
  readonly journal: Journal;
  readonly files: Files;
  readonly random: Random;
  readonly log: Log;
  readonly warrants: Warrants;
  /** Keeps the certificate good; asked before every sync. */
  readonly renewal: { renewWhenDue(): Promise<void> } | null;
  /** Ends the agent: no step is cut, open ones are settled at the next start. */
  readonly signal: AbortSignal;
}

/** Runs until `signal` aborts. Rejects when the journal can no longer be written. */
export async function runAgent(options: AgentOptions): Promise<void> {
  const { clock, wall, controller, provider, log, identity } = options;
  const broken = new AbortController();
  const signal = AbortSignal.any([options.signal, broken.signal]);
  const changes = bell();
  const ledger = openLedger(options.journal);
  const signingKey = publicKeyOf(options.signingKey);
  const { fleet, host } = identity;
  const { commit: pinned, ref } = options.trust;
  const bundles = openBundles({ fleet, ref, pinned, signingKey, ledger, files: options.files, clock, log });
  const delays = backOff(options.random);
  const executor = createExecutor({
    self: identity,
    signingKey,
    ledger,
    bundles,
    provider,
    clock,
    log,
    signal,
    warrants: options.warrants,
    observe: async () => (await observe()).observation,
    pause: () => wall.until(after(wall.now(), duration(2_000)), { signal }),
    changed: () => changes.ring(),
  });
  clock.onChange(() => changes.ring());
  signal.addEventListener('abort', () => changes.ring(), { once: true });

  let knownDigest: string | null = null;
  let emptyAnswers = 0;

  async function observe(): Promise<{ readonly observation: Observation; readonly digest: string }> {
    const proven = await bundles.proven(bundles.newest());
    const named = proven === undefined ? { services: [], probes: [], packages: [], backups: [] } : interestOf(proven.fleet, host);
    const observation = await provider.get({ host, ...named });
    return { observation, digest: digestOf(observation) };
  }

  /** Waits by real time, longer with every failure in a row. */
  async function stepBack(): Promise<void> {
    await wall.until(after(wall.now(), delays.next()), { signal });
  }

  /** What the controller should hear of at once, without the time of day. */
  function news(reports: readonly ActionResult[]): string {
    const state = clock.due() ?? (executor.busy() ? 'busy' : 'idle');
    return JSON.stringify([state, reports.map(({ action, state: reported }) => [action, reported])]);
  }

  /** Lets work that is about to end or to wait do so, so that no sync says "idle" or "busy" when it is neither. */
  async function gather(): Promise<void> {
    const enough = new AbortController();
    let over = false;
    const timer = clock.until(after(clock.now(), gatherFor), { signal: enough.signal, idle: true }).then(() => {
      over = true;
      changes.ring();
    });
    while (!over && !signal.aborted && executor.busy() && clock.due() === null) await changes.after(changes.count());
    enough.abort();
    await timer;
  }

  /** Looks again every minute while a poll is out; returns when there is something else to see. */
  async function lookAgain(digest: string, over: AbortSignal): Promise<void> {
    for (;;) {
      await clock.until(after(clock.now(), observeEvery), { signal: over, idle: true });
      if (over.aborted) return;
      try {
        const seen = await observe();
        await executor.observed(seen.observation);
        if (seen.digest !== digest) return;
      } catch (error) {
        log.warn('host not observed', { error: messageOf(error) });
        return;
      }
    }
  }

  /** Resolves when what the controller was told is no longer so. */
  async function outOfDate(told: string, seen: number, over: AbortSignal): Promise<void> {
    for (let count = seen; !over.aborted;) {
      await changes.after(count);
      count = changes.count();
      if (signal.aborted || news(executor.reports()) !== told) return;
    }
  }

  /** One long poll. Null when it was ended from this side. */
  async function poll(request: SyncRequest, told: string, seen: number): Promise<SyncAnswer | null> {
    const over = new AbortController();
    const answering = controller.sync(request, over.signal).then(
      (answer) => ({ answer, error: null }),
      (error: unknown) => ({ answer: null, error }),
    );
    const looking = lookAgain(request.observation.digest, over.signal);
    const changing = outOfDate(told, seen, over.signal);
    const first = await Promise.race([answering, looking, changing]);
    const endedHere = first === undefined;
    over.abort();
    changes.ring();
    await Promise.all([looking, changing]);
    // An answer that came all the same is taken: it may hold what the controller believes delivered.
    const { answer, error } = await answering;
    if (answer !== null) return answer;
    if (endedHere || signal.aborted) return null;
    throw error;
  }

  async function take(request: SyncRequest, results: readonly ActionResult[], answer: SyncAnswer): Promise<void> {
    const moved = answer.now > clock.now();
    clock.heard(answer.now as Instant);
    await executor.acknowledge(results, answer.acks);
    let commits = 0;
    for (const bundle of answer.commits) {
      if (!(await bundles.accept(bundle)).ok) break;
      commits++;
    }
    if (answer.wantFull) knownDigest = null;
    else if (request.observation.full !== null) knownDigest = request.observation.digest;
    const fresh = executor.deliver(answer.actions);
    const brought =
      moved || commits > 0 || fresh > 0 || answer.acks.length > 0 || (answer.wantFull && request.observation.full === null);
    emptyAnswers = brought ? 0 : emptyAnswers + 1;
  }

  /** An observation that is not older than what the reports say. */
  async function settledView(): ReturnType<typeof observe> {
    for (;;) {
      await gather();
      const before = news(executor.reports());
      const seen = await observe();
      await executor.observed(seen.observation);
      if (signal.aborted || news(executor.reports()) === before) return seen;
    }
  }

  async function once(): Promise<void> {
    const seen = await settledView();
    // From here on the ring of an abort would not be waited for.
    if (signal.aborted) return;
    const count = changes.count();
    const results = executor.reports();
    const told = news(results);
    const request: SyncRequest = {
      v: 1,
      agent: { version: options.version },
      observation: { digest: seen.digest, full: seen.digest === knownDigest ? null : seen.observation },
      results: [...results],
      counters: { ...ledger.counters(), commit: bundles.newest() },
      // Work that waits for no instant of the clock is over before a sync is sent, unless time is real and nobody asks.
      idleUntil: clock.due(),
    };
    const answer = await poll(request, told, count);
    if (answer === null) return;
    await take(request, results, answer);
    if (emptyAnswers > patience) await stepBack();
    else delays.reset();
  }

  async function live(): Promise<void> {
    let recovering = false;
    while (!signal.aborted) {
      try {
        await options.renewal?.renewWhenDue();
        if (!recovering) {
          // The host answers before it is asked what became of its steps.
          await observe();
          recovering = true;
          executor.start();
        }
        await once();
      } catch (error) {
        executor.standDown();
        if (error instanceof JournalBroken) throw error;
        if (signal.aborted) break;
        log.warn('controller or host not reached', {
          error: messageOf(error),
          code: error instanceof Denied ? error.code : null,
        });
        await stepBack();
      }
    }
    await executor.settled();
  }

  try {
    await Promise.race([live(), executor.failed]);
  } finally {
    broken.abort();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
