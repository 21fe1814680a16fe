/**
 * What each kind of step does to what hosts report, when it goes as it should. The successor of a simulated world as far as
 * a forecast needs one: no faults, and only what planner and interventions look at.
 */
import { indexOf } from '../interventions/fleet-index.ts';
import type { Order, PatchState } from '../model/action.ts';
import type { HostName } from '../model/ids.ts';
import type { Observation, ObservedReplication, ObservedVm } from '../model/observation.ts';
import { outdated } from '../model/patch-level.ts';
import { assertNever } from '../model/problem.ts';
import type { Scene, Settling } from './scene.ts';

/** What the install step finds: the state to go back to. */
export function stateOf({ patch }: Observation): PatchState {
  return patch.type === 'windows' ? { type: 'windows', build: patch.build } : { type: 'debian', packages: patch.packages };
}

/** From the moment the step begins. */
export function beginEffect(scene: Scene, host: HostName, order: Order): void {
  if (order.kind === 'vm.stop') scene.changeVm(host, order.args.vm, { state: 'Stopping' });
  if (order.kind === 'vm.start') scene.changeVm(host, order.args.vm, { state: 'Starting' });
  if (order.kind === 'checkpoint.revert') scene.changeVm(host, order.args.vm, { heartbeat: 'lost' });
  if (order.kind === 'host.reboot') goDown(scene, host);
}

/** When the step is done. */
export function endEffect(scene: Scene, host: HostName, order: Order): void {
  switch (order.kind) {
    case 'update.install':
      return install(scene, host, order.args.target);
    case 'update.rollback':
      return takeBack(scene, host, order.args.to);
    case 'host.reboot':
      return comeUp(scene, host);
    case 'vm.stop':
      return scene.changeVm(host, order.args.vm, { state: 'Off', heartbeat: 'none' });
    case 'vm.start':
      return startVm(scene, host, order.args.vm);
    case 'failover.prepare':
      return relation(scene, host, order.args.vm, { state: 'PreparedForFailover', health: 'Warning' });
    case 'failover.start':
      return relation(scene, host, order.args.vm, { state: 'FailedOverWaitingCompletion', health: 'Warning' });
    case 'failover.reverse':
      return reverse(scene, host, order.args.vm, order.args.to);
    case 'failover.cancel':
      relation(scene, host, order.args.vm, { state: 'Replicating' });
      return settleRelation(scene, order.args.vm);
    case 'failover.complete':
      return relation(scene, host, order.args.vm, { state: 'FailedOver' });
    case 'failover.test':
      scene.changeVm(host, order.args.vm, { test: { state: 'Running', heartbeat: 'none' } });
      return scene.settle({ kind: 'test', host, vm: order.args.vm });
    case 'failover.test-end':
      return endTest(scene, host, order.args.vm);
    case 'replication.enable':
      return enable(scene, host, order.args);
    case 'replication.start':
      return resynchronizing(scene, order.args.vm, 'InitialReplicationInProgress', 'first-copy');
    case 'replication.set':
      return relation(scene, host, order.args.vm, {
        frequency: order.args.frequency,
        recoveryPoints: order.args.recoveryPoints,
      });
    case 'replication.resume':
      return order.args.resynchronize
        ? resynchronizing(scene, order.args.vm, 'Resynchronizing', 'resynchronization')
        : replicating(scene, order.args.vm);
    case 'replication.remove':
      return scene.changeVm(host, order.args.vm, { replication: null });
    case 'replication.demote':
      return demote(scene, host, order.args.vm);
    case 'vm.remove':
      return scene.removeVm(host, order.args.vm);
    case 'vm.export':
      return;
    case 'vm.import':
      return importVm(scene, host, order.args.vm);
    case 'backup.pause':
      return backups(scene, host, order.args.policy, [`every job of ${order.args.host}`]);
    case 'backup.resume':
      return backups(scene, host, order.args.policy, []);
    case 'checkpoint.create':
      return checkpoints(scene, host, order.args.vm, (names) => [...names, order.args.name].sort());
    case 'checkpoint.revert':
      scene.changeVm(host, order.args.vm, { state: 'Running', heartbeat: 'none' });
      scene.settle({ kind: 'heartbeat', host, vm: order.args.vm });
      if (scene.vm(host, order.args.vm)?.replication)
        resynchronizing(scene, order.args.vm, 'Resynchronizing', 'resynchronization');
      return;
    case 'checkpoint.remove':
      checkpoints(scene, host, order.args.vm, (names) => names.filter((name) => name !== order.args.name));
      scene.changeVm(host, order.args.vm, { busy: true });
      return scene.settle({ kind: 'merge', host, vm: order.args.vm });
    default:
      return assertNever(order);
  }
}

