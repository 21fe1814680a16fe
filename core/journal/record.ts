/** Journal records and their canonical text: the leaf of the fleet's RFC 6962 tree. */
import { canonical } from '../digest.ts';
import { fleetName, type FleetName } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import { events, type EventType } from './events.ts';

/** Characters of one leaf; a record that needs more is a design error, and a longer one was not written by us. */
const MAX_LEAF_CHARS = 4_000_000;

/** Last instant JavaScript's calendar can show. */
const MAX_INSTANT_MS = 8_640_000_000_000_000;

export interface NewEvent {
  readonly type: EventType;
  readonly at: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a record's leaf parses to. `fleet: ''` is the controller's own journal. */
export interface JournalEntry extends NewEvent {
  readonly index: number;
  readonly fleet: FleetName | '';
}

/** A journal record as stored: `leaf` = its canonical bytes (UTF-8 text). */
export interface JournalRecord {
  /** Counts from 0 without a gap. */
  readonly index: number;
  readonly leaf: string;
}

/** @throws RangeError beyond `MAX_LEAF_CHARS`, TypeError when `data` holds what JSON cannot carry unchanged. */
export function leafOf(entry: JournalEntry): string {
  return composeLeaf(entry, canonical(entry.data));
}

/** `leafOf` for callers that froze `data` as canonical text earlier than the index was known. */
export function composeLeaf(entry: Omit<JournalEntry, 'data'>, canonicalData: string): string {
  const { at, fleet, index, type } = entry;
  // Keys in code-unit order, so this is the canonical JSON of the whole entry (a test holds the two together).
  const leaf = `{"at":${at},"data":${canonicalData},"fleet":"${fleet}","index":${index},"type":"${type}"}`;
  if (leaf.length > MAX_LEAF_CHARS) throw new RangeError(`a journal record of ${leaf.length} characters is over the limit`);
  return leaf;
}

export type ParsedLeaf =
  | { readonly ok: true; readonly entry: JournalEntry }
  | { readonly ok: false; readonly code: 'malformed' | 'not-canonical' | 'unknown-type'; readonly message: string };

/** Strict: exactly these fields, canonical form, a known type. Anything else was not written by this program. */
export function parseLeaf(leaf: string): ParsedLeaf {
  if (leaf.length > MAX_LEAF_CHARS) return malformed('longer than any record may be');
  let value: unknown;
  try {
    value = JSON.parse(leaf);
  } catch {
    return malformed('not JSON');
  }
  if (!isRecord(value)) return malformed('not an object');
  const { at, data, fleet, index, type } = value;
  if (Object.keys(value).length !== 5) return malformed('not exactly the fields at, data, fleet, index, type');
  if (!isCount(at) || at > MAX_INSTANT_MS) return malformed('"at" is not an instant');
  if (!isCount(index)) return malformed('"index" is not a count');
  if (!isRecord(data)) return malformed('"data" is not an object');
  if (typeof fleet !== 'string' || !isFleet(fleet)) return malformed('"fleet" is not a fleet name');
  if (typeof type !== 'string') return malformed('"type" is not text');
  if (canonicalOrNull(value) !== leaf) {
    return { ok: false, code: 'not-canonical', message: 'not in canonical form, so not as it was written' };
  }
  if (!Object.hasOwn(events, type)) {
    return {
      ok: false,
      code: 'unknown-type',
      message: `of type ${JSON.stringify(type.slice(0, 80))}, which this version does not know; verify with a newer one`,
    };
  }
  return {
    ok: true,
    entry: { index, fleet: fleet === '' ? '' : fleetName(fleet), type: type as EventType, at: at as Instant, data },
  };
}

function malformed(message: string): ParsedLeaf {
  return { ok: false, code: 'malformed', message };
}

function isFleet(text: string): boolean {
  if (text === '') return true;
  try {
    fleetName(text);
    return true;
  } catch {
    return false;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null for what JSON.parse reads but canonical JSON has no text for (-0, 1e999). */
function canonicalOrNull(value: unknown): string | null {
  try {
    return canonical(value);
  } catch {
    return null;
  }
}
