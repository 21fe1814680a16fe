/** A fleet repo read from a Git server through a bare mirror on disk, which also serves while the server is away. */
import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isSafePath } from '#core/git/names.ts';
import { parseCommit } from '#core/git/objects.ts';
import type { CommitId, FleetName } from '#core/model/ids.ts';
import { approvalRefs, type GitObject } from '#core/model/review.ts';
import { instant } from '#core/model/time.ts';
import { Fault, type Source } from '#controller/app/ports.ts';
import { approvalObjects, readApprovals } from './approvals.ts';
import { objectLimits, openBatch } from './batch.ts';
import { fetchInto, type Mirror, type Offer, removeQuarantines } from './fetch.ts';
import { filesOfTree } from './files.ts';
import { defaultLimits, type SourceLimits } from './limits.ts';
import { git, GitFailed } from './run.ts';
import { type SourceTrust, writeLocalConfig } from './trust.ts';
import { sourceRef, sourceUrl } from './url.ts';

/** Commits that are read one by one before Git is asked for the whole way. */
const nearCommits = 8;

export interface GitSourceOptions {
  /** `https://`, `ssh://` or `file:///`. */
  readonly url: string;
  /** `refs/heads/…` */
  readonly ref: string;
  /** Directory of this fleet alone; made when it does not exist. */
  readonly dir: string;
  readonly fleet: FleetName;
  readonly trust?: SourceTrust;
  readonly limits?: Partial<SourceLimits>;
}

