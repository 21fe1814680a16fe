/** Notices that must be given now, so that planned work may start when its days have passed. */
import { noticeSubjectOf } from '../interventions/notice-subject.ts';
import type { Host } from '../model/fleet.ts';
import type { CallName, Digest, HostName, VmName } from '../model/ids.ts';
import type { Notice } from '../model/plan.ts';
import { after, day, duration } from '../model/time.ts';
import { nextOccurrence, occurrenceAt } from '../windows/window.ts';
import { type CallFacts, callOfRollout, type Candidate } from './candidate.ts';
import { needsNotice, noticeDays } from './gates/notice.ts';
import { standingOf } from './host-standing.ts';
import type { Survey } from './survey.ts';

export type Told = Pick<Candidate, 'call' | 'name' | 'subject'>;

interface Missing {
  readonly call: CallFacts;
  readonly subject: Digest;
  readonly names: (HostName | VmName)[];
}

/**
 * One notice for all hosts of a rollout that need it, or may, and were not told yet; of a migration or policy, one for all VMs of which
 * the same is announced. Only reviewed plans are announced.
 */
export function noticesDue(seen: Survey, candidates: readonly Candidate[]): readonly Notice[] {
  const unclear = Object.values(seen.fleet.hosts).flatMap((host) => unclearOf(seen, host) ?? []);
  return noticesFor(
    seen,
    [...candidates, ...unclear].filter((one) => needsNotice(seen, one)),
  );
}

/** @param untold what needs a notice and has none */
export function noticesFor(seen: Survey, untold: Iterable<Told>): readonly Notice[] {
  if (seen.input.review !== 'reviewed') return [];
  const missing = new Map<string, Missing>();
  for (const one of untold) {
    const subject = noticeSubjectOf(seen.fleet, one.call.name, one.name);
    if (subject === null) continue;
    const key = `${one.call.name} ${subject}`;
    const known = missing.get(key);
    if (known) known.names.push(one.name);
    else missing.set(key, { call: one.call, subject, names: [one.name] });
  }
  return [...missing.values()]
    .sort((a, b) => order(a.call.name, b.call.name) || order(a.subject, b.subject))
    .map((one) => noticeOf(seen, one));
}

function order(a: CallName | Digest, b: CallName | Digest): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function noticeOf(seen: Survey, { call, subject, names }: Missing): Notice {
  const { now } = seen.input;
  const earliest = after(now, duration(noticeDays(call) * day));
  const window = call.window === null ? undefined : seen.fleet.windows[call.window];
  const from = !window || occurrenceAt(window, earliest) ? earliest : (nextOccurrence(window, earliest)?.opensAt ?? earliest);
  return { call: call.name, subject, hosts: names.sort(), givenAt: now, from };
}

/** A host of which only its next report tells whether it needs a notice: it is told together with the others. */
export function unclearOf(seen: Survey, host: Host): Told | null {
  const observation = seen.observation(host.name);
  if (observation?.patch.type !== 'debian' || host.lifecycle.retired !== null) return null;
  const standing = standingOf(seen, host, observation);
  if (standing.type !== 'unclear') return null;
  return { call: callOfRollout(standing.place.rollout), name: host.name, subject: `Host/${host.name}` };
}
