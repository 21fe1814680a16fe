/**
 * Who is let through, kept as it changes. Candidates are asked in the order in which slots are given away; one that is let through takes
 * what it will use from those after it. So when one of them is let through, or not any more, only those after it that asked for what it
 * takes are asked again, and only by the gates that asked.
 */
import type { PatchRollout, Ring } from '../../model/fleet.ts';
import type { HostName } from '../../model/ids.ts';
import type { Candidate } from '../candidate.ts';
import type { Taken } from '../gates/gate.ts';
import type { Away, Names } from '../ring-tally.ts';
import { Cells, type Cell, type Reader } from './cells.ts';
import type { LiveSurvey } from './live-survey.ts';

export interface Admission {
  /** What was taken by those before `candidate`. */
  before(candidate: Candidate): Taken;
  take(candidate: Candidate): void;
  release(candidate: Candidate): void;
  /** Others of the ring are away, as they are, than were. */
  recount(rollout: PatchRollout, ring: Ring): void;
}

interface AwayList {
  readonly all: Candidate[];
  readonly bySite: Map<string, Candidate[]>;
  /** Grows with every change. */
  version: number;
  /** Whether so many are away that a budget of the ring is spent for somebody. */
  isSpent: boolean;
}

const none: readonly never[] = [];

/**
 * @param order of candidates: negative when `a` comes first
 * @param afterIt tells a reader of something that was taken or given back by `candidate`, if it comes after it
 */
export function createAdmission(
  live: LiveSurvey,
  order: (a: Candidate, b: Candidate) => number,
  afterIt: (reader: Reader, parts: number, candidate: Candidate) => void,
): Admission {
  const { survey } = live;
  const touching = new Map<HostName, Candidate[]>();
  const touchCells = new Cells<HostName>();
  const maintained = new Map<string, Candidate[]>();
  const away = new Map<Ring, AwayList>();
  const sites = [...Object.keys(survey.fleet.sites), ''];
  const siteOf = (host: string) => survey.fleet.hosts[host]?.site ?? '';

  const placeOf = (list: readonly Candidate[], candidate: Candidate): number => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order(list[middle]!, candidate) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const put = (list: Candidate[], candidate: Candidate) => list.splice(placeOf(list, candidate), 0, candidate);
  const drop = (list: Candidate[], candidate: Candidate) => {
    const at = placeOf(list, candidate);
    if (list[at] === candidate) list.splice(at, 1);
  };
  const tell = (cell: Cell | undefined, candidate: Candidate) => {
    for (const [reader, parts] of cell?.readers() ?? none) afterIt(reader, parts, candidate);
  };

  const namesBefore = (
    base: Names | undefined,
    takers: readonly Candidate[],
    count: number,
    remembered: (make: () => readonly HostName[]) => readonly HostName[],
  ): Names => {
    const mine = () => takers.slice(0, count).map(({ name }) => name as HostName);
    return {
      // whoever is let through answers and is not at work, so none of them is away as it is
      size: (base?.size ?? 0) + count,
      has: (host) => base?.has(host) === true || mine().includes(host),
      sorted: () => remembered(() => [...new Set([...(base?.sorted() ?? []), ...mine()])].sort()),
    };
  };
  /** The same list is told by all that wait for the same: it is made once. */
  const lists = new WeakMap<readonly Candidate[], { key: string; names: readonly HostName[] }>();

  const awayBefore = (rollout: PatchRollout, ring: Ring, candidate: Candidate): Away => {
    live.ask(live.awayIn(ring));
    const base = live.as(null, () => survey.tally(rollout, ring).away);
    const known = listOf(ring);
    // from now on somebody looks
    mayHold(known, rollout, ring);
    const namesOf = (from: Names | undefined, takers: readonly Candidate[]): Names => {
      const count = placeOf(takers, candidate);
      return namesBefore(from, takers, count, (make) => {
        const key = `${live.awayVersion(ring)} ${known.version} ${count}`;
        let found = lists.get(takers);
        if (found?.key !== key) lists.set(takers, (found = { key, names: make() }));
        return found.names;
      });
    };
    return {
      all: namesOf(base.all, known.all),
      bySite: { get: (site) => namesOf(base.bySite.get(site), siteList(known, site)) },
    };
  };
  const listOf = (ring: Ring): AwayList => {
    let list = away.get(ring);
    if (list === undefined) away.set(ring, (list = { all: [], bySite: new Map(), version: 0, isSpent: false }));
    return list;
  };
  const siteList = (list: AwayList, site: string): Candidate[] => {
    let there = list.bySite.get(site);
    if (there === undefined) list.bySite.set(site, (there = []));
    return there;
  };

  const change = (candidate: Candidate, edit: (list: Candidate[]) => void) => {
    for (const host of candidate.touches) {
      let list = touching.get(host);
      if (list === undefined) touching.set(host, (list = []));
      edit(list);
      tell(touchCells.known(host), candidate);
    }
    for (const name of candidate.inMaintenance) {
      let list = maintained.get(name);
      if (list === undefined) maintained.set(name, (list = []));
      edit(list);
      tell(live.inMaintenanceCell(name), candidate);
    }
    if (candidate.type !== 'host') return;
    for (const { rollout, ring } of survey.places(candidate.name)) {
      const list = listOf(ring);
      edit(list.all);
      edit(siteList(list, siteOf(candidate.name)));
      list.version++;
      if (mayHold(list, rollout, ring)) tell(live.awayIn(ring), candidate);
    }
  };
  /** Budgets hold nobody up as long as they are not spent: then nobody need be asked again, before this change and after it. */
  const mayHold = (list: AwayList, rollout: PatchRollout, ring: Ring): boolean => {
    const { perSite, total } = ring.maxUnavailable;
    const base = live.as(null, () => survey.tally(rollout, ring).away);
    const was = list.isSpent;
    list.isSpent =
      (total !== null && base.all.size + list.all.length >= total) ||
      (perSite !== null &&
        sites.some((site) => (base.bySite.get(site)?.size ?? 0) + (list.bySite.get(site)?.length ?? 0) >= perSite));
    return was || list.isSpent;
  };

  return {
    before: (candidate) => ({
      touching(host) {
        live.ask(touchCells.of(host));
        const list = touching.get(host) ?? none;
        return list.slice(0, placeOf(list, candidate));
      },
      inMaintenance: {
        has(name) {
          live.ask(live.inMaintenanceCell(name));
          const list = maintained.get(name) ?? none;
          return live.inMaintenance.has(name) || placeOf(list, candidate) > 0;
        },
      },
      away: (rollout, ring) => awayBefore(rollout, ring, candidate),
    }),
    take: (candidate) => change(candidate, (list) => put(list, candidate)),
    release: (candidate) => change(candidate, (list) => drop(list, candidate)),
    recount(rollout, ring) {
      if (mayHold(listOf(ring), rollout, ring)) live.awayIn(ring).touch();
    },
  };
}
