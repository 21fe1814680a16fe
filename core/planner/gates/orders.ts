import type { HostName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import { frozen, inScope } from '../../windows/freeze.ts';
import type { Survey } from '../survey.ts';
import type { Gate } from './gate.ts';

/** A person's "not now": stops by people on call, holds in Git and freezes in Git, on any host that would be touched. */
export const orders: Gate = {
  name: 'orders',
  check: (candidate, survey) => ordersAgainst(survey, candidate.touches),
};

export function ordersAgainst(survey: Survey, touched: readonly HostName[]): readonly Hold[] {
  const { input, fleet } = survey;
  if (input.stops.length === 0 && fleet.holds.length === 0 && fleet.freezes.length === 0) return [];
  const hosts = touched.flatMap((name) => fleet.hosts[name] ?? []);
  const stops = input.stops.filter((stop) => stop.hosts === null || hosts.some((one) => stop.hosts!.includes(one.name)));
  const holds = fleet.holds.filter(
    (hold) => (hold.until === null || input.now < hold.until) && hosts.some((one) => inScope(hold.scope, one)),
  );
  const found: Hold[] = [
    ...stops
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .map(({ by, why }): Hold => ({ reason: 'stopped', by, why, until: null })),
    ...holds
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, who, why, until }): Hold => ({ reason: 'held', hold: name, who, why, until })),
  ];
  const freezes = hosts.flatMap((one) => frozen(fleet.freezes, one, input.now) ?? []);
  const longest = freezes.sort((a, b) => b.to - a.to || (a.name < b.name ? -1 : 1))[0];
  if (longest) found.push({ reason: 'frozen', freeze: longest.name, why: longest.why, until: longest.to });
  return found;
}
