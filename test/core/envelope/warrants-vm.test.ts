/** Work on VMs as the agents judge it: what each step is called for by, and what is refused even to who holds the signing key. */
import assert from 'node:assert/strict';
import { describe as describeWorld } from '#agent/simulated-world/describe.ts';
import { createWorld, observe } from '#agent/simulated-world/world.ts';
import { loadPartial } from '#core/declarations/load.ts';
import { beginsWork, current } from '#core/envelope/current.ts';
import { documentsFor } from '#core/envelope/documents.ts';
import { type OwnRecord, warrants } from '#core/envelope/warrants.ts';
import { interestOf } from '#core/interventions/interest.ts';
import { ActionKind, type Order } from '#core/model/action.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { type CallName, type HostName, interventionId, type VmName } from '#core/model/ids.ts';
import type { Heartbeat, Observation, ObservedVm, ReplicationState, VmState } from '#core/model/observation.ts';
import { hour, instant, type Instant, instantOf } from '#core/model/time.ts';
import { envelopeFor } from '#test/fakes/envelopes.ts';
import { loaded } from '../interventions/drive.ts';
import { builds, erp, movingFiles, policyFile, type Scenery, tested } from '../interventions/moving.ts';
import type { Draft } from '../planner/scene.ts';

const night = instantOf('2026-11-21T21:00+01:00');
const monday = instantOf('2026-11-23T10:00+01:00');
const app = { vm: 'app-01' as VmName };
const to = (host: string) => ({ ...app, to: host as HostName });
const path = String.raw`\\nas\transfer\app-01`;
const settings = { frequency: 300, recoveryPoints: 4 };

/** `primary Replicating Running`, with the partner and health where it matters; `none Off`; null = no copy here. */
type Copy = string | null;

interface Called {
  readonly fleet?: Scenery;
  readonly on: string;
  readonly step: string;
  readonly order: Order;
  readonly copy: Copy;
  /** The other side of its relation. */
  readonly partner?: string;
  readonly heartbeat?: Heartbeat;
  readonly health?: 'Normal' | 'Warning' | 'Critical';
  readonly test?: true;
  /** What this agent began in this intervention, and how many hours ago. */
  readonly began?: Readonly<Partial<Record<ActionKind, number>>>;
  /** What it began in the intervention before, of the same call. */
  readonly earlier?: Readonly<Partial<Record<ActionKind, number>>>;
  /** Planned work needs the window; what is owed does not. */
  readonly planned?: true;
  /** Owed, yet not long after the window has closed. */
  readonly soon?: true;
}

interface Bent extends Partial<Called> {
  readonly name: string;
  readonly change?: (fleet: Draft<Fleet>) => void;
  readonly now?: Instant;
  readonly call?: string;
  readonly subject?: string;
  readonly intervention?: string;
  readonly answer?: string;
}

const byFailover: Scenery = { migration: erp() };
const byExport: Scenery = { migration: erp({ method: 'export-import' }) };
const halting = (method: string): Scenery => ({ migration: erp({ method, onFailure: 'halt' }) });
const testing: Scenery = { policy: tested(policyFile) };
const week = 24 * 7;

