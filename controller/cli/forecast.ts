import { forecast } from '#core/forecast/forecast.ts';
import { type Duration, day, duration } from '#core/model/time.ts';
import { forecastMarkdown } from '#core/views/forecast-markdown.ts';
import { forecastSvg } from '#core/views/forecast-svg.ts';
import { renderForecast } from '#core/views/forecast.ts';
import { Trouble } from './exit-codes.ts';
import { lengthOf } from './length.ts';
import type { OfflineOptions } from './offline.ts';
import { situationOf } from './situation.ts';
import { printJson, type Terminal, viewOptions } from './terminal.ts';

export interface ForecastCommandOptions extends OfflineOptions {
  readonly horizon?: string;
  readonly seeds?: string;
  readonly format?: 'text' | 'markdown' | 'svg';
  readonly assumeReporting?: boolean;
  readonly all?: boolean;
}

const LONGEST = duration(400 * day);

export async function forecastCommand(
  terminal: Terminal,
  options: ForecastCommandOptions,
  dir: string | undefined,
): Promise<number> {
  const horizon: Duration = lengthOf('--horizon', options.horizon ?? '30d', LONGEST, '400 days');
  const seeds = options.seeds === undefined ? null : seedsOf(options.seeds);
  const situation = await situationOf(terminal, options, dir);
  if (situation === null) return 1;
  const made = forecast(situation.input, {
    horizon,
    ...(seeds === null ? {} : { seeds }),
    assumeReporting: options.assumeReporting === true,
    emergency: true,
  });
  const { timezone } = situation.input.fleet;
  if (options.json === true) printJson(terminal, made);
  else if (options.format === 'markdown') terminal.out(forecastMarkdown(made, situation.plan, timezone));
  else if (options.format === 'svg') terminal.out(forecastSvg(made, timezone));
  else terminal.out(renderForecast(made, viewOptions(terminal, timezone, options.all)));
  return 0;
}

/** "a,b": two draws, and so a range. @throws Trouble */
function seedsOf(text: string): readonly [string, string] {
  const [a, b, ...more] = text.split(',');
  const isSeed = (seed: string | undefined): seed is string => seed !== undefined && /^[A-Za-z0-9._-]{1,40}$/.test(seed);
  if (isSeed(a) && isSeed(b) && more.length === 0) return [a, b];
  throw new Trouble(
    'usage',
    'bad-seeds',
    `--seeds ${text.slice(0, 80)} is not two seeds`,
    'write it like a,b: letters, digits, ".", "_" and "-"',
  );
}
