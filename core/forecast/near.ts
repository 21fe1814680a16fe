import { hostsOf } from '../interventions/goals.ts';
import type { Fleet } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Intervention, VmInterventionKind } from '../model/intervention.ts';

/** Hosts whose reports decide what may happen on this one: itself, its partner, the hosts of the VM it is the guest of. */
export function nearTo(fleet: Fleet, name: HostName): readonly HostName[] {
  const host = fleet.hosts[name];
  if (host === undefined) return [name];
  const own = host.runsOn === null ? undefined : fleet.vms[host.runsOn];
  const hosts = [name, host.partner, own?.home ?? null, own?.replica?.host ?? null];
  return hosts.filter((one) => one !== null);
}

/** Hosts whose reports an intervention waits for. */
export function hostsOfWork(fleet: Fleet, record: Intervention): readonly HostName[] {
  const vm = record.vm === null ? undefined : fleet.vms[record.vm];
  if (!vm) return nearTo(fleet, record.host);
  return [...new Set([record.host, ...hostsOf(fleet, record.kind as VmInterventionKind, vm)])];
}
