/**
 * Whether an agent may start an action: every rule must hold, cheap ones first. The signature and the shape have been
 * checked by `action.ts`. Refusals are final for the action id, except that a repeated one returns its stored result.
 */
import type { ActionResult, Envelope } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { ActionId, CommitId, FleetName, HostName, TreeId } from '../model/ids.ts';
import type { Observation } from '../model/observation.ts';
import { type Instant, toIso } from '../model/time.ts';
import { clockSkew } from '../interventions/durations.ts';
import { beginsWork, current } from './current.ts';
import type { OwnRecord, Warrants } from './warrants.ts';

/** What an agent's journal says of an action. */
export type Known =
  /** It ended, in whatever way. */
  | { readonly state: 'ended'; readonly result: ActionResult }
  /** It was begun and has no result yet. */
  | { readonly state: 'open' }
  /** It was accepted under this sequence number and never begun: it may be begun now. */
  | { readonly state: 'received'; readonly epoch: number; readonly sequence: number };

export interface AcceptInput {
  readonly envelope: Envelope;
  readonly self: { readonly fleet: FleetName; readonly host: HostName; readonly key: string };
  /** The highest epoch seen, and the highest sequence number accepted within it. */
  readonly counters: { readonly epoch: number; readonly sequence: number };
  readonly known: (action: ActionId) => Known | undefined;
  readonly now: Instant;
  /** A commit whose review this agent has verified itself, with the part of its fleet that concerns this host. */
  readonly proven: (commit: CommitId) => { readonly tree: TreeId; readonly fleet: Fleet } | undefined;
  /** The newest commit this agent has proven; `fleet` null = nothing usable came with it. */
  readonly newest: { readonly commit: CommitId; readonly fleet: Fleet | null };
  /** Fresh: made after the envelope arrived. */
  readonly observation: Observation;
  readonly warrants: Warrants;
  readonly journal: OwnRecord;
}

export type Acceptance =
  | { readonly verdict: 'accepted' }
  /** Delivered again: nothing is done. Null while it is still running. */
  | { readonly verdict: 'repeated'; readonly result: ActionResult | null }
  | { readonly verdict: 'refused'; readonly code: string; readonly detail: string };

export function accept(input: AcceptInput): Acceptance {
  const { envelope, self, counters, now, observation } = input;
  if (envelope.fleet !== self.fleet) return refused('wrong-fleet', 'the envelope is for another fleet');
  if (envelope.host !== self.host) return refused('wrong-host', 'the envelope is for another host');
  if (envelope.hostKey !== self.key) return refused('wrong-key', 'the envelope is for another key of this host');
  if (envelope.epoch < counters.epoch) {
    return refused('old-epoch', `epoch ${envelope.epoch} is over; another controller has epoch ${counters.epoch}`);
  }

  const known = input.known(envelope.action);
  if (known?.state === 'ended') return { verdict: 'repeated', result: known.result };
  if (known?.state === 'open') return { verdict: 'repeated', result: null };
  const again = known?.state === 'received' && known.epoch === envelope.epoch && known.sequence === envelope.sequence;
  // Sequence numbers start anew with each epoch.
  if (!again && envelope.epoch === counters.epoch && envelope.sequence <= counters.sequence) {
    return refused('replayed', `sequence ${envelope.sequence} was passed; the last one is ${counters.sequence}`);
  }

  // an agent's clock may lag behind the controller's; what has expired has expired by either
  if (now + clockSkew < envelope.notBefore)
    return refused('not-yet-valid', `not before ${toIso(envelope.notBefore)}; it is ${toIso(now)}`);
  if (now >= envelope.expires) return refused('expired', `not from ${toIso(envelope.expires)} on; it is ${toIso(now)}`);

  const proven = input.proven(envelope.commit);
  if (proven === undefined) return refused('unknown-commit', `no review of commit ${envelope.commit} was proven to this agent`);
  if (proven.tree !== envelope.tree) return refused('wrong-tree', `tree ${envelope.tree} is not the tree of ${envelope.commit}`);
  if (envelope.pre.bootId !== null && envelope.pre.bootId !== observation.bootId) {
    return refused('wrong-boot', 'the host has booted since the plan was made');
  }
  const warranted = input.warrants(envelope, proven.fleet, observation, now, input.journal);
  if (!warranted.ok) return refused(warranted.code, warranted.detail);
  if (envelope.commit !== input.newest.commit && beginsWork(envelope)) {
    const still = current(envelope, proven.fleet, input.newest.fleet, now);
    if (!still.ok) return refused(still.code, still.detail);
  }
  return { verdict: 'accepted' };
}

function refused(code: string, detail: string): Acceptance {
  return { verdict: 'refused', code, detail };
}
