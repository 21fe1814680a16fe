import type { PatchState } from '#core/model/action.ts';
import { replicationPolicyOf } from '#core/interventions/goals.ts';
import type { BackupPolicy, Fleet, Host, Lifecycle, Product, Target, VirtualMachine } from '#core/model/fleet.ts';
import type { HostName } from '#core/model/ids.ts';
import { type Instant, second } from '#core/model/time.ts';
import type { StartsAs, WorldDescription } from './description.ts';

const GiB = 1024 ** 3;

/** What a host has when nobody says otherwise: older than every real update. */
const unpatched: Readonly<Record<Product, PatchState>> = {
  'windows-server-2019': { type: 'windows', build: '17763.1' },
  'windows-server-2022': { type: 'windows', build: '20348.1' },
  'windows-server-2025': { type: 'windows', build: '26100.1' },
  'debian-12': { type: 'debian', packages: {} },
  'debian-13': { type: 'debian', packages: {} },
};

export interface Described {
  readonly builds: Readonly<Record<string, PatchState>>;
  readonly seed: string;
  readonly now: Instant;
  /** Bytes of memory for VMs on Hyper-V hosts that declare none; 128 GiB when left out. */
  readonly memoryCapacity?: number;
  /** Bytes free on every system disk; 60 GiB when left out. */
  readonly diskFree?: number;
  /** What is otherwise than declared when the world begins, by VM. */
  readonly differences?: Readonly<Record<string, StartsAs>>;
}

/**
 * A world that matches the fleet, everything at its declared home and healthy (VMs that a migration names included: it is
 * still to come). `builds` = patch state by host to start from. Extended replicas are not simulated.
 * @throws RangeError when `differences` names a VM that is not there.
 */
export function describe(fleet: Fleet, options: Described): WorldDescription {
  const { builds, seed, now, memoryCapacity = 128 * GiB, diskFree = 60 * GiB, differences = {} } = options;
  const vms = Object.values(fleet.vms).filter(inService).sort(byName);
  const unknown = Object.keys(differences).find((name) => !vms.some((vm) => vm.name === name));
  if (unknown !== undefined) throw new RangeError(`${unknown} is no VM of this fleet and cannot begin differently`);
  const used = switchesOf(vms);
  return {
    seed,
    now,
    hosts: Object.values(fleet.hosts)
      .filter(inService)
      .map(({ name, product, runsOn, hyperV }) => ({
        name,
        product,
        patch: builds[name] ?? unpatched[product],
        runsOn,
        hyperV: hyperV && {
          capacity: hyperV.memory ?? memoryCapacity,
          switches: hyperV.switches === null ? used : Object.keys(hyperV.switches),
          ...(hyperV.vmVersions === null ? {} : { vmVersions: hyperV.vmVersions }),
        },
        diskFree,
      }))
      .sort(byName),
    vms: vms.map((vm) => {
      const { name, home, replica, memory, startOrder, networks, version } = vm;
      const startsAs = differences[name];
      return {
        name,
        home,
        replica: replica?.host ?? null,
        memory,
        startOrder,
        networks,
        ...(version === null ? {} : { version }),
        ...(replica === null ? {} : { frequency: replica.frequency / second }),
        recoveryPoints: replicationPolicyOf(fleet, vm)?.recoveryPoints ?? 4,
        ...(startsAs === undefined ? {} : { startsAs }),
      };
    }),
    backups: fleet.backupPolicies
      .map((policy) => ({ policy: policy.name, via: policy.via, jobs: jobsOf(fleet, policy) }))
      .sort((a, b) => (a.policy < b.policy ? -1 : 1)),
  };
}

function inService({ lifecycle }: { readonly lifecycle: Lifecycle }): boolean {
  return lifecycle.retired === null;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** Hosts that declare no switches have all that any VM is connected to. */
function switchesOf(vms: readonly VirtualMachine[]): readonly string[] {
  const names = new Set(vms.flatMap(({ networks }) => networks.map((network) => network.switch)));
  return names.size === 0 ? ['LAN'] : [...names].sort();
}

/** Minutes after midnight UTC: late in the evening where the example fleets are. */
const nightly = 21 * 60;

/** A job for each pair of Hyper-V hosts in scope, and for each host that has no partner. */
function jobsOf(fleet: Fleet, { name, scope }: BackupPolicy): { id: string; hosts: HostName[]; at: number }[] {
  const inScope = (host: Host) =>
    (scope.sites.length === 0 || scope.sites.includes(host.site)) &&
    (scope.hosts.length === 0 || scope.hosts.includes(host.name));
  const covered = Object.values(fleet.hosts)
    .filter((host) => host.hyperV !== null && inService(host) && inScope(host))
    .sort(byName);
  const jobs: { id: string; hosts: HostName[]; at: number }[] = [];
  for (const host of covered) {
    const partnersJob = jobs.find(({ hosts }) => hosts.some((other) => other === host.partner));
    if (partnersJob) partnersJob.hosts.push(host.name);
    else jobs.push({ id: `${name}-job-${jobs.length + 1}`, hosts: [host.name], at: nightly });
  }
  return jobs;
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
