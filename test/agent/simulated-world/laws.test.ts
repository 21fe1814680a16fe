import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ActionKind, type Order } from '#core/model/action.ts';
import { ReplicationState } from '#core/model/observation.ts';
import { hostName } from '#core/model/ids.ts';
import { instant, minute } from '#core/model/time.ts';
import {
  type WorldState,
  advance,
  begin,
  byHand,
  finish,
  nextDue,
  setFault,
  test,
  whatIf,
} from '#agent/simulated-world/world.ts';
import { app, copyOf, dc, debian, guest, hvA, hvB, hvC, lone, run, smallWorld, wideWorld } from './fixture.ts';

const host = fc.constantFrom(hvA, hvB, guest, debian);
const vm = fc.constantFrom(app, dc, lone);
const name = fc.constantFrom('one', 'two');

const order: fc.Arbitrary<Order> = fc.oneof(
  fc.record({ kind: fc.constantFrom('vm.stop', 'vm.start', 'failover.prepare', 'failover.start'), args: fc.record({ vm }) }),
  fc.record({ kind: fc.constant('failover.reverse'), args: fc.record({ vm, to: fc.constantFrom(hvA, hvB) }) }),
  fc.record({
    kind: fc.constantFrom('checkpoint.create', 'checkpoint.revert', 'checkpoint.remove'),
    args: fc.record({ vm, name }),
  }),
  fc.record({ kind: fc.constant('host.reboot'), args: fc.constant({}) }),
  fc.record({
    kind: fc.constant('update.install'),
    args: fc.record({
      target: fc.record({
        type: fc.constant('windows'),
        build: fc.constantFrom('20348.4405', '17763.8880'),
        kb: fc.constant(null),
      }),
    }),
  }),
  fc.record({
    kind: fc.constant('update.rollback'),
    args: fc.record({ to: fc.record({ type: fc.constant('windows'), build: fc.constantFrom('20348.4052', '17763.8000') }) }),
  }),
) as fc.Arbitrary<Order>;

type Move =
  | { readonly type: 'begin'; readonly host: typeof hvA; readonly order: Order }
  /** One of the orders for this VM that would be carried out now. */
  | { readonly type: 'legal'; readonly vm: typeof app; readonly pick: number }
  | { readonly type: 'finish' }
  | { readonly type: 'wait'; readonly minutes: number }
  | { readonly type: 'power-loss'; readonly host: typeof hvA }
  | { readonly type: 'link-down'; readonly host: typeof hvA }
  /** A person fails over without the primary. */
  | { readonly type: 'unplanned'; readonly host: typeof hvA; readonly vm: typeof app };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('begin'), host, order }) },
  { weight: 10, arbitrary: fc.record({ type: fc.constant('legal'), vm, pick: fc.nat(60) }) },
  { weight: 10, arbitrary: fc.record({ type: fc.constant('finish') }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('wait'), minutes: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('power-loss'), host: fc.constantFrom(hvA, hvB) }) },
) as fc.Arbitrary<Move>;

const wideMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ type: fc.constant('legal'), vm, pick: fc.nat(400) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('begin'), host: fc.constantFrom(hvA, guest, debian), order }) },
  { weight: 14, arbitrary: fc.record({ type: fc.constant('finish') }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('wait'), minutes: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('power-loss', 'link-down'), host: fc.constantFrom(hvA, hvB, hvC) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('unplanned'), host: fc.constantFrom(hvA, hvB, hvC), vm }) },
) as fc.Arbitrary<Move>;

const moves = (most: number) => fc.array(move, { maxLength: most, size: 'max' });

function failoverOrders(moved: typeof app): [typeof hvA, Order][] {
  const args = { vm: moved };
  return [hvA, hvB].flatMap((on): [typeof hvA, Order][] => [
    [on, { kind: 'vm.stop', args }],
    [on, { kind: 'failover.prepare', args }],
    [on, { kind: 'failover.start', args }],
    [on, { kind: 'failover.reverse', args: { vm: moved, to: on === hvA ? hvB : hvA } }],
    [on, { kind: 'vm.start', args }],
    [on, { kind: 'checkpoint.create', args: { vm: moved, name: 'one' } }],
    [on, { kind: 'checkpoint.revert', args: { vm: moved, name: 'one' } }],
  ]);
}