const called: Readonly<Record<string, Called>> = {
  'replicate/enable': {
    on: 'hv-01',
    step: 'replicate/enable',
    order: { kind: 'replication.enable', args: { ...to('hv-02'), ...settings } },
    copy: 'none Running',
    planned: true,
  },
  'replicate/start': {
    on: 'hv-01',
    step: 'replicate/start',
    order: { kind: 'replication.start', args: app },
    copy: 'primary ReadyForInitialReplication Running',
    planned: true,
  },
  'replicate/set': {
    on: 'hv-01',
    step: 'replicate/set',
    order: { kind: 'replication.set', args: { ...app, ...settings } },
    copy: 'primary Replicating Running',
    planned: true,
  },
  'replicate/resume': {
    on: 'hv-01',
    step: 'replicate/resume',
    order: { kind: 'replication.resume', args: { ...app, resynchronize: false } },
    copy: 'primary Error Running',
  },
  'replicate/resynchronize': {
    on: 'hv-01',
    step: 'replicate/resynchronize',
    order: { kind: 'replication.resume', args: { ...app, resynchronize: true } },
    copy: 'primary WaitingForStartResynchronize Running',
    planned: true,
  },
  'replicate/remove': {
    on: 'hv-01',
    step: 'replicate/remove',
    order: { kind: 'replication.remove', args: app },
    copy: 'primary Replicating Running',
    partner: 'hv-04',
    planned: true,
  },
  'repair/cancel': {
    on: 'hv-01',
    step: 'repair/cancel',
    order: { kind: 'failover.cancel', args: app },
    copy: 'primary PreparedForFailover Off',
  },
  'repair/complete': {
    on: 'hv-02',
    step: 'repair/complete',
    order: { kind: 'failover.complete', args: app },
    copy: 'replica FailedOverWaitingCompletion Running',
    heartbeat: 'ok',
    planned: true,
  },
  'repair/demote': {
    on: 'hv-01',
    step: 'repair/demote',
    order: { kind: 'replication.demote', args: app },
    copy: 'primary WaitingForStartResynchronize Off',
  },
  'repair/reverse': {
    on: 'hv-02',
    step: 'repair/reverse',
    order: { kind: 'failover.reverse', args: to('hv-01') },
    copy: 'replica FailedOver Running',
  },
  'repair/start': {
    on: 'hv-01',
    step: 'repair/start',
    order: { kind: 'vm.start', args: app },
    copy: 'primary Replicating Off',
    began: { 'failover.cancel': 1 },
  },
  'home/stop': {
    on: 'hv-02',
    step: 'home/app-01/stop',
    order: { kind: 'vm.stop', args: app },
    copy: 'primary Replicating Running',
    planned: true,
  },
  'home/takeover': {
    on: 'hv-01',
    step: 'home/app-01/takeover',
    order: { kind: 'failover.start', args: app },
    copy: 'replica Replicating Off',
    soon: true,
  },
  'home/reverse': {
    on: 'hv-01',
    step: 'home/app-01/reverse',
    order: { kind: 'failover.reverse', args: to('hv-02') },
    copy: 'replica FailedOverWaitingCompletion Off',
  },
  'home, called off': {
    on: 'hv-02',
    step: 'back/app-01/start',
    order: { kind: 'vm.start', args: app },
    copy: 'primary Replicating Off',
    began: { 'vm.stop': 1 },
  },
  'home, cancelled': {
    on: 'hv-02',
    step: 'back/app-01/cancel',
    order: { kind: 'failover.cancel', args: app },
    copy: 'primary PreparedForFailover Off',
    began: { 'failover.prepare': 1 },
  },
  'test/start': {
    fleet: testing,
    on: 'hv-02',
    step: 'test/start',
    order: { kind: 'failover.test', args: app },
    copy: 'replica Replicating Off',
    planned: true,
  },
  'test/end': {
    fleet: testing,
    on: 'hv-02',
    step: 'test/end',
    order: { kind: 'failover.test-end', args: app },
    copy: 'replica Replicating Off',
    test: true,
    began: { 'failover.test': 1 },
  },
  'pair/enable': {
    fleet: byFailover,
    on: 'hv-01',
    step: 'pair/enable',
    order: { kind: 'replication.enable', args: { ...to('hv-03'), ...settings } },
    copy: 'none Running',
    planned: true,
  },
  'pair/remove': {
    fleet: byFailover,
    on: 'hv-01',
    step: 'pair/remove',
    order: { kind: 'replication.remove', args: app },
    copy: 'primary Replicating Running',
    planned: true,
  },
  'pair/remove-old': {
    fleet: byFailover,
    on: 'hv-02',
    step: 'pair/remove-old',
    order: { kind: 'replication.remove', args: app },
    copy: 'replica Error Off',
  },
  'move/stop': {
    fleet: byFailover,
    on: 'hv-01',
    step: 'move/app-01/stop',
    order: { kind: 'vm.stop', args: app },
    copy: 'primary Replicating Running',
    planned: true,
  },
  'move/start': {
    fleet: byFailover,
    on: 'hv-03',
    step: 'move/app-01/start',
    order: { kind: 'vm.start', args: app },
    copy: 'primary Replicating Off',
  },
  'fail back: stop': {
    fleet: byFailover,
    on: 'hv-03',
    step: 'back/app-01/stop',
    order: { kind: 'vm.stop', args: app },
    copy: 'primary Replicating Running',
    began: { 'failover.reverse': 1 },
  },
  'fail back: takeover': {
    fleet: byFailover,
    on: 'hv-01',
    step: 'back/app-01/takeover',
    order: { kind: 'failover.start', args: app },
    copy: 'replica Replicating Off',
    began: { 'failover.prepare': 1 },
  },
  'by export: stop': {
    fleet: byExport,
    on: 'hv-01',
    step: 'move/app-01/stop',
    order: { kind: 'vm.stop', args: app },
    copy: 'none Running',
    planned: true,
  },
  'by export: export': {
    fleet: byExport,
    on: 'hv-01',
    step: 'move/app-01/export',
    order: { kind: 'vm.export', args: { ...app, path } },
    copy: 'primary Replicating Off',
    began: { 'vm.stop': 1 },
  },
  'by export: import': {
    fleet: byExport,
    on: 'hv-03',
    step: 'move/app-01/import',
    order: { kind: 'vm.import', args: { ...app, path } },
    copy: null,
    soon: true,
  },
  'by export: start': {
    fleet: byExport,
    on: 'hv-03',
    step: 'move/app-01/start',
    order: { kind: 'vm.start', args: app },
    copy: 'none Off',
    began: { 'vm.import': 1 },
  },
  'by export, back: stop': {
    fleet: byExport,
    on: 'hv-03',
    step: 'back/app-01/stop',
    order: { kind: 'vm.stop', args: app },
    copy: 'none Running',
    began: { 'vm.start': 1 },
  },
  'by export, back: start': {
    fleet: byExport,
    on: 'hv-01',
    step: 'back/app-01/start',
    order: { kind: 'vm.start', args: app },
    copy: 'primary Replicating Off',
    began: { 'vm.stop': 3 },
  },
  'finish/release': {
    fleet: byFailover,
    on: 'hv-03',
    step: 'finish/release',
    order: { kind: 'replication.remove', args: app },
    copy: 'primary Replicating Running',
    partner: 'hv-01',
    heartbeat: 'ok',
    earlier: { 'failover.start': week + 1 },
    planned: true,
  },
  'finish/release-hv-01': {
    fleet: byFailover,
    on: 'hv-01',
    step: 'finish/release-hv-01',
    order: { kind: 'replication.remove', args: app },
    copy: 'replica Error Off',
    partner: 'hv-03',
    earlier: { 'vm.stop': week + 1 },
    planned: true,
  },
  'finish/enable': {
    fleet: byFailover,
    on: 'hv-03',
    step: 'finish/enable',
    order: { kind: 'replication.enable', args: { ...to('hv-04'), ...settings } },
    copy: 'none Running',
    earlier: { 'failover.start': week + 1 },
    planned: true,
  },
  'finish/delete-hv-01': {
    fleet: byFailover,
    on: 'hv-01',
    step: 'finish/delete-hv-01',
    order: { kind: 'vm.remove', args: app },
    copy: 'none Off',
    earlier: { 'vm.stop': week + 1, 'failover.prepare': week + 1 },
    planned: true,
  },
  'finish/delete-hv-02': {
    fleet: byFailover,
    on: 'hv-02',
    step: 'finish/delete-hv-02',
    order: { kind: 'vm.remove', args: app },
    copy: 'none Off',
    planned: true,
  },
};

