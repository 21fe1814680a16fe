import assert from 'node:assert/strict';
import type { Fleet, Host, VirtualMachine } from '#core/model/fleet.ts';
import { duration } from '#core/model/time.ts';
import { describe as describeWorld, patchedTo } from '#agent/simulated-world/describe.ts';
import { createWorld } from '#agent/simulated-world/world.ts';
import { GiB, app, copyOf, debian, hvA, hvB, seen, start } from './fixture.ts';

describe('a world from a fleet', () => {
  const inService = { formerly: null, retired: null };
  const host = (name: string, product: Host['product'], hyperV: Host['hyperV']) =>
    ({ name, product, hyperV, runsOn: null, site: 'par', partner: null, lifecycle: inService }) as unknown as Host;
  const role = { reserve: 4 * GiB, memory: null, switches: null, vmVersions: null };
  const fleet = {
    hosts: {
      [hvB]: host(hvB, 'windows-server-2025', role),
      [hvA]: host(hvA, 'windows-server-2025', role),
      [debian]: host(debian, 'debian-12', null),
    },
    vms: {
      [app]: {
        name: app,
        home: hvB,
        replica: { host: hvA, frequency: duration(900_000), policy: null, extended: null },
        startOrder: 1,
        memory: GiB,
        networks: [{ switch: 'LAN', vlan: 20 }],
        version: null,
        lifecycle: inService,
      } as unknown as VirtualMachine,
    },
    replicationPolicies: {},
    backupPolicies: [{ name: 'veeam', via: debian, scope: { sites: [], hosts: [] } }],
  } as unknown as Fleet;
  const builds = patchedTo(fleet, {
    'windows-server-2025': { type: 'windows', build: '26100.7171', kb: null, hotpatch: null },
    'debian-12': { type: 'debian', suite: 'bookworm', packages: { openssl: '3.0.17-1' } },
  });

  it('starts where the given baseline left it, everything at home and well', () => {
    const world = createWorld(describeWorld(fleet, { builds, seed: 's', now: start }));
    assert.deepEqual(seen(world, hvA).patch, { type: 'windows', build: '26100.7171', servicing: 'idle' });
    const { patch } = seen(world, debian);
    assert.deepEqual(patch.type === 'debian' && patch.packages, { 'linux-image-amd64': '', openssl: '3.0.17-1' });
    assert.equal(copyOf(world, hvB, app), 'Running primary Replicating Normal');
    assert.equal(copyOf(world, hvA, app), 'Off replica Replicating Normal');
  });

  it('does not depend on the order of declarations', () => {
    const turned = { ...fleet, hosts: Object.fromEntries(Object.entries(fleet.hosts).toReversed()) };
    const options = { builds, seed: 's', now: start };
    assert.deepEqual(describeWorld(turned, options), describeWorld(fleet, options));
  });

  it('refuses a VM on a host without Hyper-V', () => {
    const description = describeWorld(fleet, { builds, seed: 's', now: start });
    const vms = description.vms.map((vm) => ({ ...vm, home: debian }));
    assert.throws(() => createWorld({ ...description, vms }), /no Hyper-V there/);
  });
});
