/** Whose facts are fresh, kept as time goes on: who falls silent is found when their time has come, not by looking at all. */
import type { HostName } from '../../model/ids.ts';
import type { Instant } from '../../model/time.ts';
import { createHeap } from './heap.ts';

export interface Freshness {
  isFresh(host: HostName): boolean;
  /** A report or a check-in of the host: says what it means. */
  heard(host: HostName): 'still-fresh' | 'other';
  /** Hosts whose facts are too old from now on. */
  silentSince(now: Instant): readonly HostName[];
  /** The first instant at which facts of a host that counts, and are fresh now, are too old. */
  staleAt(counts: (host: HostName) => boolean): Instant | null;
}

interface Entry {
  at: Instant;
  readonly host: HostName;
}

/** @param staleFrom when the facts of a host stop being fresh, in the first millisecond after; null = they are not fresh. */
export function createFreshness(staleFrom: (host: HostName) => Instant | null): Freshness {
  /** Those that are fresh, with the entry that stands for them: it may be too early, never too late. */
  const fresh = new Map<HostName, Instant>();
  const ends = createHeap<Entry>((a, b) => a.at < b.at);

  const put = (host: HostName, at: Instant) => {
    fresh.set(host, at);
    ends.push({ at, host });
  };
  /** Brings the first entry up to date; true when it was. */
  const isSettled = (first: Entry): boolean => {
    const stands = fresh.get(first.host) === first.at;
    const at = stands ? staleFrom(first.host) : null;
    if (at === first.at) return true;
    ends.pop();
    if (!stands) return false;
    if (at === null) fresh.delete(first.host);
    else put(first.host, at);
    return false;
  };

  return {
    isFresh: (host) => fresh.has(host),
    heard(host) {
      const at = staleFrom(host);
      const known = fresh.get(host);
      if (at !== null && known !== undefined) {
        // check-ins move the end further away, and the entry follows when its turn comes
        if (at < known) put(host, at);
        return 'still-fresh';
      }
      if (at === null) fresh.delete(host);
      else put(host, at);
      return 'other';
    },
    silentSince(now) {
      const silent: HostName[] = [];
      for (let first = ends.peek(); first !== undefined && first.at <= now; first = ends.peek()) {
        const wasFresh = fresh.has(first.host);
        isSettled(first);
        if (wasFresh && !fresh.has(first.host)) silent.push(first.host);
      }
      return silent;
    },
    staleAt(counts) {
      const aside: Entry[] = [];
      let found: Instant | null = null;
      for (let first = ends.peek(); first !== undefined; first = ends.peek()) {
        if (!isSettled(first)) continue;
        if (counts(first.host)) {
          found = first.at;
          break;
        }
        aside.push(ends.pop()!);
      }
      for (const entry of aside) ends.push(entry);
      return found;
    },
  };
}
