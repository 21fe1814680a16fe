/** The difference between what is declared for a host and what it reports, and what earlier attempts say of it. */
import { estimate } from '../interventions/durations.ts';
import { kindOf } from '../interventions/facts.ts';
import type { Place } from '../interventions/fleet-index.ts';
import { goalDigest } from '../interventions/goals.ts';
import { ailments } from '../interventions/verify.ts';
import { neverReverted, type Fleet, type Host, type PatchRollout, type Target } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Intervention } from '../model/intervention.ts';
import type { Observation } from '../model/observation.ts';
import { describeLevel, describeTarget, patchLevel } from '../model/patch-level.ts';
import { duration, type Instant } from '../model/time.ts';
import { callOfRollout, type HostCandidate } from './candidate.ts';
import type { Survey } from './survey.ts';

export type Standing =
  /** `place`: the ring whose target it has; null when no rollout asks for anything. */
  | { readonly type: 'in-state'; readonly place: Place | null; readonly note: string }
  | { readonly type: 'wants'; readonly candidate: HostCandidate }
  | { readonly type: 'mismatch'; readonly why: string }
  /** Whether it needs anything will be known with its next report. */
  | { readonly type: 'unclear'; readonly place: Place; readonly why: string };

/** The difference between what is declared for a host and what it reports: the emergency lane's first. */
export function standingOf(s: Survey, host: Host, observation: Observation): Standing {
  if (observation.product !== host.product) {
    return { type: 'mismatch', why: `declared ${host.product}, but ${observation.product} answers` };
  }
  let reached: { readonly place: Place; readonly target: Target } | null = null;
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
    reached ??= { place, target };
  }
  if (reached === null) return { type: 'in-state', place: null, note: 'no rollout asks for anything' };
  const { place, target } = reached;
  const wrong = ailments(observation, host, place.rollout);
  const note = `at ${describeLevel(observation.patch, target)}${wrong.length === 0 ? '' : `, but ${wrong.join(', ')}`}`;
  return { type: 'in-state', place, note };
}

function candidateOf(s: Survey, host: Host, place: Place, target: Target, observation: Observation): HostCandidate {
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
    type: 'host',
    subject: `Host/${host.name}`,
    name: host.name,
    kind,
    host,
    place,
    target,
    call: callOfRollout(place.rollout),
    touches: s.touched(host.name),
    inMaintenance: s.inMaintenance(host.name),
    sharing: 'alone',
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
  return s.past(rollout.name, `Host/${host.name}`).findLast((one) => one.target === wanted && one.attempt === rollout.attempt);
}

/** When the host was last verified at its present target, in whichever attempt: raising `attempt` does not make a soak begin anew, nor end. */
export function verifiedAt(s: Survey, rollout: PatchRollout, host: Host): Instant | null {
  const target = s.fleet.baselines[rollout.baseline]?.products[host.product];
  if (!target) return null;
  const wanted = goalDigest(target);
  return (
    s.past(rollout.name, `Host/${host.name}`).findLast((one) => one.target === wanted && one.verifiedAt !== null)?.verifiedAt ??
    null
  );
}
