/** A fleet by the name a caller gave. */
import type { FleetName } from '#core/model/ids.ts';
import { Refused } from './doors.ts';
import type { Served } from './serve-fleet.ts';

/** @throws Refused 404 that names the fleets there are. */
export function findFleet(served: ReadonlyMap<FleetName, Served>, fleet: string): Served {
  const found = served.get(fleet as FleetName);
  if (found) return found;
  const known = [...served.keys()].join(', ');
  throw new Refused(404, 'unknown-fleet', `fleet "${fleet.slice(0, 63)}" is not served here; served: ${known}`);
}
