import type { HostName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import type { PatchRollout, Ring } from '../../model/fleet.ts';
import type { Candidate, HostCandidate } from '../candidate.ts';
import { type Away, growingAway } from '../ring-tally.ts';
import type { Survey } from '../survey.ts';

/** What is in use by interventions under way and by candidates let through in this pass. */
export interface Taken {
  /** Candidates already let through in this pass that would touch the given host. */
  touching(host: HostName): readonly Candidate[];
  /** Names of hosts and VMs in maintenance now or taken in this pass. */
  readonly inMaintenance: Pick<ReadonlySet<string>, 'has'>;
  /** Members of a ring that are not available: in maintenance, taken, or not heard of. */
  away(rollout: PatchRollout, ring: Ring): Away;
}

/** One rule. Says every reason why the candidate may not start now; an empty list lets it pass. */
export interface Gate {
  readonly name: string;
  readonly check: (candidate: Candidate, survey: Survey, taken: Taken) => readonly Hold[];
}

/** One pass of admission: `take` marks a candidate as let through. */
export function newPass(survey: Survey): { readonly taken: Taken; take(candidate: Candidate): void } {
  const hosts: HostCandidate[] = [];
  const touching = new Map<HostName, Candidate[]>();
  const inMaintenance = new Set(survey.running.flatMap((one) => survey.inMaintenanceBy(one)));
  const away = new Map<Ring, ReturnType<typeof growingAway>>();
  const awayOf = (rollout: PatchRollout, ring: Ring): Away => {
    let known = away.get(ring);
    if (known === undefined) {
      away.set(ring, (known = growingAway((name) => survey.fleet.hosts[name]?.site ?? '')));
      for (const host of survey.tally(rollout, ring).away.all.sorted()) known.add(host);
      for (const { name } of hosts) if (survey.places(name).some((place) => place.ring === ring)) known.add(name);
    }
    return known;
  };
  return {
    taken: { touching: (host) => touching.get(host) ?? [], inMaintenance, away: awayOf },
    take(candidate) {
      for (const host of candidate.touches) {
        const list = touching.get(host);
        if (list) list.push(candidate);
        else touching.set(host, [candidate]);
      }
      for (const name of candidate.inMaintenance) inMaintenance.add(name);
      if (candidate.type !== 'host') return;
      hosts.push(candidate);
      for (const { ring } of survey.places(candidate.name)) away.get(ring)?.add(candidate.name);
    },
  };
}
