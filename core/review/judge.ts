/**
 * Decides whether a commit is reviewed, from Git objects and signatures alone. Pure: the controller runs it on its mirror,
 * every agent runs it again on the objects it was sent, and `atlas approve` runs it to show what is still needed.
 */
import { canonical } from '../digest.ts';
import type { ApprovalPolicy, Person } from '../model/fleet.ts';
import type { CommitId, Digest, FleetName, PersonName } from '../model/ids.ts';
import {
  approvalNamespace,
  type Approval,
  type ApprovalProof,
  type ApprovalSubject,
  type Judgement,
  type ObjectReader,
  type ReviewRefusal,
} from '../model/review.ts';
import { coveredCommits, type CoveredCommit } from './covered.ts';
import { policyAt } from './policy-at.ts';
import { ownersOfKeys } from './owners.ts';
import { calledRules } from './rules.ts';
import { verifySshSignature } from './sshsig.ts';
import { reviewStatement } from './statement.ts';

export interface ReviewInput {
  readonly fleet: FleetName;
  /** Full name, `refs/heads/main`. */
  readonly ref: string;
  /** The commit in force: already reviewed, and where the policy is read. */
  readonly from: CommitId;
  readonly to: CommitId;
  /** The file of `from` that holds the ApprovalPolicy. */
  readonly policyFile: string;
  readonly approvals: readonly Approval[];
  /** `plan.intent` of `to`. */
  readonly intent: Digest;
  readonly objects: ObjectReader;
}

/** More than a policy has people by far; beyond, approvals are somebody's attempt to keep us busy. */
export const maxApprovals = 200;
const maxPayloadLength = 2_048;

/**
 * `not-reviewed` with only `missing-object` reasons means "nothing can be said yet": get those objects and ask again (all
 * that are known to be missing are named at once). Reasons come weightiest first.
 */
export function judge(input: ReviewInput): Judgement {
  const history = coveredCommits(input.objects, input.from, input.to);
  if (history.type === 'refused') return { verdict: 'not-reviewed', reasons: history.reasons };
  const policy = policyAt(input.objects, history.fromTree, input.policyFile);
  const rules = policy.type === 'policy' ? calledRules(input.objects, policy.policy, history.fromTree, history.tree) : null;
  const unreadable = [...(policy.type === 'refused' ? policy.reasons : []), ...(rules?.type === 'refused' ? rules.reasons : [])];
  if (policy.type === 'refused' || rules === null || rules.type === 'refused')
    return { verdict: 'not-reviewed', reasons: unreadable };

  const authors = authorsOf(history.covers, policy.policy);
  const subject: ApprovalSubject = {
    fleet: input.fleet,
    ref: input.ref,
    fromCommit: input.from,
    toCommit: input.to,
    toTree: history.tree,
    intent: input.intent,
  };
  const { accepted, notCounted } = countApprovals(input.approvals, subject, policy.policy, authors.excluded);
  const short: ReviewRefusal[] = [];
  for (const rule of rules.rules) {
    const people = accepted.map(({ person }) => person).filter((person) => isOf(policy.policy, person, rule.of));
    if (people.length < rule.count) {
      short.push({ reason: 'not-enough-approvals', rule: rule.name, have: people, need: rule.count, of: rule.of });
    }
  }
  if (authors.unknown.length > 0 || short.length > 0) {
    return { verdict: 'not-reviewed', reasons: [...authors.unknown, ...short, ...notCounted] };
  }
  return {
    verdict: 'reviewed',
    statement: reviewStatement({
      subject,
      covers: history.covers.map(({ id }) => id),
      policyFile: input.policyFile,
      policyDigest: policy.digest,
      approvals: accepted,
    }),
    notCounted,
  };
}

interface Authors {
  /** Who cannot approve, with the commit that says so. */
  readonly excluded: ReadonlyMap<PersonName, CommitId>;
  readonly unknown: readonly ReviewRefusal[];
}

/** Everybody who had a hand in the commits: whoever signed one, and whose address one carries as author or committer. */
function authorsOf(covers: readonly CoveredCommit[], policy: ApprovalPolicy): Authors {
  const owners = ownersOfKeys(policy);
  const excluded = new Map<PersonName, CommitId>();
  const unknown: ReviewRefusal[] = [];
  for (const { id, commit } of covers) {
    const addresses = new Set([commit.author.email.toLowerCase(), commit.committer.email.toLowerCase()]);
    for (const person of Object.values(policy.people)) {
      if (person.emails.some((email) => addresses.has(email.toLowerCase()))) excluded.set(person.name, id);
    }
    const signer = signerOf(commit, owners);
    if (typeof signer === 'string') unknown.push({ reason: 'author-unknown', commit: id, detail: signer });
    else excluded.set(signer.name, id);
  }
  return { excluded, unknown };
}

