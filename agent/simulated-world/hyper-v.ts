/** Orders on VMs: judged as Hyper-V would, and their effect. Each kind is a `Step` of its own. */
import type { Order } from '#core/model/action.ts';
import { backingUp } from './backups.ts';
import { create, remove as removeCheckpoint, revert } from './checkpoints.ts';
import { cancelFailover, complete, prepare, reverse, takeOver } from './failover.ts';
import { type Judged, inState, refused } from './judged.ts';
import { start, stop } from './power.ts';
import { demote, enable, remove as removeReplication, resume, set, startInitial } from './replication.ts';
import type { Copy, Machine, Refusal, Vm, WorldState } from './state.ts';
import { type HyperVKind, type Place, type Step, hyperVKinds } from './step.ts';
import { endTest, test } from './test-failover.ts';
import { underWay } from './timers.ts';
import { endImport, exportVm, judgeImport, nothingToRemove, removeVm } from './transfers.ts';

export type HyperVOrder = Extract<Order, { kind: HyperVKind }>;

export function isHyperV(order: Order): order is HyperVOrder {
  return (hyperVKinds as readonly string[]).includes(order.kind);
}

const steps: { readonly [K in Exclude<HyperVKind, 'vm.import'>]: Step<K> } = {
  'vm.stop': stop,
  'vm.start': start,
  'vm.remove': removeVm,
  'vm.export': exportVm,
  'failover.prepare': prepare,
  'failover.start': takeOver,
  'failover.reverse': reverse,
  'failover.cancel': cancelFailover,
  'failover.complete': complete,
  'failover.test': test,
  'failover.test-end': endTest,
  'replication.enable': enable,
  'replication.start': startInitial,
  'replication.set': set,
  'replication.resume': resume,
  'replication.remove': removeReplication,
  'replication.demote': demote,
  'checkpoint.create': create,
  'checkpoint.revert': revert,
  'checkpoint.remove': removeCheckpoint,
};

/** Being modified by something else: not to be moved, checkpointed or merged now. */
export function isBusy(world: WorldState, vm: Vm, copy: Copy): boolean {
  return (
    copy.state === 'Starting' ||
    copy.state === 'Stopping' ||
    copy.merging ||
    isWorkedOn(world, copy.host, vm.name) ||
    backingUp(world, copy)
  );
}

function isWorkedOn(world: WorldState, host: string, vm: string): boolean {
  return underWay(world).some(({ host: on, order }) => on === host && 'vm' in order.args && order.args.vm === vm);
}

export function judgeHyperV(world: WorldState, host: Machine, order: HyperVOrder): Judged {
  const { vm: name } = order.args;
  const vm = world.vms[name];
  if (order.kind === 'vm.import') {
    const judged = judgeImport(world, host, order.args);
    return judged.verdict === 'goes' && isWorkedOn(world, host.name, name) ? busy(host, name) : judged;
  }
  if (order.kind === 'vm.remove') {
    const nothing = nothingToRemove(host, vm, name);
    if (nothing) return nothing;
  }
  const copy = vm?.copies[host.name];
  if (!vm || !copy) return refused('hyper-v.not-found', `${host.name} has no VM ${name}`);
  const { step, place } = stepOf(world, host, vm, copy, order);
  const already = step.already(place);
  if (already !== null) return inState(already);
  return isBusy(world, vm, copy) ? busy(host, name) : step.judge(place);
}

function busy(host: Machine, vm: string): Judged {
  return refused('hyper-v.busy', `${vm} on ${host.name} is being modified by another operation`);
}

type Known = Exclude<HyperVKind, 'vm.import'>;

/** The step of a kind fits the arguments of its kind, which is more than the compiler sees in a table. */
function stepOf(world: WorldState, host: Machine, vm: Vm, copy: Copy, order: Exclude<HyperVOrder, { kind: 'vm.import' }>) {
  const place = { world, host, vm, copy, args: order.args } as Place<Known>;
  return { step: steps[order.kind] as Step<Known>, place };
}

export function beginHyperV(world: WorldState, host: Machine, order: HyperVOrder): void {
  world.revision++;
  const vm = world.vms[order.args.vm];
  const copy = vm?.copies[host.name];
  if (!vm || !copy || order.kind === 'vm.import') return;
  const { step, place } = stepOf(world, host, vm, copy, order);
  step.begin?.(place);
}

export function endHyperV(world: WorldState, host: Machine, order: HyperVOrder): Refusal | null {
  world.revision++;
  if (order.kind === 'vm.import') return endImport(world, host, order.args);
  const vm = world.vms[order.args.vm];
  const copy = vm?.copies[host.name];
  if (!vm || !copy) return { code: 'hyper-v.not-found', message: `${host.name} has no VM ${order.args.vm} any more` };
  const { step, place } = stepOf(world, host, vm, copy, order);
  if (step.again) {
    // It may have become so meanwhile by another hand.
    if (step.already(place) !== null) return null;
    const judged = step.judge(place);
    if (judged.verdict === 'refused') return { code: judged.code, message: judged.message };
  }
  return step.end(place);
}
