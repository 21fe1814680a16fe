/** Lines for a terminal of some width: wrapping, hanging indents, and colour when it was asked for. */
import type { ViewOptions } from './format.ts';

const WIDTH = 80;
const LEAST_WIDTH = 40;
const LEAST_LAST_COLUMN = 24;

export function widthOf(options: ViewOptions): number {
  return Math.max(LEAST_WIDTH, options.width ?? WIDTH);
}

/** Spaces, but for the one between a number and its unit. */
const BREAKS = /(?<!\d) | (?!(?:d|h|min|s|B|KiB|MiB|GiB|TiB)\b)/;

/** Breaks at spaces only; a word longer than the width keeps its line, since names are copied from here. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(BREAKS)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}

/** `label` in a column, the text beside it, its further lines under the first. A label too wide gets a line of its own. */
export function hanging(label: string, text: string, column: number, width: number): readonly string[] {
  const [first = '', ...rest] = wrap(text, width - column);
  const indent = ' '.repeat(column);
  const head = label.length < column ? [label.padEnd(column) + first] : [label, indent + first];
  return [...head, ...rest.map((line) => indent + line)].map((line) => line.trimEnd());
}

/** Short parts side by side, three blanks between them, on as few lines as they fit on. */
export function packed(parts: readonly string[], indent: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 3 + part.length <= width) lines[lines.length - 1] = `${line}   ${part}`;
    else lines.push(' '.repeat(indent) + part);
  }
  return lines;
}

/** Paragraph with an indent. */
export function paragraph(text: string, indent: number, width: number): readonly string[] {
  return wrap(text, width - indent).map((line) => ' '.repeat(indent) + line);
}

/** Columns as wide as their widest cell; the last is wrapped under itself. */
export function columns(rows: readonly (readonly string[])[], width: number, indent = 2): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  }
  return rows.flatMap((row) => {
    const head =
      ' '.repeat(indent) +
      row
        .slice(0, -1)
        .map((cell, i) => `${cell.padEnd(widths[i]!)}  `)
        .join('');
    // on a narrow terminal a last column of a few letters would be unreadable: better one long line
    const [first = '', ...rest] = wrap(row.at(-1) ?? '', Math.max(width - head.length, LEAST_LAST_COLUMN));
    return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)].map((line) => line.trimEnd());
  });
}

export interface Paint {
  readonly title: (text: string) => string;
  readonly good: (text: string) => string;
  readonly wait: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly quiet: (text: string) => string;
}

const sgr = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const plain = (text: string) => text;

export function paintOf(options: ViewOptions): Paint {
  return options.colour === true
    ? { title: sgr(1), good: sgr(32), wait: sgr(33), bad: sgr(31), quiet: sgr(2) }
    : { title: plain, good: plain, wait: plain, bad: plain, quiet: plain };
}
