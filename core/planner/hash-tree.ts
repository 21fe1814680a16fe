/**
 * One digest over many keyed things, as a tree whose shape follows from the keys alone: the same things give the same root in whatever
 * order they came, and a change costs the path from its bucket to the root.
 */
import { sha256 } from '../digest.ts';
import type { Digest } from '../model/ids.ts';

export interface HashTree {
  /** The thing is new, or another than it was. */
  put(key: string): void;
  remove(key: string): void;
  root(): Digest;
}

/** Buckets: 16 nodes of 16 nodes of 16 buckets. Of 100,000 things some 25 share one. */
const levels = 3;
const buckets = 16 ** levels;

/** @param leafOf what stands for the thing of a key, without a line break; keys have neither spaces nor line breaks. */
export function hashTree(leafOf: (key: string) => string): HashTree {
  /** Keys of each bucket that has any, sorted. */
  const keys = new Map<number, string[]>();
  /** Digests by level, buckets last; nothing = nothing below. */
  const nodes = Array.from({ length: levels + 1 }, () => new Map<number, string>());
  const stale = new Set<number>();

  const digestOfBucket = (bucket: number): string => {
    let text = '';
    for (const key of keys.get(bucket) ?? []) text += `${key} ${leafOf(key)}\n`;
    return text === '' ? '' : sha256(text);
  };

  const digestOfNode = (level: number, node: number): string => {
    const below = nodes[level + 1]!;
    let text = '';
    for (let child = node * 16; child < node * 16 + 16; child++) text += `${below.get(child) ?? ''}\n`;
    return text.length === 16 ? '' : sha256(text);
  };

  const keep = (level: number, node: number, digest: string): void => {
    if (digest === '') nodes[level]!.delete(node);
    else nodes[level]!.set(node, digest);
  };

  return {
    put(key) {
      const bucket = bucketOf(key);
      const list = keys.get(bucket) ?? [];
      keys.set(bucket, list);
      const at = placeOf(list, key);
      if (list[at] !== key) list.splice(at, 0, key);
      stale.add(bucket);
    },
    remove(key) {
      const bucket = bucketOf(key);
      const list = keys.get(bucket) ?? [];
      const at = placeOf(list, key);
      if (list[at] !== key) return;
      list.splice(at, 1);
      stale.add(bucket);
    },
    root() {
      if (stale.size === 0) return (nodes[0]!.get(0) ?? sha256('')) as Digest;
      for (const bucket of stale) keep(levels, bucket, digestOfBucket(bucket));
      let changed: ReadonlySet<number> = stale;
      for (let level = levels - 1; level >= 0; level--) {
        const parents = new Set<number>();
        for (const node of changed) parents.add(node >> 4);
        for (const node of parents) keep(level, node, digestOfNode(level, node));
        changed = parents;
      }
      stale.clear();
      return (nodes[0]!.get(0) ?? sha256('')) as Digest;
    },
  };
}

/** FNV-1a: spreads names evenly enough; a bucket that is not is only slower. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 16) % buckets;
}

/** Where the key stands in the sorted list, or would. */
function placeOf(list: readonly string[], key: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
