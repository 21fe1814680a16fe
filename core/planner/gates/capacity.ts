import { observedVm } from '../../interventions/facts.ts';
import type { Hold } from '../../model/plan.ts';
import type { Gate } from './gate.ts';

/** Rule 5: the partner must be able to carry everything, proven before the first move. */
export const capacity: Gate = {
  name: 'capacity',
  check(candidate, survey) {
    const { host, vms, observation, place } = candidate;
    if (candidate.kind !== 'patch-hypervisor' || place.rollout.before.drain === 'none' || host.partner === null) return [];
    const holds: Hold[] = [];
    for (const vm of vms) {
      const here = observedVm(observation, vm.name);
      const there = observedVm(survey.observation(host.partner), vm.name);
      const why = cannotMove(
        here?.replication?.state,
        here?.replication?.health,
        here?.state,
        here?.busy ?? false,
        there !== undefined,
      );
      if (why !== null) holds.push({ reason: 'cannot-drain', vm: vm.name, why, until: null });
    }
    const undeclared = (observation.hyperV?.vms ?? []).filter(
      (vm) => vm.state === 'Running' && survey.fleet.vms[vm.name] === undefined,
    );
    for (const vm of undeclared)
      holds.push({ reason: 'cannot-drain', vm: vm.name as never, why: 'it runs here but is not declared', until: null });

    const partner = survey.observation(host.partner)?.hyperV;
    if (partner) {
      const reserve = survey.fleet.hosts[host.partner]?.hyperV?.reserve ?? 0;
      const used = partner.vms.filter((vm) => vm.state !== 'Off').reduce((sum, vm) => sum + vm.memory, 0);
      const free = partner.memory.capacity - reserve - used;
      const need = vms.reduce((sum, vm) => sum + Math.max(vm.memory, observedVm(observation, vm.name)?.memory ?? 0), 0);
      if (need > free) holds.push({ reason: 'no-capacity', target: host.partner, need, free: Math.max(0, free), until: null });
    }
    return holds;
  },
};

function cannotMove(
  state: string | undefined,
  health: string | undefined,
  vmState: string | undefined,
  busy: boolean,
  replicaSeen: boolean,
): string | null {
  if (state === undefined || !replicaSeen) return 'it has no replica on the partner';
  if (state !== 'Replicating') return `its replication is ${state}`;
  if (health !== 'Normal') return `its replication health is ${health}`;
  if (vmState !== 'Running') return `it is ${vmState}`;
  return busy ? 'it is being backed up or merged' : null;
}
