/** What is still to happen, soonest first; things of one instant in the order of their keys, so that no order of arrival shows. */
import type { Instant } from '../model/time.ts';

export interface Due<T> {
  readonly at: Instant;
  /** Names it: an entry with the same key replaces the one before. */
  readonly key: string;
  readonly what: T;
}

export interface Agenda<T> {
  readonly next: Instant | null;
  put(at: Instant, key: string, what: T): void;
  drop(key: string): void;
  /** Everything due at or before `now`, in order. */
  take(now: Instant): readonly Due<T>[];
}

export function newAgenda<T>(): Agenda<T> {
  const heap: Due<T>[] = [];
  const current = new Map<string, Due<T>>();
  const before = (a: Due<T>, b: Due<T>) => a.at < b.at || (a.at === b.at && a.key < b.key);
  const swap = (i: number, j: number) => {
    [heap[i], heap[j]] = [heap[j]!, heap[i]!];
  };
  const push = (due: Due<T>) => {
    heap.push(due);
    for (let i = heap.length - 1; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!before(heap[i]!, heap[parent]!)) return;
      swap(i, parent);
      i = parent;
    }
  };
  const pop = () => {
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return;
    heap[0] = last;
    for (let i = 0; ;) {
      const left = 2 * i + 1;
      if (left >= heap.length) return;
      const child = left + 1 < heap.length && before(heap[left + 1]!, heap[left]!) ? left + 1 : left;
      if (!before(heap[child]!, heap[i]!)) return;
      swap(i, child);
      i = child;
    }
  };
  /** What was replaced or dropped lies in the heap until it comes up. */
  const top = (): Due<T> | undefined => {
    for (;;) {
      const [first] = heap;
      if (first === undefined || current.get(first.key) === first) return first;
      pop();
    }
  };
  return {
    get next() {
      return top()?.at ?? null;
    },
    put(at, key, what) {
      const due = { at, key, what };
      current.set(key, due);
      push(due);
    },
    drop: (key) => void current.delete(key),
    take(now) {
      const found: Due<T>[] = [];
      for (let first = top(); first !== undefined && first.at <= now; first = top()) {
        found.push(first);
        current.delete(first.key);
        pop();
      }
      return found;
    },
  };
}
