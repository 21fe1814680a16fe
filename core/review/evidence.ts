/** Evidence is not believed but judged again: what an agent runs before it accepts a commit. */
import { canonical } from '../digest.ts';
import type { FleetName } from '../model/ids.ts';
import type { Judgement, ObjectReader, ReviewStatement } from '../model/review.ts';
import { judge, maxApprovals } from './judge.ts';

/**
 * Re-judges a statement from the approvals inside it. `reviewed` only when the judge comes to the very same statement;
 * the caller checks that `fromCommit` is the commit it trusts already.
 */
export function verifyStatement(
  statement: ReviewStatement,
  expected: { readonly fleet: FleetName; readonly ref: string; readonly objects: ObjectReader },
): Judgement {
  if (!hasShape(statement)) return refused('the evidence is malformed');
  const { predicate } = statement;
  const judgement = judge({
    fleet: expected.fleet,
    ref: expected.ref,
    from: predicate.fromCommit,
    to: predicate.commit,
    policyFile: predicate.policyFile,
    intent: predicate.intent,
    objects: expected.objects,
    approvals: predicate.approvals.map(({ subject, at, proof }) => ({
      payload: subject,
      signature: proof.signature,
      seenAt: at,
    })),
  });
  if (judgement.verdict === 'reviewed' && canonical(judgement.statement) !== canonical(statement)) {
    return refused('the evidence says something else than the objects prove');
  }
  return judgement;
}

/** The members that are read before the comparison above has settled all others: evidence arrives from outside. */
function hasShape(statement: ReviewStatement): boolean {
  const predicate: unknown = (statement as Partial<ReviewStatement> | null)?.predicate;
  if (typeof predicate !== 'object' || predicate === null) return false;
  const { fromCommit, commit, policyFile, intent, approvals } = predicate as Readonly<Record<string, unknown>>;
  if (![fromCommit, commit, policyFile, intent].every((member) => typeof member === 'string')) return false;
  return Array.isArray(approvals) && approvals.length <= maxApprovals && approvals.every(isProof);
}

function isProof(value: unknown): boolean {
  const { subject, at, proof } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const { signature } = (proof ?? {}) as Readonly<Record<string, unknown>>;
  return typeof subject === 'string' && Number.isSafeInteger(at) && typeof signature === 'string';
}

function refused(detail: string): Judgement {
  return { verdict: 'not-reviewed', reasons: [{ reason: 'wrong-subject', detail }] };
}
