/** Journal records as the story tells them: of an intervention its phases, of an action nothing unless it went wrong. */
import type { EventType } from '#core/journal/events.ts';
import type { JournalEntry } from '#core/journal/record.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { parseActionId } from '#core/model/ids.ts';
import { counted, cut, timesIn } from '#core/views/format.ts';
import { instant } from '#core/model/time.ts';
import { hostOf, textOf } from './follow.ts';
import type { Narrator } from './narrator.ts';

/** Steps by the first part of their name, in the order in which they are first seen. */
const phases: Readonly<Record<string, (subject: Subject) => string>> = {
  drain: ({ partner }) => `moves its VMs to ${partner}`,
  checkpoint: () => 'checkpoint of its VM',
  install: ({ to }) => `installs ${to}`,
  reboot: () => 'reboots',
  return: ({ partner }) => `its VMs come home from ${partner}`,
};

interface Subject {
  readonly to: string;
  readonly partner: string;
}

export class Teller {
  readonly #narrator: Narrator;
  readonly #targets = new Map<string, string>();
  readonly #told = new Set<string>();
  #fleet: Fleet;

  constructor(narrator: Narrator, fleet: Fleet) {
    this.#narrator = narrator;
    this.#fleet = fleet;
  }

  /** The fleet in force, for names. */
  know(fleet: Fleet): void {
    this.#fleet = fleet;
  }

  tell(entry: JournalEntry): void {
    this.#tales[entry.type]?.(entry);
  }

  readonly #tales: Readonly<Partial<Record<EventType, (entry: JournalEntry) => void>>> = {
    'notice.given': (entry) => this.#notice(entry),
    'intervention.started': (entry) => void this.#targets.set(textOf(entry, 'intervention'), textOf(entry, 'to')),
    'action.claimed': (entry) => this.#claimed(entry),
    'action.failed': (entry) => this.#trouble(entry),
    'action.refused': (entry) => this.#trouble(entry),
    'action.unknown': (entry) => this.#trouble(entry),
    'intervention.ended': (entry) => this.#ended(entry),
    'rollout.halted': (entry) => this.#halted(entry),
    'stop.ordered': (entry) =>
      this.#narrator.say(entry.at, 'STOPPED', `${textOf(entry, 'why')}; time stands until: atlas resume`, 'bad'),
    'stop.lifted': (entry) => this.#narrator.say(entry.at, 'RESUMED', textOf(entry, 'why'), 'good'),
  };

  #halted(entry: JournalEntry): void {
    const failed = Array.isArray(entry.data['failed']) ? entry.data['failed'].map(String) : [];
    const text = `ring "${textOf(entry, 'ring')}" halts: ${cut(failed, 3, 'atlas status')} failed; nothing further starts`;
    this.#narrator.say(entry.at, 'HALTED', text, 'bad');
  }

  #notice(entry: JournalEntry): void {
    const hosts = Array.isArray(entry.data['hosts']) ? entry.data['hosts'].map(String) : [];
    const from = typeof entry.data['from'] === 'number' ? instant(entry.data['from']) : entry.at;
    const when = timesIn(this.#fleet.timezone, entry.at).at(from);
    this.#narrator.say(entry.at, 'notice', `people are told of work on ${cut(hosts, 2, 'atlas plan')}, from ${when} on`);
  }

  #claimed(entry: JournalEntry): void {
    const { intervention, step } = parseActionId(textOf(entry, 'action'));
    const [phase = ''] = step.split('/');
    const once = `${intervention} ${phase}`;
    if (this.#told.has(once)) return;
    this.#told.add(once);
    const host = hostOf(intervention);
    const because = textOf(entry, 'because');
    if (phase === 'rollback' || phase === 'revert') {
      const how = phase === 'revert' ? 'goes back to its checkpoint' : 'goes back to the old build';
      return this.#narrator.say(entry.at, host, `${how}, because ${because}`, 'bad');
    }
    const sentence = phases[phase];
    if (sentence === undefined) return;
    const partner = Object.entries(this.#fleet.hosts).find(([name]) => name === host)?.[1].partner ?? 'its partner';
    this.#narrator.say(entry.at, host, sentence({ to: this.#targets.get(intervention) ?? '', partner }));
  }

  #trouble(entry: JournalEntry): void {
    const { host, step } = parseActionId(textOf(entry, 'action'));
    const how = entry.type.replace('action.', '');
    this.#narrator.say(entry.at, host, `${step} ${how} [${textOf(entry, 'code')}]: ${textOf(entry, 'detail')}`, 'wait');
  }

  #ended(entry: JournalEntry): void {
    const outcome = textOf(entry, 'outcome');
    const host = hostOf(textOf(entry, 'intervention'));
    const text = outcome === 'succeeded' ? `done: ${textOf(entry, 'why')}` : `${outcome}: ${textOf(entry, 'why')}`;
    this.#narrator.say(entry.at, host, text, outcome === 'succeeded' ? 'good' : 'bad');
  }
}

/** "3 of 14 hosts" */
export function share(part: number, of: number): string {
  return `${part} of ${counted(of, 'host')}`;
}
