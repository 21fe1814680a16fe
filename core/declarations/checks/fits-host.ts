/** A VM needs its switches, its VLANs and its configuration version on every host it is declared to run on, now or in the end. */
import type { Host, VirtualMachine } from '../../model/fleet.ts';
import type { HostName } from '../../model/ids.ts';
import type { Finding } from '../finding.ts';
import { listing, suggestion } from '../nearest.ts';
import type { Rule } from './ground.ts';

export const checkFitsHost: Rule = ({ host: hostNamed, vms, moves, report }) => {
  for (const vm of vms) {
    if (vm.networks.length === 0 && vm.version === null) continue;
    for (const name of placesOf(vm)) {
      const host = hostNamed(name);
      if (host !== undefined) for (const lack of lacks(vm, host)) report('VirtualMachine', vm.name, lack);
    }
  }
  for (const { migration, vm, to, replica, pointers } of moves) {
    for (const host of replica === null || replica === to ? [to] : [to, replica]) {
      // what a VM lacks where it is today was told there
      if (placesOf(vm).includes(host.name)) continue;
      const [first] = lacks(vm, host);
      if (first === undefined) continue;
      const message = `"${vm.name}" cannot ${host === to ? 'move to' : 'have its replica on'} "${host.name}": ${first.message}`;
      report('Migration', migration.name, { ...first, pointer: pointers.vm, message });
      // the partner most often lacks the same
      break;
    }
  }
};

/** Its home and the hosts of its copies, each once. */
function placesOf({ home, replica }: VirtualMachine): readonly HostName[] {
  const places = [home];
  for (const host of [replica?.host, replica?.extended?.host])
    if (host !== undefined && !places.includes(host)) places.push(host);
  return places;
}

/** What the host does not offer, at the places of the VM that ask for it; nothing where the host leaves it to what it reports. */
function lacks(vm: VirtualMachine, { name, hyperV }: Host): readonly Finding[] {
  if (hyperV === null) return [];
  const found: Finding[] = [];
  const { switches, vmVersions } = hyperV;
  vm.networks.forEach((network, i) => {
    if (switches === null) return;
    const at = `/spec/networks/${i}`;
    const vlans = Object.hasOwn(switches, network.switch) ? switches[network.switch]! : undefined;
    if (vlans === undefined) {
      found.push({
        code: 'switch-missing',
        pointer: `${at}/switch`,
        on: 'value',
        message: `host "${name}" has no switch "${network.switch}".`,
        remedy: suggestion(network.switch, Object.keys(switches), `switches of ${name}`),
      });
    } else if (network.vlan !== null && vlans.length > 0 && !vlans.includes(network.vlan)) {
      found.push({
        code: 'vlan-missing',
        pointer: `${at}/vlan`,
        on: 'value',
        message: `switch "${network.switch}" of host "${name}" does not carry VLAN ${network.vlan}.`,
        remedy: listing(vlans.map(String), 'it carries'),
      });
    }
  });
  if (vm.version !== null && vmVersions !== null && !vmVersions.includes(vm.version)) {
    found.push({
      code: 'vm-version-missing',
      pointer: '/spec/version',
      on: 'value',
      message: `host "${name}" cannot run VMs of configuration version ${vm.version}.`,
      remedy: `${listing(vmVersions, 'it runs')}; a version is never lowered, so name a host that runs it`,
    });
  }
  return found;
}
