/** Hashes and canonical JSON: the one place of core that may use node:crypto (synchronous and deterministic). */
import { createHash, hash } from 'node:crypto';
import type { Digest } from './model/ids.ts';

/**
 * JSON with keys sorted by code unit and nothing optional about it: the same value gives the same text on every machine.
 * @throws TypeError on values JSON cannot carry unchanged (undefined inside arrays, functions, non-finite numbers, -0).
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value) || Object.is(value, -0)) throw new TypeError(`not canonical: ${value}`);
      return JSON.stringify(value);
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) {
        let items = '';
        for (let i = 0; i < value.length; i++) items += i === 0 ? canonical(value[i]) : `,${canonical(value[i])}`;
        return `[${items}]`;
      }
      const record = value as Record<string, unknown>;
      let members = '';
      for (const key of inOrder(Object.keys(record))) {
        const member = record[key];
        if (member !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonical(member)}`;
      }
      return `{${members}}`;
    }
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
    default:
      throw new TypeError(`not canonical: ${typeof value}`);
  }
}

/** Sorts only what is not sorted already, as most is. */
function inOrder(keys: string[]): readonly string[] {
  for (let i = 1; i < keys.length; i++) if (keys[i]! < keys[i - 1]!) return keys.sort();
  return keys;
}

export function sha256(bytes: Uint8Array | string): Digest {
  return hash('sha256', bytes) as Digest;
}

export function sha256Bytes(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

/** The digest of a value's canonical JSON. */
export function digestOf(value: unknown): Digest {
  return sha256(canonical(value));
}

/** A Git object id: SHA-1 over `type length NUL body`. */
export function gitObjectId(type: 'commit' | 'tree' | 'blob' | 'tag', body: Uint8Array): string {
  return createHash('sha1').update(`${type} ${body.length}\0`).update(body).digest('hex');
}

/** What OpenSSH hashes with by default. */
export function sha512Bytes(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha512');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}
