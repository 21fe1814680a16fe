import { type Instant, after } from '../../model/time.ts';
import type { Candidate } from '../candidate.ts';
import type { Survey } from '../survey.ts';
import { arrivedAt } from '../vm-past.ts';
import type { Gate } from './gate.ts';

/** Rule 9: the old copy of a migrated VM, and with it the way back, goes when `keepSource` has passed since the move was verified. */
export const wayBack: Gate = {
  name: 'wayBack',
  check(candidate, survey) {
    const until = givenUpAt(candidate, survey);
    if (until === null || survey.input.now >= until) return [];
    return [{ reason: 'way-back-open', migration: candidate.call.name, until }];
  },
};

function givenUpAt(candidate: Candidate, survey: Survey): Instant | null {
  if (candidate.type !== 'vm' || candidate.kind !== 'finish-migration' || candidate.leg === null) return null;
  const { migration } = candidate.leg;
  const arrived = arrivedAt(survey, migration, candidate.name);
  return arrived === null ? null : after(arrived, migration.keepSource);
}
