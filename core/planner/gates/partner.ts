import { ailments } from '../../interventions/verify.ts';
import type { HostName } from '../../model/ids.ts';
import type { Intervention } from '../../model/intervention.ts';
import type { Hold } from '../../model/plan.ts';
import { perSurvey } from '../per-survey.ts';
import { type Candidate, lastAttempt, type Survey } from '../survey.ts';
import type { Gate, Taken } from './gate.ts';

/** Rules 4 and 8: what an intervention touches is touched by no other; a pair never loses its second leg. */
export const partner: Gate = {
  name: 'partner',
  check(candidate, survey, taken) {
    return [...conflicts(candidate, survey, taken), ...partnerHealth(candidate, survey)];
  },
};

function conflicts(candidate: Candidate, survey: Survey, taken: Taken): readonly Hold[] {
  const mine = survey.touched(candidate.host.name);
  const running = new Set(mine.flatMap((host) => touchedNow(survey, survey.input).get(host) ?? []));
  const before = new Set(mine.flatMap((host) => taken.touching(host)));
  return [
    ...[...running].map((one): Hold => ({ reason: 'partner-busy', partner: one.host, intervention: one.id, until: null })),
    ...[...before].map((host): Hold => ({ reason: 'partner-busy', partner: host, intervention: null, until: null })),
  ];
}

/** Host → interventions under way that touch it. */
const touchedNow = perSurvey((survey): ReadonlyMap<HostName, readonly Intervention[]> => {
  const found = new Map<HostName, Intervention[]>();
  for (const one of survey.running) {
    for (const host of survey.touched(one.host)) {
      const list = found.get(host);
      if (list) list.push(one);
      else found.set(host, [one]);
    }
  }
  return found;
});

/** Why the partner cannot carry the pair alone now; empty = it can, or nothing moves there. */
export function partnerHealth(candidate: Candidate, survey: Survey): readonly Hold[] {
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
  const wrong = [...ailments(observation, host, candidate.place.rollout)];
  for (const place of survey.places(name)) {
    // "rolled back" is back on its feet; "failed" is for a person to look at, and carries nothing until then
    if (lastAttempt(survey, place.rollout, host)?.outcome === 'failed')
      wrong.push(`its own patch failed in ${place.rollout.name}`);
  }
  return wrong.length === 0 ? null : wrong.join(', ');
}
