import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonical } from '#core/digest.ts';
import { type CommitId, digest, fleetName } from '#core/model/ids.ts';
import type { Approval, GitObject, Judgement, ReviewStatement } from '#core/model/review.ts';
import type { Instant } from '#core/model/time.ts';
import { indexObjects, recordingReader } from '#core/git/pack.ts';
import { verifyStatement } from '#core/review/evidence.ts';
import { judge, type ReviewInput } from '#core/review/judge.ts';
import {
  type ApprovalSpec,
  approve,
  type CommitSpec,
  type Files,
  keyFor,
  objectStore,
  type ObjectStore,
  put,
  signSsh,
  treeOf,
  writeCommit,
} from '#test/git.ts';

const fleet = fleetName('acme');
const ref = 'refs/heads/main';
const intent = digest('7'.repeat(64));
const seenAt = 1_795_000_100_000 as Instant;

const keys = {
  marc: keyFor('marc'),
  ines: keyFor('ines'),
  inesLaptop: keyFor('ines laptop'),
  paul: keyFor('paul'),
  noor: keyFor('noor', { hardware: true }),
  zoe: keyFor('zoe'),
  shared: keyFor('shared'),
  stranger: keyFor('stranger'),
} as const;
type Who = keyof typeof keys;

const mail = (name: string) => ({ name, email: `${name}@acme.example` });

interface PolicySpec {
  readonly rules?: readonly { name: string; kinds?: readonly string[]; count: number; of?: readonly string[] }[];
  readonly requireMfa?: boolean;
  readonly people?: readonly { name: string; teams: readonly string[]; keys: readonly Who[] }[];
}

const people = [
  { name: 'marc', teams: ['ops'], keys: ['marc'] },
  { name: 'ines', teams: ['ops'], keys: ['ines', 'inesLaptop'] },
  { name: 'paul', teams: ['dba'], keys: ['paul'] },
  { name: 'noor', teams: ['ops'], keys: ['noor'] },
  { name: 'zoe', teams: ['customer'], keys: ['zoe'] },
] as const;

/** JSON is YAML. */
function policy(spec: PolicySpec = {}): string {
  return JSON.stringify({
    apiVersion: 'atlas/v1',
    kind: 'ApprovalPolicy',
    metadata: { name: 'who-approves' },
    spec: {
      people: (spec.people ?? people).map(({ name, teams, keys: theirs }) => ({
        name,
        teams,
        emails: [`${name}@acme.example`],
        keys: theirs.map((who) => keys[who].publicKey),
      })),
      rules: spec.rules ?? [{ name: 'every-change', count: 1 }],
      requireMfa: spec.requireMfa ?? false,
      mayStop: ['ops'],
    },
  });
}

const document = (kind: string, name: string, spec: object = {}): string =>
  JSON.stringify({ apiVersion: 'atlas/v1', kind, metadata: { name }, spec });

const base: Readonly<Record<string, string>> = {
  'policy.yaml': policy(),
  'hosts/par-hv-01.yaml': document('Host', 'par-hv-01'),
  'windows.yaml': `${document('MaintenanceWindow', 'saturday-night')}\n---\n${document('Freeze', 'year-end')}`,
  'README.md': 'The fleet of Acme\n',
};

/** A history: commits in order, each on the one before unless it says otherwise; approvals refer to the last by default. */
interface History {
  readonly name: string;
  readonly base?: Files;
  readonly commits?: readonly (Partial<CommitSpec> & { readonly change?: Files; readonly drop?: readonly string[] })[];
  readonly by?: readonly (Who | (Partial<ApprovalSpec> & { readonly who: Who }))[];
  /** Last touch before the judge. */
  readonly approvals?: (approvals: readonly Approval[]) => readonly Approval[];
  readonly input?: (store: ObjectStore, commits: readonly CommitId[], input: ReviewInput) => Partial<ReviewInput>;
  /** `reviewed by …` or the reasons, in order. */
  readonly result: string;
  readonly notCounted?: string;
}

