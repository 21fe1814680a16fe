/** The effects of a forecast are those of the simulated world: both come to the same steps, in the same order, to the same end. */
import assert from 'node:assert/strict';
import { forecast } from '#core/forecast/forecast.ts';
import type { Intervention } from '#core/model/intervention.ts';
import { day, duration, instantOf, type Instant, minute } from '#core/model/time.ts';
import type { Drive } from '../interventions/drive.ts';
import { erp, moving, policyFile, tested } from '../interventions/moving.ts';
import { beforeWindow, reached } from '../interventions/tiny.ts';

const followed = { replicas: 'hv-02' } as const;
const copies = (made: Drive) => Object.values(made.world.vms['app-01']!.copies);

interface Scene {
  readonly name: string;
  readonly made: () => Drive;
  /** Steps that must be among those taken: what the scene is for. */
  readonly takes: readonly string[];
  readonly until?: string;
}

const kernel = (yaml: string) => yaml.replace('{ jq: 1.6-2.1+deb12u1 }', '{ linux-image-amd64: 6.1.158-1, jq: 1.6-2.1+deb12u1 }');

const backups = `apiVersion: atlas/v1
kind: BackupPolicy
metadata: { name: nightly }
spec:
  veeam: { server: "https://veeam.example:9419", via: web-01 }
  maxAge: PT72H
  pauseJobs: true
`;

type State = NonNullable<Drive['world']['vms'][string]['copies'][string]['replication']>['state'];

/** The relation of app-01 as somebody, or half a failover, left it. */
const left = (primary: State, replica: State) => (): Drive => {
  const made = moving();
  const [p, r] = copies(made);
  p!.replication!.state = primary;
  r!.replication!.state = replica;
  if (primary === 'PreparedForFailover') Object.assign(p!, { state: 'Off', heartbeat: 'none' });
  return made;
};

const scenes: readonly Scene[] = [
  {
    name: 'jobs of backups that rest',
    made: () => beforeWindow({ only: 'hv-01', extra: { 'backup.yaml': backups } }),
    takes: ['freeze/nightly', 'thaw/nightly'],
  },
  { name: 'replication that was suspended', made: left('Suspended', 'Replicating'), takes: ['replicate/resume'] },
  {
    name: 'replication that waits for a comparison',
    made: left('WaitingForStartResynchronize', 'Replicating'),
    takes: ['replicate/resynchronize'],
  },
  { name: 'a failover that was only prepared', made: left('PreparedForFailover', 'Replicating'), takes: ['repair/cancel'] },
  {
    name: 'a failover that was half done',
    made: left('PreparedForFailover', 'FailedOverWaitingCompletion'),
    takes: ['repair/reverse'],
  },
  {
    name: 'a fleet of all kinds of hosts',
    made: () => beforeWindow({}),
    takes: ['drain/app-01/reverse', 'return/db-01/start', 'checkpoint', 'remove'],
  },
  {
    name: 'a guest that is never reverted',
    made: () => beforeWindow({ vms: (yaml) => yaml.replace('role: app\n', 'role: domain-controller\n') }),
    takes: ['install', 'reboot'],
  },
  { name: 'a kernel on Debian', made: () => beforeWindow({ only: 'web-01', rollout: kernel }), takes: ['reboot'] },
  {
    name: 'replication that is not there',
    made: () => {
      const made = moving();
      for (const copy of copies(made)) copy.replication = null;
      delete (made.world.vms['app-01']!.copies as Record<string, unknown>)[followed.replicas];
      made.world.machines[followed.replicas]!.vms = made.world.machines[followed.replicas]!.vms.filter(
        (name) => name !== 'app-01',
      );
      return made;
    },
    takes: ['replicate/enable', 'replicate/start'],
  },
  {
    name: 'replication with other settings',
    made: () => {
      const made = moving();
      for (const copy of copies(made)) copy.replication!.frequency = 900;
      return made;
    },
    takes: ['replicate/set'],
  },
  {
    name: 'a VM that somebody failed over',
    made: () => {
      const made = moving();
      const [p, r] = copies(made);
      Object.assign(p!, { state: 'Off', heartbeat: 'none', replication: { ...p!.replication!, mode: 'replica' } });
      Object.assign(r!, {
        state: 'Running',
        heartbeat: 'ok',
        data: p!.data,
        replication: { ...r!.replication!, mode: 'primary' },
      });
      return made;
    },
    takes: ['home/app-01/takeover'],
  },
  { name: 'a test failover', made: () => moving({ policy: tested(policyFile) }), takes: ['test/start', 'test/end'] },
  {
    name: 'a migration by planned failover',
    made: () => moving({ migration: erp() }),
    takes: ['move/app-01/takeover'],
    until: '2026-12-06T12:00+01:00',
  },
  {
    name: 'a migration by export and import',
    made: () => moving({ migration: erp({ method: 'export-import' }) }),
    takes: ['move/app-01/export', 'move/app-01/import'],
    until: '2026-12-06T12:00+01:00',
  },
];

