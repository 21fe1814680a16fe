/** The planner that is kept says byte for byte what `plan` says, whatever changes and however time goes by. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beginIntervention } from '#core/interventions/begin.ts';
import type { HostName } from '#core/model/ids.ts';
import type { Intervention } from '#core/model/intervention.ts';
import type { Notice, NextStep, Plan, PlanInput, Verdict } from '#core/model/plan.ts';
import { after, duration, type Instant, minute } from '#core/model/time.ts';
import { type Changed, inputOf as inputFrom, type Known } from '#core/planner/incremental/known.ts';
import { createPlanner } from '#core/planner/incremental/planner.ts';
import { plan } from '#core/planner/plan.ts';
import { step } from '../core/planner/scene.ts';
import { inputOf, seed, type World, world } from './generate.ts';

/** What happens between two plans; numbers choose by remainder. */
const event = fc.record({
  kind: fc.constantFrom(
    'report',
    'report',
    'report',
    'reports',
    'check-in',
    'check-ins',
    'silence',
    'claim',
    'claim',
    'results',
    'results',
    'end',
    'verify',
    'notices',
    'notices',
    'record',
    'stops',
    'review',
    'earlier',
    'commit',
    'edge',
    'edge',
  ),
  a: fc.nat(1000),
  b: fc.nat(1000),
  /** Minutes that pass. */
  later: fc.constantFrom(0, 0, 0, 1, 3, 9, 11, 60, 240, 1440),
});
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

interface Kept {
  known: { -readonly [K in keyof Known]: Known[K] };
  readonly observations: Map<HostName, PlanInput['observations'][string]>;
  readonly presence: Map<HostName, { readonly seenAt: Instant }>;
  readonly interventions: Map<string, Intervention>;
  readonly notices: Map<string, Notice>;
  readonly changed: { readonly [K in keyof Changed]: Set<string> };
  now: Instant;
}

function keep(input: PlanInput): Kept {
  const observations = new Map(Object.entries(input.observations)) as Kept['observations'];
  const presence = new Map(Object.entries(input.seenAt).map(([host, seenAt]) => [host, { seenAt }])) as Kept['presence'];
  const interventions = new Map(input.interventions.map((one) => [one.id as string, one]));
  const notices = new Map(input.notices.map((one, i) => [`n${i}`, one]));
  const { fleet, commit, review, reviewedIntent, earlier, stops, now } = input;
  return {
    known: { fleet, commit, review, reviewedIntent, earlier, stops, observations, presence, interventions, notices },
    observations,
    presence,
    interventions,
    notices,
    changed: { observations: new Set(), presence: new Set(), interventions: new Set(), notices: new Set() },
    now,
  };
}

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];

