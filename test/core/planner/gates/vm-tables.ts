/** What each gate says of work on VMs: refused with its numbers, or let pass. */
import type { Hold, HoldReason } from '#core/model/plan.ts';
import { after, day, duration, hour, instantOf, minute } from '#core/model/time.ts';
import { erp, policyFile, type Scenery, tested } from '../../interventions/moving.ts';
import { saturday21 } from '../scene.ts';
import { copyOn, flip, type Input, underWay, vmRecord } from '../vm-scene.ts';

export interface VmRow {
  readonly name: string;
  /** `app-01` when left out. */
  readonly vm?: string;
  readonly scenery?: Scenery;
  readonly now?: string;
  readonly change?: (input: Input) => void;
  /** `pass` = nothing of this gate's; else holds with at least these members. */
  readonly expect: 'pass' | readonly (Partial<Hold> & { readonly reason: HoldReason })[];
}

const GiB = 1024 ** 3;
const at = instantOf;
const ago = (minutes: number) => after(saturday21, duration(-minutes * minute));

const broken = (input: Input, vm = 'app-01', home = 'hv-01') => (copyOn(input, home, vm).replication!.state = 'Error');
const away = (input: Input) => flip(input, 'app-01', 'hv-01', 'hv-02');
const migration = { migration: erp() };
const twoWaves = {
  migration: erp().replace(
    '    - { name: first, vms: [app-01], to: { host: hv-03 } }\n',
    `    - { name: first, vms: [app-01], to: { host: hv-03, replica: hv-04 }, soak: PT2H }
    - { name: second, vms: [db-01], to: { host: hv-04, replica: hv-03 } }
`,
  ),
};
const veeam = (maxAge: string) => `apiVersion: atlas/v1
kind: BackupPolicy
metadata: { name: veeam }
spec:
  veeam: { server: "https://veeam.tiny.example:9419", via: web-01 }
  maxAge: ${maxAge}
`;
const backedUp = { ...migration, extra: { 'backup.yaml': veeam('PT24H') } };
const told = (input: Input, backups: Readonly<Record<string, number>>) =>
  (input.observations['web-01']!.backups = { veeam: { paused: [], running: false, lastSuccess: { ...backups } } });

/** Its move ended so many minutes ago. */
function moved(input: Input, minutesAgo: number): void {
  flip(input, 'app-01', 'hv-01', 'hv-03');
  const ended = ago(minutesAgo);
  input.interventions.push(vmRecord(input, 'migrate', 'app-01', { verifiedAt: ended, endedAt: ended }));
}

function running(input: Input, kind: Parameters<typeof vmRecord>[1], vm: string): void {
  input.interventions.push(vmRecord(input, kind, vm, { ...underWay, number: 7 }));
}

