/** Structured logs: one JSON object a line, the sentence constant, the data in fields. Rotation is the platform's job. */
import { createLogger, format, transports } from 'winston';
import type { Log } from '#controller/app/ports.ts';
import { loggable } from './log-fields.ts';
import { writtenAtOnce } from './written-at-once.ts';

export const LogLevel = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LogLevel)[number];

/** Lower is weightier, as winston counts. */
const LEVELS = { error: 0, warn: 1, info: 2, debug: 3 } as const satisfies Record<LogLevel, number>;

export interface LogOptions {
  /** Lines below it are dropped. */
  readonly level: LogLevel;
  readonly stream: 'stdout' | 'stderr';
  /** Stand in every line: which process this is. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export function createLog(options: LogOptions): Log {
  // winston's own transports hand lines to streams that may still hold them when the process exits.
  const logger = createLogger({
    levels: LEVELS,
    level: options.level,
    format: format.printf(({ line }) => String(line)),
    transports: [new transports.Stream({ stream: writtenAtOnce(options.stream === 'stderr' ? 2 : 1), eol: '\n' })],
  });
  const write = (level: LogLevel) => (sentence: string, fields?: Readonly<Record<string, unknown>>) => {
    if (LEVELS[level] > LEVELS[options.level]) return;
    const line = lineOf(level, new Date().toISOString(), sentence, { ...options.fields, ...fields });
    logger.log({ level, message: sentence, line });
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** A field named like one of the three fixed ones keeps its value under `field.<name>`. */
export function lineOf(level: LogLevel, at: string, message: string, fields: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(loggable(fields) as Record<string, unknown>).map(([key, value]) => {
    return [['at', 'level', 'message'].includes(key) ? `field.${key}` : key, value] as const;
  });
  return JSON.stringify({ at, level, message, ...Object.fromEntries(entries) });
}
