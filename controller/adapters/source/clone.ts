/**
 * Somebody's own clone, read through the git binary where there is one, else through isomorphic-git: the binary knows every
 * layout of a repository (alternates, promised objects), isomorphic-git needs nothing installed. What either gives is hashed.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { lstat, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import isomorphic from 'isomorphic-git';
import { gitObjectId } from '#core/digest.ts';
import { parseCommit } from '#core/git/objects.ts';
import type { GitObject } from '#core/model/review.ts';
import { Fault } from '#controller/app/ports.ts';
import { type BatchLimits, readObjects } from './batch.ts';
import { gitEnvironment } from './run.ts';

export interface Clone {
  /** Of the repository: where `.git` stands, or the bare repository itself. */
  readonly root: string;
  /** Path of the directory asked about below the root; `''` = the root. */
  readonly below: string;
  /** The full id of the commit that a name or id means, with `~n` and `^n` after it; null when there is none. */
  readonly commitNamed: (name: string) => Promise<string | null>;
  /** Ids that are not there are missing from the answer. @throws Fault `source.damaged`, `source.too-large` */
  readonly objects: (oids: readonly string[]) => Promise<ReadonlyMap<string, GitObject>>;
}

const run = promisify(execFile);
/** `v1.2`, `HEAD~3`, `origin/main^`, a commit id: nothing that could be an option, a range or a path. */
const nameable = /^(?!-)(?!.*\.\.)[\w./@+-]{1,200}(?:[~^][0-9]{0,4}){0,20}$/;
/** `~100000` is no commit that anybody means. */
const mostParents = 10_000;

/** The repository that `start` is in. @throws Fault `source.no-directory` when it is in none. */
export async function openClone(start: string, limits: BatchLimits): Promise<Clone> {
  const place = await placeOf(resolve(start));
  const reads = isomorphicReads(place);
  let hasGit = true;
  const byGit = async <T>(ask: () => Promise<T>): Promise<T | null> => {
    if (!hasGit) return null;
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Fault && error.code === 'source.too-large') throw error;
      // whatever is wrong with the binary here, the other way is still open
      hasGit = false;
      return null;
    }
  };
  const environment = () => gitEnvironment({ dir: place.own, config: '/dev/null', protocol: 'none' });
  return {
    root: place.root,
    below: place.below,
    async commitNamed(name) {
      if (!nameable.test(name)) return null;
      const told = await byGit(() => revParse(place.own, name, environment()));
      return told ?? reads.commitNamed(name);
    },
    async objects(oids) {
      const told = await byGit(() => readObjects({ dir: place.own, config: '/dev/null' }, oids, limits));
      return told ?? reads.objects(oids);
    },
  };
}

/** Where the repository that `start` is in begins; null when it is in none. */
export async function repositoryRoot(start: string): Promise<string | null> {
  return placeOf(resolve(start)).then(
    ({ root }) => root,
    () => null,
  );
}

/** Null when Git knows no such commit. @throws Error when there is no Git */
async function revParse(dir: string, name: string, env: Record<string, string>): Promise<string | null> {
  try {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
    const { stdout } = await run('git', args, { cwd: dir, env });
    const id = stdout.trim();
    return /^[0-9a-f]{40}$/.test(id) ? id : null;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 1) return null;
    throw error;
  }
}

interface Place {
  readonly root: string;
  readonly below: string;
  /** The directory of this work tree, which has a HEAD of its own. */
  readonly own: string;
  /** Where objects and branches are. */
  readonly common: string;
}

async function placeOf(start: string): Promise<Place> {
  for (let root = start; ; root = dirname(root)) {
    const place = join(root, '.git');
    const found = await lstat(place).catch(() => null);
    const below = relative(root, start).split(sep).join('/');
    if (found?.isDirectory() === true) return { root, below, own: place, common: place };
    if (found?.isFile() === true) {
      // A linked worktree: one line that says where the repository is.
      const [, target] = /^gitdir: (.+)$/m.exec(await readFile(place, 'utf8')) ?? [];
      if (target !== undefined) {
        const own = resolve(root, target);
        return { root, below, own, common: await commonDirectory(own) };
      }
    }
    if (dirname(root) === root) break;
  }
  if (
    await stat(join(start, 'objects')).then(
      (found) => found.isDirectory(),
      () => false,
    )
  )
    return { root: start, below: '', own: start, common: start };
  throw new Fault('source.no-directory', `${start} is not inside a Git repository, so it has no commits to read.`, {
    retry: 'person',
  });
}

async function commonDirectory(gitdir: string): Promise<string> {
  const common = await readFile(join(gitdir, 'commondir'), 'utf8').catch(() => null);
  return common === null ? gitdir : resolve(gitdir, common.trim());
}

function isomorphicReads({ own, common }: Place): Pick<Clone, 'commitNamed' | 'objects'> {
  // Shared between the calls, or every read would open the pack anew.
  const repo = { fs, gitdir: common, cache: {} };
  const commitNamed = async (name: string): Promise<string | null> => {
    const [, base = '', path = ''] = /^(.+?)((?:[~^][0-9]*)*)$/.exec(name) ?? [];
    let oid = await peeled(await named(base));
    for (const [, sign, digits] of path.matchAll(/([~^])([0-9]*)/g)) {
      const count = digits === '' ? 1 : Number(digits);
      if (count > mostParents) return null;
      for (let step = 0; oid !== null && step < (sign === '~' ? count : Math.min(count, 1)); step++)
        oid = await parentOf(oid, sign === '~' ? 0 : count - 1);
    }
    return oid;
  };
  const named = async (name: string): Promise<string | null> => {
    try {
      if (name === 'HEAD' || name === '@') return await headOf();
      if (/^[0-9a-f]{7,40}$/.test(name)) return await isomorphic.expandOid({ ...repo, oid: name });
    } catch {
      // a branch may have such a name
    }
    return isomorphic.resolveRef({ ...repo, ref: name }).catch(() => null);
  };
  /** A linked worktree has a HEAD of its own. */
  const headOf = async (): Promise<string> => {
    const text = (await readFile(join(own, 'HEAD'), 'utf8')).trim();
    return text.startsWith('ref: ') ? isomorphic.resolveRef({ ...repo, ref: text.slice('ref: '.length) }) : text;
  };
  const peeled = async (oid: string | null): Promise<string | null> => {
    if (oid === null) return null;
    try {
      // of an annotated tag this is the commit it names
      return (await isomorphic.readCommit({ ...repo, oid })).oid;
    } catch {
      return null;
    }
  };
  const parentOf = async (oid: string, index: number): Promise<string | null> => {
    const object = await readObject(repo, oid);
    const commit = object?.type === 'commit' ? parseCommit(object.body) : null;
    return commit?.parents[index] ?? null;
  };
  return {
    commitNamed,
    async objects(oids) {
      const found = new Map<string, GitObject>();
      for (const oid of oids) {
        const object = await readObject(repo, oid);
        if (object !== null) found.set(oid, object);
      }
      return found;
    },
  };
}

async function readObject(repo: { fs: typeof fs; gitdir: string; cache: object }, oid: string): Promise<GitObject | null> {
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
