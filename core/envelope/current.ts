/**
 * An older commit warrants what is owed, and nothing new: whoever could name one would otherwise escape every hold, freeze
 * and withdrawal since. Agrees with what the planner asks before the irreversible part of an intervention begins.
 */
import { callFor, stillCalledFor, vmCallFor, vmStillCalledFor } from '../interventions/called-for.ts';
import { goalDigest } from '../interventions/goals.ts';
import { placesOf } from '../interventions/part.ts';
import type { ActionKind, Envelope } from '../model/action.ts';
import type { Fleet, Host } from '../model/fleet.ts';
import { hostIn, parseActionId, vmIn, type VmName } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import { no, type WarrantAnswer, yes } from './answer.ts';
import { notNow } from './timing.ts';
import { kindOfStep } from './vm-steps.ts';

const beginning: ReadonlySet<ActionKind> = new Set([
  'update.install',
  'checkpoint.create',
  'backup.pause',
  'failover.complete',
  'failover.test',
  'replication.enable',
  'replication.set',
  'vm.export',
  'vm.remove',
]);
/** Relations are taken apart by these; what is left of them on other hosts is cleared away after that. */
const removing: ReadonlySet<string> = new Set(['replicate/remove', 'pair/remove', 'finish/release']);

/** Whether an order begins something; all others finish or take back what was begun. */
export function beginsWork({ order, action }: Pick<Envelope, 'order' | 'action'>): boolean {
  if (beginning.has(order.kind)) return true;
  const { step } = parseActionId(action);
  if (order.kind === 'replication.remove') return removing.has(step);
  if (order.kind === 'replication.resume') return order.args.resynchronize;
  // coming home is owed
  return order.kind === 'vm.stop' && !step.startsWith('return/') && !step.startsWith('back/');
}

/** Whether the newest commit still calls for work that begins under an earlier one. `newest` null = it has no documents here. */
export function current(envelope: Envelope, earlier: Fleet, newest: Fleet | null, now: Instant): WarrantAnswer {
  const { host, warrant } = envelope;
  if (newest === null) return no('not-current', 'the newest commit proven here says nothing of this host');
  const own = Object.hasOwn(newest.hosts, host) ? newest.hosts[host] : undefined;
  const vm = vmIn(warrant.subject);
  const still = own && (vm === null ? hostCall(envelope, earlier, newest) : vmCall(envelope, vm, earlier, newest));
  if (!own || !still)
    return no('not-current', `the newest commit proven here does not call for this any more on ${warrant.subject}`);
  const hosts = envelope.order.kind === 'backup.pause' ? still.hosts : [own, ...still.hosts];
  return notNow(newest, hosts, still.call, now) ?? yes;
}

interface Still {
  readonly hosts: readonly Host[];
  readonly call: Parameters<typeof notNow>[2];
}

function hostCall({ warrant }: Envelope, earlier: Fleet, newest: Fleet): Still | null {
  const subject = hostIn(warrant.subject) ?? '';
  const begun = callFor(earlier, subject, warrant.call);
  const call = begun && stillCalledFor(newest, subject, warrant.call, goalDigest(begun.target));
  return call && { hosts: [call.host], call: call.rollout };
}

function vmCall({ action, warrant }: Envelope, vm: VmName, earlier: Fleet, newest: Fleet): Still | null {
  const kind = kindOfStep(earlier, warrant.call, parseActionId(action).step);
  const begun = kind && vmCallFor(earlier, kind, vm);
  const call = begun && vmStillCalledFor(newest, begun.kind, vm, warrant.call, goalDigest(begun.goal));
  return call && { hosts: placesOf(newest, call.vm).flatMap((host) => newest.hosts[host] ?? []), call };
}
