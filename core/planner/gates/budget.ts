import type { Hold } from '../../model/plan.ts';
import type { Names } from '../ring-tally.ts';
import type { Gate } from './gate.ts';

/** Rule 6: hosts in maintenance and hosts that do not answer count against the ring's budget, with `>=`. */
export const budget: Gate = {
  name: 'budget',
  check(candidate, survey, taken) {
    if (candidate.type !== 'host') return [];
    const { host, place } = candidate;
    const { ring, rollout } = place;
    const { perSite, total } = ring.maxUnavailable;
    if (perSite === null && total === null) return [];
    const away = taken.away(rollout, ring);
    // a host does not stand in its own way
    const own = survey.fresh(host.name) ? null : host.name;
    const holds: Hold[] = [];
    const spend = (label: string, limit: number | null, names: Names | undefined) => {
      if (limit === null) return;
      const mine = own !== null && names?.has(own) === true;
      if ((names?.size ?? 0) - Number(mine) < limit) return;
      const told = names?.sorted() ?? [];
      const inUseBy = mine ? told.filter((other) => other !== own) : told;
      holds.push({ reason: 'budget-spent', budget: label, limit, inUseBy, until: null });
    };
    const name = `${rollout.name}/${ring.name}`;
    spend(`${name} per site ${host.site}`, perSite, away.bySite.get(host.site));
    spend(name, total, away.all);
    return holds;
  },
};
