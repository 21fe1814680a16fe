/** What work on a VM changes, in the few words of a `Change`. */
import type { VmGoal } from '../model/goal.ts';
import type { HostName } from '../model/ids.ts';
import { assertNever } from '../model/problem.ts';

/** How the difference reads: "not replicated" → "replica on par-hv-02". */
export interface Words {
  readonly from: string;
  readonly to: string;
}

/** From the goal alone, for work that is under way: what it was like before is not known any more. `ran` = the host it ran on. */
export function goalWords(goal: VmGoal, ran: HostName): Words {
  switch (goal.type) {
    case 'replication': {
      const [one, other] = goal.between;
      return { from: '', to: `replica on ${one === ran ? other : one} ${settingsText(goal.frequency, goal.recoveryPoints)}` };
    }
    case 'home':
      return { from: ran, to: goal.at };
    case 'migration':
      return { from: goal.from, to: goal.to };
    case 'settled':
      return settledWords(goal.at, goal.old, goal.replica);
    case 'tested':
      return { from: 'not tested', to: `tested on ${goal.on}` };
    default:
      return assertNever(goal);
  }
}

export function settledWords(at: HostName, old: HostName, replica: HostName | null): Words {
  return { from: `way back to ${old}`, to: replica === null ? `at home on ${at}` : `replica on ${replica}` };
}

/** "every 5 min, 4 recovery points"; the frequency in seconds. */
export function settingsText(frequency: number, points: number): string {
  return `every ${frequency < 60 ? `${frequency} s` : `${frequency / 60} min`}, ${points} recovery ${points === 1 ? 'point' : 'points'}`;
}
