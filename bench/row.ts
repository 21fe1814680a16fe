/** A row of the bench: what is measured, how, and the goal it is held against. */

export interface Result {
  readonly value: number;
  /** The same figure of the plainest loop that does the same work on the same data, in the same run. */
  readonly floor: number;
  /** Whether the goal is met, as far as more than `value` belongs to it. */
  readonly met: boolean;
  /** What belongs to the figure, in one line. */
  readonly note: string;
}

export interface Setting {
  /** A directory of this run's own, on a disk, removed afterwards. */
  readonly dir: string;
  /** One repetition and little time: shows that the row works, not how fast it is. */
  readonly short: boolean;
}

export interface Row {
  readonly unit: string;
  readonly goal: { readonly atMost: number } | { readonly atLeast: number };
  measure(setting: Setting): Promise<Result>;
}

/** What stands in `bench/latest.json`. */
export interface Measured extends Result {
  readonly id: string;
  readonly unit: string;
  readonly goal: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('the median of nothing');
  return sorted.length % 2 === 1 ? middle : (middle + sorted[sorted.length / 2 - 1]!) / 2;
}
