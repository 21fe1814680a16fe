/** What a commit calls for on a host or VM: planner and agents ask the same, so that neither begins what the other refuses. */
import type { Fleet, Host, NoticeRule, Origin, PatchRollout, Target, VirtualMachine } from '../model/fleet.ts';
import type { VmGoal } from '../model/goal.ts';
import type { CallName, VmName, WindowName } from '../model/ids.ts';
import type { Intervention, VmInterventionKind } from '../model/intervention.ts';
import { goalDigest, goalOf, legOf, replicationPolicyOf } from './goals.ts';
import { indexOf } from './fleet-index.ts';

export interface Call {
  readonly host: Host;
  readonly rollout: PatchRollout;
  readonly target: Target;
}

/** What `rollout` asks of `host` at this commit; null when it selects the host no more, or names nothing for its product. */
export function callFor(fleet: Fleet, host: string, rollout: string): Call | null {
  const declared = Object.hasOwn(fleet.hosts, host) ? fleet.hosts[host] : undefined;
  const place =
    declared &&
    indexOf(fleet)
      .places(host)
      .find((one) => one.rollout.name === rollout);
  const target = place && fleet.baselines[place.rollout.baseline]?.products[declared.product];
  return target ? { host: declared, rollout: place.rollout, target } : null;
}

/** Whether anything of this name still calls for work: what was done in its name is then kept in mind. */
export function isDeclared(fleet: Fleet, call: string): boolean {
  return [fleet.rollouts, fleet.migrations, fleet.replicationPolicies].some((declared) => Object.hasOwn(declared, call));
}

/** As `callFor`, for work begun under an earlier commit: a later one may have withdrawn the rollout, the host or the target. */
export function stillCalledFor(fleet: Fleet, host: string, rollout: string, target: Intervention['target']): Call | null {
  const call = callFor(fleet, host, rollout);
  return call !== null && goalDigest(call.target) === target ? call : null;
}

/** What a replication policy or a migration asks of one VM. */
export interface VmCall {
  readonly kind: VmInterventionKind;
  readonly name: CallName;
  readonly vm: VirtualMachine;
  readonly goal: VmGoal;
  /** Null = at any time. */
  readonly window: WindowName | null;
  readonly notice: NoticeRule;
  readonly attempt: number;
  readonly lane: 'normal';
  /** `migrations/erp.yaml:14`: the line that calls for it. */
  readonly line: string;
}

/** What calls for an intervention of `kind` on the VM at this commit; null when nothing does. */
export function vmCallFor(fleet: Fleet, kind: VmInterventionKind, name: VmName): VmCall | null {
  const goal = goalOf(fleet, kind, name);
  if (goal === null) return null;
  const vm = fleet.vms[name]!;
  if (kind === 'migrate' || kind === 'finish-migration') {
    const { migration, waveIndex } = legOf(fleet, vm)!;
    const wave = `/spec/waves/${waveIndex}`;
    const line = lineOf(migration.origin, `${wave}/except/${name}`, `${wave}/vms`, wave, '/spec/waves');
    return { ...duesOf(migration), kind, vm, goal, line };
  }
  const policy = replicationPolicyOf(fleet, vm)!;
  const line = {
    replicate: () => lineOf(vm.origin, '/spec/replica/host', '/spec/replica'),
    'go-home': () => lineOf(vm.origin, '/spec/home'),
    'test-failover': () => lineOf(policy.origin, '/spec/testFailover'),
  };
  return { ...duesOf(policy), kind, vm, goal, line: line[kind]() };
}

/** As `stillCalledFor`, for a VM. */
export function vmStillCalledFor(
  fleet: Fleet,
  kind: VmInterventionKind,
  name: VmName,
  call: string,
  goal: Intervention['target'],
): VmCall | null {
  const now = vmCallFor(fleet, kind, name);
  return now !== null && now.name === call && goalDigest(now.goal) === goal ? now : null;
}

function duesOf(call: {
  readonly name: CallName;
  readonly window: WindowName | null;
  readonly notice: NoticeRule;
  readonly attempt: number;
}) {
  const { name, window, notice, attempt } = call;
  return { name, window, notice, attempt, lane: 'normal' } as const;
}

/** `file:line` of the first of these fields that is written; of the document when none is. */
export function lineOf({ file, line, lines }: Origin, ...pointers: readonly string[]): string {
  const at = pointers.find((pointer) => Object.hasOwn(lines, pointer));
  return `${file}:${at === undefined ? line : lines[at]}`;
}
