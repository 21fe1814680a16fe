import type { HostName, VmName } from '../../model/ids.ts';
import type { Intervention } from '../../model/intervention.ts';
import type { Hold } from '../../model/plan.ts';
import { perSurvey } from '../per-survey.ts';
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
      const running = copyingOn(survey, survey.input).get(host) ?? [];
      const before = taken.touching(host).flatMap((one) => (one.type === 'vm' && one.copies ? [one.name] : []));
      const inUseBy = [...new Set([...running, ...before])].filter((vm) => vm !== candidate.name).sort();
      if (inUseBy.length < limit) return [];
      return [{ reason: 'budget-spent', budget: `copies at once on ${host}`, limit, inUseBy, until: null }];
    });
  },
};

/** Host → VMs of which a copy may be on its way to or from there. */
const copyingOn = perSurvey((survey): ReadonlyMap<HostName, readonly VmName[]> => {
  const found = new Map<HostName, VmName[]>();
  for (const one of survey.running) {
    if (one.vm === null || !mayCopy(one)) continue;
    for (const host of survey.touchedBy(one)) {
      const list = found.get(host);
      if (list) list.push(one.vm);
      else found.set(host, [one.vm]);
    }
  }
  return found;
});

/** A migration has its copy on the target once it is verified. */
function mayCopy({ kind, verifiedAt }: Intervention): boolean {
  return kind === 'replicate' || kind === 'finish-migration' || (kind === 'migrate' && verifiedAt === null);
}
