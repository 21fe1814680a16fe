/** What a plan follows from, as its owner keeps it: the same facts as `PlanInput`, in maps that change. */
import { isDeclared } from '../../interventions/called-for.ts';
import type { Fleet } from '../../model/fleet.ts';
import type { Digest, HostName } from '../../model/ids.ts';
import type { Intervention } from '../../model/intervention.ts';
import type { Observation } from '../../model/observation.ts';
import type { Notice, PlanInput } from '../../model/plan.ts';
import type { Instant } from '../../model/time.ts';

/** Maps are read again and again; their values are never edited in place. */
export interface Known extends Pick<PlanInput, 'fleet' | 'commit' | 'review' | 'reviewedIntent' | 'earlier' | 'stops'> {
  readonly observations: ReadonlyMap<HostName, Observation>;
  /** Of the observations, where they are known already. */
  readonly digests?: ReadonlyMap<HostName, Digest>;
  /** Who has checked in since the controller started, and when last. */
  readonly presence: ReadonlyMap<HostName, { readonly seenAt: Instant }>;
  /** By id; those of calls that are declared no more may be among them. */
  readonly interventions: ReadonlyMap<string, Intervention>;
  /** Notices are given once and for all: none is ever changed or taken back. */
  readonly notices: ReadonlyMap<string, Notice>;
}

/** Keys of all that is new, other or gone since the last plan. What is named and did not change costs little. */
export interface Changed {
  readonly observations: Iterable<HostName>;
  readonly presence: Iterable<HostName>;
  readonly interventions: Iterable<string>;
  readonly notices: Iterable<string>;
}

/** Running ones, and finished ones of calls still declared. */
export function counts(fleet: Fleet, one: Intervention): boolean {
  return one.outcome === null || isDeclared(fleet, one.call);
}

/** The same as one piece of plain data. */
export function inputOf(known: Known, now: Instant): PlanInput {
  const { fleet, commit, review, reviewedIntent, earlier, stops } = known;
  return {
    fleet,
    commit,
    review,
    reviewedIntent,
    earlier,
    stops,
    observations: Object.fromEntries(known.observations),
    seenAt: Object.fromEntries([...known.presence].map(([host, { seenAt }]) => [host, seenAt])),
    interventions: [...known.interventions.values()].filter((one) => counts(fleet, one)),
    notices: [...known.notices.values()],
    now,
  };
}
