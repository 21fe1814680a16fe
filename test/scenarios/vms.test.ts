/** Work on VMs: failovers that are interrupted, migrations that turn round, replication that is healed, replicas that are tested. */
import assert from 'node:assert/strict';
import { vmName } from '#core/model/ids.ts';
import { day } from '#core/model/time.ts';
import { type Files, fleet, migration, november, pair, standardReplication, vm } from './fleet.ts';
import { current, paris, reached, tell, type Telling } from './story.ts';

const app = vmName('app-01');
const policy = { policy: 'standard' };
const hosts = ['hv-01', 'hv-02', 'hv-03', 'hv-04'];
const patched = Object.fromEntries(hosts.map((name) => [name, current]));
const replicating = { 'hv-01': 'Running primary Replicating', 'hv-02': 'Off replica Replicating' };
const away = { 'hv-01': 'Off replica Replicating', 'hv-02': 'Running primary Replicating' };

const followed = (more: Files = {}, settings = '', replication = '') =>
  fleet({
    settings,
    hosts: pair('hv-01', 'hv-02'),
    vms: [vm('app-01', 'hv-01', 'hv-02', policy)],
    more: { 'replication.yaml': standardReplication(replication), ...more },
  });
/** The VMs of one pair go to another. */
const moving = (files: Files) =>
  fleet({
    hosts: [...pair('hv-01', 'hv-02'), ...pair('hv-03', 'hv-04')],
    vms: [vm('app-01', 'hv-01', 'hv-02', policy), vm('db-01', 'hv-01', 'hv-02', policy), vm('erp-01', 'hv-01', 'hv-02', policy)],
    more: { 'replication.yaml': standardReplication(), ...files },
  });
/** As if somebody had failed it over by hand, and reversed. */
const failOverByHand = (s: Telling) => {
  const [p, r] = ['hv-01', 'hv-02'].map((name) => s.made.world.vms['app-01']!.copies[name]!);
  Object.assign(p!, { state: 'Off', heartbeat: 'none', replication: { ...p!.replication!, mode: 'replica' } });
  Object.assign(r!, { state: 'Running', heartbeat: 'ok', data: p!.data, replication: { ...r!.replication!, mode: 'primary' } });
};

