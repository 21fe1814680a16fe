/** Figures as people read them. */
import type { Measured } from './row.ts';

const widths = [15, 22, 12, 8, 12, 4] as const;

export const heading = columns(['row', 'measured', 'floor', 'x floor', 'goal', 'met']);

/** Two lines: the figures, and what belongs to them. */
export function line({ id, value, unit, floor, goal, met, note }: Measured, sign: '≤' | '≥'): string {
  const ratio = floor === 0 ? '' : (value / floor).toFixed(2);
  return `${columns([id, `${figure(value)} ${unit}`, figure(floor), ratio, `${sign} ${figure(goal)}`, met ? 'yes' : 'no'])}\n  ${note}`;
}

function columns(cells: readonly string[]): string {
  return cells
    .map((cell, i) => cell.padEnd(widths[i] ?? 0))
    .join(' ')
    .trimEnd();
}

/** Three digits are all a measurement is good for. */
function figure(value: number): string {
  return value >= 1_000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
