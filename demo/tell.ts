/** Journal records as the story tells them: of an intervention its phases, of an action nothing unless it went wrong. */
import type { EventType } from '#core/journal/events.ts';
import type { JournalEntry } from '#core/journal/record.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { parseActionId } from '#core/model/ids.ts';
import { cut } from '#core/views/format.ts';
import { subjectOf, textOf } from './follow.ts';
import type { Narrator } from './narrator.ts';

/** What is known of work from its beginning. */
interface Work {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

interface Subject extends Work {
  readonly partner: string;
  readonly rolledBack: boolean;
}

/** Said when the first step of a phase is given; the phase is the first part of a step's name. */
const phases: Readonly<Record<string, (subject: Subject) => string>> = {
  drain: ({ partner }) => `moves its VMs to ${partner}`,
  install: ({ to }) => `installs ${to}`,
  return: ({ partner, rolledBack }) =>
    `${rolledBack ? 'on the old build again' : 'verified after its reboot'}; its VMs come home from ${partner}`,
  home: ({ from, to }) => `goes home from ${from} to ${to} by planned failover`,
  pair: ({ from, to }) => `is copied from ${from} to ${to} while it runs`,
  move: ({ to }) => `is shut down, and fails over to ${to} as planned`,
};

/** How work that succeeded ends; patching, unless it is one of these. */
const endings: Readonly<Record<string, (work: Work) => string>> = {
  replicate: ({ to }) => `done, its replication is as declared: ${to}`,
  'test-failover': ({ to }) => `done, its failover is ${to}, and the test VM deleted`,
  'go-home': ({ to }) => `done, at home on ${to}`,
  migrate: ({ from, to }) => `done, runs on ${to}; ${from} holds its replica, the way back`,
  'finish-migration': ({ to }) => `done, its old copies are deleted; ${to}`,
};
const unknownWork: Work = { kind: '', from: '', to: 'its target' };

export class Teller {
  readonly #narrator: Narrator;
  readonly #works = new Map<string, Work>();
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
    'intervention.started': (entry) =>
      void this.#works.set(textOf(entry, 'intervention'), {
        kind: textOf(entry, 'kind'),
        from: textOf(entry, 'from'),
        to: textOf(entry, 'to'),
      }),
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
    const subject = subjectOf(intervention);
    const because = textOf(entry, 'because');
    if (phase === 'rollback' || phase === 'revert') {
      const how = phase === 'revert' ? 'goes back to its checkpoint' : 'goes back to the old build';
      return this.#narrator.say(entry.at, subject, `${how}, because ${because}`, 'bad');
    }
    const sentence = phases[phase];
    if (sentence === undefined) return;
    const partner = Object.entries(this.#fleet.hosts).find(([name]) => name === subject)?.[1].partner ?? 'its partner';
    const rolledBack = this.#told.has(`${intervention} rollback`);
    const work = this.#works.get(intervention) ?? unknownWork;
    this.#narrator.say(entry.at, subject, sentence({ ...work, partner, rolledBack }));
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
      const work = this.#works.get(intervention) ?? unknownWork;
      const text = endings[work.kind]?.(work) ?? `done, verified on ${work.to}`;
      return this.#narrator.say(entry.at, subjectOf(intervention), text, 'good');
    }
    this.#narrator.say(entry.at, subjectOf(intervention), `${outcome}: ${textOf(entry, 'why')}`, 'bad');
  }
}
