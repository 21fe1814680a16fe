/**
 * Who asked what. A cell stands for an answer that may change; whoever asked for it while being worked out is told when it does.
 * So the rules of the planner need not say what they depend on: they ask the survey, and the survey keeps note.
 */

/** Something that is worked out from cells and is worked out again when one of them changes. */
export interface Reader {
  /** Cells that know of it, so that it can be forgotten. */
  readonly asked: Set<Cell>;
  /** `parts`: which of its parts asked, as bits. */
  stale(parts: number): void;
}

export class Cell {
  readonly #readers = new Map<Reader, number>();

  ask(reader: Reader, parts: number): void {
    const known = this.#readers.get(reader) ?? 0;
    if ((known & parts) === parts) return;
    this.#readers.set(reader, known | parts);
    reader.asked.add(this);
  }

  /** Its answer is another. */
  touch(): void {
    for (const [reader, parts] of this.#readers) reader.stale(parts);
  }

  forget(reader: Reader): void {
    this.#readers.delete(reader);
  }

  get isAsked(): boolean {
    return this.#readers.size > 0;
  }

  readers(): Iterable<readonly [Reader, number]> {
    return this.#readers;
  }
}

/** From now on nothing that it asked concerns it; what it asks again does. */
export function forgetAll(reader: Reader): void {
  for (const cell of reader.asked) cell.forget(reader);
  reader.asked.clear();
}

/** Cells by key, made when somebody asks. */
export class Cells<K> {
  readonly #cells = new Map<K, Cell>();

  of(key: K): Cell {
    let cell = this.#cells.get(key);
    if (cell === undefined) this.#cells.set(key, (cell = new Cell()));
    return cell;
  }

  /** Those that nobody asked for need not be told. */
  known(key: K): Cell | undefined {
    return this.#cells.get(key);
  }

  touch(key: K): void {
    this.#cells.get(key)?.touch();
  }
}
