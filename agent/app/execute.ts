/**
 * Carries out actions, one at a time and each at most once: accepted, journaled, flushed, and only then begun. An action
 * that was begun is never begun again, whatever happens to the agent in between.
 */
import { sha256 } from '#core/digest.ts';
import { accept, type AcceptInput } from '#core/envelope/accept.ts';
import { openEnvelope } from '#core/envelope/action.ts';
import type { PublicKey } from '#core/envelope/keys.ts';
import type { Warrants } from '#core/envelope/warrants.ts';
import type { ActionResult, Envelope, PatchState } from '#core/model/action.ts';
import type { ActionId, FleetName, HostName } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import type { Dsse } from '#core/model/review.ts';
import type { Bundles } from './bundles.ts';
import type { Ledger } from './ledger.ts';
import { type Clock, type Log, type Provider, ProviderFailure } from './ports.ts';
import { outcomeOf, recover } from './recover.ts';

export interface Executor {
  /** Settles what a crash left open; nothing is begun before. */
  start(): void;
  /** Takes envelopes as they came; those that hold are begun in order. Returns how many were new. */
  deliver(actions: readonly Dsse[]): number;
  /** The controller is away: nothing that has not begun will begin. */
  standDown(): void;
  /** Something is being worked on now (it may be waiting for an instant of the clock). */
  busy(): boolean;
  /** What the controller has not taken yet, oldest first; `started` before the end of the same action. */
  reports(): readonly ActionResult[];
  /** The controller took `acks` out of what was `sent`. */
  acknowledge(sent: readonly ActionResult[], acks: readonly string[]): Promise<void>;
  /** Every observation passes here: a new boot ends a reboot. */
  observed(observation: Observation): Promise<void>;
  /** Rejects when the journal failed: the agent must end. */
  readonly failed: Promise<never>;
  /** Resolves when nothing is being worked on. */
  settled(): Promise<void>;
}

export interface ExecutorPorts {
  readonly self: { readonly fleet: FleetName; readonly host: HostName; readonly key: string };
  readonly signingKey: PublicKey;
  readonly ledger: Ledger;
  readonly bundles: Bundles;
  readonly provider: Provider;
  readonly clock: Clock;
  readonly warrants: Warrants;
  /** Fresh. Rejects when the host cannot be observed. */
  readonly observe: () => Promise<Observation>;
  /** A moment of real time, before something that failed is tried again. */
  readonly pause: () => Promise<void>;
  readonly log: Log;
  readonly changed: () => void;
  /** Ends the agent; steps under way are left to the journal. */
  readonly signal: AbortSignal;
}

