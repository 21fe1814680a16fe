/** What the terminal shows: a line for everything that matters, under the day it happens on. */
import { timesIn } from '#core/views/format.ts';
import { hanging, paintOf, type Paint, paragraph } from '#core/views/layout.ts';
import type { Instant } from '#core/model/time.ts';

const timeColumn = 7;
const whoColumn = 15;
const widest = 110;

export type Tone = 'plain' | 'good' | 'wait' | 'bad' | 'quiet';

export interface Screen {
  readonly width: number;
  readonly colour: boolean;
  write(text: string): void;
}

export function screenOf(stream: NodeJS.WriteStream): Screen {
  const { env } = process;
  return {
    width: Math.min(widest, stream.isTTY ? stream.columns || widest : widest),
    // https://no-color.org: set and not empty
    colour: stream.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    write: (text) => void stream.write(text),
  };
}

export class Narrator {
  readonly #screen: Screen;
  readonly #paint: Paint;
  readonly #zone: string;
  #day = '';
  /** Lines written so far. */
  lines = 0;

  constructor(screen: Screen, zone: string) {
    this.#screen = screen;
    this.#zone = zone;
    this.#paint = paintOf({ zone, colour: screen.colour });
  }

  get width(): number {
    return this.#screen.width;
  }

  get colour(): boolean {
    return this.#screen.colour;
  }

  /** One line, and the day above it when it is another one. `who` is a host or a person; may be empty. */
  say(at: Instant, who: string, text: string, tone: Tone = 'plain'): void {
    this.#turnTo(at);
    const clock = local(at, this.#zone).toPlainTime().toString({ smallestUnit: 'minute' });
    const label = `${clock.padEnd(timeColumn)}${who}`;
    this.#write(hanging(label, text, timeColumn + whoColumn, this.#screen.width), tone);
  }

  /** Below the line before it: a reason, a remedy. */
  add(text: string, tone: Tone = 'quiet'): void {
    this.#write(paragraph(text, timeColumn + whoColumn, this.#screen.width), tone);
  }

  /** Text without a time. */
  tell(text: string, tone: Tone = 'plain'): void {
    this.#write(paragraph(text, 0, this.#screen.width), tone);
  }

  /** Text that is laid out already. */
  show(text: string): void {
    this.#screen.write(`${text.trimEnd()}\n`);
  }

  title(text: string): void {
    this.#day = '';
    this.#screen.write(`\n${this.#paint.title(text)}\n`);
  }

  #turnTo(at: Instant): void {
    const day = timesIn(this.#zone, null).full(at).split(' ').slice(0, 4).join(' ');
    if (day === this.#day) return;
    this.#day = day;
    this.#screen.write(`\n${this.#paint.title(day)}\n`);
  }

  #write(lines: readonly string[], tone: Tone): void {
    this.lines += lines.length;
    const paint = tone === 'plain' ? (line: string) => line : this.#paint[tone];
    this.#screen.write(`${lines.map(paint).join('\n')}\n`);
  }
}

function local(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}
