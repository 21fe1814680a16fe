/**
 * How soon service is back after it was decided to take a patch back, by the expected durations, and how soon the patched machine
 * itself is on its old build, which nobody waits for where its VMs serve elsewhere.
 */
import { neverReverted, type Fleet, type Host, type PatchRollout, type VmRole } from '../model/fleet.ts';
import type { VmName } from '../model/ids.ts';
import { duration, minutes, type Duration } from '../model/time.ts';
import { expected, expectedReboot, type Spread, together } from './expected.ts';
import { kindOf } from './facts.ts';

/** The promise: from the decision to service back. */
export const serviceBackWithin: Duration = minutes(2);

export interface ServiceBack {
  /**
   * partner = its VMs never left the partner; checkpoint = the guest is reverted; uninstall = service waits for the old build;
   * none = `onFailure: halt`, a person decides.
   */
  readonly by: 'partner' | 'checkpoint' | 'uninstall' | 'none';
  /** Until service is back; null when nothing brings it back by itself. */
  readonly service: Spread | null;
  /** Until the machine is on its old build; null when it goes back with the service, or not at all. */
  readonly build: Spread | null;
  /** Whether even the slow tenth keeps the promise. */
  readonly kept: boolean;
}

const atOnce: Spread = { p50: duration(0), p90: duration(0) };

export function serviceBack(fleet: Fleet, host: Host, rollout: PatchRollout): ServiceBack {
  const kind = kindOf(host);
  const uninstall = together(expected['update.rollback'], expectedReboot[kind]);
  if (kind === 'patch-hypervisor' && rollout.before.drain === 'planned-failover')
    return { by: 'partner', service: atOnce, build: rollout.onFailure === 'halt' ? null : uninstall, kept: true };
  if (rollout.onFailure === 'halt') return { by: 'none', service: null, build: null, kept: false };
  if (kind === 'patch-guest' && rollout.before.checkpoint === 'guests' && roleOf(fleet, host) === null) {
    const service = expected['checkpoint.revert'];
    return { by: 'checkpoint', service, build: null, kept: service.p90 <= serviceBackWithin };
  }
  return { by: 'uninstall', service: uninstall, build: uninstall, kept: uninstall.p90 <= serviceBackWithin };
}

export interface NotReverted {
  readonly vm: VmName;
  readonly role: VmRole;
}

/** Guests of a rollout that no checkpoint may take back, because of what they are (rule 10). By name. */
export function notRevertedIn(fleet: Fleet, rollout: PatchRollout): readonly NotReverted[] {
  const found = new Map<VmName, NotReverted>();
  for (const member of rollout.rings.flatMap((ring) => ring.members)) {
    const host = fleet.hosts[member];
    const role = host === undefined ? null : roleOf(fleet, host);
    if (role !== null && host?.runsOn) found.set(host.runsOn, { vm: host.runsOn, role });
  }
  return [...found.values()].sort((a, b) => (a.vm < b.vm ? -1 : 1));
}

/** The role that forbids it; null when the host is no guest of such a VM. */
function roleOf(fleet: Fleet, host: Host): VmRole | null {
  const role = host.runsOn === null ? undefined : fleet.vms[host.runsOn]?.role;
  return role !== undefined && neverReverted.has(role) ? role : null;
}
