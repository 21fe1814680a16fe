import assert from 'node:assert/strict';
import type { Order } from '#core/model/action.ts';
import { minute } from '#core/model/time.ts';
import { type FaultSwitch, type WorldState, byHand, setFault } from '#agent/simulated-world/world.ts';
import { app, copyOf, GiB, hvA, hvB, hvC, lone, order, outcome, run, vmOn, wait, wideWorld } from './fixture.ts';

const vm = app;
const settings = { frequency: 300, recoveryPoints: 4 };
const enable = (to = hvC, moved = lone): Order => order('replication.enable', { vm: moved, to, ...settings });
const startInitial = (moved = lone): Order => order('replication.start', { vm: moved });
const set = (frequency: number, recoveryPoints = 4): Order => order('replication.set', { vm, frequency, recoveryPoints });
const resume = (resynchronize = false): Order => order('replication.resume', { vm, resynchronize });
const remove = order('replication.remove', { vm });
const demote = order('replication.demote', { vm });
const fault = (world: WorldState, one: FaultSwitch) => assert.deepEqual(setFault(world, one, world.now), { ok: true });

describe('replication', () => {
  it('is set up from the host that runs the VM, and takes as long as its disks are large', () => {
    const times: number[] = [];
    for (const disk of [32 * GiB, 320 * GiB]) {
      const world = wideWorld((small) => ({
        ...small,
        vms: small.vms.map((one) => (one.name === lone ? { ...one, disk } : one)),
      }));
      assert.equal(outcome(world, hvB, enable()), 'done');
      assert.deepEqual(
        [copyOf(world, hvB, lone), copyOf(world, hvC, lone)],
        ['Running primary ReadyForInitialReplication Warning', 'Off replica ReadyForInitialReplication Warning'],
      );
      assert.equal(outcome(world, hvB, enable()), 'nothing');
      assert.equal(outcome(world, hvB, startInitial()), 'done');
      assert.equal(outcome(world, hvB, startInitial()), 'nothing');
      const from = world.now;
      while (copyOf(world, hvB, lone) !== 'Running primary Replicating Normal') {
        assert.match(copyOf(world, hvB, lone), /Warning$/);
        wait(world, 1);
      }
      assert.equal(copyOf(world, hvC, lone), 'Off replica Replicating Normal');
      times.push((world.now - from) / minute);
    }
    assert.ok(times[0]! < 15 && times[1]! > 45, String(times));
  });

  it('tells frequency and recovery points on the primary only, and changes them there for both', () => {
    const world = wideWorld();
    assert.equal(outcome(world, hvA, set(300)), 'nothing');
    assert.equal(outcome(world, hvA, set(900, 8)), 'done');
    const { frequency, recoveryPoints, partner } = vmOn(world, hvA, app).replication!;
    assert.deepEqual([frequency, recoveryPoints, partner], [900, 8, hvB]);
    assert.equal('frequency' in vmOn(world, hvB, app).replication!, false);
    for (const [on, kind] of [
      [hvA, 'vm.stop'],
      [hvA, 'failover.prepare'],
      [hvB, 'failover.start'],
    ] as const) {
      assert.equal(outcome(world, on, order(kind, { vm })), 'done');
    }
    assert.equal(outcome(world, hvB, order('failover.reverse', { vm, to: hvA })), 'done');
    assert.equal(vmOn(world, hvB, app).replication!.frequency, 900);
  });

  it('is removed on each side by itself; the other side finds out some time later, and keeps its copy', () => {
    const world = wideWorld();
    assert.equal(outcome(world, hvA, remove), 'done');
    assert.equal(outcome(world, hvA, remove), 'nothing');
    assert.deepEqual([copyOf(world, hvA, app), copyOf(world, hvB, app)], ['Running', 'Off replica Replicating Warning']);
    wait(world, 20);
    assert.equal(copyOf(world, hvB, app), 'Off replica Error Critical');
    assert.equal(outcome(world, hvB, order('vm.start', { vm })), 'hyper-v.invalid-state');
    assert.equal(outcome(world, hvB, remove), 'done');
    assert.deepEqual([copyOf(world, hvA, app), copyOf(world, hvB, app)], ['Running', 'Off']);
  });

  it('goes on when the replica forgets it, until the primary finds out', () => {
    const world = wideWorld();
    assert.equal(outcome(world, hvB, remove), 'done');
    wait(world, 20);
    assert.equal(copyOf(world, hvA, app), 'Running primary Error Critical');
    assert.equal(outcome(world, hvA, resume()), 'hyper-v.invalid-state');
  });

  it('starts over where it was cut off', () => {
    const world = wideWorld();
    run(world, hvB, enable());
    run(world, hvB, startInitial());
    wait(world, 2);
    fault(world, { host: hvC, kind: 'link-down', minutes: 60 });
    wait(world, 59);
    assert.match(copyOf(world, hvB, lone), /InitialReplicationInProgress Warning$/);
    wait(world, 20);
    assert.equal(copyOf(world, hvB, lone), 'Running primary Replicating Normal');
  });

  describe('refuses', () => {
    const cases: readonly {
      name: string;
      before?: (world: WorldState) => void;
      on?: string;
      order: Order;
      code: string;
    }[] = [
      { name: 'a second relation', order: enable(hvC, app), code: 'hyper-v.invalid-state' },
      { name: 'to extend from the replica', on: hvB, order: enable(hvC, app), code: 'hyper-v.invalid-state' },
      { name: 'itself as a partner', on: hvB, order: enable(hvB), code: 'hyper-v.invalid-argument' },
      {
        name: 'a frequency that Hyper-V does not know',
        on: hvB,
        order: order('replication.enable', { vm: lone, to: hvC, frequency: 60, recoveryPoints: 4 }),
        code: 'hyper-v.invalid-argument',
      },
      { name: 'more than 24 recovery points', order: set(300, 25), code: 'hyper-v.invalid-argument' },
      {
        name: 'a partner that is down',
        before: (world) => fault(world, { host: hvC, kind: 'power-loss' }),
        on: hvB,
        order: enable(),
        code: 'hyper-v.partner-unreachable',
      },
      {
        name: 'a partner that is not reached',
        before: (world) => fault(world, { host: hvB, kind: 'link-down' }),
        on: hvB,
        order: enable(),
        code: 'hyper-v.partner-unreachable',
      },
      {
        name: 'an expired certificate, of either host',
        before: (world) => fault(world, { host: hvC, kind: 'certificate-expires' }),
        on: hvB,
        order: enable(),
        code: 'hyper-v.certificate',
      },
      {
        name: 'a copy that is in the way',
        before: (world) => {
          run(world, hvA, remove);
          run(world, hvB, remove);
        },
        order: enable(hvB, app),
        code: 'hyper-v.exists',
      },
      {
        name: 'a target that cannot run its version',
        before: (world) => void Object.assign(world.vms[lone]!, { version: '12.0' }),
        on: hvB,
        order: enable(hvA),
        code: 'hyper-v.version',
      },
      {
        name: 'by its certificate, when told to',
        before: (world) => fault(world, { host: hvB, kind: 'enable-refused' }),
        on: hvB,
        order: enable(),
        code: 'hyper-v.operation-failed',
      },
      { name: 'to start what is not set up', on: hvB, order: startInitial(), code: 'hyper-v.invalid-state' },
      { name: 'to start on the replica', on: hvB, order: startInitial(app), code: 'hyper-v.invalid-state' },
      { name: 'to change settings on the replica', on: hvB, order: set(900), code: 'hyper-v.invalid-state' },
      {
        name: 'to resume without comparing everything when it must',
        before: (world) => fault(world, { host: hvA, kind: 'resynchronization-needed', vm: app }),
        order: resume(),
        code: 'hyper-v.invalid-state',
      },
      {
        name: 'to resume while the link is down',
        before: (world) => fault(world, { host: hvB, kind: 'link-down' }),
        order: resume(),
        code: 'hyper-v.partner-unreachable',
      },
      {
        name: 'to forget a failover that is under way',
        before: (world) => fault(world, { host: hvA, kind: 'half-state', vm: app, name: 'failed-over' }),
        order: remove,
        code: 'hyper-v.invalid-state',
      },
      { name: 'to demote a primary whose VM was not taken over', before: off, order: demote, code: 'hyper-v.invalid-state' },
      {
        name: 'to demote a copy that runs',
        before: (world) => fault(world, { host: hvA, kind: 'half-state', vm: app, name: 'split-brain' }),
        order: demote,
        code: 'hyper-v.invalid-state',
      },
      { name: 'to touch a VM it does not have', on: hvC, order: remove, code: 'hyper-v.not-found' },
    ];
    for (const { name, before, on = hvA, order: asked, code } of cases) {
      it(name, () => {
        const world = wideWorld();
        before?.(world);
        const copies = JSON.stringify(world.vms);
        assert.equal(outcome(world, on, asked), code);
        if (!code.includes('failed')) assert.equal(JSON.stringify(world.vms), copies);
      });
    }
  });

  function off(world: WorldState): void {
    assert.equal(outcome(world, hvA, order('vm.stop', { vm })), 'done');
  }

  it('is repaired by one order where nothing else is wrong', () => {
    const cases: readonly [FaultSwitch, Order, number][] = [
      [{ host: hvA, kind: 'replication-critical', vm: app }, resume(), 7],
      [{ host: hvA, kind: 'replication-suspended', vm: app }, resume(), 7],
      [{ host: hvA, kind: 'resynchronization-needed', vm: app }, resume(true), 32],
      [{ host: hvB, kind: 'link-down', vm: app, minutes: 1 }, resume(), 7],
      [{ host: hvA, kind: 'crash', minutes: 5 }, resume(true), 45],
    ];
    for (const [broken, repair, minutes] of cases) {
      const world = wideWorld();
      fault(world, broken);
      wait(world, 12);
      const { health, state } = vmOn(world, hvA, app).replication!;
      assert.notEqual(`${state} ${health}`, 'Replicating Normal', broken.kind);
      assert.equal(outcome(world, hvA, repair), 'done', broken.kind);
      wait(world, minutes);
      assert.deepEqual(
        [copyOf(world, hvA, app), copyOf(world, hvB, app)],
        ['Running primary Replicating Normal', 'Off replica Replicating Normal'],
        broken.kind,
      );
    }
  });

  it('after a crash and an unplanned failover comes back the documented way, with orders alone', () => {
    const world = wideWorld();
    fault(world, { host: hvA, kind: 'crash' });
    assert.deepEqual(byHand(world, { host: hvB, act: 'unplanned-failover', vm: app }, world.now), { ok: true });
    assert.equal(outcome(world, hvB, order('vm.start', { vm })), 'done');
    byHand(world, { host: hvA, act: 'power-on' }, world.now);
    wait(world, 10);
    assert.deepEqual(
      [copyOf(world, hvA, app), copyOf(world, hvB, app)],
      ['Off primary Error Critical', 'Running replica FailedOverWaitingCompletion Warning'],
    );
    for (const [on, asked] of [
      [hvB, order('failover.complete', { vm })],
      [hvA, demote],
      [hvB, order('failover.reverse', { vm, to: hvA })],
      [hvB, startInitial(app)],
    ] as const) {
      assert.equal(outcome(world, on, asked), 'done', asked.kind);
      assert.equal(outcome(world, on, asked), 'nothing', asked.kind);
    }
    wait(world, 30);
    assert.deepEqual(
      [copyOf(world, hvA, app), copyOf(world, hvB, app)],
      ['Off replica Replicating Normal', 'Running primary Replicating Normal'],
    );
    // What A wrote after the crash of the link is given up, knowingly: a person failed over.
    assert.equal(world.vms[app]!.losses, 1);
  });
});
