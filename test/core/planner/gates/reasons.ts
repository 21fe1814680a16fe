import type { HoldReason } from '#core/model/plan.ts';

/** Gate → what it may say. */
export const reasonsOf: Readonly<Record<string, readonly HoldReason[]>> = {
  review: ['review-missing'],
  pinned: ['plan-drifted'],
  facts: ['facts-missing', 'facts-stale'],
  orders: ['held', 'stopped', 'frozen'],
  notice: ['notice-not-given', 'notice-running'],
  ring: ['ring-waits', 'ring-soaking', 'ring-halted'],
  wave: ['ring-waits', 'ring-soaking', 'ring-halted'],
  wayBack: ['way-back-open'],
  window: ['window-closed', 'window-too-short', 'frozen'],
  partner: ['partner-busy', 'partner-unhealthy'],
  keepApart: ['keep-apart'],
  backOff: ['backing-off'],
  fit: ['host-unfit'],
  target: ['target-unfit'],
  capacity: ['no-capacity', 'cannot-drain'],
  backup: ['backup-stale'],
  disk: ['disk-full'],
  copies: ['budget-spent'],
  budget: ['budget-spent'],
};
