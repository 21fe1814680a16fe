import type { HostName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import type { Gate } from './gate.ts';

/** Rule 6: hosts in maintenance and hosts that do not answer count against the ring's budget, with `>=`. */
export const budget: Gate = {
  name: 'budget',
  check(candidate, survey, taken) {
    const { host, place } = candidate;
    const { ring, rollout } = place;
    const { perSite, total } = ring.maxUnavailable;
    if (perSite === null && total === null) return [];
    const away = taken.away(ring);
    // a host does not stand in its own way
    const others = (hosts: readonly HostName[]) =>
      survey.fresh(host.name) ? hosts : hosts.filter((other) => other !== host.name);
    const holds: Hold[] = [];
    const spend = (label: string, limit: number | null, inUseBy: readonly HostName[]) => {
      if (limit !== null && inUseBy.length >= limit)
        holds.push({ reason: 'budget-spent', budget: label, limit, inUseBy, until: null });
    };
    const name = `${rollout.name}/${ring.name}`;
    spend(`${name} per site ${host.site}`, perSite, others(away.bySite.get(host.site) ?? []));
    spend(name, total, others(away.all));
    return holds;
  },
};
