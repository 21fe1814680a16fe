import assert from 'node:assert/strict';
import type { Order } from '#core/model/action.ts';
import { type WorldState, advance, begin, byHand, setFault } from '#agent/simulated-world/world.ts';
import type { ByHandAct } from '#agent/simulated-world/by-hand.ts';
import { app, copyOf, dc, guest, hvA, hvB, later, lone, reboot, run, seen, smallWorld } from './fixture.ts';

const stop: Order = { kind: 'vm.stop', args: { vm: app } };
const start: Order = { kind: 'vm.start', args: { vm: app } };
const prepare: Order = { kind: 'failover.prepare', args: { vm: app } };
const failOver: Order = { kind: 'failover.start', args: { vm: app } };
const reverseTo = (to: typeof hvA): Order => ({ kind: 'failover.reverse', args: { vm: app, to } });

/** `a stop`, `b start`, `b reverse a`: orders; `a !resume`: by a person; `+5`: minutes pass; `a ~power-loss`: a fault. */
function play(world: WorldState, script: readonly string[]): void {
  for (const line of script) {
    if (line.startsWith('+')) {
      advance(world, later(world, Number(line.slice(1))));
      continue;
    }
    const [who, what = ''] = line.split(' ');
    const host = who === 'a' ? hvA : hvB;
    if (what.startsWith('~')) {
      const kind = what.slice(1) as Parameters<typeof setFault>[1]['kind'];
      assert.deepEqual(setFault(world, { host, kind, vm: app }, world.now), { ok: true }, line);
    } else if (what.startsWith('!')) {
      assert.deepEqual(byHand(world, { host, act: what.slice(1) as ByHandAct, vm: app }, world.now), { ok: true }, line);
    } else {
      const other = who === 'a' ? hvB : hvA;
      const order = { stop, start, prepare, failover: failOver, reverse: reverseTo(other) }[what];
      assert.ok(order, line);
      const result = run(world, host, order);
      assert.ok('changed' in result, `${line}: ${JSON.stringify(result)}`);
    }
  }
}

const handOver = ['a stop', 'a prepare', 'b failover', 'b reverse', 'b start'];
const normalOnB = ['Off replica Replicating Normal', 'Running primary Replicating Normal'];
const normalOnA = ['Running primary Replicating Normal', 'Off replica Replicating Normal'];

