/** The door of the forecast: the same plan, played forward to when everything is done, or cannot be. */
import type { Fleet } from '../model/fleet.ts';
import type { HostName, ResourceKey, RolloutName } from '../model/ids.ts';
import type { PlanInput, Verdict } from '../model/plan.ts';
import { after, type Duration, type Instant } from '../model/time.ts';
import { plan } from '../planner/plan.ts';
import type { Forecast, Rest, Run, Unforeseen } from './model.ts';
import type { Measured, Pace } from './pace.ts';
import { play, type Planner, type Played } from './play.ts';
import { waysBack } from './way-back.ts';
import { windowUses, worksOf } from './works.ts';

export interface ForecastOptions {
  readonly horizon: Duration;
  /** Two seeds give the range of two draws; without, every step takes its p50, and its p90 at the other end. */
  readonly seeds?: readonly [string, string];
  readonly durations?: Measured;
  /** Takes hosts whose reports are old for reporting still; those that never reported stay out of it. */
  readonly assumeReporting?: boolean;
  readonly planner?: Planner;
  /** What late rollouts would reach in the emergency lane: one more playing for each. */
  readonly emergency?: boolean;
  /** For proofs: plans at every instant. */
  readonly everyInstant?: boolean;
}

/** Same input and options, same bytes, in whatever order the input is. */
export function forecast(input: PlanInput, options: ForecastOptions): Forecast {
  const until = after(input.now, options.horizon);
  const { reporting, assumed, unforeseen } = whoReports(input, options.assumeReporting === true);
  const run = (from: PlanInput, pace: Pace) =>
    runOf(
      from,
      pace,
      play(from, {
        until,
        pace,
        measured: options.durations ?? {},
        planner: options.planner ?? { plan },
        reporting,
        everyInstant: options.everyInstant === true,
      }),
    );
  const [first, second] = pacesOf(options);
  const told = run(input, first);
  const late = told.rollouts.filter(
    (one) => one.lane === 'normal' && one.rings.some((ring) => ring.late !== null || ring.doneAt === null),
  );
  return {
    v: 1,
    fleet: input.fleet.name,
    commit: input.commit,
    from: input.now,
    until,
    unforeseen,
    assumed,
    run: told,
    other: run(input, second),
    emergency:
      options.emergency === true
        ? late.map(({ rollout }) => ({ rollout, doneAt: inEmergency(input, rollout, (from) => run(from, first)) }))
        : [],
    waysBack: waysBack(input.fleet, told.works, options.durations ?? {}),
  };
}

function pacesOf({ seeds }: ForecastOptions): readonly [Pace, Pace] {
  if (seeds === undefined) return [{ type: 'p50' }, { type: 'p90' }];
  return [
    { type: 'seed', seed: seeds[0] },
    { type: 'seed', seed: seeds[1] },
  ];
}

function whoReports(
  input: PlanInput,
  assume: boolean,
): {
  readonly reporting: ReadonlySet<string>;
  readonly assumed: readonly HostName[];
  readonly unforeseen: readonly Unforeseen[];
} {
  const reporting = new Set<string>();
  const assumed: HostName[] = [];
  const unforeseen: Unforeseen[] = [];
  for (const host of Object.keys(input.fleet.hosts).sort() as HostName[]) {
    if (input.fleet.hosts[host]!.lifecycle.retired !== null) continue;
    const seenAt = input.seenAt[host];
    const known = Object.hasOwn(input.observations, host);
    if (known && seenAt !== undefined && input.now - seenAt <= input.fleet.factsMaxAge) reporting.add(host);
    else if (known && assume) {
      reporting.add(host);
      assumed.push(host);
    } else unforeseen.push({ host, why: known ? 'its last report is too old' : 'it has not reported' });
  }
  return { reporting, assumed, unforeseen };
}

function runOf(input: PlanInput, pace: Pace, played: Played): Run {
  const { fleet } = input;
  const works = worksOf(fleet, played, input.now);
  return {
    pace: pace.type === 'seed' ? `seed ${pace.seed}` : pace.type,
    ended: played.ended,
    endedAt: played.endedAt,
    works,
    rests: restsOf(played),
    capacity: played.watch.capacity(),
    gaps: played.watch.gaps(),
    windows: windowUses(fleet, works),
    rollouts: played.compliance.progress(works),
    effort: { plans: played.plans, events: played.events },
  };
}

function restsOf({ last, lost }: Played): readonly Rest[] {
  return (Object.keys(last.verdicts).sort() as ResourceKey[]).flatMap((subject) => {
    const verdict = last.verdicts[subject]!;
    return verdict.status === 'in-state' ? [] : [{ subject, ...restOf(verdict, lost) }];
  });
}

function restOf(verdict: Exclude<Verdict, { status: 'in-state' }>, lost: Played['lost']): Omit<Rest, 'subject'> {
  switch (verdict.status) {
    case 'held':
      return { status: 'held', why: '', holds: verdict.holds };
    case 'needs-person':
      return { status: 'needs-person', why: `${verdict.why}; do: ${verdict.remedy}`, holds: [] };
    case 'unknown':
      return { status: 'unknown', why: verdict.why, holds: [] };
    case 'ready':
      return { status: 'ready', why: `waits for ${verdict.next.on} to be free for ${verdict.next.step}`, holds: [] };
    case 'running': {
      const { doing } = verdict;
      const what =
        doing.type === 'step'
          ? doing.step
          : doing.type === 'wait'
            ? `waiting for ${doing.for}`
            : doing.type === 'offer'
              ? doing.next.step
              : 'its end';
      const why = lost.has(verdict.intervention)
        ? `it is in the middle of ${what}, and how that ends cannot be foreseen`
        : `at ${what} when the forecast ends`;
      return { status: 'running', why, holds: [] };
    }
  }
}

/** When the rollout would be done were it in the emergency lane: windows round the clock, people told at once. */
function inEmergency(input: PlanInput, name: RolloutName, run: (input: PlanInput) => Run): Instant | null {
  const rollout = input.fleet.rollouts[name]!;
  const urgent = { ...rollout, lane: 'emergency', window: null, notice: { days: 0, postponableUntilDays: 0 } } as const;
  const fleet: Fleet = { ...input.fleet, rollouts: { ...input.fleet.rollouts, [name]: urgent } };
  const { rollouts } = run({ ...input, fleet, reviewedIntent: null });
  return rollouts.find((one) => one.rollout === name)?.shares.find((share) => share.percent === 100)?.at ?? null;
}
