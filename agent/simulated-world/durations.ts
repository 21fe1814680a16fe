/** How long things take here. Nominal; each is varied by up to a tenth either way, the same in every run with one seed. */
import type { Product } from '#core/model/fleet.ts';
import { type Duration, duration, minutes, second } from '#core/model/time.ts';
import type { WorldState } from './state.ts';

const seconds = (n: number) => duration(n * second);

export const nominal = {
  vmStop: minutes(2),
  vmStart: seconds(20),
  heartbeat: minutes(3),
  failoverPrepare: minutes(1),
  failoverStart: minutes(1),
  failoverReverse: minutes(1),
  failoverCancel: seconds(30),
  /** With the merging of the recovery points. */
  failoverComplete: minutes(5),
  failoverTest: minutes(1),
  failoverTestEnd: minutes(1),
  replicationEnable: minutes(1),
  /** Start-VMInitialReplication returns when it has begun. */
  replicationStart: seconds(30),
  replicationSet: seconds(20),
  replicationResume: seconds(20),
  replicationRemove: seconds(20),
  replicationDemote: minutes(1),
  /** Until one side finds out that the other has removed the relation. */
  orphaned: minutes(15),
  vmRemove: minutes(1),
  /** To talk to the backup server. */
  backupCall: seconds(10),
  backupRun: minutes(20),
  checkpointCreate: minutes(1),
  /** Down and back, within the two minutes that a rollback has; the VM starts after it. */
  checkpointRevert: seconds(45),
  /** Remove-VMSnapshot returns long before the disks are merged. */
  checkpointRemove: seconds(10),
  merge: minutes(4),
  /** Until replication health says Normal again. */
  settle: minutes(5),
  resynchronize: minutes(20),
  /** Between the order and the moment the machine is gone. */
  shutdown: seconds(5),
  hostDown: minutes(8),
  guestDown: minutes(4),
  debianDown: minutes(2),
  /** Added to a boot that takes an update back ("undoing changes"). */
  undoing: minutes(20),
  /** Servicing goes on for about 100 s after the new build shows. */
  servicingAfterBoot: seconds(100),
  uninstall: minutes(20),
  aptInstall: minutes(2),
} as const satisfies Record<string, Duration>;

export const installTime = {
  'windows-server-2019': minutes(35),
  'windows-server-2022': minutes(25),
  'windows-server-2025': minutes(20),
  'debian-12': nominal.aptInstall,
  'debian-13': nominal.aptInstall,
} as const satisfies Record<Product, Duration>;

/** `length` ± 10 %, in whole seconds, at least one. */
export function lasting(world: WorldState, what: string, length: Duration): Duration {
  const share = fnv1a(`${world.seed}|${what}|${world.nextNumber}`) / 0xffff_ffff;
  const varied = length * (0.9 + 0.2 * share);
  return duration(Math.max(1, Math.round(varied / second)) * second);
}

/** FNV-1a, 32 bits: a stable spread is all that is asked of it. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  // Final mixing: without it the last characters hardly reach the high bits.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return hash >>> 0;
}
