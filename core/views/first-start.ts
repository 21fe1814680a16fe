/** The first moment at which time alone would let a held change start. */
import type { Host } from '../model/fleet.ts';
import type { WindowName } from '../model/ids.ts';
import type { Hold, PlanInput } from '../model/plan.ts';
import { type Duration, type Instant, after, day } from '../model/time.ts';
import { frozen, nextFreeze } from '../windows/freeze.ts';
import { nextOccurrence, occurrenceAt } from '../windows/window.ts';

/** Windows looked at before giving up: two years of weekly ones. */
const MOST_LOOKS = 104;

/**
 * Null when an event is needed first (a report, a person, another host), or when no window is ever long enough.
 * `hosts` = whose freezes count. `need` = how long the run takes with its rollback.
 */
export function firstStart(
  input: PlanInput,
  hosts: readonly Host[],
  windowName: WindowName | null,
  holds: readonly Hold[],
  need: Duration,
): Instant | null {
  let at: Instant = input.now;
  for (const hold of holds) {
    if (hold.until === null) return null;
    if (hold.until > at) at = hold.until;
  }
  const { freezes } = input.fleet;
  const window = input.fleet.windows[windowName ?? ''];
  for (let look = 0; look < MOST_LOOKS; look++) {
    const now = at;
    const over = hosts.flatMap((host) => frozen(freezes, host, now)?.to ?? []);
    if (over.length > 0) {
      at = Math.max(...over) as Instant;
      continue;
    }
    if (window === undefined) return at;
    const open = occurrenceAt(window, at);
    const ends = Math.min(...hosts.map((host) => nextFreeze(freezes, host, now)?.from ?? after(now, LONG)));
    if (open !== null && at < open.lastStartAt && at + need <= Math.min(open.closesAt, ends)) return at;
    const next = nextOccurrence(window, at);
    if (next === null) return null;
    at = next.opensAt;
  }
  return null;
}

const LONG = (3_650 * day) as Duration;
