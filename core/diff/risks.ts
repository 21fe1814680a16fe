/** Changes that take protection away, or change who decides: shown first, however small they look. */
import { compareBuilds, compareDebianVersions } from '../model/patch-level.ts';
import type { DiffKind } from './documents.ts';
import type { ResourceChange } from './diff.ts';
import type { FieldChange } from './fields.ts';

export const RiskCode = [
  'approval-policy', // who may approve or stop
  'identity', // another machine may speak for a name
  'hold-lifted', // work that was held or frozen may start
  'emergency-lane', // starts without waiting for days of notice or a window
  'level-lowered', // hosts that lack fixes count as patched
  'safety-loosened', // a check, budget, pause or way back is weaker than before
] as const;
export type RiskCode = (typeof RiskCode)[number];

export interface Risk {
  readonly code: RiskCode;
  readonly kind: DiffKind;
  readonly name: string;
  readonly at: { readonly file: string; readonly line: number };
  readonly text: string;
}

type Judge = (before: unknown, after: unknown) => boolean;

/** Null = there is none, which is more than any number for limits, and less for needs. */
const number = (value: unknown, none: number) => (typeof value === 'number' ? value : none);
const limitUp: Judge = (a, b) => number(b, Infinity) > number(a, Infinity);
const needDown: Judge = (a, b) => number(b, 0) < number(a, 0);
const becomes =
  (value: unknown): Judge =>
  (a, b) =>
    b === value && a !== value;
const losesSome: Judge = (a, b) => Array.isArray(a) && a.some((one) => !(Array.isArray(b) && b.includes(one)));
const gone: Judge = (a, b) => a !== null && b === null;
const anything: Judge = () => true;
const lowerBuild: Judge = (a, b) => typeof a === 'string' && typeof b === 'string' && (compareBuilds(b, a) ?? 0) < 0;
/** Where none was accepted, a hotpatch accepts builds below the target. */
const lowerHotpatch: Judge = (a, b) => typeof b === 'string' && (typeof a !== 'string' || (compareBuilds(b, a) ?? 0) < 0);
const lowerVersion: Judge = (a, b) => typeof a === 'string' && (typeof b !== 'string' || compareDebianVersions(b, a) < 0);