const notReady = (...copies: readonly Copy[]): readonly Bent[] =>
  copies.map((copy) => ({ name: `the own copy is ${copy ?? 'not there'}`, copy, answer: 'not-ready' }));
const elsewhere = (...hosts: readonly string[]): readonly Bent[] => hosts.map((on) => ({ name: `on ${on}`, on }));
const enableAs = (args: Partial<{ to: HostName; frequency: number; recoveryPoints: number }>, other: string): Order => ({
  kind: 'replication.enable',
  args: { ...to(other), ...settings, ...args },
});
const neverBegan: Bent = { name: 'this agent began nothing', began: {} };

const bent: Readonly<Record<string, readonly Bent[]>> = {
  'replicate/enable': [
    ...elsewhere('hv-03', 'hv-04'),
    { name: 'to a third host', order: enableAs({ to: 'hv-03' as HostName }, 'hv-02') },
    { name: 'to itself', order: enableAs({ to: 'hv-01' as HostName }, 'hv-02') },
    { name: 'with another frequency', order: enableAs({ frequency: 900 }, 'hv-02') },
    { name: 'with other recovery points', order: enableAs({ recoveryPoints: 0 }, 'hv-02') },
    { name: 'nobody may change its replication', change: (fleet) => (fleet.vms['app-01']!.replica!.policy = null) },
    { name: 'while a migration has a say', fleet: byFailover },
    { name: 'of a VM that is retired', change: (fleet) => (fleet.vms['app-01']!.lifecycle.retired = 'gone') },
    { name: 'under the name of another step', step: 'replicate/start' },
    ...notReady('none Off', 'primary Replicating Running', 'replica Replicating Off', null),
  ],
  'replicate/start': [
    ...elsewhere('hv-03'),
    ...notReady('primary Replicating Running', 'replica ReadyForInitialReplication Off', 'none Running', null),
  ],
  'replicate/set': [
    { name: 'with another frequency', order: { kind: 'replication.set', args: { ...app, ...settings, frequency: 30 } } },
    { name: 'with other recovery points', order: { kind: 'replication.set', args: { ...app, ...settings, recoveryPoints: 24 } } },
    { name: 'of a relation with another host', partner: 'hv-04', answer: 'not-ready' },
    ...notReady('primary Error Running', 'replica Replicating Off', null),
  ],
  'replicate/resume': [
    { name: 'comparing everything', order: { kind: 'replication.resume', args: { ...app, resynchronize: true } } },
    ...notReady('primary Replicating Running', 'primary WaitingForStartResynchronize Running', 'replica Error Off', null),
  ],
  'replicate/resynchronize': [
    { name: 'without comparing', order: { kind: 'replication.resume', args: { ...app, resynchronize: false } } },
    ...notReady('primary Error Running', 'replica WaitingForStartResynchronize Off', null),
  ],
  'replicate/remove': [
    { name: 'of the declared relation, which is well', partner: 'hv-02' },
    {
      name: 'of the declared relation, while it is first sent',
      partner: 'hv-02',
      health: 'Warning',
      copy: 'primary InitialReplicationInProgress Running',
    },
    { name: 'of the declared relation, which is ill', partner: 'hv-02', health: 'Critical', answer: 'warranted' },
    ...elsewhere('hv-03'),
    ...notReady('replica Replicating Off', 'none Running', null),
  ],
  'repair/cancel': [
    {
      name: 'a failover of which nothing shows that it was never started',
      on: 'hv-02',
      copy: 'replica FailedOverWaitingCompletion Off',
      answer: 'not-ready',
    },
    ...elsewhere('hv-03'),
    ...notReady(
      'replica FailedOverWaitingCompletion Running',
      'replica FailedOver Off',
      'replica Replicating Off',
      'primary Replicating Running',
      'primary PreparedForFailover Running',
      null,
    ),
  ],
  'repair/complete': [
    { name: 'it does not answer', heartbeat: 'lost', answer: 'not-ready' },
    ...notReady(
      'replica FailedOverWaitingCompletion Off',
      'replica FailedOver Running',
      'replica Replicating Off',
      'primary Replicating Running',
      null,
    ),
    ...elsewhere('hv-03'),
  ],
  'repair/demote': [
    ...notReady(
      'primary WaitingForStartResynchronize Running',
      'primary PreparedForFailover Off',
      'primary Replicating Off',
      'replica Replicating Off',
      'none Off',
      null,
    ),
    ...elsewhere('hv-03'),
  ],
  'repair/reverse': [
    { name: 'to a third host', order: { kind: 'failover.reverse', args: to('hv-03') } },
    ...notReady('replica Replicating Off', 'primary Replicating Running', null),
  ],
  'repair/start': [
    neverBegan,
    ...notReady('primary Replicating Running', 'replica Replicating Off', 'primary Error Off', 'none Off', null),
  ],
  'home/stop': [
    { name: 'at home', on: 'hv-01' },
    ...elsewhere('hv-03'),
    ...notReady('replica Replicating Off', 'primary Resynchronizing Running', null),
  ],
  'home/takeover': [...elsewhere('hv-02'), ...notReady('replica Error Off', 'primary Replicating Off', null)],
  'home/reverse': [
    { name: 'to a third host', order: { kind: 'failover.reverse', args: to('hv-03') } },
    ...elsewhere('hv-02'),
    ...notReady('replica Replicating Off', null),
  ],
  'home, called off': [
    neverBegan,
    ...elsewhere('hv-01'),
    ...notReady('replica Replicating Off', 'primary Replicating Running', null),
  ],
  'home, cancelled': [
    neverBegan,
    ...elsewhere('hv-01'),
    ...notReady('primary Replicating Off', 'replica FailedOverWaitingCompletion Off', null),
  ],
  'test/start': [
    { name: 'the policy asks for no tests', fleet: {} },
    { name: 'on the primary', on: 'hv-01' },
    { name: 'a test VM is there already', test: true, answer: 'not-ready' },
    ...notReady('replica Resynchronizing Off', 'primary Replicating Running', 'replica FailedOverWaitingCompletion Off', null),
  ],
  'test/end': [
    neverBegan,
    { name: 'on the primary', on: 'hv-01' },
    { name: 'a real failover stands there', copy: null, answer: 'not-ready' },
  ],
  'pair/enable': [
    { name: 'to the old partner', order: enableAs({ to: 'hv-02' as HostName }, 'hv-02') },
    { name: 'to where its replica goes later', order: enableAs({ to: 'hv-04' as HostName }, 'hv-04') },
    { name: 'with other settings', order: enableAs({ recoveryPoints: 1 }, 'hv-03') },
    { name: 'a migration by export', fleet: byExport },
    { name: 'a migration that is over', change: (fleet) => (fleet.vms['app-01']!.home = 'hv-03' as HostName) },
    ...elsewhere('hv-02', 'hv-03', 'hv-04'),
    ...notReady('none Off', 'primary Replicating Running'),
  ],
  'pair/remove': [
    { name: 'of the relation with the target', partner: 'hv-03' },
    ...elsewhere('hv-02', 'hv-03'),
    ...notReady('none Running', 'primary Replicating Off'),
  ],
  'pair/remove-old': [...elsewhere('hv-01'), ...notReady('primary Replicating Off', 'replica Error Running', 'none Off', null)],
  'move/stop': [...elsewhere('hv-02', 'hv-03', 'hv-04'), ...notReady('replica Replicating Off', 'primary Error Running')],
  'move/start': [
    ...elsewhere('hv-01', 'hv-04'),
    ...notReady('primary Replicating Running', 'replica Replicating Off', 'none Off'),
  ],
  'fail back: stop': [
    neverBegan,
    { name: 'onFailure: halt', fleet: halting('planned-failover') },
    { name: 'it has served there for days', began: { 'failover.reverse': 60 }, answer: 'too-late' },
    ...elsewhere('hv-01', 'hv-02'),
    ...notReady('replica Replicating Off'),
  ],
  'fail back: takeover': [
    neverBegan,
    { name: 'onFailure: halt', fleet: halting('planned-failover') },
    ...elsewhere('hv-02', 'hv-03'),
    ...notReady('primary Replicating Off', 'replica Error Off'),
  ],
  'by export: stop': [
    { name: 'a migration by failover, of a VM that is not replicated', fleet: byFailover, answer: 'not-ready' },
    ...elsewhere('hv-02', 'hv-03'),
    ...notReady('none Off', 'replica Replicating Off', null),
  ],
  'by export: export': [
    neverBegan,
    { name: 'to another folder', order: { kind: 'vm.export', args: { ...app, path: String.raw`\\nas\public\app-01` } } },
    {
      name: 'to the folder of another VM',
      order: { kind: 'vm.export', args: { ...app, path: String.raw`\\nas\transfer\db-01` } },
    },
    { name: 'a migration by failover', fleet: byFailover },
    ...elsewhere('hv-03'),
    ...notReady('none Running', 'replica Replicating Off', null),
  ],
  'by export: import': [
    { name: 'from another folder', order: { kind: 'vm.import', args: { ...app, path: String.raw`\\evil\transfer\app-01` } } },
    { name: 'a copy is here already', copy: 'none Off', answer: 'not-ready' },
    ...elsewhere('hv-01', 'hv-04'),
  ],
  'by export: start': [neverBegan, ...elsewhere('hv-01'), ...notReady('none Running', 'replica Replicating Off', null)],
  'by export, back: stop': [
    neverBegan,
    { name: 'onFailure: halt', fleet: halting('export-import') },
    { name: 'it has served there for days', began: { 'vm.start': 60 }, answer: 'too-late' },
    ...notReady('none Off'),
  ],
  'by export, back: start': [
    neverBegan,
    { name: 'it was given up long ago', began: { 'vm.stop': week }, answer: 'too-late' },
    ...elsewhere('hv-03'),
    ...notReady('none Running', 'replica Replicating Off', null),
  ],
  'finish/release': [
    { name: 'before the way back may be given up', earlier: { 'failover.start': 24 }, answer: 'way-back-open' },
    { name: 'of the relation it is to keep', partner: 'hv-04' },
    { name: 'of a relation with somebody else', partner: 'web-01' },
    { name: 'it does not answer', heartbeat: 'lost', answer: 'not-ready' },
    ...elsewhere('hv-02'),
    ...notReady('replica Replicating Off', null),
  ],
  'finish/release-hv-01': [
    { name: 'before the way back may be given up', earlier: { 'vm.stop': 24 }, answer: 'way-back-open' },
    { name: 'on another host than it says', on: 'hv-02' },
    { name: 'it is a primary', copy: 'primary Replicating Off' },
    {
      name: 'of the replica of the VM at home',
      on: 'hv-02',
      step: 'finish/release-hv-02',
      copy: 'replica Replicating Off',
      partner: 'hv-01',
    },
    ...notReady('replica Error Running', 'none Off', null),
  ],
  'finish/enable': [
    { name: 'to its old home', order: enableAs({ to: 'hv-01' as HostName }, 'hv-01') },
    { name: 'before the way back may be given up', earlier: { 'failover.start': 24 }, answer: 'way-back-open' },
    ...elsewhere('hv-01', 'hv-04'),
  ],
  'finish/delete-hv-01': [
    { name: 'before the way back may be given up', earlier: { 'vm.stop': week - 1 }, answer: 'way-back-open' },
    { name: 'this agent does not remember having given it up', earlier: {} },
    { name: 'it was only stopped', earlier: { 'vm.stop': week + 1 } },
    { name: 'it was given up and taken back', earlier: { 'failover.prepare': week + 2, 'vm.start': week + 1 } },
    { name: 'on another host than it says', on: 'hv-02' },
    { name: 'where it runs now', on: 'hv-03', step: 'finish/delete-hv-03' },
    { name: 'without a migration', fleet: {} },
    ...notReady('none Running', 'replica Replicating Off', 'primary Replicating Off', null),
  ],
  'finish/delete-hv-02': [...notReady('none Running', 'replica Error Off', null)],
};

