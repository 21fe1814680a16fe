/** `atlas windows`: when work may happen, with what takes it away. */
import type { Fleet, Freeze, MaintenanceWindow } from '../model/fleet.ts';
import type { Instant } from '../model/time.ts';
import { type Occurrence, occurrences } from '../windows/window.ts';
import { counted, durationText, listed, timesIn, type ViewOptions } from './format.ts';
import { columns, hanging, paintOf, paragraph, widthOf } from './layout.ts';

const MOST = 20;

export function renderWindows(fleet: Fleet, from: Instant, to: Instant, options: ViewOptions): string {
  const times = timesIn(options.zone, from);
  const width = widthOf(options);
  const paint = paintOf(options);
  const lines = [...paragraph(`fleet ${fleet.name}, from ${times.full(from)} for ${durationText(to - from)}`, 0, width)];
  for (const window of Object.values(fleet.windows).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const found = runsOf(occurrences(window, from, to));
    const own = timesIn(window.timezone, null);
    const zone = window.timezone === options.zone ? '' : `, times in ${window.timezone}`;
    const cutoff = window.cutoff === 0 ? '' : `, last start ${durationText(window.cutoff)} before the end`;
    const union = window.opens.type === 'any' ? `, open with any of ${listed(window.opens.of.map((part) => part.name))}` : '';
    lines.push(paint.title(`${window.name}  ${window.origin.file}:${window.origin.line}${cutoff}${zone}${union}`));
    if (found.length === 0) lines.push('  does not open in that time');
    const shown = options.all === true ? found : found.slice(0, MOST);
    const rows = shown.map((one) => [
      `${own.at(one.opensAt)} ${offsetAt(window.timezone, one.opensAt)}`,
      '→',
      `${own.at(one.closesAt)} ${offsetAt(window.timezone, one.closesAt)}`,
      remarks(one, window, fleet.freezes),
    ]);
    lines.push(...columns(rows, width));
    if (found.length > shown.length) lines.push(`  and ${found.length - shown.length} more: atlas windows --all`);
  }
  const freezes = fleet.freezes.filter((freeze) => freeze.from < to && freeze.to > from);
  for (const freeze of [...freezes].sort((a, b) => a.from - b.from)) {
    const scope = [...freeze.scope.sites, ...freeze.scope.hosts];
    const where = scope.length === 0 ? 'everywhere' : scope.join(', ');
    lines.push(
      ...hanging(
        'FREEZE',
        `${freeze.name}, ${times.at(freeze.from)} → ${times.at(freeze.to)}, ${where}: ${freeze.why}`,
        8,
        width,
      ).map(paint.wait),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Openings inside a run that is open already say nothing new. */
function runsOf(found: readonly Occurrence[]): readonly Occurrence[] {
  let closesAt = -Infinity;
  return found.filter((one) => {
    const isNew = one.opensAt >= closesAt;
    closesAt = Math.max(closesAt, one.closesAt);
    return isNew;
  });
}

/** "+01:00": on the nights when clocks change the two ends of a window have different ones. */
function offsetAt(timezone: string, at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).offset;
}

function remarks(one: Occurrence, { timezone, opens, duration: nominal }: MaintenanceWindow, freezes: readonly Freeze[]): string {
  const length = one.closesAt - one.opensAt;
  const isOdd = offsetAt(timezone, one.opensAt) !== offsetAt(timezone, one.closesAt);
  const over = freezes.filter((freeze) => freeze.from < one.closesAt && freeze.to > one.opensAt);
  const parts = [
    durationText(length),
    // a gap at its very opening leaves both ends with one offset, and the window shorter
    isOdd || (opens.type !== 'any' && length < nominal)
      ? `CLOCKS CHANGE${opens.type === 'any' || length === nominal ? '' : `: not ${durationText(nominal)}`}`
      : '',
    ...over.map(
      (freeze) =>
        `${covers(freeze, one) ? 'frozen' : 'partly frozen'} by ${freeze.name}${isWide(freeze) ? '' : ` (${counted(freeze.scope.sites.length + freeze.scope.hosts.length, 'place')})`}`,
    ),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function covers(freeze: Freeze, one: Occurrence): boolean {
  return freeze.from <= one.opensAt && freeze.to >= one.closesAt;
}

function isWide(freeze: Freeze): boolean {
  return freeze.scope.sites.length === 0 && freeze.scope.hosts.length === 0;
}
