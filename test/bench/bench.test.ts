/** The bench's workloads are fleets that check, and its command tells rows of the promised shape; speed itself is never tested. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadFleet } from '#core/declarations/load.ts';
import { digestOf } from '#core/digest.ts';
import { isError } from '#core/model/problem.ts';
import { debianFleet } from '../../bench/agents/estate.ts';
import { workload } from '../../bench/workload.ts';

const bench = fileURLToPath(new URL('../../bench/bench.ts', import.meta.url));

describe('bench workloads', () => {
  for (const hosts of [60, 1_000])
    it(`${hosts} hosts in replica pairs check, and each has an observation`, () => {
      const { files, observations } = workload(hosts);
      const { fleet, problems } = loadFleet(files);
      assert.deepEqual(problems.filter(isError), []);
      assert.deepEqual(Object.keys(fleet!.hosts), [...observations.keys()]);
      assert.equal(Object.keys(fleet!.vms).length, hosts / 2);
      for (const host of Object.values(fleet!.hosts)) assert.equal(fleet!.hosts[host.partner!]!.partner, host.name);
      assert.equal(Object.values(fleet!.rollouts).flatMap(({ rings }) => rings.flatMap(({ members }) => members)).length, hosts);
    });

  it('is the same every time', () => {
    const once = workload(60);
    const again = workload(60);
    assert.equal(digestOf([...once.observations]), digestOf([...again.observations]));
    assert.deepEqual(once.files, again.files);
  });

  it('the fleet with work for a long time checks', () => {
    assert.deepEqual(loadFleet(debianFleet(20)).problems.filter(isError), []);
  });

  it('a compiled fleet is the same after a trip through JSON, as the store keeps it', () => {
    const { fleet } = loadFleet(workload(60).files);
    assert.deepEqual(JSON.parse(JSON.stringify(fleet)), fleet);
  });
});

describe('npm run bench', () => {
  it('--short plan-1k prints the row and writes it', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'atlas-bench-test-'));
    try {
      const out = join(dir, 'latest.json');
      const { stdout } = await promisify(execFile)(process.execPath, [bench, '--short', '--out', out, 'plan-1k']);
      assert.match(stdout, /^plan-1k +[\d.]+ CPU-s/m);
      const rows = JSON.parse(await readFile(out, 'utf8')) as Record<string, unknown>[];
      assert.deepEqual(
        rows.map((row) => Object.entries(row).map(([key, value]) => `${key}: ${typeof value}`)),
        [['id: string', 'value: number', 'unit: string', 'floor: number', 'goal: number', 'met: boolean', 'note: string']],
      );
      assert.match(String(rows[0]!['note']), /^1000 hosts, 500 VMs: .*4 ready/);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }).timeout(60_000);

  it('says which rows there are', async () => {
    await assert.rejects(
      promisify(execFile)(process.execPath, [bench, 'plan-2k']),
      /not a row: plan-2k; rows: plan-1k, plan-10k, plan-100k, commit-1k, .*resident-100k, .*check-in, actions-minute/,
    );
  });
});