const origin = { file: '', line: 1, lines: {} };
const everybody = { sites: [], hosts: [] };
const held = (fleet: Draft<Fleet>) =>
  void fleet.holds.push({ name: 'audit', who: 'ines' as never, why: '', until: null, scope: everybody, origin });
const frozen = (fleet: Draft<Fleet>) =>
  void fleet.freezes.push({
    name: 'year-end',
    from: instantOf('2026-11-01T00:00Z'),
    to: instantOf('2026-12-01T00:00Z'),
    scope: everybody,
    why: '',
    origin,
  });

const whenPlanned: readonly Bent[] = [
  { name: 'the window is closed', now: monday, answer: 'window-closed' },
  { name: 'a hold is in force', change: held, answer: 'held' },
  { name: 'a freeze is in force', change: frozen, answer: 'frozen' },
];
const whenOwed: readonly Bent[] = whenPlanned.map((row) => ({ ...row, answer: 'warranted' }));
const whenSoon: readonly Bent[] = [...whenPlanned.slice(0, 1), ...whenOwed.slice(1)];
const everywhere: readonly Bent[] = [
  { name: 'a call that does not exist', call: 'december' },
  { name: 'a VM that is not declared', subject: 'gone', answer: 'not-declared' },
  { name: 'another VM', subject: 'db-01' },
  { name: 'the intervention of another VM', intervention: 'standard.db-01.2' },
  { name: 'the undeclared host', on: 'gone', answer: 'not-declared' },
  { name: 'a host without Hyper-V', on: 'web-01' },
  { name: 'a step of nothing', step: 'constructor' },
  { name: 'a step of patching', step: 'drain/app-01/stop' },
];

