/** Approvals as they stand in a repository: commits without parents that hold two files. Read, not judged. */
import { sha256 } from '#core/digest.ts';
import { parseCommit, parseTree } from '#core/git/objects.ts';
import type { Approval, GitObject } from '#core/model/review.ts';

/** Largest that is read of what anybody may have pushed. */
export const approvalObjects = { each: 16 << 10, total: 16 << 20, above: 'leave' } as const;
const approvalLimits = { payload: 2_048, signature: 8_192 } as const;

/** Anything under the refs that is not an approval in form is left out: whoever may push may push rubbish there. */
export async function readApprovals(
  objects: (oids: readonly string[]) => Promise<ReadonlyMap<string, GitObject>>,
  refs: readonly { readonly oid: string; readonly digest: string }[],
): Promise<readonly Omit<Approval, 'seenAt'>[]> {
  const commits = await objects(refs.map(({ oid }) => oid));
  const trees = refs.map(({ oid }) => {
    const object = commits.get(oid);
    return object?.type === 'commit' ? parseCommit(object.body)?.tree : undefined;
  });
  const read = await objects(trees.filter((tree) => tree !== undefined));
  const blobs = trees.map((tree) => {
    const object = tree === undefined ? undefined : read.get(tree);
    const parsed = object?.type === 'tree' ? parseTree(object.body) : undefined;
    const entries = parsed?.type === 'tree' ? parsed.entries : [];
    const oidOf = (name: string): string | undefined =>
      entries.find((entry) => entry.name === name && entry.type === 'file')?.oid;
    return { payload: oidOf('subject.json'), signature: oidOf('subject.json.sig') };
  });
  const contents = await objects(
    blobs.flatMap(({ payload, signature }) => [payload, signature].filter((oid) => oid !== undefined)),
  );
  return refs.flatMap(({ digest }, i) => {
    const payload = textOf(contents, blobs[i]!.payload, approvalLimits.payload);
    const signature = textOf(contents, blobs[i]!.signature, approvalLimits.signature);
    return payload === null || signature === null || sha256(payload + signature) !== digest ? [] : [{ payload, signature }];
  });
}

function textOf(objects: ReadonlyMap<string, GitObject>, oid: string | undefined, limit: number): string | null {
  const object = oid === undefined ? undefined : objects.get(oid);
  if (object?.type !== 'blob' || object.body.length > limit) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(object.body);
  } catch {
    return null;
  }
}
