/** Whatever calls for work, under one shape: rollouts, migrations and replication policies. */
import { indexOf } from '../interventions/fleet-index.ts';
import type { Fleet, MaintenanceWindow, Migration, NoticeRule, Origin, PatchRollout, ReplicationPolicy } from '../model/fleet.ts';
import type { CallName, HostName, ResourceKey, SiteName, VmName } from '../model/ids.ts';

export interface CallView {
  readonly kind: 'PatchRollout' | 'Migration' | 'ReplicationPolicy';
  readonly name: CallName;
  readonly origin: Origin;
  /** Null = open round the clock. */
  readonly window: MaintenanceWindow | null;
  readonly notice: NoticeRule;
  /** Hosts of a rollout, VMs of the others; sorted. */
  readonly members: readonly (HostName | VmName)[];
  readonly names: (name: string) => boolean;
}

const known = new WeakMap<Fleet, Map<string, CallView | null>>();

/** Null when nothing of that name calls for work. */
export function callNamed(fleet: Fleet, name: string): CallView | null {
  let calls = known.get(fleet);
  if (calls === undefined) known.set(fleet, (calls = new Map()));
  let call = calls.get(name);
  if (call === undefined) calls.set(name, (call = callOf(fleet, name)));
  return call;
}

function callOf(fleet: Fleet, name: string): CallView | null {
  const rollout = own(fleet.rollouts, name);
  if (rollout) return viewOf(fleet, 'PatchRollout', rollout, new Set(rollout.rings.flatMap((ring) => ring.members)));
  const migration = own(fleet.migrations, name);
  if (migration) return viewOf(fleet, 'Migration', migration, new Set(migration.waves.flatMap((wave) => wave.vms)));
  const policy = own(fleet.replicationPolicies, name);
  return policy ? viewOf(fleet, 'ReplicationPolicy', policy, new Set(replicatedBy(fleet, name))) : null;
}

export function callNames(fleet: Fleet): readonly string[] {
  return [fleet.rollouts, fleet.migrations, fleet.replicationPolicies].flatMap((declared) => Object.keys(declared)).sort();
}

export interface PlacedMember {
  readonly key: ResourceKey;
  /** Where work on it happens, as far as freezes and holds are concerned. */
  readonly at: { readonly name: HostName; readonly site: SiteName } | null;
  readonly retired: boolean;
}

/** A host or VM that a notice named; null when it is declared no more. */
export function memberNamed(fleet: Fleet, kind: CallView['kind'], name: string): PlacedMember | null {
  if (kind === 'PatchRollout') {
    const host = own(fleet.hosts, name);
    return host ? { key: `Host/${name}`, at: host, retired: host.lifecycle.retired !== null } : null;
  }
  const vm = own(fleet.vms, name);
  if (!vm) return null;
  return { key: `VirtualMachine/${name}`, at: own(fleet.hosts, vm.home) ?? null, retired: vm.lifecycle.retired !== null };
}

function replicatedBy(fleet: Fleet, policy: string): readonly VmName[] {
  return byPolicy(fleet).get(policy) ?? [];
}

const policies = new WeakMap<Fleet, ReadonlyMap<string, readonly VmName[]>>();

function byPolicy(fleet: Fleet): ReadonlyMap<string, readonly VmName[]> {
  let found = policies.get(fleet);
  if (found === undefined) {
    found = Map.groupBy(
      Object.values(fleet.vms)
        .filter((vm) => (vm.replica?.policy ?? null) !== null)
        .map((vm) => vm.name)
        .sort(),
      (vm) => fleet.vms[vm]!.replica!.policy!,
    );
    policies.set(fleet, found);
  }
  return found;
}

/** The rollouts of a host by name, with the ring. */
export function placesOf(
  fleet: Fleet,
  host: string,
): ReadonlyMap<string, ReturnType<ReturnType<typeof indexOf>['places']>[number]> {
  return new Map(
    indexOf(fleet)
      .places(host)
      .map((place) => [place.rollout.name, place]),
  );
}

type Calling = PatchRollout | Migration | ReplicationPolicy;

function viewOf(fleet: Fleet, kind: CallView['kind'], call: Calling, members: ReadonlySet<HostName | VmName>): CallView {
  const { name, origin, notice } = call;
  const window = call.window === null ? null : (own(fleet.windows, call.window) ?? null);
  const has: ReadonlySet<string> = members;
  return { kind, name, origin, notice, window, members: [...members].sort(), names: (one) => has.has(one) };
}

export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
