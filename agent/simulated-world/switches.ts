/** Faults: what happens to the world from outside the vocabulary. What a person does at the console is in `by-hand.ts`. */
import { assertNever } from '#core/model/problem.ts';
import { day, duration, instant, minutes, type Duration } from '#core/model/time.ts';
import { runJob } from './backups.ts';
import { putInto } from './half-states.ts';
import { copiesOn, takeDown } from './machines.ts';
import { connected, pairAt, peerOf, settleSoon, unsettle, writesAlone } from './relations.ts';
import { type Copy, type FaultSwitch, HalfState, type Machine, type Refusal, type Vm, type WorldState } from './state.ts';
import { schedule } from './timers.ts';

/** @returns why it cannot be, else null. */
export function throwSwitch(world: WorldState, fault: FaultSwitch): Refusal | null {
  const machine = world.machines[fault.host];
  if (!machine) return { code: 'world.no-such-host', message: `the world has no host ${fault.host}` };
  const affected = copiesOn(world, fault.host)
    .filter(({ vm }) => fault.vm === undefined || vm.name === fault.vm)
    .sort((a, b) => (a.vm.name < b.vm.name ? -1 : 1));
  world.revision++;
  switch (fault.kind) {
    case 'replication-critical':
      for (const { vm, copy } of affected) {
        if (!breakOff(vm, copy, 'Error') || until(fault) === null) continue;
        schedule(world, until(fault)!, { type: 'replicates-again', vm: vm.name, host: copy.host });
      }
      return null;
    case 'replication-suspended':
      for (const { vm, copy } of affected) breakOff(vm, copy, 'Suspended');
      return null;
    case 'resynchronization-needed':
      for (const { vm, copy } of affected) breakOff(vm, copy, 'WaitingForStartResynchronize');
      return null;
    case 'link-down':
      return cutLink(world, machine, until(fault));
    case 'half-state':
      return halfState(world, fault, affected);
    case 'split-brain': {
      const pair = affected.find(({ vm, copy }) => peerOf(vm, copy));
      if (!pair) return { code: 'world.no-such-vm', message: `${fault.host} has no replicated VM` };
      return putInto(world, pair.vm, fault.host, 'split-brain');
    }
    case 'power-loss':
      return losePower(world, machine, until(fault), 'WaitingForStartResynchronize');
    case 'crash':
      return losePower(world, machine, until(fault), 'Error');
    case 'disk-full':
      machine.diskFree = fullDisk;
      return null;
    case 'certificate-expires':
      if (!machine.hyperV) return { code: 'world.no-hyper-v', message: `${fault.host} has no Hyper-V` };
      machine.hyperV.certificateUntil = instant(world.now + minutes(fault.minutes ?? 0));
      return null;
    case 'backup-long':
    case 'backup-old':
    case 'backup-unreachable':
      return troubleBackups(world, fault, affected);
    case 'install-fails':
    case 'undoing-changes':
    case 'rollback-fails':
    case 'verify-service-stopped':
    case 'verify-probe-failed':
    case 'vm-stuck-stopping':
    case 'heartbeat-lost':
    case 'reverse-fails':
    case 'enable-refused':
    case 'import-fails':
    case 'test-never-boots':
    case 'backup-fails':
    case 'probe-unknown':
    case 'slow':
      world.faults.push({ ...fault, times: fault.times === undefined ? 1 : fault.times });
      return null;
    default:
      return assertNever(fault.kind);
  }
}

type Affected = readonly { readonly vm: Vm; readonly copy: Copy }[];

/** Bytes. */
const fullDisk = 1024 ** 3;
const roomyDisk = 60 * 1024 ** 3;

function until({ minutes: length }: FaultSwitch): Duration | null {
  return length === null || length === undefined ? null : minutes(length);
}

/** Replication stops on the primary's side. */
function breakOff(vm: Vm, copy: Copy, state: 'Error' | 'Suspended' | 'WaitingForStartResynchronize'): boolean {
  if (copy.replication?.mode !== 'primary' || copy.replication.state !== 'Replicating') return false;
  writesAlone(vm, copy);
  copy.replication.state = state;
  for (const side of [copy, peerOf(vm, copy)]) if (side?.replication) side.replication.settled = false;
  return true;
}

