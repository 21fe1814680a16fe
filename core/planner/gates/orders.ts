import type { Host } from '../../model/fleet.ts';
import type { Hold } from '../../model/plan.ts';
import { frozen, inScope } from '../../windows/freeze.ts';
import type { Survey } from '../survey.ts';
import type { Gate } from './gate.ts';

/** A person's "not now": holds in Git, freezes in Git, and stops by people on call. */
export const orders: Gate = {
  name: 'orders',
  check: (candidate, survey) => ordersAgainst(survey, candidate.host),
};

export function ordersAgainst(survey: Survey, host: Host): readonly Hold[] {
  const { input, fleet } = survey;
  const found: Hold[] = [];
  for (const stop of input.stops) {
    if (stop.hosts === null || stop.hosts.includes(host.name)) {
      found.push({ reason: 'stopped', by: stop.by, why: stop.why, until: null });
    }
  }
  for (const hold of fleet.holds) {
    if (inScope(hold.scope, host) && (hold.until === null || input.now < hold.until)) {
      found.push({ reason: 'held', hold: hold.name, who: hold.who, why: hold.why, until: hold.until });
    }
  }
  const freeze = frozen(fleet.freezes, host, input.now);
  if (freeze) found.push({ reason: 'frozen', freeze: freeze.name, why: freeze.why, until: freeze.to });
  return found;
}
