import type { PatchState } from '#core/model/action.ts';
import type { Fleet, Product, Target } from '#core/model/fleet.ts';
import type { Instant } from '#core/model/time.ts';
import type { WorldDescription } from './state.ts';

const GiB = 1024 ** 3;

/** What a host has when nobody says otherwise: older than every real update. */
const unpatched: Readonly<Record<Product, PatchState>> = {
  'windows-server-2019': { type: 'windows', build: '17763.1' },
  'windows-server-2022': { type: 'windows', build: '20348.1' },
  'windows-server-2025': { type: 'windows', build: '26100.1' },
  'debian-12': { type: 'debian', packages: {} },
  'debian-13': { type: 'debian', packages: {} },
};

/** A world that matches the fleet, everything at home and healthy. `builds` = patch state by host to start from. */
export function describe(
  fleet: Fleet,
  options: {
    readonly builds: Readonly<Record<string, PatchState>>;
    readonly seed: string;
    readonly now: Instant;
    /** Bytes of memory for VMs on every Hyper-V host; 128 GiB when left out. */
    readonly memoryCapacity?: number;
    /** Bytes free on every system disk; 60 GiB when left out. */
    readonly diskFree?: number;
  },
): WorldDescription {
  const { builds, seed, now, memoryCapacity = 128 * GiB, diskFree = 60 * GiB } = options;
  return {
    seed,
    now,
    hosts: Object.values(fleet.hosts)
      .map(({ name, product, runsOn, hyperV }) => ({
        name,
        product,
        patch: builds[name] ?? unpatched[product],
        runsOn,
        hyperV: hyperV === null ? null : { capacity: memoryCapacity },
        diskFree,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    vms: Object.values(fleet.vms)
      .map(({ name, home, replica, memory, startOrder }) => ({
        name,
        home,
        replica: replica?.host ?? null,
        memory,
        startOrder,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Every host at the given targets: the patch states to start a world from, for example those of last month's baseline. */
export function patchedTo(fleet: Fleet, products: Readonly<Partial<Record<Product, Target>>>): Record<string, PatchState> {
  const builds: Record<string, PatchState> = {};
  for (const { name, product } of Object.values(fleet.hosts)) {
    const target = products[product];
    if (target?.type === 'windows') builds[name] = { type: 'windows', build: target.build };
    if (target?.type === 'debian') builds[name] = { type: 'debian', packages: { ...target.packages } };
  }
  return builds;
}
