/**
 * How long things are expected to take: half of them, and nine in ten, are done by then. Defaults until measured history
 * replaces them. Sources: windows.md 1.4 (a real cumulative update: 15 min), 1.6 (state settles about 100 s after the boot), 2.5 to 2.7
 * and 3; the rest is what the step does at Hyper-V's usual pace with a few hundred GB of disks.
 */
import type { ActionKind } from '../model/action.ts';
import type { Product } from '../model/fleet.ts';
import type { HostInterventionKind } from '../model/intervention.ts';
import { type Duration, duration, minutes, second } from '../model/time.ts';

/** Half are done by `p50`, nine in ten by `p90`. */
export interface Spread {
  readonly p50: Duration;
  readonly p90: Duration;
}

const spread = (p50: Duration, p90: Duration): Spread => ({ p50, p90 });
const seconds = (n: number): Duration => duration(n * second);

/** From the start of a step to its result. Installs and reboots differ by machine: see `expectedInstall`, `expectedReboot`. */
export const expected: Readonly<Record<ActionKind, Spread>> = {
  'update.install': spread(minutes(25), minutes(40)),
  'update.rollback': spread(minutes(20), minutes(35)),
  'host.reboot': spread(minutes(8), minutes(15)),
  // guest shutdown
  'vm.stop': spread(minutes(2), minutes(4)),
  'vm.start': spread(seconds(20), minutes(1)),
  // the last changes since the newest delta
  'failover.prepare': spread(minutes(1), minutes(3)),
  'failover.start': spread(minutes(1), minutes(2)),
  'failover.reverse': spread(minutes(1), minutes(3)),
  'failover.cancel': spread(seconds(30), minutes(1)),
  // merges the recovery points
  'failover.complete': spread(minutes(2), minutes(15)),
  'failover.test': spread(minutes(1), minutes(3)),
  'failover.test-end': spread(minutes(1), minutes(3)),
  'replication.enable': spread(seconds(30), minutes(2)),
  // only the order: the copying itself is `initialReplication`
  'replication.start': spread(seconds(30), minutes(2)),
  'replication.set': spread(seconds(10), minutes(1)),
  'replication.resume': spread(seconds(30), minutes(2)),
  'replication.remove': spread(seconds(20), minutes(1)),
  'replication.demote': spread(seconds(30), minutes(2)),
  'vm.remove': spread(seconds(30), minutes(3)),
  'vm.export': spread(minutes(30), minutes(90)),
  'vm.import': spread(minutes(30), minutes(90)),
  // disabling is quick; a job at work is waited for
  'backup.pause': spread(minutes(1), minutes(10)),
  'backup.resume': spread(seconds(20), minutes(1)),
  'checkpoint.create': spread(minutes(1), minutes(3)),
  // the guest is down, back and started again
  'checkpoint.revert': spread(seconds(45), seconds(110)),
  'checkpoint.remove': spread(seconds(10), minutes(1)),
};

export const expectedInstall: Readonly<Record<Product, Spread>> = {
  'windows-server-2019': spread(minutes(35), minutes(55)),
  'windows-server-2022': spread(minutes(25), minutes(40)),
  'windows-server-2025': spread(minutes(20), minutes(35)),
  'debian-12': spread(minutes(2), minutes(5)),
  'debian-13': spread(minutes(2), minutes(5)),
};

export const expectedReboot: Readonly<Record<HostInterventionKind, Spread>> = {
  'patch-hypervisor': spread(minutes(8), minutes(15)),
  'patch-guest': spread(minutes(4), minutes(8)),
  'patch-server': spread(minutes(2), minutes(5)),
};

/** What is waited for between steps. */
export const expectedSettling = {
  /** From a VM's start, or a guest's boot, to a heartbeat. */
  heartbeat: spread(minutes(3), minutes(6)),
  /** From a boot to idle servicing. */
  servicing: spread(seconds(100), minutes(5)),
  /** From a reverse, or the return of a host, to health Normal. */
  replication: spread(minutes(5), minutes(15)),
  resynchronization: spread(minutes(20), minutes(90)),
  /** Of the disks after a checkpoint is removed. */
  merge: spread(minutes(4), minutes(20)),
} as const satisfies Record<string, Spread>;

/** Bytes a second between two hosts while a first copy is sent: about a gigabit, half used. */
const copyRate = { p50: 60 * 2 ** 20, p90: 20 * 2 ** 20 };
/** Assumed size of the disks of a VM when nobody has told it. */
const unknownDisks = 120 * 2 ** 30;

/** How long the first copy of a VM takes; `bytes` null = unknown. */
export function initialReplication(bytes: number | null): Spread {
  const size = bytes ?? unknownDisks;
  const at = (rate: number) => seconds(Math.max(60, Math.ceil(size / rate)));
  return spread(at(copyRate.p50), at(copyRate.p90));
}

/** The spreads of things that happen one after the other: a sum of ninetieths errs on the safe side. */
export function together(...parts: readonly Spread[]): Spread {
  return spread(
    duration(parts.reduce((sum, part) => sum + part.p50, 0)),
    duration(parts.reduce((sum, part) => sum + part.p90, 0)),
  );
}
