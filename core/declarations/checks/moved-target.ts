/** A VM can only move to a Hyper-V host in service, and not to one that holds a copy of it already. */
import { refuseHost, refuseVm } from './retired.ts';
import { firstOf } from './moves.ts';
import type { Rule } from './ground.ts';

export const checkMovedTarget: Rule = (ground) => {
  const { moves, report } = ground;
  for (const { migration, to, pointers } of firstOf(moves, (move) => `${move.pointers.to} ${move.to.name}`)) {
    refuseHost(ground, 'Migration', migration.name, pointers.to, to.name);
    if (to.hyperV !== null) continue;
    report('Migration', migration.name, notHyperV(pointers.to, to.name, 'so no VM can move there'));
  }
  const withReplica = moves.filter((move) => move.replica !== null && move.replica !== move.to);
  for (const { migration, replica, pointers } of firstOf(
    withReplica,
    (move) => `${move.pointers.replica} ${move.replica!.name}`,
  )) {
    refuseHost(ground, 'Migration', migration.name, pointers.replica, replica!.name);
    if (replica!.hyperV !== null) continue;
    report('Migration', migration.name, notHyperV(pointers.replica, replica!.name, 'so it cannot hold a replica'));
  }
  for (const { migration, vm, to, pointers } of moves) {
    refuseVm(ground, 'Migration', migration.name, pointers.vm, vm.name);
    const { replica } = vm;
    if (replica === null || vm.home === to.name) continue;
    const third = replica.extended?.host === to.name;
    if (replica.host !== to.name && !third) continue;
    report('Migration', migration.name, {
      code: 'migrated-and-failed-over',
      pointer: pointers.vm,
      on: 'value',
      message: `"${vm.name}" has its ${third ? 'third copy' : 'replica'} on "${to.name}" already: it would be failed over there, and migrated there at once.`,
      remedy: third
        ? `remove replica.extended of "${vm.name}" first, in a commit of its own`
        : `leave it out here; to let it live there, write home: ${to.name} and replica: { host: ${vm.home} } in ${vm.origin.file}`,
    });
  }
};

function notHyperV(pointer: string, host: string, so: string) {
  return {
    code: 'not-hyper-v',
    pointer,
    on: 'value',
    message: `host "${host}" is no Hyper-V host, ${so}.`,
    remedy: 'add hyperV: {} to it, or name another host',
  } as const;
}