/** Every order there is for a VM, on every host that could have a part in it. */
function allOrders(moved: typeof app): [typeof hvA, Order][] {
  const args = { vm: moved };
  const path = '/transfer';
  const hosts = [hvA, hvB, hvC];
  return hosts.flatMap((on): [typeof hvA, Order][] => {
    const elsewhere = hosts.filter((other) => other !== on);
    const orders: Order[] = [
      ...(['vm.stop', 'vm.start', 'vm.remove', 'failover.prepare', 'failover.start', 'failover.cancel'] as const).map((kind) => ({
        kind,
        args,
      })),
      ...(['failover.complete', 'failover.test', 'failover.test-end', 'replication.start'] as const).map((kind) => ({
        kind,
        args,
      })),
      ...(['replication.remove', 'replication.demote'] as const).map((kind) => ({ kind, args })),
      ...(['vm.export', 'vm.import'] as const).map((kind) => ({ kind, args: { ...args, path } })),
      ...elsewhere.map((to): Order => ({ kind: 'failover.reverse', args: { ...args, to } })),
      ...elsewhere.map((to): Order => ({ kind: 'replication.enable', args: { ...args, to, frequency: 300, recoveryPoints: 4 } })),
      ...[30, 900].map((frequency): Order => ({ kind: 'replication.set', args: { ...args, frequency, recoveryPoints: 2 } })),
      ...[true, false].map((resynchronize): Order => ({ kind: 'replication.resume', args: { ...args, resynchronize } })),
      ...(['backup.pause', 'backup.resume'] as const).map((kind): Order => ({ kind, args: { policy: 'veeam', host: on } })),
      ...(['checkpoint.create', 'checkpoint.revert', 'checkpoint.remove'] as const).map((kind): Order => ({
        kind,
        args: { ...args, name: 'one' },
      })),
    ];
    return orders.map((candidate) => [candidate.kind.startsWith('backup') ? hvC : on, candidate]);
  });
}

function legalOf(world: WorldState, candidates: readonly [typeof hvA, Order][]): [typeof hvA, Order][] {
  return candidates.filter(([on, candidate]) => {
    const answer = whatIf(world, on, candidate, world.now);
    return 'ok' in answer && answer.ok.changed;
  });
}

const begunKinds = new Set<string>();
const reachedStates = new Set<string>();

function play(
  world: WorldState,
  played: readonly Move[],
  check: () => void,
  candidates: (vm: typeof app) => readonly [typeof hvA, Order][] = failoverOrders,
): void {
  let open: { host: typeof hvA; id: string }[] = [];
  for (const [index, next] of played.entries()) {
    switch (next.type) {
      case 'begin':
      case 'legal': {
        const legal = next.type === 'legal' ? legalOf(world, candidates(next.vm)) : [[next.host, next.order] as const];
        const [on, asked] = legal[next.type === 'legal' ? next.pick % legal.length : 0] ?? [];
        if (!on || !asked) break;
        const id = `op-${index}`;
        const begun = begin(world, on, asked, id, world.now);
        if ('refusal' in begun) break;
        begunKinds.add(asked.kind);
        open.push({ host: on, id });
        break;
      }
      case 'finish': {
        const due = nextDue(world);
        if (due !== null) advance(world, due);
        for (const { host: on, id } of open) finish(world, on, id, world.now);
        open = open.filter(({ id }) => world.operations[id]?.state === 'running');
        break;
      }
      case 'wait':
        advance(world, instant(world.now + next.minutes * minute));
        break;
      case 'power-loss':
      case 'link-down':
        setFault(world, { host: next.host, kind: next.type, minutes: 10 }, world.now);
        break;
      case 'unplanned':
        byHand(world, { host: next.host, act: 'unplanned-failover', vm: next.vm }, world.now);
        break;
    }
    check();
  }
}

/** Laws of every VM at every moment, whatever is ordered. */
function checkAll(world: WorldState): void {
  for (const { name: vmName, copies } of Object.values(world.vms)) {
    const all = Object.values(copies);
    assert.ok(all.filter(({ state }) => state !== 'Off').length <= 1, `two copies of ${vmName} run`);
    const bearing = all.filter(
      ({ replication }) => replication?.mode !== 'replica' || replication.state.startsWith('FailedOver'),
    );
    assert.ok(bearing.length > 0, `no copy of ${vmName} can run`);
    for (const { host: on, replication, test: tested } of all) {
      assert.ok(world.machines[on]!.vms.includes(vmName as typeof app), `${on} does not know its copy of ${vmName}`);
      if (replication) reachedStates.add(`${replication.mode} ${replication.state}`);
      if (tested) assert.equal(replication?.mode, 'replica', `a test VM of ${vmName} that is made of no replica`);
    }
  }
}

/** Laws of failovers alone: copies neither come nor go, and nothing is lost. */
function check(world: WorldState): void {
  for (const { name: vmName, copies, losses } of Object.values(world.vms)) {
    const all = Object.values(copies);
    assert.equal(losses, 0, `something ${vmName} wrote is lost`);
    assert.equal(all.length, vmName === lone ? 1 : 2, `${vmName} lost a copy`);
    assert.ok(all.filter(({ state }) => state !== 'Off').length <= 1, `two copies of ${vmName} run`);
    for (const { replication } of all) if (replication) reachedStates.add(`${replication.mode} ${replication.state}`);
    const owners = all.filter(({ replication }) => replication === null || replication.mode === 'primary');
    assert.equal(owners.length, 1, `${vmName} has ${owners.length} primaries`);
  }
}