function happen(kept: Kept, { kind, a, b }: Event, other: PlanInput, made: Plan): void {
  const { observations, presence, interventions, notices, changed, known } = kept;
  const names = Object.keys(other.observations).sort() as HostName[];
  const report = (name: HostName) => {
    const seen = other.observations[name];
    if (seen === undefined) return;
    observations.set(name, seen);
    changed.observations.add(name);
  };
  const seen = (name: HostName, at: Instant) => {
    presence.set(name, { seenAt: at });
    changed.presence.add(name);
  };
  const put = (one: Intervention) => {
    interventions.set(one.id, one);
    changed.interventions.add(one.id);
  };
  const open = [...interventions.values()].filter((one) => one.outcome === null);
  const one = pick(open, a);
  const name = pick(names, a)!;
  switch (kind) {
    case 'report':
      report(name);
      return seen(name, kept.now);
    case 'reports':
      for (const host of names) report(host);
      return;
    case 'check-in':
      return seen(name, kept.now);
    case 'check-ins':
      for (const host of names) seen(host, kept.now);
      return;
    case 'silence':
      for (const [host, at] of Object.entries(other.seenAt)) seen(host as HostName, at);
      return;
    case 'claim': {
      const offers = Object.values(made.verdicts).flatMap((verdict) => offerOf(verdict) ?? []);
      const offer = pick(offers, a);
      if (offer === undefined) return;
      const { verdict, next } = offer;
      const begun =
        interventions.get(next.intervention) ??
        beginIntervention(known.fleet, known.commit, verdict.change, next.intervention, kept.now);
      put({
        ...begun,
        steps: [
          ...begun.steps,
          step(begun as never, next.on, next.step, { kind: next.order.kind, state: 'claimed', endedAt: null }),
        ],
      });
      return;
    }
    case 'results':
      for (const each of open) {
        const state = pick(['started', 'done', 'done', 'done', 'failed', 'unknown', 'void'] as const, b)!;
        const endedAt = state === 'started' ? null : kept.now;
        put({ ...each, steps: each.steps.map((last) => (last.endedAt === null ? { ...last, state, endedAt } : last)) });
      }
      return;
    case 'end':
      if (one)
        put({ ...one, outcome: pick(['succeeded', 'rolled-back', 'failed', 'abandoned'] as const, b)!, endedAt: kept.now });
      return;
    case 'verify':
      if (one) put({ ...one, verifiedAt: kept.now });
      return;
    case 'notices':
      for (const due of made.noticesDue) {
        const id = `n${notices.size}`;
        notices.set(id, due);
        changed.notices.add(id);
      }
      return;
    case 'record':
      for (const each of other.interventions) if (!interventions.has(each.id)) put(each);
      return;
    case 'stops':
      known.stops = b % 3 === 0 ? [] : other.stops;
      return;
    case 'review':
      known.review = b % 3 === 0 ? 'unknown' : 'reviewed';
      known.reviewedIntent = other.reviewedIntent;
      return;
    case 'earlier':
      known.earlier = b % 2 === 0 ? {} : { [known.commit]: other.fleet, ['c'.repeat(40)]: other.fleet };
      if (one) put({ ...one, commit: (b % 3 === 0 ? 'c'.repeat(40) : known.commit) as never });
      return;
    case 'commit':
      known.fleet = other.fleet;
      known.commit = pick(['d'.repeat(40), 'e'.repeat(40)], b) as never;
      return;
    case 'edge':
      // exactly when something may change, and the millisecond before
      for (const at of [made.wakeAt, made.dueAt]) {
        if (at !== null && at - kept.now < 40 * 1440 * minute) kept.now = Math.max(kept.now, at - (b % 2)) as Instant;
      }
      return;
  }
}

function offerOf(verdict: Verdict): { verdict: Extract<Verdict, { change: unknown }>; next: NextStep } | null {
  if (verdict.status === 'ready') return { verdict, next: verdict.next };
  return verdict.status === 'running' && verdict.doing.type === 'offer' ? { verdict, next: verdict.doing.next } : null;
}

const life = fc.record({
  first: world,
  /** Other days of the same fleet. */
  others: fc.array(world, { minLength: 1, maxLength: 3 }),
  events: fc.array(event, { maxLength: 25 }),
});

describe('the planner that is kept', function () {
  this.timeout(300_000);
  const runs = Number(process.env['INCREMENTAL_RUNS'] ?? 150);

  it('says what plan says after every change', () => {
    let claims = 0;
    fc.assert(
      fc.property(life, ({ first, others, events }) => {
        const days = others.map((day): PlanInput => inputOf({ ...day, spec: first.spec, offset: first.offset } as World));
        const kept = keep(inputOf(first));
        const planner = createPlanner();
        let said: Record<string, Verdict> = {};
        let made: Plan | null = null;
        for (const one of [null, ...events]) {
          if (one !== null) {
            happen(kept, one, pick(days, one.b)!, made!);
            kept.now = after(kept.now, duration(one.later * minute));
            if (one.kind === 'claim') claims++;
          }
          const planned = planner.plan({ ...kept.known }, kept.now, { ...kept.changed } as Changed);
          for (const set of Object.values(kept.changed)) set.clear();
          made = plan(inputFrom(kept.known, kept.now));
          assert.equal(JSON.stringify(planned.plan, null, 1), JSON.stringify(made, null, 1));
          // what it says has changed is all that has
          const now = planned.plan.verdicts as Record<string, Verdict>;
          for (const [key, before] of planned.before) assert.deepEqual(before, said[key]);
          for (const key of new Set([...Object.keys(said), ...Object.keys(now)])) {
            const same = JSON.stringify(said[key]) === JSON.stringify(now[key]);
            assert.equal(planned.before.has(key as never), !same, `${key} changed`);
          }
          said = structuredClone(now);
        }
      }),
      { seed, numRuns: runs },
    );
    assert.ok(claims > 20);
  });
});