const bump = { 'hosts/par-hv-01.yaml': document('Host', 'par-hv-01', { site: 'paris' }) };

function played(history: History): { input: ReviewInput; judgement: Judgement; store: ObjectStore } {
  const store = objectStore();
  let files: Record<string, Files[string]> = { ...(history.base ?? base) };
  const commits = [writeCommit(store, { files, author: mail('marc'), signWith: keys.marc })];
  for (const { change, drop, ...spec } of history.commits ?? [{ change: bump }]) {
    files = { ...files, ...change };
    for (const path of drop ?? []) delete files[path];
    commits.push(
      writeCommit(store, {
        files,
        parent: commits.at(-1)!,
        author: mail('marc'),
        signWith: keys.marc,
        message: `Step ${commits.length}`,
        ...spec,
      }),
    );
  }
  const [from] = commits;
  const to = commits.at(-1)!;
  const approvals = (history.by ?? []).map((by): Approval => {
    const { who, ...rest } = typeof by === 'string' ? { who: by } : by;
    return { ...approve({ fleet, ref, from: from!, to, tree: treeOf(store, to), intent, key: keys[who], ...rest }), seenAt };
  });
  const plain: ReviewInput = {
    fleet,
    ref,
    from: from!,
    to,
    policyFile: 'policy.yaml',
    approvals: history.approvals?.(approvals) ?? approvals,
    intent,
    objects: store.read,
  };
  const input = { ...plain, ...history.input?.(store, commits, plain) };
  return { input, judgement: judge(input), store };
}

function said(judgement: Judgement): string {
  if (judgement.verdict === 'reviewed') {
    return `reviewed by ${judgement.statement.predicate.approvals.map(({ person }) => person).join(', ') || 'nobody'}`;
  }
  return judgement.reasons.map(inWords).join('; ');
}

function inWords(reason: Extract<Judgement, { verdict: 'not-reviewed' }>['reasons'][number]): string {
  switch (reason.reason) {
    case 'not-enough-approvals':
      return `${reason.rule} has ${reason.have.length} of ${reason.need}`;
    case 'self-approval':
    case 'needs-hardware-key':
      return `${reason.reason} ${reason.person}`;
    case 'unknown-approver':
    case 'author-unknown':
    case 'bad-signature':
    case 'wrong-subject':
    case 'merge-commit':
    case 'not-a-descendant':
    case 'policy-unreadable':
    case 'hostile-tree':
    case 'missing-object':
      return reason.reason;
  }
}

const twoForPolicy = [
  { name: 'every-change', count: 1 },
  { name: 'policy', kinds: ['ApprovalPolicy'], count: 2 },
];
const byKinds = [
  { name: 'every-change', count: 1, of: ['ops'] },
  { name: 'windows', kinds: ['MaintenanceWindow', 'Freeze'], count: 1, of: ['customer'] },
];
const none = 'every-change has 0 of 1';

