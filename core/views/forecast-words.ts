/** What is said of a forecast, whatever it is drawn on: sentences with their numbers, and the rows of its tables. */
import type { Forecast, RolloutProgress, Run, WayBack, Work } from '../forecast/model.ts';
import type { InterventionKind } from '../model/intervention.ts';
import type { HoldReason, Plan, ResourceKey } from '../model/plan.ts';
import { type Instant, hour } from '../model/time.ts';
import { counted, durationText, listed, sizeText, type Times } from './format.ts';
import { holdText } from './holds.ts';
import { nameOf } from './names.ts';

const MOST_NAMES = 6;
/** Bytes of memory of which a checkout, where nothing was observed, assumes there is enough: nothing to be said in numbers. */
const ASSUMED = 2 ** 50;

/**
 * "22:05 (p90 23:10)", with the other draw's name where there are seeds; the day is said only when it is another than that
 * of `after`, which was said before.
 */
export function orLater(
  times: Times,
  { run, other, until }: Forecast,
  after: Instant | null,
  end: Instant | null,
  later: Instant | null,
): string {
  if (end === null) return `after ${times.at(until)}`;
  const said = after === null ? times.at(end) : shortly(times, after, end);
  if (later === end) return said;
  const label = run.pace === 'p50' ? 'p90' : other.pace;
  return `${said} (${label} ${later === null ? `after ${times.at(until)}` : shortly(times, end, later)})`;
}

/** The day is not said twice. */
function shortly(times: Times, before: Instant, at: Instant): string {
  const [a, b] = [times.at(before), times.at(at)];
  return b.slice(0, -CLOCK) === a.slice(0, -CLOCK) ? b.slice(-CLOCK) : b;
}

/** "20:00" */
const CLOCK = 5;

export function workNamed(run: Run, work: Work): Work | undefined {
  return run.works.find((one) => one.intervention === work.intervention);
}

/** For `explain`: "Forecast: done by 22:05 (p90 23:10)." Null when nothing is to be done there. */
export function forecastOf(forecast: Forecast, subject: ResourceKey, times: Times): string | null {
  const works = forecast.run.works.filter((work) => work.subject === subject);
  const rest = forecast.run.rests.find((one) => one.subject === subject);
  if (rest !== undefined) {
    const [hold] = rest.holds;
    return `Forecast: not done by ${times.at(forecast.until)}: ${hold === undefined ? rest.why : holdText(hold, times).what}.`;
  }
  const last = works.at(-1);
  if (last === undefined) return null;
  const later = workNamed(forecast.other, last)?.endsAt ?? null;
  return `Forecast: done by ${orLater(times, forecast, null, last.endsAt, later)}.`;
}

/** "2 reboots, 14 VM moves"; '' when there is neither. */
export function toll({ reboots, moves }: Group): string {
  return [reboots === 0 ? '' : counted(reboots, 'reboot'), moves === 0 ? '' : counted(moves, 'VM move')]
    .filter((text) => text !== '')
    .join(', ');
}

/** "a, b and 211 more": the rest stands in the table of all hosts. */
function some(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 1 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : listed(names);
}

/** How many hosts or VMs a group is about; one may be worked on more than once. */
export function subjectsOf({ works }: Group): string {
  const count = new Set(works.map((work) => work.subject)).size;
  return counted(count, works[0]!.subject.startsWith('Host/') ? 'host' : 'VM');
}

/** Rows of "what happens": one for each ring, wave, or kind of work of a policy. */
export interface Group {
  readonly call: string;
  readonly part: string;
  readonly works: readonly Work[];
  readonly what: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  readonly laterEnd: Instant | null;
  readonly reboots: number;
  readonly moves: number;
}

const verbs: Readonly<Record<InterventionKind, string>> = {
  'patch-hypervisor': 'patch',
  'patch-guest': 'patch',
  'patch-server': 'patch',
  replicate: 'replicate',
  'go-home': 'bring home',
  migrate: 'migrate',
  'finish-migration': 'give up the way back',
  'test-failover': 'test failover',
};

export function groupsOf({ run, other }: Forecast): readonly Group[] {
  const groups = new Map<string, Work[]>();
  for (const work of run.works) {
    const key = `${work.call}|${work.ring}|${verbs[work.kind]}`;
    const list = groups.get(key);
    if (list) list.push(work);
    else groups.set(key, [work]);
  }
  return [...groups.values()].map((works): Group => {
    const [first] = works as [Work, ...Work[]];
    const ends = works.map((work) => work.endsAt);
    const later = works.map((work) => workNamed(other, work)?.endsAt ?? null);
    const targets = [...new Set(works.map((work) => work.to))].filter((to) => to !== '');
    return {
      call: first.call,
      part: first.ring,
      works,
      what: `${verbs[first.kind]}${first.kind.startsWith('patch') ? ` to ${targetsText(targets)}` : ''}`,
      startsAt: Math.min(...works.map((work) => work.startsAt)) as Instant,
      endsAt: latest(ends),
      laterEnd: latest(later),
      reboots: works.reduce((sum, work) => sum + work.reboots.length, 0),
      moves: works.reduce((sum, work) => sum + movesOf(work).length, 0),
    };
  });
}

