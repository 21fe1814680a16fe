/** Counts what generated runs really reached: a property over inputs that never come near its edge proves nothing. */
import { ActionKind } from '#core/model/action.ts';
import type { HoldReason, Plan } from '#core/model/plan.ts';
import { gates } from '#core/planner/gates/index.ts';

const everyReason: Readonly<Record<HoldReason, string>> = {
  'review-missing': 'review',
  'plan-drifted': 'pinned',
  'facts-missing': 'facts',
  'facts-stale': 'facts',
  held: 'orders',
  stopped: 'orders',
  frozen: 'orders',
  'notice-not-given': 'notice',
  'notice-running': 'notice',
  'ring-waits': 'ring',
  'ring-soaking': 'ring',
  'ring-halted': 'ring',
  'window-closed': 'window',
  'window-too-short': 'window',
  'partner-busy': 'partner',
  'partner-unhealthy': 'partner',
  'keep-apart': 'keepApart',
  'host-unfit': 'fit',
  'no-capacity': 'capacity',
  'cannot-drain': 'capacity',
  'disk-full': 'disk',
  'budget-spent': 'budget',
  'target-unfit': 'target',
  'backup-stale': 'backup',
  'way-back-open': 'wayBack',
  'backing-off': 'backOff',
};

const steps = [...ActionKind];
const statuses = ['in-state', 'ready', 'held', 'running', 'needs-person', 'unknown'] as const;

export interface Meter {
  see(made: Plan): void;
  reached(step: string): void;
  /** What was never reached, said so that it can be read. */
  missing(what: 'plans' | 'steps'): readonly string[];
}

export function newMeter(): Meter {
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  return {
    see(made) {
      for (const verdict of Object.values(made.verdicts)) {
        count(`status ${verdict.status}`);
        if (verdict.status !== 'held' && verdict.status !== 'ready') continue;
        const reasons = new Set<HoldReason>(verdict.status === 'held' ? verdict.holds.map((hold) => hold.reason) : []);
        const refusing = new Set([...reasons].map((reason) => everyReason[reason]));
        for (const reason of reasons) count(`refused ${reason}`);
        for (const { name } of gates) if (!refusing.has(name)) count(`passed ${name}`);
      }
    },
    reached: (step) => void count(`step ${step}`),
    missing(what) {
      const wanted =
        what === 'steps'
          ? steps.map((step) => `step ${step}`)
          : [
              ...statuses.map((status) => `status ${status}`),
              ...Object.keys(everyReason).map((reason) => `refused ${reason}`),
              ...gates.map(({ name }) => `passed ${name}`),
            ];
      return wanted.filter((name) => (counts.get(name) ?? 0) === 0);
    },
  };
}
