/** A world as described: what is not said is well. */
import type { Product } from '#core/model/fleet.ts';

import { after, day, duration } from '#core/model/time.ts';
import { createBackups } from './backups.ts';
import { newCopy, place } from './machines.ts';
import { putInto } from './half-states.ts';
import type { WorldDescription } from './description.ts';
import type { HyperVRole, Machine, Relation, Vm, WorldState } from './state.ts';

const suites = { 'debian-12': 'bookworm', 'debian-13': 'trixie' } as const;

/** Configuration versions that a host can run, sorted as text. */
const versions: Readonly<Partial<Record<Product, readonly string[]>>> = {
  'windows-server-2019': ['8.0', '9.0'],
  'windows-server-2022': ['10.0', '8.0', '9.0'],
  'windows-server-2025': ['10.0', '11.0', '12.0', '8.0', '9.0'],
};
/** Every product runs it. */
const commonVersion = '9.0';

/** @throws RangeError when the description contradicts itself. */
export function createWorld(description: WorldDescription): WorldState {
  const world: WorldState = {
    v: 2,
    seed: description.seed,
    now: description.now,
    revision: 1,
    nextNumber: 1,
    machines: {},
    vms: {},
    backups: {},
    transfers: {},
    timers: [],
    operations: {},
    running: [],
    faults: [],
  };
  for (const host of description.hosts) world.machines[host.name] = newMachine(world, host);
  for (const vm of description.vms) addVm(world, description, vm);
  for (const { name, runsOn } of description.hosts) {
    if (runsOn !== null && !world.vms[runsOn]) throw new RangeError(`${name} runs on ${runsOn}, which is not there`);
  }
  createBackups(world, description.backups ?? []);
  for (const { name, home, startsAs } of description.vms) {
    if (startsAs?.type === 'half-state') putInto(world, world.vms[name]!, home, startsAs.state);
  }
  return world;
}

function newMachine(world: WorldState, host: WorldDescription['hosts'][number]): Machine {
  const { patch, product } = host;
  const isDebian = product === 'debian-12' || product === 'debian-13';
  if ((patch.type === 'debian') !== isDebian)
    throw new RangeError(`${host.name} is ${product} and cannot have ${patch.type} patches`);
  return {
    name: host.name,
    product,
    runsOn: host.runsOn,
    hyperV: host.hyperV && hyperVRole(world, product, host.hyperV),
    vms: [],
    power: 'up',
    boots: 1,
    disk: {
      patch:
        patch.type === 'windows'
          ? { type: 'windows', build: patch.build }
          : { type: 'debian', suite: isDebian ? suites[product] : '', packages: { ...patch.packages } },
      pendingBuild: null,
      rebootPending: false,
    },
    diskFree: host.diskFree,
    servicing: 'idle',
    stopped: { services: [], probes: [] },
  };
}

function hyperVRole(
  world: WorldState,
  product: Product,
  role: NonNullable<WorldDescription['hosts'][number]['hyperV']>,
): HyperVRole {
  return {
    capacity: role.capacity,
    switches: (role.switches ?? ['LAN']).toSorted(),
    vmVersions: (role.vmVersions ?? versions[product] ?? [commonVersion]).toSorted(),
    certificateUntil: after(world.now, duration((role.certificateDays ?? 365) * day)),
    linked: true,
  };
}

function addVm(world: WorldState, { hosts }: WorldDescription, described: WorldDescription['vms'][number]): void {
  const { name, home, replica, memory, startOrder, startsAs } = described;
  for (const at of [home, replica]) {
    if (at !== null && !world.machines[at]?.hyperV) throw new RangeError(`${name} cannot stand on ${at}: no Hyper-V there`);
  }
  const vm: Vm = {
    name,
    memory,
    startOrder,
    disk: described.disk ?? 8 * memory,
    version: described.version ?? commonVersion,
    networks: described.networks ?? [],
    guests: hosts.filter(({ runsOn }) => runsOn === name).map((host) => host.name),
    copies: {},
    writings: 1,
    losses: 0,
  };
  world.vms[name] = vm;
  const turned = startsAs?.type === 'on-replica' && replica !== null;
  const runsAt = turned ? replica : home;
  const settings = {
    frequency: startsAs?.type === 'settings' ? startsAs.frequency : (described.frequency ?? 300),
    recoveryPoints: startsAs?.type === 'settings' ? startsAs.recoveryPoints : (described.recoveryPoints ?? 4),
  };
  for (const host of replica === null || startsAs?.type === 'not-replicated' ? [home] : [home, replica]) {
    const partner = host === home ? replica : home;
    const mode = host === runsAt ? 'primary' : 'replica';
    const relation: Relation | null =
      partner === null || startsAs?.type === 'not-replicated' || startsAs?.type === 'left-over'
        ? null
        : { mode, state: 'Replicating', partner, ...settings, settled: true };
    const runs = host === runsAt;
    place(world, vm, {
      ...newCopy(host),
      state: runs ? 'Running' : 'Off',
      heartbeat: runs ? 'ok' : 'none',
      replication: relation,
      data: 1,
    });
  }
}
