/** People appear in the journal under pseudonyms; erasing a person's key erases the person, and the tree stays whole. */
import { sha256 } from '#core/digest.ts';
import type { FleetState } from './fleet-state.ts';
import type { Recorder } from './ledger.ts';
import type { Random } from './ports.ts';

export function pseudonym(state: FleetState, random: Random, record: Recorder, person: string): string {
  let key = state.people.get(person);
  if (key === undefined) {
    key = random.bytes(32).toHex();
    state.people.set(person, key);
    record.write('person', person, { key });
  }
  return `p-${sha256(`${key}:${person}`).slice(0, 16)}`;
}

/** Who is behind a pseudonym, as long as the key is kept. */
export function personBehind(state: FleetState, name: string): string | null {
  for (const [person, key] of state.people) if (`p-${sha256(`${key}:${person}`).slice(0, 16)}` === name) return person;
  return null;
}
