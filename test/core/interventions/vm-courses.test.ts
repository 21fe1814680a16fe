/** Work on VMs against the simulated world, from the plan to its end, as people would read it in a log. */
import assert from 'node:assert/strict';
import type { FaultSwitch } from '#agent/simulated-world/world.ts';
import { hostName, vmName } from '#core/model/ids.ts';
import { minute } from '#core/model/time.ts';
import { assertGolden } from '#test/golden.ts';
import type { Drive } from './drive.ts';
import { at, erp, moving, policyFile, type Scenery, tested } from './moving.ts';

const app = vmName('app-01');
const host = hostName;

interface Scene {
  readonly name: string;
  readonly fleet?: Scenery;
  readonly faults?: readonly FaultSwitch[];
  /** How the world differs from the declarations, before the window opens. */
  readonly world?: (made: Drive) => void;
  readonly meanwhile?: (made: Drive) => void;
  /** Outcomes of what was done about app-01, in order. */
  readonly outcomes: readonly string[];
  /** Where it runs in the end, and who replicates to whom. */
  readonly ends: Readonly<Record<string, string>>;
  readonly until?: string;
}

const replicates = { 'hv-01': 'Running primary hv-02 Replicating', 'hv-02': 'Off replica hv-01 Replicating' };
const settled = { 'hv-03': 'Running primary hv-04 Replicating', 'hv-04': 'Off replica hv-03 Replicating' };
const stayed = { 'hv-01': 'Running primary hv-03 Replicating', 'hv-02': 'Off', 'hv-03': 'Off replica hv-01 Replicating' };
const carried = { 'hv-01': 'Running primary hv-02 Replicating', 'hv-02': 'Off replica hv-01 Replicating', 'hv-03': 'Off' };
const two = (made: Drive) => [made.world.vms['app-01']!.copies['hv-01']!, made.world.vms['app-01']!.copies['hv-02']!] as const;
const lost: FaultSwitch = { host: host('hv-03'), kind: 'heartbeat-lost', vm: app, times: null };

const scenes: readonly Scene[] = [
  {
    name: 'replication: other settings',
    world: (made) => {
      for (const copy of two(made)) copy.replication!.frequency = 900;
    },
    outcomes: ['replicate succeeded'],
    ends: replicates,
  },
  {
    name: 'replication: none yet',
    world: (made) => {
      const [p] = two(made);
      p.replication = null;
      removeCopy(made, 'hv-02');
    },
    outcomes: ['replicate succeeded'],
    ends: replicates,
  },
  {
    name: 'replication: the other host refuses it',
    world: (made) => {
      two(made)[0].replication = null;
      removeCopy(made, 'hv-02');
    },
    faults: [{ host: host('hv-01'), kind: 'enable-refused', vm: app }],
    outcomes: ['replicate failed'],
    ends: { 'hv-01': 'Running' },
  },
  {
    name: 'replication: to another host than declared',
    world: (made) => {
      const { copies } = made.world.vms['app-01']!;
      const [p, r] = two(made);
      p.replication!.partner = host('hv-03');
      removeCopy(made, 'hv-02');
      (copies as Record<string, typeof r>)['hv-03'] = { ...r, host: host('hv-03') };
      made.world.machines['hv-03']!.vms.push(app);
    },
    outcomes: ['replicate succeeded'],
    // hv-03 holds no documents about it, and keeps what it has
    ends: { ...replicates, 'hv-03': 'Off replica hv-01 Error' },
  },
  {
    name: 'replication: an old copy is in the way',
    world: (made) => {
      for (const copy of two(made)) copy.replication = null;
    },
    outcomes: [],
    ends: { 'hv-01': 'Running', 'hv-02': 'Off' },
  },
  {
    name: 'home: after somebody failed it over',
    world: (made) => swap(made),
    outcomes: ['go-home succeeded'],
    ends: replicates,
  },
  {
    name: 'home: stopped when it was shut down',
    world: (made) => swap(made),
    meanwhile: (made) => {
      reach(made, 'home/app-01/stop');
      made.stop({});
      reach(made, 'back/app-01/start');
    },
    outcomes: ['go-home abandoned'],
    ends: { 'hv-01': 'Off replica hv-02 Replicating', 'hv-02': 'Running primary hv-01 Replicating' },
  },
  {
    name: 'test failover',
    fleet: { policy: tested(policyFile) },
    outcomes: ['test-failover succeeded'],
    ends: replicates,
  },
  {
    name: 'test failover: the copy does not boot',
    fleet: { policy: tested(policyFile) },
    faults: [{ host: host('hv-02'), kind: 'test-never-boots', vm: app }],
    outcomes: ['test-failover failed'],
    ends: replicates,
  },
  {
    name: 'test failover: stopped while it runs, and cleaned up',
    fleet: { policy: tested(policyFile) },
    meanwhile: (made) => {
      reach(made, 'test/start');
      made.stop({});
    },
    outcomes: ['test-failover succeeded'],
    ends: replicates,
  },
  {
    name: 'migrate, and finish a week later',
    fleet: { migration: erp() },
    outcomes: ['migrate succeeded', 'finish-migration succeeded'],
    ends: settled,
  },
  {
    name: 'migrate: no heartbeat there, back home',
    fleet: { migration: erp() },
    faults: [lost],
    outcomes: ['migrate rolled-back'],
    ends: stayed,
  },
  {
    name: 'migrate: no heartbeat there, under onFailure: halt',
    fleet: { migration: erp({ onFailure: 'halt' }) },
    faults: [lost],
    outcomes: ['migrate failed'],
    ends: { 'hv-01': 'Off replica hv-03 Replicating', 'hv-02': 'Off', 'hv-03': 'Running primary hv-01 Replicating' },
  },
  {
    name: 'migrate: it cannot be replicated there',
    fleet: { migration: erp() },
    faults: [{ host: host('hv-01'), kind: 'enable-refused', vm: app }],
    outcomes: ['migrate failed'],
    ends: { 'hv-01': 'Running', 'hv-02': 'Off replica hv-01 Error' },
  },
  {
    name: 'migrate: the copy takes longer than the window',
    fleet: { migration: erp() },
    world: (made) => void Object.assign(made.world.vms['app-01']!, { disk: 20 * 1024 ** 4 }),
    outcomes: ['migrate abandoned', 'migrate succeeded'],
    ends: { 'hv-01': 'Off replica hv-03 Replicating', 'hv-02': 'Off', 'hv-03': 'Running primary hv-01 Replicating' },
    until: '2026-11-30T12:00+01:00',
  },
  {
    name: 'migrate by export, and finish a week later',
    fleet: { migration: erp({ method: 'export-import' }) },
    outcomes: ['migrate succeeded', 'finish-migration succeeded'],
    ends: settled,
  },
  {
    name: 'migrate by export: the import fails',
    fleet: { migration: erp({ method: 'export-import' }) },
    faults: [{ host: host('hv-03'), kind: 'import-fails', vm: app }],
    outcomes: ['migrate rolled-back'],
    ends: replicates,
  },
  {
    name: 'migrate by export: no heartbeat there',
    fleet: { migration: erp({ method: 'export-import' }) },
    faults: [lost],
    outcomes: ['migrate rolled-back'],
    ends: carried,
  },
  {
    name: 'migrate by export: stopped when it was shut down',
    fleet: { migration: erp({ method: 'export-import' }) },
    meanwhile: (made) => {
      reach(made, 'move/app-01/stop');
      made.stop({});
      reach(made, 'back/app-01/start');
    },
    outcomes: ['migrate abandoned'],
    ends: replicates,
  },
];

