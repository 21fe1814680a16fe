import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { createDemoClock } from '#controller/adapters/system/demo-clock.ts';
import { holding } from '#controller/adapters/system/holding.ts';
import { after, hour, instantOf, minute, type Instant } from '#core/model/time.ts';

const start = instantOf('2026-12-05T18:00:00Z');
const at = (hours: number): Instant => after(start, (hours * hour) as typeof hour);

/** Long enough for every jump that could follow from what was done so far. */
async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await turn();
}

describe('demo clock', () => {
  it('jumps to the soonest instant somebody waits for, one after the other', async () => {
    const { clock } = createDemoClock({ start });
    const seen: number[] = [];
    await Promise.all([2, 1, 3].map(async (h) => clock.until(at(h)).then(() => seen.push((clock.now() - start) / hour))));
    assert.deepEqual(seen, [1, 2, 3]);
  });

  it('answers at once for an instant that has come', async () => {
    const { clock } = createDemoClock({ start });
    await clock.until(start);
    assert.equal(clock.now(), start);
  });

  it('stands still while work is in flight', async () => {
    const demo = createDemoClock({ start });
    const release = demo.hold('commit');
    const second = demo.hold('commit');
    const waiting = demo.clock.until(at(1));
    await settled();
    assert.equal(demo.clock.now(), start);
    release();
    release();
    await settled();
    assert.equal(demo.clock.now(), start);
    assert.deepEqual(demo.state().holds, ['commit']);
    second();
    await waiting;
    assert.equal(demo.clock.now(), at(1));
  });

  it('lets what a jump released begin its work before it jumps again', async () => {
    const demo = createDemoClock({ start });
    const order: string[] = [];
    const work = async () => {
      await demo.clock.until(at(1));
      await Promise.resolve();
      const release = demo.hold('work');
      for (let i = 0; i < 5; i++) await turn();
      order.push(`worked at ${(demo.clock.now() - start) / hour}`);
      release();
    };
    const later = demo.clock.until(at(2)).then(() => order.push('later'));
    await Promise.all([work(), later]);
    assert.deepEqual(order, ['worked at 1', 'later']);
  });

  it('does not jump to an idle wait, but releases it when it passes', async () => {
    const demo = createDemoClock({ start });
    let held = true;
    const poll = demo.clock.until(at(1), { idle: true }).then(() => (held = false));
    await settled();
    assert.equal(demo.clock.now(), start);
    assert.ok(held);
    await demo.clock.until(at(2));
    await poll;
    assert.equal(held, false);
  });

  it('forgets a wait that was aborted', async () => {
    const demo = createDemoClock({ start });
    const release = demo.hold('test');
    const abort = new AbortController();
    const waiting = demo.clock.until(at(1), { signal: abort.signal });
    abort.abort();
    await waiting;
    release();
    await settled();
    assert.equal(demo.clock.now(), start);
    await demo.clock.until(at(1), { signal: abort.signal });
    assert.equal(demo.clock.now(), start);
  });

  it('waits for participants that work, and jumps to what an idle one waits for', async () => {
    const demo = createDemoClock({ start });
    const agent = demo.participant('par-hv-01');
    const world = demo.participant('world');
    agent.busy();
    world.idle(at(1));
    await settled();
    assert.equal(demo.clock.now(), start);
    assert.deepEqual(demo.state().busy, ['par-hv-01']);
    agent.idle(null);
    await settled();
    assert.equal(demo.clock.now(), at(1));
  });

  it('takes a participant whose instant has come for busy until it reports again', async () => {
    const demo = createDemoClock({ start });
    const world = demo.participant('world');
    world.idle(at(1));
    const waiting = demo.clock.until(at(2));
    await settled();
    assert.equal(demo.clock.now(), at(1));
    assert.deepEqual(demo.state().busy, ['world']);
    world.idle(null);
    await waiting;
    assert.equal(demo.clock.now(), at(2));
  });

  it('does not wait for one that is gone, but for one that is expected', async () => {
    const demo = createDemoClock({ start, participants: ['par-hv-01'] });
    const agent = demo.participant('par-hv-01');
    void demo.clock.until(at(1));
    await settled();
    assert.equal(demo.clock.now(), start);
    assert.deepEqual(demo.state().missing, ['par-hv-01']);
    agent.idle(null);
    await settled();
    assert.equal(demo.clock.now(), at(1));
    void demo.clock.until(at(2));
    agent.gone();
    await settled();
    assert.equal(demo.clock.now(), at(1));
    demo.expect([]);
    await settled();
    assert.equal(demo.clock.now(), at(2));
  });

  it('goes on from its file and refuses one that holds something else', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'atlas-clock-'));
    const file = join(directory, 'demo-clock');
    const first = createDemoClock({ start, file });
    await first.clock.until(at(5));
    assert.equal(createDemoClock({ start, file }).clock.now(), at(5));
    writeFileSync(file, 'soon');
    assert.throws(() => createDemoClock({ start, file }), { code: 'clock.unreadable' });
    rmSync(directory, { recursive: true });
  });

  it('is held by every promise of a port wrapped for it', async () => {
    const demo = createDemoClock({ start });
    const port = {
      base: 20,
      async double(n: number) {
        for (let i = 0; i < 5; i++) await turn();
        return this.base + n;
      },
      async fail() {
        await turn();
        throw new Error('no');
      },
      size: () => 1,
    };
    const wrapped = holding(port, 'store', demo.hold);
    const waiting = demo.clock.until(after(start, minute));
    const result = wrapped.double(1);
    assert.deepEqual(demo.state().holds, ['store.double']);
    assert.equal(await result, 21);
    await assert.rejects(wrapped.fail(), /no/);
    assert.equal(wrapped.size(), 1);
    assert.deepEqual(demo.state().holds, []);
    await waiting;
  });
});
