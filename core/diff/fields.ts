/** A document as a flat list of fields with their values in people's words, and what differs between two such lists. */
import { canonical } from '../digest.ts';
import type { DiffKind, Document } from './documents.ts';
import { type Word, words } from './words.ts';

export interface Statement {
  /** `rings/pilot/soak`: stable, for machines. */
  readonly field: string;
  /** In people's words; null = nothing was there. */
  readonly before: string | null;
  readonly after: string | null;
  readonly text: string;
}

/** With the values as they are declared: for those who judge whether a change is a risk. */
export interface FieldChange extends Statement {
  readonly raw: { readonly before: unknown; readonly after: unknown };
}

interface Field {
  readonly path: string;
  readonly label: string;
  /** Null = nothing is there. */
  readonly text: string | null;
  readonly raw: unknown;
  /** The entry of a list or mapping that this belongs to, when entries come and go as a whole. */
  readonly entry: { readonly path: string; readonly label: string } | null;
}

/** What differs, in the order in which fields are declared. Empty exactly when the contents are the same. */
export function fieldChanges(before: Document, after: Document, zone: string): readonly FieldChange[] {
  const old = fieldsOf(before, zone);
  const now = fieldsOf(after, zone);
  const changes: FieldChange[] = [];
  const whole = new Set<string>();
  for (const path of new Set([...now.keys(), ...old.keys()])) {
    const [was, is] = [old.get(path), now.get(path)];
    if (was !== undefined && is !== undefined && canonical(was.raw) === canonical(is.raw)) continue;
    // nothing was there; what is there now is said field by field (and the other way round)
    if ((was === undefined || is === undefined) && (is ?? was)!.text === null) continue;
    const entry = (is ?? was)!.entry;
    if (entry !== null && (was === undefined || is === undefined)) {
      const elsewhere = was === undefined ? old : now;
      if (whole.has(entry.path)) continue;
      if (![...elsewhere.values()].some((field) => field.entry?.path === entry.path)) {
        whole.add(entry.path);
        changes.push(wholeEntry(entry, was === undefined ? now : old, was === undefined));
        continue;
      }
    }
    changes.push(oneField(path, was, is));
  }
  return changes;
}

/** The fields that say something, as "label value". */
export function summaryOf(document: Document, zone: string): readonly string[] {
  return [...fieldsOf(document, zone).values()].flatMap(({ label, text }) => (text === null ? [] : [`${label} ${text}`]));
}

function oneField(path: string, was: Field | undefined, is: Field | undefined): FieldChange {
  const { label } = (is ?? was)!;
  const [before, after] = [was?.text ?? null, is?.text ?? null];
  const raw = { before: was?.raw ?? null, after: is?.raw ?? null };
  return { field: path, before, after, text: sentence(label, before, after, raw), raw };
}

function sentence(label: string, before: string | null, after: string | null, raw: FieldChange['raw']): string {
  const [old, now] = [names(raw.before), names(raw.after)];
  if (old !== null && now !== null && old.length + now.length > 0) {
    const added = now.filter((name) => !old.includes(name));
    const gone = old.filter((name) => !now.includes(name));
    // in another order: said as a whole
    if (added.length + gone.length > 0 && !label.startsWith('order of') && !label.startsWith('keys of')) {
      return `${label}: ${[...added.map((name) => `+ ${name}`), ...gone.map((name) => `− ${name}`)].join(', ')}`;
    }
  }
  if (before === null) return after === null ? `${label} changes` : `${label} ${after}, not set before`;
  if (after === null) return `${label} ${before} is no longer set`;
  return before === after ? `${label} ${after}, written differently` : `${label}: ${before} → ${after}`;
}

function names(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number')
    ? value.map(String)
    : null;
}

