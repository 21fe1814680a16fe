/** From a line of the fleet repo back to the commit that wrote it and the review that let it in. */
import type { CommitId } from '#core/model/ids.ts';
import type { ReviewPredicate } from '#core/model/review.ts';
import { rulesMet } from '#core/review/rules-met.ts';
import type { LineReview, ReviewedLine } from '#core/views/situation.ts';
import { type FleetState, predicateOf } from './fleet-state.ts';
import { withObjects } from './objects.ts';
import type { Served } from './serve-fleet.ts';

type Lineage = Pick<Served, 'state' | 'source' | 'objects'>;

/** @param line `baselines/2026-11.yaml:9` as of `commit` */
export async function reviewedLine(one: Lineage, commit: CommitId, line: string): Promise<ReviewedLine | null> {
  const colon = line.lastIndexOf(':');
  const [file, number] = [line.slice(0, colon), Number(line.slice(colon + 1))];
  if (colon < 1 || !Number.isSafeInteger(number)) return null;
  const [blamed, text] = await Promise.all([one.source.blame(commit, file, number), textOf(one, commit, file, number)]);
  const review = reviewCovering(one.state, blamed.commit);
  return { line, text, ...blamed, reviewed: review && (await withRules(one, review)) };
}

/** The review of a commit in force, past or present. Null for the pinned one. */
export async function reviewOf(one: Lineage, commit: CommitId): Promise<LineReview | null> {
  const review = predicateOf(one.state.accepted.get(commit));
  return review && withRules(one, review);
}

/** The review that let a commit in: its own, or that of the first accepted commit that brought it along. */
function reviewCovering(state: FleetState, commit: CommitId): ReviewPredicate | null {
  const own = state.accepted.get(commit);
  if (own) return predicateOf(own);
  for (const accepted of [...state.accepted.values()].sort((a, b) => a.order - b.order)) {
    const review = predicateOf(accepted);
    if (review?.covers.includes(commit)) return review;
  }
  return null;
}

async function withRules({ state, source, objects }: Lineage, review: ReviewPredicate): Promise<LineReview> {
  const fromTree = state.accepted.get(review.fromCommit)?.tree;
  if (fromTree === undefined) return { review, rules: null };
  const read = await withObjects(
    source,
    objects,
    (reader) => rulesMet(reader, fromTree, review),
    (result) => (result.type === 'met' ? [] : result.missing),
  );
  return { review, rules: read.type === 'met' ? read.rules : null };
}

async function textOf({ source }: Lineage, commit: CommitId, file: string, line: number): Promise<string> {
  const found = (await source.files(commit)).find(({ path }) => path === file);
  return found ? (new TextDecoder().decode(found.bytes).split('\n')[line - 1] ?? '').trim() : '';
}
