/** Evidence in its one form, an in-toto statement. */
import type { CommitId, Digest } from '../model/ids.ts';
import type { ApprovalProof, ApprovalSubject, ReviewStatement } from '../model/review.ts';

export function reviewStatement(review: {
  readonly subject: ApprovalSubject;
  readonly covers: readonly CommitId[];
  readonly policyFile: string;
  readonly policyDigest: Digest;
  readonly approvals: readonly ApprovalProof[];
}): ReviewStatement {
  const { fleet, ref, fromCommit, toCommit, toTree, intent } = review.subject;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: `${fleet}:${ref}`, digest: { gitCommit: toCommit, gitTree: toTree } }],
    predicateType: 'https://atlas-orchestrator.example/review/v1',
    predicate: {
      mode: 'signatures',
      fleet,
      ref,
      fromCommit,
      commit: toCommit,
      tree: toTree,
      covers: review.covers,
      policyFile: review.policyFile,
      policyDigest: review.policyDigest,
      intent,
      approvals: review.approvals,
    },
  };
}
