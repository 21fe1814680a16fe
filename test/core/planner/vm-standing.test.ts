/** What is said of a VM: the one thing it wants, and why nothing or a person is asked for instead. */
import assert from 'node:assert/strict';
import type { VmInterventionKind } from '#core/model/intervention.ts';
import type { PlanInput, Verdict } from '#core/model/plan.ts';
import { kindOfGoal } from '#core/interventions/goals.ts';
import { isTarget } from '#core/model/goal.ts';
import { after, day, duration, minute } from '#core/model/time.ts';
import { plan } from '#core/planner/plan.ts';
import { erp, policyFile, type Scenery, tested } from '../interventions/moving.ts';
import { saturday21 } from './scene.ts';
import { copyOn, flip, type Input, tellAll, underWay, verdictOfVm, vmRecord, vmScene } from './vm-scene.ts';

const ago = (minutes: number) => after(saturday21, duration(-minutes * minute));
const noPolicy = { vms: (yaml: string) => yaml.replaceAll('policy: standard', 'frequency: PT5M') };
const drift = (field: keyof Input['fleet']['drift'], policy: 'report' | 'propose') => (input: Input) =>
  (input.fleet.drift[field] = policy);
const both =
  (...changes: readonly ((input: Input) => unknown)[]) =>
  (input: Input) =>
    changes.forEach((change) => change(input));
const broken = (input: Input) => (copyOn(input, 'hv-01', 'app-01').replication!.state = 'Error');
const away = (input: Input) => flip(input, 'app-01', 'hv-01', 'hv-02');
const slower = (input: Input) => (copyOn(input, 'hv-01', 'app-01').replication!.frequency = 900);
const past =
  (kind: VmInterventionKind, change: Parameters<typeof vmRecord>[3] = {}) =>
  (input: Input) =>
    input.interventions.push(vmRecord(input, kind, 'app-01', change));

/** What it wants, or the status with what is said. */
function gist(verdict: Verdict): string {
  switch (verdict.status) {
    case 'ready':
    case 'held':
      return `wants ${isTarget(verdict.change.target) ? 'a patch' : kindOfGoal(verdict.change.target)}: ${verdict.change.from} → ${verdict.change.to}`;
    case 'in-state':
      return `in-state: ${verdict.note}`;
    case 'needs-person':
      return `needs-person: ${verdict.why}`;
    case 'unknown':
      return `unknown: ${verdict.why}`;
    case 'running':
      return `running: ${verdict.doing.type === 'wait' ? verdict.doing.for : verdict.doing.type}`;
  }
}

interface Row {
  readonly name: string;
  readonly scenery?: Scenery;
  readonly change?: (input: Input) => unknown;
  readonly says: string;
}

const unreplicated = (input: Input) => {
  copyOn(input, 'hv-01', 'app-01').replication = null;
  const { hyperV } = input.observations['hv-02']!;
  hyperV!.vms = hyperV!.vms.filter((vm) => vm.name !== 'app-01');
};
const testing = { policy: tested(policyFile) };
const migrating = { migration: erp() };
const moved = both((input) => flip(input, 'app-01', 'hv-01', 'hv-03'), past('migrate'));

