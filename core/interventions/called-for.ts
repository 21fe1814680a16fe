/** What a commit calls for on a host: planner and agents ask the same, so that neither begins what the other refuses. */
import type { Fleet, Host, PatchRollout, Target } from '../model/fleet.ts';
import type { Intervention } from '../model/intervention.ts';
import { goalDigest } from './goals.ts';
import { indexOf } from './fleet-index.ts';

export interface Call {
  readonly host: Host;
  readonly rollout: PatchRollout;
  readonly target: Target;
}

/** What `rollout` asks of `host` at this commit; null when it selects the host no more, or names nothing for its product. */
export function callFor(fleet: Fleet, host: string, rollout: string): Call | null {
  const declared = Object.hasOwn(fleet.hosts, host) ? fleet.hosts[host] : undefined;
  const place =
    declared &&
    indexOf(fleet)
      .places(host)
      .find((one) => one.rollout.name === rollout);
  const target = place && fleet.baselines[place.rollout.baseline]?.products[declared.product];
  return target ? { host: declared, rollout: place.rollout, target } : null;
}

/** Whether anything of this name still calls for work: what was done in its name is then kept in mind. */
export function isDeclared(fleet: Fleet, call: string): boolean {
  return [fleet.rollouts, fleet.migrations, fleet.replicationPolicies].some((declared) => Object.hasOwn(declared, call));
}

/** As `callFor`, for work begun under an earlier commit: a later one may have withdrawn the rollout, the host or the target. */
export function stillCalledFor(fleet: Fleet, host: string, rollout: string, target: Intervention['target']): Call | null {
  const call = callFor(fleet, host, rollout);
  return call !== null && goalDigest(call.target) === target ? call : null;
}
