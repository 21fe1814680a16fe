import { observedVm } from '../../interventions/facts.ts';
import { vmsAtWork } from '../../interventions/hypervisor.ts';
import type { VmName } from '../../model/ids.ts';
import type { ObservedVm } from '../../model/observation.ts';
import type { Hold } from '../../model/plan.ts';
import type { Candidate, Survey } from '../survey.ts';
import type { Gate } from './gate.ts';

/** Rule 5: the partner must be able to carry everything, proven before the first move. */
export const capacity: Gate = {
  name: 'capacity',
  check(candidate, survey) {
    if (candidate.kind !== 'patch-hypervisor' || candidate.place.rollout.before.drain === 'none') return [];
    return [...immovable(candidate, survey), ...memory(candidate, survey)];
  },
};

function immovable({ host, vms, observation, place }: Candidate, survey: Survey): readonly Hold[] {
  const partner = host.partner === null ? undefined : survey.observation(host.partner);
  const moving = new Set<string>(vms.map((vm) => vm.name));
  const holds: Hold[] = [];
  const cannot = (vm: string, why: string | null) => {
    if (why !== null) holds.push({ reason: 'cannot-drain', vm: vm as VmName, why, until: null });
  };
  for (const vm of vms) {
    const there = observedVm(partner, vm.name);
    cannot(vm.name, cannotMove(observedVm(observation, vm.name), there, place.rollout.verify.heartbeat));
  }
  for (const name of vmsAtWork(observation)) {
    if (survey.fleet.vms[name] === undefined) cannot(name, 'it runs here but is not declared');
  }
  // the other copies here, too, must be whole: their replication stops while this host is away
  const others = (observation.hyperV?.vms ?? []).filter((vm) => !moving.has(vm.name) && survey.fleet.vms[vm.name]);
  for (const vm of others.sort((a, b) => (a.name < b.name ? -1 : 1))) cannot(vm.name, badRelation(vm));
  return holds;
}

function cannotMove(here: ObservedVm | undefined, there: ObservedVm | undefined, heartbeat: 'all-vms' | 'none'): string | null {
  if (!here?.replication || !there) return 'it has no replica on the partner';
  if (here.state !== 'Running') return `it is ${here.state}`;
  const wrong = badRelation(here) ?? badRelation(there);
  if (wrong !== null) return wrong;
  if (here.busy || there.busy) return 'it is being backed up or merged';
  return heartbeat === 'all-vms' && here.heartbeat !== 'ok' ? 'it has no heartbeat' : null;
}

function badRelation({ replication }: ObservedVm): string | null {
  if (replication === null) return null;
  if (replication.state !== 'Replicating') return `its replication is ${replication.state}`;
  return replication.health === 'Normal' ? null : `its replication health is ${replication.health}`;
}

/** Bytes on the partner: its memory, what is free of it beside the reserve, and what the drained VMs take. */
export interface DrainRoom {
  readonly capacity: number;
  readonly free: number;
  readonly need: number;
}

/** Null when the partner's memory is not known, or there is no partner. */
export function drainRoom({ host, vms, observation }: Candidate, survey: Survey): DrainRoom | null {
  const partner = host.partner === null ? undefined : survey.observation(host.partner)?.hyperV;
  if (host.partner === null || !partner) return null;
  const reserve = survey.fleet.hosts[host.partner]?.hyperV?.reserve ?? 0;
  const used = partner.vms.filter((vm) => vm.state !== 'Off').reduce((sum, vm) => sum + vm.memory, 0);
  const need = vms.reduce((sum, vm) => sum + Math.max(vm.memory, observedVm(observation, vm.name)?.memory ?? 0), 0);
  return { capacity: partner.memory.capacity, free: partner.memory.capacity - reserve - used, need };
}

function memory(candidate: Candidate, survey: Survey): readonly Hold[] {
  const room = drainRoom(candidate, survey);
  const target = candidate.host.partner;
  if (room === null || target === null || room.need <= room.free) return [];
  return [{ reason: 'no-capacity', target, need: room.need, free: Math.max(0, room.free), until: null }];
}
