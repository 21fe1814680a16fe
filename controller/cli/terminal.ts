/** Where a command speaks to: results on stdout, everything else on stderr. */
import type { ViewOptions } from '#core/views/format.ts';

export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Columns of stdout; 80 when it is no terminal. */
  readonly width: number;
  readonly colour: boolean;
  /** Results, for people or machines. */
  out(text: string): void;
  /** Remarks and errors, for people. */
  note(text: string): void;
}

const WIDTH = 80;
/** Wider lines are hard to read, whatever the terminal. */
const WIDEST = 120;

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return {
    cwd: process.cwd(),
    env,
    width: Math.min(WIDEST, stdout.isTTY ? stdout.columns || WIDTH : WIDTH),
    // https://no-color.org: set and not empty
    colour: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    out: (text) => stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    note: (text) => stderr.write(text.endsWith('\n') ? text : `${text}\n`),
  };
}

/** Options every command takes. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly fleet?: string;
  readonly config?: string;
  readonly socket?: string;
  readonly debug?: boolean;
}

export function viewOptions(terminal: Terminal, zone: string, all = false): ViewOptions {
  return { zone, width: terminal.width, colour: terminal.colour, all };
}

export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(JSON.stringify(value, null, 2));
}
