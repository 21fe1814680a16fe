/** Sets of raw objects that can be trusted because each was hashed, and what a verification has looked at. */
import { gitObjectId } from '../digest.ts';
import type { GitObject, ObjectReader } from '../model/review.ts';

/** Hashes every object: what is then read by an id is that object, whoever sent it. */
export function indexObjects(objects: Iterable<GitObject>): ObjectReader {
  const byId = new Map<string, GitObject>();
  for (const object of objects) byId.set(gitObjectId(object.type, object.body), object);
  return (oid) => byId.get(oid);
}

/** Remembers which objects were read and found, so that exactly these can be sent to whoever repeats the verification. */
export function recordingReader(reader: ObjectReader): {
  readonly read: ObjectReader;
  readonly touched: () => readonly string[];
} {
  const touched = new Set<string>();
  return {
    read: (oid) => {
      const object = reader(oid);
      if (object !== undefined) touched.add(oid);
      return object;
    },
    touched: () => [...touched].sort(),
  };
}
