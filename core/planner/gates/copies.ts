import type { Intervention } from '../../model/intervention.ts';
import type { Hold } from '../../model/plan.ts';
import type { Gate } from './gate.ts';

/** What a ReplicationPolicy says when it says nothing, for migrations of VMs that have none. */
const usualAtOnce = 2;

/** First replications and resynchronizations fill the network and the disks: so many at once on a host, and no more. */
export const copies: Gate = {
  name: 'copies',
  check(candidate, survey, taken) {
    if (candidate.type !== 'vm' || !candidate.copies || candidate.to === null) return [];
    const limit = candidate.policy?.maxAtOnce ?? usualAtOnce;
    return [...new Set([candidate.from, candidate.to])].sort().flatMap((host): Hold[] => {
      const running = survey.workAt(host).flatMap((one) => (one.vm !== null && mayCopy(one) ? [one.vm] : []));
      const before = taken.touching(host).flatMap((one) => (one.type === 'vm' && one.copies ? [one.name] : []));
      const inUseBy = [...new Set([...running, ...before])].filter((vm) => vm !== candidate.name).sort();
      if (inUseBy.length < limit) return [];
      return [{ reason: 'budget-spent', budget: `copies at once on ${host}`, limit, inUseBy, until: null }];
    });
  },
};

/** A migration has its copy on the target once it is verified. */
function mayCopy({ kind, verifiedAt }: Intervention): boolean {
  return kind === 'replicate' || kind === 'finish-migration' || (kind === 'migrate' && verifiedAt === null);
}