const histories: readonly History[] = [
  { name: 'one other person approves', by: ['ines'], result: 'reviewed by ines' },
  { name: 'two approve: both stand in the evidence, by name', by: ['paul', 'ines'], result: 'reviewed by ines, paul' },
  { name: 'nobody approves', result: none },
  { name: 'the author approves', by: ['marc'], result: `${none}; self-approval marc` },
  {
    name: 'the author approves besides another',
    by: ['marc', 'ines'],
    result: 'reviewed by ines',
    notCounted: 'self-approval marc',
  },
  {
    name: 'who signed the commit approves, though another is named as author',
    commits: [{ change: bump, author: mail('paul'), signWith: keys.ines }],
    by: ['ines'],
    result: `${none}; self-approval ines`,
  },
  {
    name: 'who is named as author approves, though another signed the commit',
    commits: [{ change: bump, author: mail('paul'), signWith: keys.ines }],
    by: ['paul'],
    result: `${none}; self-approval paul`,
  },
  {
    name: 'who is only the committer approves',
    commits: [{ change: bump, author: mail('marc'), committer: mail('ines') }],
    by: ['ines'],
    result: `${none}; self-approval ines`,
  },
  {
    name: 'an address in other case still excludes',
    commits: [{ change: bump, committer: { name: 'Ines', email: 'INES@Acme.example' } }],
    by: ['ines'],
    result: `${none}; self-approval ines`,
  },
  {
    name: 'who signed an earlier of the covered commits approves',
    commits: [{ change: { 'a.yaml': document('Site', 'paris') }, author: mail('ines'), signWith: keys.ines }, { change: bump }],
    by: ['ines'],
    result: `${none}; self-approval ines`,
  },
  {
    name: 'several covered commits by one person, approved by another',
    commits: [{ change: { 'a.yaml': document('Site', 'paris') } }, { change: bump }],
    by: ['ines'],
    result: 'reviewed by ines',
  },
  {
    name: 'one person with two keys counts once',
    base: { ...base, 'policy.yaml': policy({ rules: [{ name: 'two', count: 2 }] }) },
    by: ['ines', 'inesLaptop'],
    result: 'two has 1 of 2',
  },
  { name: 'the same approval twice counts once', by: ['ines', 'ines'], result: 'reviewed by ines' },
  { name: 'a stranger approves', by: ['stranger'], result: `${none}; unknown-approver` },
  {
    name: 'a key that two people list: such a policy is not read',
    base: {
      ...base,
      'policy.yaml': policy({
        people: [...people, { name: 'a', teams: [], keys: ['shared'] }, { name: 'b', teams: [], keys: ['shared'] }],
      }),
    },
    by: ['shared'],
    result: 'policy-unreadable',
  },
  { name: 'a signature for another namespace', by: [{ who: 'ines', namespace: 'git' }], result: `${none}; bad-signature` },
  { name: 'an approval for another fleet', by: [{ who: 'ines', fleet: fleetName('other') }], result: `${none}; wrong-subject` },
  { name: 'an approval for another ref', by: [{ who: 'ines', ref: 'refs/heads/test' }], result: `${none}; wrong-subject` },
  {
    name: 'an approval for another tree',
    by: [{ who: 'ines', tree: '0'.repeat(40) as never }],
    result: `${none}; wrong-subject`,
  },
  {
    name: 'an approval for another intent',
    by: [{ who: 'ines', intent: digest('8'.repeat(64)) }],
    result: `${none}; wrong-subject`,
  },
  {
    name: 'an approval from another commit in force',
    by: [{ who: 'ines', from: '0'.repeat(40) as CommitId }],
    result: `${none}; wrong-subject`,
  },
  {
    name: 'an approval for the commit before is replayed',
    commits: [{ change: bump }, { change: { 'a.yaml': document('Site', 'paris') } }],
    input: (store, [from, before], input) => ({
      approvals: [{ ...approve({ ...input, from: from!, to: before!, tree: treeOf(store, before!), key: keys.ines }), seenAt }],
    }),
    result: `${none}; wrong-subject`,
  },
  {
    name: 'a payload that was changed after it was signed',
    by: ['ines'],
    approvals: ([approval]) => [{ ...approval!, payload: approval!.payload.replace('acme', 'acmE') }],
    result: `${none}; bad-signature`,
  },
  {
    name: 'a payload with a member too many',
    by: ['ines'],
    approvals: ([approval]) => [{ ...resigned(canonical({ ...JSON.parse(approval!.payload), extra: true })), seenAt }],
    result: `${none}; wrong-subject`,
  },
  {
    name: 'the same subject written otherwise (spaces)',
    by: ['ines'],
    approvals: ([approval]) => [{ ...resigned(JSON.stringify(JSON.parse(approval!.payload), null, 1)), seenAt }],
    result: `${none}; wrong-subject`,
  },
  {
    name: 'a signature that is not one',
    by: ['ines'],
    approvals: ([approval]) => [{ ...approval!, signature: 'LGTM' }],
    result: `${none}; bad-signature`,
  },
  {
    name: 'an oversized payload',
    by: ['ines'],
    approvals: ([approval]) => [{ ...approval!, payload: approval!.payload.padEnd(5_000) }],
    result: `${none}; wrong-subject`,
  },
  {
    name: 'an oversized signature',
    by: ['ines'],
    approvals: ([approval]) => [{ ...approval!, signature: approval!.signature.padEnd(100_000) }],
    result: `${none}; bad-signature`,
  },
  {
    name: 'more approvals than can be meant: the first ones are looked at',
    by: ['ines'],
    approvals: ([approval]) => [approval!, ...Array.from({ length: 300 }, (_, i) => ({ ...approval!, signature: `junk ${i}` }))],
    result: 'reviewed by ines',
    notCounted: 'wrong-subject; bad-signature',
  },
  {
    name: 'an unsigned commit',
    commits: [{ change: bump, signWith: null }],
    by: ['ines'],
    result: 'author-unknown',
  },
  {
    name: 'a commit signed by a stranger',
    commits: [{ change: bump, signWith: keys.stranger }],
    by: ['ines'],
    result: 'author-unknown',
  },
  {
    name: 'an earlier covered commit is unsigned',
    commits: [{ change: { 'a.yaml': document('Site', 'paris') }, signWith: null }, { change: bump }],
    by: ['ines'],
    result: 'author-unknown',
  },
  {
    name: 'a commit whose signature was made for another namespace',
    commits: [{ change: bump, namespace: 'file' }],
    by: ['ines'],
    result: 'author-unknown',
  },
  {
    name: 'the signature of another commit is put on this one',
    input: (store, commits, input) => {
      const good = new TextDecoder().decode(store.objects.get(commits[1]!)!.body);
      const to = put(store, 'commit', good.replace('Step 1', 'Step 2')) as CommitId;
      return { to, approvals: [{ ...approve({ ...input, to, tree: treeOf(store, to), key: keys.ines }), seenAt }] };
    },
    result: 'author-unknown',
  },
  {
    name: 'a merge commit',
    input: (store, commits, input) => {
      const side = writeCommit(store, {
        files: base,
        parent: commits[0]!,
        author: mail('paul'),
        signWith: keys.paul,
        message: 'side',
      });
      const to = writeCommit(store, {
        files: { ...base, ...bump },
        parent: [commits[1]!, side],
        author: mail('marc'),
        signWith: keys.marc,
      });
      return { to, approvals: [{ ...approve({ ...input, to, tree: treeOf(store, to), key: keys.ines }), seenAt }] };
    },
    result: 'merge-commit',
  },
  {
    name: 'a commit that does not descend from the one in force',
    commits: [{ change: bump, parent: null }],
    by: ['ines'],
    result: 'not-a-descendant',
  },
  { name: 'the commit in force itself', commits: [], by: ['ines'], result: 'not-a-descendant' },
  {
    name: 'the commit is an ancestor of the one in force',
    input: (_, [from, to]) => ({ from: to!, to: from! }),
    result: 'not-a-descendant',
  },
  {
    name: 'a malformed commit',
    input: (store, commits) => ({ to: put(store, 'commit', `tree ${treeOf(store, commits[0]!)}\nnonsense\n\n`) as CommitId }),
    result: 'author-unknown',
  },
  {
    name: 'a commit that is not at hand',
    input: (store, commits) => ({ objects: without(store, commits[0]!) }),
    by: ['ines'],
    result: 'missing-object',
  },
  {
    name: 'trees that are not at hand',
    input: (store, commits) => ({ objects: without(store, treeOf(store, commits[0]!)) }),
    by: ['ines'],
    result: 'missing-object',
  },
  {
    name: 'changed files that are not at hand: both are named',
    input: (store) => ({
      objects: without(
        store,
        put(store, 'blob', base['hosts/par-hv-01.yaml']!),
        put(store, 'blob', bump['hosts/par-hv-01.yaml']),
      ),
    }),
    by: ['ines'],
    result: 'missing-object; missing-object',
  },
  {
    name: 'an object of another type behind an id is missing',
    input: (store, commits) => ({ objects: (oid) => store.read(oid === treeOf(store, commits[1]!) ? commits[1]! : oid) }),
    by: ['ines'],
    result: 'missing-object',
  },
  {
    name: 'a commit brings the policy under which it would be reviewed',
    commits: [
      { change: { 'policy.yaml': policy({ people: [...people, { name: 'eve', teams: ['ops'], keys: ['stranger'] }] }) } },
    ],
    by: ['stranger'],
    result: `${none}; unknown-approver`,
  },
  {
    name: 'a commit weakens the policy: the old one decides',
    base: { ...base, 'policy.yaml': policy({ rules: twoForPolicy }) },
    commits: [{ change: { 'policy.yaml': policy() } }],
    by: ['ines'],
    result: 'policy has 1 of 2',
  },
  {
    name: 'a change of the policy has the two it needs',
    base: { ...base, 'policy.yaml': policy({ rules: twoForPolicy }) },
    commits: [{ change: { 'policy.yaml': policy() } }],
    by: ['ines', 'paul'],
    result: 'reviewed by ines, paul',
  },
  {
    name: 'a change beside the policy does not need two',
    base: { ...base, 'policy.yaml': policy({ rules: twoForPolicy }) },
    by: ['ines'],
    result: 'reviewed by ines',
  },
  {
    name: 'the policy is moved to another file: its rule is called',
    base: { ...base, 'policy.yaml': policy({ rules: twoForPolicy }) },
    commits: [{ change: { 'who/policy.yaml': policy({ rules: twoForPolicy }) }, drop: ['policy.yaml'] }],
    by: ['ines'],
    result: 'policy has 1 of 2',
  },
  {
    name: 'the policy is deleted: its rule is called',
    base: { ...base, 'policy.yaml': policy({ rules: twoForPolicy }) },
    commits: [{ drop: ['policy.yaml'] }],
    by: ['ines'],
    result: 'policy has 1 of 2',
  },
  {
    name: 'the policy is not where it should be',
    input: () => ({ policyFile: 'who.yaml' }),
    by: ['ines'],
    result: 'policy-unreadable',
  },
  {
    name: 'the policy is not a declaration file',
    base: { ...base, '.attic/policy.yaml': policy() },
    input: () => ({ policyFile: '.attic/policy.yaml' }),
    by: ['ines'],
    result: 'policy-unreadable',
  },
  {
    name: 'a policy with a rule of nought approvals',
    base: { ...base, 'policy.yaml': policy({ rules: [{ name: 'none', count: 0 }] }) },
    by: ['ines'],
    result: 'policy-unreadable',
  },
  {
    name: 'two policies in the file',
    base: { ...base, 'policy.yaml': `${policy()}\n---\n${policy()}` },
    by: ['ines'],
    result: 'policy-unreadable',
  },
  {
    name: 'a rule by kind is called and met',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    commits: [{ change: { 'windows.yaml': document('MaintenanceWindow', 'saturday-night') } }],
    by: ['ines', 'zoe'],
    result: 'reviewed by ines, zoe',
  },
  {
    name: 'a rule by kind is called and not met; others cannot stand in',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    commits: [{ change: { 'windows.yaml': document('MaintenanceWindow', 'saturday-night') } }],
    by: ['ines', 'noor'],
    result: 'windows has 0 of 1',
  },
  {
    name: 'a rule by kind is not called by another kind',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    by: ['ines'],
    result: 'reviewed by ines',
  },
  {
    name: 'the teams of a rule are asked for',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    by: ['paul'],
    result: 'every-change has 0 of 1',
  },
  {
    name: 'deleting a file calls the rule of its kinds',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    commits: [{ drop: ['windows.yaml'] }],
    by: ['ines'],
    result: 'windows has 0 of 1',
  },
  {
    name: 'renaming a file calls the rule of its kinds',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    commits: [{ change: { 'w/windows.yaml': base['windows.yaml']! }, drop: ['windows.yaml'] }],
    by: ['ines'],
    result: 'windows has 0 of 1',
  },
  {
    name: 'turning a document into another kind calls the rule of what it was',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    commits: [{ change: { 'windows.yaml': document('Host', 'x') } }],
    by: ['ines'],
    result: 'windows has 0 of 1',
  },
  {
    name: 'moving a file where it no longer counts (a dot directory) calls the rule',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    commits: [{ change: { '.old/windows.yaml': base['windows.yaml']! }, drop: ['windows.yaml'] }],
    by: ['ines'],
    result: 'windows has 0 of 1',
  },
  {
    name: 'a file whose kind cannot be read counts as every kind',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    commits: [{ change: { 'odd.yaml': 'kind: [' } }],
    by: ['ines'],
    result: 'windows has 0 of 1',
  },
  {
    name: 'an alias cannot hide a kind',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    commits: [{ change: { 'odd.yaml': 'metadata: { name: &k MaintenanceWindow }\nkind: *k' } }],
    by: ['ines'],
    result: 'windows has 0 of 1',
  },
  {
    name: 'a change of other files calls only the rules for every change',
    base: { ...base, 'policy.yaml': policy({ rules: byKinds }) },
    commits: [{ change: { 'README.md': 'hello' } }],
    by: ['ines'],
    result: 'reviewed by ines',
  },
  {
    name: 'a policy that leaves a gap between its rules',
    base: { ...base, 'policy.yaml': policy({ rules: [{ name: 'windows', kinds: ['Freeze'], count: 1 }] }) },
    by: ['ines'],
    result: 'policy-unreadable',
  },
  {
    name: 'a commit that changes nothing needs its approval too',
    commits: [{}],
    result: none,
  },
  {
    name: 'requireMfa: a software key does not count',
    base: { ...base, 'policy.yaml': policy({ requireMfa: true }) },
    by: ['ines'],
    result: `${none}; needs-hardware-key ines`,
  },
  {
    name: 'requireMfa: a security key that only was touched does not count',
    base: { ...base, 'policy.yaml': policy({ requireMfa: true }) },
    by: [{ who: 'noor', flags: 1 }],
    result: `${none}; needs-hardware-key noor`,
  },
  {
    name: 'requireMfa: a security key that verified its owner counts',
    base: { ...base, 'policy.yaml': policy({ requireMfa: true }) },
    by: ['noor'],
    result: 'reviewed by noor',
  },
  {
    name: 'a symbolic link is refused',
    commits: [{ change: { 'windows.yaml': { mode: '120000', content: '/etc/shadow' } } }],
    by: ['ines'],
    result: 'hostile-tree',
  },
  {
    name: 'a submodule is refused',
    commits: [{ change: { sub: { mode: '160000', content: '1'.repeat(40) } } }],
    by: ['ines'],
    result: 'hostile-tree',
  },
  {
    name: 'a name that Windows reads otherwise is refused',
    commits: [{ change: { 'hosts/aux.yaml': '' } }],
    by: ['ines'],
    result: 'hostile-tree',
  },
];

