/** The ApprovalPolicy of one file, and who somebody is in it. */
import type { ApprovalPolicy, ApprovalRule, Person } from '../model/fleet.ts';
import { personName } from '../model/ids.ts';
import { documentsOf } from './documents.ts';
import { parseSshKey } from './ssh-key.ts';

/** Null unless the file holds exactly one ApprovalPolicy and all of it can be read: doubt about a policy approves nothing. */
export function policyFrom(bytes: Uint8Array, file: string): ApprovalPolicy | null {
  const policies = documentsOf(bytes)?.filter(({ kind }) => kind === 'ApprovalPolicy') ?? [];
  const [document] = policies;
  if (document === undefined || policies.length > 1 || document['apiVersion'] !== 'atlas/v1') return null;
  const spec = record(document['spec']);
  const people = list(spec?.['people'])?.map(personFrom);
  const rules = list(spec?.['rules'])?.map(ruleFrom);
  const mayStop = strings(spec?.['mayStop'] ?? []);
  const requireMfa = spec?.['requireMfa'] ?? false;
  if (people === undefined || rules === undefined || mayStop === null || typeof requireMfa !== 'boolean') return null;
  if (!people.every((person) => person !== null) || !rules.every((rule) => rule !== null)) return null;
  const byName = Object.fromEntries(people.map((person) => [person.name, person]));
  if (Object.keys(byName).length !== people.length) return null;
  return { origin: { file, line: 1, lines: {} }, people: byName, rules, requireMfa, mayStop };
}

function personFrom(value: unknown): Person | null {
  const person = record(value);
  const teams = strings(person?.['teams'] ?? []);
  const emails = strings(person?.['emails'] ?? []);
  const keys = strings(person?.['keys'] ?? []);
  const github = record(person?.['forge'])?.['github'] ?? null;
  if (!person || !teams || !emails || !keys || (github !== null && typeof github !== 'string')) return null;
  try {
    return { name: personName(String(person['name'])), teams, emails, keys, github };
  } catch {
    return null;
  }
}

function ruleFrom(value: unknown): ApprovalRule | null {
  const rule = record(value);
  const name = rule?.['name'];
  const kinds = strings(rule?.['kinds'] ?? []);
  const of = strings(rule?.['of'] ?? []);
  const count = rule?.['count'];
  // A threshold of nought would switch the rule off without anybody seeing it.
  if (typeof name !== 'string' || !kinds || !of || typeof count !== 'number' || !Number.isInteger(count) || count < 1)
    return null;
  return { name, kinds, count, of };
}

/** Whose key it is. A key that two people list belongs to nobody: it cannot say who signed. */
export function ownersOfKeys(policy: ApprovalPolicy): ReadonlyMap<string, Person> {
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

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

function list(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function strings(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
}
