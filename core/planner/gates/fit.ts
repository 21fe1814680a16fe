import { observedVm } from '../../interventions/facts.ts';
import type { Candidate, Survey } from '../survey.ts';
import type { Gate } from './gate.ts';

/** What would make the first step fail is asked before: unfinished servicing, and a guest whose VM cannot be worked on. */
export const fit: Gate = {
  name: 'fit',
  check(candidate, survey) {
    const why = ownState(candidate) ?? guestState(candidate, survey);
    return why === null ? [] : [{ reason: 'host-unfit', why, until: null }];
  },
};

function ownState({ observation }: Candidate): string | null {
  if (observation.patch.servicing === 'busy') return 'servicing is busy on it';
  // Debian installs with a reboot pending, and the reboot afterwards serves both
  return observation.rebootPending && observation.patch.type === 'windows' ? 'it waits for a reboot from before' : null;
}

function guestState({ kind, host, place }: Candidate, survey: Survey): string | null {
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
