/** Who is who in a policy. */
import type { ApprovalPolicy, Person } from '../model/fleet.ts';
import { parseSshKey } from './ssh-key.ts';

/** Persons by the text of their keys. A key that two people list belongs to nobody: it cannot say who signed. */
export function ownersOfKeys(policy: Pick<ApprovalPolicy, 'people'>): ReadonlyMap<string, Person> {
  const owners = new Map<string, Person>();
  const shared = new Set<string>();
  for (const person of Object.values(policy.people)) {
    for (const line of person.keys) {
      const key = parseSshKey(line)?.text;
      if (key === undefined) continue;
      const owner = owners.get(key);
      if (owner !== undefined && owner.name !== person.name) shared.add(key);
      owners.set(key, person);
    }
  }
  for (const key of shared) owners.delete(key);
  return owners;
}