const fleets = new Map<string, Fleet>();
const observations = new Map<string, Observation>();

function fleetOf(scenery: Scenery): Fleet {
  const key = JSON.stringify(scenery);
  let fleet = fleets.get(key);
  if (fleet === undefined) fleets.set(key, (fleet = loaded(movingFiles(scenery))));
  return fleet;
}

function observationOf(host: string): Observation | undefined {
  if (observations.size === 0) {
    const fleet = fleetOf({});
    const world = createWorld(describeWorld(fleet, { builds, seed: 'warrants', now: night }));
    for (const name of Object.keys(fleet.hosts)) {
      const answer = observe(world, name as HostName, interestOf(fleet, name as HostName), night);
      if ('ok' in answer) observations.set(name, answer.ok);
    }
  }
  const found = observations.get(host);
  return found && structuredClone(found);
}

function copyAs({ copy, heartbeat = 'none', health = 'Normal', test }: Called, partner: string): ObservedVm | null {
  if (copy === null) return null;
  const words = copy.split(' ');
  const replication =
    words[0] === 'none'
      ? null
      : { mode: words[0] as 'primary' | 'replica', state: words[1] as ReplicationState, health, partner, ...settings };
  const state = words.at(-1) as VmState;
  const shown = { name: 'app-01', state, heartbeat, memory: 1, checkpoints: [], busy: false, replication };
  return test ? { ...shown, test: { state: 'Running', heartbeat: 'ok' } } : shown;
}

