/** What an agent needs of each reviewed commit: the objects that prove it, and the documents that concern its host. */
import { documentsFor } from '#core/envelope/documents.ts';
import { parseCommit } from '#core/git/objects.ts';
import { recordingReader } from '#core/git/pack.ts';
import { entryAt } from '#core/git/walk.ts';
import type { CommitId, HostName } from '#core/model/ids.ts';
import type { ObjectReader, ReviewStatement } from '#core/model/review.ts';
import type { CommitBundle } from '#core/model/sync.ts';
import { verifyStatement } from '#core/review/evidence.ts';
import { type AcceptedCommit, type FleetState, predicateOf } from './fleet-state.ts';
import { type ObjectCache, warm, withObjects } from './objects.ts';
import { Fault, type Source } from './ports.ts';

/** Agents further behind get the rest with their next calls. */
const bundlesAtOnce = 20;

/** An agent that has accepted nothing yet says so with this commit. */
const nothingYet = '0'.repeat(40);

/** The commits after the one the agent has, oldest first. Empty when it is up to date. */
export function commitsAfter(state: FleetState, commit: string): readonly AcceptedCommit[] {
  const known = state.accepted.get(commit as CommitId);
  if (!known && commit !== nothingYet) return [];
  return [...state.accepted.values()]
    .filter((one) => one.order > (known?.order ?? -1))
    .sort((a, b) => a.order - b.order)
    .slice(0, bundlesAtOnce);
}

export async function bundleFor(
  state: FleetState,
  accepted: AcceptedCommit,
  host: HostName,
  source: Source,
  cache: ObjectCache,
): Promise<CommitBundle> {
  if (accepted.commit === state.commit && state.fleet === null) {
    // without its documents the agent would keep it as a commit that nothing can run under
    throw new Fault('source.not-read', `the declarations of ${accepted.commit.slice(0, 7)} are being read`, { retry: 'later' });
  }
  const fleet = accepted.commit === state.commit ? state.fleet : (state.earlier.get(accepted.commit) ?? null);
  const files = fleet === null ? [] : documentsFor(fleet, host);
  await warm(source, cache, [accepted.fromCommit, ...(predicateOf(accepted)?.covers ?? [])]);
  const proof = await withObjects(
    source,
    cache,
    (reader) => collect(reader, state, accepted, files),
    ({ missing }) => missing,
  );
  if (proof.missing.length > 0) {
    throw new Fault(
      'source.object-missing',
      `the mirror lacks ${proof.missing.length} objects of ${accepted.commit.slice(0, 7)}; fetch it again`,
      { retry: 'later' },
    );
  }
  return {
    fromCommit: accepted.fromCommit,
    commit: accepted.commit,
    evidence: accepted.evidence === null ? null : { ...accepted.evidence, signatures: [...accepted.evidence.signatures] },
    files: [...files],
    objects: proof.touched.map((oid) => {
      const object = cache.objects.get(oid)!;
      return { type: object.type, body: object.body.toBase64() };
    }),
  };
}

/** Walks everything the agent will walk, so that exactly that is sent. */
function collect(
  reader: ObjectReader,
  state: FleetState,
  accepted: AcceptedCommit,
  files: readonly string[],
): { touched: readonly string[]; missing: readonly string[] } {
  const { read, touched } = recordingReader(reader);
  const missing: string[] = [];
  const raw = read(accepted.commit);
  const commit = raw?.type === 'commit' ? parseCommit(raw.body) : null;
  if (raw === undefined) missing.push(accepted.commit);
  if (accepted.evidence !== null) {
    const statement = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(accepted.evidence.payload))) as ReviewStatement;
    const judgement = verifyStatement(statement, { fleet: state.name, ref: state.ref, objects: read });
    if (judgement.verdict === 'not-reviewed') {
      for (const reason of judgement.reasons) if (reason.reason === 'missing-object') missing.push(reason.object);
    }
  }
  if (commit) {
    for (const file of files) {
      const found = entryAt(read, commit.tree, file);
      if (found.type === 'missing') missing.push(...found.objects);
      else if (found.type === 'found' && read(found.entry.oid) === undefined) missing.push(found.entry.oid);
    }
  }
  return { touched: touched(), missing };
}
