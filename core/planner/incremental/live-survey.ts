/**
 * A survey that is kept. What it answers it answers from facts that change; it notes who asked, and when a fact changes it tells who
 * must look again.
 */
import { indexOf } from '../../interventions/fleet-index.ts';
import type { PatchRollout, Ring } from '../../model/fleet.ts';
import { type HostName, type ResourceKey, vmIn, type VmName } from '../../model/ids.ts';
import { type Intervention, subjectKey } from '../../model/intervention.ts';
import type { Notice, Stop } from '../../model/plan.ts';
import { after, type Duration, type Instant, soonest } from '../../model/time.ts';
import { type GrowingTally, memberOf, ringTally } from '../ring-tally.ts';
import { notAheadFrom } from '../gates/facts.ts';
import { isAhead, isRecent, namesOf, type Survey, type SurveyInput, surveyOver } from '../survey.ts';
import { Cell, Cells, forgetAll, type Reader } from './cells.ts';
import { createFreshness } from './freshness.ts';
import { createHistory, type History } from './history.ts';
import { counts, type Known } from './known.ts';
import { same } from './same.ts';

/** Whoever is being worked out now. */
export interface Asker {
  /** Made only when something is asked that it is not told of anyway. */
  readonly reader: () => Reader;
  readonly parts: number;
  readonly own: ResourceKey;
  /** Hosts of which it is told anyway: itself, or those that hold the VM. */
  readonly hosts: readonly HostName[];
}

/** Told of what changes, besides those who asked. */
export interface Listener {
  /** Something about the host itself or the VM itself: facts, whether they are fresh, work on it. */
  subject(key: ResourceKey): void;
  /** People were told of work on it. */
  told(key: ResourceKey): void;
  /** Others of the ring are away than were. */
  away(rollout: PatchRollout, ring: Ring): void;
}

export interface LiveSurvey {
  readonly survey: Survey;
  /** The first instant at which facts of a host that counts stop being fresh, or those from the future may count. */
  staleAt(counts: (host: HostName) => boolean): Instant | null;
  /** Names of hosts and VMs in maintenance by work under way. */
  readonly inMaintenance: Pick<ReadonlySet<string>, 'has'>;
  /** Who of the ring is away. */
  awayIn(ring: Ring): Cell;
  /** Undefined when nobody asked. */
  hostCell(host: HostName): Cell | undefined;
  /** Grows when others are away than were. */
  awayVersion(ring: Ring): number;
  inMaintenanceCell(name: string): Cell;
  /** Works something out; what it asks is noted. */
  as<T>(asker: Asker | null, work: () => T): T;
  /** Notes that whoever is being worked out asked this. */
  ask(cell: Cell): void;
  /** Time goes on, and these facts are other ones. */
  move(known: Known, now: Instant): void;
  changedHost(host: HostName): void;
  changedPresence(host: HostName): void;
  changedIntervention(id: string): void;
  gaveNotice(notice: Notice): void;
  /** Counts rings again where hosts changed, and works out again what many ask. */
  settle(): void;
}

interface Live {
  known: Known;
  now: Instant;
}

const none: readonly never[] = [];
/** Names have at least one letter. */
const nobody: ResourceKey = 'Host/';

