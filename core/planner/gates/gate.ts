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
  readonly all: Names;
  readonly bySite: ReadonlyMap<string, Names>;
}

/** Hosts that are counted far more often than they are told. */
export interface Names {
  readonly size: number;
  has(host: HostName): boolean;
  sorted(): readonly HostName[];
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
  const away = new Map<Ring, Leaving>();
  const awayOf = (ring: Ring): Leaving => {
    let known = away.get(ring);
    if (known === undefined) {
      away.set(ring, (known = newLeaving(survey)));
      for (const host of awayNow(survey, ring)) known.add(host);
      for (const host of hosts) if (survey.places(host).some((place) => place.ring === ring)) known.add(host);
    }
    return known;
  };
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
      for (const { ring } of survey.places(host)) away.get(ring)?.add(host);
    },
  };
}

const awayNow = perSurvey((survey, ring: Ring): readonly HostName[] =>
  ring.members.filter((host) => survey.runningOn(host) !== undefined || !survey.fresh(host)),
);

interface Leaving extends Away {
  add(host: HostName): void;
}

function newLeaving(survey: Survey): Leaving {
  const all = newNames();
  const bySite = new Map<string, ReturnType<typeof newNames>>();
  return {
    all,
    bySite,
    add(host) {
      all.add(host);
      const site = survey.fleet.hosts[host]?.site ?? '';
      const there = bySite.get(site) ?? newNames();
      there.add(host);
      bySite.set(site, there);
    },
  };
}

function newNames(): Names & { add(host: HostName): void } {
  const hosts = new Set<HostName>();
  let inOrder: readonly HostName[] | null = null;
  return {
    get size() {
      return hosts.size;
    },
    has: (host) => hosts.has(host),
    sorted: () => (inOrder ??= [...hosts].sort()),
    add(host) {
      if (hosts.has(host)) return;
      hosts.add(host);
      inOrder = null;
    },
  };
}
