/**
 * A host must carry its own VMs and, while a partner is drained, those that have their replica on it: where its memory is
 * declared that is known today, and after the migrations. What is short today is only told; no migration may make it so.
 */
import type { Host } from '../../model/fleet.ts';
import { sizeText } from '../../views/format.ts';
import type { Ground, Rule } from './ground.ts';
import type { Move } from './moves.ts';

export const checkMemory: Rule = (ground) => {
  const { hosts, moves, report, warn } = ground;
  const measured = hosts.filter((host) => (host.hyperV?.memory ?? null) !== null);
  if (measured.length === 0) return;
  const moved = new Map(moves.map((move) => [move.vm.name as string, move]));
  const now = loadsOf(ground, new Map());
  const then = moved.size === 0 ? now : loadsOf(ground, moved);
  for (const host of measured) {
    const capacity = host.hyperV!.memory! - host.hyperV!.reserve;
    const today = now.get(host.name) ?? nothing;
    if (needOf(today) > capacity) {
      warn('Host', host.name, {
        code: 'memory-too-small',
        pointer: '/spec/hyperV/memory',
        on: 'value',
        message: `host "${host.name}" has ${sizeText(capacity)} for VMs beside its reserve, and would need ${said(today)}.`,
        remedy: 'move a VM or its replica to another host, or correct the memory of host or VMs',
      });
      continue;
    }
    const after = then.get(host.name) ?? nothing;
    if (needOf(after) <= capacity) continue;
    const cause = lastTo(moves, host);
    if (cause === undefined) continue;
    report('Migration', cause.migration.name, {
      code: 'memory-too-small',
      pointer: cause.to === host ? cause.pointers.to : cause.pointers.replica,
      on: 'value',
      message: `after the migration, host "${host.name}" would need ${said(after)}, and has ${sizeText(capacity)} beside its reserve.`,
      remedy: 'spread the VMs over more hosts, or name other ones for their replicas',
    });
  }
};

interface Load {
  /** Bytes of the VMs at home there. */
  readonly own: number;
  /** Bytes of VMs with their replica there, by their home. */
  readonly guests: ReadonlyMap<string, number>;
}

const nothing: Load = { own: 0, guests: new Map() };

function loadsOf({ vms }: Ground, moved: ReadonlyMap<string, Move>): ReadonlyMap<string, Load> {
  const loads = new Map<string, { own: number; readonly guests: Map<string, number> }>();
  const at = (host: string) => {
    let load = loads.get(host);
    if (load === undefined) loads.set(host, (load = { own: 0, guests: new Map() }));
    return load;
  };
  for (const vm of vms) {
    const move = moved.get(vm.name);
    const home = move?.to.name ?? vm.home;
    const replica = move === undefined ? vm.replica?.host : move.replica?.name;
    at(home).own += vm.memory;
    if (replica === undefined || replica === home) continue;
    const { guests } = at(replica);
    guests.set(home, (guests.get(home) ?? 0) + vm.memory);
  }
  return loads;
}

/** Hosts are drained one at a time by their pair's rule, so the largest of them counts. */
function largest({ guests }: Load): readonly [home: string, bytes: number] {
  let most: readonly [string, number] = ['', 0];
  for (const one of guests) if (one[1] > most[1]) most = one;
  return most;
}

function needOf(load: Load): number {
  return load.own + largest(load)[1];
}

function said(load: Load): string {
  const [home, bytes] = largest(load);
  const own = `${sizeText(load.own)} for its own VMs`;
  return bytes === 0
    ? own
    : `${sizeText(load.own + bytes)}: ${own}, and ${sizeText(bytes)} for those of "${home}" while that one is drained`;
}

function lastTo(moves: readonly Move[], host: Host): Move | undefined {
  return moves.findLast((move) => move.to === host) ?? moves.findLast((move) => move.replica === host);
}
