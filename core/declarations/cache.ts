/** Parsed files by blob id and path: the next commit parses only what changed. */
import type { ParsedFile } from './parse.ts';

export interface ParseCache {
  has(key: string): boolean;
  get(key: string): ParsedFile | undefined;
  set(key: string, parsed: ParsedFile, bytes: number): void;
  readonly size: number;
}

/** Bounded by the bytes of the sources it stands for; what was used longest ago goes first. */
export function createParseCache(maxBytes = 256 * 1024 * 1024): ParseCache {
  const entries = new Map<string, { readonly parsed: ParsedFile; readonly bytes: number }>();
  let total = 0;
  return {
    has: (key) => entries.has(key),
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.parsed;
    },
    set(key, parsed, bytes) {
      const known = entries.get(key);
      if (known !== undefined) {
        total -= known.bytes;
        entries.delete(key);
      }
      if (bytes > maxBytes) return;
      entries.set(key, { parsed, bytes });
      total += bytes;
      for (const [oldest, entry] of entries) {
        if (total <= maxBytes) break;
        entries.delete(oldest);
        total -= entry.bytes;
      }
    },
    get size() {
      return entries.size;
    },
  };
}
