/** After a crash in the middle of a step: the host is asked what became of it. Nothing is begun again. */
import { openEnvelope } from '#core/envelope/action.ts';
import type { PublicKey } from '#core/envelope/keys.ts';
import type { ActionResult, Order, PatchState } from '#core/model/action.ts';
import type { ActionId } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import type { Ledger, OpenAction } from './ledger.ts';
import type { Clock, Log, Provider } from './ports.ts';

interface Settling {
  readonly provider: Provider;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Fresh. Rejects when the host cannot be observed. */
  readonly observe: () => Promise<Observation>;
  /** A moment of real time, before something that failed is tried again. */
  readonly pause: () => Promise<void>;
}

/** How often a probe that breaks is asked, before a person has to decide. */
const maxTries = 3;

/**
 * Journals a result for every action that has none. One that was accepted and not begun never will be: the controller hears
 * so at once and asks again under another attempt, which is sooner than waiting for it to notice.
 */
export async function recover(
  ports: Settling & {
    readonly signingKey: PublicKey;
    readonly ledger: Ledger;
  },
): Promise<void> {
  const { ledger, clock, log, signal } = ports;
  for (const action of ledger.waiting()) {
    const detail = 'cut off before it was begun';
    const result = { action, state: 'refused', code: 'not-done', at: clock.now(), detail, changed: false, before: null } as const;
    await ledger.append({ type: 'result', at: clock.now(), result });
  }
  for (const open of ledger.open()) {
    const order = orderOf(open, ports.signingKey);
    const { action, bootId, before } = open;
    const result =
      order === null
        ? unknown(action, clock, 'its envelope cannot be read')
        : await outcomeOf(ports, { action, order, bootId, before });
    // Ending again: the next start asks again.
    if (signal.aborted) return;
    log.warn('an action was cut off by a restart', { action, state: result.state });
    await ledger.append({ type: 'result', at: clock.now(), result });
  }
}

/** Asks the provider. A step that did not take effect has failed: it is asked for again under another attempt, or not at all. */
export async function outcomeOf(
  { provider, clock, log, signal, observe, pause }: Settling,
  step: { readonly action: ActionId; readonly order: Order; readonly bootId: string; readonly before: PatchState | null },
): Promise<ActionResult> {
  const { action, order, bootId, before } = step;
  for (let tried = 1; ; tried++) {
    try {
      // Nothing but a boot changes the boot id, and a host that has booted has done what a reboot asks.
      const booted = order.kind === 'host.reboot' && (await observe()).bootId !== bootId;
      const found = booted ? 'done' : await provider.probe(order, action, bootId);
      switch (found) {
        case 'done':
          return {
            action,
            state: 'done',
            at: clock.now(),
            code: null,
            detail: 'found done after an interruption',
            changed: true,
            before,
          };
        case 'not-done':
          return {
            action,
            state: 'failed',
            at: clock.now(),
            code: 'not-done',
            detail: 'cut off before it took effect',
            changed: false,
            before,
          };
        case 'unknown':
          return { ...unknown(action, clock, 'the host cannot tell whether it took effect'), before };
      }
    } catch (error) {
      log.warn('probe failed', { action, tried, error: error instanceof Error ? error.message : String(error) });
      if (signal.aborted || tried >= maxTries) return { ...unknown(action, clock, 'the probe failed'), before };
      await pause();
    }
  }
}

function orderOf(open: OpenAction, key: PublicKey): Order | null {
  try {
    const opened = openEnvelope(JSON.parse(open.envelope), key);
    return opened.ok ? opened.envelope.order : null;
  } catch {
    return null;
  }
}

function unknown(action: ActionId, clock: Clock, detail: string): ActionResult {
  return { action, state: 'unknown', at: clock.now(), code: 'unknown', detail, changed: false, before: null };
}
