/**
 * An older commit warrants what is owed, and nothing new: whoever could name one would otherwise escape every hold, freeze
 * and withdrawal since. Agrees with what the planner asks before the irreversible part of an intervention begins.
 */
import { callFor, stillCalledFor } from '../interventions/called-for.ts';
import { goalDigest } from '../interventions/goals.ts';
import type { Envelope } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import { hostIn, parseActionId } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import { no, type WarrantAnswer, yes } from './answer.ts';
import { notNow } from './timing.ts';

/** Whether an order begins something; all others finish or take back what was begun. */
export function beginsWork({ order, action }: Pick<Envelope, 'order' | 'action'>): boolean {
  if (order.kind === 'update.install' || order.kind === 'checkpoint.create') return true;
  // coming home is owed
  return order.kind === 'vm.stop' && !parseActionId(action).step.startsWith('return/');
}

/** Whether the newest commit still calls for work that begins under an earlier one. `newest` null = it has no documents here. */
export function current(envelope: Envelope, earlier: Fleet, newest: Fleet | null, now: Instant): WarrantAnswer {
  const { host, warrant } = envelope;
  if (newest === null) return no('not-current', 'the newest commit proven here says nothing of this host');
  const subject = hostIn(warrant.subject) ?? '';
  const begun = callFor(earlier, subject, warrant.call);
  const call = begun && stillCalledFor(newest, subject, warrant.call, goalDigest(begun.target));
  const own = Object.hasOwn(newest.hosts, host) ? newest.hosts[host] : undefined;
  if (!call || !own)
    return no('not-current', `the newest commit proven here does not call for this any more on ${warrant.subject}`);
  return notNow(newest, [own, call.host], call.rollout, now) ?? yes;
}
