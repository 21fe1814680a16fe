/**
 * Brings news from the Git server into the mirror by way of a quarantine: a fresh repository that borrows the mirror's
 * objects. Only what was received whole and passed fsck is copied over; whatever happens, the quarantine is removed.
 */
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { approvalRefs } from '#core/model/review.ts';
import { Fault } from '#controller/app/ports.ts';
import { gitFault } from './faults.ts';
import type { SourceLimits } from './limits.ts';
import { git, GitFailed, type GitRun } from './run.ts';
import { type SourceTrust, writeRemoteAccess } from './trust.ts';
import type { SourceUrl } from './url.ts';

export interface Remote {
  readonly url: SourceUrl;
  readonly ref: string;
  readonly trust: SourceTrust;
}

export interface Mirror {
  /** The bare repository that is read from. */
  readonly dir: string;
  readonly config: string;
  /** Where quarantines are made and removed. */
  readonly workshop: string;
}

/** What the server offers: enough to tell whether anything is new. */
export interface Offer {
  readonly head: string;
  /** Names of approval refs with their object ids, sorted by name. */
  readonly approvals: readonly { readonly name: string; readonly oid: string }[];
}

const approvalRef = new RegExp(`^${approvalRefs}(?<commit>[0-9a-f]{40})/[0-9a-f]{64}$`);
const quarantinePrefix = 'quarantine-';

/**
 * Fetches when the offer is another than `last`; returns the offer that the mirror now holds.
 * @throws Fault; the mirror is then as it was.
 */
