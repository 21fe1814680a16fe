/** Windows of migrations and replication policies have room for the work on one VM, or nothing ever begins. Only told: it is an expectation. */
import { estimateVm } from '../../interventions/durations.ts';
import { replicationPolicyOf } from '../../interventions/goals.ts';
import type { VmName } from '../../model/ids.ts';
import type { VmInterventionKind } from '../../model/intervention.ts';
import { durationText } from '../../views/format.ts';
import { instant } from '../../model/time.ts';
import type { Ground, Rule } from './ground.ts';
import { firstOf } from './moves.ts';
import { longestOpening } from './window-room.ts';

export const checkVmWindowRoom: Rule = (ground) => {
  const { fleet, moves } = ground;
  // all VMs of a migration need the same
  const legs = moves.filter(({ vm, to }) => vm.home !== to.name);
  for (const { migration, vm } of firstOf(legs, () => '')) {
    check(
      ground,
      'Migration',
      migration.name,
      migration.window,
      [
        ['migrate', 'a move'],
        ['finish-migration', 'the cleaning up after a move'],
      ],
      vm.name,
    );
  }
  const seen = new Set<string>();
  for (const vm of Object.values(fleet.vms)) {
    const policy = replicationPolicyOf(fleet, vm);
    if (policy === null || policy.window === null || seen.has(policy.name)) continue;
    seen.add(policy.name);
    const tests = policy.testFailover === null ? [] : [['test-failover', 'a test failover'] as const];
    check(
      ground,
      'ReplicationPolicy',
      policy.name,
      policy.window,
      [['go-home', 'going home after a failover'], ...tests],
      vm.name,
    );
  }
};

function check(
  { fleet, windowOf, warn }: Ground,
  kind: 'Migration' | 'ReplicationPolicy',
  name: string,
  windowName: string,
  works: readonly (readonly [VmInterventionKind, string])[],
  vm: VmName,
): void {
  const window = windowOf(windowName);
  const open = window === undefined ? null : longestOpening(window, instant(0));
  if (window === undefined || open === null) return;
  for (const [work, words] of works) {
    const { run, rollback } = estimateVm(work, fleet, vm);
    if (run + rollback <= open) continue;
    warn(kind, name, {
      code: 'window-too-short',
      pointer: '/spec/window',
      on: 'value',
      message: `"${windowName}" is open for ${durationText(open)}, but ${words} takes ${durationText(run + rollback)} with its way back: it would never start.`,
      remedy: `open "${windowName}" for at least ${durationText(run + rollback)} in ${window.origin.file}, or name a longer window`,
    });
    return;
  }
}
