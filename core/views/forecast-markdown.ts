/** The forecast on a pull request: a title sentence, then what its reader must know before approving. */
import type { Forecast } from '../forecast/model.ts';
import type { Plan } from '../model/plan.ts';
import { counted, durationText, shortDigest, timesIn } from './format.ts';
import { ganttsOf } from './forecast-gantt.ts';
import {
  caveatTexts,
  doneText,
  failureTexts,
  groupsOf,
  headline,
  holdsText,
  orLater,
  redundancyText,
  restTexts,
  slaTexts,
  subjectsOf,
  workNamed,
} from './forecast-words.ts';
import { nameOf } from './names.ts';

const MOST_ROWS = 100;

/** @param plan the plan it was played from: what is held before a start, and the intent to be reviewed */
export function forecastMarkdown(forecast: Forecast, plan: Plan, zone: string): string {
  const times = timesIn(zone, forecast.from);
  const { run } = forecast;
  const parts: string[] = [`**${escaped(headline(forecast, zone))}**`];
  const groups = groupsOf(forecast);
  if (groups.length > 0) {
    parts.push(
      table(
        ['when', 'ring', 'how many', 'what', 'reboots', 'VM moves', 'until'],
        groups.map((group) => [
          times.at(group.startsAt),
          `${group.call} ${group.part}`.trim(),
          subjectsOf(group),
          group.what,
          String(group.reboots),
          String(group.moves),
          orLater(times, forecast, group.startsAt, group.endsAt, group.laterEnd),
        ]),
      ),
      `**Redundancy**: ${escaped(redundancyText(forecast, times))}`,
    );
  }
  const slas = slaTexts(forecast, times).map(
    ({ rollout, text, kept }) => `**SLA** of ${rollout}: ${kept ? escaped(text) : `**${escaped(text)}**`}`,
  );
  if (slas.length > 0) parts.push(slas.join('  \n'));
  if (run.windows.length > 0) {
    const uses = run.windows.map(
      (use) => `${use.window} ${times.at(use.opensAt)}: ${use.slack < 0 ? '-' : ''}${durationText(Math.abs(use.slack))}`,
    );
    parts.push(`**Slack**: ${escaped(uses.join(' · '))}`);
  }
  parts.push(`**Before a start**: ${escaped(holdsText(plan))}`);
  const failures = failureTexts(forecast);
  if (failures.length > 0) parts.push(`**If it fails**:\n${failures.map((text) => `- ${escaped(text)}`).join('\n')}`);
  const rests = restTexts(forecast, times);
  if (rests.length > 0)
    parts.push(`**Does not fit** (${rests.length}):\n${list(rests.map(({ name, text }) => `${name}: ${text}`))}`);
  for (const caveat of caveatTexts(forecast)) parts.push(`**Beware**: ${escaped(caveat)}`);
  parts.push(...charts(forecast, zone));
  if (run.works.length > 0) {
    const rows = run.works
      .slice(0, MOST_ROWS)
      .map((work) => [
        nameOf(work.subject),
        times.at(work.startsAt),
        orLater(times, forecast, work.startsAt, work.endsAt, workNamed(forecast.other, work)?.endsAt ?? null),
        doneText(work),
      ]);
    const left = run.works.length - rows.length;
    parts.push(
      folded(
        `Every host and VM (${run.works.length})`,
        table(['name', 'from', 'until', 'what'], rows) + (left > 0 ? `\n\nand ${left} more: atlas forecast --json` : ''),
      ),
    );
  }
  parts.push(
    `<sub>${escaped(`${times.full(forecast.from)}, ${run.pace} and ${forecast.other.pace}, intent ${shortDigest(plan.intent)}`)}</sub>`,
  );
  return `${parts.join('\n\n')}\n`;
}

function charts(forecast: Forecast, zone: string): readonly string[] {
  const { charts: drawn, left } = ganttsOf(forecast, zone);
  if (drawn.length === 0) return [];
  const body = drawn
    .map(({ source, left: more }) => `\`\`\`mermaid\n${source}\`\`\`${more > 0 ? `\n\nand ${more} more that night` : ''}`)
    .join('\n\n');
  return [folded('Gantt', body + (left > 0 ? `\n\nand ${counted(left, 'more night')}` : ''))];
}

function folded(summary: string, body: string): string {
  return `<details><summary>${escaped(summary)}</summary>\n\n${body}\n\n</details>`;
}

function list(items: readonly string[]): string {
  const shown = items.slice(0, MOST_ROWS).map((text) => `- ${escaped(text)}`);
  return [...shown, ...(items.length > MOST_ROWS ? [`- and ${items.length - MOST_ROWS} more: atlas forecast --json`] : [])].join(
    '\n',
  );
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => escaped(cell)).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** Words of people (a hold's reason, a ring's name) stay words: no markup, no mention, no link, no new line. */
export function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~]/g, (mark) => `\\${mark}`)
    .replaceAll('@', '@\u200b')
    .replaceAll('#', '&#35;')
    .replaceAll(/(https?):\/\//g, '$1:\u200b//');
}
