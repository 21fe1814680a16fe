import type { HostName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import type { Candidate, Survey } from '../survey.ts';

/** Hosts already let through in this pass: what they will take is taken. */
export interface Taken {
  readonly hosts: readonly HostName[];
}

/** One rule. Says every reason why the candidate may not start now; an empty list lets it pass. */
export interface Gate {
  readonly name: string;
  readonly check: (candidate: Candidate, survey: Survey, taken: Taken) => readonly Hold[];
}

/** Everything that is in maintenance now or has just been let through, with the host that takes it. */
export function busyHosts(survey: Survey, taken: Taken): readonly HostName[] {
  return [...survey.running.map((one) => one.host), ...taken.hosts];
}
