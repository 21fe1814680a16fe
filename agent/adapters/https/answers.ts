/** The shape of what the controller answers, checked by hand as far as the agent reads it; signatures and hashes do the rest. */
import type { EnrolAnswer, SyncAnswer } from '#core/model/sync.ts';

class Unreadable extends Error {
  constructor(what: string) {
    super(`the controller's answer cannot be read: ${what}`);
    this.name = 'Unreadable';
  }
}

export function syncAnswer(value: unknown): SyncAnswer {
  const answer = versioned(value);
  const good =
    isInstant(answer['now']) &&
    isInstant(answer['next']) &&
    isList(answer['acks'], 1_000, isText) &&
    typeof answer['wantFull'] === 'boolean' &&
    isList(answer['commits'], 1_000, isBundle) &&
    isList(answer['actions'], 50, isRecord);
  if (!good) throw new Unreadable('it is not a sync answer');
  return answer as unknown as SyncAnswer;
}

export function enrolAnswer(value: unknown): EnrolAnswer {
  const answer = versioned(value);
  if (!isText(answer['certificate']) || !isText(answer['signingKey']) || !isInstant(answer['renewAt'])) {
    throw new Unreadable('it is not an enrolment');
  }
  return answer as unknown as EnrolAnswer;
}

function versioned(value: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw new Unreadable('it is not an object');
  if (value['v'] !== 1) throw new Unreadable('it is of another version; install the agent that belongs to the controller');
  return value;
}

function isBundle(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value['fromCommit']) &&
    isText(value['commit']) &&
    (value['evidence'] === null || isRecord(value['evidence'])) &&
    isList(value['files'], 2_000, isText) &&
    isList(value['objects'], 20_000, isObject)
  );
}

function isObject(value: unknown): boolean {
  return isRecord(value) && ['commit', 'tree', 'blob'].includes(String(value['type'])) && typeof value['body'] === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown, max: number, each: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length <= max && value.every(each);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 20_000;
}

function isInstant(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
