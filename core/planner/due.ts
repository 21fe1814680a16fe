/** When to plan again: the next instant at which time alone could change a verdict. */
import type { Fleet } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Intervention } from '../model/intervention.ts';
import type { Plan, Verdict } from '../model/plan.ts';
import { type Instant, instant } from '../model/time.ts';
import type { Candidate } from './candidate.ts';
import { backupsStaleAt } from './gates/backup.ts';
import { changesFrom } from './gates/facts.ts';
import { hostsIn, type Room, roomFor } from './gates/window.ts';
import { callAt, fleetOf, hostsOfRunning, remainingNeed } from './running.ts';
import type { Survey } from './survey.ts';

/** The first instant at which facts that are fresh now are too old, or those from the future may count. */
export function staleAt(seen: Survey): Instant | null {
  let first: Instant | null = null;
  const look = (host: HostName) => {
    const at = changesFrom(seen, host);
    if (at !== null && (first === null || at < first)) first = at;
  };
  for (const host in seen.fleet.hosts) look(host as HostName);
  for (const one of seen.running) {
    look(one.host);
    for (const step of one.steps) look(step.host);
  }
  return first;
}

/** Calls `at` with instants at which time alone may change something; those that have passed, and null, mean nothing. */
type At = (time: number | null) => void;

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
  const next = soonestAfter(seen.input.now);
  changes.forEach(next.at);
  for (const verdict of Object.values(verdicts)) verdictEdges(verdict, next.at);
  orderEdges(seen.fleet, next.at);
  for (const candidate of candidates) candidateEdges(seen, candidate, next.at);
  for (const one of seen.running) runningEdges(seen, one, next.at);
  return next.found();
}

/** Keeps the soonest instant after `now` of those it is told. */
export function soonestAfter(now: Instant): { readonly at: At; found(): Instant | null } {
  let due: Instant | null = null;
  return {
    at(time) {
      if (time !== null && time > now && (due === null || time < due)) due = instant(time);
    },
    found: () => due,
  };
}

export function verdictEdges(verdict: Verdict, at: At): void {
  if (verdict.status === 'held') for (const hold of verdict.holds) at(hold.until);
  if (verdict.status === 'running' && verdict.doing.type === 'wait') at(verdict.doing.until);
  if (verdict.status === 'running' && verdict.doing.type === 'step') at(verdict.doing.lateAt);
}

/** Of what people ordered in Git: at these instants much may change at once. */
export function orderEdges(fleet: Fleet, at: At): void {
  for (const freeze of fleet.freezes) {
    at(freeze.from);
    at(freeze.to);
  }
  for (const hold of fleet.holds) at(hold.until);
}

export function candidateEdges(seen: Survey, candidate: Candidate, at: At): void {
  const room = roomFor(seen.fleet, hostsIn(seen.fleet, candidate), candidate.call.window, seen.input.now);
  roomEdges(room, candidate.need, at);
  backupsStaleAt(candidate, seen).forEach(at);
}

export function runningEdges(seen: Survey, one: Intervention, at: At): void {
  const began = fleetOf(seen.fleet, seen.input, one);
  const call = began && callAt(began, one);
  const need = began ? remainingNeed(one, began) : null;
  if (!began || !call || need === null) return;
  roomEdges(roomFor(began, hostsOfRunning(seen, one), call.window, seen.input.now, seen.fleet.freezes), need, at);
}

/** A start that fits now stops fitting at an instant of its own. */
function roomEdges(room: Room, need: number, at: At): void {
  if (room.type === 'closed') return at(room.opensAt);
  if (room.closesAt !== null) {
    at(room.closesAt);
    at(room.closesAt - need + 1);
  }
  if (room.type === 'open') at(room.lastStartAt);
}
