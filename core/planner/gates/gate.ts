import type { HostName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import type { Ring } from '../../model/fleet.ts';
import { perSurvey } from '../per-survey.ts';
import type { Candidate, Survey } from '../survey.ts';

/** What is in use by interventions under way and by hosts let through in this pass. */
export interface Taken {
  /** Hosts already let through in this pass. */
  readonly hosts: readonly HostName[];
  /** Those of them whose interventions would touch the given host. */
  touching(host: HostName): readonly HostName[];
  /** Names of hosts and VMs in maintenance now or taken in this pass. */
  readonly inMaintenance: ReadonlySet<string>;
  /** Members of a ring that are not available: in maintenance, taken, or not heard of. By name. */
  away(ring: Ring): Away;
}

export interface Away {
  readonly all: readonly HostName[];
  readonly bySite: ReadonlyMap<string, readonly HostName[]>;
}

/** One rule. Says every reason why the candidate may not start now; an empty list lets it pass. */
export interface Gate {
  readonly name: string;
  readonly check: (candidate: Candidate, survey: Survey, taken: Taken) => readonly Hold[];
}

/** One pass of admission: `take` marks a host as let through. */
export function newPass(survey: Survey): { readonly taken: Taken; take(host: HostName): void } {
  const hosts: HostName[] = [];
  const touching = new Map<HostName, HostName[]>();
  const inMaintenance = new Set(survey.running.flatMap((one) => survey.inMaintenance(one.host)));
  const away = new Map<Ring, Away>();
  const awayOf = (ring: Ring) => away.get(ring) ?? awayNow(survey, ring);
  return {
    taken: { hosts, touching: (host) => touching.get(host) ?? [], inMaintenance, away: awayOf },
    take(host) {
      hosts.push(host);
      for (const other of survey.touched(host)) {
        const list = touching.get(other);
        if (list) list.push(host);
        else touching.set(other, [host]);
      }
      for (const name of survey.inMaintenance(host)) inMaintenance.add(name);
      for (const { ring } of survey.places(host)) {
        const { all } = awayOf(ring);
        if (!all.includes(host)) away.set(ring, awayFrom(survey, [...all, host].sort()));
      }
    },
  };
}

const awayNow = perSurvey((survey, ring: Ring) =>
  awayFrom(survey, ring.members.filter((host) => survey.runningOn(host) !== undefined || !survey.fresh(host)).sort()),
);

function awayFrom(survey: Survey, all: readonly HostName[]): Away {
  const bySite = new Map<string, HostName[]>();
  for (const host of all) {
    const site = survey.fleet.hosts[host]?.site ?? '';
    const list = bySite.get(site);
    if (list) list.push(host);
    else bySite.set(site, [host]);
  }
  return { all, bySite };
}
