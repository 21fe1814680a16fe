/** A person wrote something wrong: collected, returned, never thrown. */
export interface Problem {
  /** Stable, kebab-case. */
  readonly code: string;
  /** `line` and `column` count from 1. */
  readonly at: { readonly file: string; readonly line: number; readonly column: number };
  /** Length of the marked text on that line, at least 1. */
  readonly length: number;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do; `did you mean "…"?` included. Empty when the message says it all. */
  readonly remedy: string;
  /** A warning is told and refuses nothing. Absent = an error: the commit cannot be applied. */
  readonly severity?: 'warning';
}

export function isError(problem: Problem): boolean {
  return problem.severity !== 'warning';
}

/** Ends a switch over a union: a new member becomes a compile error here. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${JSON.stringify(value)}`);
}
