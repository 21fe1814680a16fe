import { describeBroken, document, migration, newPair } from './broken-fleets.ts';

const short = document('MaintenanceWindow', 'short', 'opens: { weekly: { day: sunday, at: "06:00" } }\nduration: PT20M');
const policy = document('ReplicationPolicy', 'standard', 'frequency: PT5M\nwindow: short');
const follows = { 'vms.yaml': [['host: hv-02, frequency', 'host: hv-02, policy: standard, frequency']] } as const;

describeBroken('room of windows for VMs', [
  {
    name: 'less than a move with its way back',
    add: { 'short.yaml': short, 'pair.yaml': newPair, 'move.yaml': migration.replace('saturday-night', 'short') },
    expected: ['move.yaml:6:11 window-too-short?'],
    says: ['"short" is open for 20 min, but a move takes', 'with its way back: it would never start', 'in short.yaml'],
  },
  {
    name: 'less than going home',
    edits: follows,
    add: { 'short.yaml': short, 'replication.yaml': policy },
    expected: ['replication.yaml:6:11 window-too-short?'],
    says: ['but going home after a failover takes 35 min'],
  },
  { name: 'a policy that nobody follows', add: { 'short.yaml': short, 'replication.yaml': policy }, expected: [] },
  {
    name: 'enough',
    edits: follows,
    add: { 'short.yaml': short.replace('PT20M', 'PT40M'), 'replication.yaml': policy },
    expected: [],
  },
]);
