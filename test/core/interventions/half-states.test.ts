/** windows.md 2.6: whatever half-state the spine can meet, its course goes forward to the documented end or asks a person. */
import assert from 'node:assert/strict';
import { byHand } from '#agent/simulated-world/world.ts';
import type { ReplicationState, VmState } from '#core/model/observation.ts';
import { HalfState } from '#agent/simulated-world/state.ts';
import { hostName, vmName } from '#core/model/ids.ts';
import type { Drive } from './drive.ts';
import { at, moving } from './moving.ts';
import { beforeWindow, over, reached, sunday } from './tiny.ts';

interface Half {
  readonly name: string;
  /** Mode, replication state and VM state of app-01 on hv-01 and on hv-02, when hv-01 has just been told to stop it. */
  readonly p: readonly ['primary' | 'replica', ReplicationState, VmState];
  readonly r: readonly ['primary' | 'replica', ReplicationState, VmState];
  /** The next step, or what people are asked after at most an hour. */
  readonly next: string | RegExp;
  readonly isStopped?: true;
}

const halves: readonly Half[] = [
  {
    name: 'died after prepare: forward to takeover',
    p: ['primary', 'PreparedForFailover', 'Off'],
    r: ['replica', 'Replicating', 'Off'],
    next: 'drain/app-01/takeover',
  },
  {
    name: 'died after takeover: forward to reverse',
    p: ['primary', 'PreparedForFailover', 'Off'],
    r: ['replica', 'FailedOverWaitingCompletion', 'Off'],
    next: 'drain/app-01/reverse',
  },
  {
    name: 'started before it was reversed: forward only',
    p: ['primary', 'PreparedForFailover', 'Off'],
    r: ['replica', 'FailedOverWaitingCompletion', 'Running'],
    next: 'drain/app-01/reverse',
  },
  {
    name: 'completed without reverse',
    p: ['primary', 'PreparedForFailover', 'Off'],
    r: ['replica', 'FailedOver', 'Off'],
    next: 'drain/app-01/reverse',
  },
  {
    name: 'died after reverse: start',
    p: ['replica', 'Replicating', 'Off'],
    r: ['primary', 'Replicating', 'Off'],
    next: 'drain/app-01/start',
  },
  {
    name: 'died after stop: go on',
    p: ['primary', 'Replicating', 'Off'],
    r: ['replica', 'Replicating', 'Off'],
    next: 'drain/app-01/prepare',
  },
  {
    name: 'died after stop, and work was stopped: start it where it is',
    p: ['primary', 'Replicating', 'Off'],
    r: ['replica', 'Replicating', 'Off'],
    next: 'return/app-01/start',
    isStopped: true,
  },
  {
    name: 'died after prepare, and work was stopped: forward all the same',
    p: ['primary', 'PreparedForFailover', 'Off'],
    r: ['replica', 'Replicating', 'Off'],
    next: 'drain/app-01/takeover',
    isStopped: true,
  },
  {
    name: 'the old primary was lost and came back: a person',
    p: ['primary', 'WaitingForStartResynchronize', 'Off'],
    r: ['replica', 'Replicating', 'Off'],
    next: /replication to be usable \(now primary:WaitingForStartResynchronize on hv-01/,
  },
  {
    name: 'an unplanned failover: a person',
    p: ['primary', 'Error', 'Off'],
    r: ['replica', 'FailedOverWaitingCompletion', 'Running'],
    next: /replication to be usable/,
  },
  {
    name: 'link trouble: a person resumes it',
    p: ['primary', 'Error', 'Running'],
    r: ['replica', 'Replicating', 'Off'],
    next: /replication to be usable/,
  },
  {
    name: 'paused: a person resumes it',
    p: ['primary', 'Suspended', 'Running'],
    r: ['replica', 'Replicating', 'Off'],
    next: /replication to be usable/,
  },
  {
    name: 'split brain: everything on the pair stops',
    p: ['primary', 'Error', 'Running'],
    r: ['primary', 'Error', 'Running'],
    next: /^split brain: app-01 runs on hv-01 and on hv-02; nothing on this pair moves$/,
  },
];

function inHalf({ p, r, isStopped }: Half): Drive {
  const made = beforeWindow({ only: 'hv-01' });
  made.until(reached('hv-01', 'drain/app-01/stop', 'done'), sunday);
  // as the hosts stand when the step has ended and nothing was claimed since
  for (const [name, [mode, state, vmState]] of Object.entries({ 'hv-01': p, 'hv-02': r })) {
    const copy = made.world.vms['app-01']!.copies[name]!;
    copy.replication = { ...copy.replication!, mode, state };
    copy.state = vmState;
    copy.heartbeat = vmState === 'Running' ? 'ok' : 'none';
  }
  const one = made.newest('hv-01')!;
  forget(made, one.steps.findLast((step) => step.state === 'started')?.action);
  if (isStopped) made.stop({});
  return made;
}

/** The step that was claimed in the same instant never happened. */
function forget(made: Drive, action: string | undefined): void {
  if (action === undefined) return;
  made.world.timers = made.world.timers.filter((timer) => !('id' in timer.what) || timer.what.id !== action);
  delete made.world.operations[action];
  made.resolve('drain/app-01/prepare', 'not-done');
}

describe('half-states of a planned failover', () => {
  for (const half of halves) {
    it(half.name, () => {
      const made = inHalf(half);
      const { next } = half;
      if (typeof next === 'string') {
        made.settle();
        assert.equal(made.newest('hv-01')!.steps.at(-1)!.step, next, made.transcript.join('\n'));
        made.until(over('hv-01'), sunday);
        assert.equal(made.newest('hv-01')!.outcome, half.isStopped ? 'abandoned' : 'succeeded', made.transcript.join('\n'));
        return;
      }
      const asked = (drive: Drive) => drive.plan.verdicts['Host/hv-01']!.status === 'needs-person';
      const steps = made.newest('hv-01')!.steps.length;
      made.until(asked, sunday);
      const verdict = made.plan.verdicts['Host/hv-01']!;
      assert.ok(verdict.status === 'needs-person' && next.test(verdict.why), JSON.stringify(verdict));
      assert.equal(made.newest('hv-01')!.steps.length, steps, 'nothing moves');
      assert.equal(made.newest('hv-01')!.outcome, null, 'the pair stays locked');
    });
  }

  it('starts a VM again where it was when its way out failed and left it off', () => {
    const made = beforeWindow({ only: 'hv-01' });
    made.fault({ host: hostName('hv-01'), kind: 'vm-stuck-stopping', vm: vmName('app-01') });
    made.until(reached('hv-01', 'drain/app-01/stop', 'failed'), sunday);
    assert.deepEqual(byHand(made.world, { host: 'hv-01', act: 'turn-off', vm: 'app-01' }, made.now), { ok: true });
    made.until(over('hv-01'), sunday);
    const one = made.newest('hv-01')!;
    assert.deepEqual([one.steps.at(-1)!.step, one.outcome], ['return/app-01/start', 'failed'], made.transcript.join('\n'));
    assert.equal(made.world.vms['app-01']!.copies['hv-01']!.state, 'Running');
  });

  it('goes on by itself when a person has resumed the replication', () => {
    const made = inHalf(halves.find((half) => half.p[1] === 'Suspended')!);
    made.until((drive) => drive.plan.verdicts['Host/hv-01']!.status === 'needs-person', sunday);
    assert.deepEqual(byHand(made.world, { host: 'hv-01', act: 'resume', vm: 'app-01' }, made.now), { ok: true });
    made.until(over('hv-01'), sunday);
    assert.equal(made.newest('hv-01')!.outcome, 'succeeded', made.transcript.join('\n'));
  });

  it('split brain before anything began: neither host of the pair nor its guest starts', () => {
    const made = beforeWindow({});
    made.fault({ host: 'hv-01' as never, kind: 'split-brain', vm: 'db-01' as never });
    made.until(() => false, sunday);
    for (const name of ['hv-01', 'hv-02', 'app-01']) {
      const verdict = made.plan.verdicts[`Host/${name}`]!;
      assert.ok(verdict.status === 'needs-person' && verdict.why.startsWith('split brain: db-01'), JSON.stringify(verdict));
    }
    assert.equal(made.plan.verdicts['VirtualMachine/db-01']!.status, 'needs-person');
    assert.deepEqual(
      made.interventions.map((one) => one.host),
      ['web-01'],
    );
  });
});

/** What a policy makes of a half-state that nobody is at work on: the steps, and what a person is asked where there are none. */
interface Repair {
  readonly steps: readonly string[];
  readonly asks?: RegExp;
  /** Where it runs and replicates in the end; the home unless said otherwise. */
  readonly ends?: 'home' | 'as it was';
}

const home = (...names: readonly string[]) => names.map((name) => `home/app-01/${name}`);
const allTheWay = home('stop', 'prepare', 'takeover', 'reverse', 'start');

const repairs: Readonly<Record<HalfState, Repair>> = {
  // somebody may have shut it down on purpose
  stopped: { steps: [], asks: /^it is Off on hv-01$/, ends: 'as it was' },
  prepared: { steps: ['repair/cancel', 'repair/start'] },
  'failed-over': { steps: ['repair/reverse', 'repair/start', ...allTheWay] },
  'failed-over-running': { steps: ['repair/reverse', ...allTheWay] },
  completed: { steps: ['repair/reverse', ...allTheWay] },
  'reverse-refused': {
    steps: ['repair/reverse'],
    asks: /could not reverse replication of app-01 \(certificate\)$/,
    ends: 'as it was',
  },
  reversed: { steps: [], asks: /^it is Off on /, ends: 'as it was' },
  'primary-lost': { steps: [], asks: /^hv-01 has not reported/, ends: 'as it was' },
  'primary-back': { steps: ['repair/complete', 'repair/demote', 'repair/reverse', 'replicate/start', ...allTheWay] },
  // nothing shows that the other copy never ran
  'false-alarm': {
    steps: [],
    asks: /^app-01 runs on hv-01, and its failover to hv-02 was begun \(Off there\)$/,
    ends: 'as it was',
  },
  'link-trouble': { steps: ['replicate/resume'] },
  'resynchronization-needed': { steps: ['replicate/resynchronize'] },
  suspended: { steps: ['replicate/resume'] },
  'split-brain': { steps: [], asks: /split brain/, ends: 'as it was' },
};

describe('half-states that nobody is at work on', () => {
  for (const state of HalfState) {
    const { steps, asks, ends = 'home' } = repairs[state];
    it(`${state}: ${steps.length === 0 ? 'a person' : steps.join(', ')}`, () => {
      const made = moving();
      made.until(() => false, at('2026-11-21T21:00+01:00'));
      made.fault({ host: hostName('hv-01'), kind: 'half-state', vm: vmName('app-01'), name: state });
      const vm = made.world.vms['app-01']!;
      const { losses } = vm;
      const before = shape(vm);
      made.until(() => false, at('2026-11-22T10:00+01:00'));
      const told = made.transcript.join('\n');
      assert.deepEqual(
        made.interventions.flatMap((one) => one.steps.map((step) => step.step)),
        steps,
        told,
      );
      assert.equal(vm.losses, losses, 'no step lost anything');
      const wanted = ends === 'home' ? { 'hv-01': 'Running primary Replicating', 'hv-02': 'Off replica Replicating' } : before;
      assert.deepEqual(shape(vm), wanted, told);
      const verdict = made.plan.verdicts['VirtualMachine/app-01']!;
      if (asks) assert.ok('why' in verdict && asks.test(verdict.why), JSON.stringify(verdict));
      else assert.equal(verdict.status, 'in-state', JSON.stringify(verdict));
    });
  }

  it('goes on by itself when the certificate was renewed and the step resolved', () => {
    const made = moving();
    made.until(() => false, at('2026-11-21T21:00+01:00'));
    made.fault({ host: hostName('hv-01'), kind: 'half-state', vm: vmName('app-01'), name: 'reverse-refused' });
    made.until((drive) => drive.plan.verdicts['VirtualMachine/app-01']!.status === 'needs-person', at('2026-11-21T23:00+01:00'));
    made.world.faults = [];
    made.resolve('repair/reverse', 'not-done');
    made.until(() => false, at('2026-11-22T10:00+01:00'));
    assert.equal(made.plan.verdicts['VirtualMachine/app-01']!.status, 'in-state', made.transcript.join('\n'));
    assert.equal(made.world.vms['app-01']!.copies['hv-01']!.state, 'Running');
  });
});

function shape(vm: Drive['world']['vms'][string]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.values(vm.copies).map(({ host, state, replication }) => [host, `${state} ${replication?.mode} ${replication?.state}`]),
  );
}
