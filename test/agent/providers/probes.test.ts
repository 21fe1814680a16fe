/** After the death of an agent in the middle of a step: what the host itself says of every kind of order. */
import assert from 'node:assert/strict';
import { ActionKind, type Order } from '#core/model/action.ts';
import type { HostName } from '#core/model/ids.ts';
import { type Instant, instant } from '#core/model/time.ts';
import type { Clock } from '#agent/app/ports.ts';
import { createSimulatedProvider } from '#agent/providers/simulated.ts';
import { createLocalWorldClient } from '#agent/simulated-world/local-client.ts';
import { type WorldState, begin, setFault } from '#agent/simulated-world/world.ts';
import type { FaultKind } from '#agent/simulated-world/state.ts';
import {
  app,
  debian,
  hvA,
  hvB,
  hvC,
  install,
  lone,
  order,
  outcome,
  reboot,
  seen,
  wait,
  wideWorld,
} from '../simulated-world/fixture.ts';

const vm = app;
const path = '/transfer';
const half = (name: string) => (world: WorldState) =>
  void setFault(world, { host: hvA, kind: 'half-state', vm, name }, world.now);
const done =
  (...orders: readonly (readonly [HostName, Order])[]) =>
  (world: WorldState) => {
    for (const [on, asked] of orders) assert.equal(outcome(world, on, asked), 'done', asked.kind);
  };
const stopLone: readonly [HostName, Order] = [hvB, order('vm.stop', { vm: lone })];
const exportLone: readonly [HostName, Order] = [hvB, order('vm.export', { vm: lone, path })];
const relation = { frequency: 300, recoveryPoints: 4 };

/** Where each kind can be carried out, and what the host says when it lost its power in the middle. */
const scenes: Readonly<
  Record<
    ActionKind,
    {
      readonly before?: (world: WorldState) => void;
      readonly on: HostName;
      readonly order: Order;
      readonly cutOff: 'done' | 'not-done';
    }
  >
