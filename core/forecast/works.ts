/** From the records of a playing to what is told of them: work by work, and the openings they run in. */
import { subjectKey, type Intervention, type StepRecord } from '../model/intervention.ts';
import type { Fleet } from '../model/fleet.ts';
import type { CallName, HostName, WindowName } from '../model/ids.ts';
import { type Duration, type Instant } from '../model/time.ts';
import { occurrenceAt } from '../windows/window.ts';
import type { Span, WindowUse, Work } from './model.ts';
import type { Played } from './play.ts';

/** Work that began, or went on, within the forecast; by start, then by subject. */
export function worksOf(fleet: Fleet, played: Played, from: Instant): readonly Work[] {
  return played.records
    .filter((record) => record.endedAt === null || record.endedAt >= from)
    .filter((record) => played.changes.has(record.id))
    .map((record) => workOf(fleet, played, record))
    .sort((a, b) => a.startsAt - b.startsAt || (a.subject < b.subject ? -1 : 1));
}

function workOf(fleet: Fleet, played: Played, record: Intervention): Work {
  const change = played.changes.get(record.id)!;
  const window = windowOf(fleet, record.call);
  const open = window === null ? null : occurrenceAt(fleet.windows[window]!, record.startedAt);
  return {
    intervention: record.id,
    kind: record.kind,
    subject: subjectKey(record),
    host: record.host,
    call: record.call,
    ring: change.ring,
    from: change.from,
    to: change.to,
    startsAt: record.startedAt,
    endsAt: record.endedAt,
    outcome: record.outcome,
    verifiedAt: record.verifiedAt,
    reboots: record.steps
      .filter((step) => step.kind === 'host.reboot')
      .map((step): Span & { readonly host: HostName } => ({ host: step.host, ...spanOf(step) })),
    outages: played.watch.outagesOf(record.id),
    steps: record.steps.map((step) => ({ action: step.action, step: step.step, on: step.host, ...spanOf(step) })),
    window: window === null || open === null ? null : { name: window, closesAt: open.closesAt },
  };
}

function spanOf(step: StepRecord): Span {
  return { at: step.startedAt ?? step.claimedAt, until: step.endedAt };
}

/** The window its call asks for; null = any time will do. */
function windowOf(fleet: Fleet, call: CallName): WindowName | null {
  const name = (fleet.rollouts[call] ?? fleet.migrations[call] ?? fleet.replicationPolicies[call])?.window ?? null;
  return name !== null && Object.hasOwn(fleet.windows, name) ? name : null;
}

export function windowUses(fleet: Fleet, works: readonly Work[]): readonly WindowUse[] {
  const uses = new Map<string, WindowUse>();
  for (const work of works) {
    if (work.window === null || work.endsAt === null) continue;
    const open = occurrenceAt(fleet.windows[work.window.name]!, work.startsAt);
    if (open === null) continue;
    const key = `${work.window.name} ${open.opensAt}`;
    const known = uses.get(key);
    const lastEnd = known === undefined || work.endsAt > known.lastEnd ? work.endsAt : known.lastEnd;
    uses.set(key, {
      window: work.window.name,
      opensAt: open.opensAt,
      closesAt: open.closesAt,
      lastEnd,
      slack: (open.closesAt - lastEnd) as Duration,
      works: (known?.works ?? 0) + 1,
    });
  }
  return [...uses.values()].sort((a, b) => a.opensAt - b.opensAt || (a.window < b.window ? -1 : 1));
}