describe('scenarios: VMs', () => {
  tell({
    name: 'the controller stops half-way through a failover',
    why: [
      'A script that dies between prepare and takeover leaves a VM that runs nowhere, and nobody who knows how far it came.',
      'The host finishes its step; the controller, back without memory, reads both hosts and goes forward from where they stand.',
    ],
    files: fleet({
      hosts: pair('hv-01', 'hv-02'),
      vms: [vm('app-01', 'hv-01', 'hv-02'), vm('db-01', 'hv-02', 'hv-01')],
      more: november(),
    }),
    builds: { 'hv-02': current },
    course(s) {
      s.reach(reached('hv-01', 'drain/app-01/prepare'));
      s.made.away(paris('2026-11-21T20:40'));
      s.made.settle();
      s.ask('hv-01', 'app-01');
      s.until('2026-11-22T12:00');
      assert.deepEqual(s.outcomes('hv-01'), ['succeeded']);
      const names = s.steps('hv-01');
      assert.equal(new Set(names).size, names.length, 'no step is done twice');
      assert.deepEqual(s.copies('app-01'), replicating);
    },
  });

  tell({
    name: 'split brain during a drain',
    why: [
      'A tool that "repairs" two running copies picks one, and throws away a morning of orders with the other.',
      'Everything on the pair stops where it is, for as long as it takes; which copy is right is asked, never decided.',
    ],
    files: fleet({
      hosts: pair('hv-01', 'hv-02'),
      vms: [vm('app-01', 'hv-01', 'hv-02', { order: 1 }), vm('db-01', 'hv-01', 'hv-02', { order: 2 })],
      more: november(),
    }),
    mayLose: true,
    course(s) {
      s.reach(reached('hv-01', 'drain/app-01/start', 'done'));
      s.fault('somebody starts the replica of db-01 as well', { host: 'hv-01', kind: 'split-brain', vm: vmName('db-01') });
      const before = s.steps('hv-01').length;
      s.until('2026-11-28T23:00');
      s.ask('hv-01', 'hv-02', 'db-01');
      for (const key of ['Host/hv-01', 'VirtualMachine/db-01']) assert.equal(s.state(key), 'needs-person');
      assert.equal(s.steps('hv-01').length, before, 'not one step in a week');
      assert.deepEqual(s.work('hv-02'), []);
    },
  });

  const erp = (more: { readonly onFailure?: string } = {}) => ({
    'migration.yaml': migration('erp', {
      ...more,
      waves: [
        '{ name: first, vms: [app-01], to: { host: hv-03 }, soak: P1D }',
        '{ name: second, vms: [db-01, erp-01], to: { host: hv-03 } }',
      ],
    }),
  });

  tell({
    name: 'the first VM of a migration fails',
    why: [
      'Migrations are run as a list over a weekend: the first VM does not come up, and the other forty go after it.',
      'It goes back to where it ran, the migration is halted, and no VM of the second wave is touched until a commit says so.',
    ],
    files: moving(erp()),
    builds: patched,
    course(s) {
      s.until('2026-11-14T19:00');
      s.fault('the network of hv-03 is set up wrongly: no heartbeat from app-01 there', {
        host: 'hv-03',
        kind: 'heartbeat-lost',
        vm: app,
        times: null,
      });
      s.until('2026-11-29T12:00');
      s.ask('VirtualMachine/app-01', 'VirtualMachine/db-01');
      assert.deepEqual(s.outcomes('app-01'), ['rolled-back']);
      assert.equal(s.copies('app-01')['hv-01'], 'Running primary Replicating');
      for (const name of ['db-01', 'erp-01']) assert.deepEqual(s.work(name), [], name);
      assert.ok(s.holds('VirtualMachine/db-01').includes('ring-halted'));
      s.happens('its network is put right', (made) => void (made.world.faults = []));
      const again = { 'migration.yaml': `${erp()['migration.yaml']}  attempt: 2\n` };
      assert.deepEqual(s.propose('again', again), []);
      s.until('2026-12-13T19:00');
      for (const name of ['app-01', 'db-01', 'erp-01']) assert.equal(s.copies(name)['hv-03']!.split(' ')[0], 'Running', name);
    },
  });

  tell({
    name: 'the way back of a migration',
    why: [
      'The old copy is deleted on the night of the move, and on Monday the month-end run does not work on the new host.',
      'It is kept, replicated, for the week that was promised; then, and only after that, it goes and the new replica is set up.',
    ],
    files: moving({ 'migration.yaml': migration('erp', { waves: ['{ name: first, vms: [app-01], to: { host: hv-03 } }'] }) }),
    builds: patched,
    course(s) {
      s.until('2026-11-20T12:00');
      const [move] = s.work('app-01');
      assert.equal(move!.outcome, 'succeeded');
      assert.equal(s.copies('app-01')['hv-01'], 'Off replica Replicating', 'the way back');
      s.ask('VirtualMachine/app-01');
      s.until('2026-11-22T19:00');
      s.ask('VirtualMachine/app-01');
      const finish = s.work('app-01').find((one) => one.kind === 'finish-migration');
      assert.ok(finish && finish.startedAt >= move!.verifiedAt! + 7 * day);
      assert.equal(finish.outcome, 'succeeded');
      assert.deepEqual(s.copies('app-01'), { 'hv-03': 'Running primary Replicating', 'hv-04': 'Off replica Replicating' });
      assert.match(finish.steps.at(-1)!.step, /^finish\/app-01\/delete|^finish\/delete/, 'what cannot be taken back comes last');
    },
  });

  tell({
    name: 'replication breaks and is healed in the window',
    why: [
      'Replication breaks on a Monday, mails are filtered, and on the day of the fire the copy is eleven weeks old.',
      'It is told at once, with when it will be repaired; that is done in the next window, without touching the VM.',
    ],
    files: followed(),
    builds: patched,
    course(s) {
      s.until('2026-11-16T09:00');
      s.fault('the line between the hosts fails: replication of app-01 is in error', {
        host: 'hv-01',
        kind: 'replication-critical',
        vm: app,
      });
      s.until('2026-11-16T09:30');
      s.read('app-01');
      assert.equal(s.state('VirtualMachine/app-01'), 'window-closed');
      s.until('2026-11-22T12:00');
      assert.deepEqual(s.outcomes('app-01'), ['succeeded']);
      assert.deepEqual(s.copies('app-01'), replicating);
      assert.ok(
        s.work('app-01')[0]!.steps.every(({ kind }) => kind.startsWith('replication.')),
        'the VM itself is not touched',
      );
      s.ask('app-01');
    },
  });

  for (const drift of ['heal', 'report', 'propose'] as const) {
    const promise = {
      heal: 'heal: it goes home in the next window, announced like any other work.',
      report: 'report: it is told with its line, and nothing moves.',
      propose: 'propose: it is told, with the pull request that would make the new place the declared one; nothing moves.',
    };
    tell({
      name: `a VM was failed over by hand: ${drift}`,
      why: [
        'Self-healing that moves a VM back while somebody repairs its host is worse than none; so is drift nobody hears of.',
        promise[drift],
      ],
      files: followed({}, `  drift: { placement: ${drift} }\n`),
      builds: patched,
      course(s) {
        s.until('2026-11-17T09:00');
        s.happens('somebody fails app-01 over to hv-02', () => failOverByHand(s));
        s.read('app-01');
        s.until('2026-11-22T12:00');
        s.ask('app-01');
        const verdict = s.verdict('VirtualMachine/app-01');
        if (drift === 'heal') {
          assert.deepEqual(s.outcomes('app-01'), ['succeeded']);
          assert.deepEqual(s.copies('app-01'), replicating);
          return;
        }
        assert.deepEqual(s.made.interventions, []);
        assert.deepEqual(s.copies('app-01'), away);
        const told = 'drift' in verdict ? verdict.drift : undefined;
        assert.deepEqual(
          told?.map((one) => [one.field, one.declared, one.observed, one.policy]),
          [['placement', 'hv-01', 'hv-02', drift]],
        );
      },
    });
  }

  tell({
    name: 'a tested replica does not start',
    why: [
      'A replica that was never started is a hope; a test VM that is left behind eats the memory the failover will need.',
      'Every 90 days it is started without network; when it does not come up that is told, and the test VM is gone all the same.',
    ],
    files: followed({}, '', '  testFailover: { every: P90D, within: PT15M }\n'),
    builds: patched,
    course(s) {
      s.until('2026-11-14T19:00');
      s.fault('the boot loader of the replica is damaged', { host: 'hv-02', kind: 'test-never-boots', vm: app });
      s.until('2026-11-15T12:00');
      s.ask('app-01');
      assert.deepEqual(s.outcomes('app-01'), ['failed']);
      for (const copy of Object.values(s.made.world.vms['app-01']!.copies)) assert.equal(copy.test, null, 'cleaned up');
      assert.deepEqual(s.copies('app-01'), replicating);
      assert.equal(s.steps('app-01').at(-1), 'test/end');
    },
  });
});
