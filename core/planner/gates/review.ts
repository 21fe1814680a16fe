import type { Gate } from './gate.ts';

/** Rule 1: no reviewed evidence, no action; and what reviewers saw is what runs. */
export const review: Gate = {
  name: 'review',
  check(_candidate, { input }) {
    if (input.review !== 'reviewed') return [{ reason: 'review-missing', commit: input.commit, until: null }];
    return [];
  },
};
