/**
 * A checkout on somebody's laptop, read without any git binary: the files as they lie there, or a commit by isomorphic-git.
 * For `atlas validate` and `atlas plan`; a controller reads through its mirror.
 */
import fs from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import isomorphic from 'isomorphic-git';
import { gitObjectId } from '#core/digest.ts';
import { isDeclarationFile } from '#core/git/names.ts';
import { parseCommit, parseTree } from '#core/git/objects.ts';
import { treeLimits } from '#core/git/walk.ts';
import type { BlobId, CommitId } from '#core/model/ids.ts';
import type { GitObject } from '#core/model/review.ts';
import { Fault, type SourceFile } from '#controller/app/ports.ts';
import { filesOfTree } from './files.ts';
import { defaultLimits, type SourceLimits } from './limits.ts';

export interface Checkout {
  /** Null for the files as they lie there. */
  readonly commit: CommitId | null;
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
}

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
  const { gitdir, below } = await gitDirectory(start);
  // Shared between the calls, or every read would open the pack anew.
  const repo = { fs, gitdir, cache: {} };
  const oid = await named(repo, name);
  const objects = async (oids: readonly string[]): Promise<ReadonlyMap<string, GitObject>> => {
    const found = new Map<string, GitObject>();
    for (const id of oids) {
      const object = await readObject(repo, id);
      if (object !== null) found.set(id, object);
    }
    return found;
  };
  const object = await readObject(repo, oid);
  const commit = object?.type === 'commit' ? parseCommit(object.body) : null;
  if (commit === null) throw noCommit(name);
  const tree = await subtree(repo, commit.tree, below);
  if (tree === null) throw new Fault('source.no-directory', `${name} has no directory ${below}.`, { retry: 'person' });
  return { commit: oid as CommitId, files: await filesOfTree(tree, { objects, known: new Map() }, limits) };
}

/** The tree of a directory of a commit; null when the commit has none there. */
async function subtree(repo: Repository, tree: string, below: string): Promise<string | null> {
  let oid = tree;
  for (const segment of below.split('/').filter((one) => one !== '')) {
    const object = await readObject(repo, oid);
    const parsed = object?.type === 'tree' ? parseTree(object.body) : null;
    const entry =
      parsed?.type === 'tree' ? parsed.entries.find((one) => one.name === segment && one.type === 'directory') : undefined;
    if (entry === undefined) return null;
    oid = entry.oid;
  }
  return oid;
}

type Repository = { fs: typeof fs; gitdir: string; cache: object };

/** The repository a directory is in, and the directory's path inside of it (`''` = its root). */
async function gitDirectory(start: string): Promise<{ readonly gitdir: string; readonly below: string }> {
  for (let dir = start; ; dir = dirname(dir)) {
    const place = join(dir, '.git');
    const found = await lstat(place).catch(() => null);
    const below = relative(dir, start).split(sep).join('/');
    if (found?.isDirectory() === true) return { gitdir: place, below };
    if (found?.isFile() === true) {
      // A linked worktree: one line that says where the repository is.
      const [, target] = /^gitdir: (.+)$/m.exec(await readFile(place, 'utf8')) ?? [];
      if (target !== undefined) return { gitdir: await commonDirectory(resolve(dir, target)), below };
    }
    if (dirname(dir) === dir) break;
  }
  if (
    await lstat(join(start, 'objects')).then(
      (found) => found.isDirectory(),
      () => false,
    )
  )
    return { gitdir: start, below: '' };
  throw new Fault(
    'source.no-directory',
    `${start} is not inside a Git repository. Leave out --commit to read the files as they are.`,
    {
      retry: 'person',
    },
  );
}

async function commonDirectory(gitdir: string): Promise<string> {
  const common = await readFile(join(gitdir, 'commondir'), 'utf8').catch(() => null);
  return common === null ? gitdir : resolve(gitdir, common.trim());
}

async function named(repo: Repository, name: string): Promise<string> {
  if (!/^[\w./-]{1,200}$/.test(name) || name.includes('..')) throw noCommit(name);
  try {
    return /^[0-9a-f]{7,40}$/.test(name)
      ? await isomorphic.expandOid({ ...repo, oid: name })
      : await isomorphic.resolveRef({ ...repo, ref: name });
  } catch (cause) {
    throw noCommit(name, cause);
  }
}

async function readObject(repo: Repository, oid: string): Promise<GitObject | null> {
  let type: string;
  let body: unknown;
  try {
    ({ type, object: body } = await isomorphic.readObject({ ...repo, oid, format: 'content' }));
  } catch (error) {
    if (error instanceof isomorphic.Errors.NotFoundError) return null;
    throw new Fault('source.damaged', `the object ${oid} in ${repo.gitdir} cannot be read.`, { retry: 'person', cause: error });
  }
  if ((type !== 'commit' && type !== 'tree' && type !== 'blob') || !(body instanceof Uint8Array)) return null;
  const bytes = new Uint8Array(body);
  if (gitObjectId(type, bytes) !== oid)
    throw new Fault('source.damaged', `the object ${oid} in ${repo.gitdir} is damaged.`, { retry: 'person' });
  return { type, body: bytes };
}

function refused(code: 'hostile-tree' | 'too-large', what: string): Fault {
  return new Fault(`source.${code}`, `${what}: nothing is read.`, { retry: 'person' });
}

function noCommit(name: string, cause?: unknown): Fault {
  const message = `${JSON.stringify(name.slice(0, 100))} is no commit or branch of this repository. Give a commit id, a branch, or HEAD.`;
  return new Fault('source.no-such-commit', message, { retry: 'person', cause });
}
