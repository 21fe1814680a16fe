/** Commits that are reviewed and check, and may not follow the one in force all the same: nothing of them is applied. */
import assert from 'node:assert/strict';
import { day, duration, instantOf } from '#core/model/time.ts';
import { tinyFiles } from '#test/fleets.ts';
import { scene, type Scene } from '#test/security/parts/scene.ts';
import { firstFiles } from '#test/simulation/parts/tiny.ts';

const friday = instantOf('2026-11-13T12:00:00+01:00');
const later = {
  'window.yaml': tinyFiles['window.yaml']!.replace('at: "20:00"', 'at: "22:00"'),
};
const hold = {
  'hold.yaml':
    'apiVersion: atlas/v1\nkind: Hold\nmetadata: { name: storage }\nspec: { who: ines, why: storage alarm, until: 2026-11-30T00:00+01:00 }\n',
};

/** Told on Friday the 13th of Saturday the 21st, 20:00; may be postponed until Wednesday 20:00. */
const told = (): Promise<Scene> => scene({ start: friday, everyInstant: false, rollout: tinyFiles['rollout.yaml']! });
/** Stops the clock there: what happens next happens at that time. */
async function goTo({ simulation }: Scene, when: string): Promise<void> {
  let there = false;
  simulation.at(instantOf(when), () => (there = true));
  await simulation.run(duration(30 * day), () => there);
  assert.ok(there);
}
const inForce = ({ simulation }: Scene) => simulation.door().health()[0]!.commit;

describe('a reviewed commit that may not follow the one in force', function () {
  this.timeout(120_000);

  it('postpones what was announced for Saturday: refused on Thursday, journaled once, and the fleet stays as it is', async () => {
    const place = await told();
    const { simulation, november } = place;
    assert.equal((await place.events('notice.given')).length, 1);
    await goTo(place, '2026-11-19T12:00+01:00');
    const commit = simulation.landReviewed(later, 'Two hours later');
    await goTo(place, '2026-11-19T12:30+01:00');
    assert.equal(inForce(place), november);
    const refused = (await place.events('commit.invalid')).filter((data) => data['commit'] === commit);
    assert.equal(refused.length, 1, 'said once');
    const { first } = refused[0] as { first: { code: string; at: { file: string }; message: string } };
    assert.deepEqual([first.code, first.at.file], ['postpones-announced', 'window.yaml']);
    assert.match(first.message, /announced to 4 hosts .* for Sat 21 Nov 2026 20:00/);
    const { pending } = await simulation.door().operator.situation(simulation.fleet);
    assert.deepEqual([pending?.commit, pending?.state, pending?.problems[0]?.code], [commit, 'invalid', 'postpones-announced']);
    // a Hold always may, also on top of it, when the other is taken back
    const held = simulation.repository.land({
      files: { 'window.yaml': tinyFiles['window.yaml']!, ...hold },
      by: 'marc',
      message: 'Storage alarm',
    });
    simulation.repository.approve({ from: november, to: held, by: 'ines' });
    await goTo(place, '2026-11-19T12:40+01:00');
    assert.equal(inForce(place), held);
    const [broken] = await place.events('notice.broken');
    assert.deepEqual([broken?.['call'], broken?.['hold']], ['november-2026', 'storage']);
    await place.close();
  });

  it('postpones it on Tuesday: nothing is in the way', async () => {
    const place = await told();
    await goTo(place, '2026-11-17T12:00+01:00');
    const commit = place.simulation.landReviewed(later, 'Two hours later');
    await goTo(place, '2026-11-17T12:05+01:00');
    assert.equal(inForce(place), commit);
    assert.deepEqual(await place.events('notice.broken'), []);
    await place.close();
  });

  it('empties the repository but for its settings: no removal is executed (T8); with a word it is', async () => {
    const place = await scene();
    const { simulation, november } = place;
    const emptied = Object.fromEntries(['hosts.yaml', 'vms.yaml', 'rollout.yaml'].map((file) => [file, null]));
    const commit = simulation.landReviewed(emptied, 'Tidy up');
    await place.wait(5);
    assert.equal(inForce(place), november);
    const [refused] = (await place.events('commit.invalid')).filter((data) => data['commit'] === commit);
    assert.equal((refused!['first'] as { code: string }).code, 'too-many-removals');
    const meant = simulation.repository.land({
      files: { 'fleet.yaml': firstFiles['fleet.yaml']!.replace('  timezone:', '  allowRemovals: 7\n  timezone:') },
      by: 'marc',
      message: 'Yes, all of it',
    });
    simulation.repository.approve({ from: november, to: meant, by: 'ines' });
    await simulation.door().poll();
    assert.equal(inForce(place), meant);
    await place.close();
  });
});
