/** What is asked about a VM, and the questions every step of such work is put. */
import type { VmCall } from '../interventions/called-for.ts';
import { placesOf } from '../interventions/part.ts';
import { type ActionArgs, ActionKind, type Order } from '../model/action.ts';
import type { Host, VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { ObservedVm } from '../model/observation.ts';
import { no, type WarrantAnswer, yes } from './answer.ts';
import type { Asked } from './asked.ts';
import { notAs, type Wanted } from './own-copy.ts';
import { notNow } from './timing.ts';

export interface VmAsked extends Asked {
  readonly call: VmCall;
  readonly vm: VirtualMachine;
  /** What this host shows of it. */
  readonly copy: ObservedVm | undefined;
}

/** Null when new work may begin now: nobody said no to any host the VM has a place on, and the window is open. */
export function windowed({ fleet, own, vm, call, now }: VmAsked): WarrantAnswer | null {
  const hosts = [...new Set([own.name, ...placesOf(fleet, vm)])].flatMap(
    (host): Host | readonly Host[] => fleet.hosts[host] ?? [],
  );
  return notNow(fleet, hosts, call, now);
}

/** As `windowed`, unless this agent has begun something in the intervention already: then the rest is owed. */
export function plannedHere(asked: VmAsked): WarrantAnswer | null {
  const { journal, envelope } = asked;
  const isBegun = ActionKind.some((kind) => journal.begun(envelope.intervention, kind) !== null);
  return isBegun ? null : windowed(asked);
}

/** The refusal when a step runs on another host than the declarations say. */
export function only(asked: VmAsked, ...hosts: readonly HostName[]): WarrantAnswer | null {
  const { own, step } = asked;
  return hosts.includes(own.name) ? null : no('not-warranted', `${step} is for ${hosts.join(' or ')}, not for ${own.name}`);
}

/** What one step orders, and the refusal when it may not be done; null = warranted. */
export interface Row {
  readonly kind: ActionKind;
  readonly judge: (order: Order) => WarrantAnswer | null;
}

export function row<K extends ActionKind>(kind: K, judge: (args: ActionArgs[K]) => WarrantAnswer | null): Row {
  return { kind, judge: ({ args }) => judge(args as ActionArgs[K]) };
}

/** By the row of the step that is asked for; a step without one, or with another order, is no step. */
export function judged(asked: VmAsked, rows: Readonly<Record<string, Row>>): WarrantAnswer {
  const { envelope, step } = asked;
  const found = Object.hasOwn(rows, step) ? rows[step]! : null;
  if (found?.kind !== envelope.order.kind) return noStep(asked);
  return found.judge(envelope.order) ?? yes;
}

/** Null when the own copy is as the step wants it. */
export function seen({ envelope, vm, copy }: VmAsked, wanted: Wanted): WarrantAnswer | null {
  return notAs(wanted, envelope.order.kind, vm.name, copy);
}

export function noStep({ envelope, step, vm }: VmAsked): WarrantAnswer {
  return no('not-warranted', `${envelope.order.kind} of ${vm.name} is not step ${step}`);
}

/** The refusal when this agent has not begun what the step finishes or takes back. */
export function notBegun({ journal, envelope }: VmAsked, ...kinds: readonly ActionKind[]): WarrantAnswer | null {
  if (kinds.some((kind) => journal.begun(envelope.intervention, kind) !== null)) return null;
  return no('not-warranted', `this agent began no ${kinds.join(' or ')} in this intervention`);
}
