import { type Duration, durationOf } from '#core/model/time.ts';
import { Trouble } from './exit-codes.ts';

/** A look ahead as people write it: "30d", "12h", or ISO 8601. @throws Trouble when it is none, or longer than `longest` */
export function lengthOf(option: string, text: string, longest: Duration, said: string): Duration {
  const [, count, unit] = /^(\d{1,5})([dh])$/.exec(text) ?? [];
  try {
    const length = durationOf(count === undefined ? text : unit === 'd' ? `P${count}D` : `PT${count}H`);
    if (length > 0 && length <= longest) return length;
  } catch {
    // said below, with what is right
  }
  throw new Trouble(
    'usage',
    'bad-duration',
    `${option} ${text} is no duration from 1 hour to ${said}`,
    'write it like 30d, 12h or P30D',
  );
}
