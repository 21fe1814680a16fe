/**
 * Signs an approval with the reviewer's own SSH key and puts it into the repository. Runs on the reviewer's machine with
 * the reviewer's Git settings and ssh-agent; security keys ask for their touch and PIN on the terminal.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { canonical, sha256 } from '#core/digest.ts';
import { isBranchRef, parseRemoteUrl } from '#core/git/remote.ts';
import { approvalNamespace, approvalRefs, type ApprovalSubject } from '#core/model/review.ts';
import { verifySshSignature } from '#core/review/sshsig.ts';
import { Fault } from '#controller/app/ports.ts';

export interface ApproveOrder {
  /** A clone on disk, or the URL of the repository (https, ssh or file), which needs no clone. */
  readonly repo: string;
  readonly subject: ApprovalSubject;
  /** Private key file; or a `.pub` file whose private half an ssh-agent or security key holds. */
  readonly keyFile: string;
  readonly push: boolean;
  /** Remote of the clone, `origin` unless given. */
  readonly remote?: string;
  /** Told what ssh-keygen says meanwhile ("Confirm user presence for key …"). */
  readonly tell?: (text: string) => void;
  /** Ends what is waiting for a touch or a network. */
  readonly signal?: AbortSignal;
}

export interface GivenApproval {
  readonly ref: string;
  readonly payload: string;
  readonly signature: string;
  /** `SHA256:…` of the key that signed. */
  readonly fingerprint: string;
  /** A security key that verified its owner: counts where the policy says `requireMfa`. */
  readonly mfa: boolean;
  readonly pushed: boolean;
}

/** A signature that nobody has seen yet: it can be judged before it is stored. */
export interface SignedApproval extends Pick<GivenApproval, 'payload' | 'signature' | 'fingerprint' | 'mfa'> {
  readonly publicKey: string;
}

/** @throws Fault `approve.…`; nothing is pushed then. */
export async function approveCommit(order: ApproveOrder): Promise<GivenApproval> {
  return storeApproval(order, await signApproval(order));
}

/** Signs, and leaves the repository as it is. @throws Fault `approve.…` */
export async function signApproval(order: ApproveOrder): Promise<SignedApproval> {
  if (!isBranchRef(order.subject.ref))
    throw fault('bad-ref', `${JSON.stringify(order.subject.ref)} is no full branch name`, 'Use refs/heads/main');
  const payload = canonical(order.subject);
  const signature = await signed(payload, order);
  const verdict = verifySshSignature(signature, approvalNamespace, new TextEncoder().encode(payload));
  if (verdict.type === 'bad')
    throw fault('bad-signature', `the signature ${verdict.detail}`, 'Use an Ed25519, ECDSA P-256, RSA or security key');
  const { fingerprint, publicKey, hardware, userVerified } = verdict;
  return { payload, signature, fingerprint, publicKey, mfa: hardware && userVerified };
}

/** Stores what was signed for this order, and pushes it when that is wanted. @throws Fault `approve.…` */
export async function storeApproval(order: ApproveOrder, approval: SignedApproval): Promise<GivenApproval> {
  const { payload, signature, fingerprint, mfa } = approval;
  const ref = `${approvalRefs}${order.subject.toCommit}/${sha256(payload + signature)}`;
  const place = await workplace(order);
  try {
    const commit = await stored(place, payload, signature, order);
    await git(place.dir, ['update-ref', ref, commit], order.signal);
    if (order.push) await git(place.dir, ['push', '--quiet', '--no-verify', place.remote, `${ref}:${ref}`], order.signal);
  } finally {
    await place.leave();
  }
  return { ref, payload, signature, fingerprint, mfa, pushed: order.push };
}

async function signed(payload: string, order: ApproveOrder): Promise<string> {
  // An absolute path cannot be taken for an option.
  const key = resolve(order.keyFile);
  try {
    return await run('ssh-keygen', ['-Y', 'sign', '-n', approvalNamespace, '-f', key], {
      input: payload,
      signal: order.signal,
    });
  } catch (cause) {
    throw fault(
      'not-signed',
      `ssh-keygen could not sign with ${key} (${said(cause)})`,
      'Check the key file, or load the key with ssh-add',
      cause,
    );
  }
}

