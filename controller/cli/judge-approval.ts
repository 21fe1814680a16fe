/** What an approval is worth, found out in the clone before anybody else sees it: the judge is the controller's own. */
import { approvalObjects, readApprovals } from '#controller/adapters/source/approvals.ts';
import { objectLimits, readObjects } from '#controller/adapters/source/batch.ts';
import type { SignedApproval } from '#controller/adapters/review/approve.ts';
import { createObjectCache, withObjects } from '#controller/app/objects.ts';
import { type Approval, approvalNamespace, approvalRefs, type ApprovalSubject, type ReviewRefusal } from '#core/model/review.ts';
import { instant } from '#core/model/time.ts';
import { judge } from '#core/review/judge.ts';
import { verifySshSignature } from '#core/review/sshsig.ts';
import { gitIn } from './git.ts';

export interface ApprovalToJudge {
  /** The clone. */
  readonly repo: string;
  /** Where the approvals of others are; null = only those in the clone are known. */
  readonly remote: string | null;
  readonly subject: ApprovalSubject;
  readonly policyFile: string;
  readonly approval: SignedApproval;
}

export interface ApprovalWorth {
  /** Why it can never count; empty = it counts. */
  readonly refused: readonly ReviewRefusal[];
  /** What the commit still needs, with this approval and those of others. */
  readonly missing: readonly ReviewRefusal[];
  /** The remote holds one by the same key, for the same subject. */
  readonly already: boolean;
}

/** Newest refs are not looked for beyond this: the judge takes no more approvals either. */
const mostApprovals = 200;

export async function judgeApproval({ repo, remote, subject, policyFile, approval }: ApprovalToJudge): Promise<ApprovalWorth> {
  const dir = (await gitIn(repo, ['rev-parse', '--absolute-git-dir'])) ?? repo;
  const run = { dir, config: '/dev/null' };
  const cache = createObjectCache();
  const source = { objects: (oids: readonly string[]) => readObjects(run, oids, objectLimits) };
  const judged = async (approvals: readonly Approval[]): Promise<readonly ReviewRefusal[]> => {
    const judgement = await withObjects(
      source,
      cache,
      (objects) =>
        judge({
          fleet: subject.fleet,
          ref: subject.ref,
          from: subject.fromCommit,
          to: subject.toCommit,
          policyFile,
          approvals,
          intent: subject.intent,
          objects,
        }),
      (result) =>
        result.verdict === 'reviewed'
          ? []
          : result.reasons.flatMap((reason) => (reason.reason === 'missing-object' ? [reason.object] : [])),
    );
    return judgement.verdict === 'reviewed' ? judgement.notCounted : judgement.reasons;
  };
  const mine: Approval = { payload: approval.payload, signature: approval.signature, seenAt: instant(Date.now()) };
  const refused = (await judged([mine])).filter(({ reason }) => reason !== 'not-enough-approvals');
  if (refused.length > 0) return { refused, missing: [], already: false };

  const { refs, pushed } = await refsOf(repo, remote, subject.toCommit);
  const given = await readApprovals((oids) => readObjects(run, oids, approvalObjects), refs);
  const others = given.map((one) => ({ ...one, seenAt: mine.seenAt }));
  const missing = (await judged([mine, ...others])).filter(({ reason }) => reason === 'not-enough-approvals');
  return { refused: [], missing, already: pushed && given.some((one) => isBySameKey(one, approval)) };
}

interface ApprovalRefs {
  readonly refs: readonly { readonly oid: string; readonly digest: string }[];
  /** They are those of the remote, else only what the clone holds. */
  readonly pushed: boolean;
}

/** The approvals that the remote holds, brought into the clone as objects; its refs stay as they are. */
async function refsOf(repo: string, remote: string | null, commit: string): Promise<ApprovalRefs> {
  const range = `${approvalRefs}${commit}/`;
  const parsed = (text: string): ApprovalRefs['refs'] =>
    text
      .split('\n')
      .flatMap((line) => {
        const [, oid, name] = /^([0-9a-f]{40})\s(\S+)$/.exec(line) ?? [];
        const digest = name?.startsWith(range) === true ? name.slice(range.length) : '';
        return oid === undefined || !/^[0-9a-f]{64}$/.test(digest) ? [] : [{ oid, digest }];
      })
      .slice(0, mostApprovals);
  const listed = remote === null ? null : await gitIn(repo, ['ls-remote', '--', remote, `${range}*`]);
  if (remote !== null && listed !== null) {
    const refs = parsed(listed);
    const names = refs.map(({ digest }) => range + digest);
    const fetched =
      names.length === 0 ||
      (await gitIn(repo, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--', remote, ...names])) !== null;
    if (fetched) return { refs, pushed: true };
  }
  const local = await gitIn(repo, ['for-each-ref', '--format=%(objectname) %(refname)', range]);
  return { refs: parsed(local ?? ''), pushed: false };
}

function isBySameKey(one: Pick<Approval, 'payload' | 'signature'>, approval: SignedApproval): boolean {
  if (one.payload !== approval.payload) return false;
  const verdict = verifySshSignature(one.signature, approvalNamespace, new TextEncoder().encode(one.payload));
  return verdict.type === 'good' && verdict.publicKey === approval.publicKey;
}
