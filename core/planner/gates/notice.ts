import { noticeSubjectOf } from '../../interventions/notice-subject.ts';
import type { PatchRollout } from '../../model/fleet.ts';
import type { Digest, HostName } from '../../model/ids.ts';
import type { Notice } from '../../model/plan.ts';
import { after, day, duration } from '../../model/time.ts';
import { perSurvey } from '../per-survey.ts';
import type { Survey } from '../survey.ts';
import type { Gate } from './gate.ts';

/** Rule 13: nothing planned starts before people were told and the days have passed. */
export const notice: Gate = {
  name: 'notice',
  check(candidate, survey) {
    const { rollout } = candidate.place;
    const given = noticeFor(survey, rollout, candidate.host.name);
    if (!given) return [{ reason: 'notice-not-given', until: null }];
    const until = after(given.givenAt, duration(rollout.notice.days * day));
    if (survey.input.now < until) return [{ reason: 'notice-running', givenAt: given.givenAt, days: rollout.notice.days, until }];
    return [];
  },
};

/** What a notice announces: another target or another window needs another notice. Raising `attempt` does not. */
export const noticeSubject = perSurvey(({ fleet }, rollout: PatchRollout): Digest => {
  // the same for all of its hosts
  return noticeSubjectOf(fleet, rollout.name, rollout.rings[0]?.members[0] ?? ('' as HostName))!;
});

/** The first notice that told of this work on this host. */
export function noticeFor(survey: Survey, rollout: PatchRollout, host: HostName): Notice | undefined {
  return toldOf(survey, rollout).get(host);
}

const toldOf = perSurvey((survey, rollout: PatchRollout): ReadonlyMap<string, Notice> => {
  const subject = noticeSubject(survey, rollout);
  const told = new Map<string, Notice>();
  for (const given of survey.input.notices) {
    if (given.call !== rollout.name || given.subject !== subject) continue;
    for (const host of given.hosts) {
      const known = told.get(host);
      if (!known || given.givenAt < known.givenAt) told.set(host, given);
    }
  }
  return told;
});
