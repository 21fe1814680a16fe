import { noticeSubjectOf } from '../../interventions/notice-subject.ts';
import type { Notice } from '../../model/plan.ts';
import { after, day, duration } from '../../model/time.ts';
import type { CallFacts, Candidate } from '../candidate.ts';
import { perSurvey } from '../per-survey.ts';
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
  const told = toldOf(survey, survey.input.notices).get(call.name);
  if (!told) return undefined;
  const former = formerName(survey.fleet, subject);
  const notices = [...(told.get(name) ?? []), ...((former !== null && told.get(former)) || [])];
  const announced = noticeSubjectOf(survey.fleet, call.name, name);
  let first: Notice | undefined;
  for (const one of notices) if (one.subject === announced && (!first || one.givenAt < first.givenAt)) first = one;
  return first;
}

/** Call → who was told → the notices that told them. */
const toldOf = perSurvey((_survey, notices: readonly Notice[]): ReadonlyMap<string, ReadonlyMap<string, readonly Notice[]>> => {
  const told = new Map<string, Map<string, Notice[]>>();
  for (const one of notices) {
    let ofCall = told.get(one.call);
    if (ofCall === undefined) told.set(one.call, (ofCall = new Map()));
    for (const name of one.hosts) {
      const list = ofCall.get(name);
      if (list) list.push(one);
      else ofCall.set(name, [one]);
    }
  }
  return told;
});
