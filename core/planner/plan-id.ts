/** `plan.id`: the digest of everything a plan follows from. Same inputs in any order, same id. */
import { canonical, digestOf, sha256 } from '../digest.ts';
import type { Digest } from '../model/ids.ts';
import type { Notice, PlanInput, Stop } from '../model/plan.ts';
import type { Instant } from '../model/time.ts';
import { hashTree } from './hash-tree.ts';

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

/** What stands for a host's facts: which they are, and when it last said so. */
export function factsLeaf(observation: Digest | null, seenAt: Instant | undefined): string {
  return `${observation ?? '-'} ${seenAt ?? '-'}`;
}

export function recordLeaf(record: object): Digest {
  return known(record);
}

export function noticeKey(notice: Notice): Digest {
  return known(notice, (given) => ({ ...given, hosts: given.hosts.toSorted() }));
}

/** Roots over the long parts of an input. */
export interface InputRoots {
  readonly facts: Digest;
  readonly interventions: Digest;
  readonly notices: Digest;
}

export function planId(input: PlanInput): Digest {
  const facts = hashTree((host) => {
    const observation = input.observations[host];
    return factsLeaf(observation === undefined ? null : known(observation), input.seenAt[host]);
  });
  for (const host in input.observations) facts.put(host);
  for (const host in input.seenAt) if (input.observations[host] === undefined) facts.put(host);
  const records = new Map(input.interventions.map((one) => [one.id as string, one]));
  const interventions = hashTree((id) => recordLeaf(records.get(id)!));
  for (const id of records.keys()) interventions.put(id);
  const notices = hashTree(() => 'given');
  for (const notice of input.notices) notices.put(noticeKey(notice));
  return idOver(input, { facts: facts.root(), interventions: interventions.root(), notices: notices.root() });
}

/** The id, with the long parts given by their roots. */
export function idOver(
  input: Pick<PlanInput, 'fleet' | 'commit' | 'earlier' | 'review' | 'reviewedIntent' | 'stops' | 'now'>,
  roots: InputRoots,
): Digest {
  return sha256(
    canonical({
      // a commit names its declarations for ever
      fleet: input.fleet.name,
      commit: input.commit,
      earlier: Object.keys(input.earlier).sort(),
      review: input.review,
      reviewedIntent: input.reviewedIntent,
      ...roots,
      stops: input.stops.map(stopDigest).sort(),
      now: input.now,
    }),
  );
}

function stopDigest(stop: Stop): Digest {
  return known(stop, (one) => ({ ...one, hosts: one.hosts && one.hosts.toSorted() }));
}
