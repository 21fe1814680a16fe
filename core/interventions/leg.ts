/** What the steps of a migration go by, from the declarations alone: planner and agents read the same. */
import type { Fleet, VirtualMachine } from '../model/fleet.ts';
import { type Leg, replicationPolicyOf } from './goals.ts';
import type { PairSettings } from './pairing.ts';

/** Where nothing is declared: every five minutes, the newest point only. */
const plain: PairSettings = { frequency: 300, recoveryPoints: 0 };

/** Settings of relations that a migration sets up: those the VM has at home. */
export function settingsOf(fleet: Fleet, vm: VirtualMachine): PairSettings {
  if (vm.replica === null) return plain;
  const recoveryPoints = replicationPolicyOf(fleet, vm)?.recoveryPoints ?? plain.recoveryPoints;
  return { frequency: vm.replica.frequency / 1000, recoveryPoints };
}

/** Folder of one VM's export: a folder of its own below the one the migration names. */
export function transferPath({ migration }: Leg, vm: VirtualMachine): string | null {
  return migration.transfer === null ? null : `${migration.transfer}\\${vm.name}`;
}
