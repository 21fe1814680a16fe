import assert from 'node:assert/strict';
import { day, minute } from '#core/model/time.ts';
import { type FaultSwitch, type WorldState, advance, begin, finish, setFault } from '#agent/simulated-world/world.ts';
import { app, dc, hvA, hvB, hvC, lone, order, outcome, run, seen, start, vmOn, wait, wideWorld } from './fixture.ts';

const policy = 'veeam';
const pause = (host = hvA) => order('backup.pause', { policy, host });
const resume = (host = hvA) => order('backup.resume', { policy, host });
const fault = (world: WorldState, one: FaultSwitch) => assert.deepEqual(setFault(world, one, world.now), { ok: true });
const told = (world: WorldState) => seen(world, hvC).backups![policy]!;
/** The fixture begins at 19:00 UTC; jobs run at 21:00. */
const untilNight = 2 * 60;

describe('backups', () => {
  it('run every night, make VMs busy, and leave restore points of every VM that is no replica', () => {
    const world = wideWorld();
    const { lastSuccess } = told(world);
    assert.deepEqual(Object.keys(lastSuccess), [app, dc, lone]);
    assert.ok(lastSuccess[app]! < start && lastSuccess[app]! > start - day);
    wait(world, untilNight + 1);
    assert.equal(told(world).running, true);
    assert.equal(vmOn(world, hvA, app).busy, true);
    assert.equal(vmOn(world, hvB, app).busy, false, 'replicas are not backed up');
    assert.equal(outcome(world, hvA, order('vm.stop', { vm: app })), 'hyper-v.busy');
    wait(world, 25);
    assert.deepEqual(told(world).running, false);
    assert.equal(vmOn(world, hvA, app).busy, false);
    assert.ok(told(world).lastSuccess[app]! > start + untilNight * minute);
    const first = told(world).lastSuccess[app]!;
    wait(world, 24 * 60);
    assert.ok(told(world).lastSuccess[app]! >= first + day - 10 * minute);
  });

  it('are told by the host that asks the server, and only to who asks for them', () => {
    const world = wideWorld();
    assert.equal('backups' in seen(world, hvA), false);
    assert.equal('backups' in seen(world, hvC), true);
  });

  it('follow a VM to the other host of its job', () => {
    const world = wideWorld();
    for (const [on, asked] of [
      [hvA, order('vm.stop', { vm: app })],
      [hvA, order('failover.prepare', { vm: app })],
      [hvB, order('failover.start', { vm: app })],
      [hvB, order('failover.reverse', { vm: app, to: hvA })],
      [hvB, order('vm.start', { vm: app })],
    ] as const) {
      assert.equal(outcome(world, on, asked), 'done');
    }
    wait(world, untilNight + 30);
    assert.ok(told(world).lastSuccess[app]! > start);
  });

  it('rest from a pause to its resume: exactly the jobs that cover the host', () => {
    const world = wideWorld();
    assert.equal(outcome(world, hvC, pause()), 'done');
    assert.equal(outcome(world, hvC, pause()), 'nothing');
    assert.deepEqual(told(world).paused, ['job-1']);
    wait(world, untilNight + 5);
    assert.equal(vmOn(world, hvA, app).busy, false);
    wait(world, 60);
    assert.ok(told(world).lastSuccess[app]! < start);
    assert.equal(outcome(world, hvC, resume()), 'done');
    assert.equal(outcome(world, hvC, resume()), 'nothing');
    assert.deepEqual(told(world).paused, []);
    wait(world, 24 * 60);
    assert.ok(told(world).lastSuccess[app]! > start);
  });

  it('rest as long as anybody needs it', () => {
    const world = wideWorld();
    run(world, hvC, pause(hvA));
    assert.equal(outcome(world, hvC, pause(hvB)), 'done');
    run(world, hvC, resume(hvA));
    assert.deepEqual(told(world).paused, ['job-1']);
    run(world, hvC, resume(hvB));
    assert.deepEqual(told(world).paused, []);
  });

  it('that a person disabled are left alone', () => {
    const world = wideWorld();
    world.backups[policy]!.jobs[0]!.enabled = false;
    assert.equal(outcome(world, hvC, pause()), 'nothing');
    assert.equal(outcome(world, hvC, resume()), 'nothing');
    assert.equal(world.backups[policy]!.jobs[0]!.enabled, false);
  });

  it('at work are waited for, however long they take; none begins meanwhile', () => {
    const world = wideWorld();
    fault(world, { host: hvA, kind: 'backup-long', minutes: 30 });
    const begun = begin(world, hvC, pause(), 'freeze', world.now);
    assert.ok('ok' in begun);
    assert.deepEqual(told(world).paused, ['job-1'], 'disabled at once');
    advance(world, begun.ok.due);
    const early = finish(world, hvC, 'freeze', begun.ok.due);
    assert.equal('refusal' in early && early.refusal.code, 'world.not-due');
    fault(world, { host: hvA, kind: 'backup-long', minutes: 60 });
    wait(world, 58);
    assert.equal(told(world).running, true);
    const again = begin(world, hvC, pause(), 'freeze', world.now);
    assert.ok('ok' in again && again.ok.due > world.now, 'asked again it says when it is due now');
    wait(world, 4);
    const done = finish(world, hvC, 'freeze', world.now);
    assert.deepEqual('ok' in done && done.ok.changed, true);
    assert.equal(told(world).running, false);
  });

  it('fail, and get old, and their server may not answer', () => {
    const world = wideWorld();
    fault(world, { host: hvA, kind: 'backup-fails' });
    wait(world, untilNight + 30);
    assert.ok(told(world).lastSuccess[app]! < start);
    fault(world, { host: hvA, kind: 'backup-old', vm: app });
    assert.ok(told(world).lastSuccess[app]! <= world.now - 3 * day);
    assert.ok(told(world).lastSuccess[dc]! > world.now - 2 * day);
    fault(world, { host: hvC, kind: 'backup-unreachable', minutes: 10 });
    assert.equal('backups' in seen(world, hvC), false);
    assert.equal(outcome(world, hvC, pause()), 'backup.unreachable');
    wait(world, 11);
    assert.equal('backups' in seen(world, hvC), true);
  });

  it('are refused elsewhere', () => {
    const world = wideWorld();
    assert.equal(outcome(world, hvA, pause()), 'backup.not-here');
    assert.equal(outcome(world, hvC, order('backup.pause', { policy: 'none', host: hvA })), 'backup.unknown-policy');
  });
});
