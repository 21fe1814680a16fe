/** The line of the fleet repo that says what a host or VM shall be. */
import type { Fleet, Host, PatchRollout, Target } from '../model/fleet.ts';
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
  if (key.startsWith('VirtualMachine/')) return declaredVm(input, name);
  const current = 'intervention' in verdict ? input.interventions.find((one) => one.id === verdict.intervention) : undefined;
  const fleet = current && fleetOf(input, current);
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

function declaredVm({ fleet, commit }: PlanInput, name: string): Declared | null {
  const vm = fleet.vms[name];
  if (!vm) return null;
  const replica = vm.replica === null ? 'no replica' : `replica on ${vm.replica.host}`;
  const { file, line, lines } = vm.origin;
  return { what: `home ${vm.home}, ${replica}`, line: `${file}:${lines['/spec/home'] ?? line}`, commit };
}
