import type { BackupPolicy, Host } from '../../model/fleet.ts';
import type { HostName, VmName } from '../../model/ids.ts';
import type { Hold } from '../../model/plan.ts';
import { type Duration, type Instant, after, duration } from '../../model/time.ts';
import { inScope } from '../../windows/freeze.ts';
import type { Candidate } from '../candidate.ts';
import { perSurvey } from '../per-survey.ts';
import { isAhead, isRecent, type Survey } from '../survey.ts';
import { notAheadFrom } from './facts.ts';
import type { Gate } from './gate.ts';

/**
 * A VM that is moved or patched, or whose old copy goes, has a good backup that is young enough; none known is none. What a
 * BackupPolicy asks in general does not hold up the emergency lane; what its own rollout asks does.
 */
export const backup: Gate = {
  name: 'backup',
  check(candidate, survey) {
    return needs(candidate, survey).flatMap(({ vm, maxAge }): Hold[] => {
      const lastSuccess = newestBackups(survey, survey.input).get(vm) ?? null;
      if (lastSuccess !== null && isRecent(lastSuccess, survey.input.now, maxAge)) return [];
      // one from the future proves nothing until its time has come
      const until = lastSuccess !== null && isAhead(lastSuccess, survey.input.now) ? notAheadFrom(lastSuccess) : null;
      return [{ reason: 'backup-stale', vm, lastSuccess, maxAge, until }];
    });
  },
};

/** When backups that are good now become too old for the candidate. */
export function backupsStaleAt(candidate: Candidate, survey: Survey): readonly Instant[] {
  return needs(candidate, survey).flatMap(({ vm, maxAge }) => {
    const lastSuccess = newestBackups(survey, survey.input).get(vm);
    return lastSuccess === undefined ? [] : [after(lastSuccess, duration(maxAge + 1))];
  });
}

interface Need {
  readonly vm: VmName;
  readonly maxAge: Duration;
}

function needs(candidate: Candidate, survey: Survey): readonly Need[] {
  const { fleet } = survey;
  if (candidate.type === 'host') {
    const { host, vms, place } = candidate;
    const own = place.rollout.before.backupMaxAge;
    const concerned = host.runsOn === null ? vms.map((vm) => vm.name) : [host.runsOn];
    const usual = candidate.call.lane === 'emergency' ? null : usualAge(survey, host);
    return agesOf(concerned, own ?? usual);
  }
  const { kind, leg, name, from } = candidate;
  if (kind === 'replicate' || kind === 'test-failover') return [];
  const host = fleet.hosts[from];
  return agesOf([name], leg?.migration.before.backupMaxAge ?? (host ? usualAge(survey, host) : null));
}

function agesOf(vms: readonly VmName[], maxAge: Duration | null): readonly Need[] {
  return maxAge === null ? [] : vms.map((vm) => ({ vm, maxAge }));
}

/** The strictest of the policies that cover the host; a guest is covered where its site is, or its VM's host. */
function usualAge(survey: Survey, host: Host): Duration | null {
  const { backupPolicies, vms, hosts } = survey.fleet;
  if (backupPolicies.length === 0) return null;
  const home = host.runsOn === null ? undefined : vms[host.runsOn]?.home;
  const at = [host, ...(home === undefined ? [] : [hosts[home] ?? []].flat())];
  const covering = backupPolicies.filter((policy) => at.some((one) => inScope(policy.scope, one)));
  return covering.length === 0 ? null : (Math.min(...covering.map(({ maxAge }) => maxAge)) as Duration);
}

/** The newest good backup of each VM that any backup server tells of. */
const newestBackups = perSurvey((survey): ReadonlyMap<string, Instant> => {
  const newest = new Map<string, Instant>();
  const told = (policy: BackupPolicy, via: HostName) => survey.observation(via)?.backups?.[policy.name]?.lastSuccess ?? {};
  for (const policy of survey.fleet.backupPolicies) {
    for (const [vm, at] of Object.entries(told(policy, policy.via))) {
      if (at > (newest.get(vm) ?? -1)) newest.set(vm, at as Instant);
    }
  }
  return newest;
});