const rows: readonly Row[] = [
  { name: 'as declared', says: 'in-state: on hv-01, replicating to hv-02' },
  {
    name: 'retired',
    change: (input) => (input.fleet.vms['app-01']!.lifecycle.retired = 'gone to the cloud'),
    says: 'in-state: retired: gone to the cloud',
  },
  {
    name: 'two copies run',
    change: (input) => (copyOn(input, 'hv-02', 'app-01').state = 'Running'),
    says: 'needs-person: both hv-01 and hv-02 run it: split brain; nothing on this pair moves',
  },
  {
    name: 'its home is silent',
    change: (input) => delete input.seenAt['hv-01'],
    says: 'unknown: hv-01 has not reported recently',
  },
  { name: 'off', change: (input) => (copyOn(input, 'hv-01', 'app-01').state = 'Off'), says: 'needs-person: it is Off on hv-01' },
  {
    name: 'nowhere',
    change: (input) => {
      for (const host of ['hv-01', 'hv-02'])
        input.observations[host]!.hyperV!.vms = input.observations[host]!.hyperV!.vms.filter((vm) => vm.name !== 'app-01');
    },
    says: 'needs-person: hv-01 does not have it',
  },
  // replication
  {
    name: 'never replicated',
    change: unreplicated,
    says: 'wants replicate: not replicated → replica on hv-02',
  },
  { name: 'broken', change: broken, says: 'wants replicate: Error → replica on hv-02' },
  {
    name: 'critical',
    change: (input) => (copyOn(input, 'hv-01', 'app-01').replication!.health = 'Critical'),
    says: 'needs-person: its replication to hv-02 is Critical, though it says Replicating',
  },
  {
    name: 'replicated elsewhere',
    change: (input) => (copyOn(input, 'hv-01', 'app-01').replication!.partner = 'hv-04'),
    says: 'wants replicate: replicated to hv-04 → replica on hv-02',
  },
  {
    name: 'a first copy is under way',
    change: (input) => (copyOn(input, 'hv-01', 'app-01').replication!.state = 'InitialReplicationInProgress'),
    says: 'in-state: on hv-01, replication InitialReplicationInProgress',
  },
  {
    name: 'resynchronizing',
    change: (input) => (copyOn(input, 'hv-02', 'app-01').replication!.state = 'Resynchronizing'),
    says: 'in-state: on hv-01, replication Resynchronizing',
  },
  {
    name: 'prepared for a failover and left alone',
    change: (input) => {
      copyOn(input, 'hv-01', 'app-01').state = 'Off';
      copyOn(input, 'hv-01', 'app-01').replication!.state = 'PreparedForFailover';
    },
    says: 'wants replicate: PreparedForFailover on hv-01 → failover settled',
  },
  {
    name: 'failed over without the old primary',
    change: (input) => {
      Object.assign(copyOn(input, 'hv-01', 'app-01'), { state: 'Off', heartbeat: 'none' });
      const there = copyOn(input, 'hv-02', 'app-01');
      Object.assign(there, { state: 'Running', heartbeat: 'ok' });
      there.replication!.state = 'FailedOverWaitingCompletion';
    },
    says: 'wants replicate: FailedOverWaitingCompletion on hv-02 → failover settled',
  },
  {
    name: 'other settings',
    change: slower,
    says: 'wants replicate: every 15 min, 4 recovery points → every 5 min, 4 recovery points',
  },
  {
    name: 'the primary does not tell its settings',
    change: (input) => {
      delete copyOn(input, 'hv-01', 'app-01').replication!.frequency;
      delete copyOn(input, 'hv-01', 'app-01').replication!.recoveryPoints;
    },
    says: 'in-state: on hv-01, replicating to hv-02',
  },
  // place
  { name: 'on its replica host', change: away, says: 'wants go-home: hv-02 → hv-01' },
  {
    name: 'away and broken: redundancy first',
    change: both(away, (input) => (copyOn(input, 'hv-02', 'app-01').replication!.state = 'Error')),
    says: 'wants replicate: Error → replica on hv-01',
  },
  {
    name: 'without a policy all is only told',
    scenery: noPolicy,
    change: away,
    says: 'needs-person: it runs on hv-02, its home is hv-01',
  },
  {
    name: 'without a policy, broken',
    scenery: noPolicy,
    change: broken,
    says: 'needs-person: its replication to hv-02 is Error, health Normal',
  },
  // tests of replicas
  { name: 'never tested', scenery: testing, says: 'wants test-failover: not tested → tested on hv-02' },
  {
    name: 'tested lately',
    scenery: testing,
    change: past('test-failover', { endedAt: ago(89 * 1440) }),
    says: 'in-state: on hv-01, replicating to hv-02',
  },
  {
    name: 'tested long ago',
    scenery: testing,
    change: past('test-failover', { endedAt: ago(90 * 1440) }),
    says: 'wants test-failover: not tested → tested on hv-02',
  },
  {
    name: 'its test failed',
    scenery: testing,
    change: past('test-failover', { outcome: 'failed', verifiedAt: null, why: 'no heartbeat' }),
    says: 'needs-person: failed: no heartbeat',
  },
  {
    name: 'a failed test hides nothing',
    scenery: testing,
    change: both(past('test-failover', { outcome: 'failed' }), broken),
    says: 'wants replicate: Error → replica on hv-02',
  },
  {
    name: 'a repair failed',
    change: both(broken, past('replicate', { outcome: 'failed', why: 'resume failed' })),
    says: 'needs-person: failed: resume failed',
  },
  {
    name: 'a repair was given up',
    change: both(broken, past('replicate', { outcome: 'abandoned' })),
    says: 'wants replicate: Error → replica on hv-02',
  },
  // drift
  {
    name: 'broken, and only reported',
    change: both(broken, drift('replication', 'report')),
    says: 'needs-person: its replication to hv-02 is Error',
  },
  {
    name: 'never there, and only reported: it is set up once',
    change: both(drift('replication', 'report'), unreplicated),
    says: 'wants replicate: not replicated → replica on hv-02',
  },
  {
    name: 'set up once, and lost',
    change: both(
      drift('replication', 'report'),
      past('replicate'),
      (input) => (copyOn(input, 'hv-01', 'app-01').replication = null),
    ),
    says: 'needs-person: its replication to hv-02 is not replicated',
  },
  {
    name: 'away, and only reported',
    change: both(away, drift('placement', 'report')),
    says: 'in-state: on hv-02, replicating to hv-01',
  },
  {
    name: 'other settings, and proposed',
    change: both(slower, drift('replicationSettings', 'propose')),
    says: 'in-state: on hv-01, replicating to hv-02',
  },
  {
    name: 'other settings asked for by a commit since: no drift',
    change: both(slower, past('replicate', { target: 'd'.repeat(64) as never }), drift('replicationSettings', 'report')),
    says: 'wants replicate: every 15 min, 4 recovery points → every 5 min, 4 recovery points',
  },
  // migrations
  { name: 'to be moved', scenery: migrating, says: 'wants migrate: hv-01 → hv-03' },
  {
    name: 'to be moved, and broken: the migration alone touches it',
    scenery: migrating,
    change: broken,
    says: 'wants migrate: hv-01 → hv-03',
  },
  { name: 'moved', scenery: migrating, change: moved, says: 'wants finish-migration: way back to hv-01 → replica on hv-04' },
  {
    name: 'there already, and not by this migration',
    scenery: migrating,
    change: (input) => flip(input, 'app-01', 'hv-01', 'hv-03'),
    says: 'needs-person: it runs on hv-03 already, but migration erp did not bring it there, so nothing old is deleted',
  },
  {
    name: 'moved and back again',
    scenery: migrating,
    change: past('migrate'),
    says: 'needs-person: migration erp brought it to hv-03, and it runs on hv-01 again: somebody took it back',
  },
  {
    name: 'rolled back',
    scenery: migrating,
    change: past('migrate', { outcome: 'rolled-back', verifiedAt: null, why: 'no heartbeat' }),
    says: 'needs-person: rolled back: no heartbeat',
  },
  {
    name: 'given up',
    scenery: migrating,
    change: past('migrate', { outcome: 'abandoned', verifiedAt: null }),
    says: 'wants migrate: hv-01 → hv-03',
  },
  {
    name: 'finished',
    scenery: migrating,
    change: both(moved, past('finish-migration', { number: 2 })),
    says: 'in-state: migrated: on hv-03, replicating to hv-04; set home: hv-03 and replica: hv-04 in vms.yaml and remove it from migration.yaml',
  },
  {
    name: 'on its replica host when the migration should take it',
    scenery: migrating,
    change: away,
    says: 'needs-person: it runs on hv-02, and migration erp takes it from hv-01',
  },
  {
    name: 'the target has never reported: it is held, not unknown',
    scenery: migrating,
    change: (input) => {
      delete input.seenAt['hv-03'];
      delete input.observations['hv-03'];
    },
    says: 'wants migrate: hv-01 → hv-03',
  },
];