export function createLiveSurvey(start: Known, startsAt: Instant, listener: Listener): LiveSurvey {
  const live: Live = { known: start, now: startsAt };
  const { fleet } = start;
  const index = indexOf(fleet);

  // ---- who asks ------------------------------------------------------------------------------------------------
  let asker: Asker | null = null;
  const ask = (cell: Cell) => {
    if (asker !== null) cell.ask(asker.reader(), asker.parts);
  };
  const askOf = <K>(cells: Cells<K>, key: K) => {
    if (asker !== null) cells.of(key).ask(asker.reader(), asker.parts);
  };
  const as = <T>(next: Asker | null, work: () => T): T => {
    const before = asker;
    asker = next;
    try {
      return work();
    } finally {
      asker = before;
    }
  };
  const hostCells = new Cells<HostName>();
  const vmCells = new Cells<VmName>();
  const presenceCells = new Cells<HostName>();
  const workCells = new Cells<HostName>();
  const progressCells = new Cells<Ring>();
  const awayCells = new Cells<Ring>();
  const maintenanceCells = new Cells<string>();
  const ordersCell = new Cell();
  const runningCell = new Cell();
  const askHost = (host: HostName) => {
    if (asker !== null && !asker.hosts.includes(host)) askOf(hostCells, host);
  };
  const askSubject = (key: ResourceKey) => {
    if (asker === null || asker.own === key) return;
    const vm = vmIn(key);
    if (vm === null) askHost(key.slice('Host/'.length) as HostName);
    else askOf(vmCells, vm);
  };

  // ---- facts ---------------------------------------------------------------------------------------------------
  const input: SurveyInput = {
    get commit() {
      return live.known.commit;
    },
    get review() {
      ask(ordersCell);
      return live.known.review;
    },
    get reviewedIntent() {
      ask(ordersCell);
      return live.known.reviewedIntent;
    },
    get stops(): readonly Stop[] {
      ask(ordersCell);
      return live.known.stops;
    },
    get earlier() {
      return live.known.earlier;
    },
    /** Who depends on time says itself when: see `due.ts`. */
    get now() {
      return live.now;
    },
  };
  const seenAt = (host: HostName): Instant | undefined => live.known.presence.get(host)?.seenAt;
  const isFresh = (host: HostName): boolean => {
    const at = seenAt(host);
    return at !== undefined && isRecent(at, live.now, fleet.factsMaxAge) && live.known.observations.has(host);
  };
  const freshness = createFreshness((host) => (isFresh(host) ? after(seenAt(host)!, (fleet.factsMaxAge + 1) as Duration) : null));

  /** Whose last report is from the future: hardly ever anybody. */
  const ahead = new Set<HostName>();
  const heard = (host: HostName): 'still-fresh' | 'other' => {
    const at = seenAt(host);
    if (at !== undefined && isAhead(at, live.now)) ahead.add(host);
    else ahead.delete(host);
    return freshness.heard(host);
  };

  const tallies = new Map<Ring, GrowingTally>();
  const awayVersions = new Map<Ring, number>();
  const derived = new Map<unknown, Map<unknown, Derived<unknown>>>();
  const staleDerived = new Set<Derived<unknown>>();
  const survey: Survey = surveyOver({
    input,
    fleet,
    observation(host) {
      askHost(host);
      return live.known.observations.get(host);
    },
    seenAt(host) {
      askHost(host);
      askOf(presenceCells, host);
      return seenAt(host);
    },
    fresh(host) {
      askHost(host);
      return isFresh(host);
    },
    get running() {
      ask(runningCell);
      return history.running;
    },
    runningOn(subject) {
      askSubject(subject);
      return history.runningOn(subject);
    },
    workAt(host) {
      askOf(workCells, host);
      return history.workAt(host);
    },
    past(call, subject) {
      askSubject(subject);
      return history.past(call, subject);
    },
    // whoever was told is told of it
    told: (call, name) => told.get(call)?.get(name) ?? none,
    tally(rollout, ring) {
      askOf(progressCells, ring);
      return tallyOf(rollout, ring);
    },
    once<K extends object, V>(compute: (survey: Survey, key: K) => V, key: K): V {
      let found = derived.get(compute);
      if (found === undefined) derived.set(compute, (found = new Map()));
      let cell = found.get(key) as Derived<V> | undefined;
      if (cell === undefined) {
        cell = new Derived(() => compute(survey, key), as, staleDerived as Set<unknown>);
        found.set(key, cell);
      }
      ask(cell.cell);
      return cell.value();
    },
  });

  // ---- rings ---------------------------------------------------------------------------------------------------
  const siteOf = (host: HostName) => fleet.hosts[host]?.site ?? '';
  const tallyOf = (rollout: PatchRollout, ring: Ring): GrowingTally => {
    let tally = tallies.get(ring);
    if (tally === undefined) {
      tallies.set(ring, (tally = ringTally(ring, siteOf)));
      as(null, () => {
        for (const name of ring.members) tally!.set(name, memberOf(survey, rollout, ring, name));
      });
    }
    return tally;
  };
  const recount = new Set<HostName>();

  // ---- work and notices ----------------------------------------------------------------------------------------
  const history: History = createHistory(fleet, (record) => as(null, () => survey.touchedBy(record)));
  const told = new Map<string, Map<string, Notice[]>>();
  const maintenance = new Map<string, number>();
  const maintained = new Map<string, readonly string[]>();
  const remaintain = new Set<string>();
  const recountMaintenance = (id: string) => {
    const record = live.known.interventions.get(id);
    const before = maintained.get(id) ?? none;
    const now = record === undefined || record.outcome !== null ? none : as(null, () => survey.inMaintenanceBy(record));
    if (same(before, now)) return;
    for (const name of now) add(maintenance, name, 1);
    for (const name of before) add(maintenance, name, -1);
    if (now.length > 0) maintained.set(id, now);
    else maintained.delete(id);
    for (const name of new Set([...before, ...now])) maintenanceCells.touch(name);
  };

  // ---- changes -------------------------------------------------------------------------------------------------
  const touchHost = (host: HostName) => {
    recount.add(host);
    hostCells.touch(host);
    listener.subject(`Host/${host}`);
    for (const vm of index.vmsOf(host)) listener.subject(`VirtualMachine/${vm.name}`);
    const record = history.runningOn(`Host/${host}`);
    if (record !== undefined) remaintain.add(record.id);
  };
  const touchSubject = (key: ResourceKey) => {
    const vm = vmIn(key);
    if (vm === null) return touchHost(key.slice('Host/'.length) as HostName);
    vmCells.touch(vm);
    listener.subject(key);
  };
  const touchIntervention = (id: string, record: Intervention | undefined) => {
    const before = history.record(id);
    const hosts = new Set(history.touchAgain(id));
    history.put(id, record);
    for (const host of history.touchAgain(id)) hosts.add(host);
    for (const host of hosts) workCells.touch(host);
    if (before?.outcome === null || record?.outcome === null) runningCell.touch();
    remaintain.add(id);
    const keys = new Set([before, record].flatMap((one) => (one ? namesOf(fleet, subjectKey(one)) : none)));
    for (const key of keys) touchSubject(key);
  };

  for (const host of start.presence.keys()) heard(host);
  for (const [id, record] of start.interventions) {
    if (!counts(fleet, record)) continue;
    history.put(id, record);
    remaintain.add(id);
  }

  return {
    survey,
    staleAt: (whose) =>
      soonest([freshness.staleAt(whose), ...[...ahead].flatMap((host) => (whose(host) ? notAheadFrom(seenAt(host)!) : []))]),
    inMaintenance: { has: (name) => (maintenance.get(name) ?? 0) > 0 },
    awayIn: (ring) => awayCells.of(ring),
    hostCell: (host) => hostCells.known(host),
    awayVersion: (ring) => awayVersions.get(ring) ?? 0,
    inMaintenanceCell: (name) => maintenanceCells.of(name),
    as,
    ask,
    move(known, now) {
      const { known: before } = live;
      live.known = known;
      live.now = now;
      if (
        before.review !== known.review ||
        before.reviewedIntent !== known.reviewedIntent ||
        before.stops.length !== known.stops.length ||
        before.stops.some((stop, i) => stop !== known.stops[i])
      ) {
        ordersCell.touch();
      }
      if (!sameParts(before.earlier, known.earlier)) {
        // work begun under them may be of other declarations now
        for (const one of history.running.slice()) touchIntervention(one.id, one);
      }
      for (const host of freshness.silentSince(now)) touchHost(host);
      for (const host of ahead) {
        const at = seenAt(host);
        if (at !== undefined && isAhead(at, now)) continue;
        heard(host);
        touchHost(host);
      }
    },
    changedHost(host) {
      heard(host);
      touchHost(host);
    },
    changedPresence(host) {
      // as long as it stays fresh only those care who compare with the very instant
      if (heard(host) === 'other') touchHost(host);
      presenceCells.touch(host);
    },
    changedIntervention(id) {
      const record = live.known.interventions.get(id);
      touchIntervention(id, record !== undefined && counts(fleet, record) ? record : undefined);
    },
    gaveNotice(notice) {
      const ofCall = told.get(notice.call) ?? new Map<string, Notice[]>();
      told.set(notice.call, ofCall);
      for (const name of notice.hosts) {
        const list = ofCall.get(name);
        if (list) list.push(notice);
        else ofCall.set(name, [notice]);
        for (const key of [`Host/${name}`, `VirtualMachine/${name}`] as const)
          for (const called of namesOf(fleet, key)) listener.told(called);
      }
    },
    settle() {
      for (const host of recount) {
        for (const { rollout, ring } of index.places(host)) {
          const tally = tallies.get(ring);
          // not counted yet: nobody has asked
          if (tally === undefined) continue;
          const { progress, away } = tally.set(
            host,
            as(null, () => memberOf(survey, rollout, ring, host)),
          );
          if (progress) progressCells.touch(ring);
          if (!away) continue;
          awayVersions.set(ring, (awayVersions.get(ring) ?? 0) + 1);
          listener.away(rollout, ring);
        }
      }
      recount.clear();
      for (const id of remaintain) recountMaintenance(id);
      remaintain.clear();
      // one may be worked out from another, which is then worked out on the way
      for (const cell of staleDerived) cell.settle();
    },
  };
}

