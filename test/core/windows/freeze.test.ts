import assert from 'node:assert/strict';
import type { Freeze, Scope } from '#core/model/fleet.ts';
import { hostName, siteName } from '#core/model/ids.ts';
import { instantOf } from '#core/model/time.ts';
import { frozen, inScope, nextFreeze } from '#core/windows/freeze.ts';

const paris = siteName('paris');
const lyon = siteName('lyon');
const host = { name: hostName('par-hv-01'), site: paris };
const everywhere: Scope = { sites: [], hosts: [] };

function freeze(name: string, from: string, to: string, scope: Scope = everywhere): Freeze {
  return {
    name,
    origin: { file: 'freezes.yaml', line: 1, lines: {} },
    from: instantOf(from),
    to: instantOf(to),
    scope,
    why: 'year end',
  };
}

describe('freezes', () => {
  const scopes: readonly { readonly name: string; readonly scope: Scope; readonly concerned: boolean }[] = [
    { name: 'empty lists mean all', scope: everywhere, concerned: true },
    { name: 'its site', scope: { sites: [paris], hosts: [] }, concerned: true },
    { name: 'another site', scope: { sites: [lyon], hosts: [] }, concerned: false },
    { name: 'its name', scope: { sites: [], hosts: [host.name] }, concerned: true },
    { name: 'another host', scope: { sites: [], hosts: [hostName('lyo-hv-01')] }, concerned: false },
    {
      name: 'its site, and a host elsewhere: both are meant',
      scope: { sites: [paris], hosts: [hostName('lyo-hv-01')] },
      concerned: true,
    },
  ];
  for (const { name, scope, concerned } of scopes) it(`scope: ${name}`, () => assert.equal(inScope(scope, host), concerned));

  const yearEnd = freeze('year-end', '2026-12-20T00:00Z', '2027-01-04T00:00Z');
  const audit = freeze('audit', '2026-12-28T00:00Z', '2027-01-10T00:00Z', { sites: [paris], hosts: [] });
  const cases = [
    { name: 'the millisecond before', at: '2026-12-19T23:59:59.999Z', now: null, next: 'year-end' },
    { name: 'the instant it begins', at: '2026-12-20T00:00Z', now: 'year-end', next: 'audit' },
    { name: 'of two the one that ends last', at: '2026-12-29T00:00Z', now: 'audit', next: null },
    { name: 'the instant the last ends', at: '2027-01-10T00:00Z', now: null, next: null },
  ] as const;
  for (const { name, at, now, next } of cases) {
    it(name, () => {
      for (const all of [
        [yearEnd, audit],
        [audit, yearEnd],
      ]) {
        assert.equal(frozen(all, host, instantOf(at))?.name ?? null, now);
        assert.equal(nextFreeze(all, host, instantOf(at))?.name ?? null, next);
      }
    });
  }
});
