/** What an agent is asked to do, with all it may judge by. */
import type { Envelope } from '../model/action.ts';
import type { Fleet, Host } from '../model/fleet.ts';
import type { Observation } from '../model/observation.ts';
import { between, type Duration, type Instant } from '../model/time.ts';
import { no, type WarrantAnswer } from './answer.ts';
import type { Begun, OwnRecord } from './own-record.ts';

export interface Asked {
  readonly envelope: Envelope;
  /** The step that the action id names. */
  readonly step: string;
  /** As far as this agent holds it. */
  readonly fleet: Fleet;
  readonly own: Host;
  readonly observation: Observation;
  readonly now: Instant;
  readonly journal: OwnRecord;
}

/** Null while a failure may still be answered; what has served for longer is not taken back any more. */
export function tooLate(now: Instant, limit: Duration, since: Begun | null): WarrantAnswer | null {
  if (since === null) return no('not-warranted', 'this agent began nothing in this intervention that could be taken back');
  return between(since.at, now) <= limit
    ? null
    : no('too-late', `what was begun more than ${Math.floor(limit / 3_600_000)} hours ago is not taken back`);
}
