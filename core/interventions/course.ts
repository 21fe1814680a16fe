/** The door: what happens next in one intervention, from its record and what is observed. */
import type { Intervention, StepRecord } from '../model/intervention.ts';
import { assertNever } from '../model/problem.ts';
import { after, type Instant } from '../model/time.ts';
import { allowed } from './durations.ts';
import { type Course, type Facts, kindOf, type Subject } from './facts.ts';
import { goalDigest } from './goals.ts';
import { patchGuest } from './guest.ts';
import { patchHypervisor } from './hypervisor.ts';
import { patchServer } from './server.ts';
import { pairOf, splitBrain } from './split-brain.ts';
import { isVmKind, tornOf, vmCourse, vmSubjectOf } from './vm-course.ts';

export function courseOf(record: Intervention, facts: Facts): Course {
  const open = record.steps.findLast((step) => step.state === 'claimed' || step.state === 'started');
  if (open) return underWay(record, open, facts);
  const unclear = record.steps.find((step) => step.state === 'unknown');
  if (unclear) {
    return asked(
      `nobody can tell whether ${unclear.step} took effect on ${unclear.host}: ${unclear.detail}`,
      `look at ${unclear.host}, then: atlas resolve ${unclear.action} --done|--not-done --why …`,
      record,
    );
  }
  const { kind } = record;
  if (isVmKind(kind)) {
    const subject = vmSubjectOf(record, facts);
    if (subject === null) return notCalledFor(record);
    const torn = tornOf(facts, subject);
    if (torn !== null) return asked(torn.why, torn.remedy, record);
    return facts.holdAll ? heldUp(record) : vmCourse(facts, subject);
  }
  const subject = subjectOf(record, facts);
  if ('why' in subject) return asked(subject.why, subject.remedy, record);
  const torn = splitBrain(pairOf(facts.fleet, subject.host), facts.observation);
  if (torn !== null) return asked(torn.why, torn.remedy, record);
  if (facts.holdAll) return heldUp(record);
  switch (kind) {
    case 'patch-hypervisor':
      return patchHypervisor(facts, subject);
    case 'patch-guest':
      return patchGuest(facts, subject);
    case 'patch-server':
      return patchServer(facts, subject);
    default:
      return assertNever(kind);
  }
}

/** A host that died holding its step keeps it, and its place; but nobody waits for it in silence. */
function underWay(record: Intervention, open: StepRecord, facts: Facts): Course {
  const late = lateAt(open);
  if (facts.now < late || facts.heard(open.host, null))
    return { move: { type: 'step', record: open, lateAt: late }, verified: record.verifiedAt !== null };
  const why = `${open.step} on ${open.host} is late, and ${open.host} does not report`;
  return asked(why, `look at ${open.host} and its agent; it goes on by itself as soon as it reports`, record);
}

function heldUp(record: Intervention): Course {
  return {
    move: { type: 'wait', for: 'the stop with --hold-all to be lifted', until: null, observe: [] },
    verified: record.verifiedAt !== null,
  };
}

function notCalledFor(record: Intervention): Course {
  const why = `the declarations at ${record.commit.slice(0, 7)} do not call for this intervention any more`;
  return asked(why, 'check the journal: atlas audit verify', record);
}

function lateAt(step: StepRecord): Instant {
  return after(step.startedAt ?? step.claimedAt, allowed[step.kind]);
}

function asked(why: string, remedy: string, record: Intervention): Course {
  return { move: { type: 'ask', why, remedy }, verified: record.verifiedAt !== null };
}

/** Everything the machines need, or why they cannot go on. */
function subjectOf(record: Intervention, facts: Facts): Subject | { why: string; remedy: string } {
  const host = facts.fleet.hosts[record.host];
  const rollout = facts.fleet.rollouts[record.call];
  const target = rollout && host ? facts.fleet.baselines[rollout.baseline]?.products[host.product] : undefined;
  if (!host || !rollout || !target || kindOf(host) !== record.kind || goalDigest(target) !== record.target) {
    return {
      why: `the declarations at ${record.commit.slice(0, 7)} do not call for this intervention any more`,
      remedy: 'check the journal: atlas audit verify',
    };
  }
  const observation = facts.observation(record.host);
  if (!observation) return { why: `${record.host} has never reported`, remedy: `start its agent on ${record.host}` };
  return { record, host, rollout, target, observation };
}
