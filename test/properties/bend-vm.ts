/** What can be otherwise than on a good day about VMs and the work on them. */
import { goalDigest, goalOf } from '#core/interventions/goals.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { type CallName, interventionId, type VmName } from '#core/model/ids.ts';
import { type Intervention, VmInterventionKind } from '#core/model/intervention.ts';
import type { PlanInput } from '#core/model/plan.ts';
import { assertNever } from '#core/model/problem.ts';
import { type Instant, minute } from '#core/model/time.ts';
import type { Draft } from '../core/planner/scene.ts';

export const VmOddity = [
  'vm-away',
  'vm-settings',
  'vm-tested',
  'vm-moved',
  'vm-healed',
  'vm-failed',
  'vm-at-work',
  'switches',
  'certificate',
  'backed-up',
] as const;
export type VmOddity = (typeof VmOddity)[number];

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];

export function bendVm(input: Draft<PlanInput>, kind: VmOddity, a: number, b: number): void {
  const fleet = input.fleet as Fleet;
  const names = Object.keys(fleet.vms).sort() as VmName[];
  // what a migration has its hands on is not healed
  const able = kind === 'vm-healed' ? names.filter((name) => goalOf(fleet, 'replicate', name) !== null) : names;
  const vm = able.length === 0 ? undefined : pick(able, a);
  if (vm === undefined) return;
  const declared = fleet.vms[vm]!;
  const hosts = Object.values(input.observations);
  const at = (minutesAgo: number) => (input.now - minutesAgo * minute) as Instant;
  const work = (which: VmInterventionKind, change: Partial<Intervention>) => {
    const goal = goalOf(fleet, which, vm);
    if (goal === null) return;
    const call = (which === 'migrate' || which === 'finish-migration' ? 'away' : 'standard') as CallName;
    const number = input.interventions.length + 1;
    const made: Intervention = {
      id: interventionId(call, vm, number),
      kind: which,
      host: declared.home,
      vm,
      call,
      attempt: 1,
      target: goalDigest(goal),
      commit: input.commit,
      startedAt: at(180 + (b % 60)),
      steps: [],
      verifiedAt: null,
      outcome: null,
      endedAt: null,
      why: '',
      ...change,
    };
    input.interventions.push(structuredClone(made) as Draft<Intervention>);
  };
  const copy = (host: string) => input.observations[host]?.hyperV?.vms.find((one) => one.name === vm);
  const goes = (to: string) => {
    const old = copy(declared.home);
    const there = input.observations[to]?.hyperV;
    if (!old || !there || to === declared.home) return;
    const next = structuredClone(old);
    if (next.replication) next.replication.partner = declared.home;
    there.vms = [...there.vms.filter((one) => one.name !== vm), next];
    Object.assign(old, { state: 'Off', heartbeat: 'none' });
    if (old.replication) Object.assign(old.replication, { mode: 'replica', partner: to });
  };
  const ended = { outcome: 'succeeded', endedAt: at(b % 120) } as const;
  switch (kind) {
    case 'vm-away':
      return goes(declared.replica?.host ?? declared.home);
    case 'vm-settings':
      for (const host of hosts) {
        const one = host.hyperV?.vms.find((seen) => seen.name === vm && seen.state === 'Running');
        if (one?.replication) Object.assign(one.replication, { frequency: b % 2 === 0 ? 900 : 300, recoveryPoints: b % 3 });
      }
      return;
    case 'vm-tested':
      return work('test-failover', { ...ended, endedAt: at((b % 40) * 1440) });
    case 'vm-moved': {
      const goal = goalOf(fleet, 'migrate', vm);
      if (goal?.type !== 'migration') return;
      goes(goal.to);
      const minutesAgo = (b % 80) * 60;
      return work('migrate', { ...ended, verifiedAt: at(minutesAgo), endedAt: at(minutesAgo) });
    }
    case 'vm-healed': {
      const here = copy(declared.home);
      if (here?.replication) here.replication.state = 'Error';
      for (let times = 0; times <= (b % 5 === 0 ? 3 : b % 2); times++)
        work('replicate', { ...ended, endedAt: at((b % 120) + times * 1440) });
      return;
    }
    case 'vm-failed': {
      const which = pick(VmInterventionKind, b)!;
      return work(which, { outcome: b % 2 === 0 ? 'failed' : 'rolled-back', endedAt: at(60), why: 'x' });
    }
    case 'vm-at-work': {
      const touched = new Set(input.interventions.filter((one) => one.outcome === null).map((one) => one.host as string));
      if (touched.size === 0) work(pick(VmInterventionKind, b)!, {});
      return;
    }
    case 'switches':
      input.fleet.vms[vm]!.networks = [{ switch: 'prod', vlan: null }];
      for (const host of hosts) if (host.hyperV) host.hyperV.switches = b % 2 === 0 ? [] : ['prod'];
      return;
    case 'certificate': {
      const host = pick(
        hosts.filter((one) => one.hyperV),
        b,
      );
      if (host?.hyperV) host.hyperV.certificateDaysLeft = b % 30;
      return;
    }
    case 'backed-up': {
      const all = Object.keys(fleet.vms).map((name): [string, number] => [name, at((b % 40) * 60)]);
      input.observations['hv-0a']!.backups = { veeam: { paused: [], running: false, lastSuccess: Object.fromEntries(all) } };
      return;
    }
    default:
      return assertNever(kind);
  }
}