/** When what a step left to settle has settled. */
export function settledEffect(scene: Scene, { kind, host, vm }: Settling): void {
  switch (kind) {
    case 'heartbeat':
      if (vm !== null && scene.vm(host, vm)?.state === 'Running') scene.changeVm(host, vm, { heartbeat: 'ok' });
      return;
    case 'replication':
    case 'first-copy':
    case 'resynchronization':
      if (vm === null) return;
      for (const at of scene.holders(vm)) relation(scene, at, vm, { state: 'Replicating', health: 'Normal' });
      return;
    case 'merge':
      if (vm !== null) scene.changeVm(host, vm, { busy: false });
      return;
    case 'servicing': {
      const seen = scene.observation(host);
      if (seen) scene.change(host, { patch: { ...seen.patch, servicing: 'idle' } });
      return;
    }
    case 'test':
      if (vm !== null && scene.vm(host, vm)?.test) scene.changeVm(host, vm, { test: { state: 'Running', heartbeat: 'ok' } });
      return;
    default:
      return assertNever(kind);
  }
}

/**
 * What is in between at the beginning and comes to rest without anybody's doing.
 * @param isOurs work is under way there: a relation that is not Normal yet is so because of it, and will be
 */
export function settleAtFirst(scene: Scene, host: HostName, isOurs: boolean): void {
  const seen = scene.observation(host);
  if (!seen) return;
  if (seen.patch.servicing === 'busy') scene.settle({ kind: 'servicing', host, vm: null });
  for (const vm of seen.hyperV?.vms ?? []) {
    if (vm.state === 'Starting') startVm(scene, host, vm.name);
    if (vm.state === 'Stopping') scene.changeVm(host, vm.name, { state: 'Off', heartbeat: 'none' });
    if (vm.state === 'Running' && vm.heartbeat === 'none') scene.settle({ kind: 'heartbeat', host, vm: vm.name });
    if (vm.busy) scene.settle({ kind: 'merge', host, vm: vm.name });
    if (vm.replication?.mode !== 'primary') continue;
    const { state, health } = vm.replication;
    if (isOurs && state === 'Replicating' && health === 'Warning') settleRelation(scene, vm.name);
    if (state === 'Resynchronizing') scene.settle({ kind: 'resynchronization', host: anchor(scene, vm.name), vm: vm.name });
    if (state === 'InitialReplicationInProgress') scene.settle({ kind: 'first-copy', host: anchor(scene, vm.name), vm: vm.name });
  }
}

function install(scene: Scene, host: HostName, target: Extract<Order, { kind: 'update.install' }>['args']['target']): void {
  const seen = scene.observation(host);
  if (!seen) return;
  if (target.type === 'windows') {
    scene.pending.set(host, { type: 'windows', build: target.build });
    return scene.change(host, { rebootPending: true });
  }
  if (seen.patch.type !== 'debian') return;
  const newer = outdated(seen.patch.packages, target.packages);
  // a kernel runs only after a boot; everything else is restarted by its package
  const isKernel = Object.keys(newer).some((name) => name.startsWith('linux-image'));
  scene.change(host, {
    patch: { ...seen.patch, packages: { ...seen.patch.packages, ...newer } },
    rebootPending: seen.rebootPending || isKernel,
  });
}