const told = (interventions: readonly Intervention[]) =>
  interventions
    .map((one) => `${one.id} ${one.outcome}: ${one.steps.map((step) => `${step.host} ${step.step}`).join(', ')}`)
    .sort();

describe('a forecast', function () {
  this.timeout(20_000);

  for (const { name, made: make, takes, until } of scenes)
    it(`goes as the simulated world goes: ${name}`, () => {
      const made = make();
      made.settle();
      const end: Instant = instantOf(until ?? '2026-11-22T12:00+01:00');
      const { run } = forecast(made.input(), { horizon: duration(30 * day) });
      made.until(() => false, end);
      const lived = told(made.interventions);
      const foreseen = run.works
        .filter((work) => work.startsAt < end)
        .map((work) => `${work.intervention} ${work.outcome}: ${work.steps.map((step) => `${step.on} ${step.step}`).join(', ')}`)
        .sort();
      assert.deepEqual(foreseen, lived);
      const steps = made.interventions.flatMap((one) => one.steps.map((step) => step.step));
      for (const step of takes) assert.ok(steps.includes(step), `${step} is not among ${steps.join(', ')}`);
    });

  const middles = [
    'drain/app-01/stop',
    'drain/app-01/takeover',
    'drain/db-01/start',
    'install',
    'reboot',
    'return/app-01/reverse',
    'return/db-01/start',
  ];
  for (const step of middles)
    for (const state of ['started', 'done'] as const)
      it(`takes up what is under way: ${step} ${state}`, () => {
        const made = beforeWindow({
          only: 'hv-01',
          vms: (yaml) => yaml.replaceAll('home: hv-02', 'home: hv-01').replaceAll('host: hv-01', 'host: hv-02'),
        });
        const end = instantOf('2026-11-22T12:00+01:00');
        made.until(reached('hv-01', step, state), end);
        assert.ok(reached('hv-01', step, state)(made));
        const { run } = forecast(made.input(), { horizon: duration(day) });
        made.until(() => false, end);
        const [work] = run.works;
        assert.deepEqual(
          work!.steps.map((one) => `${one.on} ${one.step}`),
          made.newest('hv-01')!.steps.map((one) => `${one.host} ${one.step}`),
        );
        assert.equal(work!.outcome, 'succeeded');
      });
});

describe('a forecast’s ways back', () => {
  it('bring service back within two minutes where it can be reverted, and list what cannot', () => {
    const { waysBack } = forecast(
      beforeWindow({ vms: (yaml) => yaml.replace('role: app\n', 'role: domain-controller\n') }).input(),
      { horizon: duration(day) },
    );
    const { waysBack: usual } = forecast(beforeWindow({}).input(), { horizon: duration(day) });
    const way = (all: typeof usual, host: string) => all.find((one) => one.subject === `Host/${host}`)!;
    assert.equal(way(usual, 'app-01').way, 'revert');
    assert.ok(way(usual, 'app-01').service!.p90 <= 2 * minute);
    assert.deepEqual([way(usual, 'hv-01').way, way(usual, 'hv-01').service!.p90], ['stays', 0]);
    assert.ok(way(usual, 'hv-01').build!.p50 > 2 * minute, 'the host’s own build is told apart');
    assert.equal(way(waysBack, 'app-01').way, 'uninstall');
    assert.match(way(waysBack, 'app-01').because ?? '', /domain controller is never reverted/);
    assert.match(way(usual, 'web-01').because ?? '', /no checkpoint/);
  });
});
