/**
 * A Git server and its mirror in memory, for deterministic simulation. It behaves as the Git source does: nothing is
 * learned without a fetch, reads go on while the server is down, a commit whose tree is hostile is refused when its files
 * are read, approvals that are withdrawn are gone after the next fetch. `blame` follows a line by its text: it belongs to
 * the oldest commit since which the file has held that line.
 */
import { parseCommit } from '#core/git/objects.ts';
import { entryAt } from '#core/git/walk.ts';
import type { CommitId } from '#core/model/ids.ts';
import type { Approval, GitObject } from '#core/model/review.ts';
import { instant } from '#core/model/time.ts';
import { Fault, type Source } from '#controller/app/ports.ts';
import { filesOfTree } from '#controller/adapters/source/files.ts';
import { defaultLimits } from '#controller/adapters/source/limits.ts';
import type { ObjectStore } from '#test/git.ts';

type GivenApproval = Omit<Approval, 'seenAt'>;

export interface MemoryServer {
  readonly store: ObjectStore;
  /** Moves the branch. */
  readonly push: (commit: CommitId) => void;
  readonly approve: (to: CommitId, approval: GivenApproval) => void;
  readonly withdraw: (to: CommitId) => void;
  /** While set, every fetch fails like this; null = all is well. */
  readonly trouble: (fault: Fault | null) => void;
}

export function memorySource(store: ObjectStore): { readonly server: MemoryServer; readonly source: Source } {
  let far: { head: CommitId | null; approvals: ReadonlyMap<string, readonly GivenApproval[]> } = {
    head: null,
    approvals: new Map(),
  };
  let near = far;
  let held: ReadonlyMap<string, GitObject> = new Map();
  let trouble: Fault | null = null;

  const commitOf = (id: CommitId): NonNullable<ReturnType<typeof parseCommit>> => {
    const object = held.get(id);
    const commit = object?.type === 'commit' ? parseCommit(object.body) : null;
    if (commit !== null) return commit;
    throw new Fault('source.no-such-commit', `the mirror holds no commit ${id}.`, { retry: 'person' });
  };
  const linesOf = (id: CommitId, file: string): readonly string[] | null => {
    const found = entryAt((oid) => held.get(oid), commitOf(id).tree, file);
    const blob = found.type === 'found' ? held.get(found.entry.oid) : undefined;
    return blob?.type === 'blob' ? new TextDecoder().decode(blob.body).split('\n') : null;
  };
  const objects = async (oids: readonly string[]): Promise<ReadonlyMap<string, GitObject>> => {
    const bad = oids.find((oid) => !/^[0-9a-f]{40}$/.test(oid));
    if (bad !== undefined) throw new RangeError(`not an object id: ${bad}`);
    return new Map(oids.flatMap((oid) => (held.has(oid) ? [[oid, held.get(oid)!] as const] : [])));
  };

  const server: MemoryServer = {
    store,
    push: (commit) => void (far = { ...far, head: commit }),
    approve: (to, approval) => {
      const approvals = [...(far.approvals.get(to) ?? []), approval].sort((a, b) =>
        a.payload + a.signature < b.payload + b.signature ? -1 : 1,
      );
      far = { ...far, approvals: new Map(far.approvals).set(to, approvals) };
    },
    withdraw: (to) => void (far = { ...far, approvals: new Map([...far.approvals].filter(([commit]) => commit !== to)) }),
    trouble: (fault) => void (trouble = fault),
  };

  const source: Source = {
    fetch: async () => {
      if (trouble !== null) throw trouble;
      if (far.head === null) throw new Fault('source.no-such-ref', 'the repository has no such branch.', { retry: 'person' });
      near = far;
      held = new Map(store.objects);
    },
    head: async () => near.head,
    chain: async (from, to) => {
      const commits: CommitId[] = [];
      for (let id: CommitId | undefined = to; id !== from; id = commitOf(id).parents[0]) {
        if (id === undefined) return null;
        commits.push(id);
        if (commitOf(id).parents.length === 0) return null;
      }
      if (commits.length === 0) commitOf(to);
      return commits.reverse();
    },
    treeOf: async (commit) => commitOf(commit).tree,
    objects,
    files: async (commit) => filesOfTree(commitOf(commit).tree, { objects, known: new Map() }, defaultLimits),
    approvals: async (to) => near.approvals.get(to) ?? [],
    blame: async (commit, file, line) => {
      const text = linesOf(commit, file)?.[line - 1];
      if (text === undefined) throw new RangeError(`nothing is known about ${file}:${line}`);
      let id = commit;
      for (let parent = commitOf(id).parents[0]; parent !== undefined && linesOf(parent, file)?.includes(text) === true;) {
        id = parent;
        parent = commitOf(id).parents[0];
      }
      const { author, message } = commitOf(id);
      return { commit: id, author: author.name, at: instant(author.at * 1000), subject: message.split('\n')[0]! };
    },
  };
  return { server, source };
}
