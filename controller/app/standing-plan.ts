/** The plan in force with what is asked of it at every call of an agent, kept as the plan changes: none of it is looked for anew. */
import type { HostName, InterventionId, ResourceKey } from '#core/model/ids.ts';
import type { NextStep, Plan, Verdict } from '#core/model/plan.ts';
import { createPlanner, type Planner } from '#core/planner/incremental/planner.ts';

export interface Offer {
  /** The host or VM it is for. */
  readonly subject: ResourceKey;
  readonly next: NextStep;
}

export interface Wait {
  readonly intervention: InterventionId;
  /** Hosts whose fresh look it waits for. */
  readonly observe: readonly HostName[];
}

export interface StandingPlan {
  readonly planner: Planner;
  /** How many say what, by status. */
  readonly counts: Readonly<Record<string, number>>;
  /** Hosts that have an offer. */
  offered(): Iterable<HostName>;
  isOffered(host: HostName): boolean;
  offersTo(host: HostName): readonly Offer[];
  waits(): Iterable<Wait>;
  isWaitedFor(host: HostName): boolean;
  /** Takes over what another plan says otherwise. @returns whether anything but times and words differs */
  follow(plan: Plan, before: ReadonlyMap<ResourceKey, Verdict | undefined>): boolean;
}

const none: readonly never[] = [];

export function createStandingPlan(): StandingPlan {
  const counts: Record<string, number> = {};
  const offers = new Map<HostName, Map<ResourceKey, NextStep>>();
  const waits = new Map<ResourceKey, Wait>();
  /** How often a host is waited for. */
  const waitedFor = new Map<HostName, number>();

  const leave = (key: ResourceKey, verdict: Verdict) => {
    count(verdict.status, -1);
    const next = offeredBy(verdict);
    if (next !== null) {
      const here = offers.get(next.on);
      here?.delete(key);
      if (here?.size === 0) offers.delete(next.on);
    }
    for (const host of waits.get(key)?.observe ?? none) {
      const left = waitedFor.get(host)! - 1;
      if (left === 0) waitedFor.delete(host);
      else waitedFor.set(host, left);
    }
    waits.delete(key);
  };
  const enter = (key: ResourceKey, verdict: Verdict) => {
    count(verdict.status, 1);
    const next = offeredBy(verdict);
    if (next !== null) {
      const here = offers.get(next.on) ?? new Map<ResourceKey, NextStep>();
      offers.set(next.on, here.set(key, next));
    }
    if (verdict.status === 'running' && verdict.doing.type === 'wait') {
      const { observe } = verdict.doing;
      waits.set(key, { intervention: verdict.intervention, observe });
      for (const host of observe) waitedFor.set(host, (waitedFor.get(host) ?? 0) + 1);
    }
  };
  const count = (status: string, by: number) => {
    const now = (counts[status] ?? 0) + by;
    if (now === 0) delete counts[status];
    else counts[status] = now;
  };

  return {
    planner: createPlanner(),
    counts,
    offered: () => offers.keys(),
    isOffered: (host) => offers.has(host),
    offersTo: (host) =>
      [...(offers.get(host) ?? none)]
        .map(([subject, next]) => ({ subject, next }))
        .sort((a, b) => (a.subject < b.subject ? -1 : 1)),
    waits: () => waits.values(),
    isWaitedFor: (host) => waitedFor.has(host),
    follow(plan, before) {
      let differs = false;
      for (const [key, was] of before) {
        const is = plan.verdicts[key];
        if (was !== undefined) leave(key, was);
        if (is !== undefined) enter(key, is);
        differs ||= gistOf(was) !== gistOf(is);
      }
      return differs;
    },
  };
}

/** The step a verdict offers, if any. */
export function offeredBy(verdict: Verdict | undefined): NextStep | null {
  if (verdict?.status === 'ready') return verdict.next;
  return verdict?.status === 'running' && verdict.doing.type === 'offer' ? verdict.doing.next : null;
}

/** What a verdict says, without words and times. */
function gistOf(verdict: Verdict | undefined): string {
  if (verdict === undefined) return '';
  if (verdict.status === 'held') return `held ${verdict.holds.map(({ reason }) => reason).join(' ')}`;
  if (verdict.status === 'running') return `running ${verdict.intervention} ${verdict.doing.type}`;
  return verdict.status;
}
