/** Which rules of the policy a change calls. */
import { changedPaths, readObject } from '../git/walk.ts';
import { isDeclarationFile } from '../git/names.ts';
import type { ApprovalPolicy, ApprovalRule } from '../model/fleet.ts';
import type { TreeId } from '../model/ids.ts';
import type { ObjectReader, ReviewRefusal } from '../model/review.ts';
import { kindsOf } from './documents.ts';

export type CalledRules =
  | { readonly type: 'rules'; readonly rules: readonly ApprovalRule[] }
  | { readonly type: 'refused'; readonly reasons: readonly ReviewRefusal[] };

/** Applies when a change calls no rule of the policy: a gap in the rules is no way round a second pair of eyes. */
const ruleForGaps: ApprovalRule = { name: 'any-change', kinds: [], count: 1, of: [] };

/**
 * The kinds on both sides of every changed declaration file count: what is deleted or turned into something else calls its
 * rule too. A file whose kinds cannot be read counts as every kind.
 */
export function calledRules(reader: ObjectReader, policy: ApprovalPolicy, before: TreeId, after: TreeId): CalledRules {
  const changed = changedPaths(reader, before, after);
  if (changed.type === 'refused') {
    return { type: 'refused', reasons: [{ reason: 'hostile-tree', detail: `${changed.path || 'the tree'} ${changed.why}` }] };
  }
  if (changed.type === 'missing') return missing(changed.objects);
  const kinds = new Set<string>();
  const absent: string[] = [];
  let every = false;
  for (const { path, before: was, after: is } of changed.changes) {
    if (!isDeclarationFile(path)) continue;
    for (const blob of [was, is]) {
      if (blob === null) continue;
      const bytes = readObject(reader, blob, 'blob');
      if (bytes === null) {
        absent.push(blob);
        continue;
      }
      const declared = kindsOf(bytes);
      if (declared === null) every = true;
      else for (const kind of declared) kinds.add(kind);
    }
  }
  if (absent.length > 0) return missing(absent);
  const rules = policy.rules.filter((rule) => rule.kinds.length === 0 || every || rule.kinds.some((kind) => kinds.has(kind)));
  return { type: 'rules', rules: rules.length > 0 ? rules : [ruleForGaps] };
}

function missing(objects: readonly string[]): CalledRules {
  return { type: 'refused', reasons: [...new Set(objects)].map((object) => ({ reason: 'missing-object', object })) };
}
