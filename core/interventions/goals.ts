/** Where VMs belong and what is wanted of them, from the declarations alone. */
import { digestOf } from '../digest.ts';
import type { Fleet, Migration, MigrationWave, ReplicationPolicy, VirtualMachine } from '../model/fleet.ts';
import type { Goal, VmGoal } from '../model/goal.ts';
import type { Digest, HostName, VmName } from '../model/ids.ts';
import type { VmInterventionKind } from '../model/intervention.ts';

/** The migration that names a VM; null when there is none, or its target is what the VM declares as its home. */
export interface Leg {
  readonly migration: Migration;
  readonly wave: MigrationWave;
  readonly waveIndex: number;
  readonly from: HostName;
  readonly to: HostName;
  /** Where its replica goes in the end. */
  readonly replica: HostName | null;
}

const legs = new WeakMap<Fleet, ReadonlyMap<string, Leg>>();

/** The first migration in order of name counts; two that name one VM are refused when declarations are checked. */
export function legOf(fleet: Fleet, vm: VirtualMachine): Leg | null {
  let known = legs.get(fleet);
  if (known === undefined) legs.set(fleet, (known = legsOf(fleet)));
  return known.get(vm.name) ?? null;
}

function legsOf(fleet: Fleet): ReadonlyMap<string, Leg> {
  const found = new Map<string, Leg>();
  for (const name of Object.keys(fleet.migrations).sort()) {
    const migration = fleet.migrations[name]!;
    migration.waves.forEach((wave, waveIndex) => {
      for (const vm of wave.vms) {
        const to = wave.to[vm];
        const from = fleet.vms[vm]?.home;
        if (found.has(vm) || to === undefined || from === undefined || from === to.host) continue;
        found.set(vm, { migration, wave, waveIndex, from, to: to.host, replica: to.replica });
      }
    });
  }
  return found;
}

/** The policy that says how and when the replication of a VM may be worked on. */
export function replicationPolicyOf(fleet: Fleet, vm: VirtualMachine): ReplicationPolicy | null {
  const name = vm.replica?.policy ?? null;
  return name === null ? null : (fleet.replicationPolicies[name] ?? null);
}

/** What an intervention of `kind` is to reach for the VM at this commit; null when nothing calls for it. */
export function goalOf(fleet: Fleet, kind: VmInterventionKind, name: VmName): VmGoal | null {
  const vm = Object.hasOwn(fleet.vms, name) ? fleet.vms[name] : undefined;
  if (!vm || vm.lifecycle.retired !== null) return null;
  const leg = legOf(fleet, vm);
  switch (kind) {
    case 'migrate':
      return leg && { type: 'migration', from: leg.from, to: leg.to, method: leg.migration.method };
    case 'finish-migration':
      return leg && { type: 'settled', at: leg.to, old: leg.from, replica: leg.replica };
    case 'replicate':
    case 'go-home':
    case 'test-failover': {
      const policy = replicationPolicyOf(fleet, vm);
      // while a migration has a say, its steps alone touch the replication
      if (leg !== null || policy === null || vm.replica === null) return null;
      if (kind === 'go-home') return { type: 'home', at: vm.home };
      if (kind === 'test-failover') return policy.testFailover && { type: 'tested', on: vm.replica.host };
      return {
        type: 'replication',
        between: [vm.home, vm.replica.host],
        frequency: vm.replica.frequency / 1000,
        recoveryPoints: policy.recoveryPoints,
      };
    }
  }
}

const kinds: Readonly<Record<VmGoal['type'], VmInterventionKind>> = {
  replication: 'replicate',
  home: 'go-home',
  migration: 'migrate',
  settled: 'finish-migration',
  tested: 'test-failover',
};

export function kindOfGoal(goal: VmGoal): VmInterventionKind {
  return kinds[goal.type];
}

const digests = new WeakMap<Goal, Digest>();

export function goalDigest(goal: Goal): Digest {
  let digest = digests.get(goal);
  if (digest === undefined) digests.set(goal, (digest = digestOf(goal)));
  return digest;
}

/** Hosts that an intervention on a VM may touch: nobody else may work on them meanwhile. Sorted. */
export function hostsOf(fleet: Fleet, kind: VmInterventionKind, vm: VirtualMachine): readonly HostName[] {
  const hosts = new Set<HostName>([vm.home]);
  if (vm.replica) hosts.add(vm.replica.host);
  const leg = kind === 'migrate' || kind === 'finish-migration' ? legOf(fleet, vm) : null;
  if (leg) {
    hosts.add(leg.to);
    if (leg.replica !== null) hosts.add(leg.replica);
  }
  return [...hosts].sort();
}