function partnerOf({ on, step }: Called): string {
  if (step.startsWith('move/') || step.startsWith('back/')) return on === 'hv-01' ? 'hv-03' : 'hv-01';
  return on === 'hv-01' ? 'hv-02' : 'hv-01';
}

const callOf = ({ fleet }: Called) => (fleet?.migration === undefined ? 'standard' : 'erp');

function asked(base: Called, row: Bent) {
  const made = { ...base, ...row } as Called & Bent;
  const fleet = structuredClone(fleetOf(made.fleet ?? {})) as Draft<Fleet>;
  row.change?.(fleet);
  const seen = observationOf(made.on) ?? observationOf('hv-01')!;
  if (seen.hyperV) {
    const own = copyAs(made, made.partner ?? partnerOf(base));
    seen.hyperV.vms = [...seen.hyperV.vms.filter((vm) => vm.name !== 'app-01'), ...(own === null ? [] : [own])];
  }
  const subject = made.subject ?? 'app-01';
  const call = (made.call ?? callOf(base)) as CallName;
  const intervention = (made.intervention ?? interventionId(call, subject as VmName, 2)) as never;
  const envelope = envelopeFor({
    fleet: fleet.name as never,
    host: made.on as HostName,
    intervention,
    step: made.step,
    order: made.order,
    warrant: { documents: [], line: 'vms.yaml:1', call, subject: `VirtualMachine/${subject}` },
  });
  return { envelope, fleet: fleet as Fleet, seen, made };
}

