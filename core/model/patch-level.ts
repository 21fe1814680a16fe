/** Comparing what is installed with what a baseline asks for. */
import type { ObservedPatch } from './observation.ts';
import type { Target } from './fleet.ts';

/**
 * Debian's order of versions (deb-version(7)): epoch, then upstream and revision, digits by value, `~` before the end.
 * @returns negative, zero or positive
 */
export function compareDebianVersions(a: string, b: string): number {
  const left = split(a);
  const right = split(b);
  return left.epoch - right.epoch || compareParts(left.upstream, right.upstream) || compareParts(left.revision, right.revision);
}

function split(version: string): { epoch: number; upstream: string; revision: string } {
  const colon = version.indexOf(':');
  const epoch = colon < 0 ? 0 : Number(version.slice(0, colon));
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  return dash < 0
    ? { epoch, upstream: rest, revision: '0' }
    : { epoch, upstream: rest.slice(0, dash), revision: rest.slice(dash + 1) };
}

function weight(character: string | undefined): number {
  if (character === undefined || /[0-9]/.test(character)) return 0;
  if (character === '~') return -1;
  return /[A-Za-z]/.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256;
}

function compareParts(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !/[0-9]/.test(a[i]!)) || (j < b.length && !/[0-9]/.test(b[j]!))) {
      const order = weight(a[i]) - weight(b[j]);
      if (order !== 0) return order;
      i++;
      j++;
    }
    let left = '';
    let right = '';
    while (i < a.length && /[0-9]/.test(a[i]!)) left += a[i++];
    while (j < b.length && /[0-9]/.test(b[j]!)) right += b[j++];
    left = left.replace(/^0+/, '');
    right = right.replace(/^0+/, '');
    const order = left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
    if (order !== 0) return order;
  }
  return 0;
}

/** CurrentBuild.UBR: comparable only within one CurrentBuild (windows.md 1.6). Null when they are not comparable. */
export function compareBuilds(a: string, b: string): number | null {
  const [buildA, ubrA] = a.split('.').map(Number);
  const [buildB, ubrB] = b.split('.').map(Number);
  return buildA === buildB ? (ubrA ?? 0) - (ubrB ?? 0) : null;
}

/** What a host must change to reach pinned versions: packages that are installed and older. Never a downgrade, never a new package. */
export function outdated(
  installed: Readonly<Record<string, string>>,
  pins: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(pins).filter(([name, version]) => {
      const found = installed[name] ?? '';
      return found !== '' && compareDebianVersions(found, version) < 0;
    }),
  );
}

/** `not-observed`: the host has not looked for all that its target names yet, so nothing can be said. */
export type PatchLevel = 'at-target' | 'below' | 'not-comparable' | 'not-observed';

/** Whether a host is at (or above) its target. Packages that were looked for and are not installed (`''`) need no patch. */
export function patchLevel(observed: ObservedPatch, target: Target): PatchLevel {
  if (observed.type === 'windows' && target.type === 'windows') {
    const order = compareBuilds(observed.build, target.build);
    return order === null ? 'not-comparable' : order >= 0 ? 'at-target' : 'below';
  }
  if (observed.type === 'debian' && target.type === 'debian') {
    if (observed.suite !== target.suite) return 'not-comparable';
    if (Object.keys(target.packages).some((name) => observed.packages[name] === undefined)) return 'not-observed';
    return Object.keys(outdated(observed.packages, target.packages)).length > 0 ? 'below' : 'at-target';
  }
  return 'not-comparable';
}

/** `20348.4052`, or `jq 1.6-2, libjq1 1.6-2` for the packages the target names. */
export function describeLevel(observed: ObservedPatch, target: Target): string {
  if (observed.type === 'windows') return observed.build;
  const names = target.type === 'debian' ? Object.keys(target.packages).sort() : Object.keys(observed.packages).sort();
  return names.map((name) => `${name} ${observed.packages[name] || 'absent'}`).join(', ');
}

export function describeTarget(target: Target): string {
  return target.type === 'windows'
    ? target.build
    : Object.entries(target.packages)
        .map(([name, version]) => `${name} ${version}`)
        .sort()
        .join(', ');
}