function resigned(payload: string): Omit<Approval, 'seenAt'> {
  return { payload, signature: signSsh(keys.ines, 'atlas-approve-v1', payload) };
}

function without(store: ObjectStore, ...gone: readonly string[]) {
  return (oid: string): GitObject | undefined => (gone.includes(oid) ? undefined : store.read(oid));
}

describe('judge', () => {
  for (const history of histories) {
    it(history.name, () => {
      const { input, judgement, store } = played(history);
      assert.equal(said(judgement), history.result);
      if (judgement.verdict !== 'reviewed') return;
      if (history.notCounted !== undefined) assert.equal(judgement.notCounted.map(inWords).join('; '), history.notCounted);
      // What the controller calls reviewed, an agent finds reviewed from the touched objects alone.
      const recorder = recordingReader(store.read);
      judge({ ...input, objects: recorder.read });
      const bundle = indexObjects(recorder.touched().map((oid) => store.read(oid)!));
      assert.equal(said(verifyStatement(judgement.statement, { fleet, ref, objects: bundle })), history.result);
    });
  }

  it('gives the same statement whatever the order of the approvals', () => {
    const { input } = played({ name: '', by: ['ines', 'inesLaptop', 'paul', 'noor', 'stranger', 'marc'], result: '' });
    const first = judge(input);
    fc.assert(
      fc.property(fc.shuffledSubarray([...input.approvals], { minLength: input.approvals.length }), (approvals) => {
        assert.deepEqual(judge({ ...input, approvals }), first);
      }),
      { numRuns: 20 },
    );
  });

  it('is reviewed only with every object it touched: dropping any one makes it ask for that one', () => {
    const { input, store, judgement } = played({ name: '', by: ['ines'], result: '' });
    assert.equal(judgement.verdict, 'reviewed');
    const recorder = recordingReader(store.read);
    judge({ ...input, objects: recorder.read });
    for (const gone of recorder.touched()) {
      const again = judge({ ...input, objects: without(store, gone) });
      assert.deepEqual(again, { verdict: 'not-reviewed', reasons: [{ reason: 'missing-object', object: gone }] });
    }
  });
});

