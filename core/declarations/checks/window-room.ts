/**
 * A window must have room for the longest patch of the rollout with its way back, or that host never starts. Only told: how
 * long things take is an expectation.
 */
import { estimate } from '../../interventions/durations.ts';
import { kindOf } from '../../interventions/facts.ts';
import { neverReverted, type Host, type MaintenanceWindow, type PatchRollout } from '../../model/fleet.ts';
import { type Duration, duration, type Instant } from '../../model/time.ts';
import { counted, durationText } from '../../views/format.ts';
import { nextOccurrence } from '../../windows/window.ts';
import type { Ground, Rule } from './ground.ts';

export const checkWindowRoom: Rule = (ground) => {
  const { fleet, homeOf, membersOf, windowOf, warn } = ground;
  for (const rollout of Object.values(fleet.rollouts)) {
    const window = windowOf(rollout.window);
    const baseline = fleet.baselines[rollout.baseline];
    if (window === undefined || baseline === undefined) continue;
    const open = longestOpening(window, baseline.released);
    if (open === null) continue;
    let worst: { readonly host: Host; readonly need: Duration; readonly moves: number } | null = null;
    for (const host of rollout.rings.flatMap(membersOf)) {
      const drained = kindOf(host) === 'patch-hypervisor' && rollout.before.drain === 'planned-failover';
      const moves = drained ? (homeOf.get(host.name)?.length ?? 0) : 0;
      const need = needOf(ground, rollout, host, moves);
      if (worst === null || need > worst.need) worst = { host, need, moves };
    }
    if (worst === null || worst.need <= open) continue;
    const { host, need, moves } = worst;
    warn('PatchRollout', rollout.name, {
      code: 'window-too-short',
      pointer: '/spec/window',
      on: 'value',
      message: `"${window.name}" is open for ${durationText(open)}, but ${host.name} needs ${durationText(need)} with its way back${moves === 0 ? '' : ` (${counted(moves, 'VM')} to move and bring home)`}: it would never start.`,
      remedy: `open "${window.name}" for at least ${durationText(need)} in ${window.origin.file}, or name a longer window`,
    });
  }
};

function needOf(ground: Ground, rollout: PatchRollout, host: Host, moves: number): Duration {
  const vm = host.runsOn === null ? undefined : ground.vm(host.runsOn);
  const reverts = vm !== undefined && rollout.before.checkpoint === 'guests' && !neverReverted.has(vm.role);
  const { run, rollback } = estimate(kindOf(host), host.product, moves, rollout.verify.within, reverts);
  return duration(run + rollback);
}

/** Openings looked at: one of them is not shortened by a clock change. */
const lookedAt = 3;

/** The longest of the next few openings; null when it opens no more. */
export function longestOpening(window: MaintenanceWindow, from: Instant): Duration | null {
  let longest: number | null = null;
  let next = nextOccurrence(window, from);
  for (let n = 0; n < lookedAt && next !== null; n++) {
    longest = Math.max(longest ?? 0, next.closesAt - next.opensAt);
    next = nextOccurrence(window, next.opensAt);
  }
  return longest === null ? null : duration(longest);
}
