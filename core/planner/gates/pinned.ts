import { intentOf } from '../intent.ts';
import type { Gate } from './gate.ts';

/** Plan pinning: the material part of the plan must be what the reviewers approved, or what a reviewed commit accepts. */
export const pinned: Gate = {
  name: 'pinned',
  check(candidate, { input, fleet }) {
    if (input.reviewedIntent === null) return [];
    const now = intentOf(fleet);
    if (now === input.reviewedIntent || candidate.place.rollout.acceptPlan === now) return [];
    return [{ reason: 'plan-drifted', reviewed: input.reviewedIntent, now, until: null }];
  },
};
