/** What an intervention is to reach: its digest stands in the record, so that nothing goes on towards another goal. */
import type { Target } from './fleet.ts';
import type { HostName } from './ids.ts';

/** Goals of VMs, functions of the declarations alone (`interventions/goals.ts`). Frequencies in seconds. */
export type VmGoal =
  | {
      readonly type: 'replication';
      /** The two hosts, the declared home first; which side is primary follows from where the VM runs. */
      readonly between: readonly [HostName, HostName];
      readonly frequency: number;
      readonly recoveryPoints: number;
    }
  | { readonly type: 'home'; readonly at: HostName }
  | {
      readonly type: 'migration';
      readonly from: HostName;
      readonly to: HostName;
      readonly method: 'planned-failover' | 'export-import';
    }
  | {
      readonly type: 'settled';
      readonly at: HostName;
      /** The copy there is deleted. */
      readonly old: HostName;
      readonly replica: HostName | null;
    }
  | { readonly type: 'tested'; readonly on: HostName };

export type Goal = Target | VmGoal;

/** What hosts are patched to; all other goals are of VMs. */
export function isTarget(goal: Goal): goal is Target {
  return goal.type === 'windows' || goal.type === 'debian';
}