> = {
  'update.install': { on: hvA, order: install('20348.4405'), cutOff: 'not-done' },
  'update.rollback': {
    before: done([hvA, install('20348.4405')]),
    on: hvA,
    order: order('update.rollback', { to: { type: 'windows', build: '20348.4052' } }),
    // The boot that the loss of power brought has installed it.
    cutOff: 'not-done',
  },
  'host.reboot': { on: debian, order: reboot, cutOff: 'done' },
  // A host that lost its power stops what ran, and starts it again.
  'vm.stop': { on: hvA, order: order('vm.stop', { vm }), cutOff: 'done' },
  'vm.start': { before: half('stopped'), on: hvA, order: order('vm.start', { vm }), cutOff: 'done' },
  'vm.remove': {
    before: done(stopLone, exportLone, [hvC, order('vm.import', { vm: lone, path })]),
    on: hvB,
    order: order('vm.remove', { vm: lone }),
    cutOff: 'not-done',
  },
  'vm.export': { before: done(stopLone), on: hvB, order: exportLone[1], cutOff: 'not-done' },
  'vm.import': {
    before: done(stopLone, exportLone),
    on: hvC,
    order: order('vm.import', { vm: lone, path }),
    cutOff: 'not-done',
  },
  'failover.prepare': { before: half('stopped'), on: hvA, order: order('failover.prepare', { vm }), cutOff: 'not-done' },
  'failover.start': { before: half('prepared'), on: hvB, order: order('failover.start', { vm }), cutOff: 'not-done' },
  'failover.reverse': {
    before: half('failed-over'),
    on: hvB,
    order: order('failover.reverse', { vm, to: hvA }),
    cutOff: 'not-done',
  },
  'failover.cancel': { before: half('prepared'), on: hvA, order: order('failover.cancel', { vm }), cutOff: 'not-done' },
  'failover.complete': { before: half('primary-back'), on: hvB, order: order('failover.complete', { vm }), cutOff: 'not-done' },
  'failover.test': { on: hvB, order: order('failover.test', { vm }), cutOff: 'not-done' },
  'failover.test-end': {
    before: done([hvB, order('failover.test', { vm })]),
    on: hvB,
    order: order('failover.test-end', { vm }),
    cutOff: 'not-done',
  },
  'replication.enable': {
    on: hvB,
    order: order('replication.enable', { vm: lone, to: hvC, ...relation }),
    cutOff: 'not-done',
  },
  'replication.start': {
    before: done([hvB, order('replication.enable', { vm: lone, to: hvC, ...relation })]),
    on: hvB,
    order: order('replication.start', { vm: lone }),
    cutOff: 'not-done',
  },
  'replication.set': { on: hvA, order: order('replication.set', { vm, frequency: 900, recoveryPoints: 4 }), cutOff: 'not-done' },
  'replication.resume': {
    before: half('suspended'),
    on: hvA,
    order: order('replication.resume', { vm, resynchronize: false }),
    cutOff: 'not-done',
  },
  'replication.remove': { on: hvA, order: order('replication.remove', { vm }), cutOff: 'not-done' },
  'replication.demote': { before: half('primary-back'), on: hvA, order: order('replication.demote', { vm }), cutOff: 'not-done' },
  // The jobs were disabled before the agent's host lost its power: the backup server has not forgotten it.
  'backup.pause': { on: hvC, order: order('backup.pause', { policy: 'veeam', host: hvA }), cutOff: 'done' },
  'backup.resume': {
    before: done([hvC, order('backup.pause', { policy: 'veeam', host: hvA })]),
    on: hvC,
    order: order('backup.resume', { policy: 'veeam', host: hvA }),
    cutOff: 'not-done',
  },
  'checkpoint.create': { on: hvA, order: order('checkpoint.create', { vm, name: 'x' }), cutOff: 'not-done' },
  'checkpoint.revert': {
    before: done([hvA, order('checkpoint.create', { vm, name: 'x' })]),
    on: hvA,
    order: order('checkpoint.revert', { vm, name: 'x' }),
    cutOff: 'not-done',
  },
  'checkpoint.remove': {
    before: done([hvA, order('checkpoint.create', { vm, name: 'x' })]),
    on: hvA,
    order: order('checkpoint.remove', { vm, name: 'x' }),
    cutOff: 'not-done',
  },
};

function clockOf(world: WorldState): Clock {
  let now = world.now;
  return {
    now: () => now,
    until(at) {
      now = instant(Math.max(now, at));
      return Promise.resolve();
    },
    heard: (at: Instant) => {
      now = at;
    },
  };
}

describe('what became of a step', () => {
  for (const kind of ActionKind) {
    const { before, on, order: asked, cutOff } = scenes[kind];

    /** Begun by an agent that then died; asked by the next one, so many minutes later. */
    async function found(options: { begun: boolean; fault?: FaultKind; after?: number }): Promise<string> {
      const world = wideWorld();
      before?.(world);
      const { bootId } = seen(world, on);
      if (options.begun) assert.ok('ok' in begin(world, on, asked, 'x', world.now));
      if (options.fault) setFault(world, { host: on, kind: options.fault, minutes: 1 }, world.now);
      wait(world, options.after ?? 0);
      const provider = createSimulatedProvider({ world: createLocalWorldClient(world), host: on, clock: clockOf(world) });
      return await provider.probe(asked, 'x', bootId);
    }

    it(`${kind}: not done when it was never begun`, async () => {
      assert.equal(await found({ begun: false }), 'not-done');
    });

    it(`${kind}: done when it came to its end without its agent`, async () => {
      assert.equal(await found({ begun: true, after: kind === 'host.reboot' ? 10 : 0 }), 'done');
    });

    it(`${kind}: ${cutOff} when the host lost its power in the middle`, async () => {
      assert.equal(await found({ begun: true, fault: 'power-loss', after: 1.5 }), cutOff);
    });

    it(`${kind}: unknown when the host cannot tell`, async () => {
      assert.equal(await found({ begun: true, fault: 'probe-unknown' }), 'unknown');
    });
  }
});
