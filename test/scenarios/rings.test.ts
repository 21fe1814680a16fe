/** Rings, lanes and what is kept apart: who goes when, and who waits for whom. */
import assert from 'node:assert/strict';
import { byHand } from '#agent/simulated-world/world.ts';
import { durationOf } from '#core/model/time.ts';
import { baseline, debian, fleet, guest, november, pair, rollout, vm } from './fleet.ts';
import { current, paris, reached, tell } from './story.ts';

const october = { type: 'windows', build: '20348.5500' } as const;
const service = 'services: [NTDS]';
const web = '{ probes: [{ name: site, tcp: 80 }] }';
const names = (count: number) => Array.from({ length: count }, (_, i) => `web-${String(i + 1).padStart(2, '0')}`);

describe('scenarios: rings', () => {
  tell({
    name: 'a canary loops on the first day',
    why: [
      'KB5082063 sent domain controllers into a loop at boot; whoever approved "all servers" had no second one left by morning.',
      'One canary fails, no later ring starts for weeks; the update is blocked and the fixed one goes out at once, both as commits.',
    ],
    files: fleet({
      hosts: [
        ...pair('hv-01', 'hv-02', { ring: 'none' }),
        guest('dc-01', { ring: 'canary', checks: `{ ${service} }` }),
        guest('dc-02', { ring: 'early', checks: `{ ${service} }` }),
        guest('app-01', { ring: 'production' }),
      ],
      vms: [
        vm('dc-01', 'hv-01', 'hv-02', { role: 'domain-controller' }),
        vm('dc-02', 'hv-02', 'hv-01', { role: 'domain-controller' }),
        vm('app-01', 'hv-01', 'hv-02'),
      ],
      more: november({
        rings: [
          '{ name: canary, hosts: { ring: canary }, soak: P1D }',
          '{ name: early, hosts: { ring: early }, soak: P3D }',
          '{ name: production, hosts: { ring: production } }',
        ],
      }),
    }),
    builds: { 'dc-01': october, 'dc-02': october, 'app-01': october, 'hv-01': october, 'hv-02': october },
    course(s) {
      s.until('2026-11-21T19:59');
      s.fault('with KB5070884, the directory service of dc-01 will not start', {
        host: 'dc-01',
        kind: 'verify-service-stopped',
        name: 'NTDS',
      });
      s.until('2026-12-06T13:00');
      s.ask('dc-01', 'dc-02');
      assert.deepEqual(s.outcomes('dc-01'), ['rolled-back']);
      assert.deepEqual(s.holds('Host/app-01').filter((reason) => reason === 'ring-halted').length, 1);
      for (const name of ['dc-02', 'app-01']) assert.deepEqual(s.outcomes(name), [], `${name} was never begun`);

      const blocked = baseline('2026-11', { build: '20348.5500', kb: 'KB5069001', blocked: '[KB5070884]' });
      const { 'rollout.yaml': old } = november({
        rings: [
          '{ name: canary, hosts: { ring: canary }, soak: P1D }',
          '{ name: early, hosts: { ring: early }, soak: P3D }',
          '{ name: production, hosts: { ring: production } }',
        ],
      });
      const without = `${blocked}---\n${old!.slice(old!.indexOf('---\n') + 4)}`;
      assert.deepEqual(s.propose('KB5070884 is blocked: back to the level of October', { 'rollout.yaml': without }), []);
      for (const name of ['dc-01', 'dc-02', 'app-01']) assert.equal(s.state(`Host/${name}`), 'in-state');
      s.until('2026-12-07T09:30');
      const fixed = [
        baseline('2026-11-oob', { build: '20348.5700', kb: 'KB5071200', severity: 'critical', released: '2026-12-07' }),
        rollout('november-oob', {
          baseline: '2026-11-oob',
          lane: 'emergency',
          window: null,
          rings: [
            '{ name: canary, hosts: { ring: canary }, soak: PT1H }',
            '{ name: early, hosts: { ring: early }, soak: PT1H }',
            '{ name: production, hosts: { ring: production } }',
          ],
        }),
      ].join('---\n');
      assert.deepEqual(s.propose('the fixed KB5071200, in the emergency lane', { 'emergency.yaml': fixed }), []);
      s.until('2026-12-08T09:30');
      s.ask('dc-01', 'app-01');
      for (const name of ['dc-01', 'dc-02', 'app-01']) {
        assert.equal(s.work(name).at(-1)!.call, 'november-oob');
        assert.equal(s.outcomes(name).at(-1), 'succeeded');
      }
      // one ring after the other in this lane, too
      const [first, second] = ['dc-01', 'dc-02'].map((name) => s.work(name).at(-1)!);
      assert.ok(second!.startedAt - first!.verifiedAt! >= durationOf('PT1H'));
      // the record tells what became of the first try
      assert.match(s.work('dc-01')[0]!.why, /NTDS is stopped.*back on the old/);
    },
  });

  for (const unreachable of ['count', 'skip'] as const) {
    const counts = unreachable === 'count';
    tell({
      name: counts ? 'half a ring cannot be reached' : 'half a ring cannot be reached and is skipped',
      why: counts
        ? [
            'rancher/fleet #192: clusters that are offline count as "not failed", so a rollout walks on over a broken network.',
            'Unreachable hosts use up the budget like those in maintenance: the ring stops, and says who uses it.',
          ]
        : [
            'Notebooks and branch offices are never all there; a fleet that counts them never gets anywhere.',
            'Where the ring says skip, they are left out of budget and share; the minimum still stands, and they follow when they are back.',
          ],
      files: fleet({
        hosts: [...names(8).map((name) => debian(name, { ring: 'pilot' })), debian('last-01', { ring: 'production' })],
        more: november({
          rings: [
            `{ name: pilot, hosts: { ring: pilot }, success: { healthy: 100%, minimum: 3 }, maxUnavailable: { total: 3 }, unreachable: ${unreachable} }`,
            '{ name: production, hosts: { ring: production } }',
          ],
        }),
      }),
      course(s) {
        s.until('2026-11-21T18:00');
        s.happens('a switch dies: web-01 to web-04 cannot be reached', () => s.lose(...names(4)));
        s.until('2026-11-22T11:00');
        if (counts) {
          s.ask('web-05', 'last-01');
          assert.deepEqual(s.holds('Host/web-05'), ['budget-spent']);
          assert.deepEqual(s.made.interventions, []);
          assert.deepEqual(s.holds('Host/last-01'), ['ring-waits']);
          return;
        }
        for (const name of ['web-05', 'web-06', 'web-07', 'web-08', 'last-01'])
          assert.deepEqual(s.outcomes(name), ['succeeded'], name);
        for (const name of names(4)) assert.deepEqual(s.outcomes(name), [], name);
        s.ask('web-01');
        s.until('2026-11-28T21:00');
        s.happens('the switch is replaced', () => s.hear(...names(4)));
        s.until('2026-11-29T11:00');
        for (const name of names(4)) assert.deepEqual(s.outcomes(name), ['succeeded'], name);
      },
    });
  }

  tell({
    name: 'a dead host in a ring of ten',
    why: [
      'rancher/fleet #594: one cluster that is gone for weeks holds a rollout for ever; others count it as done.',
      'It counts as not healthy and its ring may do with nine of ten; when it is back it is patched in a window, not at once at noon.',
    ],
    files: fleet({
      hosts: [...names(10).map((name) => debian(name, { ring: 'pilot' })), debian('last-01', { ring: 'production' })],
      more: november({
        rings: [
          '{ name: pilot, hosts: { ring: pilot }, soak: P1D, success: { healthy: 90%, minimum: 5 }, maxUnavailable: { total: 3 } }',
          '{ name: production, hosts: { ring: production } }',
        ],
      }),
    }),
    course(s) {
      s.until('2026-11-14T12:00');
      s.happens('web-10 dies', () => s.lose('web-10'));
      s.until('2026-11-22T12:00');
      assert.equal(s.made.interventions.filter((one) => one.outcome === 'succeeded').length, 9);
      s.ask('web-10', 'last-01');
      s.until('2026-11-29T12:00');
      assert.deepEqual(s.outcomes('last-01'), ['succeeded'], 'nine of ten are enough');
      s.until('2026-12-09T12:00');
      s.happens('after three and a half weeks web-10 is back, on a Wednesday', () => s.hear('web-10'));
      assert.equal(s.state('Host/web-10'), 'window-closed');
      s.ask('web-10');
      s.until('2026-12-13T12:00');
      assert.deepEqual(s.outcomes('web-10'), ['succeeded']);
      assert.ok(s.work('web-10')[0]!.startedAt >= paris('2026-12-12T20:00'));
    },
  });

  tell({
    name: 'a proven host falls ill while its ring soaks',
    why: [
      'Kargo #5128: once verified is for ever verified; later stages go ahead over a canary that has died since.',
      'Health is judged anew with every plan: the permit of later rings goes with it, and comes back with it.',
    ],
    files: fleet({
      hosts: [
        debian('web-01', { ring: 'pilot', checks: web }),
        debian('web-02', { ring: 'pilot', checks: web }),
        debian('last-01', { ring: 'production' }),
      ],
      more: november({
        rings: [
          '{ name: pilot, hosts: { ring: pilot }, soak: P3D, success: { minimum: 2 } }',
          '{ name: production, hosts: { ring: production } }',
        ],
      }),
    }),
    course(s) {
      s.until('2026-11-23T12:00');
      assert.equal(s.state('Host/last-01'), 'ring-soaking');
      s.ask('last-01');
      s.happens('the site on web-01 stops answering', (made) => void (made.world.machines['web-01']!.stopped.probes = ['site']));
      s.ask('web-01');
      s.until('2026-11-29T11:00');
      assert.deepEqual(s.holds('Host/last-01'), ['ring-waits']);
      assert.deepEqual(s.outcomes('last-01'), []);
      s.ask('last-01');
      s.happens('somebody repairs it', (made) => void byHand(made.world, { host: 'web-01', act: 'start-services' }, made.now));
      s.until('2026-11-29T12:00');
      assert.deepEqual(s.outcomes('last-01'), ['succeeded']);
    },
  });

  tell({
    name: 'two domain controllers on two pairs',
    // said when it is declared; and if it were not, it would still not happen
    refused: true,
    why: [
      'Configuration Manager knows one group for each device: two clusters, each with one of the two DCs, drain at once.',
      'A set that is kept apart counts across pairs and customers: the second host waits, though its own pair is free.',
    ],
    files: fleet({
      settings: '  keepApart: [{ name: domain-controllers, members: [dc-01, dc-02], max: 1 }]\n',
      hosts: [...pair('hv-01', 'hv-02'), ...pair('hv-03', 'hv-04')],
      vms: [
        vm('dc-01', 'hv-01', 'hv-02', { role: 'domain-controller' }),
        vm('dc-02', 'hv-03', 'hv-04', { role: 'domain-controller' }),
      ],
      more: november({ rings: ['{ name: all, hosts: { ring: all }, maxUnavailable: { total: 4 } }'] }),
    }),
    builds: { 'hv-02': current, 'hv-04': current },
    course(s) {
      s.reach(reached('hv-01', 'install'));
      s.ask('hv-03');
      assert.deepEqual(s.holds('Host/hv-03'), ['keep-apart']);
      s.until('2026-11-22T12:00');
      const [first, second] = ['hv-01', 'hv-03'].map((name) => s.work(name)[0]!);
      assert.ok(second!.startedAt >= first!.endedAt!, 'never both at once');
      assert.deepEqual([first!.outcome, second!.outcome], ['succeeded', 'succeeded']);
    },
  });

  tell({
    name: 'the emergency lane overtakes',
    why: [
      'An exploited hole is fixed on a Tuesday; the monthly rollout has announced Saturday, and tools know one queue.',
      'The emergency lane tells people at once, needs no window and keeps pairs whole; the normal rollout then has nothing left to do.',
    ],
    files: fleet({
      hosts: pair('hv-01', 'hv-02'),
      vms: [vm('app-01', 'hv-01', 'hv-02'), vm('db-01', 'hv-02', 'hv-01')],
      more: november(),
    }),
    course(s) {
      s.until('2026-11-17T14:00');
      assert.equal(s.state('Host/hv-01'), 'notice-running');
      s.ask('hv-01');
      const urgent = [
        baseline('2026-11-oob', { build: '20348.5650', kb: 'KB5071100', severity: 'critical', released: '2026-11-17' }),
        rollout('urgent', { baseline: '2026-11-oob', lane: 'emergency', window: null }),
      ].join('---\n');
      assert.deepEqual(s.propose('an exploited hole, tonight', { 'urgent.yaml': urgent }), []);
      s.until('2026-11-18T12:00');
      assert.deepEqual([...s.outcomes('hv-01'), ...s.outcomes('hv-02')], ['succeeded', 'succeeded']);
      assert.ok(s.work('hv-01')[0]!.startedAt < paris('2026-11-17T14:01'), 'at once');
      const [first, second] = ['hv-01', 'hv-02'].map((name) => s.work(name)[0]!);
      assert.ok(second!.startedAt >= first!.endedAt!, 'one of a pair at a time in this lane, too');
      s.until('2026-11-22T12:00');
      assert.equal(s.made.interventions.length, 2, 'nothing is done twice');
      s.ask('hv-01');
    },
  });
});
