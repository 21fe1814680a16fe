import assert from 'node:assert/strict';
import { type FaultSwitch, type WorldState, setFault } from '#agent/simulated-world/world.ts';
import { app, copyOf, GiB, hvA, hvB, hvC, order, outcome, reboot, run, smallWorld, vmOn, wait, wideWorld } from './fixture.ts';

const vm = app;
const test = order('failover.test', { vm });
const end = order('failover.test-end', { vm });
const fault = (world: WorldState, one: FaultSwitch) => assert.deepEqual(setFault(world, one, world.now), { ok: true });

describe('test failover', () => {
  it('starts a second VM beside the replica, which the service does not notice', () => {
    const world = smallWorld();
    assert.equal('test' in vmOn(world, hvB, app), false);
    assert.equal(outcome(world, hvB, test), 'done');
    assert.equal(outcome(world, hvB, test), 'nothing');
    assert.deepEqual(vmOn(world, hvB, app).test, { state: 'Running', heartbeat: 'none' });
    wait(world, 4);
    assert.deepEqual(vmOn(world, hvB, app).test, { state: 'Running', heartbeat: 'ok' });
    assert.deepEqual(
      [copyOf(world, hvA, app), copyOf(world, hvB, app)],
      ['Running primary Replicating Normal', 'Off replica Replicating Normal'],
    );
    assert.equal(outcome(world, hvB, end), 'done');
    assert.equal(outcome(world, hvB, end), 'nothing');
    assert.equal('test' in vmOn(world, hvB, app), false);
  });

  it('may find that the copy never boots', () => {
    const world = smallWorld();
    fault(world, { host: hvB, kind: 'test-never-boots', vm: app });
    assert.equal(outcome(world, hvB, test), 'done');
    wait(world, 60);
    assert.deepEqual(vmOn(world, hvB, app).test, { state: 'Running', heartbeat: 'none' });
    assert.equal(outcome(world, hvB, end), 'done');
  });

  it('leaves a test VM that is off when its host boots, and it can still be ended', () => {
    const world = smallWorld();
    run(world, hvB, test);
    run(world, hvB, reboot);
    wait(world, 12);
    assert.deepEqual(vmOn(world, hvB, app).test, { state: 'Off', heartbeat: 'none' });
    assert.equal(outcome(world, hvB, end), 'done');
  });

  it('to end one never takes a real failover back', () => {
    const world = smallWorld();
    fault(world, { host: hvA, kind: 'half-state', vm: app, name: 'failed-over-running' });
    assert.equal(outcome(world, hvB, end), 'nothing');
    assert.equal(copyOf(world, hvB, app), 'Running replica FailedOverWaitingCompletion Warning');
  });

  const cases: readonly [string, (world: WorldState) => void, string, ReturnType<typeof order>, string][] = [
    ['on the primary', () => undefined, hvA, test, 'hyper-v.invalid-state'],
    ['where there is no copy', () => undefined, hvC, test, 'hyper-v.not-found'],
    [
      'while everything is compared',
      (world) => {
        fault(world, { host: hvA, kind: 'resynchronization-needed', vm: app });
        run(world, hvA, order('replication.resume', { vm, resynchronize: true }));
      },
      hvB,
      test,
      'hyper-v.invalid-state',
    ],
    [
      'without memory for it',
      (world) => void Object.assign(world.machines[hvB]!.hyperV!, { capacity: 10 * GiB }),
      hvB,
      test,
      'hyper-v.out-of-memory',
    ],
    ['twice over: no failover', tested, hvB, order('failover.start', { vm }), 'hyper-v.invalid-state'],
    ['twice over: no end of replication', tested, hvB, order('replication.remove', { vm }), 'hyper-v.invalid-state'],
  ];
  for (const [name, before, on, asked, code] of cases) {
    it(`is refused ${name}`, () => {
      const world = wideWorld();
      before(world);
      assert.equal(outcome(world, on, asked), code);
    });
  }

  function tested(world: WorldState): void {
    run(world, hvB, test);
    run(world, hvA, order('vm.stop', { vm }));
    run(world, hvA, order('failover.prepare', { vm }));
  }
});
