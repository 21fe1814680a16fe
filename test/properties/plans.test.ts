/** What holds for every plan of every fleet, whatever was observed and whatever happened before. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { goalDigest, hostsOf, kindOfGoal } from '#core/interventions/goals.ts';
import { beginIntervention } from '#core/interventions/begin.ts';
import type { VmGoal } from '#core/model/goal.ts';
import type { HostName, ResourceKey } from '#core/model/ids.ts';
import type { VmInterventionKind } from '#core/model/intervention.ts';
import type { NextStep, Plan, PlanInput, Verdict } from '#core/model/plan.ts';
import { after, day, duration, type Instant } from '#core/model/time.ts';
import { admitOne, plan } from '#core/planner/plan.ts';
import { inScope } from '#core/windows/freeze.ts';
import { isOpen } from '#core/windows/window.ts';
import { step } from '../core/planner/scene.ts';
import { gist, inputOf, seed, shuffled, type World, world } from './generate.ts';
import { newMeter } from './meter.ts';

const runs = 400;
const meter = newMeter();

/** Every property gets the same inputs and plans, each made once. */
let cases: readonly { readonly sample: World; readonly input: PlanInput; readonly made: Plan }[] = [];

function everyPlan(check: (input: PlanInput, made: Plan) => void): void {
  for (const { sample, input, made } of cases) {
    try {
      check(input, made);
    } catch (error) {
      throw new Error(`with ${JSON.stringify(sample)}`, { cause: error });
    }
  }
}

const hostVerdicts = (made: Plan): readonly (readonly [HostName, Verdict])[] =>
  Object.entries(made.verdicts).flatMap(([key, verdict]) =>
    key.startsWith('Host/') ? [[key.slice('Host/'.length) as HostName, verdict] as const] : [],
  );
const readyIn = (made: Plan) =>
  hostVerdicts(made).flatMap(([host, verdict]) => (verdict.status === 'ready' ? [{ host, verdict }] : []));
const runningIn = (input: PlanInput) =>
  input.interventions.filter((one) => one.outcome === null && one.vm === null).map((one) => one.host);
const readyVms = (made: Plan) =>
  Object.entries(made.verdicts).flatMap(([key, verdict]) =>
    key.startsWith('VirtualMachine/') && verdict.status === 'ready' ? [{ key: key as ResourceKey, verdict }] : [],
  );
/** Hosts that work on a VM, ready or under way, touches. */
const touchedByVms = (input: PlanInput, made: Plan): ReadonlySet<HostName> => {
  const ready = readyVms(made).map(({ verdict: { change } }) => ({ vm: change.vm!, kind: kindOfGoal(change.target as VmGoal) }));
  const running = input.interventions.flatMap((one) =>
    one.vm !== null && one.outcome === null ? [{ vm: one.vm, kind: one.kind as VmInterventionKind }] : [],
  );
  return new Set([...ready, ...running].flatMap(({ vm, kind }) => hostsOf(input.fleet, kind, input.fleet.vms[vm]!)));
};

