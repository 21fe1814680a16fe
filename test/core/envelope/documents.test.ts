/** Which files of a commit an agent gets: enough to judge for itself, and nothing that concerns other hosts only. */
import assert from 'node:assert/strict';
import { loadPartial } from '#core/declarations/load.ts';
import { documentsFor, neighbours } from '#core/envelope/documents.ts';
import { interestOf, rolloutsOf } from '#core/interventions/interest.ts';
import type { HostName } from '#core/model/ids.ts';
import { exampleFiles, tinyFleet } from '#test/fleets.ts';
import { loaded } from '../interventions/drive.ts';
import { erp, movingFiles } from '../interventions/moving.ts';

const host = (name: string) => name as HostName;

describe('documents of a host', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['hv-01', ['app-01', 'hv-01', 'hv-02']],
    ['hv-02', ['app-01', 'hv-01', 'hv-02']],
    ['app-01', ['app-01', 'hv-01', 'hv-02']],
    ['web-01', ['web-01']],
    ['gone', ['gone']],
  ];
  const tiny = loaded(tinyFleet());
  for (const [name, expected] of rows)
    it(`${name}: ${expected.join(', ')}`, () => assert.deepEqual(neighbours(tiny, host(name)), expected));

  it('are sorted, without duplicates, and leave out other pairs', async () => {
    const fleet = loaded(await exampleFiles());
    const found = documentsFor(fleet, host('par-hv-01'));
    assert.deepEqual(found, [...new Set(found)].sort());
    for (const file of [
      'fleet.yaml',
      'sites.yaml',
      'hosts/par-hv-01-02.yaml',
      'vms/par-hv-01-02.yaml',
      'hosts/guests.yaml',
      'windows/saturday-night.yaml',
      'windows/year-end-freeze.yaml',
      'policy/approval-policy.yaml',
      'rollouts/november-2026.yaml',
      'baselines/2026-11.yaml',
    ])
      assert.ok(found.includes(file), `${file} is not among ${found.join(', ')}`);
    for (const file of ['hosts/lyo-hv-01-02.yaml', 'vms/lyo-hv-01-02.yaml', 'hosts/debian.yaml', 'baselines/2026-10.yaml'])
      assert.ok(!found.includes(file), file);
  });

  it('load by themselves, and say of the host and its neighbours what the whole says', async () => {
    const files = await exampleFiles();
    const fleet = loaded(files);
    for (const { name } of Object.values(fleet.hosts)) {
      const wanted = new Set(documentsFor(fleet, name));
      const partial = loadPartial(files.filter((file) => wanted.has(file.path)));
      assert.ok(partial, name);
      for (const other of neighbours(fleet, name)) {
        assert.deepEqual(partial.hosts[other], fleet.hosts[other]);
        const own = rolloutsOf(fleet, other).map((one) => one.name);
        assert.deepEqual(
          rolloutsOf(partial, other).map((one) => one.name),
          own,
        );
        assert.deepEqual(interestOf(partial, other), interestOf(fleet, other));
      }
    }
  });
});

describe('documents of work on VMs', () => {
  const backup = `apiVersion: atlas/v1
kind: BackupPolicy
metadata: { name: nightly }
spec:
  veeam: { server: "https://veeam.example:9419", via: hv-04 }
  maxAge: PT36H
  pauseJobs: true
`;
  const fleet = loaded(movingFiles({ migration: erp(), extra: { 'backup.yaml': backup } }));
  interface Row {
    readonly of: string;
    readonly has: readonly string[];
    readonly lacks?: readonly string[];
  }
  const rows: readonly Row[] = [
    {
      of: 'hv-01',
      has: ['migration.yaml', 'policy-replication.yaml', 'more-hosts.yaml', 'vms.yaml', 'backup.yaml', 'window.yaml'],
    },
    { of: 'hv-02', has: ['migration.yaml', 'policy-replication.yaml', 'vms.yaml'] },
    { of: 'hv-03', has: ['migration.yaml', 'hosts.yaml', 'vms.yaml', 'policy-replication.yaml'] },
    // it gets the replica, and asks the backup server for all hosts
    { of: 'hv-04', has: ['migration.yaml', 'hosts.yaml', 'vms.yaml', 'backup.yaml'] },
    {
      of: 'web-01',
      has: ['rollout.yaml', 'window.yaml'],
      lacks: ['migration.yaml', 'vms.yaml', 'policy-replication.yaml', 'backup.yaml', 'more-hosts.yaml'],
    },
  ];
  for (const { of, has, lacks = [] } of rows) {
    it(of, () => {
      const found = documentsFor(fleet, host(of));
      assert.deepEqual(
        has.filter((file) => !found.includes(file)),
        [],
        'missing',
      );
      assert.deepEqual(
        lacks.filter((file) => found.includes(file)),
        [],
        'too many',
      );
    });
  }
});

describe('interest of a host', () => {
  it('is what its rollouts and its partner’s ask, and its own checks', () => {
    const fleet = loaded(tinyFleet());
    assert.deepEqual(interestOf(fleet, host('hv-01')), { services: ['vmms'], probes: [], packages: [], backups: [] });
    assert.deepEqual(interestOf(fleet, host('app-01')), { services: [], probes: [], packages: [], backups: [] });
    assert.deepEqual(interestOf(fleet, host('web-01')), { services: [], probes: [], packages: ['jq'], backups: [] });
    assert.deepEqual(interestOf(fleet, host('gone')), { services: [], probes: [], packages: [], backups: [] });
  });
});
