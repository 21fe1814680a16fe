import { observedVm } from '../../interventions/facts.ts';
import { vmsAtWork } from '../../interventions/hypervisor.ts';
import type { HostName, VmName } from '../../model/ids.ts';
import type { ObservedVm } from '../../model/observation.ts';
import type { Hold } from '../../model/plan.ts';
import type { HostCandidate, VmCandidate } from '../candidate.ts';
import { legOf } from '../../interventions/goals.ts';
import type { Survey } from '../survey.ts';
import type { Gate, Taken } from './gate.ts';

/** Rule 5: the host that takes over must be able to carry everything, proven before the first move. */
export const capacity: Gate = {
  name: 'capacity',
  check(candidate, survey, taken) {
    if (candidate.type === 'vm') return arrives(candidate) ? short(arrivalRoom(candidate, survey, taken), candidate.to) : [];
    if (candidate.kind !== 'patch-hypervisor' || candidate.place.rollout.before.drain === 'none') return [];
    return [...immovable(candidate, survey), ...short(drainRoom(candidate, survey), candidate.host.partner)];
  },
};

function immovable({ host, vms, observation, place }: HostCandidate, survey: Survey): readonly Hold[] {
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

/** Why a copy cannot be relied on now; null = it can, or is not replicated. */
export function badRelation({ replication }: ObservedVm): string | null {
  if (replication === null) return null;
  if (replication.state !== 'Replicating') return `its replication is ${replication.state}`;
  return replication.health === 'Normal' ? null : `its replication health is ${replication.health}`;
}

/** Bytes on a host: its memory, what is free of it beside the reserve, and what is to come. */
export interface MemoryRoom {
  readonly capacity: number;
  readonly free: number;
  readonly need: number;
}

/** For the VMs that a host is drained of. Null when the partner's memory is not known, or there is no partner. */
export function drainRoom({ host, vms, observation }: HostCandidate, survey: Survey): MemoryRoom | null {
  const room = host.partner === null ? null : memoryOf(survey, host.partner);
  if (room === null) return null;
  const need = vms.reduce((sum, vm) => sum + Math.max(vm.memory, observedVm(observation, vm.name)?.memory ?? 0), 0);
  return { ...room, need };
}

function memoryOf(survey: Survey, name: HostName): Omit<MemoryRoom, 'need'> | null {
  const hyperV = survey.observation(name)?.hyperV;
  if (!hyperV) return null;
  const reserve = survey.fleet.hosts[name]?.hyperV?.reserve ?? 0;
  const used = hyperV.vms.filter((vm) => vm.state !== 'Off').reduce((sum, vm) => sum + vm.memory, 0);
  return { capacity: hyperV.memory.capacity, free: hyperV.memory.capacity - reserve - used };
}

/** Whether a VM, or its test, will run where it does not run now. */
function arrives({ kind }: VmCandidate): boolean {
  return kind === 'migrate' || kind === 'go-home' || kind === 'test-failover';
}

/** For a VM that goes somewhere, beside all that is on its way there already. Null when the memory there is not known. */
export function arrivalRoom(candidate: VmCandidate, survey: Survey, taken: Taken | null): MemoryRoom | null {
  const { to, from, vm } = candidate;
  const room = to === null ? null : memoryOf(survey, to);
  if (to === null || room === null) return null;
  const coming = (taken?.touching(to) ?? []).reduce(
    (sum, one) => sum + (one.type === 'vm' && one.to === to && arrives(one) ? memoryFor(survey, one.name, one.from) : 0),
    onTheWay(survey, to),
  );
  return { ...room, free: room.free - coming, need: memoryFor(survey, vm.name, from) };
}

function memoryFor(survey: Survey, name: VmName, on: HostName): number {
  return Math.max(survey.fleet.vms[name]?.memory ?? 0, observedVm(survey.observation(on), name)?.memory ?? 0);
}

/** Bytes that VMs will take on `host` that are being moved there and do not run there yet. */
function onTheWay(survey: Survey, host: HostName): number {
  let bytes = 0;
  for (const one of survey.running) {
    const vm = one.vm === null ? undefined : survey.fleet.vms[one.vm];
    if (!vm) continue;
    const to = one.kind === 'migrate' ? legOf(survey.fleet, vm)?.to : one.kind === 'go-home' ? vm.home : undefined;
    const isThere = (observedVm(survey.observation(host), vm.name)?.state ?? 'Off') !== 'Off';
    if (to === host && !isThere) bytes += memoryFor(survey, vm.name, one.host);
  }
  return bytes;
}

function short(room: MemoryRoom | null, target: HostName | null): readonly Hold[] {
  if (room === null || target === null || room.need <= room.free) return [];
  return [{ reason: 'no-capacity', target, need: room.need, free: Math.max(0, room.free), until: null }];
}
