/** Verdicts of virtual machines: where each copy is, and whether that is what is declared. */
import { observedVm } from '../interventions/facts.ts';
import type { VirtualMachine } from '../model/fleet.ts';
import type { Verdict } from '../model/plan.ts';
import type { Survey } from './survey.ts';

export function vmVerdict(survey: Survey, vm: VirtualMachine, hostVerdict: (host: string) => Verdict | undefined): Verdict {
  const away = vm.replica?.host ?? null;
  const atHome = observedVm(survey.observation(vm.home), vm.name);
  const atReplica = away ? observedVm(survey.observation(away), vm.name) : undefined;
  if (atHome?.state === 'Running' && atReplica?.state === 'Running') {
    return person(
      `both ${vm.home} and ${away} run it: split brain; nothing on this pair moves`,
      'stop one copy by hand; which one is never decided here',
    );
  }
  for (const host of [vm.home, ...(away ? [away] : [])]) {
    const moving = survey.runningOn(host);
    const verdict = moving ? hostVerdict(host) : undefined;
    if (moving && verdict?.status === 'running') {
      return { ...verdict, verified: false, doing: { type: 'wait', for: `${host} is being patched`, until: null, observe: [] } };
    }
  }
  if (!survey.fresh(vm.home)) return { status: 'unknown', why: `${vm.home} has not reported recently` };
  if (away && !survey.fresh(away)) return { status: 'unknown', why: `${away} has not reported recently` };
  if (!atHome) return person(`${vm.home} does not have it`, `create it there, or correct its home`);
  if (atReplica?.state === 'Running')
    return person(`it runs on ${away}, its home is ${vm.home}`, 'fail it back by hand, or change its home in a pull request');
  if (atHome.state !== 'Running') return person(`it is ${atHome.state} on ${vm.home}`, 'start it, or take it out of the fleet');
  if (away) {
    const replication = atHome.replication;
    if (!replication) return person(`it is not replicated to ${away}`, 'set up replication');
    if (replication.health === 'Critical' || replication.state === 'Error') {
      return person(`its replication to ${away} is ${replication.state}, health ${replication.health}`, 'repair the replication');
    }
    return {
      status: 'in-state',
      note:
        replication.state === 'Replicating'
          ? `on ${vm.home}, replicating to ${away}`
          : `on ${vm.home}, replication ${replication.state}`,
    };
  }
  return { status: 'in-state', note: `on ${vm.home}` };
}

function person(why: string, remedy: string): Verdict {
  return { status: 'needs-person', why, remedy, intervention: null };
}
