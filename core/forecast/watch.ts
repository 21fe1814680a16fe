/** Watches the scene go by: VMs that do not serve, replicas that are not healthy, memory that is left. */
import type { Fleet } from '../model/fleet.ts';
import type { HostName, InterventionId, VmName } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import type { Capacity, Gap, Outage, Room } from './model.ts';
import type { Scene } from './scene.ts';

export interface Watch {
  /** @param cause the intervention that did it, where one did */
  vmChanged(vm: string, cause: InterventionId | null): void;
  hostChanged(host: string): void;
  /** At the end of an instant: what lasted no time at all is not told. */
  look(now: Instant): void;
  outagesOf(intervention: InterventionId): readonly Outage[];
  gaps(): readonly Gap[];
  capacity(): readonly Capacity[];
}

interface OpenOutage {
  readonly vm: string;
  readonly from: HostName;
  readonly at: Instant;
  readonly cause: InterventionId | null;
}

export function newWatch(fleet: Fleet, scene: () => Scene, from: Instant): Watch {
  const vmsToLook = new Map<string, InterventionId | null>();
  const hostsToLook = new Set<string>();
  const serving = new Map<string, HostName | null>();
  /** VMs whose guest services never answered: there is nothing to wait for. */
  const mute = new Set<string>();
  const down = new Map<string, OpenOutage>();
  const outages = new Map<InterventionId | null, Outage[]>();
  const openGaps = new Map<string, Instant>();
  const gaps: Gap[] = [];
  const rooms = new Map<string, Room[]>();

  function servedBy(vm: string): HostName | null {
    const isServing = (host: HostName) => {
      const copy = scene().vm(host, vm);
      return copy?.state === 'Running' && (copy.heartbeat === 'ok' || (mute.has(vm) && copy.heartbeat === 'none'));
    };
    return scene().holders(vm).find(isServing) ?? null;
  }

  function isCovered(vm: string): boolean {
    return scene()
      .holders(vm)
      .some((host) => {
        const replication = scene().vm(host, vm)?.replication;
        return replication?.mode === 'primary' && replication.state === 'Replicating' && replication.health === 'Normal';
      });
  }

  function freeOn(host: string): number | null {
    const hyperV = scene().observation(host)?.hyperV;
    if (!hyperV) return null;
    const used = hyperV.vms.reduce((sum, vm) => sum + (vm.state === 'Off' ? 0 : vm.memory), 0);
    return hyperV.memory.capacity - (fleet.hosts[host]?.hyperV?.reserve ?? 0) - used;
  }

  function lookAtVm(vm: string, now: Instant, cause: InterventionId | null): void {
    const before = serving.get(vm) ?? null;
    const after = servedBy(vm);
    serving.set(vm, after);
    if (before !== null && after === null) down.set(vm, { vm, from: before, at: now, cause });
    const open = down.get(vm);
    if (after !== null && open !== undefined) {
      down.delete(vm);
      const { cause, ...rest } = open;
      addTo(outages, cause, { ...rest, to: after, until: now });
    }
    if (!Object.hasOwn(fleet.vms, vm) || !fleet.vms[vm]!.replica) return;
    const since = openGaps.get(vm);
    const covered = isCovered(vm);
    if (!covered && since === undefined) openGaps.set(vm, now);
    if (covered && since !== undefined) {
      openGaps.delete(vm);
      gaps.push({ vm: vm as VmName, at: since, until: now });
    }
  }

  return {
    vmChanged: (vm, cause) => vmsToLook.set(vm, vmsToLook.get(vm) ?? cause),
    hostChanged: (host) => hostsToLook.add(host),
    look(now) {
      if (now === from && serving.size === 0) {
        for (const vm of vmsToLook.keys()) {
          const copies = scene()
            .holders(vm)
            .map((host) => scene().vm(host, vm)!);
          if (copies.every((copy) => copy.heartbeat === 'none')) mute.add(vm);
        }
      }
      for (const vm of [...vmsToLook.keys()].sort()) lookAtVm(vm, now, vmsToLook.get(vm)!);
      vmsToLook.clear();
      for (const host of hostsToLook) {
        const free = freeOn(host);
        const known = rooms.get(host);
        if (free === null || known?.at(-1)?.free === free) continue;
        if (known) known.push({ at: now, free });
        else rooms.set(host, [{ at: now, free }]);
      }
      hostsToLook.clear();
    },
    outagesOf: (intervention) => {
      const open = [...down.values()].filter((one) => one.cause === intervention);
      return [
        ...(outages.get(intervention) ?? []),
        ...open.map(({ vm, from: host, at }): Outage => ({ vm, from: host, at, to: null, until: null })),
      ].sort((a, b) => a.at - b.at || (a.vm < b.vm ? -1 : 1));
    },
    gaps: () =>
      [...gaps, ...[...openGaps].map(([vm, at]): Gap => ({ vm: vm as VmName, at, until: null }))].sort(
        (a, b) => a.at - b.at || (a.vm < b.vm ? -1 : 1),
      ),
    capacity: () =>
      [...rooms.keys()].sort().map((host): Capacity => {
        const all = rooms.get(host)!;
        const lowest = all.reduce((least, one) => (one.free < least.free ? one : least));
        return { host: host as HostName, rooms: all, lowest };
      }),
  };
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
