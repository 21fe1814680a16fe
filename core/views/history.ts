/** `atlas history`: journal records as lines, oldest first. */
import { events } from '../journal/events.ts';
import { timesIn, type ViewOptions } from './format.ts';
import { columns, paintOf, widthOf } from './layout.ts';
import type { HistoryEntry } from './situation.ts';

export function renderHistory(entries: readonly HistoryEntry[], options: ViewOptions): string {
  if (entries.length === 0) return 'nothing in the journal about that\n';
  const times = timesIn(options.zone, null);
  const paint = paintOf(options);
  const lines = entries.flatMap((entry) => {
    const own = columns(
      [[times.log(entry.at), `#${entry.index}`.padEnd(widest(entries)), entry.type.padEnd(TYPE), entry.summary]],
      widthOf(options),
      0,
    );
    return levelOf(entry.type) === 'info' ? own : own.map(levelOf(entry.type) === 'error' ? paint.bad : paint.wait);
  });
  return `${lines.join('\n')}\ntimes in ${options.zone}\n`;
}

const TYPE = 'intervention.verified'.length;

function widest(entries: readonly HistoryEntry[]): number {
  return 1 + Math.max(...entries.map((entry) => String(entry.index).length));
}

function levelOf(type: string): 'info' | 'warn' | 'error' {
  return Object.hasOwn(events, type) ? events[type as keyof typeof events].level : 'warn';
}
