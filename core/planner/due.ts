/** When to plan again: the next instant at which time alone could change a verdict. */
import type { Plan } from '../model/plan.ts';
import { type Instant, instant, soonest } from '../model/time.ts';
import type { Candidate } from './candidate.ts';
import { backupsStaleAt } from './gates/backup.ts';
import { staleFrom } from './gates/facts.ts';
import { hostsIn, type Room, roomFor } from './gates/window.ts';
import { callAt, fleetOf, hostsOfRunning, remainingNeed } from './running.ts';
import type { Survey } from './survey.ts';

/** The first instant at which facts that are fresh now are too old. */
export function staleAt(seen: Survey): Instant | null {
  const hosts = new Set(seen.running.flatMap((one) => [one.host, ...one.steps.map((step) => step.host)]));
  for (const host of Object.values(seen.fleet.hosts)) hosts.add(host.name);
  return soonest([...hosts].map((host) => staleFrom(seen, host)));
}

/**
 * The soonest instant at which time alone may end a hold, open or close a window for running work, or make a step late.
 * @param changes other instants at which settled verdicts change
 */
export function dueAt(
  seen: Survey,
  candidates: readonly Candidate[],
  verdicts: Plan['verdicts'],
  changes: readonly (Instant | null)[],
): Instant | null {
  const { now } = seen.input;
  let due: Instant | null = null;
  const at = (time: number | null) => {
    if (time !== null && time > now && (due === null || time < due)) due = instant(time);
  };
  changes.forEach(at);
  for (const verdict of Object.values(verdicts)) {
    if (verdict.status === 'held') for (const hold of verdict.holds) at(hold.until);
    if (verdict.status === 'running' && verdict.doing.type === 'wait') at(verdict.doing.until);
    if (verdict.status === 'running' && verdict.doing.type === 'step') at(verdict.doing.lateAt);
  }
  for (const freeze of seen.fleet.freezes) {
    at(freeze.from);
    at(freeze.to);
  }
  for (const hold of seen.fleet.holds) at(hold.until);
  /** A start that fits now stops fitting at an instant of its own. */
  const edges = (room: Room, need: number) => {
    if (room.type === 'closed') return at(room.opensAt);
    if (room.closesAt !== null) {
      at(room.closesAt);
      at(room.closesAt - need + 1);
    }
    if (room.type === 'open') at(room.lastStartAt);
  };
  for (const candidate of candidates) {
    edges(roomFor(seen.fleet, hostsIn(seen.fleet, candidate), candidate.call.window, now), candidate.need);
    backupsStaleAt(candidate, seen).forEach(at);
  }
  for (const one of seen.running) {
    const began = fleetOf(seen.fleet, seen.input, one);
    const call = began && callAt(began, one);
    const need = began ? remainingNeed(one, began) : null;
    if (began && call && need !== null) {
      edges(roomFor(began, hostsOfRunning(seen, one), call.window, now, seen.fleet.freezes), need);
    }
  }
  return due;
}
