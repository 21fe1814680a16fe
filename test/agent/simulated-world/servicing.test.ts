import assert from 'node:assert/strict';
import type { Order, PatchState } from '#core/model/action.ts';
import {
  type FaultSwitch,
  advance,
  begin,
  finish,
  nextDue,
  probe,
  runningAgents,
  setFault,
} from '#agent/simulated-world/world.ts';
import { app, copyOf, dc, debian, guest, hvA, hvB, install, later, reboot, run, seen, smallWorld } from './fixture.ts';

const rollback = (build: string): Order => ({ kind: 'update.rollback', args: { to: { type: 'windows', build } } });
const apt = (packages: Record<string, string>, suite = 'bookworm'): Order => ({
  kind: 'update.install',
  args: { target: { type: 'debian', suite, packages } },
});
const refusedWith = (result: object) => ('code' in result ? result.code : 'not refused');

/** Installs, reboots and waits until everything has settled. */
function patch(world: ReturnType<typeof smallWorld>, host: string, build: string): void {
  assert.ok('changed' in run(world, host, install(build)));
  assert.ok('changed' in run(world, host, reboot));
  advance(world, later(world, 20));
}

describe('updates', () => {
  it('an install on Windows changes nothing but "reboot pending" until the reboot', () => {
    const world = smallWorld();
    const first = run(world, hvA, install('20348.4405'));
    assert.ok('changed' in first && first.changed && first.minutes > 22 && first.minutes < 28, JSON.stringify(first));
    const { patch: found, rebootPending } = seen(world, hvA);
    assert.deepEqual([found, rebootPending], [{ type: 'windows', build: '20348.4052', servicing: 'idle' }, true]);
  });

  it('the reboot brings the build on a new boot, servicing stays busy for a while, VMs come back', () => {
    const world = smallWorld();
    const before = seen(world, hvA).bootId;
    const guestBefore = seen(world, guest).bootId;
    run(world, hvA, install('20348.4405'));
    run(world, hvA, reboot);
    assert.deepEqual(runningAgents(world), [debian, hvB]);
    while (!runningAgents(world).includes(hvA)) advance(world, nextDue(world)!);
    const up = seen(world, hvA);
    assert.notEqual(up.bootId, before);
    assert.deepEqual([up.patch, up.rebootPending], [{ type: 'windows', build: '20348.4405', servicing: 'busy' }, false]);
    advance(world, later(world, 2));
    assert.deepEqual(seen(world, hvA).patch, { type: 'windows', build: '20348.4405', servicing: 'idle' });
    assert.notEqual(seen(world, guest).bootId, guestBefore);
    advance(world, later(world, 10));
    assert.equal(copyOf(world, hvA, app), 'Running primary Replicating Normal');
  });

  it('a guest takes its own update through its own reboot, its VM stays where it is', () => {
    const world = smallWorld();
    run(world, guest, install('17763.8880'));
    run(world, guest, reboot);
    assert.ok(!runningAgents(world).includes(guest));
    const vm = seen(world, hvA).hyperV?.vms.find(({ name }) => name === dc);
    assert.deepEqual([vm?.state, vm?.heartbeat], ['Running', 'lost']);
    advance(world, later(world, 10));
    assert.deepEqual(seen(world, guest).patch, { type: 'windows', build: '17763.8880', servicing: 'idle' });
  });

  it('a checkpoint takes the guest back to its old build on a new boot and makes the replica resynchronise', () => {
    const world = smallWorld();
    const checkpoint = { vm: dc, name: 'atlas-before' };
    run(world, hvA, { kind: 'checkpoint.create', args: checkpoint });
    patch(world, guest, '17763.8880');
    const patched = seen(world, guest).bootId;
    const back: Order = { kind: 'checkpoint.revert', args: checkpoint };
    assert.ok('changed' in run(world, hvA, back));
    assert.match(copyOf(world, hvA, dc), /primary Resynchronizing Warning/);
    advance(world, later(world, 5));
    assert.deepEqual(seen(world, guest).patch, { type: 'windows', build: '17763.8000', servicing: 'idle' });
    assert.notEqual(seen(world, guest).bootId, patched);
    run(world, hvA, { kind: 'vm.stop', args: { vm: dc } });
    assert.equal(refusedWith(run(world, hvA, { kind: 'failover.prepare', args: { vm: dc } })), 'hyper-v.invalid-state');
    advance(world, later(world, 30));
    assert.equal(copyOf(world, hvA, dc), 'Off primary Replicating Normal');
  });

  it('a removed checkpoint is gone at once, its VM busy until the disks are merged', () => {
    const world = smallWorld();
    const checkpoint = { vm: app, name: 'atlas-before' };
    run(world, hvA, { kind: 'checkpoint.create', args: checkpoint });
    run(world, hvA, { kind: 'checkpoint.remove', args: checkpoint });
    const vm = () => seen(world, hvA).hyperV?.vms.find(({ name }) => name === app);
    assert.deepEqual([vm()?.checkpoints, vm()?.busy], [[], true]);
    assert.equal(refusedWith(run(world, hvA, { kind: 'vm.stop', args: { vm: app } })), 'hyper-v.busy');
    advance(world, later(world, 5));
    assert.equal(vm()?.busy, false);
  });

  const previous: PatchState = { type: 'windows', build: '20348.4052' };
  it('a rollback needs its reboot, and brings the old build back', () => {
    const world = smallWorld();
    patch(world, hvA, '20348.4405');
    assert.ok('changed' in run(world, hvA, rollback(previous.build)));
    assert.equal(seen(world, hvA).rebootPending, true);
    run(world, hvA, reboot);
    advance(world, later(world, 20));
    assert.deepEqual(seen(world, hvA).patch, { ...previous, servicing: 'idle' });
  });

  it('Debian needs no reboot, but for a kernel', () => {
    const world = smallWorld();
    const first = run(world, debian, apt({ openssl: '3.0.18-1' }));
    assert.ok('changed' in first && first.changed);
    assert.deepEqual(seen(world, debian).rebootPending, false);
    run(world, debian, apt({ 'linux-image-amd64': '6.1.2' }));
    assert.deepEqual(seen(world, debian).rebootPending, true);
    run(world, debian, reboot);
    advance(world, later(world, 3));
    const { patch: found, rebootPending } = seen(world, debian);
    assert.equal(rebootPending, false);
    assert.deepEqual(found.type === 'debian' && found.packages, { openssl: '3.0.18-1', 'linux-image-amd64': '6.1.2' });
    const back = run(world, debian, {
      kind: 'update.rollback',
      args: { to: { type: 'debian', packages: { openssl: '3.0.17-1' } } },
    });
    assert.ok('changed' in back && back.changed);
  });

  describe('refuses', () => {
    const cases: readonly { name: string; before?: Order; fault?: FaultSwitch; on: string; order: Order; code: string }[] = [
      { name: 'another product’s build', on: hvA, order: install('26100.1742'), code: 'update.not-applicable' },
      { name: 'Debian packages on Windows', on: hvA, order: apt({ jq: '1.7' }), code: 'update.not-applicable' },
      { name: 'another suite', on: debian, order: apt({ jq: '1.7' }, 'trixie'), code: 'update.not-applicable' },
      {
        name: 'an update while another waits for its reboot',
        before: install('20348.4200'),
        on: hvA,
        order: install('20348.4405'),
        code: 'update.reboot-pending',
      },
      { name: 'to go back to something newer', on: hvA, order: rollback('20348.9999'), code: 'update.not-applicable' },
      {
        name: 'a full disk',
        fault: { host: hvA, kind: 'disk-full' },
        on: hvA,
        order: install('20348.4405'),
        code: 'update.disk-full',
      },
      { name: 'a host that is down', fault: { host: hvA, kind: 'power-loss' }, on: hvA, order: reboot, code: 'world.down' },
      {
        name: 'and fails when told to fail',
        fault: { host: hvA, kind: 'install-fails' },
        on: hvA,
        order: install('20348.4405'),
        code: 'update.failed',
      },
    ];
    for (const { name, before, fault, on, order, code } of cases) {
      it(name, () => {
        const world = smallWorld();
        if (before) run(world, on, before);
        if (fault) setFault(world, fault, world.now);
        assert.equal(refusedWith(run(world, on, order)), code);
      });
    }
  });

  describe('faults', () => {
    it('undoing changes: a new boot with the old build', () => {
      const world = smallWorld();
      setFault(world, { host: hvA, kind: 'undoing-changes' }, world.now);
      const boot = seen(world, hvA).bootId;
      run(world, hvA, install('20348.4405'));
      run(world, hvA, reboot);
      advance(world, later(world, 40));
      assert.deepEqual(seen(world, hvA).patch, { ...previous, servicing: 'idle' });
      assert.notEqual(seen(world, hvA).bootId, boot);
      patch(world, hvA, '20348.4405');
      assert.equal(seen(world, hvA).patch.type === 'windows' && seen(world, hvA).rebootPending, false);
    });

    it('a service is stopped after the update and runs again after the rollback', () => {
      const world = smallWorld();
      setFault(world, { host: hvA, kind: 'verify-service-stopped', name: 'vmms' }, world.now);
      patch(world, hvA, '20348.4405');
      assert.deepEqual(seen(world, hvA).services, { vmms: 'stopped', w32time: 'running' });
      run(world, hvA, rollback(previous.build));
      run(world, hvA, reboot);
      advance(world, later(world, 20));
      assert.deepEqual(seen(world, hvA).services, { vmms: 'running', w32time: 'running' });
      patch(world, hvA, '20348.4405');
      assert.equal(seen(world, hvA).services['vmms'], 'running');
    });

    it('a probe fails after an update of Debian packages', () => {
      const world = smallWorld();
      setFault(world, { host: debian, kind: 'verify-probe-failed', name: 'web' }, world.now);
      run(world, debian, apt({ openssl: '3.0.18-1' }));
      assert.deepEqual(seen(world, debian).probes, { web: 'failed' });
    });

    it('a rollback that cannot be done says so and changes nothing', () => {
      const world = smallWorld();
      patch(world, hvA, '20348.4405');
      setFault(world, { host: hvA, kind: 'rollback-fails' }, world.now);
      assert.equal(refusedWith(run(world, hvA, rollback(previous.build))), 'update.not-removable');
      assert.deepEqual(seen(world, hvA).patch, { type: 'windows', build: '20348.4405', servicing: 'idle' });
    });

    it('slow makes one operation take longer', () => {
      const world = smallWorld();
      setFault(world, { host: hvB, kind: 'slow', factor: 4 }, world.now);
      const slow = run(world, hvB, install('20348.4405'));
      assert.ok('minutes' in slow && slow.minutes > 88, JSON.stringify(slow));
    });

    it('a lost heartbeat stays lost until the next start', () => {
      const world = smallWorld();
      setFault(world, { host: hvA, kind: 'heartbeat-lost', vm: app }, world.now);
      const heartbeat = () => seen(world, hvA).hyperV?.vms.find(({ name }) => name === app)?.heartbeat;
      for (const wanted of ['lost', 'ok']) {
        run(world, hvA, { kind: 'vm.stop', args: { vm: app } });
        run(world, hvA, { kind: 'vm.start', args: { vm: app } });
        advance(world, later(world, 10));
        assert.equal(heartbeat(), wanted);
      }
    });
  });
});

