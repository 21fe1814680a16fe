/** `atlas forecast` on a terminal: the answer first, then what happens, what is risked, and what does not fit. */
import type { Forecast } from '../forecast/model.ts';
import { durationText, onDisk, shortCommit, timesIn, type ViewOptions } from './format.ts';
import {
  caveatTexts,
  doneText,
  failureTexts,
  groupsOf,
  headline,
  orLater,
  redundancyText,
  restTexts,
  slaTexts,
  subjectsOf,
  toll,
  workNamed,
} from './forecast-words.ts';
import { columns, hanging, paintOf, paragraph, widthOf } from './layout.ts';
import { nameOf } from './names.ts';

const MOST_ROWS = 14;
const LABEL = 15;
const NAME = 22;

export function renderForecast(forecast: Forecast, options: ViewOptions): string {
  const times = timesIn(options.zone, forecast.from);
  const width = widthOf(options);
  const paint = paintOf(options);
  const { run } = forecast;
  const title = paragraph(`${headline(forecast, options.zone)}.`, 0, width);
  const lines: string[] = title.map(run.rests.length === 0 ? paint.good : paint.wait);
  const section = (title: string, body: readonly string[]) => {
    if (body.length > 0) lines.push(paint.title(title), ...body);
  };
  const most = <T>(rows: readonly T[]): readonly T[] => (options.all === true ? rows : rows.slice(0, MOST_ROWS));
  const more = (rows: readonly unknown[]): readonly string[] =>
    options.all === true || rows.length <= MOST_ROWS ? [] : [`  and ${rows.length - MOST_ROWS} more: atlas forecast --all`];

  const groups = groupsOf(forecast);
  section(
    'WHAT HAPPENS',
    columns(
      groups.map((group) => [
        times.at(group.startsAt),
        group.part === '' ? group.call : `${group.call} ${group.part}`,
        `${subjectsOf(group)}: ${[group.what, toll(group)].filter((text) => text !== '').join('; ')}; until ${orLater(times, forecast, group.startsAt, group.endsAt, group.laterEnd)}`,
      ]),
      width,
    ),
  );
  section('HOSTS AND VMS', [
    ...columns(
      most(run.works).map((work) => [
        nameOf(work.subject),
        times.at(work.startsAt),
        `until ${orLater(times, forecast, work.startsAt, work.endsAt, workNamed(forecast.other, work)?.endsAt ?? null)}: ${doneText(work)}`,
      ]),
      width,
    ),
    ...more(run.works),
  ]);
  const rests = restTexts(forecast, times);
  const isLater = run.rests.some((rest) => rest.holds.length > 0 && rest.holds.every((hold) => hold.until !== null));
  section(`NOT DONE BY ${times.at(forecast.until)}`, [
    ...(isLater ? paragraph('some of it only begins later: look further with --horizon 90d', 2, width) : []),
    ...most(rests)
      .flatMap(({ name, text }) => hanging(`  ${name}`, text, NAME, width))
      .map(paint.wait),
    ...more(rests),
  ]);
  const rows = [
    ...(run.works.length === 0 ? [] : [['redundancy', redundancyText(forecast, times)] as const]),
    ...run.windows.map(
      (use) =>
        [
          `slack`,
          `"${use.window}" of ${times.at(use.opensAt)}: last end ${times.at(use.lastEnd)}, ${use.slack < 0 ? `${durationText(-use.slack)} past its close` : `${durationText(use.slack)} before it closes`}`,
        ] as const,
    ),
    ...slaTexts(forecast, times).map(({ rollout, text }) => ['SLA', `${rollout}: ${text}`] as const),
    ...failureTexts(forecast).map((text, i) => [i === 0 ? 'if it fails' : '', text] as const),
    ...caveatTexts(forecast).map((text) => ['beware', text] as const),
  ];
  section(
    'RISKS',
    rows.flatMap(([label, text]) => hanging(`  ${label}`, text, LABEL, width)),
  );
  const foot = `${forecast.fleet} ${forecast.commit === onDisk ? 'on disk' : `at ${shortCommit(forecast.commit)}`}, ${times.full(forecast.from)}, looked until ${times.at(forecast.until)}; ${run.pace} and ${forecast.other.pace}`;
  lines.push(...paragraph(foot, 0, width).map(paint.quiet));
  return `${lines.join('\n')}\n`;
}
