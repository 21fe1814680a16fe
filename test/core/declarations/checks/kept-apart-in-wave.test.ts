import { describeBroken, migration, newPair } from './broken-fleets.ts';

const apart = { 'fleet.yaml': [['  notice:', '  keepApart: [{ name: erp, members: [app-01, db-01] }]\n  notice:']] } as const;

describeBroken('a keepApart set in one wave', [
  {
    name: 'its members would move together',
    edits: apart,
    add: {
      'pair.yaml': newPair,
      'move.yaml': migration
        .replace('[db-01], to: { host: hv-03 }', '[db-01, app-01], to: { host: hv-03 }')
        .replace(/ +- { name: rest.*\n/, ''),
    },
    expected: ['move.yaml:8:35 kept-apart-in-one-wave'],
    says: ['wave "first" moves db-01, app-01, but keepApart "erp" lets only 1', 'each of them in a wave of its own'],
  },
  { name: 'in two waves', edits: apart, add: { 'pair.yaml': newPair, 'move.yaml': migration }, expected: [] },
]);
