/** Proof that a replica starts: an isolated copy is started, its heartbeat waited for, and the copy removed whatever came of it. */
import { after, minute } from '../model/time.ts';
import {
  act,
  askAbout,
  type Course,
  courseEnd,
  type Facts,
  type GoalOf,
  hasFailed,
  isDone,
  lastEnd,
  type Move,
  newest,
  observedVm,
  settling,
  type VmSubject,
  vmOrder,
} from './facts.ts';
import { replicationPolicyOf } from './goals.ts';

const test = 'test/start';
const clean = 'test/end';

export function testFailover(facts: Facts, subject: VmSubject<GoalOf<'tested'>>): Course {
  const { record, vm, goal } = subject;
  const { on } = goal;
  const copy = observedVm(facts.observation(on), vm.name);
  const heard = facts.heard(on, lastEnd(record));
  const cleaning = newest(record, clean);
  const tested = newest(record, test);
  if ((tested === undefined || tested.state === 'void') && cleaning === undefined) {
    if (!facts.mayBegin) return courseEnd('abandoned', 'stopped before anything was done');
    return going(ready(facts, subject) ?? act(test, on, vmOrder('failover.test', vm.name), { owed: false }));
  }
  if (!heard) return { move: settle(facts, subject, `fresh facts from ${on}`), verified: record.verifiedAt !== null };
  if (hasFailed(record, clean)) {
    const remedy = `on ${on}: Stop-VMFailover for ${vm.name} while its test VM exists`;
    return { move: askAbout(newest(record, clean)!, remedy), verified: record.verifiedAt !== null };
  }
  if (isDone(record, clean)) {
    if (copy?.test)
      return { move: settle(facts, subject, `its test VM to be gone from ${on}`), verified: record.verifiedAt !== null };
    return record.verifiedAt === null ? courseEnd('failed', record.why) : courseEnd('succeeded', record.why, true);
  }
  // what was decided when the cleaning up was first asked for stands
  const decided = cleaning === undefined ? judged(facts, subject) : record.why;
  if (decided === null) {
    const deadline = after(newest(record, test)!.endedAt!, withinOf(facts, subject));
    return going({ type: 'wait', for: `the heartbeat of the test VM of ${vm.name} on ${on}`, until: deadline, observe: [on] });
  }
  const verified = record.verifiedAt !== null || decided.startsWith(answered);
  // Stop-VMFailover without a test VM would take back a real failover
  if (!copy?.test) return verified ? courseEnd('succeeded', decided, true) : courseEnd('failed', decided);
  return { move: act(clean, on, vmOrder('failover.test-end', vm.name), { because: decided }), verified };
}

const answered = 'its test VM answered';

/** One sentence when it is known what came of it; null = not yet. */
function judged(facts: Facts, subject: VmSubject<GoalOf<'tested'>>): string | null {
  const { record, vm, goal } = subject;
  const step = newest(record, test)!;
  if (step.state !== 'done') return `the test failover of ${vm.name} failed on ${goal.on}: ${step.detail}`;
  const since = step.endedAt!;
  const copy = observedVm(facts.observation(goal.on), vm.name);
  const minutes = Math.max(1, Math.round((facts.now - since) / minute));
  if (copy?.test?.heartbeat === 'ok') return `${answered} on ${goal.on} within ${minutes} min`;
  if (!copy?.test) return `the test VM of ${vm.name} was gone from ${goal.on} before it was judged`;
  const within = withinOf(facts, subject);
  if (facts.now < after(since, within)) return null;
  return `no heartbeat from the test VM of ${vm.name} on ${goal.on} after ${within / minute} min`;
}

function withinOf({ fleet }: Facts, { vm }: VmSubject) {
  return replicationPolicyOf(fleet, vm)!.testFailover!.within;
}

/** Null when the replica can be tested now. */
function ready(facts: Facts, subject: VmSubject<GoalOf<'tested'>>): Move | null {
  const { vm, goal } = subject;
  const { on } = goal;
  if (!facts.heard(on, null)) return settle(facts, subject, `fresh facts from ${on}`);
  const copy = observedVm(facts.observation(on), vm.name);
  if (copy?.test) {
    const remedy = `on ${on}: Stop-VMFailover for ${vm.name}, which removes its test VM`;
    return { type: 'ask', why: `${vm.name} has a test VM on ${on} that nobody here started`, remedy };
  }
  if (copy?.state !== 'Off' || copy.replication?.mode !== 'replica')
    return settle(facts, subject, `its replica on ${on} (it is ${copy?.state ?? 'not there'})`);
  if (copy.replication.state !== 'Replicating')
    return settle(facts, subject, `its replica to be usable (${copy.replication.state})`);
  return copy.busy ? settle(facts, subject, 'it to be idle') : null;
}

function settle(facts: Facts, { record, vm, goal: { on } }: VmSubject<GoalOf<'tested'>>, what: string): Move {
  return settling(facts, record, `${vm.name}: waiting for ${what}`, [on], `look at ${vm.name} on ${on}; it goes on by itself`);
}

function going(move: Move): Course {
  return { move, verified: false };
}
