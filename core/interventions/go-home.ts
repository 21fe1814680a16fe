/** Planned failover of one VM to its declared home. */
import {
  type Course,
  courseEnd,
  type Facts,
  firstOf,
  type GoalOf,
  hasBegun,
  type Move,
  observedVm,
  settling,
  type VmSubject,
} from './facts.ts';
import { failover } from './failover.ts';
import { turnBack } from './turn-back.ts';

export function goHome(facts: Facts, { record, vm, goal }: VmSubject<GoalOf<'home'>>): Course {
  const from = vm.replica!.host;
  const to = goal.at;
  const begun = hasBegun(record);
  if (!begun && !facts.mayBegin) return courseEnd('abandoned', 'stopped before anything was done');
  const going = (move: Move): Course => ({ move: firstOf(move, !begun), verified: false });

  const trip = { record, vm, from, to, way: 'home', heartbeat: 'all-vms' } as const;
  const back = turnBack(facts, trip, true);
  if (back !== null) return back;
  const move = failover(facts, trip);
  if (move.type !== 'moved') return going(move);
  const copy = observedVm(facts.observation(to), vm.name);
  if (copy?.replication?.health !== 'Normal') {
    const remedy = `look at the replication of ${vm.name} on ${to} and ${from}; it goes on by itself once that is so`;
    const what = `${vm.name}: waiting for its replication back to ${from} to be healthy`;
    return { move: settling(facts, record, what, [to, from], remedy), verified: true };
  }
  return courseEnd('succeeded', `${vm.name} is home on ${to}`, true);
}
