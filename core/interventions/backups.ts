/** Backup jobs rest while a Hyper-V host is in maintenance, where a BackupPolicy says so. */
import type { BackupPolicy, Fleet, Host } from '../model/fleet.ts';
import type { Intervention } from '../model/intervention.ts';
import { inScope } from '../windows/freeze.ts';
import { act, askAbout, type Facts, hasFailed, isDone, leftTrace, type Move, newest, settling, silentSince } from './facts.ts';

/** Policies whose jobs rest while the host is patched, by name. */
export function pausesFor(fleet: Fleet, host: Host): readonly BackupPolicy[] {
  if (host.hyperV === null) return [];
  return fleet.backupPolicies
    .filter(({ pauseJobs, scope }) => pauseJobs && inScope(scope, host))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the agent of a host does for others: policies whose backup server it talks to, with the hosts whose jobs rest there. */
export function servedBy(
  fleet: Fleet,
  name: string,
): readonly { readonly policy: BackupPolicy; readonly hosts: readonly Host[] }[] {
  return fleet.backupPolicies
    .filter((policy) => policy.via === name)
    .map((policy) => ({
      policy,
      hosts: Object.values(fleet.hosts).filter((host) => pausesFor(fleet, host).includes(policy)),
    }));
}

interface Maintained {
  readonly record: Intervention;
  readonly host: Host;
}

/** Null when all jobs that cover the host rest and none is at work; given-up = one could not be paused. */
export function frozenBackups(facts: Facts, { record, host }: Maintained): Move | 'given-up' | null {
  for (const { name, via } of pausesFor(facts.fleet, host)) {
    const step = `freeze/${name}`;
    if (hasFailed(record, step)) return 'given-up';
    if (!isDone(record, step)) {
      const order = { kind: 'backup.pause', args: { policy: name, host: host.name } } as const;
      return act(step, via, order, { owed: record.steps.length > 0 });
    }
    const isAtRest = silentSince(facts, record, [via]).length === 0 && facts.observation(via)?.backups?.[name]?.running === false;
    // asked only before the first move: what was paused stays so until the end
    const isMoving = record.steps.some((one) => !one.step.startsWith('freeze/') && leftTrace(one));
    if (!isAtRest && !isMoving) {
      const remedy = `look at the jobs of ${name} and the agent on ${via}; it goes on by itself once none is at work`;
      return settling(facts, record, `waiting for the backups of ${name} to be at rest`, [via], remedy);
    }
  }
  return null;
}

/** Jobs that could not be paused, as one sentence; null = all could. */
export function notFrozen(record: Intervention): string | null {
  const failed = record.steps.find(({ step }) => step.startsWith('freeze/') && hasFailed(record, step));
  return failed === undefined ? null : `${failed.step} failed on ${failed.host}: ${failed.detail}; nothing was installed`;
}

/** Owed at every end: whatever may have been paused is enabled again. Null when nothing rests any more. */
export function thawedBackups({ fleet }: Facts, { record, host }: Maintained): Move | null {
  for (const { name, via } of pausesFor(fleet, host)) {
    const freeze = newest(record, `freeze/${name}`);
    if (freeze === undefined || !leftTrace(freeze) || freeze.state === 'refused') continue;
    const step = `thaw/${name}`;
    if (hasFailed(record, step))
      return askAbout(newest(record, step)!, `enable the jobs of ${name} that cover ${host.name} again`);
    if (!isDone(record, step)) return act(step, via, { kind: 'backup.resume', args: { policy: name, host: host.name } });
  }
  return null;
}

/** Whether the way to the end has begun: how it ends is settled, whatever the host looks like since. */
export function isThawing(record: Intervention): boolean {
  return record.steps.some((one) => one.step.startsWith('thaw/') && leftTrace(one));
}
