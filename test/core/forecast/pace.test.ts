import assert from 'node:assert/strict';
import { newAgenda } from '#core/forecast/agenda.ts';
import { expectedStep, timingOf } from '#core/forecast/pace.ts';
import { ActionKind } from '#core/model/action.ts';
import { instant, minutes } from '#core/model/time.ts';

const machine = { product: 'windows-server-2022', kind: 'patch-hypervisor' } as const;

describe('pace', () => {
  it('takes p50, p90, or draws from between and a little beyond, the same for the same name and seed', () => {
    for (const kind of ActionKind) {
      const { p50, p90 } = expectedStep(kind, machine);
      assert.equal(timingOf({ type: 'p50' }).step(kind, machine, 'x'), p50);
      assert.equal(timingOf({ type: 'p90' }).step(kind, machine, 'x'), p90);
      const seeded = timingOf({ type: 'seed', seed: 'a' });
      const drawn = Array.from({ length: 400 }, (_, i) => seeded.step(kind, machine, `host-${i}`)).sort((a, b) => a - b);
      assert.ok(drawn[0]! >= p50 * 0.7 - 1000 && drawn.at(-1)! <= p90 + (p90 - p50) / 2 + 1000, kind);
      // half are quicker than p50, nine in ten than p90; a whole second is the grain
      assert.ok(Math.abs(drawn.filter((ms) => ms <= p50 + 500).length - 200) < 60, `${kind} p50`);
      assert.ok(Math.abs(drawn.filter((ms) => ms <= p90 + 500).length - 360) < 40, `${kind} p90`);
      assert.equal(seeded.step(kind, machine, 'host-7'), timingOf({ type: 'seed', seed: 'a' }).step(kind, machine, 'host-7'));
    }
  });

  it('goes by what was measured where there is something', () => {
    const measured = { 'update.install': { p50: minutes(7), p90: minutes(9) } };
    assert.equal(timingOf({ type: 'p90' }, measured).step('update.install', machine, 'x'), minutes(9));
    assert.notEqual(timingOf({ type: 'p90' }, measured).step('host.reboot', machine, 'x'), minutes(9));
  });
});

describe('agenda', () => {
  const at = (ms: number) => instant(ms);
  it('gives what is due, soonest first, by key within an instant, whatever the order of arrival', () => {
    const agenda = newAgenda<number>();
    for (const n of [5, 3, 9, 1, 7, 3, 8]) agenda.put(at(n % 4), `k${n}`, n);
    assert.equal(agenda.next, 0);
    assert.deepEqual(
      agenda.take(at(1)).map(({ key }) => key),
      ['k8', 'k1', 'k5', 'k9'],
    );
    assert.deepEqual(
      agenda.take(at(3)).map(({ key }) => key),
      ['k3', 'k7'],
    );
    assert.equal(agenda.next, null);
  });

  it('keeps the last of one name, and forgets what is dropped', () => {
    const agenda = newAgenda<string>();
    agenda.put(at(1), 'a', 'old');
    agenda.put(at(5), 'a', 'new');
    agenda.put(at(2), 'b', 'gone');
    agenda.drop('b');
    assert.equal(agenda.next, 5);
    assert.deepEqual(
      agenda.take(at(9)).map(({ what }) => what),
      ['new'],
    );
  });
});
