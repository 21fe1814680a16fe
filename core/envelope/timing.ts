/** Whether new work may begin at this instant by what the documents say. */
import { clockSkew } from '../interventions/durations.ts';
import type { Fleet, Host } from '../model/fleet.ts';
import type { WindowName } from '../model/ids.ts';
import { after, type Duration, type Instant, instant, minutes } from '../model/time.ts';
import { frozen, inScope } from '../windows/freeze.ts';
import { isOpen } from '../windows/window.ts';
import { no, type WarrantAnswer } from './answer.ts';

/** Null when new work may begin now by what this agent holds: window open, no freeze, no hold on any of `hosts`. */
export function notNow(
  fleet: Fleet,
  hosts: readonly Host[],
  call: { readonly window: WindowName | null },
  now: Instant,
): WarrantAnswer | null {
  const instants = [now, after(now, clockSkew), instant(now - clockSkew)];
  for (const host of hosts) {
    const hold = fleet.holds.find(
      ({ scope, until }) => inScope(scope, host) && (until === null || instants.every((at) => at < until)),
    );
    if (hold) return no('held', `hold "${hold.name}" by ${hold.who} is in force`);
    const freezes = instants.map((at) => frozen(fleet.freezes, host, at));
    if (freezes.every((freeze) => freeze !== null)) return no('frozen', `freeze "${freezes[0]!.name}" is in force`);
  }
  if (call.window === null) return null;
  const window = fleet.windows[call.window];
  if (!window) return no('not-warranted', `window "${call.window}" is not among the documents`);
  return instants.some((at) => isOpen(window, at)) ? null : no('window-closed', `window "${window.name}" is closed`);
}

/** Null while the window of the call is open, or closed no longer than `limit` ago: what was begun in it may still be finished. */
export function longClosed(
  fleet: Fleet,
  call: { readonly window: WindowName | null },
  now: Instant,
  limit: Duration,
): WarrantAnswer | null {
  if (call.window === null) return null;
  const window = fleet.windows[call.window];
  if (!window) return no('not-warranted', `window "${call.window}" is not among the documents`);
  // only a window shorter than that could be missed, and it is then refused
  const step = minutes(5);
  for (let back = 0 - clockSkew; back <= limit; back += step) if (isOpen(window, instant(now - back))) return null;
  return no('window-closed', `window "${window.name}" has been closed for too long`);
}
