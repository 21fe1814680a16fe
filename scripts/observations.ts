/**
 * fleet-example/observations.json: what the hosts of the example fleet report half an hour before its last ring may begin. The hosts are
 * those of the simulated world, with a few things wrong: what is wrong, and what has been done, stands here.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, patchedTo } from '#agent/simulated-world/describe.ts';
import type { StartsAs } from '#agent/simulated-world/description.ts';
import { createWorld, type FaultSwitch, observe } from '#agent/simulated-world/world.ts';
import { throwSwitch } from '#agent/simulated-world/switches.ts';
import { loadFleet } from '#core/declarations/load.ts';
import { interestOf } from '#core/interventions/interest.ts';
import { replicationPolicyOf } from '#core/interventions/goals.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { baselineName, hostName, rolloutName, vmName } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import type { InterventionInFile, NoticeInFile, ObservationsFile } from '#core/model/observations-file.ts';
import { after, instantOf, minutes, toIso } from '#core/model/time.ts';

const example = join(import.meta.dirname, '..', 'fleet-example');
const at = '2026-12-05T19:30:00+01:00';
/** The world is looked at a while after it began, so that what goes wrong has shown. */
const began = instantOf('2026-12-05T19:00:00+01:00');
const seed = 'acme';
const rollout = rolloutName('november-2026');
const october = baselineName('2026-10');

/** Otherwise than declared. */
const differences: Readonly<Record<string, StartsAs>> = {
  // somebody moved it by hand, and left it there
  'par-file-01': { type: 'on-replica' },
  // its policy has changed since
  'par-sql-02': { type: 'settings', frequency: 300, recoveryPoints: 0 },
};

const wrong: readonly FaultSwitch[] = [
  { host: hostName('par-hv-03'), kind: 'replication-critical', vm: vmName('par-crm-01') },
  { host: hostName('lyo-hv-02'), kind: 'split-brain', vm: vmName('lyo-prn-01') },
  { host: hostName('par-hv-03'), kind: 'backup-old', vm: vmName('par-arch-01') },
  { host: hostName('par-sql-01'), kind: 'disk-full' },
];

/** Nothing has been heard of it since. */
const silent: Readonly<Record<string, string>> = { 'lyo-hv-03': '2026-12-05T18:50:00+01:00' };

const notices: readonly NoticeInFile[] = [
  { call: rollout, givenAt: '2026-11-13T11:45:00+01:00' },
  { call: 'databases', givenAt: '2026-12-05T18:00:00+01:00' },
  { call: 'standard', givenAt: '2026-12-05T18:00:00+01:00' },
  { call: 'erp-to-lyon', givenAt: '2026-12-04T10:00:00+01:00' },
];

/** Beginning, verification and end, Paris time. */
const patched: Readonly<Record<string, readonly [string, string, string]>> = {
  'par-web-02': ['2026-11-21T20:00:00+01:00', '2026-11-21T20:01:00+01:00', '2026-11-21T20:01:00+01:00'],
  'lyo-hv-04': ['2026-11-21T20:00:00+01:00', '2026-11-21T20:58:00+01:00', '2026-11-21T21:25:00+01:00'],
  'par-hv-02': ['2026-11-21T20:02:00+01:00', '2026-11-21T21:11:00+01:00', '2026-11-21T21:46:00+01:00'],
  'par-hv-04': ['2026-11-28T20:00:00+01:00', '2026-11-28T21:30:00+01:00', '2026-11-28T22:12:00+01:00'],
  'lyo-app-01': ['2026-11-28T20:01:00+01:00', '2026-11-28T20:44:00+01:00', '2026-11-28T20:50:00+01:00'],
  'lyo-dc-01': ['2026-11-28T20:50:00+01:00', '2026-11-28T21:14:00+01:00', '2026-11-28T21:20:00+01:00'],
  'lyo-hv-02': ['2026-11-28T21:20:00+01:00', '2026-11-28T22:40:00+01:00', '2026-11-28T23:22:00+01:00'],
};

/** Test failovers: par-sql-02 has had none yet. */
const tested: Readonly<Record<string, string>> = {
  'lyo-sql-01': '2026-11-13T22:00:00+01:00',
  'lyo-bi-sql-01': '2026-11-13T22:05:00+01:00',
};

export async function exampleObservations(): Promise<string> {
  const fleet = await exampleFleet();
  const file: ObservationsFile = {
    $schema: '../schemas/observations/v1/observations.schema.json',
    at,
    seenAt: { ...silent },
    notices: [...notices],
    interventions: [...patches(), ...tests(fleet)],
    observations: reports(fleet),
  };
  return `${printed(file)}\n`;
}

async function exampleFleet(): Promise<Fleet> {
  const entries = await readdir(example, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile() && one.name.endsWith('.yaml')).map((one) => join(one.parentPath, one.name));
  const files = await Promise.all(
    paths.map(async (path) => ({ path: relative(example, path).replaceAll('\\', '/'), bytes: await readFile(path) })),
  );
  const { fleet, problems } = loadFleet(files);
  if (fleet === null) throw new Error(`fleet-example does not check: ${problems[0]?.message}`);
  return fleet;
}

function reports(fleet: Fleet): Record<string, Observation> {
  const target = fleet.baselines[fleet.rollouts[rollout]!.baseline]!.products;
  const builds = patchedTo(fleet, fleet.baselines[october]!.products);
  for (const [host, build] of Object.entries(patchedTo(fleet, target))) if (patched[host] !== undefined) builds[host] = build;
  const world = createWorld(describe(fleet, { builds, seed, now: began, differences }));
  for (const fault of wrong) {
    const refusal = throwSwitch(world, fault);
    if (refusal !== null) throw new Error(`${fault.kind} on ${fault.host}: ${refusal.message}`);
  }
  const found: Record<string, Observation> = {};
  for (const { name } of Object.values(fleet.hosts)) {
    const answer = observe(world, name, interestOf(fleet, name), instantOf(at));
    if ('refusal' in answer) throw new Error(answer.refusal.message);
    found[name] = answer.ok;
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function patches(): InterventionInFile[] {
  return Object.entries(patched).map(([host, [startedAt, verifiedAt, endedAt]]) => ({
    call: rollout,
    host,
    startedAt,
    verifiedAt,
    outcome: 'succeeded',
    endedAt,
    why: 'verified on its target',
  }));
}

function tests(fleet: Fleet): InterventionInFile[] {
  return Object.entries(tested).map(([name, startedAt]) => {
    const vm = fleet.vms[name];
    const policy = vm && replicationPolicyOf(fleet, vm);
    if (!vm || !policy) throw new Error(`${name} has no policy that tests it`);
    const endedAt = toIso(after(instantOf(startedAt), minutes(5)));
    return {
      call: policy.name,
      host: vm.home,
      vm: name,
      kind: 'test-failover',
      startedAt,
      verifiedAt: endedAt,
      outcome: 'succeeded',
      endedAt,
      why: `its test VM answered on ${vm.replica?.host}`,
    };
  });
}

/** Characters; a VM has one line. */
const widest = 110;

function printed(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length + indent.length <= widest || 'heartbeat' in value) return flat;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const rows = Array.isArray(value)
    ? value.map((item) => printed(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${printed(item, inner)}`);
  return `${open}\n${rows.map((row) => inner + row).join(',\n')}\n${indent}${close}`;
}