describe('what became of an operation', () => {
  const order = install('20348.4405');
  const outcome = (world: ReturnType<typeof smallWorld>, of = order) =>
    probe(world, hvA, 'x', of, 'hv-a-boot-1', world.now).outcome;

  it('is "not done" before it began, "running" until it is due, then "done"', () => {
    const world = smallWorld();
    assert.equal(outcome(world), 'not-done');
    begin(world, hvA, order, 'x', world.now);
    assert.equal(outcome(world), 'running');
    advance(world, later(world, 40));
    assert.equal(outcome(world), 'done');
  });

  it('is "not done" when the host lost its power in the middle', () => {
    const world = smallWorld();
    begin(world, hvA, order, 'x', world.now);
    setFault(world, { host: hvA, kind: 'power-loss', minutes: 5 }, later(world, 1));
    advance(world, later(world, 60));
    assert.equal(outcome(world), 'not-done');
    assert.equal(refusedWith((finish(world, hvA, 'x', world.now) as { refusal: object }).refusal), 'interrupted');
    assert.equal(seen(world, hvA).rebootPending, false);
  });

  it('of a reboot is told by the boot id', () => {
    const world = smallWorld();
    assert.equal(outcome(world, reboot), 'not-done');
    run(world, hvA, reboot);
    advance(world, later(world, 10));
    assert.equal(outcome(world, reboot), 'done');
  });

  it('is "unknown" when the fault says so', () => {
    const world = smallWorld();
    setFault(world, { host: hvA, kind: 'probe-unknown' }, world.now);
    assert.equal(outcome(world), 'unknown');
  });
});
