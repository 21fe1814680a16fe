/** Runs pure code that reads Git objects synchronously: what it lacks is fetched from the mirror and it runs again. */
import type { GitObject, ObjectReader } from '#core/model/review.ts';
import type { Source } from './ports.ts';

export interface ObjectCache {
  readonly objects: Map<string, GitObject>;
}

const cachedObjects = 50_000;
/** Each round goes at least one level deeper into a tree, whose depth is limited. */
const rounds = 64;

/** `missing` says which objects a result lacked; empty = the result stands. */
export async function withObjects<T>(
  source: Source,
  cache: ObjectCache,
  run: (reader: ObjectReader) => T,
  missing: (result: T) => readonly string[],
): Promise<T> {
  if (cache.objects.size > cachedObjects) cache.objects.clear();
  const absent = new Set<string>();
  for (let round = 0; ; round++) {
    const result = run((oid) => cache.objects.get(oid));
    const wanted = missing(result).filter((oid) => !absent.has(oid) && !cache.objects.has(oid));
    if (wanted.length === 0 || round === rounds) return result;
    const found = await source.objects(wanted);
    for (const oid of wanted) {
      const object = found.get(oid);
      if (object) cache.objects.set(oid, object);
      else absent.add(oid);
    }
  }
}

/** Loads objects that are known to be needed in one go: a long history would otherwise cost a round for each commit. */
export async function warm(source: Source, cache: ObjectCache, oids: readonly string[]): Promise<void> {
  const wanted = oids.filter((oid) => !cache.objects.has(oid));
  if (wanted.length === 0) return;
  for (const [oid, object] of await source.objects(wanted)) cache.objects.set(oid, object);
}
