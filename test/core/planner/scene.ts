/** A Saturday night on which every host of the tiny fleet may start: what tests bend out of shape. */
import { describe as describeWorld } from '#agent/simulated-world/describe.ts';
import { createWorld, observe } from '#agent/simulated-world/world.ts';
import { goalDigest } from '#core/interventions/goals.ts';
import { interestOf } from '#core/interventions/interest.ts';
import { actionId, type CommitId, type Digest, type HostName, type InterventionId, interventionId } from '#core/model/ids.ts';
import type { Intervention, StepRecord } from '#core/model/intervention.ts';
import type { Observation } from '#core/model/observation.ts';
import type { PlanInput, Verdict } from '#core/model/plan.ts';
import { after, day, duration, type Instant, instantOf, minute } from '#core/model/time.ts';
import { plan } from '#core/planner/plan.ts';
import { tinyWith, lastMonth, type TinyChange } from '../interventions/tiny.ts';
import { loaded } from '../interventions/drive.ts';

/** All of `T`, open to change. */
export type Draft<T> = T extends string | number | boolean | null | undefined ? T : { -readonly [K in keyof T]: Draft<T[K]> };

export const saturday21 = instantOf('2026-11-21T21:00+01:00');
export const commit = 'c'.repeat(40) as CommitId;

/** Everything seen a minute ago, told eight days ago. */
export function scene(change: TinyChange = {}, now: Instant = saturday21): Draft<PlanInput> {
  const fleet = loaded(tinyWith(change));
  const world = createWorld(describeWorld(fleet, { builds: lastMonth, seed: 'scene', now }));
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
  const told = plan({ ...input, now: after(now, duration(-8 * day)) }).noticesDue;
  return structuredClone({ ...input, notices: told }) as Draft<PlanInput>;
}

export function verdictOf(input: Draft<PlanInput>, name: string): Verdict {
  const { verdicts } = plan(input as PlanInput);
  return (verdicts[`Host/${name}`] ?? verdicts[`VirtualMachine/${name}`])!;
}

export function record(
  input: Draft<PlanInput>,
  host: string,
  change: Partial<Intervention> & { readonly number?: number } = {},
): Draft<Intervention> {
  const fleet = input.fleet as PlanInput['fleet'];
  const rollout = fleet.rollouts['november-2026']!;
  const declared = fleet.hosts[host]!;
  const { number = 1, ...rest } = change;
  const made: Intervention = {
    id: interventionId(rollout.name, declared.name, number),
    kind: declared.hyperV !== null ? 'patch-hypervisor' : declared.runsOn !== null ? 'patch-guest' : 'patch-server',
    host: declared.name,
    vm: null,
    call: rollout.name,
    attempt: rollout.attempt,
    target: goalDigest(fleet.baselines[rollout.baseline]!.products[declared.product]!),
    commit: input.commit,
    startedAt: after(input.now, duration(-30 * minute)),
    steps: [],
    verifiedAt: null,
    outcome: null,
    endedAt: null,
    why: '',
    ...rest,
  };
  return structuredClone(made) as Draft<Intervention>;
}

/** A step that ended half a minute before the hosts were last seen. */
export function step(one: Draft<Intervention>, on: string, name: string, change: Partial<StepRecord> = {}): Draft<StepRecord> {
  const at = after(one.startedAt, duration(28 * minute));
  const kinds: Readonly<Record<string, StepRecord['kind']>> = {
    install: 'update.install',
    rollback: 'update.rollback',
    reboot: 'host.reboot',
    'rollback-reboot': 'host.reboot',
    checkpoint: 'checkpoint.create',
    revert: 'checkpoint.revert',
    remove: 'checkpoint.remove',
    stop: 'vm.stop',
    prepare: 'failover.prepare',
    takeover: 'failover.start',
    reverse: 'failover.reverse',
    start: 'vm.start',
  };
  const made: StepRecord = {
    action: actionId('tiny' as Parameters<typeof actionId>[0], on as HostName, one.id as InterventionId, name, 1),
    step: name,
    host: on as HostName,
    kind: name.startsWith('freeze/') ? 'backup.pause' : kinds[name.split('/').at(-1)!]!,
    claimedAt: at,
    sequence: 1,
    epoch: 1,
    expires: after(at, duration(15 * minute)),
    planId: '0'.repeat(64) as Digest,
    state: 'done',
    startedAt: at,
    endedAt: at,
    code: null,
    detail: '',
    before: null,
    resolvedBy: null,
    ...change,
  };
  return structuredClone(made) as Draft<StepRecord>;
}
