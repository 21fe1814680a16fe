/** `plan.id`: the digest of everything a plan follows from. Same inputs in any order, same id. */
import { canonical, digestOf, sha256 } from '../digest.ts';
import type { Digest } from '../model/ids.ts';
import type { PlanInput } from '../model/plan.ts';

const memo = new WeakMap<object, Digest>();

/**
 * Observations and records are immutable, so each is hashed once; `normal` is the form that is hashed, for those that
 * hold a list whose order means nothing.
 */
function known<T extends object>(value: T, normal: (value: T) => T = (same) => same): Digest {
  let found = memo.get(value);
  if (found === undefined) memo.set(value, (found = digestOf(normal(value))));
  return found;
}

/** Spares the hash of an observation that was checked against its digest when it was interned. */
export function rememberDigest(value: object, digest: Digest): void {
  memo.set(value, digest);
}

export function planId(input: PlanInput): Digest {
  const observations = Object.entries(input.observations).map(([host, value]) => `${host} ${known(value)}`);
  const seen = Object.entries(input.seenAt).map(([host, at]) => `${host} ${at}`);
  return sha256(
    canonical({
      // a commit names its declarations for ever
      fleet: input.fleet.name,
      commit: input.commit,
      earlier: Object.keys(input.earlier).sort(),
      review: input.review,
      reviewedIntent: input.reviewedIntent,
      observations: observations.sort(),
      seen: seen.sort(),
      interventions: input.interventions.map((one) => `${one.id} ${known(one)}`).sort(),
      notices: input.notices.map((one) => known(one, (given) => ({ ...given, hosts: given.hosts.toSorted() }))).sort(),
      stops: input.stops.map((one) => known(one, (stop) => ({ ...stop, hosts: stop.hosts && stop.hosts.toSorted() }))).sort(),
      now: input.now,
    }),
  );
}
