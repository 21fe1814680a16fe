/** Power, boots and what goes up and down with them. */
import type { HostName, VmName } from '#core/model/ids.ts';
import { type Duration, duration, minutes } from '#core/model/time.ts';
import { lasting, nominal } from './durations.ts';
import { armed, takeFault } from './faults.ts';
import { carryOver, pairAt, peerOf, settleSoon, unsettle } from './relations.ts';
import type { Copy, Machine, SystemDisk, Vm, WorldState } from './state.ts';
import { cancel, schedule, underWay } from './timers.ts';

export function isUp(world: WorldState, host: string): boolean {
  return world.machines[host]?.power === 'up';
}

export function bootIdOf(machine: Machine): string {
  return `${machine.name}-boot-${machine.boots}`;
}

/** Copies on `host`, in the order their VMs start. */
export function copiesOn(world: WorldState, host: string): { vm: Vm; copy: Copy }[] {
  return (world.machines[host]?.vms ?? []).map((name) => {
    const vm = world.vms[name]!;
    return { vm, copy: vm.copies[host]! };
  });
}

export function newCopy(host: HostName): Copy {
  return {
    host,
    state: 'Off',
    heartbeat: 'none',
    replication: null,
    test: null,
    data: 0,
    ran: false,
    checkpoints: [],
    merging: false,
    startsWithHost: false,
  };
}

