import { describeBroken, migration, newPair } from './broken-fleets.ts';

const files = { 'pair.yaml': newPair, 'move.yaml': migration };
const needs = (text: string) => ({ 'vms.yaml': [['  role: sql', `  role: sql\n  ${text}`]] }) as const;

describeBroken('what a VM needs on its hosts', [
  {
    name: 'a switch that the target of its migration has not',
    add: files,
    edits: needs('networks: [{ switch: LAM }]'),
    expected: ['move.yaml:8:28 switch-missing'],
    says: ['"db-01" cannot move to "hv-03"', 'has no switch "LAM".', 'did you mean "LAN"?  switches of hv-03: LAN, Lab'],
  },
  {
    name: 'a VLAN that its switch does not carry',
    add: files,
    edits: needs('networks: [{ switch: LAN, vlan: 30 }]'),
    expected: ['move.yaml:8:28 vlan-missing'],
    says: ['switch "LAN" of host "hv-03"', 'does not carry VLAN 30', 'it carries: 10, 20'],
  },
  {
    name: 'a configuration version that is too new',
    add: files,
    edits: needs('version: "12.0"'),
    expected: ['move.yaml:8:28 vm-version-missing'],
    says: ['cannot run VMs of configuration version 12.0', 'it runs: 9.0, 10.0'],
  },
  {
    name: 'a switch that its own home has not',
    edits: {
      ...needs('networks: [{ switch: LAN }]'),
      'hosts.yaml': [['hyperV: { reserve: 4GiB }', 'hyperV: { reserve: 4GiB, switches: { DMZ: [] } }']],
    },
    expected: ['vms.yaml:19:24 switch-missing'],
    says: ['host "hv-01" has no switch "LAN"', 'switches of hv-01: DMZ'],
  },
  {
    name: 'all that is there: any VLAN, untagged, a version in the list, hosts that do not say',
    add: files,
    edits: needs('version: "9.0"\n  networks: [{ switch: LAN, vlan: 20 }, { switch: Lab, vlan: 99 }, { switch: LAN }]'),
    expected: [],
  },
]);
