/** The input of a plan with the lookups every gate needs, made once. */
import { estimate } from '../interventions/durations.ts';
import { kindOf } from '../interventions/facts.ts';
import { goalDigest } from '../interventions/goals.ts';
import { movedVms } from '../interventions/failover.ts';
import { byStartOrder, indexOf, type Place } from '../interventions/fleet-index.ts';
import { pairOf } from '../interventions/split-brain.ts';
import { ailments } from '../interventions/verify.ts';
import { neverReverted, type Fleet, type Host, type PatchRollout, type Target, type VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { HostInterventionKind, Intervention } from '../model/intervention.ts';
import type { Observation } from '../model/observation.ts';
import { describeLevel, describeTarget, patchLevel } from '../model/patch-level.ts';
import type { Change, PlanInput } from '../model/plan.ts';
import { type Duration, duration, type Instant } from '../model/time.ts';

export interface Survey {
  readonly input: PlanInput;
  readonly fleet: Fleet;
  /** Rollouts a host is in, the emergency lane first. */
  places(host: HostName): readonly Place[];
  observation(host: HostName): Observation | undefined;
  /** Facts fresh enough to act on. */
  fresh(host: HostName): boolean;
  readonly running: readonly Intervention[];
  runningOn(host: HostName): Intervention | undefined;
  /** All interventions of a rollout on a host, oldest first. */
  past(rollout: string, host: HostName): readonly Intervention[];
  /** VMs seen at work on the host, in start order. */
  vmsOn(host: HostName): readonly VirtualMachine[];
  /** Hosts that an intervention of `host` touches: nobody else may touch them meanwhile. */
  touched(host: HostName): readonly HostName[];
  /** Hosts and VMs that are in maintenance while `host` is. */
  inMaintenance(host: HostName): readonly string[];
}

const none: readonly never[] = [];

export function survey(input: PlanInput): Survey {
  const { fleet } = input;
  const index = indexOf(fleet);
  const running = input.interventions.filter((one) => one.outcome === null).sort((a, b) => (a.id < b.id ? -1 : 1));
  const runningOn = new Map(running.map((one) => [one.host as string, one]));
  // most looks at one host ask nothing of the past
  let history: ReturnType<typeof historyOf> | null = null;
  const observation = (host: HostName) => input.observations[host];
  const vmsOn = (host: HostName): readonly VirtualMachine[] =>
    (observation(host)?.hyperV?.vms ?? [])
      .filter((vm) => vm.state !== 'Off')
      .flatMap((vm) => fleet.vms[vm.name] ?? [])
      .sort(byStartOrder);

  const touched = new Map<HostName, readonly HostName[]>();
  const touch = (name: HostName): readonly HostName[] => {
    const host = fleet.hosts[name];
    if (!host) return [name];
    if (host.runsOn !== null) return [name, ...pairOf(fleet, host)];
    if (host.hyperV === null) return [name];
    const guests = index.vmsOf(name).flatMap((vm) => index.guestOf(vm.name) ?? []);
    return [name, ...(host.partner ? [host.partner] : []), ...guests];
  };

  return {
    input,
    fleet,
    places: (host) => index.places(host),
    observation,
    fresh: (host) => {
      const seen = input.seenAt[host];
      return seen !== undefined && input.now - seen <= fleet.factsMaxAge && observation(host) !== undefined;
    },
    running,
    runningOn: (host) => runningOn.get(host),
    past: (rollout, host) => (history ??= historyOf(input.interventions)).get(host)?.get(rollout) ?? none,
    vmsOn,
    touched: (name) => {
      let hosts = touched.get(name);
      if (hosts === undefined) touched.set(name, (hosts = touch(name)));
      return hosts;
    },
    inMaintenance: (name) => {
      const record = runningOn.get(name);
      const vms = new Set(vmsOn(name).map((vm) => vm.name as string));
      const own = fleet.hosts[name]?.runsOn;
      if (own) vms.add(own);
      // those moved away come back, and are shut down once more for it
      if (record) for (const vm of movedVms(record)) vms.add(vm);
      return [name, ...vms, ...[...vms].flatMap((vm) => index.guestOf(vm) ?? [])];
    },
  };
}

/** Host → rollout → its interventions, oldest first. */
function historyOf(interventions: readonly Intervention[]): ReadonlyMap<string, ReadonlyMap<string, readonly Intervention[]>> {
  const history = new Map<string, Map<string, Intervention[]>>();
  for (const one of interventions) {
    let ofHost = history.get(one.host);
    if (ofHost === undefined) history.set(one.host, (ofHost = new Map()));
    const list = ofHost.get(one.call);
    if (list) list.push(one);
    else ofHost.set(one.call, [one]);
  }
  for (const ofHost of history.values()) {
    for (const list of ofHost.values())
      if (list.length > 1) list.sort((a, b) => a.startedAt - b.startedAt || ordinal(a) - ordinal(b));
  }
  return history;
}

/** Interventions of one host in one rollout are numbered from 1 in their ids. */
export function ordinal(one: Intervention): number {
  return Number(one.id.slice(one.id.lastIndexOf('.') + 1));
}

/** A host that could start now, if every gate lets it. */
export interface Candidate {
  readonly host: Host;
  readonly place: Place;
  readonly kind: HostInterventionKind;
  readonly change: Change;
  readonly observation: Observation;
  /** Expected time with the worst rollback after it. */
  readonly need: Duration;
  readonly vms: readonly VirtualMachine[];
}

export type Standing =
  | { readonly type: 'in-state'; readonly note: string }
  | { readonly type: 'wants'; readonly candidate: Candidate }
  | { readonly type: 'mismatch'; readonly why: string }
  /** Whether it needs anything will be known with its next report. */
  | { readonly type: 'unclear'; readonly place: Place; readonly why: string };

/** The difference between what is declared for a host and what it reports: the emergency lane's first. */
export function standingOf(s: Survey, host: Host, observation: Observation): Standing {
  if (observation.product !== host.product) {
    return { type: 'mismatch', why: `declared ${host.product}, but ${observation.product} answers` };
  }
  let reached: Target | null = null;
  for (const place of s.places(host.name)) {
    const target = s.fleet.baselines[place.rollout.baseline]?.products[host.product];
    if (!target) continue;
    const level = patchLevel(observation.patch, target);
    if (level === 'not-comparable') {
      return {
        type: 'mismatch',
        why: `${describeLevel(observation.patch, target)} cannot be compared with ${describeTarget(target)}`,
      };
    }
    if (level === 'not-observed') {
      return { type: 'unclear', place, why: `it has not looked yet for what ${place.rollout.baseline} names` };
    }
    if (level === 'below') return { type: 'wants', candidate: candidateOf(s, host, place, target, observation) };
    reached ??= target;
  }
  return {
    type: 'in-state',
    note: reached === null ? 'no rollout asks for anything' : `at ${describeLevel(observation.patch, reached)}`,
  };
}

function candidateOf(s: Survey, host: Host, place: Place, target: Target, observation: Observation): Candidate {
  const kind = kindOf(host);
  const vms = kind === 'patch-hypervisor' && place.rollout.before.drain === 'planned-failover' ? s.vmsOn(host.name) : [];
  const { run, rollback } = estimate(
    kind,
    host.product,
    vms.length,
    place.rollout.verify.within,
    reverts(s.fleet, host, place.rollout),
  );
  return {
    host,
    place,
    kind,
    observation,
    vms,
    need: duration(run + rollback),
    change: {
      host: host.name,
      vm: null,
      call: place.rollout.name,
      ring: place.ring.name,
      from: describeLevel(observation.patch, target),
      to: describeTarget(target),
      target,
    },
  };
}

/** Whether a failed patch of this host goes back by checkpoint. */
export function reverts(fleet: Fleet, host: Host, rollout: PatchRollout): boolean {
  const vm = host.runsOn === null ? undefined : fleet.vms[host.runsOn];
  return vm !== undefined && rollout.before.checkpoint === 'guests' && !neverReverted.has(vm.role);
}

/**
 * Whether a host of a ring counts as healthy now: at its target and well, by fresh facts. One that this rollout has worked
 * on counts from its verification on; one whose attempt failed counts when a reviewed commit has raised `attempt`.
 */
export function isHealthy(s: Survey, name: HostName, rollout: PatchRollout): boolean {
  const host = s.fleet.hosts[name];
  const observation = s.observation(name);
  if (!host || !observation || !s.fresh(name)) return false;
  const target = s.fleet.baselines[rollout.baseline]?.products[host.product];
  if (target === undefined || patchLevel(observation.patch, target) !== 'at-target') return false;
  const last = lastAttempt(s, rollout, host);
  if (last && last.verifiedAt === null && last.outcome !== 'succeeded' && last.outcome !== 'abandoned') return false;
  return ailments(observation, host, rollout).length === 0;
}

/** The last attempt at this very target in the rollout's present attempt, if any. */
export function lastAttempt(s: Survey, rollout: PatchRollout, host: Host): Intervention | undefined {
  const target = s.fleet.baselines[rollout.baseline]?.products[host.product];
  if (!target) return undefined;
  const wanted = goalDigest(target);
  return s.past(rollout.name, host.name).findLast((one) => one.target === wanted && one.attempt === rollout.attempt);
}

/** When the host was last verified at its present target, in whichever attempt: raising `attempt` does not make a soak begin anew, nor end. */
export function verifiedAt(s: Survey, rollout: PatchRollout, host: Host): Instant | null {
  const target = s.fleet.baselines[rollout.baseline]?.products[host.product];
  if (!target) return null;
  const wanted = goalDigest(target);
  return s.past(rollout.name, host.name).findLast((one) => one.target === wanted && one.verifiedAt !== null)?.verifiedAt ?? null;
}
