/**
 * The RFC 6962 SHA-256 Merkle tree: an incremental frontier, proofs, and their verification. Hashes are 32 bytes;
 * sizes and indices are counts below 2^53, so no bit operators (they stop at 2^31).
 */
import { sha256Bytes } from '../digest.ts';

/** A leaf can never pass for a node: they are hashed with different first bytes. */
const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);
const encoder = new TextEncoder();

/** The roots of the full subtrees that make up the first `size` leaves, the largest first. Immutable. */
export interface Tree {
  readonly size: number;
  readonly peaks: readonly Uint8Array[];
}

export const emptyTree: Tree = { size: 0, peaks: [] };

export function leafHash(leaf: Uint8Array | string): Uint8Array {
  return sha256Bytes(LEAF_PREFIX, typeof leaf === 'string' ? encoder.encode(leaf) : leaf);
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256Bytes(NODE_PREFIX, left, right);
}

/** The tree with one leaf more; amortised one hash, at most log2(size). */
export function append(tree: Tree, leaf: Uint8Array): Tree {
  const peaks = [...tree.peaks];
  let node = leaf;
  for (let n = tree.size; n % 2 === 1; n = (n - 1) / 2) node = nodeHash(peaks.pop()!, node);
  peaks.push(node);
  return { size: tree.size + 1, peaks };
}

export function rootOf(tree: Tree): Uint8Array {
  const last = tree.peaks.at(-1);
  if (last === undefined) return sha256Bytes();
  return tree.peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** Root over leaf hashes, from scratch. */
function rootOver(leaves: readonly Uint8Array[]): Uint8Array {
  return rootOf(leaves.reduce(append, emptyTree));
}

/** The largest power of two below `n` (n ≥ 2): where RFC 6962 splits. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/**
 * Shows that leaf `index` is in the tree over `leaves`. From the leaf's sibling upwards.
 * @throws RangeError when there is no such leaf.
 */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index}`);
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...inclusionProof(leaves.slice(0, k), index), rootOver(leaves.slice(k))]
    : [...inclusionProof(leaves.slice(k), index - k), rootOver(leaves.slice(0, k))];
}

export function verifyInclusion(claim: {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean {
  const { index, size, proof } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let node = claim.leaf;
  let at = index;
  let last = size - 1;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(sibling, node);
      // A right edge without a sibling is carried up unhashed.
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      node = nodeHash(node, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(node, claim.root);
}

/**
 * Shows that the tree over `leaves` continues the one over its first `from` leaves.
 * @throws RangeError unless 0 ≤ from ≤ size.
 */
export function consistencyProof(leaves: readonly Uint8Array[], from: number): readonly Uint8Array[] {
  if (!Number.isSafeInteger(from) || from < 0 || from > leaves.length) throw new RangeError(`no tree of size ${from}`);
  if (from === 0 || from === leaves.length) return [];
  return subproof(leaves, from, true);
}

/** RFC 6962 2.1.2. `whole` = the first `m` leaves are a subtree the verifier already has the root of. */
function subproof(leaves: readonly Uint8Array[], m: number, whole: boolean): readonly Uint8Array[] {
  const n = leaves.length;
  if (m === n) return whole ? [] : [rootOver(leaves)];
  const k = split(n);
  return m <= k
    ? [...subproof(leaves.slice(0, k), m, whole), rootOver(leaves.slice(k))]
    : [...subproof(leaves.slice(k), m - k, false), rootOver(leaves.slice(0, k))];
}

export function verifyConsistency(claim: {
  readonly from: number;
  readonly fromRoot: Uint8Array;
  readonly to: number;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const { from, fromRoot, to, toRoot, proof } = claim;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to) return false;
  if (from === to) return proof.length === 0 && sameBytes(fromRoot, toRoot);
  if (from === 0) return proof.length === 0 && sameBytes(fromRoot, rootOf(emptyTree));
  let at = from - 1;
  let last = to - 1;
  while (at % 2 === 1) {
    at = (at - 1) / 2;
    last = Math.floor(last / 2);
  }
  // When `from` is a power of two its root is the first node of the path and is left out of the proof.
  const path = at === 0 ? [fromRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let older = first;
  let newer = first;
  for (const node of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      older = nodeHash(node, older);
      newer = nodeHash(node, newer);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      newer = nodeHash(newer, node);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(older, fromRoot) && sameBytes(newer, toRoot);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
