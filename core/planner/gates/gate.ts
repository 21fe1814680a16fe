import type { HostName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import type { Ring } from '../../model/fleet.ts';
import type { Candidate, HostCandidate } from '../candidate.ts';
import { perSurvey } from '../per-survey.ts';
import type { Survey } from '../survey.ts';

/** What is in use by interventions under way and by candidates let through in this pass. */
export interface Taken {
  /** Candidates already let through in this pass that would touch the given host. */
  touching(host: HostName): readonly Candidate[];
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

/** One pass of admission: `take` marks a candidate as let through. */
export function newPass(survey: Survey): { readonly taken: Taken; take(candidate: Candidate): void } {
  const hosts: HostCandidate[] = [];
  const touching = new Map<HostName, Candidate[]>();
  const inMaintenance = new Set(survey.running.flatMap((one) => survey.inMaintenanceBy(one)));
  const away = new Map<Ring, Leaving>();
  const awayOf = (ring: Ring): Leaving => {
    let known = away.get(ring);
    if (known === undefined) {
      away.set(ring, (known = newLeaving(survey)));
      for (const host of awayNow(survey, ring)) known.add(host);
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

/** Those that do not answer count as away, unless their ring leaves them out; one that fell silent at work keeps its place. */
const awayNow = perSurvey((survey, ring: Ring): readonly HostName[] =>
  ring.members.filter(
    (host) => survey.runningOn(`Host/${host}`) !== undefined || (ring.unreachable === 'count' && !survey.fresh(host)),
  ),
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