interface Workplace {
  readonly dir: string;
  readonly remote: string;
  readonly leave: () => Promise<void>;
}

/** The clone itself, or for a URL a repository that lives only as long as this call: an approval has no parents. */
async function workplace(order: ApproveOrder): Promise<Workplace> {
  const url = order.repo.includes('://') ? parseRemoteUrl(order.repo) : null;
  if (url?.type === 'refused')
    throw fault('bad-url', `${JSON.stringify(order.repo.slice(0, 200))} is no URL of a repository: ${url.why}`, url.remedy);
  if (url !== null) {
    const dir = await mkdtemp(join(tmpdir(), 'atlas-approve-'));
    await git(dir, ['init', '--quiet', '--bare'], order.signal);
    return { dir, remote: url.text, leave: () => rm(dir, { recursive: true, force: true }) };
  }
  const remote = order.remote ?? 'origin';
  if (!/^[A-Za-z0-9][\w.-]{0,100}$/.test(remote))
    throw fault('bad-remote', `${JSON.stringify(remote)} is no name of a remote`, 'See git remote');
  return { dir: isAbsolute(order.repo) ? order.repo : resolve(order.repo), remote, leave: async () => undefined };
}

/** A commit without parents whose tree holds the two files. Its author says nothing: only the signature counts. */
async function stored(place: Workplace, payload: string, signature: string, order: ApproveOrder): Promise<string> {
  const blob = (content: string): Promise<string> => git(place.dir, ['hash-object', '-w', '--stdin'], order.signal, content);
  const entries = [`100644 blob ${await blob(payload)}\tsubject.json`, `100644 blob ${await blob(signature)}\tsubject.json.sig`];
  const tree = await git(place.dir, ['mktree'], order.signal, `${entries.join('\n')}\n`);
  return git(place.dir, ['commit-tree', tree, '-m', `Approve ${order.subject.toCommit}`], order.signal);
}

/** The reviewer's identity is not needed and may not be set up; the approval is about the key. */
const identity = {
  GIT_AUTHOR_NAME: 'ATLAS Orchestrator',
  GIT_AUTHOR_EMAIL: 'approval@atlas.invalid',
  GIT_COMMITTER_NAME: 'ATLAS Orchestrator',
  GIT_COMMITTER_EMAIL: 'approval@atlas.invalid',
} as const;

async function git(dir: string, args: readonly string[], signal: AbortSignal | undefined, input = ''): Promise<string> {
  try {
    const output = await run('git', args, { cwd: dir, env: identity, input, signal });
    return output.trim();
  } catch (cause) {
    throw fault(
      'git-failed',
      `git ${args[0]} failed in ${dir} (${said(cause)})`,
      'Check that you may push to the repository',
      cause,
    );
  }
}

interface RunOptions {
  readonly input: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  readonly tell?: (text: string) => void;
}

/** Runs a program without a shell. Prompts go to the terminal directly (ssh and security keys open it themselves). */
async function run(program: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { promise, resolve: done, reject } = Promise.withResolvers<string>();
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    env: { ...process.env, ...options.env, LC_ALL: 'C' },
    ...(options.signal !== undefined && { signal: options.signal }),
  });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    complaints.push(chunk);
    options.tell?.(chunk.toString());
  });
  child.stdin.on('error', () => undefined);
  child.on('error', reject);
  child.on('close', (code) => {
    if (code === 0) done(Buffer.concat(output).toString());
    else reject(new Error(Buffer.concat(complaints).toString().trim() || `it ended with ${code}`));
  });
  child.stdin.end(options.input);
  return promise;
}

function said(error: unknown): string {
  // oxlint-disable-next-line no-control-regex
  const text = (error instanceof Error ? error.message : String(error)).replace(/[\u0000-\u001f\u007f]+/g, ' ');
  return text.replace(/\/\/[^/\s]*@/g, '//').slice(0, 300);
}

function fault(code: string, what: string, remedy: string, cause?: unknown): Fault {
  return new Fault(`approve.${code}`, `${what}. ${remedy}.`, { retry: 'person', cause });
}
