import type { Gate } from './gate.ts';

/** Rule 4: of a set kept apart, no more than `max` members are in maintenance at once. A VM is while it is moved, or its host is drained. */
export const keepApart: Gate = {
  name: 'keepApart',
  check(candidate, survey, taken) {
    const { keepApart: sets } = survey.fleet;
    if (sets.length === 0 || candidate.inMaintenance.length === 0) return [];
    const mine = new Set(candidate.inMaintenance);
    return sets
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((set) => {
        const joining = set.members.filter((member) => mine.has(member)).sort();
        if (joining.length === 0) return [];
        const inUseBy = set.members.filter((member) => taken.inMaintenance.has(member)).sort();
        if (new Set([...joining, ...inUseBy]).size <= set.max) return [];
        const { name, max } = set;
        return [{ reason: 'keep-apart' as const, set: name, max, inUseBy: inUseBy.length > 0 ? inUseBy : joining, until: null }];
      });
  },
};
