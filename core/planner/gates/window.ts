import type { Fleet, Host, PatchRollout } from '../../model/fleet.ts';
import { type Duration, type Instant, between, duration } from '../../model/time.ts';
import { nextFreeze } from '../../windows/freeze.ts';
import { nextOccurrence, occurrenceAt } from '../../windows/window.ts';
import type { Gate } from './gate.ts';

/** Rule 3: not outside the window, and not without room for the work plus its rollback. */
export const window: Gate = {
  name: 'window',
  check(candidate, { fleet, input }) {
    const { rollout } = candidate.place;
    const room = roomFor(fleet, candidate.host, rollout, input.now);
    if (room.type === 'always') return [];
    if (room.type === 'closed')
      return [{ reason: 'window-closed', window: room.window, opensAt: room.opensAt, until: room.opensAt }];
    if (input.now > room.lastStartAt || room.left < candidate.need) {
      const next = nextOccurrence(fleet.windows[room.window]!, input.now)?.opensAt ?? null;
      return [{ reason: 'window-too-short', window: room.window, need: candidate.need, left: room.left, until: next }];
    }
    return [];
  },
};

export type Room =
  | { readonly type: 'always' }
  | { readonly type: 'closed'; readonly window: NonNullable<PatchRollout['window']>; readonly opensAt: Instant | null }
  | {
      readonly type: 'open';
      readonly window: NonNullable<PatchRollout['window']>;
      readonly left: Duration;
      readonly closesAt: Instant;
      readonly lastStartAt: Instant;
    };

/** The room a host has now in its rollout's window: it ends where the window closes or a freeze begins. */
export function roomFor(fleet: Fleet, host: Host, rollout: PatchRollout, now: Instant): Room {
  if (rollout.window === null) return { type: 'always' };
  const declared = fleet.windows[rollout.window];
  if (!declared) return { type: 'closed', window: rollout.window, opensAt: null };
  const open = occurrenceAt(declared, now);
  if (!open) return { type: 'closed', window: rollout.window, opensAt: nextOccurrence(declared, now)?.opensAt ?? null };
  const freezeAt = nextFreeze(fleet.freezes, host, now)?.from ?? null;
  const closesAt = freezeAt !== null && freezeAt < open.closesAt ? freezeAt : open.closesAt;
  return {
    type: 'open',
    window: rollout.window,
    closesAt,
    lastStartAt: open.lastStartAt,
    left: duration(Math.max(0, between(now, closesAt))),
  };
}
