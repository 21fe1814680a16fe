import { digestOf } from '../../digest.ts';
import type { Fleet, PatchRollout } from '../../model/fleet.ts';
import type { Digest, HostName } from '../../model/ids.ts';
import { after, day, duration } from '../../model/time.ts';
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
export function noticeSubject(fleet: Fleet, rollout: PatchRollout): Digest {
  const window = rollout.window === null ? null : fleet.windows[rollout.window];
  return digestOf({
    rollout: rollout.name,
    targets: fleet.baselines[rollout.baseline]?.products ?? {},
    lane: rollout.lane,
    window: window ? { opens: window.opens, timezone: window.timezone, duration: window.duration } : null,
  });
}

export function noticeFor(survey: Survey, rollout: PatchRollout, host: HostName) {
  const subject = noticeSubject(survey.fleet, rollout);
  let best;
  for (const given of survey.input.notices) {
    if (given.rollout === rollout.name && given.subject === subject && given.hosts.includes(host)) {
      if (!best || given.givenAt < best.givenAt) best = given;
    }
  }
  return best;
}