/** By path pattern: when a change of the field weakens something. `*` meets one part. The first that matches counts. */
const judged: Readonly<Partial<Record<DiffKind, Readonly<Record<string, readonly [RiskCode, Judge]>>>>> = {
  Fleet: {
    factsMaxAge: ['safety-loosened', limitUp],
    'patchSla/*': ['safety-loosened', limitUp],
    'notice/days': ['safety-loosened', needDown],
    'notice/postponableUntilDays': ['safety-loosened', needDown],
    'keepApart/*': ['safety-loosened', gone],
    'keepApart/*/max': ['safety-loosened', limitUp],
    'keepApart/*/members': ['safety-loosened', losesSome],
    allowRemovals: ['safety-loosened', limitUp],
  },
  Host: {
    agentKey: ['identity', anything],
    'lifecycle/retired': ['identity', gone],
    'hyperV/reserve': ['safety-loosened', needDown],
    'checks/services': ['safety-loosened', losesSome],
    'checks/probes/*': ['safety-loosened', gone],
  },
  VirtualMachine: { 'lifecycle/retired': ['identity', gone], replica: ['safety-loosened', gone] },
  PatchBaseline: {
    blockedKbs: ['safety-loosened', losesSome],
    'products/*/build': ['level-lowered', lowerBuild],
    'products/*/hotpatch': ['level-lowered', lowerHotpatch],
    'products/*/packages/*': ['level-lowered', lowerVersion],
  },
  PatchRollout: {
    lane: ['emergency-lane', becomes('emergency')],
    'notice/days': ['safety-loosened', needDown],
    'notice/postponableUntilDays': ['safety-loosened', needDown],
    'rings/*/soak': ['safety-loosened', needDown],
    'rings/*/success/healthy': ['safety-loosened', needDown],
    'rings/*/success/minimum': ['safety-loosened', needDown],
    'rings/*/maxUnavailable/*': ['safety-loosened', limitUp],
    'rings/*/maxFailed': ['safety-loosened', limitUp],
    'rings/*/unreachable': ['safety-loosened', becomes('skip')],
    'before/drain': ['safety-loosened', becomes('none')],
    'before/checkpoint': ['safety-loosened', becomes('none')],
    'before/freeDisk': ['safety-loosened', needDown],
    'before/backupMaxAge': ['safety-loosened', limitUp],
    'verify/heartbeat': ['safety-loosened', becomes('none')],
    'verify/services': ['safety-loosened', losesSome],
    onFailure: ['safety-loosened', becomes('halt')],
  },
  ReplicationPolicy: {
    'notice/days': ['safety-loosened', needDown],
    'notice/postponableUntilDays': ['safety-loosened', needDown],
    certificateDaysLeft: ['safety-loosened', needDown],
    maxAtOnce: ['safety-loosened', limitUp],
    testFailover: ['safety-loosened', gone],
    'testFailover/every': ['safety-loosened', limitUp],
  },
  Migration: {
    'notice/days': ['safety-loosened', needDown],
    'notice/postponableUntilDays': ['safety-loosened', needDown],
    'waves/*/soak': ['safety-loosened', needDown],
    'waves/*/maxFailed': ['safety-loosened', limitUp],
    'before/backupMaxAge': ['safety-loosened', limitUp],
    'verify/heartbeat': ['safety-loosened', becomes('none')],
    onFailure: ['safety-loosened', becomes('halt')],
    keepSource: ['safety-loosened', needDown],
  },
  Freeze: {
    from: ['hold-lifted', (a, b) => number(b, 0) > number(a, 0)],
    to: ['hold-lifted', needDown],
    scope: ['hold-lifted', anything],
  },
  Hold: { until: ['hold-lifted', (a, b) => number(b, Infinity) < number(a, Infinity)], scope: ['hold-lifted', anything] },
  BackupPolicy: {
    maxAge: ['safety-loosened', limitUp],
    pauseJobs: ['safety-loosened', becomes(false)],
    scope: ['safety-loosened', anything],
  },
};

/** The risks of one changed document; `fields` are those behind its statements. */
export function risksOf(change: ResourceChange, fields: readonly FieldChange[]): readonly Risk[] {
  const { kind, name, at } = change;
  const risk = (code: RiskCode, text: string): Risk => ({ code, kind, name, at, text });
  if (kind === 'ApprovalPolicy') return fields.map(({ text }) => risk('approval-policy', text));
  if (change.type === 'removed') {
    if (kind === 'Hold' || kind === 'Freeze') return [risk('hold-lifted', 'is removed: what it kept back may start')];
    if (kind === 'BackupPolicy') return [risk('safety-loosened', 'is removed: backups are asked for no more')];
    return [];
  }
  if (change.type === 'added') {
    return kind === 'PatchRollout' && change.summary.includes('lane emergency')
      ? [risk('emergency-lane', 'is in the emergency lane: it starts as soon as it is reviewed')]
      : [];
  }
  return fields.flatMap((field) => {
    const [code, judge] = ruleFor(kind, field.field) ?? [];
    return code !== undefined && judge!(field.raw.before, field.raw.after) ? [risk(code, field.text)] : [];
  });
}

function ruleFor(kind: DiffKind, field: string): readonly [RiskCode, Judge] | null {
  const parts = field.split('/');
  for (const [pattern, rule] of Object.entries(judged[kind] ?? {})) {
    const wanted = pattern.split('/');
    if (wanted.length === parts.length && wanted.every((part, i) => part === '*' || part === parts[i])) return rule;
  }
  return null;
}
