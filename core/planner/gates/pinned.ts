import { intentOf } from '../intent.ts';
import type { Survey } from '../survey.ts';
import type { Gate } from './gate.ts';

/** Plan pinning: the material part of the plan must be what the reviewers approved, or what a reviewed commit accepts. */
export const pinned: Gate = {
  name: 'pinned',
  check(candidate, survey) {
    const { input, fleet } = survey;
    if (input.reviewedIntent === null) return [];
    const now = intentOf(fleet);
    if (now === input.reviewedIntent || candidate.call.acceptPlan === now) return [];
    // there is one intent for all; what only rollouts can accept, they accept for migrations and policies as well
    if (candidate.type === 'vm' && isAccepted(survey, now)) return [];
    return [{ reason: 'plan-drifted', reviewed: input.reviewedIntent, now, until: null }];
  },
};

function isAccepted({ fleet }: Survey, now: string): boolean {
  return Object.values(fleet.rollouts).some((rollout) => rollout.acceptPlan === now);
}
