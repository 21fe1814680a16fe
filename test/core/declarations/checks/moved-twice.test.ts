import { describeBroken, migration, newPair } from './broken-fleets.ts';

const second = migration
  .replace('to-new-pair', 'again')
  .replace('vms: [db-01]', 'vms: [web-vm]')
  .replace('host: hv-04', 'host: hv-03');

describeBroken('VMs in two migrations', [
  {
    name: 'one that both move, and one that nobody declared',
    add: { 'pair.yaml': newPair, 'move.yaml': migration, 'second.yaml': second },
    expected: ['move.yaml:9:27 vm-in-two-migrations', 'second.yaml:8:28 unknown-vm'],
    says: ['migration "again" moves "app-01", too, to "hv-03"', 'leave the VM out of one of the two'],
  },
  {
    name: 'twice in one migration, in another order than that of names',
    add: { 'pair.yaml': newPair, 'move.yaml': migration.replace('[db-01]', '[db-01, app-01]') },
    expected: ['move.yaml:9:27 repeated-name'],
  },
]);
