import type { Freeze, Fleet, Host } from '../../model/fleet.ts';
import type { WindowName } from '../../model/ids.ts';
import { type Duration, type Instant, between, duration } from '../../model/time.ts';
import { nextFreeze } from '../../windows/freeze.ts';
import { nextOccurrence, occurrenceAt } from '../../windows/window.ts';
import type { Candidate } from '../candidate.ts';
import type { Gate } from './gate.ts';

/** Rule 3: not outside the window, and not without room for the work plus its rollback. */
export const window: Gate = {
  name: 'window',
  check(candidate, { fleet, input }) {
    const room = roomFor(fleet, hostsIn(fleet, candidate), candidate.call.window, input.now);
    if (room.type === 'closed')
      return [{ reason: 'window-closed', window: room.window, opensAt: room.opensAt, until: room.opensAt }];
    const isShort = room.left !== null && room.left < candidate.need;
    if (room.type === 'always') {
      // round the clock, and still not into a freeze
      const { freeze } = room;
      return isShort && freeze ? [{ reason: 'frozen', freeze: freeze.name, why: freeze.why, until: freeze.to }] : [];
    }
    if (!isShort && input.now < room.lastStartAt) return [];
    const next = nextOccurrence(fleet.windows[room.window]!, input.now)?.opensAt ?? null;
    const until = room.freeze !== null && (next === null || room.freeze.to < next) ? room.freeze.to : next;
    return [{ reason: 'window-too-short', window: room.window, need: candidate.need, left: room.left, until }];
  },
};

export type Room =
  | {
      readonly type: 'always';
      /** Null = without end. */
      readonly left: Duration | null;
      readonly closesAt: Instant | null;
      readonly freeze: Freeze | null;
    }
  | { readonly type: 'closed'; readonly window: WindowName; readonly opensAt: Instant | null }
  | {
      readonly type: 'open';
      readonly window: WindowName;
      readonly left: Duration;
      readonly closesAt: Instant;
      /** Nothing starts at or after this instant. */
      readonly lastStartAt: Instant;
      /** The freeze that ends it before the window does. */
      readonly freeze: Freeze | null;
    };

/** Hosts whose freezes end the room of a candidate: all that it touches, as with orders. A drain is work on the partner too. */
export function hostsIn(fleet: Fleet, candidate: Candidate): readonly Host[] {
  return candidate.touches.flatMap((name) => fleet.hosts[name] ?? []);
}

/** The room that work on `hosts` has now in its window (null = always): it ends where the window closes or a freeze begins. */
export function roomFor(
  fleet: Fleet,
  hosts: readonly Host[],
  name: WindowName | null,
  now: Instant,
  freezes: readonly Freeze[] = fleet.freezes,
): Room {
  const freeze = freezeAhead(freezes, hosts, now);
  if (name === null) {
    return { type: 'always', left: freeze && between(now, freeze.from), closesAt: freeze?.from ?? null, freeze };
  }
  const declared = fleet.windows[name];
  if (!declared) return { type: 'closed', window: name, opensAt: null };
  const open = occurrenceAt(declared, now);
  if (!open) return { type: 'closed', window: name, opensAt: nextOccurrence(declared, now)?.opensAt ?? null };
  const isCut = freeze !== null && freeze.from < open.closesAt;
  const closesAt = isCut ? freeze.from : open.closesAt;
  return {
    type: 'open',
    window: name,
    closesAt,
    lastStartAt: open.lastStartAt,
    left: duration(Math.max(0, between(now, closesAt))),
    freeze: isCut ? freeze : null,
  };
}

/** The first freeze of any of the hosts that begins later. */
function freezeAhead(freezes: readonly Freeze[], hosts: readonly Host[], now: Instant): Freeze | null {
  if (freezes.length === 0) return null;
  const ahead = hosts.flatMap((host) => nextFreeze(freezes, host, now) ?? []);
  return ahead.sort((a, b) => a.from - b.from || (a.name < b.name ? -1 : 1))[0] ?? null;
}
