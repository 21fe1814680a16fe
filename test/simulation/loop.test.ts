import assert from 'node:assert/strict';
import { november } from './parts/november.ts';

describe('the whole loop in one process', function () {
  this.timeout(60_000);

  it('brings a reviewed rollout to every host, through notice and window', async () => {
    const { end, witness, starts, simulation } = await november({ seed: 'calm' });
    assert.equal(end, 'converged');
    assert.equal(witness.events.get('intervention.started'), 4);
    assert.equal(witness.events.get('intervention.verified'), 4);
    assert.equal(witness.events.get('action.done'), witness.begun.size);
    const kinds = new Set([...witness.begun.values()].map(({ order }) => order.kind));
    for (const kind of ['update.install', 'host.reboot', 'failover.reverse', 'checkpoint.create', 'checkpoint.remove'] as const)
      assert.ok(kinds.has(kind), `${kind} was part of it`);
    assert.equal(starts[0], 1, 'the controller never went down');
    assert.deepEqual(
      simulation.log.filter(({ level }) => level === 'error'),
      [],
    );
  });

  it('does the same when time goes to every instant that anybody waits for', async () => {
    const { end, witness } = await november({ seed: 'calm', everyInstant: true, lasts: 1.5 });
    assert.equal(end, 'converged');
    assert.equal(witness.events.get('intervention.verified'), 4);
  });

  it('follows from its seed, to the last byte of every journal', async () => {
    const broken = {
      worldBreaks: true,
      network: { loss: 0.1, repeat: 0.1, slow: 2_000 },
      agents: { crash: 0.05 },
      controller: { crash: 0.02, writeTakes: 200 },
    };
    const [first, again, other] = [
      await november({ seed: 'one', ...broken }),
      await november({ seed: 'one', ...broken }),
      await november({ seed: 'two', ...broken }),
    ];
    assert.equal(first.digest, again.digest);
    assert.notEqual(first.digest, other.digest);
  });
});