/** What an operator with nothing but the vocabulary (and one console act after a crash) would do. */
function recover(world: WorldState, moved: typeof app): void {
  advance(world, instant(world.now + 60 * minute));
  for (let turn = 0; turn < 6; turn++) {
    for (const [on, other] of [
      [hvA, hvB],
      [hvB, hvA],
    ] as const) {
      run(world, on, { kind: 'failover.reverse', args: { vm: moved, to: other } });
      const prepared = copyOf(world, other, moved).includes('PreparedForFailover');
      if (prepared) run(world, on, { kind: 'failover.start', args: { vm: moved } });
      run(world, on, { kind: 'vm.start', args: { vm: moved } });
    }
  }
  advance(world, instant(world.now + 60 * minute));
}

const anyOrder = fc.oneof(
  fc.tuple(host, order),
  vm.chain((moved) => fc.constantFrom(...allOrders(moved))),
);

/** What was reached is part of the result, so the same runs are made every time. */
const fixedSeed = 20_261_122;

describe('laws of the simulated world', () => {
  it('no order makes two running copies or loses a VM; everything can be recovered; JSON is the whole state', () => {
    fc.assert(
      fc.property(moves(60), (played) => {
        const world = smallWorld();
        play(world, played, () => check(world));
        const kept = JSON.parse(JSON.stringify(world)) as WorldState;
        assert.deepEqual(kept, world);
        for (const moved of [app, dc]) recover(world, moved);
        check(world);
        for (const moved of [app, dc]) {
          const copies = [copyOf(world, hvA, moved), copyOf(world, hvB, moved)].sort();
          assert.match(
            copies.join(' | '),
            /^Off replica \w+ \w+ \| Running primary (Replicating Normal|WaitingForStartResynchronize Critical)$/,
          );
        }
      }),
      { seed: fixedSeed, numRuns: 300 },
    );
    assert.ok(reachedStates.has('replica FailedOverWaitingCompletion') && reachedStates.has('primary Resynchronizing'));
  });

  it('no order of the whole vocabulary makes two running copies or leaves none that can run', () => {
    fc.assert(
      fc.property(fc.array(wideMove, { maxLength: 80, size: 'max' }), (played) => {
        const world = wideWorld();
        play(world, played, () => checkAll(world), allOrders);
        assert.deepEqual(JSON.parse(JSON.stringify(world)), world);
      }),
      { seed: fixedSeed, numRuns: 400 },
    );
    assert.deepEqual([...begunKinds].sort(), ActionKind.toSorted(), 'every kind was begun at least once');
    const seenStates = new Set([...reachedStates].map((one) => one.slice(one.indexOf(' ') + 1)));
    // Disabled is no relation; Suspended is a person's.
    const reachable = ReplicationState.filter((one) => one !== 'Disabled' && one !== 'Suspended');
    assert.deepEqual([...seenStates].sort(), reachable.toSorted(), 'every state was reached');
  });

  it('the same calls give the same world, in one go or resumed from JSON', () => {
    fc.assert(
      fc.property(moves(40), fc.nat(40), (played, cut) => {
        const whole = smallWorld();
        play(whole, played, () => undefined);
        const resumed = smallWorld();
        play(resumed, played, () => undefined);
        assert.deepEqual(resumed, whole);
        const later = instant(whole.now + cut * minute);
        const again = JSON.parse(JSON.stringify(whole)) as WorldState;
        advance(whole, later);
        for (let due = nextDue(again); due !== null && due <= later; due = nextDue(again)) advance(again, due);
        advance(again, later);
        assert.deepEqual(again, whole);
      }),
      { numRuns: 100 },
    );
  });

  it('what-if, test and begin agree', () => {
    fc.assert(
      fc.property(fc.array(wideMove, { maxLength: 40 }), anyOrder, (played, [on, asked]) => {
        const world = wideWorld();
        play(world, played, () => undefined, allOrders);
        const predicted = whatIf(world, on, asked, world.now);
        const already = test(world, on, asked, world.now);
        const begun = begin(world, hostName(on), asked, 'asked', world.now);
        if ('refusal' in predicted) {
          assert.deepEqual(begun, predicted);
          assert.equal(already, false);
          return;
        }
        assert.ok('ok' in begun);
        assert.equal(world.operations['asked']?.changes, predicted.ok.changed);
        assert.equal(already, !predicted.ok.changed);
      }),
      { numRuns: 200 },
    );
  });
});