/** A copy comes to its host. */
export function place(world: WorldState, vm: Vm, copy: Copy): void {
  vm.copies[copy.host] = copy;
  const machine = world.machines[copy.host]!;
  machine.vms = [...machine.vms, vm.name]
    .map((name) => world.vms[name]!)
    .sort((a, b) => a.startOrder - b.startOrder || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
  world.revision++;
}

/** A copy is gone, and whatever would have happened to it. */
export function displace(world: WorldState, vm: Vm, copy: Copy): void {
  cancel(world, (what) => 'vm' in what && what.vm === vm.name && what.host === copy.host);
  delete vm.copies[copy.host];
  const machine = world.machines[copy.host]!;
  machine.vms = machine.vms.filter((name) => name !== vm.name);
  world.revision++;
}

/** Bytes of memory for one more VM. */
export function freeMemory(world: WorldState, host: Machine): number {
  let free = host.hyperV?.capacity ?? 0;
  for (const { vm, copy } of copiesOn(world, host.name)) {
    if (copy.state !== 'Off') free -= vm.memory;
    if (copy.test !== null && copy.test.state !== 'Off') free -= vm.memory;
  }
  return free;
}

/** Agents whose machine is the guest of `vm`. */
export function guestsOf(world: WorldState, vm: Vm): Machine[] {
  return vm.guests.map((name) => world.machines[name]!);
}

/** What could run without a failover that loses something. */
export function bears({ replication }: Copy): boolean {
  if (replication?.mode !== 'replica') return true;
  return replication.state === 'FailedOverWaitingCompletion' || replication.state === 'FailedOver';
}

/** What was going on there ends without its effect. */
function interrupt(world: WorldState, host: HostName): void {
  for (const operation of underWay(world)) {
    if (operation.host !== host) continue;
    operation.state = 'interrupted';
    operation.code = 'interrupted';
    operation.message = `${host} went down in the middle of ${operation.order.kind}`;
    cancel(world, (what) => what.type === 'operation-due' && what.id === operation.id);
    world.running = world.running.filter((id) => id !== operation.id);
  }
}

function machineDown(world: WorldState, machine: Machine): void {
  interrupt(world, machine.name);
  machine.power = 'down';
  machine.servicing = 'idle';
  cancel(world, (what) => (what.type === 'machine-up' || what.type === 'servicing-idle') && what.host === machine.name);
  world.revision++;
}

/** A reboot, or a loss of power; `length` null = until a person switches it on. */
export function takeDown(world: WorldState, machine: Machine, length: Duration | null): void {
  machineDown(world, machine);
  if (machine.runsOn !== null) {
    const running = Object.values(world.vms[machine.runsOn]!.copies).find((copy) => copy.state === 'Running');
    if (running) loseHeartbeat(world, machine.runsOn, running);
  }
  for (const { vm, copy } of copiesOn(world, machine.name)) {
    copy.startsWithHost = copy.state === 'Running' || copy.state === 'Starting';
    if (copy.state !== 'Off') stopCopy(world, vm, copy);
    if (copy.test) {
      copy.test = { state: 'Off', heartbeat: 'none' };
      cancel(world, (what) => what.type === 'test-heartbeat' && what.vm === vm.name && what.host === machine.name);
    }
    const pair = pairAt(vm, machine.name);
    if (pair) unsettle(world, vm, pair);
  }
  if (length === null) return;
  const undoing = bringsUpdate(machine.disk) && armed(world, machine.name, 'undoing-changes') !== undefined;
  schedule(world, undoing ? duration(length + nominal.undoing) : length, { type: 'machine-up', host: machine.name });
}

/** The end of a reboot or of a loss of power. */
export function comeUp(world: WorldState, machine: Machine): void {
  boot(world, machine);
  if (machine.runsOn === null) return;
  const vm = world.vms[machine.runsOn]!;
  const running = Object.values(vm.copies).find((copy) => copy.state === 'Running');
  if (running) awaitHeartbeat(world, vm.name, running, minutes(1));
}

/** Finishes what servicing left for the boot, and starts everything that starts with the machine. */
function boot(world: WorldState, machine: Machine): void {
  const { disk } = machine;
  machine.power = 'up';
  machine.boots++;
  machine.stopped = { services: [], probes: [] };
  if (disk.patch.type === 'windows' && disk.pendingBuild !== null) {
    const updated = bringsUpdate(disk);
    if (!updated || !takeFault(world, machine.name, 'undoing-changes')) {
      disk.patch.build = disk.pendingBuild;
      if (updated) spoil(world, machine);
    }
    machine.servicing = 'busy';
    schedule(world, lasting(world, `${machine.name}|servicing`, nominal.servicingAfterBoot), {
      type: 'servicing-idle',
      host: machine.name,
    });
  }
  if (disk.patch.type === 'debian' && disk.rebootPending) spoil(world, machine);
  disk.pendingBuild = null;
  disk.rebootPending = false;
  for (const { vm, copy } of copiesOn(world, machine.name)) {
    if (copy.startsWithHost && mayRun(vm, copy)) startCopy(world, vm, copy);
    copy.startsWithHost = false;
    settleSoon(world, vm);
  }
  world.revision++;
}

/** Armed faults that show after an update: the next boot without a newer update puts it right. */
export function spoil(world: WorldState, machine: Machine): void {
  const service = takeFault(world, machine.name, 'verify-service-stopped');
  if (service) machine.stopped.services = [service.name ?? '*'];
  const probe = takeFault(world, machine.name, 'verify-probe-failed');
  if (probe) machine.stopped.probes = [probe.name ?? '*'];
}

/** Whether the next boot would bring a newer build. */
function bringsUpdate({ pendingBuild, patch }: SystemDisk): boolean {
  return patch.type === 'windows' && pendingBuild !== null && revisionOf(pendingBuild) > revisionOf(patch.build);
}

/** `20348.4405` → 4405. */
export function revisionOf(build: string): number {
  return Number(build.slice(build.indexOf('.') + 1));
}

/** Whether Hyper-V lets this copy run: never a replica that was not failed over, never one that is being handed over. */
export function mayRun(vm: Vm, copy: Copy): boolean {
  for (const other of Object.values(vm.copies)) if (other !== copy && other.state !== 'Off') return false;
  if (copy.replication === null) return true;
  const { mode, state } = copy.replication;
  if (mode === 'replica') return state === 'FailedOverWaitingCompletion' || state === 'FailedOver';
  if (state === 'PreparedForFailover') return false;
  // After an unplanned failover the other copy is the VM; starting this one would be split brain.
  const taken = peerOf(vm, copy)?.replication?.state;
  return taken !== 'FailedOverWaitingCompletion' && taken !== 'FailedOver';
}

export function startCopy(world: WorldState, vm: Vm, copy: Copy): void {
  copy.state = 'Starting';
  schedule(world, lasting(world, `${vm.name}|start`, nominal.vmStart), {
    type: 'vm-running',
    vm: vm.name,
    host: copy.host,
  });
}

export function copyRuns(world: WorldState, vm: Vm, copy: Copy): void {
  copy.state = 'Running';
  copy.heartbeat = 'none';
  copy.ran = true;
  if (Object.values(vm.copies).some(({ data }) => data > copy.data)) vm.losses++;
  copy.data = ++vm.writings;
  if (copy.replication?.state === 'Replicating') carryOver(world, vm);
  if (takeFault(world, copy.host, 'heartbeat-lost', vm.name)) copy.heartbeat = 'lost';
  else awaitHeartbeat(world, vm.name, copy, nominal.heartbeat);
  for (const guest of guestsOf(world, vm)) boot(world, guest);
  world.revision++;
}

export function stopCopy(world: WorldState, vm: Vm, copy: Copy): void {
  copy.state = 'Off';
  copy.heartbeat = 'none';
  cancel(
    world,
    (what) => (what.type === 'vm-running' || what.type === 'heartbeat') && what.vm === vm.name && what.host === copy.host,
  );
  shutGuestsDown(world, vm);
  world.revision++;
}

/** A guest in the middle of its reboot does not come up by itself any more either. */
export function shutGuestsDown(world: WorldState, vm: Vm): void {
  for (const guest of guestsOf(world, vm)) machineDown(world, guest);
}

function loseHeartbeat(world: WorldState, vm: VmName, copy: Copy): void {
  cancel(world, (what) => what.type === 'heartbeat' && what.vm === vm && what.host === copy.host);
  copy.heartbeat = 'lost';
}

function awaitHeartbeat(world: WorldState, vm: VmName, copy: Copy, nominally: Duration): void {
  cancel(world, (what) => what.type === 'heartbeat' && what.vm === vm && what.host === copy.host);
  schedule(world, lasting(world, `${vm}|heartbeat`, nominally), { type: 'heartbeat', vm, host: copy.host });
}
