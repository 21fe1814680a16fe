/** How fast a forecast goes: every step and settling at its p50, at its p90, or each drawn from between by a seed. */
import {
  expected,
  expectedInstall,
  expectedReboot,
  expectedSettling,
  initialReplication,
  type Spread,
} from '../interventions/expected.ts';
import type { ActionKind } from '../model/action.ts';
import type { Product } from '../model/fleet.ts';
import type { HostInterventionKind } from '../model/intervention.ts';
import { type Duration, duration, second } from '../model/time.ts';

/** What goes on by itself once a step has ended. */
export const SettleKind = ['heartbeat', 'replication', 'first-copy', 'resynchronization', 'merge', 'servicing', 'test'] as const;
export type SettleKind = (typeof SettleKind)[number];

/** Measured by kind of step, where there is history enough: they stand above what is expected. */
export type Measured = Readonly<Partial<Record<ActionKind, Spread>>>;

export type Pace = { readonly type: 'p50' } | { readonly type: 'p90' } | { readonly type: 'seed'; readonly seed: string };

/** The machine a step runs on: installs and reboots go by it. */
export interface Machine {
  readonly product: Product;
  readonly kind: HostInterventionKind;
}

export interface Timing {
  /** @param name tells this occasion from all others, for the draw */
  step(kind: ActionKind, on: Machine, name: string): Duration;
  settle(kind: SettleKind, name: string): Duration;
}

export function expectedStep(kind: ActionKind, on: Machine, measured: Measured = {}): Spread {
  const known = measured[kind];
  if (known !== undefined) return known;
  if (kind === 'update.install') return expectedInstall[on.product];
  return kind === 'host.reboot' ? expectedReboot[on.kind] : expected[kind];
}

const settling: Readonly<Record<SettleKind, Spread>> = {
  heartbeat: expectedSettling.heartbeat,
  replication: expectedSettling.replication,
  'first-copy': initialReplication(null),
  resynchronization: expectedSettling.resynchronization,
  merge: expectedSettling.merge,
  servicing: expectedSettling.servicing,
  test: expectedSettling.heartbeat,
};

export function timingOf(pace: Pace, measured: Measured = {}): Timing {
  const taken = ({ p50, p90 }: Spread, name: () => string): Duration => {
    if (pace.type === 'p50') return p50;
    if (pace.type === 'p90') return p90;
    return drawn(p50, p90, hashOf(`${pace.seed}|${name()}`));
  };
  return {
    step: (kind, on, name) => taken(expectedStep(kind, on, measured), () => `${kind}|${name}`),
    settle: (kind, name) => taken(settling[kind], () => `${kind}|${name}`),
  };
}

const PARTS = 1_000;

/**
 * Straight lines between 70 % of p50, p50, p90, and half as far again beyond p90; in whole seconds. Integers only: the same
 * bytes on every machine.
 */
function drawn(p50: Duration, p90: Duration, hash: number): Duration {
  const share = hash % PARTS;
  const between = (from: number, to: number, low: number, high: number) =>
    from + Math.floor(((to - from) * (share - low)) / (high - low));
  const least = Math.floor((p50 * 7) / 10);
  const most = p90 + Math.floor((p90 - p50) / 2);
  const ms =
    share < 500 ? between(least, p50, 0, 500) : share < 900 ? between(p50, p90, 500, 900) : between(p90, most, 900, PARTS);
  return duration(Math.max(1, Math.round(ms / second)) * second);
}

/** FNV-1a with a final mix, 32 bits: a stable spread is all that is asked of it. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return hash >>> 0;
}
