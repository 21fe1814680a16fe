/** Generated stories of work on VMs: how the world differs at first, what is declared, and what goes wrong meanwhile. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HalfState } from '#agent/simulated-world/state.ts';
import type { FaultSwitch } from '#agent/simulated-world/world.ts';
import { hostName, vmName } from '#core/model/ids.ts';
import { after, duration, instantOf, minute } from '#core/model/time.ts';
import type { Drive } from '../core/interventions/drive.ts';
import { builds, erp, moving, policyFile, tested } from '../core/interventions/moving.ts';
import { lastMonth } from '../core/interventions/tiny.ts';
import { seed } from './generate.ts';
import type { Meter } from './meter.ts';

const app = vmName('app-01');
const opens = instantOf('2026-11-21T20:00+01:00');
const beforeIt = instantOf('2026-11-21T19:59+01:00');
/** Two windows after the week for which a migration keeps the way back. */
const end = instantOf('2026-12-06T13:00+01:00');

/** How the VM differs from what is declared when the window opens. */
export const Beginning = ['as declared', 'no replica', 'other settings', 'left over', ...HalfState] as const;
type Beginning = (typeof Beginning)[number];

const Trouble = [
  'none',
  'none',
  'heartbeat-lost',
  'enable-refused',
  'import-fails',
  'test-never-boots',
  'reverse-fails',
  'power-loss',
  'slow',
  'stop',
] as const;

export interface VmStory {
  readonly beginning: Beginning;
  readonly migration: 'none' | 'planned-failover' | 'export-import';
  readonly testFailover: boolean;
  /** A host of the pair is a month behind as well, and backup jobs rest while it is patched. */
  readonly patching: boolean;
  readonly trouble: (typeof Trouble)[number];
  readonly on: 'hv-01' | 'hv-02' | 'hv-03';
  /** Minutes after the window opened. */
  readonly at: number;
  readonly seed: string;
}

const story = (beginning: Beginning, migration: VmStory['migration']): fc.Arbitrary<VmStory> =>
  fc.record({
    beginning: fc.constant(beginning),
    migration: fc.constant(migration),
    testFailover: fc.boolean(),
    patching: fc.boolean(),
    trouble: fc.constantFrom(...Trouble),
    on: fc.constantFrom('hv-01' as const, 'hv-02' as const, 'hv-03' as const),
    at: fc.integer({ min: 0, max: 180 }),
    seed: fc.string({ minLength: 3, maxLength: 6 }),
  });

/** Every beginning without a migration and with one, each several times with other troubles. */
export function vmStories(each: number): readonly VmStory[] {
  return Beginning.flatMap((beginning, i) =>
    (['none', 'planned-failover', 'export-import'] as const).flatMap((migration, j) =>
      fc.sample(story(beginning, migration), { seed: seed + 10 * i + j, numRuns: migration === 'none' ? each + 1 : each }),
    ),
  );
}

const backups = `apiVersion: atlas/v1
kind: BackupPolicy
metadata: { name: nightly }
spec:
  veeam: { server: "https://veeam.example:9419", via: web-01 }
  maxAge: PT72H
  pauseJobs: true
`;

export function playVmStory(one: VmStory, meter: Meter): Drive {
  const made = moving(
    {
      policy: one.testFailover ? tested(policyFile) : policyFile,
      ...(one.migration === 'none' ? {} : { migration: erp({ method: one.migration }) }),
      ...(one.patching ? { extra: { 'backups.yaml': backups } } : {}),
    },
    {
      seed: one.seed,
      ...(one.patching ? { builds: { ...builds, 'hv-01': lastMonth['hv-01']! } } : {}),
      watch: (drive, plan) => {
        meter.see(plan);
        hold(drive, one);
      },
    },
  );
  made.until(() => false, beforeIt);
  begin(made, one.beginning);
  made.until(() => false, after(opens, duration(one.at * minute)));
  happen(made, one);
  made.until(() => false, after(opens, duration((one.at + 240) * minute)));
  made.resume();
  made.until(() => false, end);
  return made;
}

/** Half-states that hold, or lead to, what only a person can put right: two copies at work, or data on one side alone. */
const torn: ReadonlySet<Beginning> = new Set(['split-brain', 'false-alarm', 'primary-lost', 'primary-back']);

/** At every instant: no VM runs twice, nothing that was written is lost, and everything declared has its verdict. */
function hold(made: Drive, { beginning }: VmStory): void {
  for (const vm of Object.values(made.world.vms)) {
    const running = Object.values(vm.copies).filter((copy) => copy.state === 'Running');
    if (!torn.has(beginning) || vm.name !== app) assert.ok(running.length <= 1, `${vm.name} runs twice`);
    if (!torn.has(beginning) || vm.name !== app) assert.equal(vm.losses, 0, `${vm.name} lost what was written`);
  }
  const { fleet, plan } = made;
  for (const vm of Object.keys(fleet.vms)) assert.ok(plan.verdicts[`VirtualMachine/${vm}`], `no verdict of ${vm}`);
}

function begin(made: Drive, beginning: Beginning): void {
  const vm = made.world.vms[app]!;
  const [p, r] = [vm.copies['hv-01'], vm.copies['hv-02']];
  if (beginning === 'as declared') return;
  if (beginning === 'other settings') {
    for (const copy of [p, r]) if (copy?.replication) copy.replication.frequency = 900;
    return;
  }
  if (beginning !== 'left over' && beginning !== 'no replica') {
    made.fault({ host: hostName('hv-01'), kind: 'half-state', vm: app, name: beginning });
    return;
  }
  if (p) p.replication = null;
  if (r) r.replication = null;
  if (beginning === 'left over') return;
  delete (vm.copies as Record<string, unknown>)['hv-02'];
  made.world.machines['hv-02']!.vms = made.world.machines['hv-02']!.vms.filter((name) => name !== app);
}

function happen(made: Drive, { trouble, on }: VmStory): void {
  if (trouble === 'none') return;
  if (trouble === 'stop') return made.stop({});
  const host = hostName(on);
  const fault: FaultSwitch =
    trouble === 'power-loss' || trouble === 'slow'
      ? { host, kind: trouble }
      : { host, kind: trouble, vm: app, ...(trouble === 'heartbeat-lost' ? { times: null } : {}) };
  made.fault(fault);
}
