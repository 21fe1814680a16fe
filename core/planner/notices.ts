/** Notices that must be given now, so that planned work may start when its days have passed. */
import type { Host } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Notice } from '../model/plan.ts';
import { after, day, duration } from '../model/time.ts';
import { nextOccurrence, occurrenceAt } from '../windows/window.ts';
import { noticeFor, noticeSubject } from './gates/notice.ts';
import type { Place } from '../interventions/fleet-index.ts';
import { type Candidate, standingOf, type Survey } from './survey.ts';

/** One notice per rollout for all of its hosts that need it, or may, and were not told yet. Only reviewed plans are announced. */
export function noticesDue(seen: Survey, candidates: readonly Candidate[]): readonly Notice[] {
  if (seen.input.review !== 'reviewed') return [];
  const missing = new Map<string, HostName[]>();
  for (const { host, place } of [...candidates, ...unclear(seen)]) {
    if (noticeFor(seen, place.rollout, host.name)) continue;
    const list = missing.get(place.rollout.name);
    if (list) list.push(host.name);
    else missing.set(place.rollout.name, [host.name]);
  }
  return [...missing.keys()].sort().map((name): Notice => {
    const rollout = seen.fleet.rollouts[name]!;
    const { now } = seen.input;
    const earliest = after(now, duration(rollout.notice.days * day));
    const window = rollout.window === null ? undefined : seen.fleet.windows[rollout.window];
    const from = !window || occurrenceAt(window, earliest) ? earliest : (nextOccurrence(window, earliest)?.opensAt ?? earliest);
    return {
      call: rollout.name,
      subject: noticeSubject(seen, rollout),
      hosts: missing.get(name)!.sort(),
      givenAt: now,
      from,
    };
  });
}

/** Hosts of which only their next report tells whether they need it: they are told together with the others. */
function unclear(seen: Survey): readonly { readonly host: Host; readonly place: Place }[] {
  return Object.values(seen.fleet.hosts).flatMap((host) => {
    const observation = seen.observation(host.name);
    if (observation?.patch.type !== 'debian') return [];
    const standing = standingOf(seen, host, observation);
    return standing.type === 'unclear' ? [{ host, place: standing.place }] : [];
  });
}