describe('every plan', function () {
  this.timeout(60_000);

  before(() => {
    cases = fc.sample(world, { seed, numRuns: runs }).map((sample) => {
      const input = inputOf(sample);
      return { sample, input, made: plan(input) };
    });
  });

  it('is the same for the same input in any order', () => {
    let number = 0;
    everyPlan((input, made) => {
      const other = plan(shuffled(structuredClone(input), ++number));
      assert.deepEqual(other, made);
      assert.deepEqual(Object.keys(other.verdicts), Object.keys(made.verdicts), 'even its keys');
    });
  });

  it('has exactly one verdict for every declared host and VM', () => {
    everyPlan(({ fleet }, made) => {
      meter.see(made);
      const wanted = [
        ...Object.keys(fleet.hosts).map((name) => `Host/${name}`),
        ...Object.keys(fleet.vms).map((name) => `VirtualMachine/${name}`),
      ];
      assert.deepEqual(Object.keys(made.verdicts).sort(), wanted.sort());
    });
  });

  it('lets nothing start without review, facts, notice and window, or against a stop, hold or freeze', () => {
    everyPlan((input, made) => {
      const { fleet, now } = input;
      for (const { host, verdict } of readyIn(made)) {
        const rollout = fleet.rollouts[verdict.change.call]!;
        const declared = fleet.hosts[host]!;
        assert.equal(input.review, 'reviewed');
        for (const one of [host, ...(declared.partner ? [declared.partner] : [])]) {
          const seen = input.seenAt[one];
          assert.ok(seen !== undefined && now - seen <= fleet.factsMaxAge, `${one} was seen`);
        }
        if (rollout.window !== null) assert.ok(isOpen(fleet.windows[rollout.window]!, now));
        assert.ok(!input.stops.some((stop) => stop.hosts === null || stop.hosts.includes(host)));
        for (const { from, to, scope } of fleet.freezes) assert.ok(!(from <= now && now < to && inScope(scope, declared)));
        for (const { until, scope } of fleet.holds) assert.ok(!((until === null || now < until) && inScope(scope, declared)));
        const told = input.notices.some(
          (notice) =>
            notice.call === rollout.name && notice.hosts.includes(host) && now - notice.givenAt >= rollout.notice.days * day,
        );
        assert.ok(told);
      }
    });
  });

  it('keeps every budget, with what runs and what does not answer', () => {
    everyPlan((input, made) => {
      const { fleet } = input;
      const ready = new Set(readyIn(made).map(({ host }) => host));
      const away = new Set([...runningIn(input), ...ready]);
      const silent = (host: HostName) => !(input.now - (input.seenAt[host] ?? -Infinity) <= fleet.factsMaxAge);
      for (const rollout of Object.values(fleet.rollouts)) {
        for (const ring of rollout.rings) {
          for (const { host, verdict } of readyIn(made)) {
            if (verdict.change.call !== rollout.name || !ring.members.includes(host)) continue;
            const gone = ring.members.filter((one) => away.has(one) || silent(one));
            const here = gone.filter((one) => fleet.hosts[one]!.site === fleet.hosts[host]!.site);
            const { perSite, total } = ring.maxUnavailable;
            if (total !== null) assert.ok(gone.length <= total, `${ring.name}: ${gone.join(' ')} of ${total}`);
            if (perSite !== null) assert.ok(here.length <= perSite, `${ring.name}: ${here.join(' ')} of ${perSite} per site`);
          }
        }
      }
    });
  });

  it('never has both hosts of a pair, or a guest and its hosts, in maintenance together', () => {
    everyPlan((input, made) => {
      const busy = [...new Set([...runningIn(input), ...readyIn(made).map(({ host }) => host)])];
      for (const { host } of readyIn(made)) {
        const { partner, runsOn } = input.fleet.hosts[host]!;
        if (partner) assert.ok(!busy.includes(partner), `${host} and ${partner}`);
        const vm = runsOn === null ? undefined : input.fleet.vms[runsOn];
        for (const at of vm ? [vm.home, vm.replica?.host] : []) assert.ok(!at || !busy.includes(at), `${host} on ${at}`);
      }
    });
  });

  it('lets no work on VMs start without review, facts, notice and window', () => {
    everyPlan((input, made) => {
      const { fleet, now } = input;
      for (const { verdict } of readyVms(made)) {
        const { change } = verdict;
        const call = fleet.migrations[change.call] ?? fleet.replicationPolicies[change.call]!;
        assert.equal(input.review, 'reviewed');
        for (const host of hostsOf(fleet, kindOfGoal(change.target as VmGoal), fleet.vms[change.vm!]!)) {
          assert.ok(now - (input.seenAt[host] ?? -Infinity) <= fleet.factsMaxAge, `${host} was seen`);
          assert.ok(!input.stops.some((stop) => stop.hosts === null || stop.hosts.includes(host)));
        }
        if (call.window !== null) assert.ok(isOpen(fleet.windows[call.window]!, now));
        const told = input.notices.some(
          (one) => one.call === call.name && one.hosts.includes(change.vm!) && now - one.givenAt >= call.notice.days * day,
        );
        assert.ok(told);
      }
    });
  });

  it('never patches a host under work on VMs, nor fills it beyond its memory, nor sends more copies than are let', () => {
    everyPlan((input, made) => {
      const touched = touchedByVms(input, made);
      for (const { host } of readyIn(made)) {
        const { partner } = input.fleet.hosts[host]!;
        for (const one of [host, ...(partner ? [partner] : [])])
          assert.ok(!touched.has(one), `${host} beside work on VMs of ${one}`);
      }
      const coming = new Map<string, number>();
      const copies = new Map<string, number>();
      const count = (counts: Map<string, number>, key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by);
      for (const { verdict } of readyVms(made)) {
        const { target, vm, host, from } = verdict.change;
        if (target.type === 'migration') count(coming, target.to, input.fleet.vms[vm!]!.memory);
        if (target.type === 'home') count(coming, target.at, input.fleet.vms[vm!]!.memory);
        if (target.type === 'replication' && !from.startsWith('every')) count(copies, host, 1);
      }
      for (const [host, bytes] of coming) {
        const { memory, vms } = input.observations[host]!.hyperV!;
        const used = vms.filter((vm) => vm.state !== 'Off').reduce((sum, vm) => sum + vm.memory, 0);
        assert.ok(used + bytes + input.fleet.hosts[host]!.hyperV!.reserve <= memory.capacity, `${host} is full`);
      }
      const limit = input.fleet.replicationPolicies['standard']?.maxAtOnce ?? 0;
      for (const [host, number] of copies) assert.ok(number <= limit, `${number} copies from ${host}`);
    });
  });

  it('moves no wave before the waves before it have arrived, verified', () => {
    everyPlan((input, made) => {
      for (const { verdict } of readyVms(made)) {
        const migration = input.fleet.migrations[verdict.change.call];
        if (!migration || verdict.change.target.type !== 'migration') continue;
        const index = migration.waves.findIndex((wave) => wave.vms.includes(verdict.change.vm!));
        for (const vm of migration.waves.slice(0, index).flatMap((wave) => wave.vms)) {
          const moved = input.interventions.some((one) => one.vm === vm && one.kind === 'migrate' && one.verifiedAt !== null);
          assert.ok(moved, `${vm} has not arrived`);
        }
      }
    });
  });

  it('says the same until wakeAt, when only time passes', () => {
    everyPlan((input, made) => {
      const end = made.wakeAt === null ? input.now + 40 * day : made.wakeAt - 1;
      const wanted = gist(made);
      for (const share of [0.001, 0.3, 0.9, 1]) {
        const now = Math.max(input.now, Math.floor(input.now + (end - input.now) * share)) as Instant;
        assert.deepEqual(
          gist(plan({ ...input, now })),
          wanted,
          `after ${(now - input.now) / 60_000} min of ${(end - input.now) / 60_000}`,
        );
      }
    });
  });

  it('has nothing left to offer of what was claimed, and never one thing twice', () => {
    everyPlan((input, made) => {
      const claimed: string[] = [];
      let current = input;
      const subjects = [...readyIn(made).map(({ host }): ResourceKey => `Host/${host}`), ...readyVms(made).map(({ key }) => key)];
      for (const subject of subjects) {
        const verdict = admitOne(current, subject);
        assert.equal(verdict.status, 'ready', `${subject} is still ready when the others have begun`);
        if (verdict.status !== 'ready') continue;
        const { next, change } = verdict;
        claimed.push(nameOf(next));
        const begun = beginIntervention(current.fleet, current.commit, change, next.intervention, current.now);
        const taken = {
          ...begun,
          steps: [
            step(structuredClone(begun) as never, next.on, next.step, { state: 'claimed', endedAt: null, kind: next.order.kind }),
          ],
        };
        current = { ...current, interventions: [...current.interventions, taken as never] };
      }
      const offers = Object.values(plan(current).verdicts).flatMap((verdict) =>
        verdict.status === 'ready' ? [nameOf(verdict.next)] : [],
      );
      assert.equal(new Set(claimed).size, claimed.length);
      for (const offer of offers) assert.ok(!claimed.includes(offer), offer);
    });
  });

  it('begins with the target that the baseline names', () => {
    everyPlan((input, made) => {
      for (const { verdict } of readyIn(made)) {
        const { change } = verdict;
        const rollout = input.fleet.rollouts[change.call]!;
        const target = input.fleet.baselines[rollout.baseline]!.products[input.fleet.hosts[change.host]!.product]!;
        assert.equal(goalDigest(change.target), goalDigest(target));
      }
      assert.equal(made.wakeAt === null || made.wakeAt > input.now, true);
      assert.equal(made.dueAt === null || made.dueAt >= (made.wakeAt ?? 0), true);
      assert.ok(plan({ ...input, now: after(input.now, duration(0)) }).id === made.id);
    });
  });

  it('the generators reached every status, made every gate refuse for every reason, and pass', () => {
    assert.deepEqual(meter.missing('plans'), []);
  });
});

function nameOf(next: NextStep): string {
  return `${next.on} ${next.intervention} ${next.step}`;
}
