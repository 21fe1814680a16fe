/** Journal records as the story tells them: of an intervention its phases, of an action nothing unless it went wrong. */
import type { EventType } from '#core/journal/events.ts';
import type { JournalEntry } from '#core/journal/record.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { parseActionId } from '#core/model/ids.ts';
import { cut } from '#core/views/format.ts';
import { hostOf, textOf } from './follow.ts';
import type { Narrator } from './narrator.ts';

/** Said when the first step of a phase is given; the phase is the first part of a step's name. */
const phases: Readonly<Record<string, (subject: Subject) => string>> = {
  drain: ({ partner }) => `moves its VMs to ${partner}`,
  install: ({ to }) => `installs ${to}`,
  return: ({ partner, rolledBack }) =>
    `${rolledBack ? 'on the old build again' : 'verified after its reboot'}; its VMs come home from ${partner}`,
};

interface Subject {
  readonly to: string;
  readonly partner: string;
  readonly rolledBack: boolean;
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
    const rolledBack = this.#told.has(`${intervention} rollback`);
    this.#narrator.say(entry.at, host, sentence({ to: this.#targets.get(intervention) ?? '', partner, rolledBack }));
  }

  #trouble(entry: JournalEntry): void {
    const { host, step } = parseActionId(textOf(entry, 'action'));
    const how = entry.type.replace('action.', '');
    this.#narrator.say(entry.at, host, `${step} ${how} [${textOf(entry, 'code')}]: ${textOf(entry, 'detail')}`, 'wait');
  }

  #ended(entry: JournalEntry): void {
    const intervention = textOf(entry, 'intervention');
    const outcome = textOf(entry, 'outcome');
    if (outcome === 'succeeded') {
      const text = `done, verified on ${this.#targets.get(intervention) ?? 'its target'}`;
      return this.#narrator.say(entry.at, hostOf(intervention), text, 'good');
    }
    this.#narrator.say(entry.at, hostOf(intervention), `${outcome}: ${textOf(entry, 'why')}`, 'bad');
  }
}