describe('standing of a VM', () => {
  for (const { name, scenery, change, says } of rows) {
    it(name, () => {
      const input = vmScene(scenery);
      change?.(input);
      assert.equal(gist(verdictOfVm(tellAll(input), 'app-01')), says);
    });
  }

  it('tells drift with its field, policy and line', () => {
    const input = vmScene();
    both(slower, drift('replicationSettings', 'propose'))(input);
    const verdict = verdictOfVm(input, 'app-01');
    assert.deepEqual(verdict.status === 'in-state' && verdict.drift, [
      {
        field: 'replicationSettings',
        declared: 'every 5 min, 4 recovery points',
        observed: 'every 15 min, 4 recovery points',
        policy: 'propose',
        line: 'vms.yaml:6',
      },
    ]);
    both(broken, drift('replication', 'report'))(input);
    const worse = verdictOfVm(input, 'app-01');
    assert.deepEqual(worse.status === 'needs-person' && worse.drift?.map(({ field, line }) => [field, line]), [
      ['replication', 'vms.yaml:6'],
    ]);
  });

  it('is looked at again when the next test is due', () => {
    const input = vmScene(testing);
    past('test-failover', { endedAt: ago(89 * 1440) })(input);
    input.interventions.push(vmRecord(input, 'test-failover', 'db-01', { endedAt: ago(1440) }));
    const made = plan(input as PlanInput);
    assert.equal(made.dueAt, after(ago(89 * 1440), duration(90 * day)));
  });

  it('brought back again and again is a fight, until the first loss is a month old', () => {
    const input = vmScene();
    broken(input);
    for (const number of [1, 2, 3]) past('replicate', { number, endedAt: ago((20 - number) * 1440) })(input);
    const verdict = verdictOfVm(input, 'app-01');
    assert.equal(
      gist(verdict),
      'needs-person: it was brought to replica on hv-02 3 times in 30 days and is at Error again: something else changes it back',
    );
    assert.equal(plan(input as PlanInput).dueAt, after(ago(19 * 1440), duration(30 * day)));
  });
});

