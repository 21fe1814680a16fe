/**
 * The strict YAML of declarations: mappings with text keys, lists, text, whole numbers, true/false and null. Nothing
 * else: no aliases, anchors, tags, merge keys or duplicate keys, so a document means what its lines say.
 * A plain scalar with a decimal point stays text, so a build `20348.4410` keeps its last digit.
 */
import { EVENT_ID, SCALAR_STYLE, YAMLException, getScalarValue, parseEvents, type Event, type ScalarEvent } from 'js-yaml';
import { assertNever } from '../model/problem.ts';
import { type Flaw, hiddenIn } from './text.ts';

const maxDepth = 24;
/** Parser events of one file; 1 MiB of ordinary declarations has about 160,000. */
const maxNodes = 300_000;

export interface YamlDocument {
  /** Counted from 0 in the file. */
  readonly index: number;
  /** Offset of its first node. */
  readonly start: number;
  readonly value: unknown;
}

export interface Yaml {
  readonly documents: readonly YamlDocument[];
  readonly flaws: readonly Flaw[];
  /** False when parsing stopped: documents may be missing. */
  readonly complete: boolean;
}

/** Keys that mean something to JavaScript's objects; no field, label or package is called so. */
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Events of the text, or the one flaw that stops the parser. */
export function eventsOf(text: string): { readonly events: readonly Event[]; readonly flaw: Flaw | null } {
  try {
    return { events: parseEvents(text, { maxDepth }), flaw: null };
  } catch (error) {
    return { events: [], flaw: syntaxFlaw(error, text) };
  }
}

function syntaxFlaw(error: unknown, text: string): Flaw {
  const known = error instanceof YAMLException;
  const start = Math.min(known ? (error.mark?.position ?? 0) : 0, Math.max(0, text.length - 1));
  if (known && error.reason.includes('maxDepth')) {
    const message = `the document is nested deeper than ${maxDepth} levels.`;
    return { code: 'too-deep', start, end: start + 1, message, remedy: 'no declaration needs that; flatten it' };
  }
  const reason = known ? error.reason : 'it cannot be read';
  return {
    code: 'not-yaml',
    start,
    end: start + 1,
    message: `this is not YAML: ${reason}.`,
    remedy: 'look at the indentation, brackets and quotes here and on the line above',
  };
}

/** Reads all documents of a text. Empty documents are skipped. */
export function readYaml(text: string): Yaml {
  const { events, flaw } = eventsOf(text);
  if (flaw !== null) return { documents: [], flaws: [flaw], complete: false };
  if (events.length > maxNodes) {
    const message = `the file has more than ${maxNodes.toLocaleString('en')} nodes.`;
    const tooMany = { code: 'too-many-nodes', start: 0, end: 1, message, remedy: 'split it into several files' };
    return { documents: [], flaws: [tooMany], complete: false };
  }
  return new Reader(text, events).read();
}

