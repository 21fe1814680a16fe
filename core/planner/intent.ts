/** `plan.intent`: the digest of the material part of a plan, which reviewers see and which is pinned. */
import { sha256 } from '../digest.ts';
import { vmCallFor } from '../interventions/called-for.ts';
import { goalDigest, legOf, replicationPolicyOf } from '../interventions/goals.ts';
import type { Fleet, Host, Migration, PatchRollout, Target, VirtualMachine } from '../model/fleet.ts';
import type { Digest, HostName, MigrationName, ReplicationPolicyName, RolloutName, VmName } from '../model/ids.ts';
import { assertNever } from '../model/problem.ts';
import type { Duration } from '../model/time.ts';

/** What reviewers see of one host in one rollout, of one VM in a migration, or of one VM under a replication policy. */
export type MaterialItem = MaterialPatch | MaterialMove | MaterialReplica;

export interface MaterialPatch {
  readonly type: 'patch';
  readonly rollout: RolloutName;
  readonly host: HostName;
  readonly attempt: number;
  readonly lane: PatchRollout['lane'];
  /** Index of its ring. */
  readonly order: number;
  readonly partner: HostName | null;
  readonly drain: PatchRollout['before']['drain'];
  readonly target: Target;
  /** The line that names the target. */
  readonly line: string;
}

export interface MaterialMove {
  readonly type: 'move';
  readonly migration: MigrationName;
  readonly vm: VmName;
  readonly attempt: number;
  /** Index of its wave. */
  readonly order: number;
  readonly method: Migration['method'];
  readonly from: HostName;
  readonly to: HostName;
  readonly replica: HostName | null;
  /** How long it can go back; then the old copy is deleted. */
  readonly keepSource: Duration;
  readonly onFailure: Migration['onFailure'];
  /** The line that sends it there. */
  readonly line: string;
}

export interface MaterialReplica {
  readonly type: 'replica';
  readonly policy: ReplicationPolicyName;
  readonly vm: VmName;
  readonly attempt: number;
  readonly home: HostName;
  readonly replica: HostName;
  /** Seconds. */
  readonly frequency: number;
  readonly recoveryPoints: number;
  /** How often the replica is tried out; null = never. */
  readonly tested: Duration | null;
  /** The line that names the replica host. */
  readonly line: string;
}

/** Hosts, VMs, targets, partners, order class and the lines that call for them: a function of the declarations alone. */
export function materialOf(fleet: Fleet): readonly MaterialItem[] {
  const names = <T>(record: Readonly<Record<string, T>>) => Object.keys(record).sort();
  return [
    ...names(fleet.rollouts).flatMap((name) => patchesOf(fleet, fleet.rollouts[name]!)),
    ...names(fleet.migrations).flatMap((name) => movesOf(fleet, fleet.migrations[name]!)),
    ...(names(fleet.replicationPolicies).length === 0
      ? []
      : names(fleet.vms).flatMap((name) => replicaOf(fleet, fleet.vms[name]!))),
  ];
}

function patchesOf(fleet: Fleet, rollout: PatchRollout): readonly MaterialPatch[] {
  const { attempt, lane, before } = rollout;
  const products = fleet.baselines[rollout.baseline]?.products ?? {};
  const found: MaterialPatch[] = [];
  rollout.rings.forEach((ring, order) => {
    for (const member of ring.members) {
      const host = fleet.hosts[member];
      const target = host && products[host.product];
      if (!host || !target) continue;
      const line = targetLine(fleet, rollout, host, target);
      const { name, partner } = host;
      const { drain } = before;
      found.push({ type: 'patch', rollout: rollout.name, host: name, attempt, lane, order, partner, drain, target, line });
    }
  });
  return found.sort((a, b) => (a.host < b.host ? -1 : 1));
}

/** VMs that declare the target as their home already are no part of it. */
function movesOf(fleet: Fleet, migration: Migration): readonly MaterialMove[] {
  const { name, attempt, method, keepSource, onFailure } = migration;
  const found = migration.waves.flatMap((wave, order) =>
    wave.vms.flatMap((vm): readonly MaterialMove[] => {
      const call = vmCallFor(fleet, 'migrate', vm);
      const leg = call?.name === name ? legOf(fleet, call.vm) : null;
      if (!call || !leg) return [];
      const { from, to, replica } = leg;
      const { line } = call;
      return [{ type: 'move', migration: name, vm, attempt, order, method, from, to, replica, keepSource, onFailure, line }];
    }),
  );
  return found.sort((a, b) => (a.vm < b.vm ? -1 : 1));
}

function replicaOf(fleet: Fleet, vm: VirtualMachine): readonly MaterialReplica[] {
  const call = vmCallFor(fleet, 'replicate', vm.name);
  const policy = replicationPolicyOf(fleet, vm);
  if (call?.goal.type !== 'replication' || policy === null) return [];
  const [home, replica] = call.goal.between;
  const { frequency, recoveryPoints } = call.goal;
  const { name, attempt, testFailover } = policy;
  const tested = testFailover?.every ?? null;
  const { line } = call;
  return [{ type: 'replica', policy: name, vm: vm.name, attempt, home, replica, frequency, recoveryPoints, tested, line }];
}

/** `baselines/2026-11.yaml:9`: the line that names the target of a host. */
export function targetLine(fleet: Fleet, rollout: PatchRollout, host: Host, target: Target): string {
  const baseline = fleet.baselines[rollout.baseline]!;
  const entry = `/spec/products/${host.product}`;
  const { lines, file, line } = baseline.origin;
  const at = (target.type === 'windows' ? lines[`${entry}/build`] : lines[`${entry}/packages`]) ?? lines[entry] ?? line;
  return `${file}:${at}`;
}

const known = new WeakMap<Fleet, Digest>();

export function intentOf(fleet: Fleet): Digest {
  let intent = known.get(fleet);
  if (intent === undefined) known.set(fleet, (intent = sha256(materialOf(fleet).map(textOf).join('\n'))));
  return intent;
}

/** Spares finding out what was found when the fleet was compiled: only by those who sealed both together. */
export function rememberIntent(fleet: Fleet, intent: Digest): void {
  known.set(fleet, intent);
}

function textOf(item: MaterialItem): string {
  switch (item.type) {
    case 'patch': {
      const { rollout, host, attempt, lane, order, partner, drain, target, line } = item;
      return JSON.stringify([rollout, host, attempt, lane, order, partner, drain, goalDigest(target), line]);
    }
    case 'move': {
      const { migration, vm, attempt, order, method, from, to, replica, keepSource, onFailure, line } = item;
      return JSON.stringify(['move', migration, vm, attempt, order, method, from, to, replica, keepSource, onFailure, line]);
    }
    case 'replica': {
      const { policy, vm, attempt, home, replica, frequency, recoveryPoints, tested, line } = item;
      return JSON.stringify(['replica', policy, vm, attempt, home, replica, frequency, recoveryPoints, tested, line]);
    }
    default:
      return assertNever(item);
  }
}
