import assert from 'node:assert/strict';
import type { Order } from '#core/model/action.ts';
import type { HostName } from '#core/model/ids.ts';
import { Observation } from '#core/model/observation.ts';
import { type Instant, instant, minute } from '#core/model/time.ts';
import type { Clock, Interest } from '#agent/app/ports.ts';
import { createSimulatedProvider } from '#agent/providers/simulated.ts';
import { createLocalWorldClient } from '#agent/simulated-world/local-client.ts';
import type { HalfState } from '#agent/simulated-world/state.ts';
import { type WorldState, begin, setFault } from '#agent/simulated-world/world.ts';
import { providerContract } from '#test/contract/provider.ts';
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
  run,
  smallWorld,
  start,
  wideWorld,
} from '#test/agent/simulated-world/fixture.ts';
import { Ajv } from 'ajv';

/** Jumps to whatever is waited for. */
function jumpingClock(): Clock {
  let now = start;
  return {
    now: () => now,
    until(at, options) {
      if (options?.signal?.aborted) return Promise.resolve();
      now = instant(Math.max(now, at));
      return Promise.resolve();
    },
    heard: (at: Instant) => {
      now = at;
    },
  };
}

const interest: Interest = {
  host: 'x',
  services: ['vmms'],
  probes: [{ name: 'web', type: 'tcp', port: 443 }],
  packages: ['openssl'],
  backups: [],
};

function providerOf(world: WorldState, host: HostName, clock = jumpingClock()) {
  return createSimulatedProvider({ world: createLocalWorldClient(world), host, clock });
}

providerContract('simulated, a Hyper-V host', async () => ({
  provider: providerOf(smallWorld(), hvA),
  interest,
  changing: [
    { kind: 'checkpoint.create', args: { vm: app, name: 'before' } },
    { kind: 'checkpoint.remove', args: { vm: app, name: 'before' } },
    install('20348.4405'),
    { kind: 'update.rollback', args: { to: { type: 'windows', build: '20348.4052' } } },
  ],
  refused: [install('26100.1742'), { kind: 'failover.start', args: { vm: app } }],
}));

providerContract('simulated, a planned failover from its first half', async () => ({
  provider: providerOf(smallWorld(), hvA),
  interest,
  changing: [
    { kind: 'vm.stop', args: { vm: app } },
    { kind: 'failover.prepare', args: { vm: app } },
  ],
  refused: [{ kind: 'vm.start', args: { vm: app } }],
}));

/** A wide world in which these were carried out already. */
function after(...orders: readonly (readonly [HostName, Order])[]): WorldState {
  const world = wideWorld();
  for (const [on, asked] of orders) assert.equal(outcome(world, on, asked), 'done', asked.kind);
  return world;
}
const moved = { vm: app };
const path = '/transfer';
const enable = order('replication.enable', { vm: lone, to: hvC, frequency: 300, recoveryPoints: 4 });
const out = [
  [hvB, order('vm.stop', { vm: lone })],
  [hvB, order('vm.export', { vm: lone, path })],
] as const;

