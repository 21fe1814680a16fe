/** Replicas that must be tried out more often than the window opens cannot be. Only told. */
import { day, instant } from '../../model/time.ts';
import { durationText } from '../../views/format.ts';
import { nextOccurrence } from '../../windows/window.ts';
import type { Rule } from './ground.ts';

/** Openings looked at: a monthly pattern shows its longest gap within a year. */
const lookedAt = 12;

export const checkTestInTime: Rule = ({ fleet, windowOf, warn }) => {
  for (const { name, testFailover, window: windowName } of Object.values(fleet.replicationPolicies)) {
    const window = windowOf(windowName);
    if (testFailover === null || window === undefined) continue;
    let gap = 0;
    let last = nextOccurrence(window, from2026);
    for (let n = 0; n < lookedAt && last !== null; n++) {
      const next = nextOccurrence(window, last.opensAt);
      if (next !== null) gap = Math.max(gap, next.opensAt - last.lastStartAt);
      last = next;
    }
    // less than a day was reported where it was read
    if (gap <= testFailover.every || testFailover.every < day) continue;
    warn('ReplicationPolicy', name, {
      code: 'test-too-often',
      pointer: '/spec/testFailover/every',
      on: 'value',
      message: `replicas are to be tried out every ${durationText(testFailover.every)}, but "${window.name}" can stay shut for ${durationText(gap)}.`,
      remedy: `write P${Math.ceil(gap / 86_400_000)}D or more, or open the window more often`,
    });
  }
};

/** Any year would do. */
const from2026 = instant(1_767_225_600_000);