describe('planned failover', () => {
  it('hands a VM over in the order Microsoft documents', () => {
    const world = smallWorld();
    const steps: readonly [string, string, string][] = [
      ['a stop', 'Off primary Replicating Normal', 'Off replica Replicating Normal'],
      ['a prepare', 'Off primary PreparedForFailover Warning', 'Off replica Replicating Normal'],
      ['b failover', 'Off primary PreparedForFailover Warning', 'Off replica FailedOverWaitingCompletion Warning'],
      ['b reverse', 'Off replica Replicating Warning', 'Off primary Replicating Warning'],
      ['b start', 'Off replica Replicating Warning', 'Running primary Replicating Warning'],
      ['+6', 'Off replica Replicating Normal', 'Running primary Replicating Normal'],
    ];
    for (const [step, onA, onB] of steps) {
      play(world, [step]);
      assert.deepEqual([copyOf(world, hvA, app), copyOf(world, hvB, app)], [onA, onB], step);
    }
  });

  it('moves the disk of a guest with its VM, on a new boot', () => {
    const world = smallWorld();
    const before = seen(world, guest).bootId;
    const vm = { vm: dc };
    for (const [host, order] of [
      [hvA, { kind: 'vm.stop', args: vm }],
      [hvA, { kind: 'failover.prepare', args: vm }],
      [hvB, { kind: 'failover.start', args: vm }],
      [hvB, { kind: 'failover.reverse', args: { vm: dc, to: hvA } }],
      [hvB, { kind: 'vm.start', args: vm }],
    ] as const) {
      assert.ok('changed' in run(world, host, order), order.kind);
    }
    const after = seen(world, guest);
    assert.notEqual(after.bootId, before);
    assert.deepEqual(after.patch, { type: 'windows', build: '17763.8000', servicing: 'idle' });
  });

  it('shows a heartbeat some minutes after the start', () => {
    const world = smallWorld();
    play(world, ['a stop', 'a start']);
    const heartbeat = () => seen(world, hvA).hyperV?.vms.find(({ name }) => name === app)?.heartbeat;
    assert.equal(heartbeat(), 'none');
    play(world, ['+4']);
    assert.equal(heartbeat(), 'ok');
  });

  describe('refuses, and changes nothing', () => {
    const cases = [
      { name: 'to prepare a running VM', before: [], on: hvA, order: prepare, code: 'hyper-v.invalid-state' },
      { name: 'to prepare on the replica', before: ['a stop'], on: hvB, order: prepare, code: 'hyper-v.invalid-state' },
      { name: 'to fail over what is not prepared', before: ['a stop'], on: hvB, order: failOver, code: 'hyper-v.invalid-state' },
      { name: 'to fail over on the primary', before: ['a stop'], on: hvA, order: failOver, code: 'hyper-v.invalid-state' },
      { name: 'to reverse what was not failed over', before: [], on: hvB, order: reverseTo(hvA), code: 'hyper-v.invalid-state' },
      { name: 'to start a prepared VM', before: ['a stop', 'a prepare'], on: hvA, order: start, code: 'hyper-v.invalid-state' },
      { name: 'to start a replica', before: ['a stop'], on: hvB, order: start, code: 'hyper-v.invalid-state' },
      {
        name: 'a VM it does not have',
        before: [],
        on: hvA,
        order: { kind: 'vm.stop', args: { vm: lone } },
        code: 'hyper-v.not-found',
      },
      {
        name: 'to prepare while the other host is down',
        before: ['a stop', 'b ~power-loss'],
        on: hvA,
        order: prepare,
        code: 'hyper-v.partner-unreachable',
      },
      {
        name: 'to prepare while replication is in error',
        before: ['a ~replication-critical', 'a stop'],
        on: hvA,
        order: prepare,
        code: 'hyper-v.invalid-state',
      },
      {
        name: 'to reverse while the old primary is down',
        before: ['a stop', 'a prepare', 'b failover', 'a ~power-loss'],
        on: hvB,
        order: reverseTo(hvA),
        code: 'hyper-v.partner-unreachable',
      },
    ] as const;
    for (const { name, before, on, order, code } of cases) {
      it(name, () => {
        const world = smallWorld();
        play(world, before);
        const was = JSON.stringify(world);
        const begun = begin(world, on, order as Order, 'x', world.now);
        assert.equal('refusal' in begun ? begun.refusal.code : 'begun', code);
        assert.equal(JSON.stringify(world), was);
      });
    }
  });

  it('refuses a second order while one is under way, and answers the same id with the same instant', () => {
    const world = smallWorld();
    const first = begin(world, hvA, stop, 'one', world.now);
    assert.deepEqual(begin(world, hvA, stop, 'one', world.now), first);
    const second = begin(world, hvA, stop, 'two', world.now);
    assert.equal('refusal' in second && second.refusal.code, 'hyper-v.busy');
  });
});