function cutLink(world: WorldState, machine: Machine, length: Duration | null): Refusal | null {
  if (!machine.hyperV) return { code: 'world.no-hyper-v', message: `${machine.name} has no Hyper-V` };
  machine.hyperV.linked = false;
  for (const { vm } of copiesOn(world, machine.name)) {
    const pair = pairAt(vm, machine.name);
    if (!pair) continue;
    unsettle(world, vm, pair);
    // A VM that is off has nothing to send, so that nothing fails.
    for (const copy of pair) if (copy.state === 'Running') breakOff(vm, copy, 'Error');
  }
  if (length !== null) schedule(world, length, { type: 'link-back', host: machine.name });
  return null;
}

/** What said Error waits for somebody to resume it; everything else settles by itself. */
export function linkUp(world: WorldState, machine: Machine): void {
  if (!machine.hyperV || machine.hyperV.linked) return;
  machine.hyperV.linked = true;
  for (const { vm, copy } of copiesOn(world, machine.name)) {
    const partner = copy.replication?.partner;
    if (partner !== undefined && connected(world, copy.host, partner)) settleSoon(world, vm);
  }
  world.revision++;
}

function halfState(world: WorldState, fault: FaultSwitch, affected: Affected): Refusal | null {
  const state = HalfState.find((known) => known === fault.name);
  if (!state) return { code: 'world.no-such-half-state', message: `name must be one of ${HalfState.join(', ')}` };
  const pair = affected.find(({ vm, copy }) => peerOf(vm, copy) && copy.replication?.mode === 'primary');
  if (!pair) return { code: 'world.no-such-vm', message: `${fault.host} is the primary of no replicated VM` };
  return putInto(world, pair.vm, fault.host, state);
}

function losePower(
  world: WorldState,
  machine: Machine,
  length: Duration | null,
  left: 'Error' | 'WaitingForStartResynchronize',
): Refusal | null {
  if (machine.runsOn !== null) return { code: 'world.not-physical', message: `${machine.name} runs in a VM` };
  if (machine.power === 'down') return { code: 'world.down', message: `${machine.name} is down already` };
  for (const { vm, copy } of copiesOn(world, machine.name)) {
    // A crash while it ran: what was sent last is not known.
    if (copy.state === 'Running') breakOff(vm, copy, left);
  }
  takeDown(world, machine, length);
  return null;
}

function troubleBackups(world: WorldState, fault: FaultSwitch, affected: Affected): Refusal | null {
  const servers = Object.values(world.backups).filter(
    ({ via, jobs }) => via === fault.host || jobs.some(({ hosts }) => hosts.includes(fault.host)),
  );
  if (servers.length === 0) return { code: 'world.no-backups', message: `no backup server has to do with ${fault.host}` };
  for (const server of servers) {
    const jobs = server.jobs.filter(({ hosts }) => hosts.includes(fault.host));
    if (fault.kind === 'backup-long') {
      for (const job of jobs) runJob(world, server.policy, job, until(fault) ?? minutes(4 * 60));
    }
    if (fault.kind === 'backup-old') {
      const age = until(fault) ?? duration(3 * day);
      for (const { vm } of affected) {
        if (server.lastSuccess[vm.name] !== undefined) server.lastSuccess[vm.name] = instant(world.now - age);
      }
    }
    if (fault.kind === 'backup-unreachable') {
      server.reachable = false;
      if (until(fault) !== null) schedule(world, until(fault)!, { type: 'backup-server-back', policy: server.policy });
    }
  }
  return null;
}

/** Everything that stays wrong until somebody puts it right. */
export function clearFaults(world: WorldState, host: string): void {
  world.faults = world.faults.filter((fault) => fault.host !== host);
  const machine = world.machines[host];
  if (machine?.diskFree === fullDisk) machine.diskFree = roomyDisk;
  if (machine) linkUp(world, machine);
  if (machine?.hyperV && machine.hyperV.certificateUntil <= world.now) {
    machine.hyperV.certificateUntil = instant(world.now + 365 * day);
  }
  for (const server of Object.values(world.backups)) if (server.via === host) server.reachable = true;
  world.revision++;
}
