/** The one scenario that needs the whole loop: what the controller does when its Git server is gone in the middle of the night. */
import assert from 'node:assert/strict';
import { troubles } from '#core/views/heading.ts';
import { timesIn } from '#core/views/format.ts';
import { tinyFiles } from '#test/fleets.ts';
import { assertGolden } from '#test/golden.ts';
import { scene } from '#test/security/parts/scene.ts';

const why = [
  'Argo CD #18212, notification-controller #509: a fetch that fails reads as "nothing declared", or the work of the night stops.',
  'Nothing new is learned and nothing is removed; what is in force goes on, status says since when, and the next fetch catches up.',
];

describe('scenarios: Git', function () {
  this.timeout(60_000);

  it('the Git server is away for half an hour', async () => {
    const place = await scene();
    const { simulation, november } = place;
    const inForce = () => simulation.door().health()[0]!.commit;
    await place.intoTheWindow();
    const before = place.begun().length;
    simulation.repository.away = true;
    const missed = simulation.repository.land({
      files: { 'policy.yaml': `# What nobody can read yet.\n${tinyFiles['policy.yaml']!}` },
      by: 'marc',
      message: 'A note',
    });
    await place.wait(30);
    assert.equal(inForce(), november);
    assert.ok(place.begun().length > before, 'the work of the night goes on');
    const situation = await simulation.door().operator.situation(simulation.fleet);
    assert.ok(Object.keys(situation.input.fleet.hosts).length > 0);
    const said = troubles(situation, timesIn('Europe/Paris', simulation.now()), 116);
    simulation.repository.away = false;
    simulation.repository.approve({ from: november, to: missed, by: 'ines' });
    await place.wait(20);
    assert.equal(inForce(), missed, 'caught up without another push');
    const after = await simulation.door().operator.situation(simulation.fleet);
    assert.equal(after.sourceTrouble, null);
    await place.close();
    const text = ['the Git server is away for half an hour', ...why.map((line) => `  ${line}`), '', ...said]
      .join('\n')
      .replaceAll(november.slice(0, 7), '<commit>');
    assertGolden(new URL('golden', import.meta.url).pathname, 'the-git-server-is-away-for-half-an-hour', `${text}\n`);
  });
});