const MOST_TARGETS = 3;

function targetsText(targets: readonly string[]): string {
  const more = targets.length - MOST_TARGETS;
  return more > 0 ? `${targets.slice(0, MOST_TARGETS).join(', ')} and ${counted(more, 'more target')}` : listed(targets);
}

function movesOf(work: Work): Work['outages'] {
  return work.outages.filter((outage) => outage.to !== outage.from);
}

function latest(ends: readonly (Instant | null)[]): Instant | null {
  return ends.includes(null) ? null : (Math.max(...(ends as readonly Instant[])) as Instant);
}

/** "Patches 14 hosts in 3 rings, 5 to 19 December; fits every window, slack 2 h 10" */
export function headline(forecast: Forecast, zone: string): string {
  const { run } = forecast;
  if (run.works.length === 0) {
    if (run.rests.length === 0) return 'Nothing to do: everything is as declared';
    return `Nothing can begin within ${durationText(forecast.until - forecast.from)}: ${restCounts(run)}`;
  }
  const ends = run.works.flatMap((work) => work.endsAt ?? []);
  const from = Math.min(...run.works.map((work) => work.startsAt)) as Instant;
  const to = Math.max(from, ...ends) as Instant;
  const rests = run.rests.length === 0 ? '' : `; ${restCounts(run)}`;
  return `${deeds(run)}, ${dates(from, to, zone)}; ${fitText(forecast)}${slaMissed(forecast)}${rests}`;
}

/** "; MISSES THE SLA of november-2026 by 2 d 23 h": the first thing a customer would ask. */
function slaMissed({ run, until }: Forecast): string {
  const missed = run.rollouts.flatMap(({ rollout, rings, due, hosts }) => {
    if (hosts === 0) return [];
    if (due <= until && rings.some((ring) => ring.doneAt === null)) return `${rollout} (not done by the end of the forecast)`;
    const late = Math.max(0, ...rings.map((ring) => ring.late ?? 0));
    return late > 0 ? `${rollout} by ${durationText(late)}` : [];
  });
  return missed.length === 0 ? '' : `; MISSES THE SLA of ${listed(missed)}`;
}

