import type { HostName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import { busyHosts, type Gate } from './gate.ts';

/** Rule 6: hosts in maintenance and hosts that do not answer count against the ring's budget, with `>=`. */
export const budget: Gate = {
  name: 'budget',
  check(candidate, survey, taken) {
    const { ring, rollout } = candidate.place;
    const own = candidate.host.name;
    const busy = new Set<string>(busyHosts(survey, taken));
    const away = ring.members.filter((host) => host !== own && (busy.has(host) || !survey.fresh(host)));
    const holds: Hold[] = [];
    const spend = (label: string, limit: number | null, inUseBy: readonly HostName[]) => {
      if (limit !== null && inUseBy.length >= limit)
        holds.push({ reason: 'budget-spent', budget: label, limit, inUseBy, until: null });
    };
    const site = candidate.host.site;
    spend(
      `${rollout.name}/${ring.name} per site ${site}`,
      ring.maxUnavailable.perSite,
      away.filter((host) => survey.fleet.hosts[host]?.site === site),
    );
    spend(`${rollout.name}/${ring.name}`, ring.maxUnavailable.total, away);
    return holds;
  },
};
