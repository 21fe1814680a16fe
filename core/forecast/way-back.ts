/** How service comes back when work fails: from the decision until it serves, by what is expected. Told, never played. */
import { expected, type Spread, together } from '../interventions/expected.ts';
import { legOf } from '../interventions/goals.ts';
import { type Fleet, neverReverted, type PatchRollout } from '../model/fleet.ts';
import { vmIn } from '../model/ids.ts';
import { expectedStep, type Machine, type Measured } from './pace.ts';
import type { WayBack, Work } from './model.ts';

const atOnce: Spread = { p50: 0 as Spread['p50'], p90: 0 as Spread['p90'] };
const failoverBack = together(
  expected['vm.stop'],
  expected['failover.prepare'],
  expected['failover.start'],
  expected['failover.reverse'],
  expected['vm.start'],
);

function wayBackOf(fleet: Fleet, work: Work, measured: Measured): WayBack | null {
  switch (work.kind) {
    case 'patch-hypervisor':
    case 'patch-guest':
    case 'patch-server':
      return ofPatch(fleet, work, measured);
    case 'migrate':
      return ofMigration(fleet, work);
    case 'finish-migration':
      return {
        subject: work.subject,
        way: 'none',
        service: null,
        build: null,
        because: 'the old copy is deleted: that is the end of the way back',
      };
    case 'go-home':
      return { subject: work.subject, way: 'fail-back', service: failoverBack, build: null, because: null };
    // service is not touched
    case 'replicate':
    case 'test-failover':
      return null;
  }
}

function ofPatch(fleet: Fleet, work: Work, measured: Measured): WayBack | null {
  const rollout = fleet.rollouts[work.call];
  const host = fleet.hosts[work.host];
  if (!rollout || !host) return null;
  const machine: Machine = { product: host.product, kind: work.kind as Machine['kind'] };
  const undo = together(
    expectedStep('update.rollback', machine, measured),
    ...(host.product.startsWith('debian') ? [] : [expectedStep('host.reboot', machine, measured)]),
  );
  const { subject } = work;
  if (rollout.onFailure === 'halt')
    return { subject, way: 'none', service: null, build: null, because: `${rollout.name} says: halt, and leave it to a person` };
  if (work.kind === 'patch-hypervisor') return ofHypervisor(rollout, work, undo);
  const vm = host.runsOn === null ? undefined : fleet.vms[host.runsOn];
  if (work.kind === 'patch-guest' && vm) {
    if (neverReverted.has(vm.role))
      return {
        subject,
        way: 'uninstall',
        service: undo,
        build: undo,
        because: `a ${roleText(vm.role)} is never reverted to a checkpoint`,
      };
    if (rollout.before.checkpoint === 'guests') {
      const revert = measured['checkpoint.revert'] ?? expected['checkpoint.revert'];
      return { subject, way: 'revert', service: revert, build: null, because: null };
    }
    return { subject, way: 'uninstall', service: undo, build: undo, because: `${rollout.name} makes no checkpoint before` };
  }
  return {
    subject,
    way: 'uninstall',
    service: undo,
    build: undo,
    because: 'a machine of its own has no checkpoint: its old versions are put back',
  };
}

function ofHypervisor(rollout: PatchRollout, work: Work, undo: Spread): WayBack {
  const { subject } = work;
  return rollout.before.drain === 'planned-failover'
    ? { subject, way: 'stays', service: atOnce, build: undo, because: null }
    : { subject, way: 'uninstall', service: undo, build: undo, because: `${rollout.name} moves no VM away first` };
}

function ofMigration(fleet: Fleet, work: Work): WayBack {
  const name = vmIn(work.subject);
  const vm = name === null ? undefined : fleet.vms[name];
  const method = (vm && legOf(fleet, vm)?.migration.method) ?? 'planned-failover';
  const back = method === 'planned-failover' ? failoverBack : together(expected['vm.stop'], expected['vm.start']);
  const because = method === 'planned-failover' ? null : 'what was written after the move is lost: the source copy is of before';
  return { subject: work.subject, way: 'fail-back', service: back, build: null, because };
}

function roleText(role: string): string {
  return role === 'sql-availability-group'
    ? 'member of an availability group'
    : role === 'clustered'
      ? 'clustered guest'
      : 'domain controller';
}

/** One for each subject and kind of work. */
export function waysBack(fleet: Fleet, works: readonly Work[], measured: Measured): readonly WayBack[] {
  const found = new Map<string, WayBack>();
  for (const work of works) {
    const way = wayBackOf(fleet, work, measured);
    if (way !== null) found.set(`${work.subject} ${work.kind}`, way);
  }
  return [...found.keys()].sort().map((key) => found.get(key)!);
}