/** The person whose key signed the commit, or in words why there is none. */
function signerOf(commit: CoveredCommit['commit'], owners: ReadonlyMap<string, Person>): Person | string {
  if (commit.signature === null) return 'it is not signed (git config gpg.format ssh; git commit -S)';
  const signature = verifySshSignature(commit.signature, 'git', commit.signedPayload);
  if (signature.type === 'bad') return `its signature ${signature.detail}`;
  return owners.get(signature.publicKey) ?? `it is signed with ${signature.fingerprint}, a key of nobody in the policy`;
}

function countApprovals(
  approvals: readonly Approval[],
  subject: ApprovalSubject,
  policy: ApprovalPolicy,
  excluded: ReadonlyMap<PersonName, CommitId>,
): { readonly accepted: readonly ApprovalProof[]; readonly notCounted: readonly ReviewRefusal[] } {
  const owners = ownersOfKeys(policy);
  const wanted = canonical(subject);
  const byPerson = new Map<PersonName, ApprovalProof>();
  const notCounted = new Map<string, ReviewRefusal>();
  // In one order for everybody, so that controller and agents keep the same proof of a person who approved twice.
  for (const approval of approvals.slice(0, maxApprovals).toSorted(bySeenThenText)) {
    const judged = judgeApproval(approval, wanted, subject, policy, owners, excluded);
    if ('reason' in judged) notCounted.set(canonical(judged), judged);
    else if (!byPerson.has(judged.person)) byPerson.set(judged.person, judged);
  }
  if (approvals.length > maxApprovals) {
    const detail = `only the first ${maxApprovals} of ${approvals.length} approvals were looked at`;
    notCounted.set(detail, { reason: 'wrong-subject', detail });
  }
  const accepted = [...byPerson.values()].sort((a, b) => order(a.person, b.person));
  return { accepted, notCounted: [...notCounted.entries()].sort(([a], [b]) => order(a, b)).map(([, refusal]) => refusal) };
}

function judgeApproval(
  approval: Approval,
  wanted: string,
  subject: ApprovalSubject,
  policy: ApprovalPolicy,
  owners: ReadonlyMap<string, Person>,
  excluded: ReadonlyMap<PersonName, CommitId>,
): ApprovalProof | ReviewRefusal {
  if (approval.payload.length > maxPayloadLength) {
    return { reason: 'wrong-subject', detail: `the approval is longer than ${maxPayloadLength} characters` };
  }
  const signature = verifySshSignature(approval.signature, approvalNamespace, new TextEncoder().encode(approval.payload));
  if (signature.type === 'bad') return { reason: 'bad-signature', detail: `the signature ${signature.detail}` };
  const person = owners.get(signature.publicKey);
  if (person === undefined) return { reason: 'unknown-approver', key: signature.fingerprint };
  // Compared as text: there is one way to write a subject, so nothing unknown can ride along.
  if (approval.payload !== wanted) return { reason: 'wrong-subject', detail: differenceOf(approval.payload, subject, person) };
  const own = excluded.get(person.name);
  if (own !== undefined) return { reason: 'self-approval', person: person.name, commit: own };
  if (policy.requireMfa && !(signature.hardware && signature.userVerified)) {
    return { reason: 'needs-hardware-key', person: person.name };
  }
  return {
    person: person.name,
    subject: approval.payload,
    at: approval.seenAt,
    proof: { type: 'sshsig', signature: approval.signature },
  };
}

/** Says in words what an approval was given for instead. */
function differenceOf(payload: string, subject: ApprovalSubject, person: Person): string {
  let given: unknown;
  try {
    given = JSON.parse(payload);
  } catch {
    return `${person.name} signed something that is not JSON`;
  }
  if (typeof given !== 'object' || given === null) return `${person.name} signed something that is not an approval`;
  const members = given as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(subject)) {
    if (members[name] !== value) {
      return `${person.name} approved ${name} ${JSON.stringify(members[name] ?? null).slice(0, 100)}, this is ${JSON.stringify(value)}`;
    }
  }
  return `${person.name} signed another text than the canonical approval`;
}

function isOf(policy: ApprovalPolicy, person: PersonName, teams: readonly string[]): boolean {
  return teams.length === 0 || policy.people[person]!.teams.some((team) => teams.includes(team));
}

function bySeenThenText(a: Approval, b: Approval): number {
  return a.seenAt - b.seenAt || order(a.payload, b.payload) || order(a.signature, b.signature);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
