/** What is retired is gone: whatever still names it waits for a machine that never answers. */
import type { Ground, Rule } from './ground.ts';
import { listing } from '../nearest.ts';
import type { Kind } from '../schema/kind.ts';

export const checkRetired: Rule = (ground) => {
  const { fleet, hosts, vms } = ground;
  // a fleet that retired nothing is the usual one
  if (hosts.length === Object.keys(fleet.hosts).length && vms.length === Object.keys(fleet.vms).length) return;
  for (const { name, via } of fleet.backupPolicies) refuseHost(ground, 'BackupPolicy', name, '/spec/veeam/via', via);
  for (const host of hosts) {
    refuseHost(ground, 'Host', host.name, '/spec/partner', host.partner);
    if (host.runsOn !== null) refuseVm(ground, 'Host', host.name, '/spec/runsOn/vm', host.runsOn);
  }
  for (const vm of vms) {
    refuseHost(ground, 'VirtualMachine', vm.name, '/spec/home', vm.home);
    if (vm.replica === null) continue;
    refuseHost(ground, 'VirtualMachine', vm.name, '/spec/replica/host', vm.replica.host);
    refuseHost(ground, 'VirtualMachine', vm.name, '/spec/replica/extended/host', vm.replica.extended?.host ?? null);
  }
};

/** Reports a reference to a host that is retired. */
export function refuseHost(ground: Ground, kind: Kind, name: string, pointer: string, to: string | null): void {
  const host = to === null ? undefined : ground.fleet.hosts[to];
  if (host === undefined || host.lifecycle.retired === null) return;
  const serving = ground.hosts.filter((other) => other.site === host.site && other.hyperV !== null);
  ground.report(kind, name, {
    code: 'retired-host',
    pointer,
    on: 'value',
    message: `host "${host.name}" is retired (${host.lifecycle.retired}).`,
    remedy: `name another; ${listing(
      serving.map((other) => other.name),
      'in service there',
    )}`,
  });
}

/** Reports a reference to a VM that is retired. */
export function refuseVm(ground: Ground, kind: Kind, name: string, pointer: string, to: string): void {
  const vm = ground.fleet.vms[to];
  if (vm === undefined || vm.lifecycle.retired === null) return;
  ground.report(kind, name, {
    code: 'retired-vm',
    pointer,
    on: 'value',
    message: `VM "${to}" is retired (${vm.lifecycle.retired}).`,
    remedy: 'name a VM in service, or remove the reference with it',
  });
}
