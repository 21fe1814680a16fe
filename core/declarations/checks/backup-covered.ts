/** Work that asks for a fresh backup waits for ever where nobody says how backups are made. */
import type { VirtualMachine } from '../../model/fleet.ts';
import { inScope } from '../../windows/freeze.ts';
import { suggestion } from '../nearest.ts';
import { named, type Rule } from './ground.ts';

export const checkBackupCovered: Rule = ({ fleet, host: hostNamed, vm: vmNamed, membersOf, homeOf, moves, whole, report }) => {
  if (!whole('BackupPolicy', 'Host', 'VirtualMachine')) return;
  for (const rollout of Object.values(fleet.rollouts)) {
    if (rollout.before.backupMaxAge === null) continue;
    const vms = rollout.rings.flatMap(membersOf).flatMap((host): readonly VirtualMachine[] => {
      if (host.hyperV !== null) return rollout.before.drain === 'none' ? [] : (homeOf.get(host.name) ?? []);
      const own = host.runsOn === null ? undefined : vmNamed(host.runsOn);
      return own === undefined ? [] : [own];
    });
    complain('PatchRollout', rollout.name, vms);
  }
  for (const migration of Object.values(fleet.migrations)) {
    if (migration.before.backupMaxAge === null) continue;
    const mine = moves.filter((move) => move.migration === migration);
    complain(
      'Migration',
      migration.name,
      mine.map((move) => move.vm),
    );
  }

  function isCovered(vm: VirtualMachine): boolean {
    const home = hostNamed(vm.home);
    // a home that is not declared was reported
    return home === undefined || fleet.backupPolicies.some((policy) => inScope(policy.scope, home));
  }

  function complain(kind: 'PatchRollout' | 'Migration', name: string, vms: readonly VirtualMachine[]): void {
    const bare = [...new Set(vms.filter((vm) => !isCovered(vm)).map((vm) => vm.name as string))].sort();
    if (bare.length === 0) return;
    report(kind, name, {
      code: 'backup-not-covered',
      pointer: '/spec/before/backup',
      on: 'key',
      message: `it asks for a fresh backup first, but no BackupPolicy covers ${named(bare)}: nothing would ever start there.`,
      remedy: `add a BackupPolicy with the host or site in its scope, or remove backup; ${suggestion(
        '',
        fleet.backupPolicies.map((policy) => policy.name),
        'declared',
      )}`,
    });
  }
};
