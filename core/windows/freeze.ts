/** Freezes: "nothing starts" for a time, whatever windows say. */
import type { Freeze, Scope } from '../model/fleet.ts';
import type { HostName, SiteName } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';

export interface Placed {
  readonly name: HostName;
  readonly site: SiteName;
}

/**
 * Whether a freeze or hold concerns a host. Both lists empty = the whole fleet. With both filled a host in either is
 * meant: read as "and", `sites: [paris], hosts: [lyo-hv-01]` would hold nothing at all, and doubt means no.
 */
export function inScope(scope: Scope, host: Placed): boolean {
  if (scope.sites.length === 0 && scope.hosts.length === 0) return true;
  return scope.sites.includes(host.site) || scope.hosts.includes(host.name);
}

/** The freeze in force for the host at `at` (`from ≤ at < to`); of several the one that ends last, null = none. */
export function frozen(freezes: readonly Freeze[], host: Placed, at: Instant): Freeze | null {
  let longest: Freeze | null = null;
  for (const freeze of freezes) {
    if (freeze.from > at || at >= freeze.to || !inScope(freeze.scope, host)) continue;
    if (longest === null || freeze.to > longest.to || (freeze.to === longest.to && freeze.name < longest.name)) {
      longest = freeze;
    }
  }
  return longest;
}

/** The first freeze for the host that begins after `after`: a window's usable room ends there. */
export function nextFreeze(freezes: readonly Freeze[], host: Placed, after: Instant): Freeze | null {
  let first: Freeze | null = null;
  for (const freeze of freezes) {
    if (freeze.from <= after || freeze.to <= freeze.from || !inScope(freeze.scope, host)) continue;
    if (first === null || freeze.from < first.from || (freeze.from === first.from && freeze.name < first.name)) first = freeze;
  }
  return first;
}
