/** The YAML documents of one file as far as the judge needs them: their kinds, and the policy. Doubt is null. */
import { CORE_SCHEMA, loadAll } from 'js-yaml';

const maxBytes = 1 << 20;

/** Every document of a file as plain mappings, empty ones left out; null when anything in it cannot be read. */
export function documentsOf(bytes: Uint8Array): readonly Readonly<Record<string, unknown>>[] | null {
  if (bytes.length > maxBytes) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const documents = loadAll(text, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: 24 }).filter(
      (document) => document !== null && document !== undefined,
    );
    return documents.every(isMapping) ? documents : null;
  } catch {
    return null;
  }
}

/** The kinds declared in a file, sorted; null = cannot be told, and then it must be taken for every kind. */
export function kindsOf(bytes: Uint8Array): readonly string[] | null {
  const kinds = documentsOf(bytes)?.map(({ kind }) => kind);
  if (kinds === undefined) return null;
  return kinds.every((kind) => typeof kind === 'string') ? [...new Set(kinds)].sort() : null;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
