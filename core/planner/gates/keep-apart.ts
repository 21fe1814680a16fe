import type { Gate } from './gate.ts';
import { busyHosts } from './gate.ts';

/** Rule 4: of a set kept apart, no more than `max` members are in maintenance at once. */
export const keepApart: Gate = {
  name: 'keepApart',
  check(candidate, survey, taken) {
    const mine = new Set(survey.inMaintenance(candidate.host.name));
    const theirs = new Set(busyHosts(survey, taken).flatMap((host) => survey.inMaintenance(host)));
    return survey.fleet.keepApart.flatMap((set) => {
      const joining = set.members.filter((member) => mine.has(member));
      if (joining.length === 0) return [];
      const inUseBy = set.members.filter((member) => theirs.has(member));
      const total = new Set([...joining, ...inUseBy]).size;
      return total > set.max
        ? [
            {
              reason: 'keep-apart' as const,
              set: set.name,
              max: set.max,
              inUseBy: inUseBy.length > 0 ? inUseBy : joining,
              until: null,
            },
          ]
        : [];
    });
  },
};
