/** Who replicates to whom, whether they reach each other, and how long it takes until they agree. */
import type { HostName, VmName } from '#core/model/ids.ts';
import { type Duration, duration, second } from '#core/model/time.ts';
import { lasting, nominal } from './durations.ts';
import { type Judged, refused } from './judged.ts';
import type { Copy, Relation, Vm, WorldState } from './state.ts';
import { cancel, schedule } from './timers.ts';

/** The other side, when it knows of the relation as well. */
export function peerOf(vm: Vm, copy: Copy): Copy | undefined {
  if (copy.replication === null) return undefined;
  const peer = vm.copies[copy.replication.partner];
  return peer?.replication?.partner === copy.host ? peer : undefined;
}

/** Relations that both sides know of, the first host by name first. */
function pairsOf(vm: Vm): [Paired, Paired][] {
  const pairs: [Paired, Paired][] = [];
  for (const copy of Object.values(vm.copies)) {
    const peer = peerOf(vm, copy);
    if (peer && copy.host < peer.host) pairs.push([copy as Paired, peer as Paired]);
  }
  return pairs;
}
export type Paired = Copy & { replication: Relation };

/** Two hosts that can replicate to each other now. */
export function connected(world: WorldState, a: string, b: string): boolean {
  return [a, b].every((host) => {
    const machine = world.machines[host];
    return machine?.power === 'up' && machine.hyperV?.linked === true;
  });
}

/** Null when the other side can be reached. */
export function partnerUp(world: WorldState, vm: Vm, copy: Copy): Judged | null {
  const partner = copy.replication?.partner;
  if (partner !== undefined && connected(world, copy.host, partner)) return null;
  return refused('hyper-v.partner-unreachable', `${partner ?? 'the other side'} of ${vm.name} does not answer`);
}

/** The replica holds all that the primary wrote, where they reach each other. */
export function carryOver(world: WorldState, vm: Vm): void {
  for (const pair of pairsOf(vm)) {
    const [primary, ...more] = pair.filter(({ replication }) => replication.mode === 'primary');
    if (!primary || more.length > 0 || !connected(world, pair[0].host, pair[1].host)) continue;
    for (const copy of pair) copy.data = primary.data;
  }
}

/** From now on it writes what no other copy gets. */
export function writesAlone(vm: Vm, copy: Copy): void {
  if (copy.state === 'Running') copy.data = ++vm.writings;
}

/**
 * Once both hosts reach each other: replication says Normal some minutes later, and an initial replication or a
 * resynchronization that was cut off starts again.
 */
export function settleSoon(world: WorldState, vm: Vm): void {
  for (const pair of pairsOf(vm)) settlePair(world, vm, pair);
}

function settlePair(world: WorldState, vm: Vm, pair: readonly [Paired, Paired]): void {
  unsettle(world, vm, pair);
  const [first, second] = pair;
  if (!connected(world, first.host, second.host)) return;
  const { state } = first.replication;
  const what = { vm: vm.name, host: first.host };
  if (state === 'Resynchronizing' || state === 'InitialReplicationInProgress') {
    const length = state === 'Resynchronizing' ? nominal.resynchronize : carrying(vm);
    schedule(world, lasting(world, `${vm.name}|resynchronize`, length), { type: 'resynchronized', ...what });
  } else {
    schedule(world, lasting(world, `${vm.name}|settle`, nominal.settle), { type: 'settled', ...what });
  }
}

/** What was about to settle is interrupted. */
export function unsettle(world: WorldState, vm: Vm, pair: readonly [Paired, Paired]): void {
  for (const copy of pair) copy.replication.settled = false;
  const { host } = pair[0];
  cancel(
    world,
    (what) => (what.type === 'settled' || what.type === 'resynchronized') && what.vm === vm.name && what.host === host,
  );
}

export function pairAt(vm: Vm, host: HostName): [Paired, Paired] | undefined {
  return pairsOf(vm).find((pair) => pair.some((copy) => copy.host === host));
}

/** Both sides say so until it is over; planned failover is impossible meanwhile. */
export function resynchronize(
  world: WorldState,
  vm: Vm,
  host: HostName,
  state: 'Resynchronizing' | 'InitialReplicationInProgress',
): void {
  const pair = pairAt(vm, host);
  if (!pair) return;
  for (const copy of pair) copy.replication.state = state;
  settlePair(world, vm, pair);
}

/** One side forgets the relation; the other finds out some time later. */
export function forget(world: WorldState, vm: Vm, copy: Copy): void {
  const pair = pairAt(vm, copy.host);
  if (pair) unsettle(world, vm, pair);
  const peer = peerOf(vm, copy);
  cancel(world, (what) => what.type === 'orphaned' && what.vm === vm.name && what.host === copy.host);
  copy.replication = null;
  copy.ran = false;
  writesAlone(vm, copy);
  if (peer) orphanSoon(world, vm.name, peer);
  world.revision++;
}

function orphanSoon(world: WorldState, vm: VmName, copy: Copy): void {
  schedule(world, lasting(world, `${vm}|orphaned`, nominal.orphaned), { type: 'orphaned', vm, host: copy.host });
}

/** Bytes a second between two hosts. */
const carries = 100 * 1024 ** 2;

/** How long the disks of a VM take from one host to another. */
export function carrying(vm: Vm): Duration {
  return duration(Math.ceil(vm.disk / carries) * second);
}
