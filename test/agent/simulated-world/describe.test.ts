import assert from 'node:assert/strict';
import type { Fleet, Host, VirtualMachine } from '#core/model/fleet.ts';
import { duration } from '#core/model/time.ts';
import { describe as describeWorld, patchedTo } from '#agent/simulated-world/describe.ts';
import { createWorld } from '#agent/simulated-world/world.ts';
import type { StartsAs } from '#agent/simulated-world/description.ts';
import { GiB, app, copyOf, debian, hvA, hvB, seen, start, vmOn } from './fixture.ts';

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

  it('has the switches, settings and backups that the fleet declares', () => {
    const world = createWorld(describeWorld(fleet, { builds, seed: 's', now: start }));
    const { hyperV } = seen(world, hvB);
    assert.deepEqual(hyperV?.switches, ['LAN']);
    assert.ok(hyperV.vmVersions?.includes('9.0') && hyperV.certificateDaysLeft === 365);
    const { networks, version, replication } = vmOn(world, hvB, app);
    assert.deepEqual([networks, version, replication?.frequency], [[{ switch: 'LAN', vlan: 20 }], '9.0', 900]);
    assert.deepEqual(seen(world, debian).backups?.['veeam']?.paused, []);
    assert.deepEqual(
      world.backups['veeam']!.jobs.map(({ hosts }) => hosts),
      [[hvA], [hvB]],
    );
  });

  describe('begins differently where told to', () => {
    const cases: readonly [string, StartsAs, string, string][] = [
      ['not replicated', { type: 'not-replicated' }, 'Running', 'none'],
      ['a copy left over', { type: 'left-over' }, 'Running', 'Off'],
      ['on its replica host', { type: 'on-replica' }, 'Off replica Replicating Normal', 'Running primary Replicating Normal'],
      [
        'broken',
        { type: 'half-state', state: 'link-trouble' },
        'Running primary Error Critical',
        'Off replica Replicating Warning',
      ],
    ];
    for (const [name, startsAs, home, replica] of cases) {
      it(name, () => {
        const world = createWorld(describeWorld(fleet, { builds, seed: 's', now: start, differences: { [app]: startsAs } }));
        assert.deepEqual([copyOf(world, hvB, app), copyOf(world, hvA, app)], [home, replica]);
        assert.equal(world.vms[app]!.losses, 0);
      });
    }

    it('other settings', () => {
      const differences = { [app]: { type: 'settings', frequency: 30, recoveryPoints: 0 } } as const;
      const world = createWorld(describeWorld(fleet, { builds, seed: 's', now: start, differences }));
      assert.equal(vmOn(world, hvB, app).replication?.frequency, 30);
    });

    it('never a VM that is not there', () => {
      const differences = { nobody: { type: 'left-over' } } as const;
      assert.throws(() => describeWorld(fleet, { builds, seed: 's', now: start, differences }), /nobody is no VM/);
    });
  });

  it('leaves out what is retired', () => {
    const retired = { formerly: null, retired: 'sold' };
    const gone = { ...fleet, vms: { [app]: { ...fleet.vms[app]!, lifecycle: retired } } };
    assert.deepEqual(describeWorld(gone, { builds, seed: 's', now: start }).vms, []);
  });

  it('refuses a VM on a host without Hyper-V', () => {
    const description = describeWorld(fleet, { builds, seed: 's', now: start });
    const vms = description.vms.map((vm) => ({ ...vm, home: debian }));
    assert.throws(() => createWorld({ ...description, vms }), /no Hyper-V there/);
  });
});
