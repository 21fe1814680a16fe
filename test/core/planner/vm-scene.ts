/** A Saturday night on which work on VMs may start: two pairs of hosts, replicated VMs, and a migration where one is asked for. */
import { describe as describeWorld } from '#agent/simulated-world/describe.ts';
import { createWorld, observe } from '#agent/simulated-world/world.ts';
import { goalDigest, goalOf, kindOfGoal } from '#core/interventions/goals.ts';
import { interestOf } from '#core/interventions/interest.ts';
import type { PatchState } from '#core/model/action.ts';
import type { CallName, VmName } from '#core/model/ids.ts';
import { interventionId } from '#core/model/ids.ts';
import type { Intervention, VmInterventionKind } from '#core/model/intervention.ts';
import type { Observation, ObservedVm } from '#core/model/observation.ts';
import type { PlanInput, Verdict } from '#core/model/plan.ts';
import { after, day, duration, type Instant, minute } from '#core/model/time.ts';
import { plan } from '#core/planner/plan.ts';
import { loaded } from '../interventions/drive.ts';
import { movingFiles, type Scenery } from '../interventions/moving.ts';
import { commit, type Draft, saturday21 } from './scene.ts';

export type Input = Draft<PlanInput>;

const current: PatchState = { type: 'windows', build: '20348.5622' };
const builds = Object.fromEntries(['hv-01', 'hv-02', 'hv-03', 'hv-04'].map((host) => [host, current]));

/** Everything seen a minute ago, told eight days ago. */
export function vmScene(scenery: Scenery = {}, now: Instant = saturday21): Input {
  const fleet = loaded(movingFiles(scenery));
  const web: PatchState = { type: 'debian', packages: { jq: '1.6-2.1+deb12u1' } };
  const world = createWorld(describeWorld(fleet, { builds: { ...builds, 'web-01': web }, seed: 'scene', now }));
  const observations: Record<string, Observation> = {};
  const seenAt: Record<string, Instant> = {};
  for (const host of Object.values(fleet.hosts)) {
    const answer = observe(world, host.name, interestOf(fleet, host.name), now);
    if ('ok' in answer) observations[host.name] = answer.ok;
    seenAt[host.name] = after(now, duration(-1 * minute));
  }
  const input: PlanInput = {
    fleet,
    commit,
    review: 'reviewed',
    reviewedIntent: null,
    earlier: {},
    observations,
    seenAt,
    interventions: [],
    notices: [],
    stops: [],
    now,
  };
  return structuredClone(input) as Input;
}

/** As if people had been told of all that is wanted now, eight days ago. */
export function tellAll(input: Input): Input {
  const bare = structuredClone({ ...input, now: (input.now - 8 * day) as Instant, notices: [] }) as PlanInput;
  const seenAt = Object.fromEntries(Object.keys(input.seenAt).map((host) => [host, bare.now]));
  input.notices = structuredClone(plan({ ...bare, seenAt }).noticesDue) as Input['notices'];
  return input;
}

export function verdictOfVm(input: Input, name: string): Verdict {
  return plan(input as PlanInput).verdicts[`VirtualMachine/${name}`]!;
}

export function copyOn(input: Input, host: string, vm: string): Draft<ObservedVm> {
  const copy = input.observations[host]!.hyperV!.vms.find((one) => one.name === vm);
  if (!copy) throw new Error(`${host} has no ${vm}`);
  return copy as Draft<ObservedVm>;
}

/** Moves the VM to the other host of its relation, in perfect order. */
export function flip(input: Input, vm: string, from: string, to: string): void {
  const old = copyOn(input, from, vm);
  const copy = structuredClone(old);
  copy.replication = old.replication && { ...old.replication, partner: from };
  const there = input.observations[to]!.hyperV!.vms;
  input.observations[to]!.hyperV!.vms = [...there.filter((one) => one.name !== vm), copy].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  Object.assign(old, { state: 'Off', heartbeat: 'none' });
  old.replication = old.replication && {
    mode: 'replica',
    state: 'Replicating',
    health: 'Normal',
    partner: to,
  };
}

/** An intervention on a VM towards what is declared now, ended well an hour ago unless the change says otherwise. */
export function vmRecord(
  input: Input,
  kind: VmInterventionKind,
  vm: string,
  change: Partial<Intervention> & { readonly number?: number } = {},
): Draft<Intervention> {
  const fleet = input.fleet as PlanInput['fleet'];
  const goal = goalOf(fleet, kind, vm as VmName);
  if (goal === null || kindOfGoal(goal) !== kind) throw new Error(`nothing asks for ${kind} of ${vm}`);
  const call = (kind === 'migrate' || kind === 'finish-migration' ? 'erp' : 'standard') as CallName;
  const { number = 1, ...rest } = change;
  const ended = after(input.now, duration(-60 * minute));
  const made: Intervention = {
    id: interventionId(call, vm as VmName, number),
    kind,
    host: fleet.vms[vm]!.home,
    vm: vm as VmName,
    call,
    attempt: 1,
    target: goalDigest(goal),
    commit: input.commit,
    startedAt: after(input.now, duration(-90 * minute)),
    steps: [],
    verifiedAt: ended,
    outcome: 'succeeded',
    endedAt: ended,
    why: '',
    ...rest,
  };
  return structuredClone(made) as Draft<Intervention>;
}

/** Under way: nothing verified, nothing ended. */
export const underWay = { verifiedAt: null, outcome: null, endedAt: null } as const;
