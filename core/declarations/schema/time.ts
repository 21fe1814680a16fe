/** When work may happen and when it may not. */
import { type Static, Type } from 'typebox';
import { Weekday } from '../../model/fleet.ts';
import {
  declaration,
  duration,
  fields,
  instant,
  list,
  localDateTime,
  localTime,
  name,
  oneOf,
  scope,
  text,
  timezone,
} from './scalars.ts';

const clockChangeRule =
  'By wall clock in its time zone: an opening in the gap of a clock-change night opens at the end of the gap, one in the repeated ' +
  'hour opens at its first occurrence, once; the window closes when the duration has passed on the wall clock, so Saturday 20:00 ' +
  'for PT16H always ends on Sunday at 12:00, even when that night has 15 or 17 hours. It belongs to its opening day.';

export const MaintenanceWindowDocument = declaration(
  'MaintenanceWindow',
  `When rollouts may work. ${clockChangeRule}`,
  fields(
    {
      timezone: Type.Optional(timezone('IANA time zone; omitted = that of the Fleet')),
      opens: fields(
        {
          weekly: Type.Optional(
            fields(
              {
                day: oneOf(Weekday, 'Day of the week'),
                at: localTime('Time of day, HH:MM'),
                nth: Type.Optional(
                  oneOf(
                    [1, 2, 3, 4, 5, -1],
                    'Only the first, second… such day of the month, -1 = the last; omitted = every week',
                  ),
                ),
              },
              'Every week, or once a month with `nth`',
            ),
          ),
          cron: Type.Optional(
            Type.String({
              pattern: '^[^\\s]+( [^\\s]+){4}$',
              maxLength: 120,
              title: 'a cron expression of five fields (minute hour day month weekday)',
              examples: ['0 20 * * 6'],
              description: 'Five fields as Vixie cron reads them; day of month and day of week together mean either',
            }),
          ),
          once: Type.Optional(localDateTime('Local date and time, once')),
          anyOf: Type.Optional(
            list(
              name('Name of a MaintenanceWindow'),
              'Open whenever one of these windows is; each keeps its zone, duration and cutoff',
              {
                minItems: 2,
                maxItems: 50,
              },
            ),
          ),
        },
        'Exactly one of `weekly`, `cron`, `once` and `anyOf`',
        { minProperties: 1, maxProperties: 1, title: 'exactly one of `weekly`, `cron`, `once` and `anyOf`' },
      ),
      duration: Type.Optional(duration(`How long it stays open, P7D at most; left out only with \`anyOf\`. ${clockChangeRule}`)),
      cutoff: Type.Optional(
        duration('Nothing starts in the last part of the window, however short it is; omitted = PT0S', { default: 'PT0S' }),
      ),
    },
    'The window',
  ),
);
export type MaintenanceWindowDocument = Static<typeof MaintenanceWindowDocument>;

export const FreezeDocument = declaration(
  'Freeze',
  'Nothing starts between two instants; a freeze wins over every window.',
  fields(
    {
      from: instant('It begins'),
      to: instant('It ends'),
      scope: Type.Optional(scope('that are frozen')),
      why: text(500, 'Why, for people who wait'),
    },
    'The freeze',
  ),
);
export type FreezeDocument = Static<typeof FreezeDocument>;

export const HoldDocument = declaration(
  'Hold',
  'A person says "not now".',
  fields(
    {
      who: name('Name of a person of the ApprovalPolicy'),
      why: text(500, 'Why, for people who wait'),
      until: instant(
        'When it ends by itself and work goes on; a hold without an end is one that nobody looks after. A later commit may move it, or remove the document',
      ),
      scope: Type.Optional(scope('that are held')),
    },
    'The hold',
  ),
);
export type HoldDocument = Static<typeof HoldDocument>;
