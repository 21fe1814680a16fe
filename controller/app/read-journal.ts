/** Finds the records of one action without reading the journal from its beginning. */
import { parseLeaf } from '#core/journal/record.ts';
import type { FleetName } from '#core/model/ids.ts';
import type { StepRecord } from '#core/model/intervention.ts';
import type { JournalEntry, Store } from './ports.ts';

export type Numbered = JournalEntry & { readonly index: number };

const page = 1_000;

export function entryOf(leaf: string): JournalEntry | null {
  const parsed = parseLeaf(leaf);
  return 'entry' in parsed ? (parsed.entry as JournalEntry) : null;
}

/** From the claim of a step on, page by page, until its last word was read. `size` = records in the journal. */
export async function recordsOf(store: Store, fleet: FleetName, step: StepRecord, size: number): Promise<readonly Numbered[]> {
  const start = await pageBefore(store, fleet, step.claimedAt, size);
  const found = await read(store, fleet, step, start, size);
  // a clock that was set back puts a claim before records that look older
  return start === 0 || found.some(({ type }) => type === 'action.claimed') ? found : read(store, fleet, step, 0, size);
}

async function read(store: Store, fleet: FleetName, step: StepRecord, start: number, size: number): Promise<readonly Numbered[]> {
  const found: Numbered[] = [];
  for (let from = start; from < size; from += page) {
    for (const { index, leaf } of await store.journal(fleet, from, page)) {
      if (!leaf.includes(step.action)) continue;
      const entry = entryOf(leaf);
      if (entry?.data['action'] !== step.action) continue;
      found.push({ ...entry, index });
      if (isLast(entry, step)) return found;
    }
  }
  return found;
}

function isLast({ type }: JournalEntry, step: StepRecord): boolean {
  if (step.endedAt === null) return false;
  if (step.resolvedBy !== null) return type === 'action.resolved';
  return type === 'action.void' || type === 'action.done' || type === 'action.failed' || type === 'action.refused';
}

/** The last page that begins before `at`: a search by halves, one record a try. */
async function pageBefore(store: Store, fleet: FleetName, at: number, size: number): Promise<number> {
  let low = 0;
  let high = Math.max(0, Math.ceil(size / page) - 1);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [first] = await store.journal(fleet, middle * page, 1);
    const entry = first === undefined ? null : entryOf(first.leaf);
    if (entry !== null && entry.at < at) low = middle;
    else high = middle - 1;
  }
  return low * page;
}
