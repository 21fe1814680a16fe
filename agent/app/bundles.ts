/**
 * Reviewed history as far as this agent has proven it itself: no database and not even the controller's signature is
 * believed, every commit is judged again from its objects and the signatures of people.
 */
import { openDsse } from '#core/envelope/dsse.ts';
import type { PublicKey } from '#core/envelope/keys.ts';
import { parseCommit } from '#core/git/objects.ts';
import { indexObjects } from '#core/git/pack.ts';
import { entryAt, readObject } from '#core/git/walk.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { type CommitId, commitId, type FleetName, type TreeId } from '#core/model/ids.ts';
import type { ObjectReader, ReviewRefusal, ReviewStatement } from '#core/model/review.ts';
import { statementPayloadType } from '#core/model/review.ts';
import type { CommitBundle } from '#core/model/sync.ts';
import type { Ledger } from './ledger.ts';
import type { Clock, Files, Log } from './ports.ts';

/** Newest commits whose proofs are kept on disk, and whose fleets are kept in memory. */
const keptOnDisk = 64;
const keptInMemory = 6;
const maxFiles = 2_000;
const maxObjects = 20_000;

export const noCommit = '0'.repeat(40) as CommitId;

export interface Proven {
  readonly tree: TreeId;
  /** As far as the documents sent to this host declare it. */
  readonly fleet: Fleet;
}

/** A link of the chain may come without documents, or with some that make no fleet: it is passed, and nothing runs under it. */
interface Link {
  readonly tree: TreeId;
  readonly fleet: Fleet | null;
}

export type BundleAnswer = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly detail: string };

export interface Bundles {
  /** The newest commit accepted; `noCommit` before the first. */
  newest(): CommitId;
  /** Undefined for commits that were never proven here, or are too old to be kept. */
  proven(commit: CommitId): Promise<Proven | undefined>;
  /** Proves and keeps the next commit; a commit already accepted is accepted again without effect. */
  accept(bundle: CommitBundle): Promise<BundleAnswer>;
}

export function openBundles(ports: {
  readonly fleet: FleetName;
  /** Full name of the watched ref, as reviewers signed it. */
  readonly ref: string;
  /** Where trust starts. */
  readonly pinned: CommitId;
  readonly signingKey: PublicKey;
  readonly ledger: Ledger;
  readonly files: Files;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}): Bundles {
  const { ledger, files, clock, log } = ports;
  const memory = new Map<CommitId, Link>();
  /** Commit and code, logged and journaled once a run: a controller that sends them in turns must not fill the disk. */
  const refusedBefore = new Set<string>();
  const newest = (): CommitId => ledger.commits().at(-1)?.commit ?? noCommit;
  const nameOf = (commit: CommitId): string => `commit-${commit}.json`;

  function remember(commit: CommitId, proven: Link): void {
    memory.delete(commit);
    memory.set(commit, proven);
    for (const oldest of memory.keys()) {
      if (memory.size <= keptInMemory) return;
      memory.delete(oldest);
    }
  }

  async function prove(bundle: CommitBundle): Promise<{ ok: true; link: Link } | Refusal> {
    if (bundle.objects.length > maxObjects || bundle.files.length > maxFiles)
      return refusal('too-large', 'the bundle is too large');
    const objects = readObjects(bundle);
    if (objects === null) return refusal('malformed', 'an object of the bundle is not Base64');
    const head = newest();
    const judged =
      head === noCommit && bundle.evidence === null
        ? firstTree(bundle, ports.pinned, objects)
        : await reviewedTree(bundle, head === noCommit ? ports.pinned : head, objects, ports);
    if (!judged.ok) return judged;
    return await readDocuments(judged.tree, bundle.files, objects);
  }

  async function forgetOld(): Promise<void> {
    const old = ledger.commits().at(-1 - keptOnDisk);
    if (old !== undefined) await files.remove(old.bundle);
  }

  return {
    newest,
    async proven(commit) {
      const kept = memory.get(commit);
      if (kept !== undefined) return usable(kept);
      const known = ledger.commits().find((accepted) => accepted.commit === commit);
      const bytes = known === undefined ? null : await files.read(known.bundle);
      if (bytes === null) return undefined;
      const loaded = await reload(commit, bytes);
      if (loaded === null) {
        log.error('a commit that was accepted cannot be read any more', { commit });
        return undefined;
      }
      remember(commit, loaded);
      return usable(loaded);
    },
    async accept(bundle) {
      if (ledger.commits().some(({ commit }) => commit === bundle.commit)) return { ok: true };
      const proof = await prove(bundle);
      if (!proof.ok) {
        const { code, detail } = proof;
        const said = `${bundle.commit} ${code}`;
        if (refusedBefore.has(said) || refusedBefore.size >= 1_000) return proof;
        refusedBefore.add(said);
        log.warn('commit refused', { commit: bundle.commit, code, detail });
        await ledger.append({ type: 'refused', at: clock.now(), subject: bundle.commit.slice(0, 40), code, detail });
        return proof;
      }
      const commit = commitId(bundle.commit);
      await files.write(nameOf(commit), new TextEncoder().encode(JSON.stringify(bundle)));
      await ledger.append({ type: 'commit', at: clock.now(), commit, bundle: nameOf(commit) });
      remember(commit, proof.link);
      log.info('commit accepted', {
        commit,
        from: bundle.fromCommit,
        documents: bundle.files.length,
        fleet: proof.link.fleet !== null,
      });
      await forgetOld();
      return { ok: true };
    },
  };
}