/** One pass over the events; recursion is bounded by `maxDepth`. */
class Reader {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #flaws: Flaw[] = [];
  #next = 0;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
  }

  read(): Yaml {
    const documents: YamlDocument[] = [];
    let index = 0;
    while (this.#next < this.#events.length) {
      const opening = this.#events[this.#next]!;
      this.#next += 1;
      if (opening.type !== EVENT_ID.DOCUMENT) throw new TypeError('events out of order');
      const first = this.#events[this.#next]!;
      const start = startOf(first);
      if (opening.directives.length > 0) {
        const end = this.#text.indexOf('\n', 0);
        this.#flaw(
          'yaml-directive',
          0,
          end < 0 ? 1 : end,
          'YAML directives are not read.',
          'remove the line that starts with "%"',
        );
      }
      const value = this.#node();
      this.#next += 1;
      if (!(value === null && start < 0)) documents.push({ index, start: Math.max(0, start), value });
      index += 1;
    }
    return { documents, flaws: this.#flaws, complete: true };
  }

  #node(): unknown {
    const event = this.#events[this.#next]!;
    this.#next += 1;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        this.#refuseProperties(event);
        return this.#scalar(event);
      case EVENT_ID.MAPPING:
        this.#refuseProperties(event);
        return this.#mapping();
      case EVENT_ID.SEQUENCE: {
        this.#refuseProperties(event);
        const items: unknown[] = [];
        while (this.#events[this.#next]!.type !== EVENT_ID.POP) items.push(this.#node());
        this.#next += 1;
        return items;
      }
      case EVENT_ID.ALIAS:
        this.#flaw('yaml-alias', event.anchorStart - 1, event.anchorEnd, 'YAML aliases are not read.', 'write the value out');
        return null;
      case EVENT_ID.DOCUMENT:
      case EVENT_ID.POP:
        throw new TypeError('events out of order');
      default:
        return assertNever(event);
    }
  }

  #mapping(): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    while (this.#events[this.#next]!.type !== EVENT_ID.POP) {
      const keyEvent = this.#events[this.#next]!;
      const key = this.#key();
      const value = this.#node();
      if (key === null) continue;
      if (Object.hasOwn(result, key)) {
        this.#atKey('duplicate-key', keyEvent, `the key "${shown(key)}" stands twice in this mapping.`, 'keep one of them');
        continue;
      }
      result[key] = value;
    }
    this.#next += 1;
    return result;
  }

  /** Null when the key cannot be one; its value is read and dropped. */
  #key(): string | null {
    const event = this.#events[this.#next]!;
    if (event.type !== EVENT_ID.SCALAR) {
      const start = startOf(event);
      this.#node();
      this.#flaw('bad-key', start, start + 1, 'a key must be text.', 'write a plain word as key');
      return null;
    }
    this.#next += 1;
    this.#refuseProperties(event);
    if (event.valueStart < 0) return '';
    const key = getScalarValue(this.#text, event);
    if (key === '<<') {
      this.#atKey('yaml-merge', event, 'merge keys are not read.', 'write the fields out');
      return null;
    }
    if (reserved.has(key)) {
      this.#atKey('reserved-key', event, `"${key}" cannot be a key.`, 'rename it');
      return null;
    }
    if (!event.fast) this.#refuseHidden(event, key);
    return key;
  }

  #scalar(event: ScalarEvent): unknown {
    if (event.valueStart < 0) return event.style === SCALAR_STYLE.PLAIN ? null : '';
    const source = getScalarValue(this.#text, event);
    if (event.style !== SCALAR_STYLE.PLAIN) {
      if (!event.fast) this.#refuseHidden(event, source);
      return source;
    }
    return plain(source);
  }

  #refuseHidden(event: ScalarEvent, value: string): void {
    const found = hiddenIn(value);
    if (found === null) return;
    const message = `the text holds ${found}, which is invisible or changes how the text around it is shown.`;
    this.#flaw('hidden-character', event.valueStart, event.valueEnd, message, 'remove it');
  }

  #refuseProperties(event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number }): void {
    if (event.anchorStart >= 0) {
      this.#flaw(
        'yaml-anchor',
        event.anchorStart - 1,
        event.anchorEnd,
        'YAML anchors are not read.',
        'remove it and write values out',
      );
    }
    if (event.tagStart >= 0) {
      this.#flaw(
        'yaml-tag',
        event.tagStart,
        event.tagEnd,
        'YAML tags are not read.',
        'remove the tag; put text that looks like a number in quotes',
      );
    }
  }

  #atKey(code: string, event: Event, message: string, remedy: string): void {
    const start = startOf(event);
    this.#flaw(code, start, event.type === EVENT_ID.SCALAR ? event.valueEnd : start + 1, message, remedy);
  }

  #flaw(code: string, start: number, end: number, message: string, remedy: string): void {
    this.#flaws.push({ code, start: Math.max(0, start), end, message, remedy });
  }
}

function plain(source: string): unknown {
  switch (source) {
    case '':
    case '~':
    case 'null':
      return null;
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return wholeNumber.test(source) ? Number(source) : source;
  }
}

/** 15 digits are exact in a double. */
const wholeNumber = /^-?(?:0|[1-9][0-9]{0,14})$/;

function startOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return 0;
    default:
      return assertNever(event);
  }
}

function shown(key: string): string {
  return key.length > 60 ? `${key.slice(0, 60)}…` : key;
}
