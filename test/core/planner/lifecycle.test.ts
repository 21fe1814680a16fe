/** Hosts that were retired or renamed, that drift, and that are patched in a hurry. */
import assert from 'node:assert/strict';
import type { PlanInput } from '#core/model/plan.ts';
import { after, day, duration, minute } from '#core/model/time.ts';
import { plan } from '#core/planner/plan.ts';
import { type Draft, record, saturday21, scene, step, verdictOf } from './scene.ts';

type Input = Draft<PlanInput>;
const ago = (minutes: number) => after(saturday21, duration(-minutes * minute));

/** hv-01 gets a new name; what is recorded and told stays under the old one. */
function renamed(input: Input): void {
  const host = input.fleet.hosts['hv-01']!;
  delete input.fleet.hosts['hv-01'];
  Object.assign(host, { name: 'hv-11' });
  host.lifecycle.formerly = 'hv-01';
  input.fleet.hosts['hv-11'] = host;
  input.fleet.hosts['hv-02']!.partner = 'hv-11' as never;
  for (const vm of Object.values(input.fleet.vms)) {
    if (vm.home === 'hv-01') vm.home = 'hv-11' as never;
    if (vm.replica?.host === 'hv-01') vm.replica.host = 'hv-11' as never;
  }
  for (const ring of input.fleet.rollouts['november-2026']!.rings)
    ring.members = ring.members.map((name) => (name === 'hv-01' ? 'hv-11' : name)) as never;
  for (const kind of ['observations', 'seenAt'] as const) {
    const all = input[kind] as Record<string, unknown>;
    all['hv-11'] = all['hv-01'];
    delete all['hv-01'];
  }
}

describe('a retired host', () => {
  it('is as declared, and why is said; nothing is planned for it, nobody is told', () => {
    const input = scene({ only: 'web-01' });
    input.fleet.hosts['web-01']!.lifecycle.retired = 'replaced by web-02';
    input.notices = [];
    assert.deepEqual(verdictOf(input, 'web-01'), { status: 'in-state', note: 'retired: replaced by web-02' });
    assert.deepEqual(plan(input as PlanInput).noticesDue, []);
  });
});

describe('a renamed host', () => {
  it('needs no new notice', () => {
    const input = scene({ only: 'hv-01' });
    renamed(input);
    assert.equal(verdictOf(input, 'hv-11').status, 'ready');
    assert.deepEqual(plan(input as PlanInput).noticesDue, []);
  });

  it('keeps its failures, and its number counts on', () => {
    const input = scene({ only: 'hv-01' });
    input.interventions.push(record(input, 'hv-01', { outcome: 'failed', why: 'x' }));
    renamed(input);
    assert.equal(verdictOf(input, 'hv-11').status, 'needs-person');
    input.fleet.rollouts['november-2026']!.attempt = 2;
    const verdict = verdictOf(input, 'hv-11');
    assert.equal(verdict.status === 'ready' && verdict.next.intervention, 'november-2026.hv-11.2');
  });

  it('waits for what is under way under its old name', () => {
    const input = scene({ only: 'hv-01' });
    const one = record(input, 'hv-01');
    one.steps.push(step(one, 'hv-01', 'drain/app-01/stop', { state: 'started', endedAt: null }));
    input.interventions.push(one);
    renamed(input);
    const verdict = verdictOf(input, 'hv-11');
    const reasons = verdict.status === 'held' ? verdict.holds.map(({ reason }) => reason) : [verdict.status];
    assert.deepEqual(reasons, ['partner-busy']);
  });
});

describe('a host below a target it had reached', () => {
  const lost = (policy: 'heal' | 'report' | 'propose', times = 1): Input => {
    const input = scene({ only: 'hv-01' });
    input.fleet.drift.patchLevel = policy;
    for (let number = 1; number <= times; number++) {
      const endedAt = after(saturday21, duration((number - times - 1) * 2 * day));
      input.interventions.push(record(input, 'hv-01', { number, outcome: 'succeeded', endedAt, verifiedAt: endedAt }));
    }
    return input;
  };

  for (const policy of ['report', 'propose'] as const) {
    it(`${policy}: a person is asked, and told which line says otherwise`, () => {
      const verdict = verdictOf(lost(policy), 'hv-01');
      assert.deepEqual(verdict.status === 'needs-person' && verdict.drift, [
        { field: 'patchLevel', declared: '20348.5622', observed: '20348.5000', policy, line: 'rollout.yaml:8' },
      ]);
    });
  }

  it('heal: it is patched again, in its window', () => {
    assert.equal(verdictOf(lost('heal'), 'hv-01').status, 'ready');
    assert.equal(verdictOf(lost('heal', 2), 'hv-01').status, 'ready');
  });

  it('heal, and it flaps: a fight, for people', () => {
    const verdict = verdictOf(lost('heal', 3), 'hv-01');
    assert.match(verdict.status === 'needs-person' ? verdict.why : '', /brought to 20348.5622 3 times in 30 days/);
  });
});

describe('the emergency lane', () => {
  const urgent = (): Input => {
    const input = scene({ only: 'hv-01' });
    const rollout = input.fleet.rollouts['november-2026']!;
    Object.assign(rollout, { lane: 'emergency', window: null });
    input.notices = structuredClone(plan(input as PlanInput).noticesDue) as Input['notices'];
    return input;
  };

  it('tells people and starts at once, at any hour', () => {
    const input = urgent();
    assert.equal(input.notices[0]!.givenAt, input.now);
    assert.equal(verdictOf(input, 'hv-01').status, 'ready');
  });

  it('never without review, redundancy and capacity', () => {
    const rows: readonly [string, (input: Input) => unknown][] = [
      ['review-missing', (input) => (input.review = 'unknown')],
      ['partner-unhealthy', (input) => (input.observations['hv-02']!.services['vmms'] = 'stopped')],
      ['no-capacity', (input) => (input.observations['hv-02']!.hyperV!.memory.capacity = 1)],
      ['facts-stale', (input) => (input.seenAt['hv-02'] = ago(600) as never)],
    ];
    for (const [reason, change] of rows) {
      const input = urgent();
      change(input);
      const verdict = verdictOf(input, 'hv-01');
      assert.ok(
        verdict.status === 'held' && verdict.holds.some((hold) => hold.reason === reason),
        `${reason}: ${verdict.status}`,
      );
    }
  });
});
