/** One journal record in a few words: ids, commits and digests shortened, instants as times. */
import type { Problem } from '../model/problem.ts';
import { instant } from '../model/time.ts';
import type { ReviewRefusal } from '../model/review.ts';
import { counted, listed, shortCommit, shortDigest, timesIn } from './format.ts';
import { refusalText } from './refusals.ts';

export interface RecordReading {
  /** IANA name. */
  readonly zone: string;
  /** Who is behind a pseudonym; null when that was erased. */
  readonly person: (pseudonym: string) => string | null;
}

type Data = Readonly<Record<string, unknown>>;

const MOST_NAMES = 6;
/** Milliseconds: anything smaller under such a name is no instant of our time. */
const LEAST_INSTANT = 1e12;
const instants: ReadonlySet<string> = new Set(['from', 'expires', 'ends', 'at']);
/** What proves a record, for `--json` and auditors: it tells nobody what happened. */
const proofs: ReadonlySet<string> = new Set(['keyId', 'evidence', 'serial', 'epoch', 'plan', 'intent', 'planned', 'changed']);
/** Said without its name: the event says what it is. */
const bare: ReadonlySet<string> = new Set([
  'action',
  'host',
  'hosts',
  'intervention',
  'why',
  'detail',
  'outcome',
  'kind',
  'reason',
]);

/** "par-dc-01/install#1 · line baselines/2026-12.yaml:9 · sequence 12 · expires Sat 5 Dec 2026 20:05" */
export function recordText(type: string, data: Data, reading: RecordReading): string {
  const named = withNames(data, reading.person) as Data;
  const parts = Object.entries(named).flatMap(([key, value]) => part(key, value, type, reading));
  return parts.filter((text) => text !== '').join(' · ');
}

function part(key: string, value: unknown, type: string, { zone }: RecordReading): readonly string[] {
  if (value === null || value === '' || value === false || proofs.has(key)) return [];
  // the step is named in the action already
  if (key === 'kind' && type.startsWith('action.')) return [];
  if (key === 'reasons' && Array.isArray(value)) return value.map((reason) => reasonText(reason));
  if (key === 'first') return [problemText(value)];
  if (key === 'counts') return [countsText(value)];
  if (value === true) return [key];
  if (typeof value === 'number') {
    if (instants.has(key) && value > LEAST_INSTANT) return [`${key} ${timesIn(zone, null).at(instant(value))}`];
    return [key === 'problems' ? counted(value, 'problem') : `${key} ${value}`];
  }
  const text = Array.isArray(value) ? namesText(value) : typeof value === 'string' ? shortened(key, value) : '';
  if (text === '') return [];
  return [bare.has(key) ? text : `${words(key)} ${text}`];
}

function shortened(key: string, value: string): string {
  if (key === 'action') {
    // a step's own name may hold slashes
    const [, host, , ...step] = value.split('/');
    if (host !== undefined && step.length > 0) return `${host}/${step.join('/')}`;
  }
  return value
    .replaceAll(/\b[0-9a-f]{64}\b/g, (digest) => shortDigest(digest))
    .replaceAll(/\b[0-9a-f]{40}\b/g, (commit) => shortCommit(commit));
}

function namesText(values: readonly unknown[]): string {
  const names = values.filter((value) => typeof value === 'string');
  const shown = names.slice(0, MOST_NAMES);
  return names.length > shown.length
    ? `${shown.join(', ')} and ${names.length - shown.length} more`
    : shown.length === 0
      ? ''
      : listed(shown);
}

/** The journal is read as it was written, perhaps by an older release: what cannot be said in words is said to be so. */
function reasonText(reason: unknown): string {
  try {
    return shortened('reason', refusalText(reason as ReviewRefusal).what);
  } catch {
    return 'a reason this release does not know';
  }
}

function problemText(value: unknown): string {
  const { at, message } = value as Partial<Problem>;
  return at === undefined || message === undefined ? '' : `${at.file}:${at.line} ${message}`;
}

function countsText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([status, count]) => `${typeof count === 'number' ? count : '?'} ${status}`)
    .join(', ');
}

/** `inForce` → "in force". */
function words(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function withNames(value: unknown, person: RecordReading['person']): unknown {
  if (typeof value === 'string') return value.replaceAll(/\bp-[0-9a-f]{16}\b/g, (known) => person(known) ?? known);
  if (Array.isArray(value)) return value.map((item) => withNames(item, person));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNames(item, person)]));
}
