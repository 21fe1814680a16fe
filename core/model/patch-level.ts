/** Comparing what is installed with what a baseline asks for. */
import type { ObservedPatch } from './observation.ts';
import type { Target } from './fleet.ts';

/**
 * Debian's order of versions (deb-version(7)): epoch, then upstream and revision, digits by value, `~` before the end.
 * @returns negative, zero or positive
 */
export function compareDebianVersions(a: string, b: string): number {
  if (a === b) return 0;
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

const zero = 48;
const tilde = 126;

/** At the end of the text there is no digit. */
function isDigit(code: number): boolean {
  return code >= zero && code <= 57;
}

/** Letters before all else, `~` even before the end of the text; a digit ends a part as the end does. */
function weight(code: number): number {
  if (Number.isNaN(code) || isDigit(code)) return 0;
  if (code === tilde) return -1;
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return isLetter ? code : code + 256;
}

function compareParts(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a.charCodeAt(i))) || (j < b.length && !isDigit(b.charCodeAt(j)))) {
      const order = weight(a.charCodeAt(i)) - weight(b.charCodeAt(j));
      if (order !== 0) return order;
      i++;
      j++;
    }
    while (a.charCodeAt(i) === zero) i++;
    while (b.charCodeAt(j) === zero) j++;
    // of two numbers the one with more digits is larger, else the first digit that differs decides
    let order = 0;
    while (isDigit(a.charCodeAt(i)) && isDigit(b.charCodeAt(j))) {
      const difference = a.charCodeAt(i++) - b.charCodeAt(j++);
      if (order === 0) order = difference;
    }
    if (isDigit(a.charCodeAt(i))) return 1;
    if (isDigit(b.charCodeAt(j))) return -1;
    if (order !== 0) return order;
  }
  return 0;
}

/** CurrentBuild.UBR: comparable only within one CurrentBuild (windows.md 1.6). Null when they are not comparable. */
export function compareBuilds(a: string, b: string): number | null {
  // nearly all hosts are where they should be
  if (a === b) return 0;
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

/**
 * Whether a host is at (or above) its target. Packages that were looked for and are not installed (`''`) need no patch.
 *
 * A hotpatch brings the fixes of its month under a build number of its own, below that of the update that needs a reboot
 * (windows.md 1.7), so two lines are accepted. Whatever lies between the two is a newer hotpatch of that month, or an update
 * that came after it: builds grow within one product, and the numbers of a month lie above all of the month before. In the
 * baseline months (January, April, July, October, and whenever Microsoft says so) there is no hotpatch: then the target names
 * none, last month's hotpatch is below it, and the host reboots. Only the declared number counts, never the calendar.
 */
export function patchLevel(observed: ObservedPatch, target: Target): PatchLevel {
  if (observed.type === 'windows' && target.type === 'windows') {
    const order = compareBuilds(observed.build, target.build);
    if (order === null) return 'not-comparable';
    const hotpatched = target.hotpatch !== null && (compareBuilds(observed.build, target.hotpatch) ?? -1) >= 0;
    return order >= 0 || hotpatched ? 'at-target' : 'below';
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
