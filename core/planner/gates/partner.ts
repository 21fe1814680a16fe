import { ailments } from '../../interventions/verify.ts';
import type { Hold } from '../../model/plan.ts';
import type { HostName } from '../../model/ids.ts';
import type { Candidate, Survey } from '../survey.ts';
import type { Gate, Taken } from './gate.ts';

/** Rules 4 and 8: what an intervention touches is touched by no other; a pair never loses its second leg. */
export const partner: Gate = {
  name: 'partner',
  check(candidate, survey, taken) {
    return [...conflicts(candidate, survey, taken), ...partnerHealth(candidate, survey)];
  },
};

function conflicts(candidate: Candidate, survey: Survey, taken: Taken): readonly Hold[] {
  const mine = new Set<string>(survey.touched(candidate.host.name));
  const holds: Hold[] = [];
  for (const one of survey.running) {
    const shared = survey.touched(one.host).some((host) => mine.has(host));
    if (shared) holds.push({ reason: 'partner-busy', partner: one.host, intervention: one.id, until: null });
  }
  for (const host of taken.hosts) {
    if (survey.touched(host).some((name) => mine.has(name))) {
      holds.push({ reason: 'partner-busy', partner: host, intervention: null, until: null });
    }
  }
  return holds;
}

function partnerHealth(candidate: Candidate, survey: Survey): readonly Hold[] {
  const name = candidate.host.partner;
  if (name === null || candidate.kind !== 'patch-hypervisor') return [];
  const why = unfit(survey, name, candidate);
  return why === null ? [] : [{ reason: 'partner-unhealthy', partner: name, why, until: null }];
}

function unfit(survey: Survey, name: HostName, candidate: Candidate): string | null {
  const host = survey.fleet.hosts[name];
  const observation = survey.observation(name);
  if (!host || !observation) return 'it has not reported';
  if (observation.hyperV === null) return 'Hyper-V does not answer';
  const wrong = ailments(observation, host, candidate.place.rollout);
  return wrong.length === 0 ? null : wrong.join(', ');
}
