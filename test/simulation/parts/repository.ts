/**
 * The Git server and the controller's mirror of it, in memory. Spec:
 * - Commits and approvals are signed for real; the same story gives the same ids.
 * - What was pushed is seen after the next `fetch`, not before. While `away`, `fetch` fails and the mirror keeps serving.
 * - `approve` approves as `atlas approve` does: what is really there, from the commit that is in force.
 */
import { loadFleet } from '#core/declarations/load.ts';
import { sha256 } from '#core/digest.ts';
import { parseCommit } from '#core/git/objects.ts';
import { type BlobId, type CommitId, digest, type FleetName } from '#core/model/ids.ts';
import type { Fleet } from '#core/model/fleet.ts';
import type { Approval } from '#core/model/review.ts';
import type { Instant } from '#core/model/time.ts';
import { intentOf } from '#core/planner/intent.ts';
import { Fault, type Source } from '#controller/app/ports.ts';
import { defaultLimits } from '#controller/adapters/source/limits.ts';
import { filesOfTree } from '#controller/adapters/source/files.ts';
import { text } from '#test/fleets.ts';
import { approve, filesOf, keyFor, objectStore, type TestKey, treeOf, writeCommit } from '#test/git.ts';

export const ref = 'refs/heads/main';

export interface Repository {
  readonly source: Source;
  /** Changes the newest commit's files (null removes one), commits and pushes. */
  land(change: {
    readonly files: Readonly<Record<string, string | null>>;
    readonly by: string;
    readonly message: string;
    readonly signed?: boolean;
    /** Start from this commit instead of the newest, and push by force. */
    readonly onto?: CommitId;
  }): CommitId;
  /** @param from the commit that is in force, as far as the approver knows */
  approve(approval: { readonly from: CommitId; readonly to: CommitId; readonly by: string; readonly key?: TestKey }): void;
  head(): CommitId;
  /** The fleet of a commit; null when it does not check. */
  fleetAt(commit: CommitId): Fleet | null;
  away: boolean;
}

export function keyOf(person: string): TestKey {
  return keyFor(`${person} of the simulation`);
}

export function createRepository(
  fleet: FleetName,
  first: Readonly<Record<string, string>>,
  by: string,
  now: () => Instant,
): Repository {
  const store = objectStore();
  const author = (name: string) => ({ name, email: `${name}@tiny.example` });
  const begin = writeCommit(store, { files: first, author: author(by), signWith: keyOf(by), at: now(), message: 'Begin' });
  let pushed = begin;
  let mirrored: CommitId | null = null;
  const approvals: { readonly to: CommitId; readonly approval: Omit<Approval, 'seenAt'> }[] = [];
  let seenApprovals = 0;
  const parentOf = (commit: CommitId): CommitId | null => parseCommit(store.objects.get(commit)!.body)?.parents[0] ?? null;

  const repository: Repository = {
    away: false,
    head: () => pushed,
    land({ files, by: person, message, signed = true, onto }) {
      const parent = onto ?? pushed;
      const kept = Object.entries({ ...filesOf(store, parent), ...files }).filter((entry) => entry[1] !== null);
      pushed = writeCommit(store, {
        files: Object.fromEntries(kept) as Record<string, string>,
        parent,
        author: author(person),
        signWith: signed ? keyOf(person) : null,
        at: now(),
        message,
      });
      return pushed;
    },
    approve({ from, to, by: person, key = keyOf(person) }) {
      const declared = repository.fleetAt(to);
      const intent = declared === null ? digest('0'.repeat(64)) : intentOf(declared);
      approvals.push({ to, approval: approve({ fleet, ref, from, to, tree: treeOf(store, to), intent, key }) });
    },
    fleetAt: (commit) =>
      loadFleet(
        Object.entries(filesOf(store, commit)).map(([path, content]) => ({ path, bytes: new TextEncoder().encode(content) })),
      ).fleet,
    source: {
      async fetch() {
        if (repository.away) throw new Fault('source.unreachable', 'the Git server does not answer', { retry: 'later' });
        mirrored = pushed;
        seenApprovals = approvals.length;
      },
      head: async () => mirrored,
      async chain(from, to) {
        const chain: CommitId[] = [];
        for (let at: CommitId | null = to; at !== null; at = parentOf(at)) {
          if (at === from) return chain.reverse();
          chain.push(at);
        }
        return null;
      },
      treeOf: async (commit) => treeOf(store, commit),
      objects: async (oids) => new Map(oids.flatMap((oid) => (store.objects.has(oid) ? [[oid, store.objects.get(oid)!]] : []))),
      files: (commit) =>
        filesOfTree(
          treeOf(store, commit),
          { objects: repository.source.objects, known: new Map<BlobId, Uint8Array>() },
          defaultLimits,
        ),
      approvals: async (to) =>
        approvals
          .slice(0, seenApprovals)
          .filter((one) => one.to === to)
          .map((one) => one.approval)
          .sort((a, b) => (sha256(a.signature) < sha256(b.signature) ? -1 : 1)),
      async blame(commit, file, line) {
        const lineAt = (at: CommitId) => filesOf(store, at)[file]?.split('\n')[line - 1];
        const wanted = lineAt(commit);
        let found = commit;
        for (let at = parentOf(commit); at !== null && lineAt(at) === wanted; at = parentOf(at)) found = at;
        const parsed = parseCommit(store.objects.get(found)!.body)!;
        return { commit: found, author: parsed.author.email, at: now(), subject: text(store.objects.get(found)!.body).trim() };
      },
    },
  };
  return repository;
}
