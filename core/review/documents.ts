/** What a file declares, as far as the judge needs it; read with the same strict YAML as everything else. Doubt is null. */
import { parseFile } from '../declarations/parse.ts';
import { Kind } from '../declarations/schema/kind.ts';
import { decoded } from '../declarations/text.ts';
import { readYaml } from '../declarations/yaml.ts';
import type { ApprovalPolicy } from '../model/fleet.ts';

/** The kinds declared in a file, sorted; null = cannot be told for certain, and then it must be taken for every kind. */
export function kindsOf(bytes: Uint8Array): readonly Kind[] | null {
  const { text, flaws } = decoded(bytes);
  if (flaws.length > 0) return null;
  const yaml = readYaml(text);
  if (!yaml.complete || yaml.flaws.length > 0) return null;
  const kinds = new Set<Kind>();
  for (const { value } of yaml.documents) {
    const named = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    const kind = Kind.find((known) => known === named);
    if (kind === undefined) return null;
    kinds.add(kind);
  }
  return [...kinds].sort();
}

/** Null unless the file holds exactly one ApprovalPolicy and nothing in it is wrong: doubt about a policy approves nothing. */
export function policyFrom(bytes: Uint8Array, file: string): ApprovalPolicy | null {
  const { declared, problems } = parseFile({ path: file, bytes });
  if (problems.length > 0) return null;
  const policies = declared.filter(({ kind }) => kind === 'ApprovalPolicy');
  const [policy] = policies;
  return policies.length === 1 && policy?.kind === 'ApprovalPolicy' ? policy.model : null;
}
