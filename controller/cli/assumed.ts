/**
 * What hosts would report if all were well: so that the plan of a checkout says what its declarations call for. Every host
 * is up, healthy, at home, backed up just now, and on the newest baseline before the one it is to be brought to.
 */
import { replicationPolicyOf } from '#core/interventions/goals.ts';
import { indexOf } from '#core/interventions/fleet-index.ts';
import { interestOf, rolloutsOf } from '#core/interventions/interest.ts';
import type { Fleet, Host, Target, VirtualMachine } from '#core/model/fleet.ts';
import type { Observation, ObservedPatch, ObservedVm } from '#core/model/observation.ts';
import { type Instant, second } from '#core/model/time.ts';
import { counted } from '#core/views/format.ts';

/** What is taken for given, with what no figure of the plan can be trusted for. */
export function assumptionFor(fleet: Fleet): string {
  const unknown = Object.values(fleet.hosts).filter(({ hyperV }) => hyperV !== null && hyperV.memory === null).length;
  const room =
    unknown === 0
      ? ''
      : `; disks, and the memory of ${counted(unknown, 'Hyper-V host')} that do not declare it, are taken as unlimited`;
  return `assumed: every host is up, healthy, backed up and on the baseline before, every VM is where it is declared, and people were told in time${room}; --observations <file> (from atlas plan --json) says how it really is`;
}

export function assumedObservations(fleet: Fleet, now: Instant): Readonly<Record<string, Observation>> {
  const networks = networksOf(fleet);
  return Object.fromEntries(Object.values(fleet.hosts).map((host) => [host.name, assumed(fleet, host, networks, now)]));
}

function assumed(fleet: Fleet, host: Host, networks: Networks, now: Instant): Observation {
  const { services, probes } = interestOf(fleet, host.name);
  return {
    product: host.product,
    bootId: 'assumed',
    patch: patchBefore(fleet, host),
    rebootPending: false,
    systemDiskFree: Number.MAX_SAFE_INTEGER,
    services: Object.fromEntries(services.map((service) => [service, 'running' as const])),
    probes: Object.fromEntries(probes.map((probe) => [probe.name, 'ok' as const])),
    hyperV: hyperVOf(fleet, host, networks),
    ...backupsOf(fleet, host, now),
  };
}

/** On the host that asks a backup server: every VM was backed up a moment ago. */
function backupsOf(fleet: Fleet, host: Host, now: Instant): Pick<Observation, 'backups'> {
  const asked = fleet.backupPolicies.filter((policy) => policy.via === host.name);
  if (asked.length === 0) return {};
  const lastSuccess = Object.fromEntries(Object.keys(fleet.vms).map((vm) => [vm, now]));
  return { backups: Object.fromEntries(asked.map(({ name }) => [name, { paused: [], running: false, lastSuccess }])) };
}

function patchBefore(fleet: Fleet, host: Host): ObservedPatch {
  const wanted = rolloutsOf(fleet, host.name)
    .flatMap((rollout) => fleet.baselines[rollout.baseline] ?? [])
    .filter((baseline) => baseline.products[host.product] !== undefined);
  const newest = Object.values(fleet.baselines)
    .filter((baseline) => baseline.products[host.product] !== undefined)
    .sort((a, b) => b.released - a.released);
  const [first] = wanted;
  const before = first === undefined ? newest[0] : newest.find((baseline) => baseline.released < first.released);
  const target = before?.products[host.product];
  if (target !== undefined) return stateOf(target);
  const aim = first?.products[host.product];
  return aim === undefined ? unknownState(host) : lowest(aim);
}

function stateOf(target: Target): ObservedPatch {
  return target.type === 'windows'
    ? { type: 'windows', build: target.build, servicing: 'idle' }
    : { type: 'debian', suite: target.suite, packages: { ...target.packages }, servicing: 'idle' };
}

/** No earlier baseline is declared: below the target, whatever it is. */
function lowest(target: Target): ObservedPatch {
  if (target.type === 'windows') return { type: 'windows', build: `${target.build.split('.')[0]!}.0`, servicing: 'idle' };
  const packages = Object.fromEntries(Object.keys(target.packages).map((name) => [name, '0']));
  return { type: 'debian', suite: target.suite, packages, servicing: 'idle' };
}

function unknownState(host: Host): ObservedPatch {
  return host.product.startsWith('debian')
    ? { type: 'debian', suite: host.product, packages: {}, servicing: 'idle' }
    : { type: 'windows', build: '10000.0', servicing: 'idle' };
}

/** Days: no certificate is about to expire. */
const longValid = 3_650;

/** What all VMs of the fleet together need. */
interface Networks {
  readonly switches: readonly string[];
  readonly versions: readonly string[];
}

function networksOf(fleet: Fleet): Networks {
  const vms = Object.values(fleet.vms);
  return {
    switches: [...new Set(vms.flatMap((vm) => vm.networks.map((network) => network.switch)))].sort(),
    versions: [...new Set(vms.flatMap((vm) => vm.version ?? []))].sort(),
  };
}

/** As it is declared; room enough and every network where it is not. */
function hyperVOf(fleet: Fleet, { name, hyperV }: Host, needed: Networks): Observation['hyperV'] {
  if (hyperV === null) return null;
  const vms = vmsOf(fleet, name);
  return {
    memory: { capacity: hyperV.memory ?? Number.MAX_SAFE_INTEGER },
    vms,
    switches: hyperV.switches === null ? [...needed.switches] : Object.keys(hyperV.switches).sort(),
    vmVersions: [...(hyperV.vmVersions ?? needed.versions)].sort(),
    certificateDaysLeft: longValid,
  };
}

function vmsOf(fleet: Fleet, host: string): ObservedVm[] {
  return indexOf(fleet)
    .vmsOf(host)
    .filter((vm) => vm.lifecycle.retired === null)
    .flatMap((vm) => {
      const points = replicationPolicyOf(fleet, vm)?.recoveryPoints;
      if (vm.home === host) return observedVm(vm, 'primary', vm.replica?.host ?? null, points);
      return vm.replica?.host === host ? observedVm(vm, 'replica', vm.home, points) : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function observedVm(
  vm: VirtualMachine,
  mode: 'primary' | 'replica',
  partner: string | null,
  recoveryPoints: number | undefined,
): ObservedVm {
  const told =
    mode === 'primary' && vm.replica !== null
      ? { frequency: vm.replica.frequency / second, ...(recoveryPoints === undefined ? {} : { recoveryPoints }) }
      : {};
  return {
    name: vm.name,
    state: mode === 'primary' ? 'Running' : 'Off',
    heartbeat: mode === 'primary' ? 'ok' : 'none',
    memory: vm.memory,
    replication: partner === null ? null : { mode, state: 'Replicating', health: 'Normal', partner, ...told },
    checkpoints: [],
    busy: false,
    ...(vm.version === null ? {} : { version: vm.version }),
    ...(vm.networks.length === 0 ? {} : { networks: vm.networks.map((network) => ({ ...network })) }),
  };
}
