/** The policy in force: read from the parent, so that no commit can bring the rules it is judged by. */
import { sha256 } from '../digest.ts';
import { isDeclarationFile } from '../git/names.ts';
import { entryAt, readObject } from '../git/walk.ts';
import type { ApprovalPolicy } from '../model/fleet.ts';
import type { Digest, TreeId } from '../model/ids.ts';
import type { ObjectReader, ReviewRefusal } from '../model/review.ts';
import { policyFrom } from './documents.ts';

export type PolicyAt =
  | { readonly type: 'policy'; readonly policy: ApprovalPolicy; readonly digest: Digest }
  | { readonly type: 'refused'; readonly reasons: readonly ReviewRefusal[] };

export function policyAt(reader: ObjectReader, tree: TreeId, file: string): PolicyAt {
  // A policy under `.attic/` or in a text file is not one that people see as theirs.
  if (!isDeclarationFile(file)) return unreadable(`${file} is not a declaration file`);
  const found = entryAt(reader, tree, file);
  switch (found.type) {
    case 'missing':
      return { type: 'refused', reasons: found.objects.map((object) => ({ reason: 'missing-object', object })) };
    case 'refused':
      return unreadable(`${found.path} ${found.why}`);
    case 'absent':
      return unreadable(`${file} is not in the commit in force`);
    case 'found': {
      const bytes = found.entry.type === 'file' ? readObject(reader, found.entry.oid, 'blob') : null;
      if (bytes === null) return { type: 'refused', reasons: [{ reason: 'missing-object', object: found.entry.oid }] };
      const policy = policyFrom(bytes, file);
      if (policy === null) return unreadable(`${file} does not hold exactly one valid ApprovalPolicy`);
      return { type: 'policy', policy, digest: sha256(bytes) };
    }
  }
}

function unreadable(detail: string): PolicyAt {
  return { type: 'refused', reasons: [{ reason: 'policy-unreadable', detail }] };
}
