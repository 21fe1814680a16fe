/** Rules about what documents mean together, each in a file of its own. */
import type { ApprovalPolicy, Fleet } from '../../model/fleet.ts';
import type { FleetName } from '../../model/ids.ts';
import { day, duration } from '../../model/time.ts';
import type { FleetSettings } from '../kinds.ts';
import type { Registry, ReportAt } from '../registry.ts';
import { checkBackupCovered } from './backup-covered.ts';
import { checkBaselineOrder } from './baseline-order.ts';
import { checkBlockedContained } from './blocked-contained.ts';
import { checkCallNames } from './call-names.ts';
import { checkDrainable } from './drainable.ts';
import { checkFitsHost } from './fits-host.ts';
import { checkFormerly } from './formerly.ts';
import { groundOf, type Rule } from './ground.ts';
import { checkHostInNoRing } from './host-in-no-ring.ts';
import { checkKeptApartAtHome } from './kept-apart-at-home.ts';
import { checkKeptApartInRing } from './kept-apart-in-ring.ts';
import { checkKeptApartInWave } from './kept-apart-in-wave.ts';
import { checkLowerThanOther } from './lower-than-other.ts';
import { checkMemory } from './memory.ts';
import { checkMovedTarget } from './moved-target.ts';
import { checkMovedTwice } from './moved-twice.ts';
import { checkReplication } from './replication.ts';
import { checkRetired } from './retired.ts';
import { checkSla } from './sla.ts';
import { checkFrozenSla } from './sla-frozen.ts';
import { checkTestInTime } from './test-in-time.ts';
import { checkVmWindowRoom } from './vm-window-room.ts';
import { checkWindowOpens } from './window-opens.ts';
import { checkWindowRoom } from './window-room.ts';

const rules: readonly Rule[] = [
  checkBackupCovered,
  checkBaselineOrder,
  checkBlockedContained,
  checkCallNames,
  checkDrainable,
  checkFitsHost,
  checkFormerly,
  checkFrozenSla,
  checkHostInNoRing,
  checkKeptApartAtHome,
  checkKeptApartInRing,
  checkKeptApartInWave,
  checkLowerThanOther,
  checkMemory,
  checkMovedTarget,
  checkMovedTwice,
  checkReplication,
  checkRetired,
  checkSla,
  checkTestInTime,
  checkVmWindowRoom,
  checkWindowOpens,
  checkWindowRoom,
];

export function checkMeaning(fleet: Fleet, registry: Registry, report: ReportAt): void {
  const ground = groundOf(fleet, registry, report);
  for (const rule of rules) rule(ground);
}

const nowhere = { file: '', line: 1, lines: {} };
const ever = duration(100_000 * day);

/** Stands in for a Fleet that could not be read, so that the rest is judged all the same: it asks for nothing. */
export const unsettled: FleetSettings = {
  name: 'unknown' as FleetName,
  origin: nowhere,
  timezone: 'UTC',
  factsMaxAge: ever,
  patchSla: { critical: ever, high: ever, medium: ever, low: ever },
  notice: { days: 0, postponableUntilDays: 0 },
  keepApart: [],
  drift: { patchLevel: 'report', placement: 'report', replication: 'report', replicationSettings: 'report' },
  allowRemovals: 0,
};

/** As `unsettled`, for an ApprovalPolicy. */
export const unruled: ApprovalPolicy = { origin: nowhere, people: {}, rules: [], requireMfa: false, mayStop: [] };
