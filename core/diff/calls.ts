/** Whatever calls for work, under one shape: rollouts, migrations and replication policies. */
import { indexOf } from '../interventions/fleet-index.ts';
import type { Fleet, MaintenanceWindow, NoticeRule, Origin } from '../model/fleet.ts';
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
}

/** Null when nothing of that name calls for work. */
export function callNamed(fleet: Fleet, name: string): CallView | null {
  const window = (of: string | null) => (of === null ? null : (own(fleet.windows, of) ?? null));
  const rollout = own(fleet.rollouts, name);
  if (rollout) {
    const members = [...new Set(rollout.rings.flatMap((ring) => ring.members))].sort();
    return { kind: 'PatchRollout', ...common(rollout), window: window(rollout.window), members };
  }
  const migration = own(fleet.migrations, name);
  if (migration) {
    const members = [...new Set(migration.waves.flatMap((wave) => wave.vms))].sort();
    return { kind: 'Migration', ...common(migration), window: window(migration.window), members };
  }
  const policy = own(fleet.replicationPolicies, name);
  if (!policy) return null;
  return { kind: 'ReplicationPolicy', ...common(policy), window: window(policy.window), members: replicatedBy(fleet, name) };
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
  const known = byPolicy(fleet);
  return known.get(policy) ?? [];
}

const policies = new WeakMap<Fleet, ReadonlyMap<string, readonly VmName[]>>();

function byPolicy(fleet: Fleet): ReadonlyMap<string, readonly VmName[]> {
  let known = policies.get(fleet);
  if (known === undefined) {
    known = Map.groupBy(
      Object.values(fleet.vms)
        .filter((vm) => (vm.replica?.policy ?? null) !== null)
        .map((vm) => vm.name)
        .sort(),
      (vm) => fleet.vms[vm]!.replica!.policy!,
    );
    policies.set(fleet, known);
  }
  return known;
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

function common<T extends { readonly name: CallName; readonly origin: Origin; readonly notice: NoticeRule }>({
  name,
  origin,
  notice,
}: T): Pick<CallView, 'name' | 'origin' | 'notice'> {
  return { name, origin, notice };
}

export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
