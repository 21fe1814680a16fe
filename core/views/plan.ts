/** `atlas plan`: what is ready, what waits and why, in one screen. */
import { arrivalRoom, drainRoom } from '../planner/gates/capacity.ts';
import type { Candidate } from '../planner/candidate.ts';
import { survey, type Survey } from '../planner/survey.ts';
import type { ResourceKey, Verdict } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import { roomLeft } from '../windows/window.ts';
import { changeText, doingText } from './doing.ts';
import { candidateFor } from './explain-parts.ts';
import { counted, cut, durationText, shortDigest, sizeText, type Times, timesIn, type ViewOptions } from './format.ts';
import { heading, troubles } from './heading.ts';
import { holdText } from './holds.ts';
import { hanging, packed, paintOf, widthOf } from './layout.ts';
import { nameOf } from './names.ts';
import type { Situation } from './situation.ts';
import { countsOf } from './summary.ts';

/** Rows of one section before it is cut. */
const MOST_ROWS = 12;
const MOST_NAMES = 8;
const WIDEST_NAME = 22;
/** Bytes of memory of which a checkout, where nothing was observed, assumes there is enough: nothing to be said in numbers. */
const ASSUMED = Number.MAX_SAFE_INTEGER;

interface Entry {
  readonly name: string;
  readonly text: string;
  /** Said only when the name stands alone. */
  readonly more: string;
}

const sections = [
  'running',
  'ready',
  'held',
  'unknown',
  'needs-person',
  'in-state',
] as const satisfies readonly Verdict['status'][];

export function renderPlan(situation: Situation, options: ViewOptions): string {
  const { input, plan } = situation;
  const times = timesIn(options.zone, input.now);
  const width = widthOf(options);
  const paint = paintOf(options);
  const s = survey(input);
  const entries = new Map<Verdict['status'], Entry[]>();
  for (const key of Object.keys(plan.verdicts).sort() as ResourceKey[]) {
    const verdict = plan.verdicts[key]!;
    const list = entries.get(verdict.status) ?? [];
    list.push({ name: nameOf(key), text: entryText(key, verdict, situation, times, s), more: moreText(verdict) });
    entries.set(verdict.status, list);
  }
  const lines = [
    ...heading(situation, times, width),
    ...troubles(situation, times, width).map(paint.bad),
    ...countsLines(situation, width),
  ];
  for (const status of sections) {
    const own = entries.get(status);
    if (own === undefined || (status === 'in-state' && options.all !== true)) continue;
    const colour = {
      running: paint.good,
      ready: paint.good,
      held: paint.wait,
      unknown: paint.wait,
      'needs-person': paint.bad,
      'in-state': paint.quiet,
    };
    lines.push(colour[status](titleOf(status)), ...section(own, width, options.all === true));
  }
  const next = plan.wakeAt === null ? 'time alone changes nothing' : `next change by time alone: ${times.exact(plan.wakeAt)}`;
  lines.push(...packed([`plan ${shortDigest(plan.id)}, intent ${shortDigest(plan.intent)}`, next], 0, width).map(paint.quiet));
  return `${lines.join('\n')}\n`;
}

function titleOf(status: Verdict['status']): string {
  switch (status) {
    case 'running':
      return 'RUNNING';
    case 'ready':
      return 'READY  starts when its agent asks next';
    case 'held':
      return 'HELD';
    case 'unknown':
      return 'UNKNOWN';
    case 'needs-person':
      return 'NEEDS A PERSON';
    case 'in-state':
      return 'IN STATE';
    default:
      return assertNever(status);
  }
}

/** "44 declared   31 in state   2 ready   10 held   1 needs a person" */
export function countsLines(situation: Situation, width: number): readonly string[] {
  const counts = countsOf(situation.plan);
  const parts = [
    `${Object.keys(situation.plan.verdicts).length} declared`,
    `${counts['in-state']} in state`,
    counts.running > 0 ? `${counts.running} running` : '',
    `${counts.ready} ready`,
    `${counts.held} held`,
    counts.unknown > 0 ? `${counts.unknown} unknown` : '',
    counts['needs-person'] > 0 ? `${counts['needs-person']} ${counts['needs-person'] === 1 ? 'needs' : 'need'} a person` : '',
  ];
  return packed(
    parts.filter((part) => part !== ''),
    2,
    width,
  );
}