describe('VMs that are down', () => {
  it('go one at a time on a host: the stop of another waits, its copy does not', () => {
    const input = vmScene({ migration: erp().replace('vms: [app-01]', 'vms: [app-01, db-01]') });
    const moving = vmRecord(input, 'migrate', 'app-01', underWay);
    moving.steps.push({
      step: 'move/app-01/stop',
      kind: 'vm.stop',
      state: 'done',
      host: 'hv-01',
      endedAt: ago(1),
      startedAt: ago(2),
      action: 'a',
      before: null,
    } as never);
    copyOn(input, 'hv-01', 'app-01').state = 'Off';
    copyOn(input, 'hv-01', 'app-01').replication!.partner = 'hv-03';
    const ready = vmRecord(input, 'migrate', 'db-01', { ...underWay, host: 'hv-02' as never });
    const db = copyOn(input, 'hv-02', 'db-01');
    db.replication!.partner = 'hv-03';
    const there = structuredClone(db);
    Object.assign(there, { state: 'Off', heartbeat: 'none' });
    there.replication = { mode: 'replica', state: 'Replicating', health: 'Normal', partner: 'hv-02' };
    input.observations['hv-03']!.hyperV!.vms.push(there);
    input.observations['hv-01']!.hyperV!.vms = input.observations['hv-01']!.hyperV!.vms.filter((vm) => vm.name !== 'db-01');
    for (const host of Object.keys(input.seenAt)) input.seenAt[host] = input.now;
    input.interventions.push(moving, ready);
    assert.equal(gist(verdictOfVm(input, 'db-01')), 'running: app-01 to serve again: one VM at a time is down on a host');
    input.interventions = [ready];
    assert.equal(gist(verdictOfVm(input, 'db-01')), 'running: offer');
  });
});
