/** The three commands of the front page, on the example fleet and what its hosts report half an hour before its last ring. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { loadFleet } from '#core/declarations/load.ts';
import type { Fleet } from '#core/model/fleet.ts';
import type { Plan } from '#core/model/plan.ts';
import { readdir, readFile } from 'node:fs/promises';
import { atlasHere, project } from './atlas.ts';

const example = join(project, 'fleet-example');
const options = ['--observations', join(example, 'observations.json'), '--at', '2026-12-05T19:30:00+01:00'];

async function said(...args: readonly string[]): Promise<string> {
  const { exit, out, err } = await atlasHere([...args, ...options], {});
  assert.equal(exit, 0, err);
  return out;
}

async function declared(): Promise<Fleet> {
  const names = await readdir(example, { recursive: true });
  const paths = names.filter((name) => name.endsWith('.yaml'));
  const { fleet } = loadFleet(
    await Promise.all(paths.map(async (path) => ({ path, bytes: await readFile(join(example, path)) }))),
  );
  assert.ok(fleet);
  return fleet;
}

describe('the example fleet and what its hosts report', function () {
  this.timeout(60_000);

  it('plan: one verdict for everything declared, and a number in every hold', async () => {
    const { plan } = JSON.parse(await said('plan', example, '--json')) as { plan: Plan };
    const fleet = await declared();
    const resources = [
      ...Object.keys(fleet.hosts).map((name) => `Host/${name}`),
      ...Object.keys(fleet.vms).map((name) => `VirtualMachine/${name}`),
    ];
    assert.deepEqual(Object.keys(plan.verdicts).sort(), resources.sort());
    const counts = new Map<string, number>();
    for (const { status } of Object.values(plan.verdicts)) counts.set(status, (counts.get(status) ?? 0) + 1);
    for (const status of ['in-state', 'held', 'unknown', 'needs-person'])
      assert.ok((counts.get(status) ?? 0) > 0, `nothing is ${status}`);
    assert.ok(counts.get('in-state')! > resources.length / 2, 'most is as declared');
    for (const [key, verdict] of Object.entries(plan.verdicts)) {
      if (verdict.status !== 'held') continue;
      assert.ok(verdict.holds.length > 0, `${key} is held by nothing`);
      for (const hold of verdict.holds) {
        const { reason, ...rest } = hold;
        assert.match(JSON.stringify(rest), /\d/, `${key}: ${reason} without its number`);
      }
    }
    const reasons = new Set(
      Object.values(plan.verdicts)
        .flatMap((one) => (one.status === 'held' ? one.holds : []))
        .map((hold) => hold.reason),
    );
    for (const reason of [
      'window-closed',
      'notice-running',
      'facts-stale',
      'disk-full',
      'backup-stale',
      'cannot-drain',
      'ring-waits',
    ])
      assert.ok((reasons as ReadonlySet<string>).has(reason), `no hold says ${reason}; there are ${[...reasons].join(', ')}`);
  });

  const explained: readonly { readonly name: string; readonly says: readonly RegExp[] }[] = [
    {
      name: 'par-hv-03',
      says: [
        /^par-hv-03 waits: window "saturday-night" is closed; opens 20:00\./,
        /par-crm-01 cannot be moved: its replication is Error/,
        /the last good backup of par-arch-01 is of Wed 2 Dec 19:00/,
      ],
    },
    { name: 'par-hv-01', says: [/opens 20:00/, /would do +drain \d VMs to par-hv-02 → install KB5081442/, /Forecast: done by/] },
    { name: 'lyo-hv-03', says: [/the last report of lyo-hv-03 is of 18:50, older than 10 min/] },
    { name: 'par-sql-01', says: [/1 GiB free on the system disk, 12 GiB are needed/] },
    { name: 'par-hv-02', says: [/^par-hv-02 is as declared/, /last run +november-2026\.par-hv-02\.1/] },
    { name: 'par-file-01', says: [/shut it down on par-hv-01 → last changes → start it on par-hv-02/] },
    { name: 'par-sql-02', says: [/change the settings of its replication; its service is not touched/] },
    { name: 'par-erp-db-01', says: [/people were told Fri 4 Dec 10:00 and have 14 days/] },
    { name: 'lyo-prn-01', says: [/split brain/, /Do: stop one copy by hand/] },
  ];
  for (const { name, says } of explained)
    it(`explain ${name}`, async () => {
      const text = (await said('explain', name, example)).replaceAll(/\s+/g, ' ');
      for (const sentence of says) assert.match(text, sentence);
    });

  it('forecast: the rest of the rollout, what heals by itself, and why the rest does not', async () => {
    const text = (await said('forecast', example, '--all')).replaceAll(/\s+/g, ' ');
    for (const sentence of [
      /november-2026 production +\d hosts: patch to 20348\.5622/,
      /VM par-crm-01 +Mon 7 Dec 22:00 +until .*replicate/,
      /NOT DONE BY.*par-sql-01 +1 GiB free/,
      /lyo-hv-01 +needs a person: split brain/,
      /SLA +november-2026: high, due Thu 10 Dec/,
      /1 host cannot be forecast, for want of fresh facts: lyo-hv-03/,
    ])
      assert.match(text, sentence);
  });
});
