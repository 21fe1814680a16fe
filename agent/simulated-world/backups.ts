/** A backup server as its REST interface shows it: jobs that run every night, rest while they are paused, and leave restore points. */
import type { ActionArgs, Order } from '#core/model/action.ts';
import type { HostName } from '#core/model/ids.ts';
import { type Duration, after, between, day, type Instant, instant, minute } from '#core/model/time.ts';
import { lasting, nominal } from './durations.ts';
import { takeFault } from './faults.ts';
import { type Judged, goes, inState, refused } from './judged.ts';
import { bears, copiesOn, isUp } from './machines.ts';
import type { WorldDescription } from './description.ts';
import type { BackupJob, BackupServer, Copy, Machine, WorldState } from './state.ts';
import { schedule } from './timers.ts';

export type BackupOrder = Extract<Order, { kind: 'backup.pause' | 'backup.resume' }>;

export function isBackup(order: Order): order is BackupOrder {
  return order.kind === 'backup.pause' || order.kind === 'backup.resume';
}

/** Every job ran well last night. */
export function createBackups(world: WorldState, described: NonNullable<WorldDescription['backups']>): void {
  for (const { policy, via, jobs } of described) {
    if (!world.machines[via]) throw new RangeError(`${policy} is asked from ${via}, which is not there`);
    const server: BackupServer = { policy, via, reachable: true, jobs: [], lastSuccess: {} };
    world.backups[policy] = server;
    for (const { id, hosts, at } of jobs) {
      const job: BackupJob = { id, hosts, at, enabled: true, pausedFor: [], runsUntil: null };
      server.jobs.push(job);
      const next = nextNight(job, world.now);
      const last = after(instant(next - day), nominal.backupRun);
      succeed(world, server, job, last > world.now ? world.now : last);
      schedule(world, between(world.now, next), { type: 'backup-due', policy, job: id });
    }
  }
}

/** The next start of a job, after `now`. */
function nextNight({ at }: BackupJob, now: Instant): Instant {
  const today = Math.floor(now / day) * day + at * minute;
  return instant(today > now ? today : today + day);
}

/** A VM is being backed up: not to be moved now. Replicas are not. */
export function backingUp(world: WorldState, copy: Copy): boolean {
  if (!bears(copy)) return false;
  for (const policy in world.backups) {
    if (world.backups[policy]!.jobs.some((job) => job.runsUntil !== null && job.hosts.includes(copy.host))) return true;
  }
  return false;
}

function succeed(world: WorldState, server: BackupServer, job: BackupJob, at: Instant): void {
  for (const host of job.hosts) {
    if (!isUp(world, host)) continue;
    for (const { vm, copy } of copiesOn(world, host)) if (bears(copy)) server.lastSuccess[vm.name] = at;
  }
}

export function jobDue(world: WorldState, policy: string, id: string): void {
  const job = jobOf(world, policy, id);
  if (!job) return;
  schedule(world, between(world.now, nextNight(job, world.now)), { type: 'backup-due', policy, job: id });
  if (job.enabled && job.runsUntil === null) runJob(world, policy, job, lasting(world, `${id}|backup`, nominal.backupRun));
}

export function runJob(world: WorldState, policy: string, job: BackupJob, length: Duration): void {
  job.runsUntil = schedule(world, length, { type: 'backup-over', policy, job: job.id });
  world.revision++;
}

export function jobOver(world: WorldState, policy: string, id: string): void {
  const server = world.backups[policy];
  const job = jobOf(world, policy, id);
  // A run that was made longer ends later.
  if (!server || !job || job.runsUntil === null || job.runsUntil > world.now) return;
  job.runsUntil = null;
  if (job.hosts.some((host) => takeFault(world, host, 'backup-fails'))) return;
  succeed(world, server, job, world.now);
}

function jobOf(world: WorldState, policy: string, id: string): BackupJob | undefined {
  return world.backups[policy]?.jobs.find((job) => job.id === id);
}

export function judgeBackup(world: WorldState, host: Machine, order: BackupOrder): Judged {
  const { policy, host: resting } = order.args;
  const server = world.backups[policy];
  if (!server) return refused('backup.unknown-policy', `there is no backup server for ${policy}`);
  if (server.via !== host.name) return refused('backup.not-here', `${policy} is asked from ${server.via}, not from ${host.name}`);
  if (!server.reachable) return refused('backup.unreachable', `the backup server of ${policy} does not answer`);
  return order.kind === 'backup.pause' ? judgePause(server, resting) : judgeResume(server, resting);
}

/** What a person disabled stays as it is. */
function toPause(server: BackupServer, host: HostName): BackupJob[] {
  return server.jobs.filter(
    (job) => job.hosts.includes(host) && (job.enabled || job.pausedFor.length > 0) && !job.pausedFor.includes(host),
  );
}

function atWork(server: BackupServer, host: HostName): BackupJob[] {
  return server.jobs.filter((job) => job.hosts.includes(host) && job.runsUntil !== null);
}

function judgePause(server: BackupServer, host: HostName): Judged {
  const jobs = toPause(server, host);
  const running = atWork(server, host);
  if (jobs.length === 0 && running.length === 0) return inState(`no job of ${server.policy} will touch ${host}`);
  return goes(
    `${count(jobs)} of ${server.policy} for ${host} disabled${running.length === 0 ? '' : `, once ${count(running)} at work is over`}`,
    nominal.backupCall,
  );
}

function judgeResume(server: BackupServer, host: HostName): Judged {
  const jobs = server.jobs.filter((job) => job.pausedFor.includes(host));
  if (jobs.length === 0) return inState(`no job of ${server.policy} rests for ${host}`);
  return goes(`${count(jobs)} of ${server.policy} for ${host} enabled again`, nominal.backupCall);
}

const count = (jobs: readonly BackupJob[]) => `${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'}`;

/** Disabled at once, so that none begins while those at work are waited for. */
export function beginBackup(world: WorldState, order: BackupOrder): void {
  if (order.kind !== 'backup.pause') return;
  const { policy, host } = order.args;
  for (const job of toPause(world.backups[policy]!, host)) {
    job.enabled = false;
    job.pausedFor.push(host);
  }
}

/** When the last run that covers the host ends; null = none is at work. */
export function restsFrom(world: WorldState, { policy, host }: ActionArgs['backup.pause']): Instant | null {
  const ends = atWork(world.backups[policy]!, host).map((job) => job.runsUntil!);
  return ends.length === 0 ? null : instant(Math.max(...ends));
}

export function endBackup(world: WorldState, order: BackupOrder): void {
  if (order.kind !== 'backup.resume') return;
  const { policy, host } = order.args;
  for (const job of world.backups[policy]!.jobs) {
    if (!job.pausedFor.includes(host)) continue;
    job.pausedFor = job.pausedFor.filter((other) => other !== host);
    job.enabled = job.pausedFor.length === 0;
  }
}
