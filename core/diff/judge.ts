/** Whether a commit may follow the one in force, by what it changes: the rules that no single commit can be checked by. */
import type { Fleet } from '../model/fleet.ts';
import type { Notice } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import { judgeNotice, type NoticeJudgement } from './notices.ts';
import { judgeRemovals } from './removals.ts';

/** Codes of its violations: `atlas diff` shows them, `atlas validate` cannot know them. */
export const changeCodes: ReadonlySet<string> = new Set([
  'too-many-removals',
  'postpones-announced',
  'withdraws-announced',
  'earlier-than-announced',
]);

export interface ChangeJudgement extends Pick<NoticeJudgement, 'needed' | 'breaches'> {
  /** Why nothing of it is applied; empty = it may come into force. */
  readonly violations: readonly Problem[];
}

export function judgeChange(before: Fleet, after: Fleet, notices: readonly Notice[], now: Instant): ChangeJudgement {
  const { violations, needed, breaches } = judgeNotice(before, after, notices, now);
  return { violations: [...judgeRemovals(before, after), ...violations], needed, breaches };
}