/** As if somebody had failed it over by hand, and reversed. */
function swap(made: Drive): void {
  const [p, r] = two(made);
  Object.assign(p, { state: 'Off', heartbeat: 'none', replication: { ...p.replication!, mode: 'replica' } });
  Object.assign(r, { state: 'Running', heartbeat: 'ok', data: p.data, replication: { ...r.replication!, mode: 'primary' } });
}

function removeCopy(made: Drive, from: string): void {
  delete (made.world.vms['app-01']!.copies as Record<string, unknown>)[from];
  made.world.machines[from]!.vms = made.world.machines[from]!.vms.filter((name) => name !== app);
}

function reach(made: Drive, step: string): void {
  const begun = ({ interventions }: Drive) => interventions.some((one) => one.steps.some((s) => s.step === step));
  made.until(begun, at('2026-11-22T12:00+01:00'));
  assert.ok(begun(made), `never came to ${step}:\n${made.transcript.join('\n')}`);
}

describe('work on VMs', () => {
  for (const scene of scenes) {
    it(scene.name, () => {
      const made = moving(scene.fleet ?? {});
      made.until(() => false, at('2026-11-21T19:59+01:00'));
      scene.world?.(made);
      for (const fault of scene.faults ?? []) made.fault(fault);
      scene.meanwhile?.(made);
      made.until(() => false, at(scene.until ?? '2026-11-30T12:00+01:00'));
      const mine = made.interventions.filter((one) => one.vm === app);
      const told = made.transcript.join('\n');
      assert.deepEqual(
        mine.map((one) => `${one.kind} ${one.outcome}`),
        scene.outcomes,
        told,
      );
      const { copies } = made.world.vms['app-01']!;
      const ends = Object.values(copies).map(({ host: name, state, replication }) => [
        name,
        replication === null ? state : `${state} ${replication.mode} ${replication.partner} ${replication.state}`,
      ]);
      assert.deepEqual(Object.fromEntries(ends), scene.ends, told);
      assert.equal(
        Object.values(copies).some((copy) => copy.test !== null),
        false,
        'no test VM is left',
      );
      const file = scene.name.replaceAll(/[^a-z]+/gi, '-').toLowerCase();
      const lines = made.transcript.filter((line) => !line.includes('db-01'));
      assertGolden(new URL('golden/vm', import.meta.url).pathname, file, `${lines.join('\n')}\n`);
    });
  }

  it('measures its own allowance: no step is late', () => {
    const made = moving({ migration: erp() });
    made.until(() => false, at('2026-11-30T12:00+01:00'));
    for (const step of made.interventions.flatMap((one) => one.steps)) {
      assert.equal(step.state, 'done', step.step);
      assert.ok(step.endedAt! - step.claimedAt < 15 * minute, step.step);
    }
  });
});
