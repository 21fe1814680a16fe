/** MaintenanceWindow, Freeze, Hold. */
import { Cron } from 'croner';
import type { Freeze, HoldOrder } from '../../model/fleet.ts';
import type { PersonName, WindowName } from '../../model/ids.ts';
import { day, type Instant, instant } from '../../model/time.ts';
import type { Report } from '../finding.ts';
import type { WindowDraft } from '../kinds.ts';
import type { FreezeDocument, HoldDocument, MaintenanceWindowDocument } from '../schema/time.ts';
import { instantAt, lengthOf, type Reading, reportRepeats, reportTimezone, scopeOf } from './common.ts';
import { suggestZone } from './place.ts';

export function readMaintenanceWindow({ metadata, spec }: MaintenanceWindowDocument, { origin, report }: Reading): WindowDraft {
  reportWindow(spec, report);
  if (spec.duration === undefined && spec.opens.anyOf === undefined) {
    const message = 'the window does not say how long it stays open.';
    report({ code: 'missing-field', pointer: '/spec', on: 'key', message, remedy: 'add duration, for example `duration: PT8H`' });
  }
  return {
    name: metadata.name as WindowName,
    origin,
    timezone: spec.timezone ?? null,
    opens: opensOf(spec.opens),
    duration: lengthOf(spec.duration ?? 'PT0S'),
    cutoff: lengthOf(spec.cutoff ?? 'PT0S'),
  };
}

export function reportWindow(spec: Partial<MaintenanceWindowDocument['spec']>, report: Report): void {
  if (spec.timezone !== undefined) reportTimezone(spec.timezone, '/spec/timezone', report, suggestZone);
  reportOpens(spec.opens, report);
  if (spec.opens?.anyOf !== undefined) return reportUnion(spec, spec.opens.anyOf, report);
  if (spec.duration === undefined) return;
  const duration = lengthOf(spec.duration);
  const cutoff = lengthOf(spec.cutoff ?? 'PT0S');
  if (duration === 0 || duration > 7 * day) {
    const message =
      duration === 0 ? 'the window never opens: its duration is zero.' : `the window lasts ${spec.duration}; P7D is the most.`;
    report({
      code: 'window-length',
      pointer: '/spec/duration',
      on: 'value',
      message,
      remedy: 'write a duration between PT1M and P7D',
    });
  } else if (cutoff >= duration) {
    report({
      code: 'cutoff-too-long',
      pointer: '/spec/cutoff',
      on: 'value',
      message: `the cutoff (${spec.cutoff ?? ''}) leaves nothing of a window of ${spec.duration}; nothing could ever start.`,
      remedy: 'shorten the cutoff or lengthen the window',
    });
  }
}

/** Its parts say everything but which they are. */
function reportUnion(spec: Partial<MaintenanceWindowDocument['spec']>, parts: readonly string[], report: Report): void {
  for (const field of ['timezone', 'duration', 'cutoff'] as const) {
    if (spec[field] === undefined) continue;
    const message = `a union of windows has no ${field} of its own: each of its windows has.`;
    report({
      code: 'union-field',
      pointer: `/spec/${field}`,
      on: 'key',
      message,
      remedy: 'remove it, or write it in the windows named',
    });
  }
  reportRepeats(parts, 'the window', (index) => `/spec/opens/anyOf/${index}`, report);
}

function opensOf(opens: MaintenanceWindowDocument['spec']['opens']): WindowDraft['opens'] {
  if (opens.weekly !== undefined) {
    return { type: 'weekly', day: opens.weekly.day, at: opens.weekly.at, nth: opens.weekly.nth ?? null };
  }
  if (opens.cron !== undefined) return { type: 'cron', expression: opens.cron };
  if (opens.anyOf !== undefined) return { type: 'any', of: opens.anyOf };
  return { type: 'once', at: opens.once ?? '' };
}

function reportOpens(opens: MaintenanceWindowDocument['spec']['opens'] | undefined, report: Report): void {
  if (opens?.cron !== undefined) reportCron(opens.cron, report);
  const at = opens?.once;
  if (at === undefined) return;
  try {
    Temporal.PlainDateTime.from(at);
  } catch {
    const message = `"${at}" does not exist.`;
    report({ code: 'no-such-time', pointer: '/spec/opens/once', on: 'value', message, remedy: 'look at the calendar' });
  }
}

function reportCron(expression: string, report: Report): void {
  const complain = (code: string, message: string, remedy: string) =>
    report({ code, pointer: '/spec/opens/cron', on: 'value', message, remedy });
  let fires: boolean;
  try {
    // Any fixed start will do: what fires at all fires within the eight years between two leap days around 2100.
    fires = new Cron(expression, { mode: '5-part', timezone: 'UTC' }).nextRun('2024-01-01T00:00:00') !== null;
  } catch {
    complain(
      'bad-cron',
      `"${expression}" is not a cron expression of five fields.`,
      'write minute, hour, day of month, month, weekday: "0 20 * * 6"',
    );
    return;
  }
  if (!fires)
    complain('cron-never-fires', `"${expression}" never fires: no such day exists.`, 'correct the day of month or the month');
}

export function readFreeze({ metadata, spec }: FreezeDocument, { origin, report }: Reading): Freeze {
  const { from, to } = reportFreeze(spec, metadata.name, report);
  return { name: metadata.name, origin, from, to, scope: scopeOf(spec.scope), why: spec.why };
}

/** @returns the instants, 0 where there is none. */
export function reportFreeze(
  spec: Partial<FreezeDocument['spec']>,
  name: string,
  report: Report,
): { readonly from: Instant; readonly to: Instant } {
  const from = spec.from === undefined ? instant(0) : instantAt(spec.from, '/spec/from', report);
  const to = spec.to === undefined ? instant(0) : instantAt(spec.to, '/spec/to', report);
  if (to <= from && to !== 0 && from !== 0) {
    const message = `the freeze "${name}" ends (${spec.to ?? ''}) before it starts (${spec.from ?? ''}).`;
    report({ code: 'freeze-ends-first', pointer: '/spec/to', on: 'value', message, remedy: 'swap or correct from and to' });
  }
  return { from, to };
}

export function readHold({ metadata, spec }: HoldDocument, { origin, report }: Reading): HoldOrder {
  return {
    name: metadata.name,
    origin,
    scope: scopeOf(spec.scope),
    who: spec.who as PersonName,
    why: spec.why,
    until: reportHold(spec, report),
  };
}

/** @returns when it ends by itself. */
export function reportHold({ until }: Partial<HoldDocument['spec']>, report: Report): Instant | null {
  return until === undefined ? null : instantAt(until, '/spec/until', report);
}