function judge(base: Called, row: Bent) {
  const { envelope, fleet, seen, made } = asked(base, row);
  const now = made.now ?? night;
  const journal: OwnRecord = {
    before: () => null,
    begun(intervention, kind) {
      const [from, known] = [
        intervention.endsWith('.2') ? made.began : made.earlier,
        intervention.endsWith('.2') || intervention.endsWith('.1'),
      ];
      const hours = known ? from?.[kind] : undefined;
      return hours === undefined ? null : { at: instant(now - hours * hour), bootId: seen.bootId };
    },
  };
  const answer = warrants(envelope, fleet, seen, now, journal);
  return { answer, said: answer.ok ? 'warranted' : answer.code };
}

describe('warrants of work on VMs', () => {
  for (const [name, base] of Object.entries(called)) {
    describe(name, () => {
      it('is warranted', () => assert.deepEqual(judge(base, { name }).answer, { ok: true }));
      for (const row of [...bent[name]!, ...(base.planned ? whenPlanned : base.soon ? whenSoon : whenOwed), ...everywhere]) {
        const { answer = 'not-warranted' } = row;
        it(`${answer}: ${row.name}`, () => {
          const found = judge(base, row);
          assert.equal(found.said, answer, JSON.stringify(found.answer));
        });
      }
    });
  }

  it('know every kind of action that is asked of VMs', () => {
    const kinds = new Set(Object.values(called).map(({ order }) => order.kind));
    const others: readonly ActionKind[] = [
      'update.install',
      'update.rollback',
      'host.reboot',
      'backup.pause',
      'backup.resume',
      'checkpoint.create',
      'checkpoint.revert',
      'checkpoint.remove',
      'failover.prepare',
    ];
    assert.deepEqual(ActionKind.filter((kind) => !kinds.has(kind)).sort(), [...others].sort());
  });

  it('hold by the documents alone that each agent gets', () => {
    for (const [name, base] of Object.entries(called)) {
      const files = movingFiles(base.fleet ?? {});
      const wanted = new Set(documentsFor(fleetOf(base.fleet ?? {}), base.on as HostName));
      const partial = loadPartial(files.filter((file) => wanted.has(file.path)));
      assert.ok(partial, name);
      const { envelope, seen } = asked(base, { name });
      const { began = {}, earlier = {} } = base;
      const journal: OwnRecord = {
        before: () => null,
        begun(intervention, kind) {
          const hours = (intervention.endsWith('.2') ? began : earlier)[kind];
          return hours === undefined ? null : { at: instant(night - hours * hour), bootId: seen.bootId };
        },
      };
      assert.deepEqual(warrants(envelope, partial, seen, night, journal), { ok: true }, name);
    }
  });
});