describe('half states of a failover: each is reached and recovered', () => {
  const cases: readonly {
    name: string;
    reach: readonly string[];
    is: readonly [string, string];
    recover: readonly string[];
    ends?: readonly string[];
  }[] = [
    {
      name: 'died after the stop: start again',
      reach: ['a stop'],
      is: ['Off primary Replicating Normal', 'Off replica Replicating Normal'],
      recover: ['a start'],
      ends: normalOnA,
    },
    {
      name: 'died after the preparation: go on',
      reach: ['a stop', 'a prepare'],
      is: ['Off primary PreparedForFailover Warning', 'Off replica Replicating Normal'],
      recover: ['b failover', 'b reverse', 'b start'],
    },
    {
      name: 'died after the preparation: back by hand',
      reach: ['a stop', 'a prepare'],
      is: ['Off primary PreparedForFailover Warning', 'Off replica Replicating Normal'],
      recover: ['a !stop-failover', 'a start'],
      ends: normalOnA,
    },
    {
      name: 'died after the failover: go on',
      reach: ['a stop', 'a prepare', 'b failover'],
      is: ['Off primary PreparedForFailover Warning', 'Off replica FailedOverWaitingCompletion Warning'],
      recover: ['b reverse', 'b start'],
    },
    {
      name: 'died after the failover: back by hand',
      reach: ['a stop', 'a prepare', 'b failover'],
      is: ['Off primary PreparedForFailover Warning', 'Off replica FailedOverWaitingCompletion Warning'],
      recover: ['b !stop-failover', 'a !stop-failover', 'a start'],
      ends: normalOnA,
    },
    {
      name: 'started before the reverse: forward only',
      reach: ['a stop', 'a prepare', 'b failover', 'b start'],
      is: ['Off primary PreparedForFailover Warning', 'Running replica FailedOverWaitingCompletion Warning'],
      recover: ['b reverse'],
    },
    {
      name: 'completed without a reverse',
      reach: ['a stop', 'a prepare', 'b failover', 'b !complete-failover'],
      is: ['Off primary PreparedForFailover Warning', 'Off replica FailedOver Warning'],
      recover: ['b reverse', 'b start'],
    },
    {
      name: 'died after the reverse',
      reach: ['a stop', 'a prepare', 'b failover', 'b reverse'],
      is: ['Off replica Replicating Warning', 'Off primary Replicating Warning'],
      recover: ['b start'],
    },
    {
      name: 'the primary is lost and a person fails over without it',
      reach: ['a ~power-loss', 'b !unplanned-failover', 'b start', 'a !power-on', '+10'],
      is: ['Off primary WaitingForStartResynchronize Critical', 'Running replica FailedOverWaitingCompletion Warning'],
      recover: ['b !complete-failover', 'a !as-replica', 'b reverse', 'b !start-initial-replication', '+30'],
    },
    {
      name: 'a false alarm: failed over, not started, the VM is well',
      reach: ['a ~replication-critical', 'b !unplanned-failover'],
      is: ['Running primary Error Critical', 'Off replica FailedOverWaitingCompletion Warning'],
      recover: ['b !stop-failover', 'a !resume'],
      ends: normalOnA,
    },
    {
      name: 'link trouble',
      reach: ['a ~replication-critical'],
      is: ['Running primary Error Critical', 'Off replica Replicating Warning'],
      recover: ['a !resume'],
      ends: normalOnA,
    },
    {
      name: 'a resynchronisation is asked for after a crash',
      reach: ['a ~power-loss', 'a !power-on', '+10'],
      is: ['Running primary WaitingForStartResynchronize Critical', 'Off replica Replicating Normal'],
      recover: ['a !resynchronize', '+25'],
      ends: normalOnA,
    },
    {
      name: 'suspended',
      reach: ['a !suspend'],
      is: ['Running primary Suspended Warning', 'Off replica Replicating Warning'],
      recover: ['a !resume'],
      ends: normalOnA,
    },
    {
      name: 'split brain: a person says which copy stays',
      reach: ['a ~split-brain'],
      is: ['Running primary Error Critical', 'Running primary Error Critical'],
      recover: ['a !turn-off', 'a !as-replica', 'b !start-initial-replication', '+30'],
    },
  ];
  for (const { name, reach, is, recover, ends = normalOnB } of cases) {
    it(name, () => {
      const world = smallWorld();
      play(world, reach);
      assert.deepEqual([copyOf(world, hvA, app), copyOf(world, hvB, app)], is);
      play(world, [...recover, '+6']);
      assert.deepEqual([copyOf(world, hvA, app), copyOf(world, hvB, app)], ends);
    });
  }

  it('a reverse that fails is repeated once the cause is gone', () => {
    const world = smallWorld();
    play(world, ['a stop', 'a prepare', 'b failover', 'b ~reverse-fails']);
    const failed = run(world, hvB, reverseTo(hvA));
    assert.equal('code' in failed && failed.code, 'hyper-v.operation-failed');
    assert.equal(copyOf(world, hvB, app), 'Off replica FailedOverWaitingCompletion Warning');
    play(world, ['b reverse', 'b start', '+6']);
    assert.deepEqual([copyOf(world, hvA, app), copyOf(world, hvB, app)], normalOnB);
  });

  it('a VM stuck Stopping stays so, with its agent gone, until a person turns it off', () => {
    const world = smallWorld();
    play(world, ['a ~vm-stuck-stopping']);
    const stuck = run(world, hvA, stop);
    assert.equal('code' in stuck && stuck.code, 'hyper-v.stuck');
    assert.match(copyOf(world, hvA, app), /^Stopping/);
    const blocked = run(world, hvA, reboot);
    assert.equal('code' in blocked && blocked.code, 'host.vm-changing');
    play(world, ['a !turn-off', 'a start', '+6']);
    assert.deepEqual([copyOf(world, hvA, app), copyOf(world, hvB, app)], normalOnA);
  });

  it('a drained pair survives the reboot of the empty host, and fails back', () => {
    const world = smallWorld();
    play(world, [...handOver, '+6']);
    assert.ok('changed' in run(world, hvA, reboot));
    play(world, ['+1']);
    assert.equal(copyOf(world, hvB, app), 'Running primary Replicating Warning');
    play(world, ['+16', 'b stop', 'b prepare', 'a failover', 'a reverse', 'a start', '+6']);
    assert.deepEqual([copyOf(world, hvA, app), copyOf(world, hvB, app)], normalOnA);
  });
});
