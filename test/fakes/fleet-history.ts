/** The tiny fleet as a Git history in memory with reviews, and the bundles a controller would send of it. */
import { canonical } from '#core/digest.ts';
import { sealDsse } from '#core/envelope/dsse.ts';
import { indexObjects } from '#core/git/pack.ts';
import { type CommitId, digest, fleetName } from '#core/model/ids.ts';
import { statementPayloadType } from '#core/model/review.ts';
import type { CommitBundle } from '#core/model/sync.ts';
import { instant } from '#core/model/time.ts';
import { judge } from '#core/review/judge.ts';
import { tinyFiles } from '#test/fleets.ts';
import { approve, keyFor, objectStore, treeOf, writeCommit } from '#test/git.ts';

export const tiny = fleetName('tiny');
export const ref = 'refs/heads/main';
const marc = keyFor('marc');
const ines = keyFor('ines');
const intent = digest('7'.repeat(64));
const mail = (name: string) => ({ name, email: `${name}@tiny.example` });

const policy = JSON.stringify({
  apiVersion: 'atlas/v1',
  kind: 'ApprovalPolicy',
  metadata: { name: 'tiny' },
  spec: {
    people: [marc, ines].map(({ name, publicKey }) => ({
      name,
      teams: ['ops'],
      emails: [`${name}@tiny.example`],
      keys: [publicKey],
    })),
    rules: [{ name: 'everything', count: 1 }],
    mayStop: ['ops'],
  },
});

interface Signer {
  readonly keyId: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** `approvedBy` = 'marc' is the author himself. */
export function fleetHistory(signer: Signer) {
  const store = objectStore();
  const start = { ...tinyFiles, 'policy.yaml': policy };
  const first = writeCommit(store, { files: start, author: mail('marc'), signWith: marc });
  const all = () => [...store.objects.values()].map(({ type, body }) => ({ type, body: body.toBase64() }));
  const firstBundle: CommitBundle = {
    fromCommit: first,
    commit: first,
    evidence: null,
    files: Object.keys(start),
    objects: all(),
  };

  /** A commit with a changed window, reviewed by ines. */
  function next(parent: CommitId): { readonly commit: CommitId; readonly bundle: CommitBundle } {
    const files = { ...start, 'window.yaml': tinyFiles['window.yaml']!.replace('PT16H', 'PT12H') };
    const commit = writeCommit(store, { files, parent, author: mail('marc'), signWith: marc });
    const tree = treeOf(store, commit);
    const approval = approve({ fleet: tiny, ref, from: parent, to: commit, tree, intent, key: ines });
    const judgement = judge({
      fleet: tiny,
      ref,
      from: parent,
      to: commit,
      policyFile: 'policy.yaml',
      approvals: [{ ...approval, seenAt: instant(1_795_000_100_000) }],
      intent,
      objects: indexObjects(store.objects.values()),
    });
    if (judgement.verdict !== 'reviewed') throw new Error(JSON.stringify(judgement));
    return {
      commit,
      bundle: { fromCommit: parent, commit, evidence: sealed(judgement.statement), files: Object.keys(files), objects: all() },
    };
  }

  function sealed(statement: unknown) {
    const dsse = sealDsse(statementPayloadType, new TextEncoder().encode(canonical(statement)), signer.sign, signer.keyId);
    return { ...dsse, signatures: [...dsse.signatures] };
  }

  return { first, firstTree: treeOf(store, first), firstBundle, next, sealed };
}
