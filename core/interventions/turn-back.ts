/** The way back of a planned failover whose other side has not taken over: nothing is lost by it (windows.md 2.6). */
import { act, askAbout, type Course, courseEnd, type Facts, lastEnd, type Move, observedVm, vmOrder } from './facts.ts';
import { failedStep, isMoving, side, type Trip } from './failover.ts';

type NotTaken = 'serving' | 'stopped' | 'prepared';

/** Null: somebody else is at work, the facts are old, or the other side may have taken over. */
function notTaken(facts: Facts, { record, vm, from, to }: Trip): NotTaken | null {
  if ([from, to].some((host) => !facts.heard(host, lastEnd(record, host)))) return null;
  const p = observedVm(facts.observation(from), vm.name);
  const r = observedVm(facts.observation(to), vm.name);
  if (!p || !r || r.state !== 'Off' || p.busy || side(r) !== 'replica:Replicating') return null;
  if (side(p) === 'primary:PreparedForFailover') return p.state === 'Off' ? 'prepared' : null;
  if (side(p) !== 'primary:Replicating') return null;
  return p.state === 'Running' ? 'serving' : p.state === 'Off' ? 'stopped' : null;
}

/**
 * What becomes of a trip that a step of it, or people, stopped: a move or the end of the way back; null = it goes on as it is.
 * `startsAgain`: a VM that was shut down is started where it was, rather than left for people.
 */
export function turnBack(facts: Facts, trip: Trip, startsAgain: boolean): Course | null {
  const { record, vm, from } = trip;
  const failed = failedStep(record, vm.name, trip.way);
  const isTurning = isMoving(record, vm.name, 'back');
  const place = notTaken(facts, trip);
  // prepared, and nothing is wrong but that people stopped it: forward is as short, and service comes back either way
  const stopped = !facts.mayBegin && place !== 'prepared' && isMoving(record, vm.name, trip.way);
  if (failed === null && !isTurning && !stopped) return null;
  if (place === 'serving') {
    if (failed === null) return courseEnd('abandoned', `stopped before it was taken over; it runs on ${from}`);
    const why = `${failed.step} failed: ${failed.detail}`;
    return isTurning
      ? courseEnd('rolled-back', `${why}; it runs on ${from} again`)
      : courseEnd('failed', `${why}; it runs on ${from}, as before`);
  }
  const going = (move: Move): Course => ({ move, verified: false });
  const broken = failedStep(record, vm.name, 'back');
  if (broken !== null) return going(askAbout(broken, `put ${vm.name} right on ${from}`));
  if (place === null || (failed !== null && !startsAgain)) return null;
  return going(
    place === 'stopped'
      ? act(`back/${vm.name}/start`, from, vmOrder('vm.start', vm.name))
      : act(`back/${vm.name}/cancel`, from, vmOrder('failover.cancel', vm.name)),
  );
}
