/** The line of the fleet repo that says what a host or VM shall be. */
import { lineOf, vmCallFor } from '../interventions/called-for.ts';
import { kindOfGoal } from '../interventions/goals.ts';
import type { Fleet, Host, PatchRollout, Target } from '../model/fleet.ts';
import { isTarget } from '../model/goal.ts';
import type { CommitId } from '../model/ids.ts';
import { describeTarget } from '../model/patch-level.ts';
import type { PlanInput, ResourceKey, Verdict } from '../model/plan.ts';
import { targetLine } from '../planner/intent.ts';
import { fleetOf } from '../planner/running.ts';
import { standingOf } from '../planner/host-standing.ts';
import { survey, type Survey } from '../planner/survey.ts';

export interface Declared {
  /** "20348.4405", "home par-hv-01, replica on par-hv-02". */
  readonly what: string;
  /** `baselines/2026-11.yaml:9` */
  readonly line: string;
  /** The commit whose declarations count here: of the intervention under way, else the one in force. */
  readonly commit: CommitId;
}

/** Null when nothing asks for anything there. */
export function declaredOf(input: PlanInput, key: ResourceKey, verdict: Verdict, s: Survey = survey(input)): Declared | null {
  const name = key.slice(key.indexOf('/') + 1);
  if (key.startsWith('VirtualMachine/')) return declaredVm(input, name, verdict);
  const current = 'intervention' in verdict ? input.interventions.find((one) => one.id === verdict.intervention) : undefined;
  const fleet = current && fleetOf(input.fleet, input, current);
  if (current && fleet) return declaredTarget(fleet, current.commit, fleet.hosts[name], fleet.rollouts[current.call]);
  const host = input.fleet.hosts[name];
  const rollout = host && rolloutFor(s, host, verdict);
  return declaredTarget(input.fleet, input.commit, host, rollout);
}

function rolloutFor(s: Survey, host: Host, verdict: Verdict): PatchRollout | undefined {
  if ('change' in verdict) return s.fleet.rollouts[verdict.change.call];
  const observation = s.observation(host.name);
  const standing = observation && standingOf(s, host, observation);
  if (standing?.type === 'wants') return standing.candidate.place.rollout;
  return s.places(host.name).find(({ rollout }) => targetFor(s.fleet, host, rollout) !== undefined)?.rollout;
}

function targetFor(fleet: Fleet, host: Host, rollout: PatchRollout): Target | undefined {
  return fleet.baselines[rollout.baseline]?.products[host.product];
}

function declaredTarget(
  fleet: Fleet,
  commit: CommitId,
  host: Host | undefined,
  rollout: PatchRollout | undefined,
): Declared | null {
  const target = host && rollout && targetFor(fleet, host, rollout);
  if (!host || !rollout || !target) return null;
  return { what: describeTarget(target), line: targetLine(fleet, rollout, host, target), commit };
}

/** What calls for the work on it, where some is wanted or under way; else where it belongs. */
function declaredVm(input: PlanInput, name: string, verdict: Verdict): Declared | null {
  const current = 'intervention' in verdict ? input.interventions.find((one) => one.id === verdict.intervention) : undefined;
  const began = current?.vm === name ? fleetOf(input.fleet, input, current) : undefined;
  const fleet = began ?? input.fleet;
  const commit = began && current ? current.commit : input.commit;
  const vm = fleet.vms[name];
  if (!vm) return null;
  const replica = vm.replica === null ? 'no replica' : `replica on ${vm.replica.host}`;
  const what = `home ${vm.home}, ${replica}`;
  const change = 'change' in verdict && verdict.change.vm === name ? verdict.change : null;
  const call = change === null || isTarget(change.target) ? null : vmCallFor(fleet, kindOfGoal(change.target), vm.name);
  if (call?.goal.type === 'migration' || call?.goal.type === 'settled')
    return { what: `${what}; migration ${call.name}`, line: call.line, commit };
  return { what, line: call?.line ?? lineOf(vm.origin, '/spec/home'), commit };
}
