/** `atlas approve`: shows what would be approved as the controller will understand it, then signs exactly that. */
import { createInterface } from 'node:readline/promises';
import { resolve } from 'node:path';
import { type ApproveOrder, type GivenApproval, signApproval, storeApproval } from '#controller/adapters/review/approve.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { commitId, treeId } from '#core/model/ids.ts';
import type { ApprovalSubject } from '#core/model/review.ts';
import { describeTarget } from '#core/model/patch-level.ts';
import { assertNever } from '#core/model/problem.ts';
import { intentOf, type MaterialItem, materialOf } from '#core/planner/intent.ts';
import { settingsText } from '#core/planner/vm-words.ts';
import { counted, durationText, shortCommit, shortDigest } from '#core/views/format.ts';
import { refusalSentence, refusalText } from '#core/views/refusals.ts';
import { fleetOrProblems, readCheckout } from './checkout.ts';
import { connectToFleet } from './connect.ts';
import { Trouble } from './exit-codes.ts';
import { gitIn, resolveCommit } from './git.ts';
import { type ApprovalWorth, judgeApproval } from './judge-approval.ts';
import { type CommonOptions, printJson, type Terminal } from './terminal.ts';

export interface ApproveOptions extends CommonOptions {
  readonly repo?: string;
  readonly key?: string;
  readonly ref?: string;
  readonly from?: string;
  readonly remote?: string;
  readonly push?: boolean;
  readonly yes?: boolean;
}

const MOST_LINES = 40;

export async function approve(terminal: Terminal, options: ApproveOptions, commit: string): Promise<number> {
  const repo = resolve(terminal.cwd, options.repo ?? '.');
  const to = await resolveCommit(repo, commit);
  const checkout = await readCheckout(repo, to);
  const fleet = fleetOrProblems(terminal, checkout);
  if (fleet === null) {
    throw new Trouble(
      'no',
      'invalid',
      `${shortCommit(to)} is broken: it would never come into force`,
      'nothing was signed; have it repaired first',
    );
  }
  const { from, known } = await startOf(terminal, options, repo, to, fleet);
  const tree = await gitIn(repo, ['rev-parse', `${to}^{tree}`]);
  const subject: ApprovalSubject = {
    fleet: fleet.name,
    ref: options.ref ?? 'refs/heads/main',
    fromCommit: commitId(from),
    toCommit: commitId(to),
    toTree: treeId(tree ?? ''),
    intent: intentOf(fleet),
  };
  const before = (await readCheckout(repo, subject.fromCommit)).loaded.fleet;
  const text = await describe(repo, subject, before, fleet);
  if (options.json !== true) terminal.out(text);
  if (!known)
    terminal.note(
      `the commit in force is not known here: its parent ${shortCommit(from)} is taken for it. If that is wrong, the approval does not count: say --from`,
    );
  if (!(await confirmed(options))) {
    terminal.note('nothing was signed');
    return 1;
  }
  const order: ApproveOrder = {
    repo,
    subject,
    keyFile: await keyOf(terminal, options, repo),
    push: options.push !== false,
    ...(options.remote === undefined ? {} : { remote: options.remote }),
  };
  const approval = await signApproval(order);
  const worth = await judgeApproval({
    repo,
    remote: order.push ? (options.remote ?? 'origin') : null,
    subject,
    // the policy that counts is that of the commit in force
    policyFile: (before ?? fleet).policy.origin.file,
    approval,
  });
  refuseWorthless(worth, subject, known);
  if (worth.already) {
    if (options.json === true) printJson(terminal, { subject, already: true, missing: worth.missing.map(refusalText) });
    else terminal.out(`you approved it already; nothing was pushed\n${missingText(worth, subject)}`);
    return 0;
  }
  const given = await storeApproval(order, approval);
  await nudge(terminal, options, given);
  const { ref, fingerprint, mfa, pushed } = given;
  if (options.json === true)
    printJson(terminal, { subject, ref, fingerprint, mfa, pushed, missing: worth.missing.map(refusalText) });
  else terminal.out(`${doneText(given, subject, options)}\n${missingText(worth, subject)}`);
  return 0;
}

/** @throws Trouble saying why it would never count, in the words the controller would have used. */
function refuseWorthless({ refused }: ApprovalWorth, subject: ApprovalSubject, known: boolean): void {
  const [first, ...others] = refused;
  if (first === undefined) return;
  const { what, remedy } = refusalText(first);
  const more = others.length === 0 ? '' : `; ${others.map(refusalSentence).join('; ')}`;
  const from = known ? '' : ` (judged on top of ${shortCommit(subject.fromCommit)}; if another commit is in force, say --from)`;
  throw new Trouble(
    'no',
    `approval-${first.reason}`,
    `this approval would not count, nothing was pushed: ${what}${more}`,
    `${remedy}${from}`,
  );
}

function missingText({ missing }: ApprovalWorth, subject: ApprovalSubject): string {
  if (missing.length === 0)
    return `${shortCommit(subject.toCommit)} has all approvals it needs; the controller looks by itself: atlas status`;
  const lines = missing.map((refusal) => `  ${refusalSentence(refusal).replace('<commit>', shortCommit(subject.toCommit))}`);
  return ['still missing:', ...lines].join('\n');
}

