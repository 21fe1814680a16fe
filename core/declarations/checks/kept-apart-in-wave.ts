/** Members of a keepApart set move in different waves: one is well for its soak before the next is touched. */
import type { Move } from './moves.ts';
import { named, type Rule } from './ground.ts';

export const checkKeptApartInWave: Rule = ({ fleet, moves, report }) => {
  if (moves.length === 0) return;
  for (const set of fleet.keepApart) {
    const members = new Set<string>(set.members.map((member) => fleet.hosts[member]?.runsOn ?? member));
    const waves = new Map<string, Move[]>();
    for (const move of moves) {
      if (!members.has(move.vm.name)) continue;
      const key = `${move.migration.name} ${move.wave}`;
      const known = waves.get(key);
      if (known === undefined) waves.set(key, [move]);
      else known.push(move);
    }
    for (const together of waves.values()) {
      if (together.length <= set.max) continue;
      const { migration, wave, pointers } = together[set.max]!;
      report('Migration', migration.name, {
        code: 'kept-apart-in-one-wave',
        pointer: pointers.vm,
        on: 'value',
        message: `wave "${migration.waves[wave]!.name}" moves ${named(together.map((move) => move.vm.name))}, but keepApart "${set.name}" lets only ${set.max} of them be in maintenance at once.`,
        remedy: `move ${set.max === 1 ? 'each of them' : `at most ${set.max} of them`} in a wave of its own, with a soak between`,
      });
    }
  }
};
