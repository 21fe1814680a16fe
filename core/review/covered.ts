/** The commits a review has to answer for. */
import { type Commit, parseCommit } from '../git/objects.ts';
import { readObject } from '../git/walk.ts';
import type { CommitId, TreeId } from '../model/ids.ts';
import type { ObjectReader, ReviewRefusal } from '../model/review.ts';

export interface CoveredCommit {
  readonly id: CommitId;
  readonly commit: Commit;
}

/** A review of more commits than this is no review. */
const maxCovered = 1_000;

export type Covered =
  | {
      readonly type: 'covered';
      /** Every commit after `from` up to `to`, oldest first; never empty. */
      readonly covers: readonly CoveredCommit[];
      readonly fromTree: TreeId;
      /** The tree of `to`. */
      readonly tree: TreeId;
    }
  | { readonly type: 'refused'; readonly reasons: readonly ReviewRefusal[] };

/**
 * Walks from `to` back to `from` by single parents. Merges are refused: their second parents would bring in commits, and
 * their conflict resolutions changes, that nobody was asked about.
 */
export function coveredCommits(reader: ObjectReader, from: CommitId, to: CommitId): Covered {
  if (from === to) return refused({ reason: 'not-a-descendant', detail: 'it is the commit in force itself' });
  const start = commitAt(reader, from);
  const missing: ReviewRefusal[] = start === null ? [{ reason: 'missing-object', object: from }] : [];
  const covers: CoveredCommit[] = [];
  let id = to;
  while (id !== from) {
    const commit = commitAt(reader, id);
    if (commit === null) return refused(...missing, { reason: 'missing-object', object: id });
    if (commit === 'malformed') return refused({ reason: 'author-unknown', commit: id, detail: 'the commit is malformed' });
    if (commit.parents.length > 1) return refused({ reason: 'merge-commit', commit: id });
    covers.push({ id, commit });
    const [parent] = commit.parents;
    if (parent === undefined) return refused({ reason: 'not-a-descendant', detail: `${to} does not descend from ${from}` });
    if (covers.length === maxCovered) {
      return refused({ reason: 'not-a-descendant', detail: `${from} is not among the last ${maxCovered} commits before ${to}` });
    }
    id = parent;
  }
  if (missing.length > 0) return refused(...missing);
  if (start === null || start === 'malformed') return refused({ reason: 'not-a-descendant', detail: `${from} is malformed` });
  return { type: 'covered', covers: covers.reverse(), fromTree: start.tree, tree: covers.at(-1)!.commit.tree };
}

function commitAt(reader: ObjectReader, id: CommitId): Commit | 'malformed' | null {
  const body = readObject(reader, id, 'commit');
  return body === null ? null : (parseCommit(body) ?? 'malformed');
}

function refused(...reasons: readonly ReviewRefusal[]): Covered {
  return { type: 'refused', reasons };
}
