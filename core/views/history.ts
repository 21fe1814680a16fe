/** `atlas history`: journal records as lines, oldest first. What a cut text says in full is in `--json`. */
import { events } from '../journal/events.ts';
import { timesIn, type ViewOptions } from './format.ts';
import { columns, paintOf, widthOf } from './layout.ts';
import type { HistoryEntry } from './situation.ts';

/** The time of day beside each record, the day above those of it; a text longer than `MOST_LINES` ends in "…". */
export function renderHistory(entries: readonly HistoryEntry[], options: ViewOptions): string {
  if (entries.length === 0) return 'nothing in the journal about that\n';
  const times = timesIn(options.zone, null);
  const paint = paintOf(options);
  const number = 1 + Math.max(...entries.map((entry) => String(entry.index).length));
  const type = Math.max(...entries.map((entry) => entry.type.length));
  const lines: string[] = [];
  let day = '';
  for (const entry of entries) {
    const [date = '', clock = ''] = times.log(entry.at).split(' ');
    if (date !== day) lines.push(paint.title(date));
    day = date;
    const row = [clock, `#${entry.index}`.padEnd(number), entry.type.padEnd(type), entry.summary];
    const whole = columns([row], widthOf(options));
    const own = options.all === true || whole.length <= MOST_LINES ? whole : cutAfter(whole, widthOf(options));
    const level = levelOf(entry.type);
    lines.push(...(level === 'info' ? own : own.map(level === 'error' ? paint.bad : paint.wait)));
  }
  return `${lines.join('\n')}\ntimes in ${options.zone}\n`;
}

const MOST_LINES = 3;

function cutAfter(lines: readonly string[], width: number): readonly string[] {
  const kept = lines.slice(0, MOST_LINES);
  const last = kept.at(-1)!;
  const room = last.length + 2 <= width ? last : last.slice(0, last.lastIndexOf(' '));
  return [...kept.slice(0, -1), `${room.trimEnd()} …`];
}

function levelOf(type: string): 'info' | 'warn' | 'error' {
  return Object.hasOwn(events, type) ? events[type as keyof typeof events].level : 'warn';
}