const contracts: readonly [string, () => WorldState, HostName, readonly Order[], readonly Order[]][] = [
  [
    'a failover taken back',
    wideWorld,
    hvA,
    [order('vm.stop', moved), order('failover.prepare', moved), order('failover.cancel', moved), order('vm.start', moved)],
    [order('failover.complete', moved)],
  ],
  [
    'a test failover',
    wideWorld,
    hvB,
    [order('failover.test', moved), order('failover.test-end', moved)],
    [order('failover.test', { vm: lone }), order('failover.cancel', { vm: lone })],
  ],
  [
    'replication set up and ended',
    wideWorld,
    hvB,
    [enable, order('replication.start', { vm: lone }), order('replication.remove', { vm: lone })],
    [
      order('replication.enable', { vm: app, to: hvC, frequency: 300, recoveryPoints: 4 }),
      order('replication.demote', { vm: lone }),
    ],
  ],
  [
    'settings of replication',
    wideWorld,
    hvA,
    [order('replication.set', { ...moved, frequency: 900, recoveryPoints: 0 })],
    [order('replication.set', { ...moved, frequency: 60, recoveryPoints: 0 }), order('replication.start', { vm: lone })],
  ],
  [
    'replication repaired',
    () => broken('suspended'),
    hvA,
    [order('replication.resume', { ...moved, resynchronize: false })],
    [order('replication.demote', moved)],
  ],
  [
    'an old primary made a replica',
    () => broken('primary-back'),
    hvA,
    [order('replication.demote', moved)],
    [order('vm.start', moved)],
  ],
  [
    'a failover completed',
    () => broken('primary-back'),
    hvB,
    [order('failover.complete', moved)],
    [order('failover.cancel', moved)],
  ],
  ['an export', wideWorld, hvB, out.map(([, asked]) => asked), [order('vm.export', { ...moved, path })]],
  [
    'an import, taken back',
    () => after(...out),
    hvC,
    [order('vm.import', { vm: lone, path }), order('vm.remove', { vm: lone })],
    [order('vm.import', { ...moved, path })],
  ],
  [
    'backups at rest',
    wideWorld,
    hvC,
    [order('backup.pause', { policy: 'veeam', host: hvA }), order('backup.resume', { policy: 'veeam', host: hvA })],
    [order('backup.pause', { policy: 'none', host: hvA })],
  ],
];
for (const [name, world, host, changing, refused] of contracts) {
  providerContract(`simulated, ${name}`, async () => ({
    provider: providerOf(world(), host),
    interest: { ...interest, backups: ['veeam'] },
    changing,
    refused,
  }));
}

function broken(name: HalfState): WorldState {
  const world = wideWorld();
  setFault(world, { host: hvA, kind: 'half-state', vm: app, name }, world.now);
  return world;
}

providerContract('simulated, a Debian host', async () => ({
  provider: providerOf(smallWorld(), debian),
  interest,
  changing: [
    { kind: 'update.install', args: { target: { type: 'debian', suite: 'bookworm', packages: { openssl: '3.0.18-1' } } } },
    { kind: 'update.rollback', args: { to: { type: 'debian', packages: { openssl: '3.0.17-1' } } } },
  ],
  refused: [install('20348.4405'), { kind: 'vm.stop', args: { vm: app } }],
}));

describe('simulated provider', () => {
  it('gives observations as the schema wants them', async () => {
    const world = wideWorld();
    run(world, hvB, { kind: 'failover.test', args: { vm: app } });
    const check = new Ajv({ discriminator: true, strict: false }).compile(Observation);
    for (const host of [hvA, hvB, hvC, debian]) {
      const observation = await providerOf(world, host).get({ ...interest, backups: ['veeam'] });
      assert.ok(check(observation), `${host}: ${JSON.stringify(check.errors)}`);
    }
  });

  it('knows after the death of its agent what became of the step, and waits for one that still runs', async () => {
    const world = smallWorld();
    const clock = jumpingClock();
    const order = install('20348.4405');
    begin(world, hvA, order, 'x', start);
    assert.equal(await providerOf(world, hvA, clock).probe(order, 'x', 'hv-a-boot-1'), 'done');
    assert.ok(clock.now() > start + 20 * minute);
  });

  it('stops waiting when its agent ends; the world goes on', async () => {
    const world = smallWorld();
    const ending = new AbortController();
    ending.abort(new Error('ending'));
    await assert.rejects(providerOf(world, hvA).set(install('20348.4405'), 'x', ending.signal), /ending/);
    assert.equal(world.operations['x']?.state, 'running');
  });

  it('passes on why the world refuses', async () => {
    const world = smallWorld();
    setFault(world, { host: hvA, kind: 'power-loss' }, start);
    const refused = { name: 'ProviderFailure', code: 'world.down' };
    await assert.rejects(providerOf(world, hvA).set(reboot, 'x', new AbortController().signal), refused);
    await assert.rejects(providerOf(world, hvA).get(interest), refused);
  });
});
