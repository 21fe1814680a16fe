/** Runs pure code that reads Git objects synchronously: what it lacks is fetched from the mirror and it runs again. */
import type { GitObject, ObjectReader } from '#core/model/review.ts';
import type { Source } from './ports.ts';

/** All that is needed of a source here; a clone on disk has it, too. */
type Objects = Pick<Source, 'objects'>;

export interface ObjectCache {
  readonly objects: Map<string, GitObject>;
  /** Being read, by id: after a commit all agents want the same few objects at once, and each reading is a process. */
  readonly reading: Map<string, Promise<ReadonlyMap<string, GitObject>>>;
}

export function createObjectCache(): ObjectCache {
  return { objects: new Map(), reading: new Map() };
}

const cachedObjects = 50_000;
/** Each round goes at least one level deeper into a tree, whose depth is limited. */
const rounds = 64;

/** `missing` says which objects a result lacked; empty = the result stands. */
export async function withObjects<T>(
  source: Objects,
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
    const found = await readOnce(source, cache, wanted);
    for (const oid of wanted) if (!found.has(oid)) absent.add(oid);
  }
}

/** Loads objects that are known to be needed in one go: a long history would otherwise cost a round for each commit. */
export async function warm(source: Objects, cache: ObjectCache, oids: readonly string[]): Promise<void> {
  const wanted = oids.filter((oid) => !cache.objects.has(oid));
  if (wanted.length === 0) return;
  await readOnce(source, cache, wanted);
}

/** Reads what nobody else is reading, waits for the rest, and keeps all of it. */
async function readOnce(source: Objects, cache: ObjectCache, oids: readonly string[]): Promise<ReadonlyMap<string, GitObject>> {
  const { objects, reading } = cache;
  const fresh = oids.filter((oid) => !reading.has(oid));
  if (fresh.length > 0) {
    const batch = source.objects(fresh).finally(() => {
      for (const oid of fresh) reading.delete(oid);
    });
    batch.catch(() => {}); // whoever waits for it is told; nobody may be left when an earlier batch has failed
    for (const oid of fresh) reading.set(oid, batch);
  }
  const found = new Map<string, GitObject>();
  const batches = new Map(oids.map((oid) => [oid, reading.get(oid)!]));
  for (const [oid, batch] of batches) {
    const object = (await batch).get(oid);
    if (object === undefined) continue;
    found.set(oid, object);
    objects.set(oid, object);
  }
  return found;
}
