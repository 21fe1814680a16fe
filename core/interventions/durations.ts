/**
 * How long steps are allowed to take, and how long whole interventions are expected to: defaults by kind until measured
 * history replaces them. Sources: windows.md 1.4 (a real LCU: 15 min), 1.6 (state settles ~100 s after the boot), 3.
 */
import type { ActionKind } from '../model/action.ts';
import type { Fleet, Product } from '../model/fleet.ts';
import type { VmName } from '../model/ids.ts';
import type { HostInterventionKind, Intervention, VmInterventionKind } from '../model/intervention.ts';
import { assertNever } from '../model/problem.ts';
import { type Duration, duration, hour, minutes } from '../model/time.ts';
import { expected } from './expected.ts';
import { legOf, replicationPolicyOf } from './goals.ts';

export { expected, expectedInstall, expectedReboot, expectedSettling, initialReplication } from './expected.ts';

/** After this much time without a final result people are told; the step itself is never cut. */
export const allowed: Readonly<Record<ActionKind, Duration>> = {
  'update.install': minutes(90),
  'update.rollback': minutes(90),
  'host.reboot': minutes(60),
  'vm.stop': minutes(10),
  'vm.start': minutes(10),
  'failover.prepare': minutes(15),
  'failover.start': minutes(10),
  'failover.reverse': minutes(15),
  'failover.cancel': minutes(10),
  'failover.complete': minutes(60),
  'failover.test': minutes(15),
  'failover.test-end': minutes(15),
  'replication.enable': minutes(15),
  'replication.start': minutes(15),
  'replication.set': minutes(10),
  'replication.resume': minutes(15),
  'replication.remove': minutes(10),
  'replication.demote': minutes(15),
  'vm.remove': minutes(30),
  'vm.export': minutes(12 * 60),
  'vm.import': minutes(12 * 60),
  'backup.pause': minutes(60),
  'backup.resume': minutes(10),
  'checkpoint.create': minutes(10),
  'checkpoint.revert': minutes(20),
  'checkpoint.remove': minutes(60),
};

/** An envelope may be started this long after it was signed; later it is void and asked anew. */
export const envelopeLife: Duration = minutes(15);

/** How far the clocks of a controller and its agents may differ: at the edges of windows, freezes and envelopes. */
export const clockSkew: Duration = minutes(1);

/** A fact that must settle (replication Normal, heartbeat, merge) is waited for this long, then a person is asked. */
export const settleFor: Duration = minutes(60);

/** A first copy, or a comparison of everything, may take this long before a person is asked to look. */
export const copyFor: Duration = duration(48 * hour);

/**
 * How long after it began a patch may still be taken back, by the agent's own rule: verification twice (host and heartbeat)
 * and half a day for slow installs, boots and people who stop everything meanwhile. Later a person decides.
 */
export function wayBack(verifyWithin: Duration): Duration {
  return duration(12 * hour + 2 * verifyWithin);
}

/** Shutdown, delta, takeover, reverse, start and heartbeat of one VM. */
export const moveVm = minutes(10);
/** Until replication is Normal again after the host was away. */
export const settlePair = minutes(15);

const install: Readonly<Record<Product, Duration>> = {
  'windows-server-2019': minutes(40),
  'windows-server-2022': minutes(30),
  'windows-server-2025': minutes(25),
  'debian-12': minutes(5),
  'debian-13': minutes(5),
};

const boot: Readonly<Record<HostInterventionKind, Duration>> = {
  'patch-hypervisor': minutes(15),
  'patch-guest': minutes(8),
  'patch-server': minutes(5),
};

/** Expected time of the whole run, and of the worst rollback after it: what a window must have room for. */
export function estimate(
  kind: HostInterventionKind,
  product: Product,
  vmsToMove: number,
  verifyWithin: Duration,
  reverts: boolean,
): { readonly run: Duration; readonly rollback: Duration } {
  const moves = vmsToMove === 0 ? 0 : 2 * vmsToMove * moveVm + settlePair;
  const run = duration(moves + install[product] + boot[kind] + Math.min(verifyWithin, minutes(10)));
  // the rollback begins at the latest when verification gives up
  const rollback = duration(verifyWithin + (reverts ? minutes(10) : install[product] + boot[kind] + minutes(10)));
  return { run, rollback };
}

/** What a window must have room for, and what a rollback after it takes. */
export interface Estimate {
  readonly run: Duration;
  readonly rollback: Duration;
}

const quick = (...kinds: readonly ActionKind[]): Duration => duration(kinds.reduce((sum, kind) => sum + expected[kind].p90, 0));
/**
 * As `estimateVm`, for what is left of it. A VM that is down for a failover needs no more room: finishing is as short as going back,
 * and nobody turns round for want of a minute.
 */
export function remainingVm(kind: VmInterventionKind, fleet: Fleet, name: VmName, record: Pick<Intervention, 'steps'>): Duration {
  const { run, rollback } = estimateVm(kind, fleet, name);
  const begun = record.steps.filter((step) => step.state !== 'void');
  const isCarried = fleet.vms[name] !== undefined && legOf(fleet, fleet.vms[name])?.migration.method === 'export-import';
  if (!isCarried && begun.some((step) => step.kind === 'vm.stop')) return duration(0);
  return duration(Math.max(0, run + rollback - quick(...begun.map((step) => step.kind))));
}

/** Orders only: a first copy is sent while the VM serves, and needs no window. */
const pairing = quick('replication.remove', 'replication.remove', 'replication.enable', 'replication.start');

/**
 * As `estimate`, for what is done to a VM. First copies are left out: service is untouched meanwhile, and a migration whose copy
 * takes longer than its window moves in the next one.
 */
export function estimateVm(kind: VmInterventionKind, fleet: Fleet, name: VmName): Estimate {
  const vm = fleet.vms[name];
  const leg = vm === undefined ? null : legOf(fleet, vm);
  const none = duration(0);
  switch (kind) {
    case 'replicate':
      return { run: pairing, rollback: none };
    case 'go-home':
      return { run: duration(moveVm + settlePair), rollback: moveVm };
    case 'test-failover': {
      const within = (vm && replicationPolicyOf(fleet, vm)?.testFailover?.within) ?? minutes(10);
      return { run: duration(quick('failover.test', 'failover.test-end') + within), rollback: none };
    }
    case 'migrate': {
      const within = leg?.migration.verify.within ?? minutes(20);
      const checked = Math.min(within, minutes(10));
      // going back begins at the latest when verification gives up
      const rollback = duration(within + moveVm);
      if (leg?.migration.method === 'export-import')
        return { run: duration(quick('vm.stop', 'vm.export', 'vm.import', 'vm.start') + checked), rollback };
      return { run: duration(pairing + moveVm + checked), rollback };
    }
    case 'finish-migration':
      return { run: duration(pairing + quick('vm.remove', 'vm.remove')), rollback: none };
    default:
      return assertNever(kind);
  }
}
