/** Where the nodes of a document stand. Computed only for files that need it: positions of everything would be most of the memory. */
import { EVENT_ID, getScalarValue, type Event } from 'js-yaml';
import { assertNever } from '../model/problem.ts';
import { eventsOf } from './yaml.ts';

/** Offsets; `key` is null for the root and for items of lists. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
export interface NodePlace {
  readonly key: Span | null;
  readonly value: Span;
}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
}

/** Finds lines and nodes of one text. */
export interface Locator {
  positionAt(offset: number): Position;
  /** Nodes of one document by JSON pointer; '' is the root. */
  nodes(document: number): ReadonlyMap<string, NodePlace>;
  /** The span cut to its first line. */
  onOneLine(span: Span): Span;
}

export function locatorOf(text: string): Locator {
  let starts: number[] | null = null;
  let documents: readonly ReadonlyMap<string, NodePlace>[] | null = null;
  return {
    positionAt(offset) {
      starts ??= lineStarts(text);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - starts[low]! + 1 };
    },
    nodes(document) {
      documents ??= allNodes(text);
      return documents[document] ?? new Map();
    },
    onOneLine({ start, end }) {
      const newline = text.indexOf('\n', start);
      const lineEnd = newline < 0 ? text.length : newline;
      let cut = Math.min(end, lineEnd);
      while (cut > start + 1 && /\s/.test(text[cut - 1]!)) cut -= 1;
      return { start, end: Math.max(start + 1, cut) };
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** `a/b` → `a~1b`, for a segment of a JSON pointer. */
export function pointerSegment(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

function allNodes(text: string): ReadonlyMap<string, NodePlace>[] {
  const { events } = eventsOf(text);
  const result: Map<string, NodePlace>[] = [];
  let next = 0;
  while (next < events.length) {
    const nodes = new Map<string, NodePlace>();
    next = walk(text, events, next + 1, '', null, nodes, 0) + 1;
    result.push(nodes);
  }
  return result;
}

/** Records the node at `next` and what is below it; returns the index after it. `last` = where the text before it ended. */
function walk(
  text: string,
  events: readonly Event[],
  next: number,
  pointer: string,
  key: Span | null,
  nodes: Map<string, NodePlace>,
  last: number,
): number {
  const event = events[next]!;
  const record = (value: Span) => {
    if (!nodes.has(pointer)) nodes.set(pointer, { key, value });
  };
  switch (event.type) {
    case EVENT_ID.SCALAR:
      record(event.valueStart < 0 ? (key ?? { start: last, end: last + 1 }) : { start: event.valueStart, end: event.valueEnd });
      return next + 1;
    case EVENT_ID.ALIAS:
      record({ start: event.anchorStart - 1, end: event.anchorEnd });
      return next + 1;
    case EVENT_ID.SEQUENCE: {
      record({ start: event.start, end: text.length });
      let at = next + 1;
      for (let index = 0; events[at]!.type !== EVENT_ID.POP; index += 1) {
        at = walk(text, events, at, `${pointer}/${index}`, null, nodes, event.start);
      }
      return at + 1;
    }
    case EVENT_ID.MAPPING: {
      record({ start: event.start, end: text.length });
      let at = next + 1;
      while (events[at]!.type !== EVENT_ID.POP) {
        const keyEvent = events[at]!;
        if (keyEvent.type === EVENT_ID.SCALAR && keyEvent.valueStart >= 0) {
          const span = { start: keyEvent.valueStart, end: keyEvent.valueEnd };
          const segment = pointerSegment(getScalarValue(text, keyEvent));
          at = walk(text, events, at + 1, `${pointer}/${segment}`, span, nodes, span.end);
        } else {
          // A key that is no scalar was reported when the file was read; skip it and its value.
          at = walk(text, events, at, `${pointer}/?`, null, new Map(), event.start);
          at = walk(text, events, at, `${pointer}/?`, null, new Map(), event.start);
        }
      }
      return at + 1;
    }
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return next + 1;
    default:
      return assertNever(event);
  }
}
