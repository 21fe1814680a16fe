import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import type { Target } from '#core/model/fleet.ts';
import type { ObservedPatch } from '#core/model/observation.ts';
import { compareBuilds, compareDebianVersions, outdated, patchLevel, type PatchLevel } from '#core/model/patch-level.ts';
import { skipHere } from '#test/skip.ts';

describe('Debian versions', () => {
  /** Each older than the next. */
  const ladders: readonly (readonly string[])[] = [
    ['1.0~rc1', '1.0~rc2', '1.0', '1.0+deb12u1', '1.0+deb12u2', '1.0.1'],
    ['1.6-2.1', '1.6-2.1+deb12u1', '1.6-3'],
    ['1.6-2~~', '1.6-2~', '1.6-2', '1.6-2a', '1.6-2+b1', '1.6-2.1'],
    ['9', '10', '1:1', '1:9', '2:0'],
    ['1.2', '1.10'],
    ['1.0-1', '1.0-1.0.1', '1.0.0-1'],
    ['6.1.9-1', '6.1.158-1'],
    ['2.36-9+deb12u9', '2.36-9+deb12u10', '2.36-10'],
    ['1a', '1b', '1.0', '1.a'],
  ];
  for (const ladder of ladders) {
    it(ladder.join(' < '), () => {
      ladder.forEach((lower, i) => {
        ladder.slice(i + 1).forEach((higher) => {
          assert.ok(compareDebianVersions(lower, higher) < 0, `${lower} < ${higher}`);
          assert.ok(compareDebianVersions(higher, lower) > 0, `${higher} > ${lower}`);
        });
      });
    });
  }
  for (const [a, b] of [
    ['1.0', '1.0-0'],
    ['0:1.0', '1.0'],
    ['1.01', '1.1'],
    ['1.0', '1.0'],
  ] as const) {
    it(`${a} = ${b}`, () => assert.equal(compareDebianVersions(a, b), 0));
  }

  it('as dpkg orders them, where dpkg exists', function () {
    if (spawnSync('dpkg', ['--version']).status !== 0) return skipHere(this, 'no dpkg to compare with');
    this.timeout(60_000);
    const part = fc.stringMatching(/^[0-9][0-9a-z.+~]{0,6}$/);
    const version = fc
      .tuple(fc.option(fc.nat(2)), part, fc.option(part))
      .map(
        ([epoch, upstream, revision]) =>
          `${epoch === null ? '' : `${epoch}:`}${upstream}${revision === null ? '' : `-${revision}`}`,
      );
    const orders = (a: string, relation: string, b: string) =>
      spawnSync('dpkg', ['--compare-versions', a, relation, b]).status === 0;
    fc.assert(
      fc.property(version, version, (a, b) => {
        const order = compareDebianVersions(a, b);
        assert.ok(orders(a, order < 0 ? 'lt' : order > 0 ? 'gt' : 'eq', b), `${a} ${b} ${order}`);
      }),
      { numRuns: 150 },
    );
  });

  it('is an order', () => {
    const version = fc.stringMatching(/^[0-9][0-9a-z.+~-]{0,8}$/);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const sign = (x: string, y: string) => Math.sign(compareDebianVersions(x, y));
        assert.equal(sign(a, b), 0 - sign(b, a));
        if (sign(a, b) <= 0 && sign(b, c) <= 0) assert.ok(sign(a, c) <= 0);
      }),
    );
  });
});

describe('builds of Windows', () => {
  for (const [a, b, order] of [
    ['20348.4052', '20348.4405', -1],
    ['20348.4405', '20348.4405', 0],
    ['20348.10000', '20348.9999', 1],
    ['20348.4405', '26100.4405', null],
  ] as const) {
    it(`${a} against ${b}`, () => {
      const found = compareBuilds(a, b);
      assert.equal(found === null ? null : Math.sign(found), order);
    });
  }
});

describe('patch levels', () => {
  const windows = (build: string): ObservedPatch => ({ type: 'windows', build, servicing: 'idle' });
  const debian = (packages: Record<string, string>, suite = 'bookworm'): ObservedPatch => ({
    type: 'debian',
    suite,
    packages,
    servicing: 'idle',
  });
  const build: Target = { type: 'windows', build: '20348.4405', kb: null, hotpatch: null };
  const hotpatched: Target = { type: 'windows', build: '26100.34102', kb: null, hotpatch: '26100.33981' };
  const packages: Target = { type: 'debian', suite: 'bookworm', packages: { jq: '1.6-2.1+deb12u1', libjq1: '1.6-2.1+deb12u1' } };
  const cases: readonly (readonly [string, ObservedPatch, Target, PatchLevel])[] = [
    ['an older build', windows('20348.4052'), build, 'below'],
    ['the build itself', windows('20348.4405'), build, 'at-target'],
    ['a newer build', windows('20348.4500'), build, 'at-target'],
    ['another product', windows('26100.1'), build, 'not-comparable'],
    ['a hotpatch of the month', windows('26100.33981'), hotpatched, 'at-target'],
    ['a newer hotpatch of the month', windows('26100.33990'), hotpatched, 'at-target'],
    ['the update with a reboot, where there is a hotpatch', windows('26100.34102'), hotpatched, 'at-target'],
    ['the hotpatch of the month before', windows('26100.33620'), hotpatched, 'below'],
    ['a hotpatch in a month that has none', windows('26100.33981'), { ...hotpatched, hotpatch: null }, 'below'],
    ['another product, whatever its number', windows('20348.34102'), hotpatched, 'not-comparable'],
    ['one package behind', debian({ jq: '1.6-2.1', libjq1: '1.6-2.1+deb12u1' }), packages, 'below'],
    ['all packages there', debian({ jq: '1.6-2.1+deb12u1', libjq1: '1.6-2.1+deb12u1' }), packages, 'at-target'],
    ['newer packages', debian({ jq: '1.7-1', libjq1: '1.7-1' }), packages, 'at-target'],
    [
      'a package that was looked for and is not installed needs no patch',
      debian({ jq: '1.6-2.1+deb12u1', libjq1: '' }),
      packages,
      'at-target',
    ],
    ['a package that was not looked for', debian({ jq: '1.6-2.1+deb12u1' }), packages, 'not-observed'],
    ['a package that was not looked for, the other behind', debian({ jq: '1.6-2.1' }), packages, 'not-observed'],
    ['another suite', debian({ jq: '1.7-1' }, 'trixie'), packages, 'not-comparable'],
    ['Debian where Windows is meant', debian({}), build, 'not-comparable'],
    ['Windows where Debian is meant', windows('20348.1'), packages, 'not-comparable'],
  ];
  for (const [name, observed, target, level] of cases) it(name, () => assert.equal(patchLevel(observed, target), level));
});

describe('outdated packages', () => {
  it('are those that are installed and older', () => {
    const pins = { jq: '1.6-2.1+deb12u1', libjq1: '1.6-2.1+deb12u1', curl: '7.88.1-10+deb12u8', vim: '2:9.0.1378-2' };
    const installed = { jq: '1.6-2.1', libjq1: '1.7-1', curl: '' };
    assert.deepEqual(outdated(installed, pins), { jq: '1.6-2.1+deb12u1' });
  });
});
