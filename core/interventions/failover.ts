/**
 * One VM's planned failover from host P to host R, step by step from what both hosts report (windows.md 2.5, 2.6).
 * Forward only: every half-state of a planned failover can be finished, and finishing never loses data.
 */
import type { VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Intervention } from '../model/intervention.ts';
import type { ObservedVm } from '../model/observation.ts';
import { act, type Facts, hasFailed, lastEnd, type Move, newest, observedVm, vmOrder, waitOrAsk } from './facts.ts';
import { settleFor } from './durations.ts';

export type FailoverMove = Move | { readonly type: 'moved' };

/** `way` names the steps: `drain` on the way out, `return` on the way home. */
export function failover(
  facts: Facts,
  record: Intervention,
  vm: VirtualMachine,
  from: HostName,
  to: HostName,
  way: 'drain' | 'return',
): FailoverMove {
  const step = (name: string) => `${way}/${vm.name}/${name}`;
  for (const name of ['stop', 'prepare', 'takeover', 'reverse', 'start']) {
    if (hasFailed(record, step(name))) {
      const failed = newest(record, step(name))!;
      return {
        type: 'ask',
        why: `${step(name)} failed on ${failed.host}: ${failed.detail}`,
        remedy: `put ${vm.name} right on ${from} and ${to} (windows.md 2.6), then: atlas resolve ${failed.action} --done|--not-done --why …`,
      };
    }
  }
  const p = observedVm(facts.observation(from), vm.name);
  const r = observedVm(facts.observation(to), vm.name);
  const both = [from, to];
  if (!p || !r)
    return waitOrAsk(
      facts,
      `${vm.name} to be seen on ${from} and ${to}`,
      since(record),
      settleFor,
      both,
      `look for ${vm.name} on both hosts`,
    );
  if (p.state === 'Running' && r.state === 'Running') {
    return {
      type: 'ask',
      why: `${vm.name} runs on ${from} and on ${to}: split brain`,
      remedy: 'stop one copy by hand; which one is never decided here',
    };
  }
  if (!p.replication || !r.replication) {
    return {
      type: 'ask',
      why: `${vm.name} is not replicated between ${from} and ${to}`,
      remedy: 'set replication up again, then resolve or resume',
    };
  }

  switch (`${p.replication.mode}:${p.replication.state} ${r.replication.mode}:${r.replication.state}`) {
    case 'primary:Replicating replica:Replicating':
      if (p.replication.health === 'Critical' || p.busy || r.busy)
        return settle(facts, record, vm, from, both, 'replication to be healthy and idle');
      if (p.state === 'Running')
        return act(step('stop'), from, vmOrder('vm.stop', vm.name), { owed: way === 'return' || begun(record, vm, way) });
      if (p.state === 'Off') return act(step('prepare'), from, vmOrder('failover.prepare', vm.name));
      return settle(facts, record, vm, from, both, 'it to be running or off');
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
      return arrived(facts, record, vm, to, both, r);
    default:
      // the two hosts were not looked at in the same moment, or somebody else is at work: look again before judging
      return settle(facts, record, vm, from, both, `${from} and ${to} to agree on who is primary`);
  }
}

function arrived(
  facts: Facts,
  record: Intervention,
  vm: VirtualMachine,
  to: HostName,
  both: readonly HostName[],
  r: ObservedVm,
): FailoverMove {
  if (r.state === 'Running' && r.heartbeat === 'ok') return { type: 'moved' };
  return settle(facts, record, vm, to, both, 'its heartbeat');
}

function settle(
  facts: Facts,
  record: Intervention,
  vm: VirtualMachine,
  host: HostName,
  both: readonly HostName[],
  what: string,
): Move {
  return waitOrAsk(
    facts,
    `${vm.name} on ${host}: waiting for ${what}`,
    since(record),
    settleFor,
    both,
    `look at ${vm.name} on ${both.join(' and ')}`,
  );
}

function since(record: Intervention) {
  return lastEnd(record) ?? record.startedAt;
}

function begun(record: Intervention, vm: VirtualMachine, way: string): boolean {
  return record.steps.some((step) => step.step.startsWith(`${way}/${vm.name}/`) && step.state !== 'void');
}

export function isMoving(record: Intervention, vm: string, way: 'drain' | 'return'): boolean {
  return record.steps.some((step) => step.step.startsWith(`${way}/${vm}/`) && step.state !== 'void');
}