describe('work on VMs under an older commit', () => {
  const judged = (name: string, newest: Fleet | null) => {
    const { envelope, fleet } = asked(called[name]!, { name });
    const answer = current(envelope, fleet, newest, night);
    return answer.ok ? 'warranted' : answer.code;
  };
  const changed = (scenery: Scenery, change: (fleet: Draft<Fleet>) => void) => {
    const fleet = structuredClone(fleetOf(scenery)) as Draft<Fleet>;
    change(fleet);
    return fleet as Fleet;
  };
  const rows: readonly (readonly [string, string, Fleet | null, string])[] = [
    ['nothing else has changed', 'replicate/enable', fleetOf({}), 'warranted'],
    [
      'another replica',
      'replicate/enable',
      changed({}, (fleet) => (fleet.vms['app-01']!.replica!.host = 'hv-04' as HostName)),
      'not-current',
    ],
    ['the migration is withdrawn', 'move/stop', fleetOf({}), 'not-current'],
    [
      'it goes elsewhere now',
      'move/stop',
      changed(byFailover, (fleet) => (fleet.migrations['erp']!.waves[0]!.to['app-01']!.host = 'hv-04' as HostName)),
      'not-current',
    ],
    ['the old copy is to stay', 'finish/delete-hv-01', fleetOf({}), 'not-current'],
    ['a hold since', 'test/start', changed(testing, held), 'held'],
    ['a freeze since', 'test/start', changed(testing, frozen), 'frozen'],
    ['nothing is known of the newest commit', 'test/start', null, 'not-current'],
  ];
  for (const [what, name, newest, answer] of rows) it(`${answer}: ${what}`, () => assert.equal(judged(name, newest), answer));

  it('begins nothing that is owed', () => {
    const begins = Object.entries(called).filter(([name, base]) => beginsWork(asked(base, { name }).envelope));
    assert.deepEqual(
      begins.map(([name]) => name),
      [
        'replicate/enable',
        'replicate/set',
        'replicate/resynchronize',
        'replicate/remove',
        'repair/complete',
        'home/stop',
        'test/start',
        'pair/enable',
        'pair/remove',
        'move/stop',
        'by export: stop',
        'by export: export',
        'finish/release',
        'finish/enable',
        'finish/delete-hv-01',
        'finish/delete-hv-02',
      ],
    );
  });
});
