/** Small signed journals for tests. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { keyIdOf } from '#core/envelope/keys.ts';
import { journalOrigin, signHead, type SignedTreeHead } from '#core/journal/head.ts';
import { append, emptyTree, leafHash, rootOf } from '#core/journal/merkle.ts';
import { leafOf, type JournalRecord } from '#core/journal/record.ts';
import { fleetName } from '#core/model/ids.ts';
import { instant } from '#core/model/time.ts';

export const acme = fleetName('acme');
const start = 1_790_000_000_000;

export function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const keyId = keyIdOf(publicKey);
  return { publicKey, keyId, sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey)) };
}
export type TestKey = ReturnType<typeof newKey>;

export const key = newKey();

export function records(count: number, note = ''): readonly JournalRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    leaf: leafOf({ index, fleet: acme, type: 'plan.made', at: instant(start + index), data: { note, n: index * 3 } }),
  }));
}

export function headOver(of: readonly JournalRecord[], by: TestKey = key, origin = journalOrigin('msp', acme)): SignedTreeHead {
  const tree = of.map((record) => leafHash(record.leaf)).reduce(append, emptyTree);
  return signHead({ origin, size: tree.size, root: rootOf(tree).toBase64(), at: instant(start) }, by);
}

/** Heads after every `every` records, and at the end. */
export function headsOver(of: readonly JournalRecord[], every: number): readonly SignedTreeHead[] {
  const heads: SignedTreeHead[] = [];
  for (let size = every; size < of.length; size += every) heads.push(headOver(of.slice(0, size)));
  if (of.length > 0) heads.push(headOver(of));
  return heads;
}
