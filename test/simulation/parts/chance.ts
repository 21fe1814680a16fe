/**
 * Chance that follows from a seed. Streams with different names do not disturb one another: one more draw in the network
 * leaves the crashes where they were.
 */
import { sha256Bytes } from '#core/digest.ts';

export interface Chance {
  /** 0 ≤ value < 1. */
  draw(): number;
  /** Whole number, both ends included. */
  between(least: number, most: number): number;
  /** True with this probability. A probability of 0 draws nothing. */
  happens(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  bytes(count: number): Uint8Array;
}

/** xoshiro128**, seeded by a hash of `seed` and `name`. */
export function chance(seed: string, name: string): Chance {
  const view = new DataView(sha256Bytes(new TextEncoder().encode(`${seed} ${name}`)).buffer);
  const state = Uint32Array.from([0, 4, 8, 12], (at) => view.getUint32(at));
  const rotated = (value: number, by: number) => (value << by) | (value >>> (32 - by));
  const next = (): number => {
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const third = c ^ a;
    const fourth = d ^ b;
    state.set([a ^ fourth, b ^ third, third ^ (b << 9), rotated(fourth, 11)]);
    return result;
  };
  const draw = () => next() / 2 ** 32;
  const between = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
  return {
    draw,
    between,
    happens: (probability) => probability > 0 && draw() < probability,
    pick: (choices) => choices[between(0, choices.length - 1)]!,
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
  };
}
