import { noticeSubjectOf } from '../../interventions/notice-subject.ts';
import type { HostName, VmName } from '../../model/ids.ts';
import type { Notice } from '../../model/plan.ts';
import { after, day, duration } from '../../model/time.ts';
import type { CallFacts, Candidate } from '../candidate.ts';
import { formerName, type Survey } from '../survey.ts';
import type { Gate } from './gate.ts';

/** Rule 13: nothing planned starts before people were told and the days have passed. */
export const notice: Gate = {
  name: 'notice',
  check(candidate, survey) {
    const given = noticeFor(survey, candidate);
    if (!given) return [{ reason: 'notice-not-given', until: null }];
    const days = noticeDays(candidate.call);
    const until = after(given.givenAt, duration(days * day));
    return survey.input.now < until ? [{ reason: 'notice-running', givenAt: given.givenAt, days, until }] : [];
  },
};

type Told = Pick<Candidate, 'call' | 'name' | 'subject'>;

export function needsNotice(survey: Survey, told: Told): boolean {
  return noticeFor(survey, told) === undefined;
}

/** The emergency lane tells people at once and waits for nobody but the reviewers. */
export function noticeDays(call: Pick<CallFacts, 'lane' | 'notice'>): number {
  return call.lane === 'emergency' ? 0 : call.notice.days;
}

/** The first notice that told of this work on this host or VM, under whichever of its names: it is the same machine. */
function noticeFor(survey: Survey, { call, name, subject }: Told): Notice | undefined {
  const former = formerName(survey.fleet, subject);
  const notices = [
    ...survey.told(call.name, name),
    ...(former === null ? [] : survey.told(call.name, former as HostName | VmName)),
  ];
  if (notices.length === 0) return undefined;
  const announced = noticeSubjectOf(survey.fleet, call.name, name);
  let first: Notice | undefined;
  for (const one of notices) if (one.subject === announced && (!first || one.givenAt < first.givenAt)) first = one;
  return first;
}