function entryText(key: ResourceKey, verdict: Verdict, situation: Situation, times: Times, s: Survey): string {
  switch (verdict.status) {
    case 'in-state':
      return `${verdict.note}${driftText(verdict)}`;
    case 'ready':
      return `${changeText(verdict.change)}; ${readyText(key, verdict, situation, s)}`;
    case 'held': {
      const [first] = verdict.holds;
      if (first === undefined) return 'held';
      const { what, next } = holdText(first, times);
      return `${what}; ${next}`;
    }
    case 'running':
      return `${changeText(verdict.change)}; ${doingText(verdict.doing, situation, times)}`;
    case 'needs-person':
      return `${verdict.why}; ${verdict.remedy}${driftText(verdict)}`;
    case 'unknown':
      return verdict.why;
    default:
      return assertNever(verdict);
  }
}

function moreText(verdict: Verdict): string {
  const more = verdict.status === 'held' ? verdict.holds.length - 1 : 0;
  return more > 0 ? ` (and ${counted(more, 'more reason')})` : '';
}

/** "; drift: placement" */
function driftText({ drift }: Extract<Verdict, { status: 'in-state' | 'needs-person' }>): string {
  return drift === undefined ? '' : `; drift: ${drift.map(({ field, policy }) => `${field} (${policy})`).join(', ')}`;
}

/** "drain 6 VMs to par-hv-01 (fits: 41 of 96 GiB free after), 1 h 50 of 16 h": what it needs, of what the window still has. */
function readyText(key: ResourceKey, verdict: Extract<Verdict, { status: 'ready' }>, situation: Situation, s: Survey): string {
  const { fleet, now } = situation.input;
  const candidate = candidateFor(s, key);
  const window = fleet.windows[candidate?.call.window ?? ''];
  const room = window === undefined ? '' : ` of ${durationText(roomLeft(window, now))}`;
  return `${candidate === null ? '' : movesText(candidate, s)}${durationText(verdict.need)}${room}`;
}

/** What moves, and what memory stays free where it goes; "" when nothing moves, or nobody knows. */
function movesText(candidate: Candidate, s: Survey): string {
  if (candidate.type === 'vm') {
    const room = candidate.kind === 'migrate' || candidate.kind === 'go-home' ? arrivalRoom(candidate, s, null) : null;
    return room === null || room.capacity >= ASSUMED ? '' : `fits: ${freeOf(room.free - room.need, room.capacity)} free after, `;
  }
  const { host, vms } = candidate;
  if (vms.length === 0 || host.partner === null) return '';
  const room = drainRoom(candidate, s);
  const fits =
    room === null || room.capacity >= ASSUMED ? '' : ` (fits: ${freeOf(room.free - room.need, room.capacity)} free after)`;
  return `drain ${counted(vms.length, 'VM')} to ${host.partner}${fits}, `;
}

/** "41 of 96 GiB": the unit once when it is the same. */
function freeOf(free: number, capacity: number): string {
  const [some, all] = [sizeText(free), sizeText(capacity)];
  const unit = all.slice(all.indexOf(' '));
  return `${some.endsWith(unit) ? some.slice(0, -unit.length) : some} of ${all}`;
}

/** One row for every name, or one for all names of whom the same is to be said. */
function section(entries: readonly Entry[], width: number, all: boolean): readonly string[] {
  const byText = new Map<string, string[]>();
  const more = new Map(entries.map((entry) => [entry.name, entry.more]));
  for (const { name, text } of entries) {
    const names = byText.get(text);
    if (names) names.push(name);
    else byText.set(text, [name]);
  }
  const groups = [...byText];
  const shown = all ? groups : groups.slice(0, MOST_ROWS);
  const labels = shown.map(([, names]) => labelOf(names));
  const column = 2 + Math.min(WIDEST_NAME, Math.max(...labels.map((label) => label.length))) + 3;
  const lines = shown.flatMap(([text, names], i) => {
    const rows = [...hanging(`  ${labels[i]!}`, names.length === 1 ? text + more.get(names[0]!)! : text, column, width)];
    if (names.length > 1)
      rows.push(...hanging('', cut(names, all ? names.length : MOST_NAMES, 'atlas plan --all'), column, width));
    return rows;
  });
  const rest = groups.slice(shown.length).flatMap(([, names]) => names);
  if (rest.length > 0) lines.push(`  and ${rest.length} more: atlas plan --all`);
  return lines;
}

function labelOf(names: readonly string[]): string {
  if (names.length === 1) return names[0]!;
  const vms = names.filter((name) => name.startsWith('VM ')).length;
  return counted(names.length, vms === 0 ? 'host' : vms === names.length ? 'VM' : 'resource');
}
