/**
 * One VM's planned failover from one host to the other, step by step from what both hosts report (windows.md 2.5, 2.6).
 * Forward only: every half-state of a planned failover can be finished, and finishing never loses data.
 */
import type { VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Intervention, StepRecord } from '../model/intervention.ts';
import type { ObservedVm } from '../model/observation.ts';
import {
  act,
  askAbout,
  type Facts,
  hasFailed,
  lastEnd,
  leftTrace,
  type Move,
  newest,
  observedVm,
  settling,
  vmOrder,
} from './facts.ts';

export type FailoverMove = Move | { readonly type: 'moved' };

/**
 * `drain` from a host that is patched and `return` to it; `home` when only the VM is the subject; `move` to where a migration
 * takes it and `back` from there.
 */
export type Way = 'drain' | 'return' | 'home' | 'move' | 'back';

/** Ways back: whoever stops the VM for one of these finishes what was begun. */
const owedWays: ReadonlySet<Way> = new Set(['return', 'back']);

/** Steps of one failover in order; each runs on one host only. */
const FailoverStep = ['stop', 'prepare', 'takeover', 'reverse', 'start'] as const;

export interface Trip {
  readonly record: Intervention;
  readonly vm: VirtualMachine;
  readonly from: HostName;
  readonly to: HostName;
  readonly way: Way;
  /** Whether it has arrived only when its guest services answer. */
  readonly heartbeat: 'all-vms' | 'none';
}

export function failover(facts: Facts, trip: Trip): FailoverMove {
  const { record, vm, from, to } = trip;
  const failed = failedStep(record, vm.name, trip.way);
  if (failed !== null) return askAbout(failed, `put ${vm.name} right on ${from} and ${to}`);
  // what a host reported before the last step there says nothing about what that step did
  const silent = [from, to].filter((host) => !facts.heard(host, lastEnd(record, host)));
  if (silent.length > 0) return settle(facts, trip, `fresh facts from ${silent.join(' and ')}`);
  const p = observedVm(facts.observation(from), vm.name);
  const r = observedVm(facts.observation(to), vm.name);
  if (!p || !r) return settle(facts, trip, `it to be seen on ${from} and ${to}`);
  if (!p.replication || !r.replication) {
    return {
      type: 'ask',
      why: `${vm.name} is not replicated between ${from} and ${to}`,
      remedy: `set up its replication from the host it runs on; it goes on by itself`,
    };
  }
  return nextOf(facts, trip, p, r, `${side(p)} ${side(r)}`);
}

export function side({ replication }: ObservedVm): string {
  return `${replication?.mode}:${replication?.state}`;
}

function nextOf(facts: Facts, trip: Trip, p: ObservedVm, r: ObservedVm, state: string): FailoverMove {
  const { record, vm, from, to, way } = trip;
  const step = (name: (typeof FailoverStep)[number]) => `${way}/${vm.name}/${name}`;
  switch (state) {
    case 'primary:Replicating replica:Replicating':
      if (p.busy || r.busy) return settle(facts, trip, 'it to be idle');
      if (p.test ?? r.test) return settle(facts, trip, 'its test failover to end');
      if (p.state === 'Running') {
        // it serves well where it is: it leaves only with a replica that has everything
        if (p.replication?.health !== 'Normal') return settle(facts, trip, 'its replication to be healthy');
        return act(step('stop'), from, vmOrder('vm.stop', vm.name), {
          owed: owedWays.has(way) || isMoving(record, vm.name, way),
        });
      }
      if (p.state !== 'Off') return settle(facts, trip, 'it to be running or off');
      if (p.replication?.health === 'Critical') return settle(facts, trip, 'its replication to be healthy');
      return act(step('prepare'), from, vmOrder('failover.prepare', vm.name));
    case 'primary:PreparedForFailover replica:Replicating':
      return act(step('takeover'), to, vmOrder('failover.start', vm.name));
    case 'primary:PreparedForFailover replica:FailedOverWaitingCompletion':
    case 'primary:PreparedForFailover replica:FailedOver':
      return act(step('reverse'), to, { kind: 'failover.reverse', args: { vm: vm.name, to: from } });
    case 'replica:Replicating primary:Replicating':
    case 'replica:Resynchronizing primary:Replicating':
    case 'replica:Replicating primary:Resynchronizing':
    case 'replica:Resynchronizing primary:Resynchronizing':
      if (r.state === 'Off') return act(step('start'), to, vmOrder('vm.start', vm.name));
      if (r.state === 'Running' && (trip.heartbeat === 'none' || r.heartbeat === 'ok')) return { type: 'moved' };
      return settle(facts, trip, `its heartbeat on ${to}`);
    default:
      // somebody else is at work, or has to be: people are given time before they are asked
      return settle(facts, trip, `its replication to be usable (now ${side(p)} on ${from}, ${side(r)} on ${to})`);
  }
}

function settle(facts: Facts, { record, vm, from, to }: Trip, what: string): Move {
  const remedy = `look at ${vm.name} on ${from} and ${to}; it goes on by itself once that is so`;
  return settling(facts, record, `${vm.name}: waiting for ${what}`, [from, to], remedy);
}

/** The step of this VM's failover that ended without success, for good. */
export function failedStep(record: Intervention, vm: string, way: Way): StepRecord | null {
  for (const name of [...FailoverStep, 'cancel']) {
    const step = `${way}/${vm}/${name}`;
    if (hasFailed(record, step)) return newest(record, step)!;
  }
  return null;
}

export function isMoving(record: Intervention, vm: string, way: Way): boolean {
  const prefix = `${way}/${vm}/`;
  return record.steps.some((step) => step.step.startsWith(prefix) && leftTrace(step));
}

/** VMs that an intervention has begun to move, by name. */
export function movedVms(record: Intervention): ReadonlySet<string> {
  const names = new Set<string>();
  for (const step of record.steps) {
    const [way, vm] = step.step.split('/');
    if (way === 'drain' && vm !== undefined && leftTrace(step)) names.add(vm);
  }
  return names;
}
