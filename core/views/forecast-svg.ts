/** The forecast as one self-contained picture: a panel for each night, a bar for each host or VM, readable in light and dark. */
import type { Forecast, Work } from '../forecast/model.ts';
import { type Instant, hour, minute } from '../model/time.ts';
import { counted, timesIn } from './format.ts';
import { headline, nightsOf, workNamed } from './forecast-words.ts';
import { nameOf } from './names.ts';

const WIDTH = 960;
const LEFT = 190;
const RIGHT = 24;
const ROW = 20;
const HEAD = 44;
const PANEL_GAP = 18;
const MOST_ROWS = 400;
/** Widths of letters differ by font: names longer than this are cut, and told whole in the tooltip. */
const LONGEST_NAME = 26;

export function forecastSvg(forecast: Forecast, zone: string): string {
  const drawn = forecast.run.works.slice(0, MOST_ROWS);
  const left = forecast.run.works.length - drawn.length;
  const body: string[] = [];
  let y = 64;
  for (const night of nightsOf(drawn)) {
    const panel = panelOf(forecast, night, zone, y);
    body.push(panel.text);
    y += panel.height + PANEL_GAP;
  }
  if (left > 0) {
    body.push(text(LEFT, y + 6, `and ${left} more`, 'quiet'));
    y += ROW;
  }
  if (drawn.length === 0) {
    body.push(text(16, y, 'nothing is worked on', 'quiet'));
    y += ROW;
  }
  const title = headline(forecast, zone);
  const times = timesIn(zone, null);
  const height = y + 46;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${escaped(title)}</title>
<style>${style}</style>
<rect class="paper" width="${WIDTH}" height="${height}"/>
${lines(title)
  .map((line, i) => text(16, 24 + i * 18, line, 'title'))
  .join('\n')}
${body.join('\n')}
${legend(forecast, height - 12)}
${text(16, height - 30, `${forecast.fleet}, from ${times.full(forecast.from)}`, 'quiet')}
</svg>
`;
}

const style = `
svg { font: 13px system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
.paper { fill: #ffffff } text { fill: #1f2328 } .title { font-weight: 600; font-size: 15px } .quiet { fill: #59636e; font-size: 12px }
.grid { stroke: #d1d9e0; stroke-width: 1 } .bar { fill: #4f8fdb } .open { fill: #d1495b } .reboot { fill: #16406f } .down { fill: #f2b134 } .late { stroke: #4f8fdb; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
.paper { fill: #0d1117 } text { fill: #e6edf3 } .quiet { fill: #9198a1 } .grid { stroke: #30363d } .bar { fill: #3f7cc4 } .open { fill: #e5727f } .reboot { fill: #b6d4f7 } .down { fill: #c98d1e } .late { stroke: #6aa5ea }
}`;

function legend({ run, other }: Forecast, y: number): string {
  const entries = [
    ['bar', run.pace],
    ['late', `to ${other.pace}`],
    ['reboot', 'reboot'],
    ['down', 'a VM is down'],
    ['open', 'not done'],
  ] as const;
  return entries
    .map(([kind, label], i) => {
      const x = 16 + i * 130;
      const mark =
        kind === 'late'
          ? `<line class="late" x1="${x}" y1="${y - 4}" x2="${x + 18}" y2="${y - 4}"/>`
          : `<rect class="${kind}" x="${x}" y="${y - 10}" width="18" height="10" rx="2"/>`;
      return mark + text(x + 24, y, label, 'quiet');
    })
    .join('\n');
}

interface Panel {
  readonly text: string;
  readonly height: number;
}

function panelOf(forecast: Forecast, night: readonly Work[], zone: string, top: number): Panel {
  const times = timesIn(zone, night[0]!.startsAt);
  const ends = night.flatMap((work) =>
    [work.endsAt, workNamed(forecast.other, work)?.endsAt ?? null].filter((at) => at !== null),
  );
  const from = night[0]!.startsAt;
  const to = Math.max(from + 30 * minute, ...ends);
  const x = (at: number) => LEFT + ((at - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
  const height = HEAD + night.length * ROW;
  const day = timesIn(zone, null).at(from);
  const parts = [text(16, top + 14, `${day.slice(0, -6)}: ${counted(night.length, 'intervention')}`, 'title')];
  for (const at of ticks(from, to)) {
    parts.push(
      `<line class="grid" x1="${n(x(at))}" y1="${top + 34}" x2="${n(x(at))}" y2="${top + height}"/>`,
      `<text class="quiet" x="${n(x(at))}" y="${top + 30}" text-anchor="middle">${escaped(timesIn(zone, at).at(at))}</text>`,
    );
  }
  night.forEach((work, i) => {
    const y = top + HEAD + i * ROW;
    const end = work.endsAt ?? to;
    const later = workNamed(forecast.other, work)?.endsAt ?? null;
    const name = nameOf(work.subject);
    const bar = (kind: string, at: number, until: number, inset: number) =>
      `<rect class="${kind}" x="${n(x(at))}" y="${y - 7 + inset}" width="${n(Math.max(1, x(until) - x(at)))}" height="${14 - 2 * inset}" rx="2"/>`;
    parts.push(
      `<g><title>${escaped(`${name}: ${times.at(work.startsAt)} to ${work.endsAt === null ? 'open' : times.at(work.endsAt)}, ${work.call} ${work.ring}`)}</title>`,
      text(16, y + 4, name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name, ''),
      bar(work.endsAt === null ? 'open' : 'bar', work.startsAt, end, 0),
      ...work.outages.map((one) => bar('down', one.at, one.until ?? end, 4)),
      ...work.reboots.map((one) => bar('reboot', one.at, one.until ?? end, 2)),
      later === null || later <= end ? '' : `<line class="late" x1="${n(x(end))}" y1="${y}" x2="${n(x(later))}" y2="${y}"/>`,
      '</g>',
    );
  });
  return { text: parts.filter((part) => part !== '').join('\n'), height };
}

/** Full hours, quarters of the day when there are many. */
function ticks(from: number, to: number): readonly Instant[] {
  const step = [10 * minute, 30 * minute, hour, 2 * hour, 6 * hour, 24 * hour].find((one) => (to - from) / one <= 8) ?? 48 * hour;
  const found: Instant[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) found.push(at as Instant);
  return found;
}

function text(x: number, y: number, content: string, kind: string): string {
  return `<text${kind === '' ? '' : ` class="${kind}"`} x="${x}" y="${y}">${escaped(content)}</text>`;
}

const TITLE_LENGTH = 104;

function lines(title: string): readonly string[] {
  if (title.length <= TITLE_LENGTH) return [title];
  const cutAt = title.lastIndexOf(' ', TITLE_LENGTH);
  const rest = title.slice(cutAt + 1);
  return [title.slice(0, cutAt), rest.length > TITLE_LENGTH ? `${rest.slice(0, TITLE_LENGTH - 1)}…` : rest];
}

function n(value: number): string {
  return value.toFixed(1);
}

/** Text of people in XML; control characters are not allowed there at all. */
function escaped(content: string): string {
  return content
    .replaceAll(/[\p{Cc}\p{Cn}\p{Cs}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
