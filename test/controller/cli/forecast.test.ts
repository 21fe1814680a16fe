/** `atlas forecast` on the example fleet, as people call it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Forecast } from '#core/forecast/model.ts';
import { atlasHere, project } from './atlas.ts';

const fleet = join(project, 'fleet-example');
const forecast = (...more: readonly string[]) => atlasHere(['forecast', fleet, '--at', '2026-11-14T19:30+01:00', ...more], {});

describe('atlas forecast', function () {
  this.timeout(60_000);

  it('shows the whole rollout on a terminal of 80 columns', async () => {
    const { exit, out } = await forecast();
    assert.equal(exit, 0);
    assert.match(out, /^Patches 14 hosts in 3 rings/);
    for (const part of ['WHAT HAPPENS', 'HOSTS AND VMS', 'RISKS', 'redundancy', 'slack', 'SLA', 'if it fails'])
      assert.ok(out.includes(part), part);
    for (const line of out.split('\n')) assert.ok(line.length <= 80, line);
  });

  it('prints the same bytes twice, as JSON, for two seeds', async () => {
    const [a, b] = [await forecast('--json', '--seeds', 'a,b'), await forecast('--json', '--seeds', 'a,b')];
    assert.equal(a.out, b.out);
    const made = JSON.parse(a.out) as Forecast;
    assert.deepEqual([made.run.pace, made.other.pace], ['seed a', 'seed b']);
    assert.ok(made.run.works.every((work) => work.outcome === 'succeeded'));
  });

  it('writes Markdown with a chart for each night, and SVG', async () => {
    const markdown = (await forecast('--format', 'markdown')).out;
    assert.match(markdown, /^\*\*Patches 14 hosts/);
    assert.ok(markdown.split('```mermaid\ngantt\n').length > 3);
    assert.match((await forecast('--format', 'svg')).out, /^<svg xmlns=[\s\S]*<\/svg>\n$/);
  });

  const wrong = [
    { args: ['--seeds', 'a'], says: /is not two seeds/ },
    { args: ['--horizon', '3w'], says: /from 1 hour to 400 days/ },
    { args: ['--format', 'pdf'], says: /Allowed choices are text, markdown, svg/ },
  ] as const;
  for (const { args, says } of wrong)
    it(`says what is allowed: ${args.join(' ')}`, async () => {
      const { exit, err } = await forecast(...args);
      assert.equal(exit, 2);
      assert.match(err, says);
    });
});