function deeds({ works }: Run): string {
  const of = (...kinds: readonly InterventionKind[]) => works.filter((work) => kinds.includes(work.kind));
  const subjects = (some: readonly Work[]) => new Set(some.map((work) => work.subject)).size;
  const parts = (some: readonly Work[]) => new Set(some.map((work) => `${work.call} ${work.ring}`)).size;
  const patches = of('patch-hypervisor', 'patch-guest', 'patch-server');
  const moves = of('migrate');
  const said = [
    patches.length === 0 ? '' : `patches ${counted(subjects(patches), 'host')} in ${counted(parts(patches), 'ring')}`,
    moves.length === 0 ? '' : `migrates ${counted(subjects(moves), 'VM')} in ${counted(parts(moves), 'wave')}`,
    ...(
      [
        ['replicate', 'puts the replication of', 'right'],
        ['go-home', 'brings', 'home'],
        ['finish-migration', 'gives up the way back of', ''],
        ['test-failover', 'tests the failover of', ''],
      ] as const
    ).map(([kind, verb, after]) => {
      const some = of(kind);
      return some.length === 0 ? '' : `${verb} ${counted(subjects(some), 'VM')} ${after}`.trim();
    }),
  ].filter((text) => text !== '');
  const text = listed(said);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function restCounts({ rests }: Run): string {
  const count = (status: string) => rests.filter((rest) => rest.status === status).length;
  const waits = rests.length - count('needs-person') - count('unknown');
  const persons = count('needs-person');
  return [
    waits > 0 ? `${waits} ${waits === 1 ? 'is' : 'are'} not done` : '',
    persons > 0 ? `${persons} ${persons === 1 ? 'needs' : 'need'} a person` : '',
    count('unknown') > 0 ? `${count('unknown')} unknown` : '',
  ]
    .filter((text) => text !== '')
    .join(', ');
}

/** "fits every window, slack 2 h 10 (p90 1 h 05)" */
function fitText({ run, other }: Forecast): string {
  const least = (one: Run) => one.windows.reduce((slack, use) => Math.min(slack, use.slack), Infinity);
  const [slack, later] = [least(run), least(other)];
  if (slack === Infinity) return 'needs no window';
  if (slack < 0) return `goes on ${durationText(-slack)} past the close of a window`;
  const p90 =
    later === slack || later === Infinity
      ? ''
      : ` (${other.pace} ${later < 0 ? `${durationText(-later)} too long` : durationText(later)})`;
  return `fits every window, slack ${durationText(slack)}${p90}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "5 to 19 December", "28 November to 5 December", "on 5 December" */
function dates(from: Instant, to: Instant, zone: string): string {
  const [a, b] = [from, to].map((at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate());
  const month = (date: Temporal.PlainDate) => MONTHS[date.month - 1]!;
  if (a!.equals(b!)) return `on ${a!.day} ${month(a!)}`;
  if (a!.month === b!.month && a!.year === b!.year) return `${a!.day} to ${b!.day} ${month(b!)}`;
  return `${a!.day} ${month(a!)} to ${b!.day} ${month(b!)}${a!.year === b!.year ? '' : ` ${b!.year}`}`;
}

export function redundancyText({ run }: Forecast, times: Times): string {
  const longest = run.gaps
    .filter((gap) => gap.until !== null)
    .reduce<(typeof run.gaps)[number] | null>(
      (most, gap) => (most === null || gap.until! - gap.at > most.until! - most.at ? gap : most),
      null,
    );
  const open = run.gaps.filter((gap) => gap.until === null);
  const said: string[] = [];
  if (open.length > 0)
    said.push(`${counted(open.length, 'VM')} without a healthy replica at the end: ${some(open.map((gap) => gap.vm))}`);
  if (longest === null)
    said.push(open.length > 0 ? 'no other VM is ever without one' : 'no VM is ever without a healthy replica');
  else {
    const { vm, at, until } = longest;
    const many = counted(new Set(run.gaps.map((gap) => gap.vm)).size, 'VM');
    said.push(`${many} without a healthy replica for ${durationText(until! - at)} at most (${vm}, ${times.at(at)})`);
  }
  const lowest = run.capacity
    .filter((one) => one.rooms.length > 1 && one.lowest.free < ASSUMED)
    .reduce<(typeof run.capacity)[number] | null>(
      (least, one) => (least === null || one.lowest.free < least.lowest.free ? one : least),
      null,
    );
  if (lowest !== null)
    said.push(
      `lowest free memory: ${lowest.host} ${lowest.lowest.free < 0 ? 'none' : sizeText(lowest.lowest.free)} (${times.at(lowest.lowest.at)})`,
    );
  return said.join('; ');
}

/** One sentence for each rollout. */
export function slaTexts(
  forecast: Forecast,
  times: Times,
): readonly { readonly rollout: string; readonly text: string; readonly kept: boolean }[] {
  return forecast.run.rollouts
    .filter((one) => one.hosts > 0)
    .map((one) => ({
      rollout: one.rollout,
      text: `${slaText(forecast, one, times)}; ${sharesText(forecast, one, times)}`,
      kept: isKept(one),
    }));
}

function isKept(progress: RolloutProgress): boolean {
  return progress.rings.every((ring) => ring.doneAt !== null && ring.late === null);
}

function slaText(forecast: Forecast, progress: RolloutProgress, times: Times): string {
  const head = `${progress.severity}, due ${times.at(progress.due)}`;
  if (isKept(progress)) {
    const spare = progress.due - Math.max(...progress.rings.map((ring) => ring.doneAt!));
    return `${head}: kept by every ring, ${durationText(spare)} to spare`;
  }
  const rings = progress.rings.map((ring) => {
    if (ring.doneAt === null) return `${ring.ring} not done by ${times.at(forecast.until)}`;
    return ring.late === null ? `${ring.ring} in time` : `${ring.ring} late by ${durationText(ring.late)}`;
  });
  const urgent = forecast.emergency.find((one) => one.rollout === progress.rollout);
  const lane =
    urgent === undefined
      ? ''
      : `; the emergency lane, with the same rings and soaks, would ${urgent.doneAt === null ? 'not finish it either' : `finish ${times.at(urgent.doneAt)}`}`;
  return `${head}: ${listed(rings)}${lane}`;
}

function sharesText(forecast: Forecast, progress: RolloutProgress, times: Times): string {
  const { from, until } = forecast;
  if (progress.shares.every((share) => share.at === from)) return `all ${progress.hosts} comply already`;
  const reached = progress.shares.map(
    ({ percent, at }) =>
      `${percent}% ${at === null ? `not within ${durationText(until - from)}` : at === from ? 'already' : times.at(at)}`,
  );
  return `hosts that comply: ${reached.join(', ')}`;
}

/** "110 s", "28 min": seconds as long as they matter to who waits for a service. */
function waitText(ms: number): string {
  return ms < 3 * 60_000 ? `${Math.ceil(ms / 1000)} s` : durationText(ms);
}

const spreadText = ({ p50, p90 }: NonNullable<WayBack['service']>) =>
  p90 === 0 ? 'at once' : `in ${waitText(p50)} (p90 ${waitText(p90)})`;

/** One sentence for each way back, with how many go that way; then who cannot be reverted, and why. */
export function failureTexts({ waysBack }: Forecast): readonly string[] {
  const groups = new Map<string, WayBack[]>();
  for (const one of waysBack) {
    const key = JSON.stringify([one.way, one.service, one.build, one.because]);
    const list = groups.get(key);
    if (list) list.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map((list) => {
    const [{ way, service, build, because }] = list as [WayBack, ...WayBack[]];
    const names = some(list.map((one) => nameOf(one.subject)));
    const back = service === null ? '' : spreadText(service);
    const why = because === null ? '' : `: ${because}`;
    switch (way) {
      case 'stays':
        return `${names}: service stays on the partner; the old build is back ${build === null ? '' : spreadText(build)}`;
      case 'revert':
        return `${names}: back on the checkpoint ${back}`;
      case 'uninstall':
        return `${names}: back by uninstalling only, ${back}${why}`;
      case 'fail-back':
        return `${names}: back on the source ${back}${why}`;
      case 'none':
        return `${names}: no way back${why}`;
    }
  });
}

/** "window closed 9, notice 4": what is waited for before the first start. */
export function holdsText(plan: Plan): string {
  const counts = new Map<HoldReason, number>();
  for (const verdict of Object.values(plan.verdicts)) {
    if (verdict.status !== 'held') continue;
    for (const reason of new Set(verdict.holds.map((hold) => hold.reason))) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const said = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([reason, count]) => `${reason.replaceAll('-', ' ')} (${count})`);
  return said.length === 0 ? 'nothing is held' : listed(said);
}

const MOST_REASONS = 2;

/** Of what is held: first what time alone does not end, since that is what has to be done. */
export function restTexts({ run }: Forecast, times: Times): readonly { readonly name: string; readonly text: string }[] {
  return run.rests.map((rest) => {
    const lasting = rest.holds.filter((hold) => hold.until === null);
    const reasons = [...lasting, ...rest.holds.filter((hold) => hold.until !== null)];
    const kinds = new Set<HoldReason>();
    const told = reasons.filter(({ reason }) => !kinds.has(reason) && kinds.add(reason)).slice(0, MOST_REASONS);
    const more = rest.holds.length - told.length;
    const said = told.map((hold) => {
      const { what, next } = holdText(hold, times);
      return `${what}; ${next}`;
    });
    if (more > 0)
      said.push(`and ${counted(more, 'more reason')}: atlas explain ${rest.subject.slice(rest.subject.indexOf('/') + 1)}`);
    const status = rest.status === 'needs-person' ? 'needs a person: ' : rest.status === 'unknown' ? 'unknown: ' : '';
    return { name: nameOf(rest.subject), text: status + (said.length > 0 ? said.join(' · ') : rest.why) };
  });
}

export function caveatTexts({ unforeseen, assumed }: Forecast): readonly string[] {
  return [
    unforeseen.length === 0
      ? ''
      : `${counted(unforeseen.length, 'host')} cannot be forecast, for want of fresh facts: ${some(unforeseen.map((one) => one.host))}`,
    assumed.length === 0 ? '' : `assumed: ${some(assumed)} report${assumed.length === 1 ? 's' : ''} still`,
  ].filter((text) => text !== '');
}

/** Nights: works so close together that they are drawn on one axis. */
const APART = 6 * hour;

export function nightsOf(works: readonly Work[]): readonly (readonly Work[])[] {
  const nights: Work[][] = [];
  let end = -Infinity;
  for (const work of works) {
    if (work.startsAt - end > APART) nights.push([]);
    nights.at(-1)!.push(work);
    end = Math.max(end, work.endsAt ?? work.startsAt);
  }
  return nights;
}

/** "20348.4052 → 20348.4405, 6 VM moves (3 min down each at most), 1 reboot" */
export function doneText(work: Work): string {
  const moves = movesOf(work);
  const down = work.outages.filter((one) => one.until !== null).map((one) => one.until! - one.at);
  const most = Math.max(0, ...down);
  const said = [
    work.kind.startsWith('patch')
      ? `${work.from} → ${work.to}`
      : work.to === ''
        ? verbs[work.kind]
        : `${verbs[work.kind]}: ${work.to}`,
    moves.length === 0 ? '' : counted(moves.length, 'VM move'),
    most === 0 ? '' : `${moves.length === 0 ? 'service' : 'each'} down ${durationText(most)} at most`,
    work.reboots.length === 0 ? '' : counted(work.reboots.length, 'reboot'),
    work.outcome === null || work.outcome === 'succeeded' ? '' : work.outcome,
  ];
  return said.filter((text) => text !== '').join(', ');
}