function takeBack(scene: Scene, host: HostName, to: PatchState): void {
  const seen = scene.observation(host);
  if (!seen) return;
  if (to.type === 'windows') {
    scene.pending.set(host, to);
    return scene.change(host, { rebootPending: true });
  }
  if (seen.patch.type === 'debian') scene.change(host, { patch: { ...seen.patch, packages: { ...to.packages } } });
}

/** Replicas here stand still, and what runs here is off until the host is back. */
function goDown(scene: Scene, host: HostName): void {
  scene.down.add(host);
  const own = scene.fleet.hosts[host]?.runsOn ?? null;
  if (own !== null) {
    const at = scene.holders(own).find((one) => scene.vm(one, own)?.state === 'Running');
    if (at !== undefined) scene.changeVm(at, own, { heartbeat: 'lost' });
  }
  for (const { name, state, replication } of scene.observation(host)?.hyperV?.vms ?? []) {
    if (state === 'Running') scene.changeVm(host, name, { heartbeat: 'lost' });
    if (replication?.state !== 'Replicating') continue;
    forgetRelation(scene, name);
    for (const at of scene.holders(name)) relation(scene, at, name, { health: 'Warning' });
  }
}

function comeUp(scene: Scene, host: HostName): void {
  const seen = scene.observation(host);
  scene.down.delete(host);
  if (!seen) return;
  boot(scene, host);
  for (const { name, state, replication } of seen.hyperV?.vms ?? []) {
    if (state === 'Running') startVm(scene, host, name);
    if (replication !== null) settleRelation(scene, name);
  }
  const own = scene.fleet.hosts[host]?.runsOn ?? null;
  const at = own === null ? undefined : scene.holders(own).find((one) => scene.vm(one, own)?.state === 'Running');
  if (own !== null && at !== undefined) scene.settle({ kind: 'heartbeat', host: at, vm: own });
}

/** A new boot, with what was pending for it. */
function boot(scene: Scene, host: HostName): void {
  const seen = scene.observation(host);
  if (!seen) return;
  const brought = scene.pending.get(host);
  scene.pending.delete(host);
  scene.boots++;
  const bootId = `forecast-${scene.boots}`;
  if (seen.patch.type !== 'windows' || brought?.type !== 'windows')
    return scene.change(host, { bootId, rebootPending: false, patch: { ...seen.patch, servicing: 'idle' } });
  scene.change(host, {
    bootId,
    rebootPending: false,
    patch: { type: 'windows', build: brought.build, servicing: 'busy' },
  });
  scene.settle({ kind: 'servicing', host, vm: null });
}

function startVm(scene: Scene, host: HostName, vm: string): void {
  scene.changeVm(host, vm, { state: 'Running', heartbeat: 'none' });
  scene.settle({ kind: 'heartbeat', host, vm });
  const guest = indexOf(scene.fleet).guestOf(vm);
  if (guest !== undefined) boot(scene, guest);
}

function relation(scene: Scene, host: HostName, vm: string, change: Partial<ObservedReplication>): void {
  const { replication } = scene.vm(host, vm) ?? {};
  if (replication) scene.changeVm(host, vm, { replication: { ...replication, ...change } });
}

/** One name for the settling of a relation, whichever side it was begun from. */
function anchor(scene: Scene, vm: string): HostName {
  return scene.holders(vm)[0]!;
}

function forgetRelation(scene: Scene, vm: string): void {
  for (const kind of ['replication', 'first-copy', 'resynchronization'] as const)
    scene.forget({ kind, host: anchor(scene, vm), vm });
}

/** Once both hosts are up, replication says Normal some minutes later, and a copy that was cut off begins again. */
function settleRelation(scene: Scene, vm: string): void {
  const holders = scene.holders(vm);
  const states = new Set(holders.map((at) => scene.vm(at, vm)?.replication?.state));
  if (holders.some((at) => scene.down.has(at))) return;
  forgetRelation(scene, vm);
  const kind = states.has('InitialReplicationInProgress')
    ? 'first-copy'
    : states.has('Resynchronizing')
      ? 'resynchronization'
      : states.has('Replicating')
        ? 'replication'
        : null;
  if (kind !== null) scene.settle({ kind, host: anchor(scene, vm), vm });
}

