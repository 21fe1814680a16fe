/** When work of a call can start at the earliest, by its window and the freezes of a commit. */
import type { Fleet, Freeze, MaintenanceWindow } from '../model/fleet.ts';
import type { Instant } from '../model/time.ts';
import { frozen, inScope, type Placed } from '../windows/freeze.ts';
import { nextOccurrence, occurrenceAt } from '../windows/window.ts';

export interface Start {
  readonly at: Instant;
  /** When the window closes that it starts in; `at` itself where there is no window. */
  readonly closesAt: Instant;
}

/** So many openings are looked at: freezes that swallow more are said to swallow all. */
const mostOpenings = 500;

/** Answers many members of one fleet: those that the same freezes concern have the same start. */
export function startsOf(fleet: Fleet): (window: MaintenanceWindow | null, at: Placed | null, earliest: Instant) => Start | null {
  const known = new Map<string, Start | null>();
  return (window, at, earliest) => {
    const concerned = at === null ? [] : fleet.freezes.filter((freeze) => inScope(freeze.scope, at));
    const key = `${window?.name ?? ''} ${earliest} ${concerned.map((freeze) => freeze.name).join(' ')}`;
    let start = known.get(key);
    if (start === undefined) known.set(key, (start = firstStart(window, at, concerned, earliest)));
    return start;
  };
}

function firstStart(
  window: MaintenanceWindow | null,
  at: Placed | null,
  freezes: readonly Freeze[],
  earliest: Instant,
): Start | null {
  let from = earliest;
  for (let tried = 0; tried < mostOpenings; tried++) {
    const open = window === null ? { at: from, closesAt: from } : opening(window, from);
    if (open === null) return null;
    const freeze = at === null ? null : frozen(freezes, at, open.at);
    if (freeze === null) return open;
    from = freeze.to;
  }
  return null;
}

function opening(window: MaintenanceWindow, from: Instant): Start | null {
  const open = occurrenceAt(window, from);
  if (open !== null && from < open.lastStartAt) return { at: from, closesAt: open.closesAt };
  const next = nextOccurrence(window, from);
  return next && { at: next.opensAt, closesAt: next.closesAt };
}
