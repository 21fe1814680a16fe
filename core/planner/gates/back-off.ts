import { backsOffUntil } from '../healing.ts';
import type { Gate } from './gate.ts';

/** What was brought back and was lost again is left alone for a while: two that pull at one value must not take turns for ever. */
export const backOff: Gate = {
  name: 'backOff',
  check(candidate, survey) {
    const pause = backsOffUntil(survey, candidate);
    if (pause === null || survey.input.now >= pause.until) return [];
    return [{ reason: 'backing-off', healed: pause.healed, lastAt: pause.lastAt, until: pause.until }];
  },
};
