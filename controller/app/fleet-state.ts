/** Everything the controller knows about one fleet, in memory; each part also stands in the store or follows from Git. */
import type { Problem } from '#core/model/problem.ts';
import type { Fleet } from '#core/model/fleet.ts';
import type { CommitId, Digest, FleetName, HostName, TreeId } from '#core/model/ids.ts';
import type { Intervention } from '#core/model/intervention.ts';
import type { Observation } from '#core/model/observation.ts';
import type { Notice, Plan, PlanInput, Stop } from '#core/model/plan.ts';
import type { Dsse, ReviewPredicate, ReviewRefusal, ReviewStatement } from '#core/model/review.ts';
import type { Instant } from '#core/model/time.ts';
import { inputOf, type Known } from '#core/planner/incremental/known.ts';
import { ChangingMap } from './changing-map.ts';
import { Digests } from './digests.ts';
import { Interventions } from './interventions.ts';
import { Fault, type Store, type Table } from './ports.ts';
import { createStandingPlan, type StandingPlan } from './standing-plan.ts';

/** A reviewed commit in the chain from the pinned one. `evidence` is null for the pinned commit alone. */
export interface AcceptedCommit {
  readonly order: number;
  readonly commit: CommitId;
  readonly fromCommit: CommitId;
  readonly tree: TreeId;
  readonly at: Instant;
  readonly evidence: Dsse | null;
}

export interface AgentRow {
  /** `sha256:<hex>` of its public key. */
  readonly key: string;
  readonly serial: string;
  readonly certificateEnds: Instant;
  readonly revoked: { readonly at: Instant; readonly why: string } | null;
  /** Keys of this host that reviewed commits took back; left out = none. */
  readonly retired?: readonly string[];
  /** Number of the last envelope made for it. */
  readonly sequence: number;
}

export interface TokenRow {
  readonly host: HostName;
  readonly expires: Instant;
  readonly usedAt: Instant | null;
}

/** What is only known while the controller runs. */
export interface AgentPresence {
  readonly seenAt: Instant;
  readonly commit: string;
  readonly version: string;
}

export interface FleetState {
  readonly name: FleetName;
  readonly ref: string;
  readonly epoch: number;
  /** Null until the pinned commit could be read. */
  fleet: Fleet | null;
  commit: CommitId;
  readonly pinned: CommitId;
  readonly accepted: Map<CommitId, AcceptedCommit>;
  /** Fleets at earlier commits that running interventions began under. */
  readonly earlier: Map<CommitId, Fleet>;
  readonly observations: ChangingMap<HostName, Observation>;
  readonly digests: Digests;
  /** Replaced at each check-in, never edited. */
  readonly presence: ChangingMap<HostName, AgentPresence>;
  readonly interventions: Interventions;
  readonly notices: ChangingMap<string, Notice>;
  readonly stops: Map<string, Stop>;
  readonly agents: Map<HostName, AgentRow>;
  readonly tokens: Map<string, TokenRow>;
  /** Actions that hosts refused and nobody here had given them, as far as journaled on this day. */
  readonly strays: Map<HostName, { readonly day: number; readonly actions: Set<string> }>;
  /** Things said once. */
  readonly remarks: Set<string>;
  /** When an approval (by digest) was first seen. */
  readonly approvals: Map<string, Instant>;
  /** Pseudonym keys by person. */
  readonly people: Map<string, string>;
  pending: {
    readonly commit: CommitId;
    readonly state: 'unreviewed' | 'invalid';
    readonly reasons: readonly ReviewRefusal[];
    readonly problems: readonly Problem[];
  } | null;
  sourceTrouble: { readonly since: Instant; readonly message: string } | null;
  /** The watched ref no longer descends from the commit in force. */
  rewritten: boolean;
  /** Its verdicts change with the next plan: who keeps it longer than a moment keeps a copy. */
  plan: Plan | null;
  standing: StandingPlan;
  /** Grows with every change that a plan could follow from. */
  version: number;
  plannedVersion: number;
  /** Interventions begun by the plan in force; each counts in `version` once. */
  startedSincePlan: number;
  /** How many plans were made since the process started. */
  plans: number;
}

