import assert from 'node:assert/strict';
import type { Order } from '#core/model/action.ts';
import { HalfState } from '#agent/simulated-world/state.ts';
import { byHand, clear, setFault } from '#agent/simulated-world/world.ts';
import { app, copyOf, hvA, hvB, order, outcome, smallWorld, wait } from './fixture.ts';

const vm = app;
const simple = (kind: 'vm.start' | 'failover.start' | 'failover.cancel' | 'failover.complete') => order(kind, { vm });
const reverse = order('failover.reverse', { vm, to: hvA });
const resume = order('replication.resume', { vm, resynchronize: false });
const compare = order('replication.resume', { vm, resynchronize: true });
const onB = ['Off replica Replicating Normal', 'Running primary Replicating Normal'];
const onA = ['Running primary Replicating Normal', 'Off replica Replicating Normal'];

/** P is hv-a, R is hv-b: what both say, and the orders that are its documented recovery. `person` = no order may begin it. */
const rows: Readonly<
  Record<
    HalfState,
    {
      readonly is: readonly [string, string];
      readonly person?: readonly (readonly [string, 'power-on' | 'turn-off'])[];
      readonly orders: readonly (readonly [string, Order])[];
      readonly ends: readonly string[];
      /** Orders that would lose something, or make two of it. */
      readonly never?: readonly (readonly [string, Order])[];
      /** The way back, where there is one. */
      readonly back?: readonly (readonly [string, Order])[];
    }
  >
> = {
  stopped: {
    is: ['Off primary Replicating Warning', 'Off replica Replicating Warning'],
    orders: [[hvA, simple('vm.start')]],
    ends: onA,
    never: [
      [hvB, simple('vm.start')],
      [hvB, simple('failover.start')],
    ],
  },
  prepared: {
    is: ['Off primary PreparedForFailover Warning', 'Off replica Replicating Warning'],
    orders: [
      [hvB, simple('failover.start')],
      [hvB, reverse],
      [hvB, simple('vm.start')],
    ],
    ends: onB,
    never: [[hvA, simple('vm.start')]],
    back: [
      [hvA, simple('failover.cancel')],
      [hvA, simple('vm.start')],
    ],
  },
  'failed-over': {
    is: ['Off primary PreparedForFailover Warning', 'Off replica FailedOverWaitingCompletion Warning'],
    orders: [
      [hvB, reverse],
      [hvB, simple('vm.start')],
    ],
    ends: onB,
    never: [[hvA, simple('failover.cancel')]],
    back: [
      [hvB, simple('failover.cancel')],
      [hvA, simple('failover.cancel')],
      [hvA, simple('vm.start')],
    ],
  },
  'failed-over-running': {
    is: ['Off primary PreparedForFailover Warning', 'Running replica FailedOverWaitingCompletion Warning'],
    orders: [[hvB, reverse]],
    ends: onB,
    never: [
      [hvB, simple('failover.cancel')],
      [hvA, simple('failover.cancel')],
      [hvA, simple('vm.start')],
    ],
  },
  completed: {
    is: ['Off primary PreparedForFailover Warning', 'Running replica FailedOver Warning'],
    orders: [[hvB, reverse]],
    ends: onB,
    never: [
      [hvB, simple('failover.cancel')],
      [hvA, simple('failover.cancel')],
    ],
  },
  'reverse-refused': {
    is: ['Off primary PreparedForFailover Warning', 'Running replica FailedOverWaitingCompletion Warning'],
    orders: [[hvB, reverse]],
    ends: onB,
  },
  reversed: {
    is: ['Off replica Replicating Warning', 'Off primary Replicating Warning'],
    orders: [[hvB, simple('vm.start')]],
    ends: onB,
    never: [[hvA, simple('vm.start')]],
  },
  'primary-lost': {
    is: ['down', 'Off replica Replicating Warning'],
    person: [[hvA, 'power-on']],
    orders: [[hvA, compare]],
    ends: onA,
    never: [
      [hvB, simple('failover.start')],
      [hvB, simple('vm.start')],
    ],
  },
  'primary-back': {
    is: ['Off primary WaitingForStartResynchronize Critical', 'Running replica FailedOverWaitingCompletion Warning'],
    orders: [
      [hvB, simple('failover.complete')],
      [hvA, order('replication.demote', { vm })],
      [hvB, reverse],
      [hvB, order('replication.start', { vm })],
    ],
    ends: onB,
    never: [
      [hvA, simple('vm.start')],
      [hvB, simple('failover.cancel')],
    ],
  },
  'false-alarm': {
    is: ['Running primary Error Critical', 'Off replica FailedOverWaitingCompletion Warning'],
    orders: [
      [hvB, simple('failover.cancel')],
      [hvA, resume],
    ],
    ends: onA,
    never: [
      [hvB, simple('vm.start')],
      [hvB, reverse],
    ],
  },
  'link-trouble': {
    is: ['Running primary Error Critical', 'Off replica Replicating Warning'],
    orders: [[hvA, resume]],
    ends: onA,
  },
  'resynchronization-needed': {
    is: ['Running primary WaitingForStartResynchronize Critical', 'Off replica Replicating Warning'],
    orders: [[hvA, compare]],
    ends: onA,
    never: [[hvA, resume]],
  },
  suspended: {
    is: ['Running primary Suspended Warning', 'Off replica Replicating Warning'],
    orders: [[hvA, resume]],
    ends: onA,
  },
  'split-brain': {
    is: ['Running primary Error Critical', 'Running primary Error Critical'],
    person: [[hvA, 'turn-off']],
    orders: [
      [hvA, order('replication.demote', { vm })],
      [hvB, order('replication.start', { vm })],
    ],
    ends: onB,
    never: [
      [hvA, order('replication.demote', { vm })],
      [hvB, order('replication.demote', { vm })],
      [hvA, resume],
    ],
  },
};

