/** What the journal says, kept at hand: counters, what became of every action, and what the controller has not taken yet. */
import type { Known } from '#core/envelope/accept.ts';
import type { Begun } from '#core/envelope/warrants.ts';
import { ActionKind, type ActionResult, type PatchState } from '#core/model/action.ts';
import { type ActionId, type CommitId, parseActionId } from '#core/model/ids.ts';
import type { Instant } from '#core/model/time.ts';
import type { Journal, JournalRecord } from './ports.ts';

/** Nothing may be done that is not written first, so the agent ends. */
export class JournalBroken extends Error {
  constructor(cause: unknown) {
    super('the journal cannot be written; nothing more will be started', { cause });
    this.name = 'JournalBroken';
  }
}

export interface OpenAction {
  readonly action: ActionId;
  /** The signed envelope as JSON text. */
  readonly envelope: string;
  readonly startedAt: Instant;
  readonly bootId: string;
  readonly before: PatchState | null;
}

export interface Ledger {
  counters(): { readonly epoch: number; readonly sequence: number };
  known(action: string): Known | undefined;
  /** Begun without a result, oldest first. */
  open(): readonly OpenAction[];
  /** Accepted, and not begun: oldest first. After a start these are what a crash cut off. */
  waiting(): readonly ActionId[];
  /** Results the controller has not acknowledged, oldest first. */
  unacknowledged(): readonly ActionResult[];
  /** Patch state that the install of an intervention found here. */
  before(intervention: string): PatchState | null;
  /** The last step of the kind that was begun here in an intervention. */
  begun(intervention: string, kind: ActionKind): Begun | null;
  /** Accepted commits with the name of the file that proves them, oldest first. */
  commits(): readonly { readonly commit: CommitId; readonly bundle: string }[];
  /** A result is to be reported again, though it was acknowledged. */
  remind(result: ActionResult): void;
  append(record: JournalRecord): Promise<void>;
}

interface Entry {
  envelope: string;
  epoch: number;
  sequence: number;
  intent: { readonly at: Instant; readonly bootId: string; readonly before: PatchState | null } | null;
  result: ActionResult | null;
}

export function openLedger(journal: Journal): Ledger {
  const entries = new Map<string, Entry>();
  const unacknowledged = new Map<string, ActionResult>();
  const found = new Map<string, PatchState>();
  const begun = new Map<string, Begun>();
  const commits: { commit: CommitId; bundle: string }[] = [];
  let counters = { epoch: 0, sequence: 0 };

  function entryOf(action: string): Entry {
    const known = entries.get(action);
    if (known) return known;
    const made: Entry = { envelope: '', epoch: 0, sequence: 0, intent: null, result: null };
    entries.set(action, made);
    return made;
  }

  function apply(record: JournalRecord): void {
    switch (record.type) {
      case 'received': {
        const { epoch, sequence, envelope } = record;
        Object.assign(entryOf(record.action), { epoch, sequence, envelope });
        if (epoch > counters.epoch) counters = { epoch, sequence };
        else if (epoch === counters.epoch) counters = { epoch, sequence: Math.max(counters.sequence, sequence) };
        return;
      }
      case 'intent': {
        const entry = entryOf(record.action);
        entry.intent = record;
        const { intervention } = parseActionId(record.action);
        if (record.before !== null) found.set(intervention, record.before);
        const kind = kindOf(entry.envelope);
        if (kind !== null) begun.set(`${intervention} ${kind}`, { at: record.at, bootId: record.bootId });
        return;
      }
      case 'result': {
        const entry = entryOf(record.result.action);
        entry.result = record.result;
        unacknowledged.set(record.result.action, record.result);
        // What was reported is what a rollback order will name.
        if (entry.intent?.before && record.result.before) {
          found.set(parseActionId(record.result.action).intervention, record.result.before);
        }
        return;
      }
      case 'acknowledged':
        unacknowledged.delete(record.action);
        return;
      case 'commit':
        commits.push({ commit: record.commit as CommitId, bundle: record.bundle });
        return;
      case 'refused':
        return;
    }
  }

  for (const record of journal.records) apply(record);
  return {
    counters: () => counters,
    known(action) {
      const entry = entries.get(action);
      if (entry === undefined) return undefined;
      if (entry.result !== null) return { state: 'ended', result: entry.result };
      return entry.intent === null ? { state: 'received', epoch: entry.epoch, sequence: entry.sequence } : { state: 'open' };
    },
    open: () =>
      [...entries].flatMap(([action, { envelope, intent, result }]) =>
        intent === null || result !== null
          ? []
          : [{ action: action as ActionId, envelope, startedAt: intent.at, bootId: intent.bootId, before: intent.before }],
      ),
    waiting: () =>
      [...entries].flatMap(([action, { intent, result }]) => (intent === null && result === null ? [action as ActionId] : [])),
    unacknowledged: () => [...unacknowledged.values()],
    before: (intervention) => found.get(intervention) ?? null,
    begun: (intervention, kind) => begun.get(`${intervention} ${kind}`) ?? null,
    commits: () => commits,
    remind(result) {
      unacknowledged.set(result.action, result);
    },
    async append(record) {
      try {
        await journal.append(record);
      } catch (error) {
        throw new JournalBroken(error);
      }
      apply(record);
    },
  };
}

/** What the journaled envelope orders, which was verified before it was written; a step may bear any name. */
function kindOf(envelope: string): ActionKind | null {
  try {
    const { payload } = JSON.parse(envelope) as { readonly payload: string };
    const { order } = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(payload))) as {
      readonly order?: { readonly kind?: unknown };
    };
    return ActionKind.find((kind) => kind === order?.kind) ?? null;
  } catch {
    return null;
  }
}