export function newFleetState(name: FleetName, ref: string, pinned: CommitId, epoch: number): FleetState {
  return {
    name,
    ref,
    epoch,
    fleet: null,
    commit: pinned,
    pinned,
    accepted: new Map(),
    earlier: new Map(),
    observations: new ChangingMap(),
    digests: new Digests(),
    presence: new ChangingMap(),
    interventions: new Interventions(),
    notices: new ChangingMap(),
    stops: new Map(),
    agents: new Map(),
    tokens: new Map(),
    strays: new Map(),
    remarks: new Set(),
    approvals: new Map(),
    people: new Map(),
    pending: null,
    sourceTrouble: null,
    rewritten: false,
    plan: null,
    standing: createStandingPlan(),
    version: 1,
    plannedVersion: 0,
    startedSincePlan: 0,
    plans: 0,
  };
}

/**
 * Reads everything that outlives a restart; what lives in memory only (presence, plan) stays as it is. Nothing is replaced
 * before all has been read, so nobody sees a half.
 */
export async function loadFleetState(state: FleetState, store: Store): Promise<void> {
  const rows = async (table: Table) =>
    new Map((await store.list(state.name, table)).map(({ key, value }): [string, unknown] => [key, value]));
  const accepted = await rows('accepted');
  const interventions = await rows('intervention');
  const notices = await rows('notice');
  const stops = await rows('stop');
  const agents = await rows('agent');
  const tokens = await rows('token');
  const people = await rows('person');
  const approvals = await rows('seenApproval');
  const remarks = await rows('remark');
  const interned = await rows('observation');
  const hosts = await store.list(state.name, 'host');
  const row = (await store.get(state.name, 'fleet', 'fleet')) as { commit: CommitId; pinned: CommitId } | undefined;
  if (row && row.pinned !== state.pinned) {
    throw new Fault(
      'trust.changed',
      `atlas.yaml pins ${state.pinned.slice(0, 7)} for fleet ${state.name}, the store began with ${row.pinned.slice(0, 7)}: trust starts once; put the old commit back`,
      { retry: 'person' },
    );
  }

  refill(state.accepted, accepted, (value) => value as AcceptedCommit);
  refill(state.interventions, interventions, (value) => value as Intervention);
  refill(state.notices, notices, (value) => value as Notice);
  refill(state.stops, stops, (value) => value as Stop);
  refill(state.agents, agents, (value) => value as AgentRow);
  refill(state.tokens, tokens, (value) => value as TokenRow);
  refill(state.people, people, (value) => (value as { key: string }).key);
  refill(state.approvals, approvals, (value) => (value as { at: Instant }).at);
  state.remarks.clear();
  for (const remark of remarks.keys()) state.remarks.add(remark);
  state.digests.clear();
  state.observations.clear();
  for (const { key: host, value } of hosts) {
    const { digest } = value as { digest: Digest };
    const observation = interned.get(digest);
    if (observation === undefined) continue;
    state.digests.set(host as HostName, digest);
    state.observations.set(host as HostName, observation as Observation);
  }
  state.commit = row?.commit ?? state.pinned;
  state.version++;
}

function refill<K extends string, V>(into: Map<K, V>, rows: ReadonlyMap<string, unknown>, read: (value: unknown) => V): void {
  into.clear();
  for (const [key, value] of rows) into.set(key as K, read(value));
}

const predicates = new WeakMap<AcceptedCommit, ReviewPredicate>();

export function predicateOf(accepted: AcceptedCommit | undefined): ReviewPredicate | null {
  if (!accepted?.evidence) return null;
  let predicate = predicates.get(accepted);
  if (predicate === undefined) {
    const text = new TextDecoder().decode(Uint8Array.fromBase64(accepted.evidence.payload));
    predicates.set(accepted, (predicate = (JSON.parse(text) as ReviewStatement).predicate));
  }
  return predicate;
}

/** What plans follow from. Null while no fleet could be read. */
export function knownOf(state: FleetState): Known | null {
  const { fleet, commit, observations, digests, presence, interventions, notices } = state;
  if (fleet === null) return null;
  const predicate = predicateOf(state.accepted.get(commit));
  // the pinned commit alone is trusted without a review; of any other, evidence that is not there is doubt
  const isProven = commit === state.pinned || predicate !== null;
  return {
    fleet,
    commit,
    review: state.rewritten || !isProven ? 'unknown' : 'reviewed',
    reviewedIntent: predicate?.intent ?? null,
    earlier: Object.fromEntries(state.earlier),
    stops: [...state.stops.values()],
    observations,
    digests,
    presence,
    interventions,
    notices,
  };
}

/** The planner's input as of `now`, as one piece of data: for what is shown and replayed. Null while no fleet could be read. */
export function planInput(state: FleetState, now: Instant): PlanInput | null {
  const known = knownOf(state);
  return known && inputOf(known, now);
}