function inState(name: HalfState) {
  const world = smallWorld();
  assert.deepEqual(setFault(world, { host: hvA, kind: 'half-state', vm: app, name }, world.now), { ok: true });
  return world;
}

describe('half-states, put there at once', () => {
  for (const name of HalfState) {
    const { is, person = [], orders, ends, never = [], back } = rows[name];

    it(`${name}: is seen as what it is, and recovered by orders`, () => {
      const world = inState(name);
      const onP = world.machines[hvA]!.power === 'down' ? 'down' : copyOf(world, hvA, app);
      assert.deepEqual([onP, copyOf(world, hvB, app)], is);
      if (name === 'reverse-refused') {
        assert.equal(outcome(world, hvB, reverse), 'hyper-v.operation-failed');
        clear(world, hvB, world.now);
      }
      for (const [host, act] of person) {
        assert.deepEqual(byHand(world, { host, act, vm: app }, world.now), { ok: true });
        wait(world, 10);
      }
      const { losses } = world.vms[app]!;
      for (const [on, asked] of orders) assert.equal(outcome(world, on, asked), 'done', asked.kind);
      wait(world, 45);
      assert.deepEqual([copyOf(world, hvA, app), copyOf(world, hvB, app)], ends);
      assert.equal(world.vms[app]!.losses, losses, 'the recovery loses nothing');
    });

    if (never.length > 0) {
      it(`${name}: refuses what would lose something`, () => {
        for (const [on, asked] of never) {
          const world = inState(name);
          const before = JSON.stringify(world.vms);
          assert.match(outcome(world, on, asked), /^hyper-v\./, `${asked.kind} on ${on}`);
          assert.equal(JSON.stringify(world.vms), before);
        }
      });
    }

    if (back) {
      it(`${name}: goes back`, () => {
        const world = inState(name);
        for (const [on, asked] of back) assert.equal(outcome(world, on, asked), 'done', asked.kind);
        wait(world, 30);
        assert.deepEqual([copyOf(world, hvA, app), copyOf(world, hvB, app)], onA);
        assert.equal(world.vms[app]!.losses, 0);
      });
    }
  }

  it('are refused by an unknown name, and where there is no primary', () => {
    const world = smallWorld();
    for (const [host, name] of [
      [hvA, 'unheard-of'],
      [hvB, 'prepared'],
    ] as const) {
      const answer = setFault(world, { host, kind: 'half-state', vm: app, name }, world.now);
      assert.ok('refusal' in answer);
    }
  });
});
