/**
 * Where each VM of a migration goes. A site is a choice that the declarations alone decide, so that controller and agents,
 * which read the same ones, choose alike.
 */
import type { Host, MigrationWave } from '../model/fleet.ts';
import type { HostName, SiteName, VmName } from '../model/ids.ts';
import type { WaveDraft } from './kinds.ts';
import type { Registry, ReportAt } from './registry.ts';

export type Targets = MigrationWave['to'];

/** By name of the migration: where the VMs of each wave go. VMs and hosts that nobody declared are left out. */
export type TargetsByMigration = ReadonlyMap<string, readonly Targets[]>;

/** @param partial hosts of a site may not be at hand, so that nothing can be said of a site without any. */
export function targetsOf(registry: Registry, partial: boolean, report: ReportAt): TargetsByMigration {
  const found = new Map<string, readonly Targets[]>();
  const migrations = registry.all('Migration');
  if (migrations.length === 0) return found;
  const declaredRoom = roomOf(registry);
  for (const declared of migrations) {
    // each by itself: what another migration says never sends these VMs elsewhere
    const room = declaredRoom();
    const waves = declared.model.waves.map((wave, index) => {
      const { site } = wave.to;
      const declaredSite = site !== null && registry.declared('Site').has(site);
      if (declaredSite && !partial && !registry.mayHide('Host') && room.hostsOf(site).length === 0) {
        report(declared, {
          code: 'site-without-hyper-v',
          pointer: `/spec/waves/${index}/to/site`,
          on: 'value',
          message: `no Hyper-V host of site "${site}" could take the VMs.`,
          remedy: 'name another site, or a host',
        });
      }
      return targetsOfWave(registry, room, wave);
    });
    found.set(declared.name, waves);
  }
  return found;
}

function targetsOfWave(registry: Registry, room: Room, wave: WaveDraft): Targets {
  const to: Record<string, { host: HostName; replica: HostName | null }> = {};
  for (const name of wave.vms.toSorted()) {
    const vm = registry.get('VirtualMachine', name);
    const own = Object.hasOwn(wave.except, name) ? wave.except[name] : undefined;
    const { replica } = own ?? wave.to;
    const host = own?.host ?? wave.to.host ?? (vm && wave.to.site && room.best(wave.to.site, vm.home));
    if (vm === null || host === null) continue;
    room.put(name, host);
    const partner = vm.replica === null ? null : (registry.get('Host', host)?.partner ?? null);
    to[name] = { host, replica: replica ?? partner };
  }
  return to;
}

/** Memory that is left on Hyper-V hosts, by what is declared. */
interface Room {
  /** Hyper-V hosts in service at a site, by name. */
  hostsOf(site: SiteName): readonly Host[];
  /** The host of the site with the most memory left; its home, when that is there; null when the site has none. */
  best(site: SiteName, home: HostName): HostName | null;
  /** The VM is counted there from now on. */
  put(vm: VmName, host: HostName): void;
}

/** Makes the room before anything has moved. */
function roomOf(registry: Registry): () => Room {
  const bySite = new Map<string, Host[]>();
  const atFirst = new Map<string, number>();
  for (const { model: host } of registry.all('Host')) {
    if (host.hyperV === null || host.lifecycle.retired !== null) continue;
    const list = bySite.get(host.site);
    if (list === undefined) bySite.set(host.site, [host]);
    else list.push(host);
    // where no memory is declared, the load alone decides
    atFirst.set(host.name, (host.hyperV.memory ?? 0) - host.hyperV.reserve);
  }
  for (const { model: vm } of registry.all('VirtualMachine')) {
    if (vm.lifecycle.retired === null) take(atFirst, vm.home, vm.memory);
  }
  return () => roomLeft(registry, bySite, new Map(atFirst));
}

function take(left: Map<string, number>, host: HostName, bytes: number): void {
  const known = left.get(host);
  if (known !== undefined) left.set(host, known - bytes);
}

function roomLeft(registry: Registry, bySite: ReadonlyMap<string, readonly Host[]>, left: Map<string, number>): Room {
  const hostsOf = (site: SiteName) => bySite.get(site) ?? [];
  return {
    hostsOf,
    best(site, home) {
      const hosts = hostsOf(site);
      if (hosts.some((host) => host.name === home)) return home;
      let best: Host | null = null;
      for (const host of hosts) if (best === null || left.get(host.name)! > left.get(best.name)!) best = host;
      return best?.name ?? null;
    },
    put(name, host) {
      const vm = registry.get('VirtualMachine', name);
      if (vm === null || vm.home === host) return;
      take(left, vm.home, -vm.memory);
      take(left, host, vm.memory);
    },
  };
}