export async function fetchInto(mirror: Mirror, remote: Remote, last: Offer | null, limits: SourceLimits): Promise<Offer> {
  const quarantine = await mkdtemp(join(mirror.workshop, quarantinePrefix));
  const deadline = AbortSignal.timeout(limits.patience);
  try {
    const access = await writeRemoteAccess(quarantine, remote.url, remote.trust);
    const ask: GitRun = { dir: mirror.dir, ...access, protocol: remote.url.protocol, signal: deadline };
    const offer = await offered(ask, remote);
    if (last !== null && sameOffer(offer, last)) return last;
    const dir = join(quarantine, 'objects.git');
    await mkdir(dir);
    const far: GitRun = { ...ask, dir };
    await git({ ...far, protocol: 'none' }, ['init', '--bare', '--quiet']);
    await writeFile(join(dir, 'objects/info/alternates'), `${join(mirror.dir, 'objects')}\n`);
    await received(far, remote, [`+${remote.ref}:${remote.ref}`], limits);
    const chosen = await chosenApprovals(far, remote, offer, limits);
    if (chosen.length > 0)
      await received(
        far,
        remote,
        chosen.map(({ name }) => `+${name}:${name}`),
        limits,
      );
    await promoted(mirror, dir, remote, deadline);
    return offer;
  } catch (error) {
    if (error instanceof Fault) throw error;
    if (deadline.aborted) {
      const message = `cannot reach ${remote.url.text}: no end after ${limits.patience / 1000} s. It is tried again by itself; what is in force stays in force.`;
      throw new Fault('source.timeout', message, { retry: 'later', cause: error });
    }
    if (error instanceof GitFailed) throw gitFault(remote.url.text, error.stderr, error);
    throw error;
  } finally {
    await rm(quarantine, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Removes what a killed process left behind. */
export async function removeQuarantines(workshop: string): Promise<void> {
  for (const name of await readdir(workshop)) {
    if (name.startsWith(quarantinePrefix)) await rm(join(workshop, name), { recursive: true, force: true });
  }
}

/** One question to the server, no objects. */
async function offered(far: GitRun, remote: Remote): Promise<Offer> {
  const answer = await git(far, [
    'ls-remote',
    '--refs',
    '--quiet',
    '--end-of-options',
    remote.url.text,
    remote.ref,
    `${approvalRefs}*`,
  ]);
  let head: string | null = null;
  const approvals: { name: string; oid: string }[] = [];
  for (const line of answer.split('\n')) {
    const [, oid, name] = /^([0-9a-f]{40})\t(\S+)$/.exec(line) ?? [];
    if (oid === undefined || name === undefined) continue;
    // A pattern also matches the ends of other names.
    if (name === remote.ref) head = oid;
    else if (approvalRef.test(name)) approvals.push({ name, oid });
  }
  if (head === null) throw new GitFailed(`couldn't find remote ref ${remote.ref}`);
  return { head, approvals: approvals.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function sameOffer(a: Offer, b: Offer): boolean {
  return (
    a.head === b.head &&
    a.approvals.length === b.approvals.length &&
    a.approvals.every(({ name, oid }, i) => name === b.approvals[i]!.name && oid === b.approvals[i]!.oid)
  );
}

/**
 * Anybody who may push may make approval refs without number. Only those that name a commit of the branch are fetched, the
 * newest commits first, and so many of each.
 */
async function chosenApprovals(far: GitRun, remote: Remote, offer: Offer, limits: SourceLimits): Promise<Offer['approvals']> {
  const near: GitRun = { ...far, protocol: 'none' };
  const list = await git(near, ['rev-list', '--first-parent', `--max-count=${limits.approvalsBack}`, remote.ref, '--']);
  const commits = list.split('\n').filter((line) => line !== '');
  const byCommit = Map.groupBy(offer.approvals, ({ name }) => approvalRef.exec(name)!.groups!['commit']!);
  return commits.flatMap((commit) => (byCommit.get(commit) ?? []).slice(0, limits.approvalsPerCommit)).slice(0, limits.approvals);
}

async function received(far: GitRun, remote: Remote, refspecs: readonly string[], limits: SourceLimits): Promise<void> {
  const watch = sizeWatch(join(far.dir, 'objects'), limits.pack);
  const signals = [watch.signal, ...(far.signal === undefined ? [] : [far.signal])];
  try {
    await git({ ...far, signal: AbortSignal.any(signals), stdin: `${refspecs.join('\n')}\n` }, [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      '--no-recurse-submodules',
      '--stdin',
      '--end-of-options',
      remote.url.text,
    ]);
    await watch.check();
  } finally {
    watch.stop();
  }
}

/** Copies objects and refs from the quarantine; refs that the server has no longer go as well. */
async function promoted(mirror: Mirror, from: string, remote: Remote, signal: AbortSignal): Promise<void> {
  const near: GitRun = { dir: mirror.dir, config: mirror.config, protocol: 'file', signal };
  await git(near, [
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-auto-maintenance',
    '--no-recurse-submodules',
    '--prune',
    '--end-of-options',
    from,
    `+${remote.ref}:${remote.ref}`,
    `+${approvalRefs}*:${approvalRefs}*`,
  ]);
  // Packs what has piled up; nearly always it finds nothing to do. Never in the background: two would meet.
  await git({ ...near, protocol: 'none' }, ['gc', '--auto', '--quiet']);
}

interface SizeWatch {
  readonly signal: AbortSignal;
  /** @throws Fault `source.too-large` when it is above the limit now. */
  readonly check: () => Promise<void>;
  readonly stop: () => void;
}

const watchEvery = 200;

/** Git has no limit of its own for what it receives, so the directory it grows in is looked at while it does. */
function sizeWatch(objects: string, limit: number): SizeWatch {
  const abort = new AbortController();
  const check = async (): Promise<void> => {
    if ((await sizeOf(objects)) <= limit) return;
    const message = `the Git server sent more than ${limit} bytes at once; none of it was kept. Take large files out of the branch, or raise the limit of this fleet.`;
    throw new Fault('source.too-large', message, { retry: 'person' });
  };
  const timer = setInterval(() => void check().catch((fault: unknown) => abort.abort(fault)), watchEvery);
  timer.unref();
  return { signal: abort.signal, check, stop: () => clearInterval(timer) };
}

async function sizeOf(directory: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    // Files come and go while Git works.
    if (entry.isFile())
      total += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      );
  }
  return total;
}