export function createExecutor(ports: ExecutorPorts): Executor {
  const { ledger, provider, clock, log, signal } = ports;
  let queue: { readonly envelope: Envelope; readonly dsse: Dsse }[] = [];
  const told = new Set<ActionId>();
  /** Ended here, so that the controller may not have heard of the start yet. */
  const startedHere = new Map<ActionId, ActionResult>();
  let rebooting: ActionId | null = null;
  /** Being looked at or carried out. */
  let current: ActionId | null = null;
  let working: Promise<void> | null = null;
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});

  function work(): void {
    if (working !== null || queue.length === 0) return;
    working = drain()
      .catch((error: unknown) => failure.reject(error as Error))
      .finally(() => {
        working = null;
        ports.changed();
      });
  }

  async function drain(): Promise<void> {
    for (;;) {
      if (signal.aborted || rebooting !== null) return;
      const next = queue.shift();
      if (next === undefined) return;
      current = next.envelope.action;
      try {
        await take(next.envelope, next.dsse);
      } finally {
        current = null;
      }
    }
  }

  async function take(envelope: Envelope, dsse: Dsse): Promise<void> {
    let observation: Observation;
    try {
      observation = await ports.observe();
    } catch (error) {
      // Not refused: the controller still has it and delivers it again.
      log.warn('action not looked at: the host cannot be observed', { action: envelope.action, error: messageOf(error) });
      return;
    }
    const proven = await ports.bundles.proven(envelope.commit);
    const newest = await newestProven();
    const acceptance = accept({
      envelope,
      self: ports.self,
      counters: ledger.counters(),
      known: (action) => ledger.known(action),
      now: clock.now(),
      proven: (commit) => (commit === envelope.commit ? proven : undefined),
      newest,
      observation,
      warrants: ports.warrants,
      journal: ledger,
    });
    // Accepted, yet the agent is ending: it was not begun, and the controller still has it.
    if (signal.aborted) return;
    switch (acceptance.verdict) {
      case 'repeated':
        // The controller has not heard, or has forgotten.
        told.delete(envelope.action);
        if (acceptance.result !== null) ledger.remind(acceptance.result);
        return;
      case 'refused':
        await refuse(envelope.action, acceptance.code, acceptance.detail);
        return;
      case 'accepted':
        await begin(envelope, dsse, observation);
        return;
    }
  }

  /** A commit that is accepted while the proof is read counts already. */
  async function newestProven(): Promise<AcceptInput['newest']> {
    for (;;) {
      const commit = ports.bundles.newest();
      const fleet = (await ports.bundles.proven(commit))?.fleet ?? null;
      if (commit === ports.bundles.newest()) return { commit, fleet };
    }
  }

  async function refuse(action: ActionId, code: string, detail: string): Promise<void> {
    log.warn('action refused', { action, code });
    await finish({ action, state: 'refused', at: clock.now(), code, detail, changed: false, before: null });
  }

  async function begin(envelope: Envelope, dsse: Dsse, observation: Observation): Promise<void> {
    const { action, order, sequence, epoch } = envelope;
    if (ledger.known(action) === undefined) {
      await ledger.append({ type: 'received', at: clock.now(), action, sequence, epoch, envelope: JSON.stringify(dsse) });
    }
    const before = order.kind === 'update.install' ? patchState(observation) : null;
    const at = clock.now();
    await ledger.append({ type: 'intent', at, action, bootId: observation.bootId, before });
    startedHere.set(action, started(action, at));
    log.info('action started', { action, kind: order.kind });
    ports.changed();
    let result: ActionResult | null;
    try {
      const set = await provider.set(order, action, signal);
      if (order.kind === 'host.reboot') {
        // The boot id tells when it is done; until then nothing else begins.
        rebooting = action;
        ports.changed();
        return;
      }
      const { changed, detail } = set;
      result = {
        action,
        state: 'done',
        at: clock.now(),
        code: null,
        detail: clip(detail),
        changed,
        before: set.before ?? before,
      };
    } catch (error) {
      // The agent is ending: the journal has the intent, and the next start asks the provider what became of it.
      if (signal.aborted) return;
      result = await afterError(envelope, error, observation.bootId, before);
    }
    await finish(result);
  }

  async function afterError(
    envelope: Envelope,
    error: unknown,
    bootId: string,
    before: PatchState | null,
  ): Promise<ActionResult> {
    const { action, order } = envelope;
    if (error instanceof ProviderFailure) {
      const { code, message } = error;
      return { action, state: 'failed', at: clock.now(), code, detail: clip(message), changed: false, before };
    }
    log.error('provider broke', { action, error: messageOf(error) });
    return await outcomeOf(ports, { action, order, bootId, before });
  }

  async function finish(result: ActionResult): Promise<void> {
    await ledger.append({ type: 'result', at: clock.now(), result });
    log.info('action ended', { action: result.action, state: result.state, code: result.code });
    ports.changed();
  }

  /** What does not open has no action id that could be believed; it is known by its bytes. */
  async function refuseUnread(dsse: Dsse, code: string, detail: string): Promise<void> {
    const action = `unverified:${sha256(JSON.stringify(dsse)).slice(0, 32)}` as ActionId;
    if (ledger.known(action) === undefined) await refuse(action, code, detail);
  }

  return {
    failed: failure.promise,
    start() {
      working = recover(ports)
        .catch((error: unknown) => failure.reject(error as Error))
        .finally(() => {
          working = null;
          ports.changed();
          work();
        });
    },
    deliver(actions) {
      let fresh = 0;
      for (const dsse of actions) {
        const opened = openEnvelope(dsse, ports.signingKey);
        if (!opened.ok) {
          refuseUnread(dsse, opened.code, opened.detail).catch((error: unknown) => failure.reject(error as Error));
          continue;
        }
        const { envelope } = opened;
        if (envelope.action === current || queue.some((waiting) => waiting.envelope.action === envelope.action)) continue;
        queue.push({ envelope, dsse });
        const state = ledger.known(envelope.action)?.state;
        if (state === undefined || state === 'received') fresh++;
      }
      work();
      return fresh;
    },
    standDown() {
      queue = [];
    },
    busy: () => working !== null,
    reports() {
      const open = ledger.open().map(({ action, startedAt }) => started(action, startedAt));
      const ended = ledger.unacknowledged().flatMap((result) => {
        const start = startedHere.get(result.action);
        return start === undefined ? [result] : [start, result];
      });
      return [...ended, ...open].filter(({ action, state }) => state !== 'started' || !told.has(action)).slice(0, 200);
    },
    async acknowledge(sent, acks) {
      const taken = new Set(acks);
      for (const { action, state } of sent) {
        if (!taken.has(action)) continue;
        if (state === 'started') told.add(action);
        else await ledger.append({ type: 'acknowledged', at: clock.now(), action });
      }
    },
    async observed(observation) {
      if (rebooting === null) return;
      const open = ledger.open().find(({ action }) => action === rebooting);
      if (open === undefined || observation.bootId === open.bootId) return;
      const { action } = open;
      rebooting = null;
      await finish({ action, state: 'done', at: clock.now(), code: null, detail: 'booted', changed: true, before: null });
      work();
    },
    async settled() {
      while (working !== null) await working;
    },
  };
}

function started(action: ActionId, at: ActionResult['at']): ActionResult {
  return { action, state: 'started', at, code: null, detail: 'started', changed: false, before: null };
}

function patchState({ patch }: Observation): PatchState {
  return patch.type === 'windows'
    ? { type: 'windows', build: patch.build }
    : { type: 'debian', packages: installedOf(patch.packages) };
}

/** `''` = looked for and not installed: nothing to go back to. */
function installedOf(packages: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(packages).filter(([, version]) => version !== ''));
}

function clip(text: string): string {
  return text.slice(0, 2_000);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
