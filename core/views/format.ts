/** Numbers, times and lists as people read them: durations as "1 h 50", sizes as "41 GiB", lists with their count. */
import type { Instant } from '../model/time.ts';

/** How a text is laid out. `zone` is an IANA name; times are said in it. */
export interface ViewOptions {
  readonly zone: string;
  /** Columns; 80 unless told. */
  readonly width?: number;
  /** Nothing is cut. */
  readonly all?: boolean;
  /** ANSI colours, only when somebody asked: never in files, pipes and checks. */
  readonly colour?: boolean;
}

const UNITS = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1_000 },
] as const;

/** The two largest units that say something: "3 d", "1 d 4 h", "1 h 50", "20 min", "45 s", "0 s". */
export function durationText(ms: number): string {
  const largest = UNITS.findIndex((unit) => ms >= unit.ms);
  if (largest < 0) return '0 s';
  const unit = UNITS[largest]!;
  const smaller = UNITS[largest + 1];
  const count = Math.floor(ms / unit.ms);
  const rest = smaller ? Math.floor((ms % unit.ms) / smaller.ms) : 0;
  if (!smaller || rest === 0 || unit.name === 'min') return `${count} ${unit.name}`;
  return unit.name === 'h' ? `${count} h ${String(rest).padStart(2, '0')}` : `${count} ${unit.name} ${rest} ${smaller.name}`;
}

const SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** "41 GiB", "1.5 GiB"; rounded down, so that free room is never overstated. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < SIZES.length - 1) {
    value /= 1024;
    unit++;
  }
  const shown = value >= 10 || Number.isInteger(value) ? Math.floor(value) : Math.floor(value * 10) / 10;
  return `${shown} ${SIZES[unit]!}`;
}

/** "1 host", "3 hosts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "a, b and c". */
export function listed(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (names.length <= 1) return names[0] ?? 'none';
  return `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)!}`;
}

/** As `listed`, cut after `most` with the command that shows the rest: "a, b and 211 more: atlas plan --all". */
export function cut(names: readonly string[], most: number, command: string): string {
  // one more name costs no more room than saying that there is one
  if (names.length <= most + 1) return listed(names);
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more: ${command}`;
}

/** Stands in for the commit of files that are in no commit yet. */
export const onDisk = '0'.repeat(40);

/** The first seven digits of a commit. */
export function shortCommit(commit: string): string {
  return commit === onDisk ? 'on disk' : commit.slice(0, 7);
}

/** `9b1f…e2`: enough to compare two by eye. */
export function shortDigest(digest: string): string {
  return digest.length <= 8 ? digest : `${digest.slice(0, 4)}…${digest.slice(-2)}`;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Instants in one zone, as short as they can be said without doubt. */
export interface Times {
  /** "20:00" today, "Sat 12 Dec 20:00" this year, else with the year. */
  at(instant: Instant): string;
  /** As `at`, with seconds: "19:29:41". */
  exact(instant: Instant): string;
  /** "Saturday 5 December 2026 19:30 Europe/Paris": once per text. */
  full(instant: Instant): string;
  /** "2026-12-05 19:30:00": for columns of a log. */
  log(instant: Instant): string;
}

/** `now` is what "today" means; null = the day is always said. */
export function timesIn(zone: string, now: Instant | null): Times {
  const local = (at: Instant) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const today = now === null ? null : local(now);
  const dated = (clock: string, t: Temporal.ZonedDateTime) => {
    if (today !== null && t.toPlainDate().equals(today.toPlainDate())) return clock;
    const year = today !== null && t.year === today.year ? '' : ` ${t.year}`;
    return `${DAYS[t.dayOfWeek - 1]!.slice(0, 3)} ${t.day} ${MONTHS[t.month - 1]!.slice(0, 3)}${year} ${clock}`;
  };
  const clockOf = (t: Temporal.ZonedDateTime, smallestUnit: 'minute' | 'second') => t.toPlainTime().toString({ smallestUnit });
  return {
    at: (at) => {
      const t = local(at);
      return dated(clockOf(t, 'minute'), t);
    },
    exact: (at) => {
      const t = local(at);
      return dated(clockOf(t, 'second'), t);
    },
    full: (at) => {
      const t = local(at);
      return `${DAYS[t.dayOfWeek - 1]!} ${t.day} ${MONTHS[t.month - 1]!} ${t.year} ${clockOf(t, 'minute')} ${zone}`;
    },
    log: (at) => {
      const t = local(at);
      return `${t.toPlainDate().toString()} ${clockOf(t, 'second')}`;
    },
  };
}
