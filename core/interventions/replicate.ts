/** Set up, change or repair the replication of a VM between its two hosts, without touching a service that runs. */
import { type Course, courseEnd, type Facts, firstOf, type GoalOf, hasBegun, type Move, type VmSubject } from './facts.ts';
import { paired } from './pairing.ts';
import { recovered } from './recovery.ts';

export function replicate(facts: Facts, { record, vm, goal }: VmSubject<GoalOf<'replication'>>): Course {
  const begun = hasBegun(record);
  if (!begun && !facts.mayBegin) return courseEnd('abandoned', 'stopped before anything was done');
  const going = (move: Move): Course => ({ move: firstOf(move, !begun), verified: false });
  const found = recovered(facts, { record, vm, between: goal.between });
  if (found.type !== 'runs') return going(found);
  const [a, b] = goal.between;
  const from = found.on;
  const to = from === a ? b : a;
  const { frequency, recoveryPoints } = goal;
  const move = paired(facts, { record, vm, from, to, prefix: 'replicate', settings: { frequency, recoveryPoints } });
  if (move.type !== 'paired') return going(move);
  return courseEnd('succeeded', `${vm.name} replicates from ${from} to ${to}`, true);
}
