/** The fleet's journal as the demo reads it: from the controller, record by record, each checked for its form. */
import type { Operator } from '#controller/app/doors.ts';
import { parseLeaf, type JournalEntry } from '#core/journal/record.ts';
import type { EventType } from '#core/journal/events.ts';
import type { FleetName } from '#core/model/ids.ts';

const page = 1_000;

export class JournalFollower {
  readonly #operator: Operator;
  readonly #fleet: FleetName;
  readonly #entries: JournalEntry[] = [];

  constructor(operator: Operator, fleet: FleetName) {
    this.#operator = operator;
    this.#fleet = fleet;
  }

  /** All records read so far. */
  entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  of(...types: readonly EventType[]): readonly JournalEntry[] {
    return this.#entries.filter(({ type }) => types.includes(type));
  }

  /** Reads what is new. @throws Error when a record is not as this program writes them */
  async read(): Promise<readonly JournalEntry[]> {
    const from = this.#entries.length;
    for (;;) {
      const { records } = await this.#operator.journal(this.#fleet, this.#entries.length, page);
      for (const { leaf } of records) {
        const parsed = parseLeaf(leaf);
        if (!parsed.ok) throw new Error(`a journal record cannot be read: it is ${parsed.message}`);
        this.#entries.push(parsed.entry);
      }
      if (records.length < page) return this.#entries.slice(from);
    }
  }
}

/** A text in the data of an entry; empty when it holds none by that name. */
export function textOf(entry: JournalEntry, name: string): string {
  const value = entry.data[name];
  return typeof value === 'string' ? value : '';
}

/** The host that is patched, or the VM that is worked on: `november-2026.par-hv-02.1` → par-hv-02 */
export function subjectOf(intervention: string): string {
  return intervention.split('.')[1] ?? intervention;
}