describe('verifyStatement', () => {
  const { judgement, store } = played({ name: '', by: ['ines', 'paul'], result: '' });
  assert.equal(judgement.verdict, 'reviewed');
  const statement = (judgement as Extract<Judgement, { verdict: 'reviewed' }>).statement;
  const objects = store.read;

  const forgeries: readonly { name: string; forge: (given: ReviewStatement) => unknown; says: string }[] = [
    {
      name: 'another commit',
      forge: (s) => ({ ...s, predicate: { ...s.predicate, commit: s.predicate.fromCommit } }),
      says: 'not-a-descendant',
    },
    {
      name: 'another tree',
      forge: (s) => ({ ...s, predicate: { ...s.predicate, tree: '0'.repeat(40) } }),
      says: 'wrong-subject',
    },
    {
      name: 'another intent',
      forge: (s) => ({ ...s, predicate: { ...s.predicate, intent: digest('8'.repeat(64)) } }),
      says: `${none}; wrong-subject; wrong-subject`,
    },
    { name: 'a commit less covered', forge: (s) => ({ ...s, predicate: { ...s.predicate, covers: [] } }), says: 'wrong-subject' },
    {
      name: 'another digest of the policy',
      forge: (s) => ({ ...s, predicate: { ...s.predicate, policyDigest: '0'.repeat(64) } }),
      says: 'wrong-subject',
    },
    {
      name: 'another person’s name on a proof',
      forge: (s) => ({
        ...s,
        predicate: { ...s.predicate, approvals: s.predicate.approvals.map((a) => ({ ...a, person: 'zoe' })) },
      }),
      says: 'wrong-subject',
    },
    { name: 'no approvals', forge: (s) => ({ ...s, predicate: { ...s.predicate, approvals: [] } }), says: none },
    {
      name: 'a surplus member',
      forge: (s) => ({ ...s, predicate: { ...s.predicate, note: 'trust me' } }),
      says: 'wrong-subject',
    },
    { name: 'nothing', forge: () => null, says: 'wrong-subject' },
    { name: 'no predicate', forge: (s) => ({ ...s, predicate: null }), says: 'wrong-subject' },
    {
      name: 'approvals of another shape',
      forge: (s) => ({ ...s, predicate: { ...s.predicate, approvals: [null] } }),
      says: 'wrong-subject',
    },
  ];
  for (const { name, forge, says } of forgeries) {
    it(`refuses ${name}`, () => {
      assert.equal(said(verifyStatement(forge(statement) as ReviewStatement, { fleet, ref, objects })), says);
    });
  }
  it('refuses the evidence of another fleet or ref', () => {
    assert.equal(verifyStatement(statement, { fleet: fleetName('other'), ref, objects }).verdict, 'not-reviewed');
    assert.equal(verifyStatement(statement, { fleet, ref: 'refs/heads/x', objects }).verdict, 'not-reviewed');
  });
});
