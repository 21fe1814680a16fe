/** Which rules of the policy an accepted review met, read again from the parent's policy: for people who ask afterwards. */
import type { PersonName, TreeId } from '../model/ids.ts';
import type { ObjectReader, ReviewPredicate, ReviewRefusal } from '../model/review.ts';
import { policyAt } from './policy-at.ts';
import { calledRules } from './rules.ts';

export interface RuleMet {
  readonly name: string;
  readonly count: number;
  /** Teams; empty = anybody of the policy. */
  readonly of: readonly string[];
  /** Approvers that count for it. */
  readonly by: readonly PersonName[];
}

export type RulesMet =
  | { readonly type: 'met'; readonly rules: readonly RuleMet[] }
  /** `missing` = objects to get before asking again. */
  | { readonly type: 'unreadable'; readonly missing: readonly string[] };

/** @param fromTree tree of `review.fromCommit` */
export function rulesMet(reader: ObjectReader, fromTree: TreeId, review: ReviewPredicate): RulesMet {
  const policy = policyAt(reader, fromTree, review.policyFile);
  if (policy.type === 'refused') return unreadable(policy.reasons);
  if (policy.digest !== review.policyDigest) return unreadable([]);
  const called = calledRules(reader, policy.policy, fromTree, review.tree);
  if (called.type === 'refused') return unreadable(called.reasons);
  const rules = called.rules.map(({ name, count, of }): RuleMet => {
    const by = review.approvals
      .map(({ person }) => person)
      .filter((person) => of.length === 0 || policy.policy.people[person]?.teams.some((team) => of.includes(team)) === true);
    return { name, count, of, by };
  });
  return { type: 'met', rules };
}

function unreadable(reasons: readonly ReviewRefusal[]): RulesMet {
  return { type: 'unreadable', missing: reasons.flatMap((one) => (one.reason === 'missing-object' ? [one.object] : [])) };
}
