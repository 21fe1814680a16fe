/** A problem by the JSON pointer of a node: how checks report before lines are known. */
import type { Problem } from '../model/problem.ts';
import type { Locator } from './locate.ts';
import type { Flaw } from './text.ts';

export interface Finding {
  readonly code: string;
  /** JSON pointer into the document, '' = the document itself. */
  readonly pointer: string;
  /** Which side of `key: value` is marked. */
  readonly on: 'key' | 'value';
  readonly message: string;
  readonly remedy: string;
  /** Absent = an error. */
  readonly severity?: 'warning';
}

export type Report = (finding: Finding) => void;

/** The problem a finding in one document is. A pointer without a node is marked at its nearest ancestor's key. */
export function located(finding: Finding, file: string, document: number, locator: Locator): Problem {
  const nodes = locator.nodes(document);
  let { pointer } = finding;
  let side: 'key' | 'value' = finding.on;
  while (!nodes.has(pointer) && pointer !== '') {
    pointer = pointer.slice(0, pointer.lastIndexOf('/'));
    side = 'key';
  }
  const place = nodes.get(pointer);
  const span = place === undefined ? { start: 0, end: 1 } : side === 'key' ? (place.key ?? place.value) : place.value;
  return atSpan(finding, file, span, locator);
}

export function atFlaw(flaw: Flaw, file: string, locator: Locator): Problem {
  return atSpan(flaw, file, flaw, locator);
}

function atSpan(
  { code, message, remedy, severity }: Pick<Finding, 'code' | 'message' | 'remedy' | 'severity'>,
  file: string,
  span: { readonly start: number; readonly end: number },
  locator: Locator,
): Problem {
  const { start, end } = locator.onOneLine(span);
  const problem = { code, at: { file, ...locator.positionAt(start) }, length: end - start, message, remedy };
  return severity === undefined ? problem : { ...problem, severity };
}

/** By file, line, column, code: the order people work through them. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) =>
      compare(a.at.file, b.at.file) ||
      a.at.line - b.at.line ||
      a.at.column - b.at.column ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

/** By code unit, as everywhere: no locale decides an order here. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
