import { observedVm } from '../../interventions/facts.ts';
import type { ObservedVm } from '../../model/observation.ts';
import type { Candidate, HostCandidate, VmCandidate } from '../candidate.ts';
import type { Survey } from '../survey.ts';
import { badRelation } from './capacity.ts';
import type { Gate } from './gate.ts';

/** What would make the first step fail is asked before: unfinished servicing, and a VM that cannot be worked on. */
export const fit: Gate = {
  name: 'fit',
  check(candidate, survey) {
    const why = stateOf(candidate, survey);
    return why === null ? [] : [{ reason: 'host-unfit', why, until: null }];
  },
};

function stateOf(candidate: Candidate, survey: Survey): string | null {
  return candidate.type === 'host' ? (ownState(candidate) ?? guestState(candidate, survey)) : vmState(candidate, survey);
}

function ownState({ observation }: HostCandidate): string | null {
  if (observation.patch.servicing === 'busy') return 'servicing is busy on it';
  // Debian installs with a reboot pending, and the reboot afterwards serves both
  return observation.rebootPending && observation.patch.type === 'windows' ? 'it waits for a reboot from before' : null;
}

function guestState({ kind, host, place }: HostCandidate, survey: Survey): string | null {
  const vm = kind === 'patch-guest' && host.runsOn !== null ? survey.fleet.vms[host.runsOn] : undefined;
  if (!vm) return null;
  const seen = [vm.home, ...(vm.replica ? [vm.replica.host] : [])]
    .map((at) => observedVm(survey.observation(at), vm.name))
    .find((copy) => copy?.state === 'Running');
  if (!seen) return `no host reports that ${vm.name} runs`;
  if (seen.busy) return `${vm.name} is being backed up or merged`;
  if (seen.replication && seen.replication.state !== 'Replicating')
    return `the replication of ${vm.name} is ${seen.replication.state}`;
  if (place.rollout.verify.heartbeat === 'all-vms' && seen.heartbeat !== 'ok') return `${vm.name} has no heartbeat`;
  return null;
}

/** Only what runs well is moved or given its way back up; a replica is tried out only when it is whole. */
function vmState({ kind, name, vm, from, to, leg }: VmCandidate, survey: Survey): string | null {
  const here = observedVm(survey.observation(from), name);
  // what is half done is repaired whether it runs or not
  if (kind === 'replicate' && here?.state === 'Off') return null;
  if (here?.state !== 'Running') return `${name} does not run on ${from}`;
  if (here.busy) return `${name} is being backed up or merged on ${from}`;
  const there = to === null ? undefined : observedVm(survey.observation(to), name);
  if (there?.busy) return `${name} is being backed up or merged on ${to}`;
  if (kind === 'replicate') return null;
  if ((leg?.migration.verify.heartbeat ?? 'all-vms') === 'all-vms' && here.heartbeat !== 'ok') return `${name} has no heartbeat`;
  if (kind === 'go-home' || kind === 'test-failover') return wholeCopy(name, here, there, to ?? vm.home);
  return null;
}

function wholeCopy(name: string, here: ObservedVm, there: ObservedVm | undefined, at: string): string | null {
  if (!here.replication || !there?.replication) return `${at} has no replica of ${name}`;
  const wrong = badRelation(here) ?? badRelation(there);
  return wrong === null ? null : `${name}: ${wrong}`;
}