/** The commit in force: as told, as the controller says, else the parent. */
async function startOf(
  terminal: Terminal,
  options: ApproveOptions,
  repo: string,
  to: string,
  fleet: Fleet,
): Promise<{ from: string; known: boolean }> {
  if (options.from !== undefined) return { from: await resolveCommit(repo, options.from), known: true };
  try {
    const { operator } = await connectToFleet(terminal, { ...options, fleet: fleet.name });
    const { inForce } = await operator.situation(fleet.name);
    return { from: await resolveCommit(repo, inForce.commit), known: true };
  } catch {
    // a reviewer's machine has no controller: the parent is right whenever commits are approved one by one
    const parent = await gitIn(repo, ['rev-parse', '--verify', '--quiet', `${to}^1`]);
    if (parent === null)
      throw new Trouble(
        'no',
        'no-parent',
        `${shortCommit(to)} is the first commit`,
        'the first commit is trusted by configuration (fleets[].trust.commit in atlas.yaml), not by approval',
      );
    return { from: parent, known: false };
  }
}

async function describe(repo: string, subject: ApprovalSubject, before: Fleet | null, fleet: Fleet): Promise<string> {
  const range = `${subject.fromCommit}..${subject.toCommit}`;
  const commits = ((await gitIn(repo, ['log', '--first-parent', '--reverse', '--format=%h %an: %s', range])) ?? '')
    .split('\n')
    .filter((line) => line !== '');
  const changed = (
    (await gitIn(repo, ['diff', '--stat=76', '--no-ext-diff', '--no-color', subject.fromCommit, subject.toCommit])) ?? ''
  ).split('\n');
  const lines = [
    `approve ${shortCommit(subject.toCommit)} for fleet ${subject.fleet}, ${subject.ref}, on top of ${shortCommit(subject.fromCommit)}`,
    `${counted(commits.length, 'commit')}:`,
    ...cutLines(commits.map((line) => `  ${line}`)),
    'files:',
    ...cutLines(changed.map((line) => ` ${line}`)),
    'plan:',
    ...cutLines(planLines(before, fleet)),
    `intent ${shortDigest(subject.intent)}  (${subject.intent})`,
  ];
  return lines.map(printable).join('\n');
}

/** What hosts would be brought to, where that differs from before. */
function planLines(before: Fleet | null, fleet: Fleet): readonly string[] {
  const old = new Set(before === null ? [] : materialOf(before).map(lineOf));
  const now = materialOf(fleet).map(lineOf);
  const added = now.filter((line) => !old.has(line)).map((line) => `  + ${line}`);
  const removed = [...old].filter((line) => !now.includes(line)).map((line) => `  - ${line}`);
  if (added.length + removed.length === 0)
    return [`  no host is brought to anything else (${counted(now.length, 'planned change')} as before)`];
  return [...removed, ...added];
}

function lineOf(item: MaterialItem): string {
  switch (item.type) {
    case 'patch': {
      const { host, target, rollout, order, attempt, lane } = item;
      return `${host} → ${describeTarget(target)}  ${rollout}, ring ${order + 1}, attempt ${attempt}, ${lane} lane`;
    }
    case 'move': {
      const { vm, from, to, method, migration, order, attempt, keepSource } = item;
      const kept = `old copy deleted after ${durationText(keepSource)}`;
      return `VM ${vm} ${from} → ${to} by ${method}, ${kept}  ${migration}, wave ${order + 1}, attempt ${attempt}`;
    }
    case 'replica': {
      const { vm, home, replica, frequency, recoveryPoints, policy, attempt, tested } = item;
      const proof = tested === null ? '' : `, tested every ${durationText(tested)}`;
      return `VM ${vm} of ${home} → replica on ${replica} ${settingsText(frequency, recoveryPoints)}${proof}  ${policy}, attempt ${attempt}`;
    }
    default:
      return assertNever(item);
  }
}

function cutLines(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES), `  and ${lines.length - MOST_LINES} more: git diff`];
}

/** Names of authors and files come from the commit that is about to be judged: they must not repaint the terminal. */
function printable(line: string): string {
  return line.replaceAll(/\p{Cc}|\p{Cf}/gu, '·');
}

/** @throws Trouble when nobody can be asked: a signature is never given by default. */
async function confirmed(options: ApproveOptions): Promise<boolean> {
  if (options.yes === true) return true;
  if (!process.stdin.isTTY)
    throw new Trouble(
      'usage',
      'nobody-to-ask',
      'nothing was signed: nobody can be asked, stdin is no terminal',
      'say --yes to sign without being asked',
    );
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asked.question('sign this? [y/N] ')).trim());
  } finally {
    asked.close();
  }
}

async function keyOf(terminal: Terminal, options: ApproveOptions, repo: string): Promise<string> {
  if (options.key !== undefined) return resolve(terminal.cwd, options.key);
  const configured = await gitIn(repo, ['config', '--type=path', '--get', 'user.signingKey']);
  if (configured !== null && configured !== '' && !configured.startsWith('key::')) return configured;
  throw new Trouble(
    'usage',
    'which-key',
    'no key to sign with',
    'say --key ~/.ssh/id_ed25519, or set it once: git config --global user.signingKey ~/.ssh/id_ed25519',
  );
}

/** The controller looks at once when it can be reached from here; else at its next poll. */
async function nudge(terminal: Terminal, options: ApproveOptions, given: GivenApproval): Promise<void> {
  if (!given.pushed) return;
  try {
    const { operator, fleet } = await connectToFleet(terminal, options);
    await operator.nudge(fleet);
  } catch {
    // only a hint
  }
}

function doneText(given: GivenApproval, subject: ApprovalSubject, options: ApproveOptions): string {
  const hardware = given.mfa ? ', a hardware key' : '';
  const signed = `signed with ${given.fingerprint}${hardware}`;
  return given.pushed
    ? `${signed} and pushed`
    : `${signed}, not pushed. Push it: git push ${options.remote ?? 'origin'} ${given.ref}:${given.ref}\nit is for ${shortCommit(subject.toCommit)} alone: another commit needs another approval`;
}
