/** One VM, one migration: two of them would send it to two places. */
import type { Move } from './moves.ts';
import type { Rule } from './ground.ts';

export const checkMovedTwice: Rule = ({ moves, report }) => {
  const first = new Map<string, Move>();
  for (const move of moves) {
    const { migration, vm, pointers } = move;
    const other = first.get(vm.name);
    if (other === undefined) first.set(vm.name, move);
    // twice in one document was reported where it was read
    else if (other.migration !== migration) {
      report('Migration', migration.name, {
        code: 'vm-in-two-migrations',
        pointer: pointers.vm,
        on: 'value',
        message: `migration "${other.migration.name}" moves "${vm.name}", too, to "${other.to.name}".`,
        remedy: 'remove the migration that is over, or leave the VM out of one of the two',
      });
    }
  }
};