export const vmTables: Readonly<Record<string, readonly VmRow[]>> = {
  backOff: [
    { name: 'lost for the first time', change: broken, expect: 'pass' },
    {
      name: 'brought back half an hour ago',
      change: (input) => {
        broken(input);
        input.interventions.push(vmRecord(input, 'replicate', 'app-01', { endedAt: ago(30) }));
      },
      expect: [{ reason: 'backing-off', healed: 1, lastAt: ago(30), until: ago(-30) }],
    },
    {
      name: 'brought back two hours ago',
      change: (input) => {
        broken(input);
        input.interventions.push(vmRecord(input, 'replicate', 'app-01', { endedAt: ago(120) }));
      },
      expect: 'pass',
    },
    {
      name: 'brought back twice: a day of pause',
      change: (input) => {
        broken(input);
        for (const number of [1, 2])
          input.interventions.push(vmRecord(input, 'replicate', 'app-01', { number, endedAt: ago(300 - 60 * number) }));
      },
      expect: [{ reason: 'backing-off', healed: 2, until: after(ago(180), day) }],
    },
    {
      name: 'brought back in another attempt',
      change: (input) => {
        broken(input);
        input.fleet.replicationPolicies['standard']!.attempt = 2;
        input.interventions.push(vmRecord(input, 'replicate', 'app-01', { endedAt: ago(30) }));
      },
      expect: 'pass',
    },
  ],
  backup: [
    { name: 'no policy', scenery: migration, expect: 'pass' },
    {
      name: 'no backup known',
      scenery: backedUp,
      change: (input) => told(input, {}),
      expect: [{ reason: 'backup-stale', vm: 'app-01' as never, lastSuccess: null, maxAge: day }],
    },
    {
      name: 'never backed up, though others are',
      scenery: backedUp,
      change: (input) => told(input, { 'db-01': ago(60) }),
      expect: [{ reason: 'backup-stale', lastSuccess: null }],
    },
    { name: 'at its limit', scenery: backedUp, change: (input) => told(input, { 'app-01': ago(1440) }), expect: 'pass' },
    {
      name: 'a minute too old',
      scenery: backedUp,
      change: (input) => told(input, { 'app-01': ago(1441) }),
      expect: [{ reason: 'backup-stale', lastSuccess: ago(1441), maxAge: day }],
    },
    {
      name: 'dated in the future',
      scenery: backedUp,
      change: (input) => told(input, { 'app-01': ago(-30) }),
      expect: [{ reason: 'backup-stale', lastSuccess: ago(-30), until: ago(-29) }],
    },
    {
      name: 'the migration asks for a younger one',
      scenery: { ...backedUp, migration: erp().replace('  verify:', '  before: { backup: { maxAge: PT2H } }\n  verify:') },
      change: (input) => told(input, { 'app-01': ago(180) }),
      expect: [{ reason: 'backup-stale', maxAge: duration(2 * hour) }],
    },
    { name: 'a repaired replica needs none', scenery: { extra: backedUp.extra }, change: broken, expect: 'pass' },
    {
      name: 'a policy of other hosts',
      scenery: { ...migration, extra: { 'backup.yaml': `${veeam('PT24H')}  scope: { hosts: [hv-03] }\n` } },
      expect: 'pass',
    },
  ],
  copies: [
    { name: 'nobody copies', change: broken, expect: 'pass' },
    {
      name: 'one may',
      change: (input) => {
        broken(input);
        running(input, 'replicate', 'db-01');
      },
      expect: 'pass',
    },
    {
      name: 'only one at once',
      scenery: { policy: policyFile.replace('maxAtOnce: 2', 'maxAtOnce: 1') },
      change: (input) => {
        broken(input);
        running(input, 'replicate', 'db-01');
      },
      expect: [
        { reason: 'budget-spent', budget: 'copies at once on hv-01', limit: 1, inUseBy: ['db-01' as never] },
        { reason: 'budget-spent', budget: 'copies at once on hv-02' },
      ],
    },
    {
      name: 'changing settings sends nothing',
      scenery: { policy: policyFile.replace('maxAtOnce: 2', 'maxAtOnce: 1') },
      change: (input) => {
        copyOn(input, 'hv-01', 'app-01').replication!.frequency = 900;
        running(input, 'replicate', 'db-01');
      },
      expect: 'pass',
    },
  ],
  target: [
    { name: 'it has what the VM needs', scenery: migration, expect: 'pass' },
    {
      name: 'a switch is missing',
      scenery: migration,
      change: (input) => {
        input.fleet.vms['app-01']!.networks = [{ switch: 'prod', vlan: 20 }];
        input.observations['hv-03']!.hyperV!.switches = ['lab'];
      },
      expect: [
        { reason: 'target-unfit', target: 'hv-03' as never, vm: 'app-01' as never, why: 'it has no virtual switch "prod"' },
      ],
    },
    {
      name: 'nobody has told which switches there are',
      scenery: migration,
      change: (input) => {
        input.fleet.vms['app-01']!.networks = [{ switch: 'prod', vlan: null }];
        delete input.observations['hv-03']!.hyperV!.switches;
      },
      expect: [{ reason: 'target-unfit', why: 'it has not told which virtual switches it has' }],
    },
    {
      name: 'the switch does not carry the VLAN',
      scenery: migration,
      change: (input) => {
        input.fleet.vms['app-01']!.networks = [{ switch: 'prod', vlan: 20 }];
        input.fleet.hosts['hv-03']!.hyperV!.switches = { prod: [10, 30] };
        input.observations['hv-03']!.hyperV!.switches = ['prod'];
      },
      expect: [{ reason: 'target-unfit', why: 'its virtual switch "prod" does not carry VLAN 20' }],
    },
    {
      name: 'declared and not there',
      scenery: migration,
      change: (input) => {
        input.fleet.vms['app-01']!.networks = [{ switch: 'prod', vlan: null }];
        input.fleet.hosts['hv-03']!.hyperV!.switches = { prod: [] };
        input.observations['hv-03']!.hyperV!.switches = [];
      },
      expect: [{ reason: 'target-unfit', why: 'it has no virtual switch "prod"' }],
    },
    {
      name: 'the version is too new',
      scenery: migration,
      change: (input) => {
        copyOn(input, 'hv-01', 'app-01').version = '12.0';
        input.observations['hv-03']!.hyperV!.vmVersions = ['9.0', '10.0'];
      },
      expect: [{ reason: 'target-unfit', why: 'it cannot run VMs of version 12.0' }],
    },
    {
      name: 'the certificate runs out',
      scenery: migration,
      change: (input) => (input.observations['hv-03']!.hyperV!.certificateDaysLeft = 13),
      expect: [
        {
          reason: 'target-unfit',
          target: 'hv-03' as never,
          why: 'its certificate for replication has 13 days left, 14 are needed',
        },
      ],
    },
    {
      name: 'the certificate of the source has run out',
      scenery: migration,
      change: (input) => (input.observations['hv-01']!.hyperV!.certificateDaysLeft = -2),
      expect: [{ reason: 'target-unfit', target: 'hv-01' as never, why: 'its certificate for replication has expired' }],
    },
    {
      name: 'export needs no certificate',
      scenery: { migration: erp({ method: 'export-import' }) },
      change: (input) => (input.observations['hv-03']!.hyperV!.certificateDaysLeft = 1),
      expect: 'pass',
    },
  ],
  wave: [
    { name: 'the first', scenery: twoWaves, expect: 'pass' },
    {
      name: 'before the first has moved',
      vm: 'db-01',
      scenery: twoWaves,
      expect: [{ reason: 'ring-waits', unit: 'wave', ring: 'second', before: 'first', healthy: 0, needed: 1, of: 1 }],
    },
    {
      name: 'soaking',
      vm: 'db-01',
      scenery: twoWaves,
      change: (input) => moved(input, 60),
      expect: [{ reason: 'ring-soaking', unit: 'wave', healthy: 1, until: ago(-60) }],
    },
    { name: 'soaked', vm: 'db-01', scenery: twoWaves, change: (input) => moved(input, 120), expect: 'pass' },
    {
      name: 'moved by hand: nothing was verified',
      vm: 'db-01',
      scenery: twoWaves,
      change: (input) => flip(input, 'app-01', 'hv-01', 'hv-03'),
      expect: [{ reason: 'ring-waits', healthy: 0 }],
    },
    {
      name: 'verified once, and not well now',
      vm: 'db-01',
      scenery: twoWaves,
      change: (input) => {
        moved(input, 300);
        copyOn(input, 'hv-03', 'app-01').heartbeat = 'lost';
      },
      expect: [{ reason: 'ring-waits', healthy: 0 }],
    },
    {
      name: 'a failure of the wave before',
      vm: 'db-01',
      scenery: twoWaves,
      change: (input) =>
        input.interventions.push(vmRecord(input, 'migrate', 'app-01', { outcome: 'rolled-back', verifiedAt: null })),
      expect: [{ reason: 'ring-halted', unit: 'wave', ring: 'first', failed: 1, maxFailed: 1, hosts: ['app-01' as never] }],
    },
    {
      name: 'a failure on its way back',
      vm: 'db-01',
      scenery: twoWaves,
      change: (input) => {
        const one = vmRecord(input, 'migrate', 'app-01', underWay);
        one.steps.push({ step: 'back/app-01/stop', state: 'done', host: 'hv-03', kind: 'vm.stop' } as never);
        input.interventions.push(one);
      },
      expect: [{ reason: 'ring-halted', failed: 1 }],
    },
    {
      name: 'two may fail',
      vm: 'db-01',
      scenery: twoWaves,
      change: (input) => {
        input.fleet.migrations['erp']!.waves[0]!.maxFailed = 2;
        input.interventions.push(vmRecord(input, 'migrate', 'app-01', { outcome: 'failed', verifiedAt: null }));
      },
      expect: [{ reason: 'ring-waits' }],
    },
    {
      name: 'halted: the way back stays',
      scenery: twoWaves,
      change: (input) => {
        moved(input, 12 * 1440);
        input.interventions.push(vmRecord(input, 'migrate', 'db-01', { outcome: 'failed', verifiedAt: null }));
      },
      expect: [{ reason: 'ring-halted', ring: 'second' }],
    },
  ],
  wayBack: [
    { name: 'moving keeps it', scenery: migration, expect: 'pass' },
    {
      name: 'moved yesterday',
      scenery: migration,
      change: (input) => moved(input, 1440),
      expect: [{ reason: 'way-back-open', migration: 'erp', until: after(ago(1440), duration(7 * day)) }],
    },
    { name: 'moved a week ago', scenery: migration, change: (input) => moved(input, 7 * 1440), expect: 'pass' },
  ],
  review: [
    {
      name: 'a migration without evidence',
      scenery: migration,
      change: (input) => (input.review = 'unknown'),
      expect: [{ reason: 'review-missing' }],
    },
  ],
  pinned: [
    {
      name: 'something else than reviewers saw',
      scenery: migration,
      change: (input) => (input.reviewedIntent = 'f'.repeat(64) as never),
      expect: [{ reason: 'plan-drifted' }],
    },
  ],
  facts: [
    {
      name: 'the target has not reported',
      scenery: migration,
      change: (input) => delete input.seenAt['hv-03'],
      expect: [{ reason: 'facts-missing', host: 'hv-03' as never }],
    },
    {
      name: 'the host of the replica to come is silent',
      scenery: migration,
      change: (input) => (input.seenAt['hv-04'] = ago(120) as never),
      expect: [{ reason: 'facts-stale', host: 'hv-04' as never, seenAt: ago(120) as never }],
    },
  ],
  orders: [
    {
      name: 'a stop of the target',
      scenery: migration,
      change: (input) =>
        input.stops.push({ id: 's', hosts: ['hv-03' as never], by: 'marc', why: 'phone', at: saturday21, holdAll: false }),
      expect: [{ reason: 'stopped', by: 'marc' }],
    },
    {
      name: 'a stop of others',
      scenery: migration,
      change: (input) =>
        input.stops.push({ id: 's', hosts: ['web-01' as never], by: 'marc', why: 'phone', at: saturday21, holdAll: false }),
      expect: 'pass',
    },
  ],
  notice: [
    {
      name: 'nobody was told',
      scenery: migration,
      change: (input) => (input.notices = []),
      expect: [{ reason: 'notice-not-given' }],
    },
    {
      name: 'told three days ago',
      scenery: { migration: erp().replace('days: 0, postponableUntilDays: 0', 'days: 7, postponableUntilDays: 3') },
      change: (input) => (input.notices[0]!.givenAt = ago(3 * 1440) as never),
      expect: [{ reason: 'notice-running', days: 7, until: after(ago(3 * 1440), duration(7 * day)) }],
    },
    {
      name: 'told of another target',
      scenery: migration,
      change: (input) => (input.fleet.migrations['erp']!.waves[0]!.to['app-01']!.host = 'hv-04' as never),
      expect: [{ reason: 'notice-not-given' }],
    },
  ],
  window: [
    {
      name: 'closed',
      scenery: migration,
      now: '2026-11-21T19:59:59+01:00',
      expect: [{ reason: 'window-closed', opensAt: at('2026-11-21T20:00+01:00') }],
    },
    {
      name: 'too short for the move and its way back',
      scenery: migration,
      now: '2026-11-22T11:40+01:00',
      expect: [{ reason: 'window-too-short', left: duration(20 * minute), until: at('2026-11-28T20:00+01:00') }],
    },
    {
      name: 'a policy without a window',
      scenery: { policy: policyFile.replace('  window: saturday-night\n', '') },
      now: '2026-11-18T12:00+01:00',
      change: broken,
      expect: 'pass',
    },
    {
      name: 'a freeze of the target cuts it short',
      scenery: migration,
      change: (input) =>
        input.fleet.freezes.push({
          name: 'audit',
          from: ago(-20),
          to: ago(-600),
          scope: { sites: [], hosts: ['hv-03'] },
          why: 'auditors',
          origin: { file: '', line: 1, lines: {} },
        } as never),
      expect: [{ reason: 'window-too-short', left: duration(20 * minute), until: ago(-600) }],
    },
  ],
  partner: [
    { name: 'nobody is at work', scenery: migration, expect: 'pass' },
    {
      name: 'the target is being patched',
      scenery: migration,
      change: (input) => {
        const one = vmRecord(input, 'migrate', 'app-01', underWay);
        Object.assign(one, {
          id: 'november-2026.hv-03.1',
          kind: 'patch-hypervisor',
          host: 'hv-03',
          vm: null,
          call: 'november-2026',
        });
        input.interventions.push(one);
      },
      expect: [{ reason: 'partner-busy', partner: 'hv-03' as never, intervention: 'november-2026.hv-03.1' as never }],
    },
    {
      name: 'a replica of another VM is set up meanwhile',
      scenery: migration,
      change: (input) => running(input, 'replicate', 'db-01'),
      expect: 'pass',
    },
    {
      name: 'another VM is down for its way home',
      change: (input) => {
        away(input);
        running(input, 'go-home', 'db-01');
      },
      expect: [{ reason: 'partner-busy', partner: 'hv-02' as never, vm: 'db-01' as never }],
    },
    {
      name: 'the target is not well',
      scenery: migration,
      change: (input) => (input.observations['hv-03']!.services['vmms'] = 'stopped'),
      expect: [{ reason: 'partner-unhealthy', partner: 'hv-03' as never, why: 'service vmms is stopped' }],
    },
  ],
  keepApart: [
    {
      name: 'its twin is being moved',
      scenery: twoWaves,
      change: (input) => {
        input.fleet.keepApart.push({ name: 'twins', members: ['app-01', 'db-01'], max: 1 });
        running(input, 'migrate', 'db-01');
      },
      expect: [{ reason: 'keep-apart', set: 'twins', max: 1, inUseBy: ['db-01'] }],
    },
    {
      name: 'a repair takes nobody away',
      change: (input) => {
        input.fleet.keepApart.push({ name: 'twins', members: ['app-01', 'db-01'], max: 1 });
        broken(input);
        running(input, 'go-home', 'db-01');
      },
      expect: 'pass',
    },
  ],
  fit: [
    {
      name: 'being backed up',
      scenery: migration,
      change: (input) => (copyOn(input, 'hv-01', 'app-01').busy = true),
      expect: [{ reason: 'host-unfit', why: 'app-01 is being backed up or merged on hv-01' }],
    },
    {
      name: 'no heartbeat',
      scenery: migration,
      change: (input) => (copyOn(input, 'hv-01', 'app-01').heartbeat = 'lost'),
      expect: [{ reason: 'host-unfit', why: 'app-01 has no heartbeat' }],
    },
    {
      name: 'a test of what is not whole',
      scenery: { policy: tested(policyFile) },
      change: (input) => (copyOn(input, 'hv-01', 'app-01').replication!.health = 'Warning'),
      expect: [{ reason: 'host-unfit', why: 'app-01: its replication health is Warning' }],
    },
    { name: 'a repair asks for nothing of that', change: broken, expect: 'pass' },
  ],
  capacity: [
    { name: 'it fits', scenery: migration, expect: 'pass' },
    {
      name: 'it does not',
      scenery: migration,
      change: (input) => (input.observations['hv-03']!.hyperV!.memory.capacity = 11 * GiB),
      expect: [{ reason: 'no-capacity', target: 'hv-03' as never, need: 8 * GiB, free: 7 * GiB }],
    },
    {
      name: 'what is on its way there counts',
      scenery: {
        migration: erp().replace('vms: [app-01]', 'vms: [app-01, db-01]'),
      },
      change: (input) => {
        input.observations['hv-03']!.hyperV!.memory.capacity = 27 * GiB;
        running(input, 'migrate', 'db-01');
      },
      expect: [{ reason: 'no-capacity', need: 8 * GiB, free: 7 * GiB }],
    },
    {
      name: 'a test needs memory as well',
      scenery: { policy: tested(policyFile) },
      change: (input) => (input.observations['hv-02']!.hyperV!.memory.capacity = 24 * GiB),
      expect: [{ reason: 'no-capacity', target: 'hv-02' as never, free: 4 * GiB }],
    },
  ],
};
