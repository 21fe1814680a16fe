/** What a document with a broken shape says all the same. */
import { namePattern } from '../model/ids.ts';

const wellNamed = new RegExp(namePattern);

export function valueAt(written: unknown, path: string): unknown {
  let at = written;
  for (const segment of path.split('/')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[segment];
  }
  return at;
}

/** The name that stands there; undefined when there is none, or one that no document can have. */
export function referenceAt(written: unknown, path: string): string | undefined {
  const value = valueAt(written, path);
  return typeof value === 'string' && wellNamed.test(value) ? value : undefined;
}
