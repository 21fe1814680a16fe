/** What a notice announces: which work, in which window. Another target or date needs another notice; raising `attempt` does not. */
import { digestOf } from '../digest.ts';
import type { Fleet, PatchRollout } from '../model/fleet.ts';
import type { CallName, Digest, HostName, VmName, WindowName } from '../model/ids.ts';
import { patternOf } from '../windows/window.ts';

const known = new WeakMap<Fleet, Map<string, Digest | null>>();

/**
 * The subject of the notice that `told` (a host of a rollout, a VM of a migration or replication policy) needs. VMs that go to the
 * same place share it, so that a VM added to a wave does not put off the others. Null when the call is not declared or does not name it.
 */
export function noticeSubjectOf(fleet: Fleet, call: CallName, told: HostName | VmName): Digest | null {
  // for a rollout it is the same for all of its hosts
  const rollout = own(fleet.rollouts, call);
  const key = rollout ? call : `${call} ${told}`;
  let subjects = known.get(fleet);
  if (subjects === undefined) known.set(fleet, (subjects = new Map()));
  let subject = subjects.get(key);
  if (subject === undefined) {
    const announced = rollout ? ofRollout(fleet, rollout) : (ofMigration(fleet, call, told) ?? ofPolicy(fleet, call, told));
    subjects.set(key, (subject = announced && digestOf(announced)));
  }
  return subject;
}

function ofRollout(fleet: Fleet, { name, baseline, lane, window }: PatchRollout): object {
  return { rollout: name, targets: fleet.baselines[baseline]?.products ?? {}, lane, window: patternNamed(fleet, window) };
}

function ofMigration(fleet: Fleet, call: string, vm: string): object | null {
  const migration = own(fleet.migrations, call);
  const to = migration?.waves.map((wave) => own(wave.to, vm)).find((one) => one !== undefined);
  if (!migration || !to) return null;
  const where = { host: machine(fleet, to.host), replica: to.replica && machine(fleet, to.replica) };
  return { migration: migration.name, method: migration.method, to: where, window: patternNamed(fleet, migration.window) };
}

function ofPolicy(fleet: Fleet, call: string, name: string): object | null {
  const policy = own(fleet.replicationPolicies, call);
  const vm = own(fleet.vms, name);
  if (!policy || !vm?.replica || vm.replica.policy !== policy.name) return null;
  return {
    policy: policy.name,
    between: [machine(fleet, vm.home), machine(fleet, vm.replica.host)],
    window: patternNamed(fleet, policy.window),
  };
}

/** By its name before: it is the same machine, and nobody needs to be told again because it is called otherwise. */
function machine(fleet: Fleet, host: HostName): string {
  return own(fleet.hosts, host)?.lifecycle.formerly ?? host;
}

function patternNamed(fleet: Fleet, name: WindowName | null): object | null {
  const window = name === null ? undefined : own(fleet.windows, name);
  return window ? patternOf(window) : null;
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
