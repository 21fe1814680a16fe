/** Walking trees through an object reader, telling apart what is absent, what is not at hand, and what is refused. */
import type { GitObject, ObjectReader } from '../model/review.ts';
import type { TreeId } from '../model/ids.ts';
import { parseTree, type TreeEntry } from './objects.ts';

/** Beyond these a repository is refused rather than read: they bound the work any commit can cause. */
export const treeLimits = { depth: 16, entries: 200_000 } as const;

export interface TreeRefusal {
  readonly type: 'refused';
  /** '' = the root. */
  readonly path: string;
  readonly why: string;
}

export type Found =
  | { readonly type: 'found'; readonly entry: TreeEntry }
  | { readonly type: 'absent' }
  | { readonly type: 'missing'; readonly objects: readonly string[] }
  | TreeRefusal;

/** The entry at a path below a tree. */
export function entryAt(reader: ObjectReader, tree: TreeId | string, path: string): Found {
  const segments = path.split('/');
  if (segments.length > treeLimits.depth) return { type: 'refused', path, why: `is deeper than ${treeLimits.depth} directories` };
  let oid: string = tree;
  for (const [i, segment] of segments.entries()) {
    const here = segments.slice(0, i).join('/');
    const read = readTree(reader, oid, here);
    if (read.type !== 'tree') return read;
    const entry = read.entries.find(({ name }) => name === segment);
    if (entry === undefined) return { type: 'absent' };
    if (i === segments.length - 1) return { type: 'found', entry };
    if (entry.type !== 'directory') return { type: 'absent' };
    oid = entry.oid;
  }
  return { type: 'absent' };
}

/** A file that differs between two trees: blob ids, null where it does not exist. */
export interface Change {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

export type Changes =
  | { readonly type: 'changes'; readonly changes: readonly Change[] }
  /** All that were found missing in one pass, so that a caller can get them together and ask again. */
  | { readonly type: 'missing'; readonly objects: readonly string[] }
  | TreeRefusal;

/**
 * Files that differ between two trees (null = the empty tree), sorted by path. Equal subtrees are not opened, so that a
 * proof needs only the trees along changed paths.
 */
export function changedPaths(reader: ObjectReader, before: TreeId | string | null, after: TreeId | string | null): Changes {
  const changes: Change[] = [];
  const missing: string[] = [];
  let entries = 0;
  const pending: { path: string; before: string | null; after: string | null; depth: number }[] = [
    { path: '', before, after, depth: 0 },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, depth } = next;
    if (next.before === next.after) continue;
    if (depth > treeLimits.depth) return { type: 'refused', path, why: `is deeper than ${treeLimits.depth} directories` };
    const sides = [readTree(reader, next.before, path), readTree(reader, next.after, path)] as const;
    const refused = sides.find((side) => side.type === 'refused');
    if (refused !== undefined) return refused;
    for (const side of sides) if (side.type === 'missing') missing.push(...side.objects);
    const [left, right] = sides.map((side) => (side.type === 'tree' ? side.entries : []));
    entries += left!.length + right!.length;
    if (entries > treeLimits.entries)
      return { type: 'refused', path, why: `brings the tree above ${treeLimits.entries} entries` };
    // With one side missing the other cannot be compared; it is opened only once both are at hand.
    if (sides.some((side) => side.type === 'missing')) continue;
    const byName = new Map(left!.map((entry) => [entry.name, entry]));
    const pairs: [TreeEntry | null, TreeEntry | null][] = right!.map((entry) => [byName.get(entry.name) ?? null, entry]);
    const kept = new Set(right!.map(({ name }) => name));
    for (const entry of left!) if (!kept.has(entry.name)) pairs.push([entry, null]);
    for (const [a, b] of pairs) {
      const below = `${path === '' ? '' : `${path}/`}${(a ?? b)!.name}`;
      const files = { before: oidOf(a, 'file'), after: oidOf(b, 'file') };
      if (files.before !== files.after) changes.push({ path: below, ...files });
      const trees = { before: oidOf(a, 'directory'), after: oidOf(b, 'directory') };
      if (trees.before !== trees.after) pending.push({ path: below, depth: depth + 1, ...trees });
    }
  }
  if (missing.length > 0) return { type: 'missing', objects: [...new Set(missing)].sort() };
  return { type: 'changes', changes: changes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)) };
}

/** Reads an object of one type. A wrong type behind an id is as good as missing: nothing can be said about it. */
export function readObject(reader: ObjectReader, oid: string, type: GitObject['type']): Uint8Array | null {
  const object = reader(oid);
  return object?.type === type ? object.body : null;
}

type ReadTree =
  | { readonly type: 'tree'; readonly entries: readonly TreeEntry[] }
  | { readonly type: 'missing'; readonly objects: readonly string[] }
  | TreeRefusal;

function readTree(reader: ObjectReader, oid: string | null, path: string): ReadTree {
  if (oid === null) return { type: 'tree', entries: [] };
  const body = readObject(reader, oid, 'tree');
  if (body === null) return { type: 'missing', objects: [oid] };
  const parsed = parseTree(body);
  if (parsed.type === 'tree') return parsed;
  return { type: 'refused', path: [path, parsed.name].filter((part) => part !== '').join('/'), why: parsed.why };
}

function oidOf(entry: TreeEntry | null, type: TreeEntry['type']): string | null {
  return entry?.type === type ? entry.oid : null;
}
