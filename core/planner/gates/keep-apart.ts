import { lastAttempt } from '../host-standing.ts';
import type { Survey } from '../survey.ts';
import { copiesOf } from '../vm-place.ts';
import type { Gate } from './gate.ts';

/**
 * Rule 4: of a set kept apart, no more than `max` members are away at once: in maintenance, or known or feared not to serve. A VM is
 * in maintenance while it is moved, or its host is drained.
 */
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
        const inUseBy = set.members.filter((member) => taken.inMaintenance.has(member) || isAway(survey, member)).sort();
        if (new Set([...joining, ...inUseBy]).size <= set.max) return [];
        const { name, max } = set;
        return [{ reason: 'keep-apart' as const, set: name, max, inUseBy: inUseBy.length > 0 ? inUseBy : joining, until: null }];
      });
  },
};

/** Silent, left by a failed attempt, or not seen Running anywhere by fresh facts. What is retired is missed by nobody. */
function isAway(survey: Survey, member: string): boolean {
  const host = survey.fleet.hosts[member];
  if (host)
    return (
      host.lifecycle.retired === null &&
      (!survey.fresh(host.name) ||
        // "rolled back" is back on its feet
        survey.places(host.name).some(({ rollout }) => lastAttempt(survey, rollout, host)?.outcome === 'failed'))
    );
  const vm = survey.fleet.vms[member];
  if (!vm || vm.lifecycle.retired !== null) return false;
  return !copiesOf(survey, vm).some((copy) => copy.seen.state === 'Running' && survey.fresh(copy.host));
}
