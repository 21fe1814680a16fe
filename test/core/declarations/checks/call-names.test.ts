import { describeBroken, migration, newPair } from './broken-fleets.ts';

describeBroken('names of what calls for work', [
  {
    name: 'a migration called as a rollout',
    add: { 'pair.yaml': newPair, 'move.yaml': migration.replace('to-new-pair', 'november-2026') },
    expected: ['move.yaml:3:19 name-taken'],
    says: ['the rollout at rollout.yaml:11 is called "november-2026", too', 'share their names'],
  },
  { name: 'a migration with a name of its own', add: { 'pair.yaml': newPair, 'move.yaml': migration }, expected: [] },
]);