type Refusal = { readonly ok: false; readonly code: string; readonly detail: string };
type Judged = { readonly ok: true; readonly tree: TreeId } | Refusal;

function refusal(code: string, detail: string): Refusal {
  return { ok: false, code, detail };
}

function readObjects(bundle: CommitBundle): ObjectReader | null {
  try {
    return indexObjects(bundle.objects.map(({ type, body }) => ({ type, body: Uint8Array.fromBase64(body) })));
  } catch {
    return null;
  }
}

/** The pinned commit needs no review: whoever installed the agent named it. */
function firstTree(bundle: CommitBundle, pinned: CommitId, objects: ObjectReader): Judged {
  if (bundle.commit !== pinned) return refusal('not-pinned', `trust starts at ${pinned} (trust.commit), not at ${bundle.commit}`);
  const tree = treeOf(objects, pinned);
  return tree === null ? refusal('missing-object', `the commit ${pinned} is not in its bundle`) : { ok: true, tree };
}

async function reviewedTree(
  bundle: CommitBundle,
  trusted: CommitId,
  objects: ObjectReader,
  { fleet, ref, signingKey }: { readonly fleet: FleetName; readonly ref: string; readonly signingKey: PublicKey },
): Promise<Judged> {
  if (bundle.fromCommit !== trusted)
    return refusal('not-next', `the bundle starts at ${bundle.fromCommit}, this agent is at ${trusted}`);
  if (bundle.evidence === null) return refusal('no-evidence', `nothing proves the review of ${bundle.commit}`);
  const opened = openDsse(bundle.evidence, statementPayloadType, [signingKey]);
  if (!opened.ok) return refusal(`evidence-${opened.code}`, `the evidence of ${bundle.commit}: ${opened.message}`);
  let statement: ReviewStatement;
  try {
    statement = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(opened.payload)) as ReviewStatement;
  } catch {
    return refusal('evidence-malformed', `the evidence of ${bundle.commit} is not JSON`);
  }
  const { verifyStatement } = await import('#core/review/evidence.ts');
  const judgement = verifyStatement(statement, { fleet, ref, objects });
  if (judgement.verdict === 'not-reviewed') {
    return refusal('not-reviewed', `${bundle.commit} is not reviewed: ${judgement.reasons.map(inWords).join('; ')}`);
  }
  const { fromCommit, commit, tree } = judgement.statement.predicate;
  if (fromCommit !== trusted || commit !== bundle.commit) return refusal('other-evidence', 'the evidence is of other commits');
  return { ok: true, tree };
}

function inWords(reason: ReviewRefusal): string {
  return 'detail' in reason ? `${reason.reason} (${reason.detail})` : reason.reason;
}

function treeOf(objects: ObjectReader, commit: CommitId): TreeId | null {
  const body = readObject(objects, commit, 'commit');
  return body === null ? null : (parseCommit(body)?.tree ?? null);
}

/** Each document is reached through the tree of the commit, so it is of that commit whoever sent it. */
async function readDocuments(
  tree: TreeId,
  paths: readonly string[],
  objects: ObjectReader,
): Promise<{ ok: true; link: Link } | Refusal> {
  const documents: { path: string; blob: string; bytes: Uint8Array }[] = [];
  for (const path of new Set(paths)) {
    const found = entryAt(objects, tree, path);
    const bytes = found.type === 'found' && found.entry.type === 'file' ? readObject(objects, found.entry.oid, 'blob') : null;
    if (found.type !== 'found' || bytes === null)
      return refusal('missing-object', `${path} is not in the bundle, or not in the commit`);
    documents.push({ path, blob: found.entry.oid, bytes });
  }
  const { loadPartial } = await import('#core/declarations/load.ts');
  return { ok: true, link: { tree, fleet: documents.length === 0 ? null : loadPartial(documents) } };
}

function usable({ tree, fleet }: Link): Proven | undefined {
  return fleet === null ? undefined : { tree, fleet };
}

/** What was proven once is read again by hash; the journal vouches for the commit id. */
async function reload(commit: CommitId, bytes: Uint8Array): Promise<Link | null> {
  try {
    const bundle = JSON.parse(new TextDecoder().decode(bytes)) as CommitBundle;
    const objects = readObjects(bundle);
    const tree = objects === null ? null : treeOf(objects, commit);
    if (objects === null || tree === null) return null;
    const read = await readDocuments(tree, bundle.files, objects);
    return read.ok ? read.link : null;
  } catch {
    return null;
  }
}
