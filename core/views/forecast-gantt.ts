/** Mermaid Gantt charts that GitHub renders: one for each night, for bars of an hour are not seen on an axis of weeks. */
import type { Forecast, Work } from '../forecast/model.ts';
import { nameOf } from './names.ts';
import { nightsOf } from './forecast-words.ts';

/** GitHub refuses charts of more than 50,000 characters, and people read no more rows than this. */
const MOST_TASKS = 60;
const MOST_NIGHTS = 8;
const MINUTE = 60_000;

export interface Gantt {
  readonly title: string;
  /** Mermaid source, without the fence. */
  readonly source: string;
  /** Works of the night that are not drawn. */
  readonly left: number;
}

export function ganttsOf({ run }: Forecast, zone: string): { readonly charts: readonly Gantt[]; readonly left: number } {
  const nights = nightsOf(run.works);
  return {
    charts: nights.slice(0, MOST_NIGHTS).map((night) => ganttOf(night, zone)),
    left: Math.max(0, nights.length - MOST_NIGHTS),
  };
}

function ganttOf(night: readonly Work[], zone: string): Gantt {
  const drawn = night.slice(0, MOST_TASKS);
  const start = local(drawn[0]!.startsAt, zone);
  const title = `${start.toPlainDate().toString()}, ${zone}`;
  const sections = new Map<string, Work[]>();
  for (const work of drawn) {
    const key = `${work.call} ${work.ring}`.trim();
    const list = sections.get(key);
    if (list) list.push(work);
    else sections.set(key, [work]);
  }
  const lines = ['gantt', `  title ${plain(title)}`, '  dateFormat YYYY-MM-DD HH:mm', '  axisFormat %H:%M', '  todayMarker off'];
  for (const [name, works] of sections) {
    lines.push(`  section ${plain(name)}`);
    for (const work of works) lines.push(`  ${task(work, zone)}`);
  }
  return { title, source: `${lines.join('\n')}\n`, left: night.length - drawn.length };
}

/** A length instead of an end: in the night in which clocks go back, the end by wall clock may lie before the start. */
function task(work: Work, zone: string): string {
  const at = local(work.startsAt, zone);
  const minutes = Math.max(1, Math.round(((work.endsAt ?? work.startsAt) - work.startsAt) / MINUTE));
  const mark = work.endsAt === null ? 'crit, ' : work.kind === 'patch-hypervisor' ? 'active, ' : '';
  return `${taskName(work)} :${mark}${at.toPlainDate().toString()} ${at.toPlainTime().toString({ smallestUnit: 'minute' })}, ${minutes}m`;
}

/** Words that begin a line of their own in Mermaid, and dates, would be read as such. */
const reserved =
  /^(?:gantt|title|section|click|dateformat|inclusiveenddates|topaxis|axisformat|tickinterval|includes|excludes|todaymarker|weekday|weekend|acctitle|accdescr|call|href|end|\d.*)$/i;

function taskName(work: Work): string {
  const name = plain(nameOf(work.subject));
  return reserved.test(name) ? `host ${name}` : name;
}

/** Nothing that means anything in Mermaid, HTML or Markdown. */
function plain(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{N} ._/+-]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function local(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}
