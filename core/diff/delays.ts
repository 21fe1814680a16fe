/** What keeps announced work back though its window and notice stay: order of rings, soaks, cutoffs, and the promise itself. */
import type { Fleet, MaintenanceWindow, Origin } from '../model/fleet.ts';
import { callNamed, type CallView, own } from './calls.ts';

/** The line that delays it, and what it does in a few words. */
export interface Delay {
  readonly origin: Origin;
  readonly pointer: string;
  readonly what: string;
}

/** Judged by what held when people were told. Null when nothing puts this host or VM further back than it was. */
export function delayOf(before: Fleet, after: Fleet, was: CallView, told: string, name: string): Delay | null {
  const is = callNamed(after, was.name);
  if (is === null) return null;
  // the emergency lane promises no days and waits for nobody: it is sooner, not later
  if (own(after.rollouts, was.name)?.lane === 'emergency' && own(before.rollouts, was.name)?.lane === 'normal') return null;
  const [days, left] = [was.notice.postponableUntilDays, is.notice.postponableUntilDays];
  if (left < days) {
    const what = `postponable until ${days} d before → ${left} d, which was promised to those who were told`;
    return { origin: is.origin, pointer: '/spec/notice', what };
  }
  if (is.window !== null && was.window !== null && laterCutoff(was.window, is.window))
    return { origin: is.window.origin, pointer: '/spec/cutoff', what: `window ${is.window.name} has a longer cutoff` };
  const [old, now] = [ahead(before, was.name, told), ahead(after, was.name, name)];
  if (old === null || now === null) return null;
  if (now.rings > old.rings) {
    const what = `rings before that of ${name}: ${old.rings} → ${now.rings}`;
    return { origin: is.origin, pointer: '/spec/rings', what };
  }
  if (now.soak > old.soak)
    return { origin: is.origin, pointer: '/spec/rings', what: `the rings before that of ${name} soak longer` };
  return null;
}

/** How many rings go before the one of a host, and how long they soak together (ms). */
function ahead(fleet: Fleet, call: string, host: string): { readonly rings: number; readonly soak: number } | null {
  const rings = own(fleet.rollouts, call)?.rings ?? [];
  const mine = rings.findIndex((ring) => (ring.members as readonly string[]).includes(host));
  if (mine < 0) return null;
  return { rings: mine, soak: rings.slice(0, mine).reduce((sum, ring) => sum + ring.soak, 0) };
}

/** Of a union, part by part; other parts make another window, which is judged by when it opens. */
function laterCutoff(was: MaintenanceWindow, is: MaintenanceWindow): boolean {
  if (is.opens.type !== 'any' || was.opens.type !== 'any') return is.cutoff > was.cutoff;
  const old = new Map(was.opens.of.map((one) => [one.name, one]));
  return is.opens.of.some((one) => {
    const former = old.get(one.name);
    return former !== undefined && laterCutoff(former, one);
  });
}
