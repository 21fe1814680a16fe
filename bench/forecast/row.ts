/** The row `forecast-1k`. */
import { fileURLToPath } from 'node:url';
import { type Ran, run } from '../measured-program.ts';
import { median, type Row } from '../row.ts';

const program = fileURLToPath(new URL('./play.ts', import.meta.url));
const hosts = 1_000;
const days = 30;
const repetitions = 3;

interface Played extends Ran {
  /** CPU-s. */
  readonly value: number;
  readonly floor: number;
}

export const forecastRow: Row = {
  unit: 'CPU-s',
  goal: { atMost: 2 },
  async measure({ short }) {
    const runs = Array.from({ length: short ? 1 : repetitions }, () =>
      run<Played>(program, [String(hosts), String(days), 'some']),
    );
    const value = median(runs.map((one) => one.value));
    const all = short ? null : run<Played>(program, [String(hosts), String(days), 'all']).value;
    return {
      value,
      floor: median(runs.map(({ floor }) => floor)),
      met: value <= 2,
      note: `${hosts} hosts over ${days} days, both ends of the range${all === null ? '' : `; with every host behind ${all.toFixed(1)} CPU-s`}`,
    };
  },
};
