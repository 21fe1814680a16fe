/** The forecast as people read it: goldens of one Saturday night of a small fleet, and pictures that hostile names cannot break. */
import assert from 'node:assert/strict';
import { forecast, type ForecastOptions } from '#core/forecast/forecast.ts';
import type { Forecast } from '#core/forecast/model.ts';
import type { PlanInput } from '#core/model/plan.ts';
import { day, duration, hour } from '#core/model/time.ts';
import { plan } from '#core/planner/plan.ts';
import { ganttsOf } from '#core/views/forecast-gantt.ts';
import { escaped, forecastMarkdown } from '#core/views/forecast-markdown.ts';
import { forecastSvg } from '#core/views/forecast-svg.ts';
import { forecastOf } from '#core/views/forecast-words.ts';
import { renderForecast } from '#core/views/forecast.ts';
import { timesIn } from '#core/views/format.ts';
import { assertGolden } from '#test/golden.ts';
import { beforeWindow } from '../interventions/tiny.ts';

const zone = 'Europe/Paris';
const golden = import.meta.dirname;
const month: ForecastOptions = { horizon: duration(30 * day), emergency: true };
const name = { host: 'Host/hv-01', vm: 'VirtualMachine/app-01' } as const;

describe('the forecast, as people read it', function () {
  this.timeout(20_000);
  let input: PlanInput;
  let made: Forecast;
  before(() => {
    input = beforeWindow({}).input();
    made = forecast(input, month);
  });

  it('on a terminal', () => {
    const text = renderForecast(made, { zone });
    for (const line of text.split('\n')) assert.ok(line.length <= 80, line);
    assertGolden(golden, 'forecast', text);
  });

  it('on a pull request', () => assertGolden(golden, 'forecast-markdown', forecastMarkdown(made, plan(input), zone)));

  it('when something does not fit, it says what, and why', () => {
    const silent = { ...input, seenAt: Object.fromEntries(Object.entries(input.seenAt).filter(([host]) => host !== 'hv-02')) };
    const text = renderForecast(forecast(silent, month), { zone });
    assert.match(text, /NOT DONE BY/);
    assert.match(text, /hv-01\s+hv-02 has not reported/);
    assert.match(text, /1 host cannot be forecast, for want of fresh\s+facts: hv-02/);
    const assumed = renderForecast(forecast(silent, { ...month, assumeReporting: true }), { zone });
    assert.match(assumed, /assumed: hv-02 reports still/);
  });

  it('of one host, for explain', () => {
    const times = timesIn(zone, input.now);
    assert.match(forecastOf(made, name.host, times) ?? '', /^Forecast: done by \d\d:\d\d \(p90 (Sun 22 Nov )?\d\d:\d\d\)\.$/);
    assert.equal(forecastOf(made, name.vm, times), null);
    const short = forecast(input, { horizon: duration(hour) });
    assert.match(forecastOf(short, name.host, times) ?? '', /^Forecast: not done by 20:59: /);
  });

  it('says by when a ring is late, and what the emergency lane would reach', () => {
    const patchSla = { ...input.fleet.patchSla, medium: duration(day), high: duration(day) };
    const text = renderForecast(forecast({ ...input, fleet: { ...input.fleet, patchSla } }, month), { zone });
    assert.match(
      text.replaceAll(/\s+/g, ' '),
      /all late by \d+ d \d+ h; the emergency lane, with the same rings and soaks, would finish \d\d:\d\d/,
    );
  });

  it('draws charts that Mermaid reads, whatever things are called', () => {
    const [work] = made.run.works;
    const odd = ['section', 'click', '2026-11-05', 'end', 'title'].map((host) => ({
      ...work!,
      subject: `Host/${host}` as const,
      ring: 'a:b;#c%%\n<script>',
    }));
    const { charts } = ganttsOf({ ...made, run: { ...made.run, works: odd } }, zone);
    const lines = charts.flatMap(({ source }) => source.trimEnd().split('\n'));
    const known =
      /^(?:gantt|  title [^:;#]+|  dateFormat \S+ \S+|  axisFormat %H:%M|  todayMarker off|  section [^:;#<>%\n]+|  host [a-z0-9-]+ :(?:active, |crit, )?\d{4}-\d\d-\d\d \d\d:\d\d, \d+m)$/;
    for (const line of lines) assert.match(line, known);
    assert.equal(lines.filter((line) => line.startsWith('  host ')).length, odd.length);
  });

  it('draws a picture that is well formed XML, with nothing from outside and no word taken for markup', () => {
    const hostile = made.run.works.map((work) => ({ ...work, ring: '</title><script>alert("x")</script>&\u0007' }));
    const svg = forecastSvg({ ...made, run: { ...made.run, works: hostile } }, zone);
    assert.ok(!/<script|href|url\(|@import/i.test(svg));
    assert.ok(!svg.includes('\u0007'));
    const open: string[] = [];
    for (const [, close, tag, self] of svg.matchAll(/<(\/?)([a-z]+)(?:\s[a-zA-Z0-9-]+="[^"<]*")*(\/?)>/g)) {
      if (close === '/') assert.equal(open.pop(), tag);
      else if (self === '') open.push(tag!);
    }
    assert.deepEqual(open, []);
    assert.ok(!/[<>]/.test(svg.replaceAll(/<\/?[a-z]+(?:\s[a-zA-Z0-9-]+="[^"<]*")*\/?>/g, '')));
    assert.match(svg, /prefers-color-scheme: dark/);
  });

  it('leaves words words in Markdown', () => {
    const said = escaped('`x` <b> [a](http://evil) @team #12 | *y* _z_\n# title');
    assert.ok(!/<b>|\n|@team|#12|:\/\/|(?<!\\)[`*_[\]|]/.test(said), said);
  });
});

describe('an empty forecast', () => {
  it('says so', () => {
    const made = forecast({ ...beforeWindow({}).input(), observations: {}, seenAt: {} }, { horizon: duration(day) });
    assert.match(renderForecast(made, { zone }), /^Nothing can begin within 1 d: 6 unknown\.\n/);
    assert.match(forecastSvg(made, zone), /nothing is worked on/);
  });
});
