/** "Did you mean …?" */

const longest = 80;

/** Edits (insert, remove, replace, swap neighbours) that turn one word into the other; cut off at `limit + 1`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** The candidate nearest to `word`, the first in order of the alphabet among equals; null when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > longest) return null;
  const limit = word.length <= 3 ? 1 : word.length <= 8 ? 2 : 3;
  const lower = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const distance = editDistance(lower, candidate.toLowerCase(), limit);
    if (distance < bestDistance || (distance === bestDistance && best !== null && distance <= limit && candidate < best)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** At most this many names are listed. */
const listed = 8;

/** `did you mean "saturday-night"?  declared: emergency, saturday-night`; the list is cut at a few, the nearest first said. */
export function suggestion(word: string, candidates: Iterable<string>, label: string): string {
  const names = [...new Set(candidates)].sort();
  const near = nearest(word, names);
  const question = near === null ? '' : `did you mean "${near}"?`;
  return [question, listing(names, label)].filter((part) => part !== '').join('  ');
}

export function listing(names: readonly string[], label: string): string {
  if (names.length === 0) return `${label}: none`;
  const rest = names.length - listed;
  return `${label}: ${names.slice(0, listed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
