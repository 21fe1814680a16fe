/** Rollouts against hosts, baselines and each other. */
import type { HostName } from '../../model/ids.ts';
import type { PatchBaseline, Product } from '../../model/fleet.ts';
import type { AnyDeclared, RolloutDraft } from '../kinds.ts';
import { listing, suggestion } from '../nearest.ts';
import type { Registry, ReportAt } from '../registry.ts';
import type { LabelIndex } from '../rings.ts';

/** Members of the rings of every rollout, by name of the rollout. */
export type Members = ReadonlyMap<string, readonly (readonly HostName[])[]>;

/** @param partial rings may be empty or short of hosts that are not at hand. */
export function checkRollouts(registry: Registry, index: LabelIndex, partial: boolean, report: ReportAt): Members {
  const members = new Map<string, readonly (readonly HostName[])[]>();
  /**
   * Host → the rollout of that lane that has it: an emergency may pass a normal one. Two emergencies may have one host only for
   * different Debian packages.
   */
  const claims = { normal: new Map<string, string>(), emergency: new Map<string, string>() };
  const someHostUnread = registry.mayHide('Host') || registry.declared('Host').size > registry.all('Host').length;
  for (const declared of registry.all('PatchRollout')) {
    const rollout = declared.model;
    const rings = rollout.rings.map((ring) => index.matching(ring.selector));
    members.set(rollout.name, rings);
    const baseline = registry.refer(declared, '/spec/baseline', 'PatchBaseline', rollout.baseline);
    if (rollout.window !== null) registry.refer(declared, '/spec/window', 'MaintenanceWindow', rollout.window);
    if (!someHostUnread && !partial) checkSizes(declared, rollout, rings, index, report);
    const keysOf = (host: HostName) => (rollout.lane === 'normal' ? [host] : wantedOn(registry, baseline, host));
    checkOverlaps(declared, rollout, rings, { of: claims[rollout.lane], keysOf }, report);
    if (baseline !== null && !partial) checkProducts(registry, declared, rollout, rings, baseline, report);
  }
  return members;
}

function checkSizes(
  declared: AnyDeclared,
  rollout: RolloutDraft,
  rings: readonly (readonly HostName[])[],
  index: LabelIndex,
  report: ReportAt,
): void {
  rollout.rings.forEach((ring, i) => {
    const hosts = rings[i]!.length;
    if (hosts === 0) {
      const selector = Object.entries(ring.selector)
        .map(([label, value]) => `${label}: ${value}`)
        .join(', ');
      report(declared, {
        code: 'ring-empty',
        pointer: `/spec/rings/${i}/hosts`,
        on: 'value',
        message: `ring "${ring.name}" selects no host (${selector}).`,
        remedy: emptyRemedy(ring.selector, index),
      });
    } else if (ring.success.minimum > hosts) {
      report(declared, {
        code: 'ring-never-healthy',
        pointer: `/spec/rings/${i}/success/minimum`,
        on: 'value',
        message: `ring "${ring.name}" asks for ${ring.success.minimum} healthy hosts and has ${hosts}, so the next ring would never start.`,
        remedy: `write at most ${hosts}, or label more hosts`,
      });
    }
  });
}

function emptyRemedy(selector: Readonly<Record<string, string>>, index: LabelIndex): string {
  for (const [label, value] of Object.entries(selector)) {
    const values = index.valuesOf(label);
    if (values.length === 0) return suggestion(label, index.labels(), 'labels of hosts');
    if (!values.includes(value)) return suggestion(value, values, `values of "${label}" on hosts`);
  }
  return 'each label exists, but no host carries all of them';
}

function checkOverlaps(
  declared: AnyDeclared,
  rollout: RolloutDraft,
  rings: readonly (readonly HostName[])[],
  claims: { readonly of: Map<string, string>; readonly keysOf: (host: HostName) => readonly string[] },
  report: ReportAt,
): void {
  const mine = new Map<HostName, string>();
  rollout.rings.forEach((ring, i) => {
    const twice = rings[i]!.filter((host) => mine.has(host));
    if (twice.length > 0) {
      report(declared, {
        code: 'host-in-two-rings',
        pointer: `/spec/rings/${i}/hosts`,
        on: 'value',
        message: `${listed(twice)} of ring "${ring.name}" ${twice.length === 1 ? 'is' : 'are'} already in ring "${mine.get(twice[0]!)!}".`,
        remedy: 'select every host by one ring only',
      });
    }
    for (const host of rings[i]!) if (!mine.has(host)) mine.set(host, ring.name);
    const claimant = (host: HostName) =>
      claims
        .keysOf(host)
        .flatMap((key) => claims.of.get(key) ?? [])
        .find((other) => other !== rollout.name);
    const taken = rings[i]!.filter((host) => claimant(host) !== undefined);
    if (taken.length > 0) {
      report(declared, {
        code: 'host-in-two-rollouts',
        pointer: `/spec/rings/${i}/hosts`,
        on: 'value',
        message: `${listed(taken)} ${taken.length === 1 ? 'is' : 'are'} already claimed by rollout "${claimant(taken[0]!)!}".`,
        remedy: 'remove the rollout that is over; only an emergency rollout may pass another, and only one that is none',
      });
    }
    for (const host of rings[i]!)
      for (const key of claims.keysOf(host)) if (!claims.of.has(key)) claims.of.set(key, rollout.name);
  });
}

/** What an emergency asks of a host, as keys that no other may share. */
function wantedOn(registry: Registry, baseline: PatchBaseline | null, host: HostName): readonly string[] {
  const product = registry.get('Host', host)?.product;
  const target = product === undefined ? undefined : baseline?.products[product];
  if (target === undefined) return [];
  return target.type === 'windows' ? [`${host} windows`] : Object.keys(target.packages).map((name) => `${host} ${name}`);
}

function checkProducts(
  registry: Registry,
  declared: AnyDeclared,
  rollout: RolloutDraft,
  rings: readonly (readonly HostName[])[],
  baseline: PatchBaseline,
  report: ReportAt,
): void {
  const missing = new Map<Product, HostName[]>();
  for (const host of rings.flat()) {
    const { product } = registry.get('Host', host)!;
    if (baseline.products[product] === undefined) missing.set(product, [...(missing.get(product) ?? []), host]);
  }
  for (const [product, hosts] of missing) {
    report(declared, {
      code: 'product-not-in-baseline',
      pointer: '/spec/baseline',
      on: 'value',
      message: `baseline "${rollout.baseline}" says nothing about ${product}, which ${listed(hosts)} run${hosts.length === 1 ? 's' : ''}.`,
      remedy: `add ${product} to ${baseline.origin.file}, or leave those hosts out of the rings; ${listing(Object.keys(baseline.products).sort(), 'it has')}`,
    });
  }
}

function listed(hosts: readonly string[]): string {
  return hosts.length <= 3 ? hosts.join(', ') : `${hosts.slice(0, 3).join(', ')} and ${hosts.length - 3} more`;
}
