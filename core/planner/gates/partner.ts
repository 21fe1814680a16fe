import { ailments } from '../../interventions/verify.ts';
import type { HostName } from '../../model/ids.ts';
import type { Intervention } from '../../model/intervention.ts';
import type { Hold } from '../../model/plan.ts';
import type { Candidate } from '../candidate.ts';
import { lastAttempt } from '../host-standing.ts';
import { excludes, sharingOf } from '../locks.ts';
import type { Survey } from '../survey.ts';
import type { Gate, Taken } from './gate.ts';

/** Rules 4 and 8: who may be at work beside whom (`locks.ts`); a pair never loses its second leg. */
export const partner: Gate = {
  name: 'partner',
  check(candidate, survey, taken) {
    return [...conflicts(candidate, survey, taken), ...partnerHealth(candidate, survey)];
  },
};

function conflicts({ touches, sharing }: Candidate, survey: Survey, taken: Taken): readonly Hold[] {
  const running = new Set(touches.flatMap((host) => survey.workAt(host)));
  const before = new Set(touches.flatMap((host) => taken.touching(host)));
  return [
    ...[...running].flatMap((one) => (excludes(sharing, sharingOf(one)) ? [busy(one.host, one.vm, one.id)] : [])),
    ...[...before].flatMap((one) => {
      if (!excludes(sharing, one.sharing)) return [];
      return [one.type === 'host' ? busy(one.name, null, null) : busy(one.from, one.name, null)];
    }),
  ];
}

function busy(partner: HostName, vm: Intervention['vm'], intervention: Intervention['id'] | null): Hold {
  return { reason: 'partner-busy', partner, intervention, ...(vm === null ? {} : { vm }), until: null };
}

/** Why the host that is to carry more could not; empty = it can, or nothing moves there. */
export function partnerHealth(candidate: Candidate, survey: Survey): readonly Hold[] {
  const name = takesOver(candidate);
  if (name === null) return [];
  const why = unfit(survey, name, candidate);
  return why === null ? [] : [{ reason: 'partner-unhealthy', partner: name, why, until: null }];
}

function takesOver(candidate: Candidate): HostName | null {
  if (candidate.type === 'host') return candidate.kind === 'patch-hypervisor' ? candidate.host.partner : null;
  return candidate.kind === 'migrate' || candidate.kind === 'go-home' ? candidate.to : null;
}

function unfit(survey: Survey, name: HostName, candidate: Candidate): string | null {
  const host = survey.fleet.hosts[name];
  const observation = survey.observation(name);
  if (!host || !observation) return 'it has not reported';
  if (observation.hyperV === null) return 'Hyper-V does not answer';
  const rollouts = candidate.type === 'host' ? [candidate.place.rollout] : survey.places(name).map(({ rollout }) => rollout);
  const wrong = new Set(rollouts.flatMap((rollout) => ailments(observation, host, rollout)));
  for (const place of survey.places(name)) {
    // "rolled back" is back on its feet; "failed" is for a person to look at, and carries nothing until then
    if (lastAttempt(survey, place.rollout, host)?.outcome === 'failed')
      wrong.add(`its own patch failed in ${place.rollout.name}`);
  }
  return wrong.size === 0 ? null : [...wrong].join(', ');
}
