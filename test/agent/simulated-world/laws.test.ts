import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ActionKind, type Order } from '#core/model/action.ts';
import { hostName } from '#core/model/ids.ts';
import { instant, minute } from '#core/model/time.ts';
import { type WorldState, advance, begin, finish, nextDue, setFault, test, whatIf } from '#agent/simulated-world/world.ts';
import { app, copyOf, dc, debian, guest, hvA, hvB, lone, run, smallWorld } from './fixture.ts';

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
  | { readonly type: 'power-loss'; readonly host: typeof hvA };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('begin'), host, order }) },
  { weight: 10, arbitrary: fc.record({ type: fc.constant('legal'), vm, pick: fc.nat(60) }) },
  { weight: 10, arbitrary: fc.record({ type: fc.constant('finish') }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('wait'), minutes: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('power-loss'), host: fc.constantFrom(hvA, hvB) }) },
) as fc.Arbitrary<Move>;

const moves = (most: number) => fc.array(move, { maxLength: most, size: 'max' });

function legalOrders(world: WorldState, moved: typeof app): [typeof hvA, Order][] {
  const args = { vm: moved };
  const candidates = [hvA, hvB].flatMap((on): [typeof hvA, Order][] => [
    [on, { kind: 'vm.stop', args }],
    [on, { kind: 'failover.prepare', args }],
    [on, { kind: 'failover.start', args }],
    [on, { kind: 'failover.reverse', args: { vm: moved, to: on === hvA ? hvB : hvA } }],
    [on, { kind: 'vm.start', args }],
    [on, { kind: 'checkpoint.create', args: { vm: moved, name: 'one' } }],
    [on, { kind: 'checkpoint.revert', args: { vm: moved, name: 'one' } }],
  ]);
  return candidates.filter(([on, candidate]) => {
    const answer = whatIf(world, on, candidate, world.now);
    return 'ok' in answer && answer.ok.changed;
  });
}

const begunKinds = new Set<string>();
const reachedStates = new Set<string>();

function play(world: WorldState, played: readonly Move[], check: () => void): void {
  let open: { host: typeof hvA; id: string }[] = [];
  for (const [index, next] of played.entries()) {
    switch (next.type) {
      case 'begin':
      case 'legal': {
        const legal = next.type === 'legal' ? legalOrders(world, next.vm) : [[next.host, next.order] as const];
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
        setFault(world, { host: next.host, kind: 'power-loss', minutes: 10 }, world.now);
        break;
    }
    check();
  }
}

/** Laws of every VM at every moment. */
function check(world: WorldState): void {
  for (const { name: vmName, copies } of Object.values(world.vms)) {
    const all = Object.values(copies);
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
      { numRuns: 300 },
    );
    assert.deepEqual([...begunKinds].sort(), ActionKind.toSorted(), 'every kind was begun at least once');
    assert.ok(reachedStates.has('replica FailedOverWaitingCompletion') && reachedStates.has('primary Resynchronizing'));
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
      fc.property(moves(30), host, order, (played, on, asked) => {
        const world = smallWorld();
        play(world, played, () => undefined);
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