function add(counted: Map<string, number>, name: string, by: number): void {
  counted.set(name, (counted.get(name) ?? 0) + by);
}

function sameParts(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** Something many ask, worked out once. Those who asked are told only when it came out otherwise. */
class Derived<V> implements Reader {
  readonly asked = new Set<Cell>();
  readonly cell = new Cell();
  readonly #compute: () => V;
  readonly #as: LiveSurvey['as'];
  readonly #stale: Set<unknown>;
  #found: { readonly value: V } | null = null;
  #isStale = true;

  constructor(compute: () => V, as: LiveSurvey['as'], stale: Set<unknown>) {
    this.#compute = compute;
    this.#as = as;
    this.#stale = stale;
  }

  stale(): void {
    if (this.#isStale) return;
    this.#isStale = true;
    this.#stale.add(this);
  }

  value(): V {
    if (this.#isStale) this.settle();
    return this.#found!.value;
  }

  settle(): void {
    this.#stale.delete(this);
    if (!this.#isStale) return;
    this.#isStale = false;
    forgetAll(this);
    const before = this.#found;
    const value = this.#as({ reader: () => this, parts: 1, own: nobody, hosts: none }, this.#compute);
    if (before !== null && same(before.value, value)) return;
    this.#found = { value };
    if (before !== null) this.cell.touch();
  }
}
