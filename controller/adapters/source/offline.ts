/**
 * A checkout on somebody's laptop: the files as they lie there, or those of a commit. For the commands that need no controller;
 * a controller reads through its mirror.
 */
import type fs from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gitObjectId } from '#core/digest.ts';
import { isDeclarationFile } from '#core/git/names.ts';
import { parseCommit, parseTree } from '#core/git/objects.ts';
import { treeLimits } from '#core/git/walk.ts';
import type { BlobId, CommitId } from '#core/model/ids.ts';
import { Fault, type SourceFile } from '#controller/app/ports.ts';
import { type Clone, openClone } from './clone.ts';
import { filesOfTree } from './files.ts';
import { defaultLimits, type SourceLimits } from './limits.ts';

export interface Checkout {
  /** Null for the files as they lie there. */
  readonly commit: CommitId | null;
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
}

/** Bytes: trees and commits may be larger than declarations. */
const leastObject = 2 << 20;

/** Of a directory below the clone's root only what is below that. @throws Fault `source.…` when there is nothing to read, or what is there is refused. */
export async function readWorktreeOrCommit(
  dir: string,
  commit?: string,
  limits: SourceLimits = defaultLimits,
): Promise<Checkout> {
  const root = resolve(dir);
  return commit === undefined ? { commit: null, files: await worktree(root, limits) } : atCommit(root, commit, limits);
}

/** Declaration files below a directory; links are not followed, names that start with a dot are not entered. */
async function worktree(root: string, limits: SourceLimits): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  const pending: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  let total = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.depth > treeLimits.depth)
      throw refused('hostile-tree', `${next.path} is deeper than ${treeLimits.depth} directories`);
    for (const entry of await listed(join(root, next.path), next.path === '')) {
      const path = next.path === '' ? entry.name : `${next.path}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.')) pending.push({ path, depth: next.depth + 1 });
      if (!isDeclarationFile(path) || entry.isDirectory()) continue;
      if (!entry.isFile()) throw refused('hostile-tree', `${path} is not a regular file`);
      const { size } = await lstat(join(root, path));
      total += size;
      if (size > limits.file) throw refused('too-large', `${path} has ${size} bytes, above ${limits.file}`);
      if (total > limits.total || files.length >= limits.files)
        throw refused('too-large', `${root} holds more than is read at once`);
      const bytes = new Uint8Array(await readFile(join(root, path)));
      files.push({ path, blob: gitObjectId('blob', bytes) as BlobId, bytes });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function listed(directory: string, isRoot: boolean): Promise<readonly fs.Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch (cause) {
    if (!isRoot) throw cause;
    throw new Fault('source.no-directory', `${directory} cannot be read as a directory.`, { retry: 'person', cause });
  }
}

async function atCommit(start: string, name: string, limits: SourceLimits): Promise<Checkout> {
  const clone = await openClone(start, { each: Math.max(limits.file, leastObject), total: limits.total * 2 });
  const oid = await clone.commitNamed(name);
  const object = oid === null ? undefined : (await clone.objects([oid])).get(oid);
  const commit = object?.type === 'commit' ? parseCommit(object.body) : null;
  if (oid === null || commit === null) throw noCommit(name);
  const tree = await subtree(clone, commit.tree);
  if (tree === null) throw new Fault('source.no-directory', `${name} has no directory ${clone.below}.`, { retry: 'person' });
  const files = await filesOfTree(tree, { objects: clone.objects, known: new Map() }, limits);
  return { commit: oid as CommitId, files };
}

/** The tree of a directory of a commit; null when the commit has none there. */
async function subtree({ below, objects }: Clone, tree: string): Promise<string | null> {
  let oid = tree;
  for (const segment of below.split('/').filter((one) => one !== '')) {
    const object = (await objects([oid])).get(oid);
    const parsed = object?.type === 'tree' ? parseTree(object.body) : null;
    const entry =
      parsed?.type === 'tree' ? parsed.entries.find((one) => one.name === segment && one.type === 'directory') : undefined;
    if (entry === undefined) return null;
    oid = entry.oid;
  }
  return oid;
}

function refused(code: 'hostile-tree' | 'too-large', what: string): Fault {
  return new Fault(`source.${code}`, `${what}: nothing is read.`, { retry: 'person' });
}

function noCommit(name: string): Fault {
  const message = `${JSON.stringify(name.slice(0, 100))} is no commit of this repository. Give a commit id, a branch, a tag or HEAD, with ~1 or ^ after it for the one before.`;
  return new Fault('source.no-such-commit', message, { retry: 'person' });
}