function replicating(scene: Scene, vm: string): void {
  for (const at of scene.holders(vm)) relation(scene, at, vm, { state: 'Replicating', health: 'Warning' });
  settleRelation(scene, vm);
}

function resynchronizing(
  scene: Scene,
  vm: string,
  state: 'InitialReplicationInProgress' | 'Resynchronizing',
  kind: Settling['kind'],
): void {
  for (const at of scene.holders(vm)) relation(scene, at, vm, { state, health: 'Warning' });
  forgetRelation(scene, vm);
  if (!scene.holders(vm).some((at) => scene.down.has(at))) scene.settle({ kind, host: anchor(scene, vm), vm });
}

/** The host that took over sends from now on, with what the old primary had told of the relation. */
function reverse(scene: Scene, host: HostName, vm: string, to: HostName): void {
  const told = scene.vm(to, vm)?.replication;
  const { frequency, recoveryPoints } = told ?? {};
  const primary: ObservedReplication = {
    mode: 'primary',
    state: 'Replicating',
    health: 'Warning',
    partner: to,
    ...(frequency === undefined ? {} : { frequency }),
    ...(recoveryPoints === undefined ? {} : { recoveryPoints }),
  };
  scene.changeVm(host, vm, { replication: primary });
  // its checkpoints are merged when it becomes the replica
  scene.changeVm(to, vm, {
    replication: { mode: 'replica', state: 'Replicating', health: 'Warning', partner: host },
    checkpoints: [],
  });
  settleRelation(scene, vm);
}

function demote(scene: Scene, host: HostName, vm: string): void {
  const other = scene.holders(vm).find((at) => at !== host && scene.vm(at, vm)?.replication?.mode === 'primary');
  if (other === undefined) return;
  scene.changeVm(host, vm, { replication: { mode: 'replica', state: 'Resynchronizing', health: 'Warning', partner: other } });
  resynchronizing(scene, vm, 'Resynchronizing', 'resynchronization');
}

function enable(scene: Scene, host: HostName, args: Extract<Order, { kind: 'replication.enable' }>['args']): void {
  const { vm, to, frequency, recoveryPoints } = args;
  const here = scene.vm(host, vm);
  if (!here) return;
  const fresh = { state: 'ReadyForInitialReplication', health: 'Warning' } as const;
  scene.changeVm(host, vm, { replication: { mode: 'primary', ...fresh, partner: to, frequency, recoveryPoints } });
  scene.placeVm(to, { ...copyOf(here), replication: { mode: 'replica', ...fresh, partner: host } });
}

function importVm(scene: Scene, host: HostName, vm: string): void {
  const from = scene.holders(vm).find((at) => at !== host);
  const there = from === undefined ? undefined : scene.vm(from, vm);
  if (there) scene.placeVm(host, copyOf(there));
}

/** The same VM, off and alone. */
function copyOf(vm: ObservedVm): ObservedVm {
  const { test: _, ...rest } = vm;
  return { ...rest, state: 'Off', heartbeat: 'none', replication: null, checkpoints: [], busy: false };
}

function endTest(scene: Scene, host: HostName, vm: string): void {
  const seen = scene.vm(host, vm);
  if (!seen) return;
  const { test: _, ...rest } = seen;
  scene.placeVm(host, rest);
}

function backups(scene: Scene, host: HostName, policy: string, paused: string[]): void {
  const seen = scene.observation(host);
  const known = seen?.backups?.[policy];
  if (seen?.backups && known)
    scene.change(host, { backups: { ...seen.backups, [policy]: { ...known, paused, running: false } } });
}

function checkpoints(scene: Scene, host: HostName, vm: string, make: (names: readonly string[]) => string[]): void {
  const seen = scene.vm(host, vm);
  if (seen) scene.changeVm(host, vm, { checkpoints: make(seen.checkpoints) });
}
