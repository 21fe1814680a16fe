/** Patching one host or guest: what fails, dies, is busy, is lost again, or has no room. */
import assert from 'node:assert/strict';
import { byHand } from '#agent/simulated-world/world.ts';
import { durationOf, minute } from '#core/model/time.ts';
import { debian, type Files, fleet, guest, maintenance, november, pair, veeam, vm } from './fleet.ts';
import { paris, reached, tell, type Telling } from './story.ts';

/** One pair, a VM at home on each side. */
const onePair = (more: Files = november()) =>
  fleet({
    hosts: pair('hv-01', 'hv-02'),
    vms: [vm('app-01', 'hv-01', 'hv-02'), vm('db-01', 'hv-02', 'hv-01')],
    more,
  });
const downgrade = (s: Telling, host: string) => {
  const { disk } = s.made.world.machines[host]!;
  assert.ok(disk.patch.type === 'debian');
  disk.patch.packages['jq'] = '1.6-2.1';
};

describe('scenarios: patching', () => {
  tell({
    name: 'a host dies holding its grant',
    why: [
      'kured hands the lock on when its lease runs out: the next node reboots into an outage (Leases, not locks).',
      'A silent holder keeps its slot and its partner for as long as it takes; a person is asked, and nobody else of its site starts.',
    ],
    files: fleet({
      hosts: [...pair('hv-01', 'hv-02'), debian('web-01')],
      vms: [vm('app-01', 'hv-01', 'hv-02'), vm('db-01', 'hv-02', 'hv-01')],
      more: november(),
    }),
    course(s) {
      s.until('2026-11-21T20:15');
      s.fault('while it installs, hv-01 loses its power', { host: 'hv-01', kind: 'power-loss' });
      s.until('2026-11-21T23:30');
      s.ask('hv-01', 'hv-02', 'web-01');
      assert.equal(s.state('Host/hv-01'), 'needs-person');
      s.until('2026-11-28T23:30');
      assert.ok(s.holds('Host/hv-02').includes('partner-busy'), s.holds('Host/hv-02').join());
      assert.ok(s.holds('Host/web-01').includes('budget-spent'), s.holds('Host/web-01').join());
      assert.deepEqual(s.outcomes('hv-02'), []);
      assert.deepEqual(s.copies('app-01')['hv-02']!.split(' ')[0], 'Running', 'service goes on beside it');
      s.happens('somebody switches hv-01 on again', () =>
        assert.deepEqual(byHand(s.made.world, { host: 'hv-01', act: 'power-on' }, s.made.now), { ok: true }),
      );
      s.until('2026-11-30T12:00');
      s.ask('hv-01');
      assert.notEqual(s.outcomes('hv-01')[0], 'succeeded');
    },
  });

  tell({
    name: 'the newest restore point is three days old',
    why: [
      'The SLA scripts of VeeamHub cannot see VMs that were never backed up; Azure Update Manager does not look at all.',
      'Without a good backup young enough nothing is touched, and which VM lacks it is said; the nightly job lifts the hold by itself.',
    ],
    files: onePair({ ...november(), 'backup.yaml': veeam('hv-02', 'PT36H', true) }),
    course(s) {
      s.until('2026-11-21T19:30');
      s.fault('the newest restore points of the VMs on hv-01 turn out to be three days old', {
        host: 'hv-01',
        kind: 'backup-old',
      });
      s.until('2026-11-21T20:30');
      assert.deepEqual(s.holds('Host/hv-01'), ['backup-stale']);
      assert.deepEqual(s.outcomes('hv-01'), []);
      s.ask('hv-01');
      s.until('2026-11-22T12:00');
      assert.deepEqual(s.outcomes('hv-01'), ['succeeded']);
      // the job of that night ended before it began
      assert.ok(s.work('hv-01')[0]!.startedAt > paris('2026-11-21T22:00'));
    },
  });

  tell({
    name: 'a backup job runs during the drain',
    why: [
      'A failover under a running backup fails half-way, or takes the job with it; CAU just retries the node.',
      'The VM that is being backed up is waited for where it serves; what has moved stays moved, and the drain goes on by itself.',
    ],
    files: fleet({
      hosts: pair('hv-01', 'hv-02'),
      vms: [vm('app-01', 'hv-01', 'hv-02', { order: 1 }), vm('erp-01', 'hv-01', 'hv-02', { order: 2 })],
      more: { ...november(), 'backup.yaml': veeam('hv-02', 'PT72H', false) },
    }),
    course(s) {
      s.reach(reached('hv-01', 'drain/app-01/start'));
      s.fault('somebody starts a backup by hand: 50 minutes', { host: 'hv-01', kind: 'backup-long', minutes: 50 });
      s.until('2026-11-21T20:30');
      assert.equal(s.state('Host/hv-01'), 'running');
      assert.equal(s.copies('erp-01')['hv-01'], 'Running primary Replicating');
      s.ask('hv-01');
      s.until('2026-11-22T12:00');
      const [work] = s.work('hv-01');
      const stop = work!.steps.find(({ step }) => step === 'drain/erp-01/stop')!;
      assert.ok(stop.claimedAt - work!.startedAt > 50 * minute);
      assert.equal(work!.steps.filter(({ state }) => state !== 'done').length, 0, 'no step failed');
      assert.deepEqual(s.outcomes('hv-01'), ['succeeded']);
    },
  });

  tell({
    name: 'the rollback itself fails',
    why: [
      'An installer that reports "rolled back" on a machine that boots to the new build and a dead service is believed by most tools.',
      'Neither patched nor back is a state of its own, loud, with what was seen; VMs stay on the partner, and the rollout is halted.',
    ],
    files: onePair(),
    course(s) {
      s.until('2026-11-21T19:59');
      s.fault('after this update vmms does not start on hv-01', { host: 'hv-01', kind: 'verify-service-stopped', name: 'vmms' });
      s.fault('and uninstalling it will not work either', { host: 'hv-01', kind: 'rollback-fails' });
      s.until('2026-11-22T12:30');
      s.ask('hv-01', 'hv-02');
      // its build is the declared one: that alone is no success
      assert.equal(s.state('Host/hv-01'), 'needs-person');
      assert.deepEqual(s.outcomes('hv-01'), ['failed']);
      assert.match(s.work('hv-01')[0]!.why, /vmms is stopped.*rollback failed/);
      assert.equal(s.copies('app-01')['hv-02']!.split(' ')[0], 'Running');
      assert.ok(s.holds('Host/hv-02').includes('ring-halted'));
      s.until('2026-12-06T12:30');
      assert.equal(s.work('hv-01').length, 1, 'nothing retries');
    },
  });

  tell({
    name: 'one attempt is one attempt',
    why: [
      'Argo CD #22639: a retry limit of 0 retries once more, and a failed hook loops all night.',
      'What failed is never tried again by itself; a reviewed commit that raises attempt tries once more, and once only.',
    ],
    files: fleet({ hosts: [debian('web-01')], more: november() }),
    course(s) {
      s.until('2026-11-21T19:59');
      s.fault('apt fails on web-01 whenever it is asked', { host: 'web-01', kind: 'install-fails', times: null });
      s.until('2026-12-06T13:00');
      assert.equal(s.work('web-01').length, 1);
      s.ask('web-01');
      assert.deepEqual(s.propose('try again', november({ attempt: 2 })), []);
      s.until('2026-12-20T13:00');
      assert.equal(s.work('web-01').length, 2);
      assert.equal(s.steps('web-01').filter((step) => step === 'install').length, 1);
      assert.equal(s.state('Host/web-01'), 'needs-person');
      s.happens('the package source is repaired', (made) => void (made.world.faults = []));
      s.until('2026-12-27T13:00');
      assert.equal(s.work('web-01').length, 2, 'still nobody asked for a third');
      s.propose('now it works', november({ attempt: 3 }));
      s.until('2027-01-03T13:00');
      assert.deepEqual(s.outcomes('web-01').at(-1), 'succeeded');
    },
  });

  tell({
    name: 'two pull at one host',
    why: [
      'Argo CD #25579: self-heal and another controller set one field in turns, for days, at full speed.',
      'What is lost again is brought back after an hour, then after a day, and then it is called a fight and a person is asked.',
    ],
    files: fleet({
      settings: '  drift: { patchLevel: heal }\n',
      hosts: [debian('web-01')],
      more: {
        ...november({ window: 'nights' }),
        'window.yaml': maintenance('nights', { opens: 'cron: "0 20 * * *"', lasts: 'PT8H' }),
      },
    }),
    course(s) {
      for (let time = 1; time <= 3; time++) {
        s.reach(() => s.outcomes('web-01').filter((outcome) => outcome === 'succeeded').length === time);
        s.happens('an old script takes the update off again', () => downgrade(s, 'web-01'));
        s.ask('web-01');
      }
      assert.equal(s.state('Host/web-01'), 'needs-person');
      s.until('2026-12-05T12:00');
      assert.equal(s.work('web-01').length, 3, 'it stops pulling');
      const [first, second, third] = s.work('web-01').map((one) => one.startedAt);
      assert.ok(second! - first! >= durationOf('PT1H') && third! - second! >= durationOf('P1D'));
    },
  });

  tell({
    name: 'the partner has too little memory',
    why: [
      'A drain that finds out on the fourth VM that the other side is full has put three of them there already.',
      'Room is proven before the first move; who does not fit is told in GiB, and goes when there is room.',
    ],
    files: fleet({
      hosts: pair('hv-01', 'hv-02'),
      vms: [
        vm('app-01', 'hv-01', 'hv-02', { memory: '48GiB' }),
        vm('erp-01', 'hv-01', 'hv-02', { memory: '40GiB' }),
        vm('db-01', 'hv-02', 'hv-01', { memory: '64GiB' }),
      ],
      more: november(),
    }),
    course(s) {
      s.until('2026-11-21T21:00');
      assert.deepEqual(s.holds('Host/hv-01'), ['no-capacity']);
      assert.equal(s.made.interventions.filter((one) => one.host === 'hv-01').length, 0, 'nothing was moved');
      s.ask('hv-01', 'hv-02');
      s.happens('64 GiB of memory are put into hv-02', (made) => {
        const { hyperV } = made.world.machines['hv-02']!;
        Object.assign(hyperV!, { capacity: hyperV!.capacity + 64 * 1024 ** 3 });
      });
      s.until('2026-11-22T12:00');
      assert.deepEqual(s.outcomes('hv-01'), ['succeeded']);
    },
  });

  const appGuest = (role: string) =>
    fleet({
      hosts: [...pair('hv-01', 'hv-02', { ring: 'none' }), guest('app-01', { checks: '{ services: [W3SVC] }' })],
      vms: [vm('app-01', 'hv-01', 'hv-02', { role })],
      more: november(),
    });
  const breaks = (s: Telling) => {
    s.until('2026-11-21T19:59');
    s.fault('after this update W3SVC does not start on app-01', {
      host: 'app-01',
      kind: 'verify-service-stopped',
      name: 'W3SVC',
    });
  };

  tell({
    name: 'a guest is back within two minutes',
    why: [
      'Uninstalling a cumulative update takes half an hour that nobody has; a checkpoint forgotten afterwards fills the disk.',
      'From the decision to the old state running: two minutes; it is reported as failed, and the checkpoint goes.',
    ],
    files: appGuest('app'),
    course(s) {
      breaks(s);
      s.reach(reached('app-01', 'revert'));
      const decided = s.made.now;
      const { machines, vms } = s.made.world;
      const isBack = () => {
        const { power, disk } = machines['app-01']!;
        const runs = vms['app-01']!.copies['hv-01']!.state === 'Running';
        return runs && power === 'up' && disk.patch.type === 'windows' && disk.patch.build === '20348.5000';
      };
      s.reach(isBack);
      const took = s.made.now - decided;
      assert.ok(took <= 2 * minute, `${took / minute} min`);
      s.until('2026-11-22T12:00');
      assert.deepEqual(s.outcomes('app-01'), ['rolled-back']);
      assert.deepEqual(vms['app-01']!.copies['hv-01']!.checkpoints, []);
      s.ask('app-01');
    },
  });

  tell({
    name: 'a domain controller is never reverted',
    why: [
      'A domain controller that is taken back to a checkpoint hands out identifiers twice; many tools snapshot all guests alike.',
      'Its role forbids it: no checkpoint is made, the update is uninstalled instead, and it takes as long as it takes.',
    ],
    files: appGuest('domain-controller'),
    course(s) {
      breaks(s);
      s.until('2026-11-22T12:00');
      assert.deepEqual(s.outcomes('app-01'), ['rolled-back']);
      assert.deepEqual(s.steps('app-01'), ['install', 'reboot', 'rollback', 'rollback-reboot']);
      s.ask('app-01');
    },
  });
});