function wholeEntry(entry: { path: string; label: string }, fields: ReadonlyMap<string, Field>, added: boolean): FieldChange {
  const own = [...fields.values()].filter((field) => field.entry?.path === entry.path);
  const values = own.flatMap(({ label, text }) => {
    if (text === null) return [];
    const short = label.startsWith(entry.label) ? label.slice(entry.label.length).replace(/^,? /, '') : label;
    return [short === '' ? text : `${short} ${text}`];
  });
  const text = values.join(', ');
  const raw = Object.fromEntries(own.map((field) => [field.path, field.raw]));
  return {
    field: entry.path,
    before: added ? null : text,
    after: added ? text : null,
    text: added ? `${entry.label} is added${text === '' ? '' : `: ${text}`}` : `${entry.label} is removed`,
    raw: added ? { before: null, after: raw } : { before: raw, after: null },
  };
}

function fieldsOf({ kind, content }: Document, zone: string): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  walk(kind, content, [], null, zone, fields);
  return fields;
}

function walk(
  kind: DiffKind,
  value: unknown,
  path: readonly string[],
  entry: Field['entry'],
  zone: string,
  fields: Map<string, Field>,
): void {
  if (value === undefined) return;
  const found = wordFor(kind, path);
  const add = (at: readonly string[], text: string | null, raw: unknown, label?: string) =>
    fields.set(at.join('/'), { path: at.join('/'), label: label ?? labelOf(found, at), text, raw, entry });
  if (found?.word.read !== undefined) {
    add(path, (found.word.read as (value: unknown, zone: string) => string | null)(value, zone), value);
  } else if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isNamed)) {
      // their order counts: the order of rings and waves is the order of work
      if (words[kind][path.join('/')]?.label.startsWith('order of') === true) {
        const order = value.map(({ name }) => name);
        add(path, order.join(', '), order);
      }
      for (const { name, ...rest } of value) walkEntry(kind, rest, [...path, name], entry, zone, fields);
    } else {
      add(path, value.length === 0 ? null : value.map(leafText).join(', '), value);
    }
  } else if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 0) add(path, null, value);
    // a mapping of names: their order means nothing
    const byName = wordFor(kind, [...path, 'x'])?.exact === true;
    for (const key of byName ? keys.sort() : keys) {
      const inner = (value as Readonly<Record<string, unknown>>)[key];
      const at = [...path, key];
      if (byName && typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
        const { name: _, ...rest } = inner as Readonly<Record<string, unknown>>;
        walkEntry(kind, rest, at, entry, zone, fields);
      } else walk(kind, inner, at, entry, zone, fields);
    }
  } else {
    add(path, value === null ? null : leafText(value), value);
  }
}

function walkEntry(
  kind: DiffKind,
  value: object,
  path: readonly string[],
  outer: Field['entry'],
  zone: string,
  fields: Map<string, Field>,
): void {
  const found = wordFor(kind, path);
  const entry = outer ?? { path: path.join('/'), label: labelOf(found, path) };
  for (const [key, inner] of Object.entries(value)) walk(kind, inner, [...path, key], entry, zone, fields);
  if (Object.keys(value).length === 0) {
    fields.set(path.join('/'), { path: path.join('/'), label: entry.label, text: '', raw: true, entry });
  }
}

function isNamed(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

function leafText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : canonical(value);
}

interface Found {
  readonly word: Word;
  readonly met: readonly string[];
  /** The pattern ends in `*`. */
  readonly exact: boolean;
}

function wordFor(kind: DiffKind, path: readonly string[]): Found | null {
  for (const [pattern, word] of Object.entries(words[kind])) {
    const parts = pattern.split('/');
    if (parts.length !== path.length || !parts.every((part, i) => part === '*' || part === path[i])) continue;
    return { word, met: path.filter((_, i) => parts[i] === '*'), exact: parts.at(-1) === '*' };
  }
  return null;
}

function labelOf(found: Found | null, path: readonly string[]): string {
  if (found === null) return path.join(' ');
  let next = 0;
  return found.word.label.replaceAll('*', () => found.met[next++] ?? '*');
}