/** Nothing is fetched yet. @throws Fault when the URL, the ref or the directory cannot be used. */
export async function openGitSource(options: GitSourceOptions): Promise<Source> {
  const limits: SourceLimits = { ...defaultLimits, ...options.limits };
  const remote = { url: sourceUrl(options.url), ref: sourceRef(options.ref), trust: options.trust ?? {} };
  const mirror = await openMirror(options.dir);
  const batch = openBatch(mirror);
  const near = { dir: mirror.dir, config: mirror.config, protocol: 'none' } as const;

  let lastOffer: Offer | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  /** The commit that was read last: its files and its tree are asked for one after the other, and a process costs more. */
  let lastCommit: { readonly id: string; readonly commit: NonNullable<ReturnType<typeof parseCommit>> } | null = null;
  /** Blobs of the commit that was read last. */
  let known: ReadonlyMap<string, Uint8Array> = new Map();

  const objects = (oids: readonly string[]): Promise<Map<string, GitObject>> => batch.objects(oids, objectLimits);

  const commitOf = async (id: string): Promise<NonNullable<ReturnType<typeof parseCommit>>> => {
    if (lastCommit?.id === id) return lastCommit.commit;
    const object = (await objects([id])).get(id);
    const commit = object?.type === 'commit' ? parseCommit(object.body) : null;
    if (commit !== null) {
      lastCommit = { id, commit };
      return commit;
    }
    throw new Fault('source.no-such-commit', `the mirror of ${options.fleet} holds no commit ${id}.`, { retry: 'person' });
  };

  /** The chain when it is short, as it nearly always is: read without a process of its own. Null = ask Git. */
  const nearChain = async (from: CommitId, to: CommitId): Promise<readonly CommitId[] | null> => {
    const chain: CommitId[] = [];
    for (let at = to; chain.length < nearCommits;) {
      chain.push(at);
      const object = (await objects([at])).get(at);
      const [first] = (object?.type === 'commit' ? parseCommit(object.body) : null)?.parents ?? [];
      if (first === undefined) return null;
      if (first === from) return chain.reverse();
      at = first as CommitId;
    }
    return null;
  };

  /** Local Git never fails because of the network: whatever it says, a person must look. */
  const local = async (args: readonly string[]): Promise<string> => {
    try {
      return await git(near, args);
    } catch (error) {
      if (!(error instanceof GitFailed)) throw error;
      const message = `the mirror in ${mirror.dir} cannot be read (${error.stderr.trim().slice(0, 200)}). Remove it; it is fetched again by itself.`;
      throw new Fault('source.damaged', message, { retry: 'person', cause: error });
    }
  };

  return {
    fetch: () => {
      const turn = writing.then(async () => {
        lastOffer = await fetchInto(mirror, remote, lastOffer, limits);
      });
      writing = turn.catch(() => undefined);
      return turn;
    },

    head: async () => (await batch.resolved(remote.ref)) as CommitId | null,

    chain: async (from, to) => {
      const ends = await objects([from, to]);
      if (ends.get(to)?.type !== 'commit') await commitOf(to);
      if (from === to) return [];
      if (ends.get(from)?.type !== 'commit') return null;
      const short = await nearChain(from, to);
      if (short !== null) return short;
      const range = [`--max-count=${limits.chain + 1}`, '--first-parent', '--parents', to, `^${from}`, '--'];
      const lines = (await local(['rev-list', ...range])).split('\n').filter((line) => line !== '');
      if (lines.length > limits.chain) {
        const message = `more than ${limits.chain} commits lie between the one in force and the head of ${remote.ref}.`;
        throw new Fault('source.too-large', message, { retry: 'person' });
      }
      const [, firstParent] = lines.at(-1)?.split(' ') ?? [];
      if (firstParent !== from) return null;
      return lines.map((line) => line.slice(0, 40) as CommitId).reverse();
    },

    treeOf: async (commit) => (await commitOf(commit)).tree,

    objects,

    files: async (commit) => {
      const { tree } = await commitOf(commit);
      const reads = {
        objects: (oids: readonly string[]) =>
          batch.objects(oids, { each: Math.max(limits.file, 4 << 20), total: limits.total * 2 }),
        known,
      };
      const files = await filesOfTree(tree, reads, limits);
      known = new Map(files.map(({ blob, bytes }) => [blob, bytes]));
      return files;
    },

    approvals: async (to) => {
      const range = `${approvalRefs}${to}/`;
      const list = await local([
        'for-each-ref',
        '--format=%(objectname) %(refname)',
        `--count=${limits.approvalsPerCommit}`,
        range,
      ]);
      const refs = list.split('\n').flatMap((line) => {
        const [, oid, name] = /^([0-9a-f]{40}) (\S+)$/.exec(line) ?? [];
        return oid === undefined || name === undefined ? [] : [{ oid, digest: name.slice(range.length) }];
      });
      return readApprovals((oids) => batch.objects(oids, approvalObjects), refs);
    },

    blame: async (commit, file, line) => {
      if (!isSafePath(file) || !Number.isSafeInteger(line) || line < 1)
        throw new RangeError(`not a place in a file: ${file}:${line}`);
      if (!/^[0-9a-f]{40}$/.test(commit)) throw new RangeError(`not a commit id: ${commit}`);
      return parseBlame(await local(['blame', '--porcelain', '-L', `${line},${line}`, commit, '--', file]), file, line);
    },
  };
}

async function openMirror(directory: string): Promise<Mirror> {
  const workshop = resolve(directory);
  await mkdir(workshop, { recursive: true, mode: 0o700 });
  await removeQuarantines(workshop);
  const config = await writeLocalConfig(workshop);
  const dir = join(workshop, 'mirror.git');
  const there = await stat(join(dir, 'HEAD')).then(
    () => true,
    () => false,
  );
  if (!there) {
    await mkdir(dir, { recursive: true });
    await git({ dir, config, protocol: 'none' }, ['init', '--bare', '--quiet']);
  }
  return { dir, config, workshop };
}

function parseBlame(text: string, file: string, line: number): Awaited<ReturnType<Source['blame']>> {
  const lines = text.split('\n');
  const commit = /^([0-9a-f]{40}) /.exec(lines[0] ?? '')?.[1];
  const field = (name: string): string | undefined =>
    lines.find((candidate) => candidate.startsWith(`${name} `))?.slice(name.length + 1);
  const at = Number(field('author-time'));
  if (commit === undefined || !Number.isSafeInteger(at)) throw new RangeError(`nothing is known about ${file}:${line}`);
  return { commit: commit as CommitId, author: field('author') ?? '', at: instant(at * 1000), subject: field('summary') ?? '' };
}
