/** Why a commit is not reviewed, as a sentence with its remedy. */
import { assertNever } from '../model/problem.ts';
import type { ReviewRefusal } from '../model/review.ts';
import { counted, listed, shortCommit } from './format.ts';

export interface RefusalText {
  readonly what: string;
  /** What to do about it; never empty. */
  readonly remedy: string;
}

export function refusalText(refusal: ReviewRefusal): RefusalText {
  switch (refusal.reason) {
    case 'not-enough-approvals': {
      const missing = refusal.need - refusal.have.length;
      const who = refusal.of.length === 0 ? 'anybody of the approval policy' : `team ${listed(refusal.of, 'or')}`;
      const have = refusal.have.length === 0 ? '' : ` (${listed(refusal.have)})`;
      return {
        what: `rule "${refusal.rule}" has ${refusal.have.length} of ${counted(refusal.need, 'approval')}${have}`,
        remedy: `${missing} more of ${who}: atlas approve <commit>`,
      };
    }
    case 'self-approval':
      return {
        what: `${refusal.person} wrote or committed ${shortCommit(refusal.commit)} and cannot approve it`,
        remedy: 'somebody else approves it',
      };
    case 'unknown-approver':
      return {
        what: `key ${refusal.key} belongs to nobody in the approval policy`,
        remedy: 'sign with a key of the policy in force, or add this one in a reviewed commit first',
      };
    case 'bad-signature':
      return { what: `a signature does not verify: ${refusal.detail}`, remedy: 'approve again: atlas approve <commit>' };
    case 'wrong-subject':
      return {
        what: `an approval is for something else: ${refusal.detail}`,
        remedy: 'it does not count here; approve this commit: atlas approve <commit>',
      };
    case 'needs-hardware-key':
      return {
        what: `${refusal.person} approved with a software key, the policy asks for a hardware key`,
        remedy: 'approve again with an sk- key that asks for touch and PIN',
      };
    case 'author-unknown':
      return {
        what: `nobody can tell who wrote ${shortCommit(refusal.commit)}: ${refusal.detail}`,
        remedy: 'commit again with an e-mail address of the approval policy',
      };
    case 'merge-commit':
      return {
        what: `${shortCommit(refusal.commit)} is a merge with content of its own`,
        remedy: 'rebase onto the watched branch, then approve the result',
      };
    case 'not-a-descendant':
      return {
        what: `it does not follow from the commit in force: ${refusal.detail}`,
        remedy: 'put the branch back on top of the commit in force; history is never rewritten',
      };
    case 'policy-unreadable':
      return {
        what: `the approval policy in force cannot be read: ${refusal.detail}`,
        remedy: 'nothing can be approved before that is repaired; see atlas status',
      };
    case 'hostile-tree':
      return { what: `its tree cannot be taken: ${refusal.detail}`, remedy: 'commit a tree without it, then approve the result' };
    case 'missing-object':
      return {
        what: `Git object ${shortCommit(refusal.object)} is not there`,
        remedy: 'push it; the controller looks again by itself',
      };
    default:
      return assertNever(refusal);
  }
}

/** What and remedy in one sentence. */
export function refusalSentence(refusal: ReviewRefusal): string {
  const { what, remedy } = refusalText(refusal);
  return `${what}; ${remedy}`;
}
