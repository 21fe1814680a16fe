/** What each kind of action is called for by, and what slips through for nobody: not even for who holds the signing key. */
import assert from 'node:assert/strict';
import { beginsWork, current } from '#core/envelope/current.ts';
import { type OwnRecord, warrants } from '#core/envelope/warrants.ts';
import type { ActionKind, Order, PatchState, Warrant } from '#core/model/action.ts';
import { actionId, type HostName, interventionId, type RolloutName } from '#core/model/ids.ts';
import type { PlanInput } from '#core/model/plan.ts';
import { hour, instant, instantOf, type Instant } from '#core/model/time.ts';
import { envelopeFor } from '#test/fakes/envelopes.ts';
import { type Draft, saturday21, scene } from '../planner/scene.ts';

type Input = Draft<PlanInput>;
const old: PatchState = { type: 'windows', build: '20348.5000' };
const target = { type: 'windows', build: '20348.5622', kb: 'KB5070884', hotpatch: null } as const;
const vm = (name: string) => ({ vm: name as never });
const id = 'november-2026.app-01.1';
const checkpoint = { ...vm('app-01'), name: `atlas-${id}` };

/** An order as a good controller gives it; every row bends it. */
interface Called {
  readonly on: string;
  readonly subject: string;
  readonly step: string;
  readonly order: Order;
  /** What this agent's own install found. */
  readonly before?: PatchState;
  /** What it began in this intervention, and so many hours ago. */
  readonly began?: Readonly<Partial<Record<ActionKind, number>>>;
  readonly see?: (input: Input) => void;
}

const copy = (input: Input, host: string, name: string) =>
  input.observations[host]!.hyperV!.vms.find((one) => one.name === name)!;
const replicates =
  (host: string, mode: 'primary' | 'replica', state: string, vmState = 'Off') =>
  (input: Input) => {
    const one = copy(input, host, 'app-01');
    Object.assign(one, { state: vmState });
    Object.assign(one.replication!, { mode, state });
  };
const unseen = (host: string) => (input: Input) => {
  const { hyperV } = input.observations[host]!;
  hyperV!.vms = hyperV!.vms.filter((one) => one.name !== 'app-01');
};
const drained = (input: Input) => Object.assign(copy(input, 'hv-01', 'app-01'), { state: 'Off', heartbeat: 'none' });
const installed = (input: Input) => {
  drained(input);
  input.observations['hv-01']!.rebootPending = true;
};
const ill = (input: Input) => {
  drained(input);
  Object.assign(input.observations['hv-01']!.patch, { build: '20348.5622' });
  input.observations['hv-01']!.services['vmms'] = 'stopped';
};

const nightly = { policy: 'nightly', host: 'hv-01' as HostName };
const resting = (input: Input) =>
  void input.fleet.backupPolicies.push({
    name: 'nightly',
    server: 'https://veeam.example:9419',
    via: 'web-01' as never,
    maxAge: hour,
    pauseJobs: true,
    scope: { sites: [], hosts: [] },
    origin: { file: '', line: 1, lines: {} },
  });
const policyOf = (input: Input) => input.fleet.backupPolicies[0]!;

const called: Readonly<Record<string, Called>> = {
  install: { on: 'hv-01', subject: 'hv-01', step: 'install', order: { kind: 'update.install', args: { target } }, see: drained },
  reboot: {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'reboot',
    order: { kind: 'host.reboot', args: {} },
    before: old,
    began: { 'update.install': 1 },
    see: installed,
  },
  rollback: {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'rollback',
    order: { kind: 'update.rollback', args: { to: old } },
    before: old,
    began: { 'update.install': 1 },
    see: ill,
  },
  'drain/stop': { on: 'hv-01', subject: 'hv-01', step: 'drain/app-01/stop', order: { kind: 'vm.stop', args: vm('app-01') } },
  'drain/prepare': {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'drain/app-01/prepare',
    order: { kind: 'failover.prepare', args: vm('app-01') },
    see: drained,
  },
  'drain/takeover': {
    on: 'hv-02',
    subject: 'hv-01',
    step: 'drain/app-01/takeover',
    order: { kind: 'failover.start', args: vm('app-01') },
  },
  'drain/reverse': {
    on: 'hv-02',
    subject: 'hv-01',
    step: 'drain/app-01/reverse',
    order: { kind: 'failover.reverse', args: { ...vm('app-01'), to: 'hv-01' as HostName } },
    see: replicates('hv-02', 'replica', 'FailedOverWaitingCompletion'),
  },
  'drain/start': {
    on: 'hv-02',
    subject: 'hv-01',
    step: 'drain/app-01/start',
    order: { kind: 'vm.start', args: vm('app-01') },
    see: replicates('hv-02', 'primary', 'Resynchronizing'),
  },
  'return/stop': {
    on: 'hv-02',
    subject: 'hv-01',
    step: 'return/app-01/stop',
    order: { kind: 'vm.stop', args: vm('app-01') },
    see: replicates('hv-02', 'primary', 'Replicating', 'Running'),
  },
  'return/prepare': {
    on: 'hv-02',
    subject: 'hv-01',
    step: 'return/app-01/prepare',
    order: { kind: 'failover.prepare', args: vm('app-01') },
    see: replicates('hv-02', 'primary', 'Replicating'),
  },
  'return/takeover': {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'return/app-01/takeover',
    order: { kind: 'failover.start', args: vm('app-01') },
    see: replicates('hv-01', 'replica', 'Replicating'),
  },
  'return/reverse': {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'return/app-01/reverse',
    order: { kind: 'failover.reverse', args: { ...vm('app-01'), to: 'hv-02' as HostName } },
    see: replicates('hv-01', 'replica', 'FailedOver'),
  },
  'return/start': {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'return/app-01/start',
    order: { kind: 'vm.start', args: vm('app-01') },
    see: drained,
  },
  checkpoint: { on: 'hv-01', subject: 'app-01', step: 'checkpoint', order: { kind: 'checkpoint.create', args: checkpoint } },
  revert: {
    on: 'hv-01',
    subject: 'app-01',
    step: 'revert',
    order: { kind: 'checkpoint.revert', args: checkpoint },
    began: { 'checkpoint.create': 1 },
    see: (input) => void copy(input, 'hv-01', 'app-01').checkpoints.push(checkpoint.name),
  },
  remove: { on: 'hv-01', subject: 'app-01', step: 'remove', order: { kind: 'checkpoint.remove', args: checkpoint } },
  freeze: {
    on: 'web-01',
    subject: 'hv-01',
    step: 'freeze/nightly',
    order: { kind: 'backup.pause', args: nightly },
    see: resting,
  },
  thaw: {
    on: 'web-01',
    subject: 'hv-01',
    step: 'thaw/nightly',
    order: { kind: 'backup.resume', args: nightly },
    began: { 'backup.pause': 3 },
    see: resting,
  },
};

interface Bent extends Partial<Called> {
  readonly name: string;
  readonly now?: Instant;
  /** What the documents say, or the host shows, besides. */
  readonly change?: (input: Input) => void;
  readonly warrant?: Partial<Warrant>;
  readonly intervention?: string;
  readonly action?: string;
  readonly journal?: PatchState | null;
  /** The boot in which that was begun; otherwise the one that stands. */
  readonly boot?: string;
  /** `warranted` or the code of the refusal. */
  readonly answer?: string;
}

const monday = instantOf('2026-11-23T10:00+01:00');
const rollout = (input: Input) => input.fleet.rollouts['november-2026']!;
const freeze = (hosts: readonly string[]) => (input: Input) =>
  void input.fleet.freezes.push({
    name: 'year-end',
    from: instantOf('2026-11-01T00:00Z'),
    to: instantOf('2026-12-01T00:00Z'),
    scope: { sites: [], hosts: hosts as never },
    why: '',
    origin: { file: '', line: 1, lines: {} },
  });
const held = (input: Input) =>
  void input.fleet.holds.push({
    name: 'audit',
    who: 'ines' as never,
    why: '',
    until: null,
    scope: { sites: [], hosts: [] },
    origin: { file: '', line: 1, lines: {} },
  });
const noDrain = (input: Input) => (rollout(input).before.drain = 'none');
const controller = (role: 'domain-controller' | 'sql-availability-group' | 'clustered') => (input: Input) =>
  (input.fleet.vms['app-01']!.role = role);

/** Planned work needs the window; what is owed does not. */
const planned: readonly Bent[] = [
  { name: 'the window is closed', now: monday, answer: 'window-closed' },
  { name: 'the window closed half a minute ago by this clock', now: instantOf('2026-11-22T12:00:30+01:00'), answer: 'warranted' },
  { name: 'the window closed two minutes ago', now: instantOf('2026-11-22T12:02+01:00'), answer: 'window-closed' },
  { name: 'the window opens in half a minute by this clock', now: instantOf('2026-11-21T19:59:30+01:00'), answer: 'warranted' },
  {
    name: 'the emergency lane has no window',
    now: monday,
    change: (input) => (rollout(input).window = null),
    answer: 'warranted',
  },
  { name: 'the window is not among the documents', change: (input) => (input.fleet.windows = {}) },
  { name: 'a freeze is in force', change: freeze([]), answer: 'frozen' },
  { name: 'a freeze of somebody else is in force', change: freeze(['web-01']), answer: 'warranted' },
  { name: 'a hold is in force', change: held, answer: 'held' },
];
const owed: readonly Bent[] = [
  { name: 'the window is closed', now: monday, answer: 'warranted' },
  { name: 'a freeze is in force', change: freeze([]), answer: 'warranted' },
];
const drain: readonly Bent[] = [
  { name: 'nothing is drained', change: noDrain },
  { name: 'an undeclared VM', change: (input) => delete input.fleet.vms['app-01'], answer: 'not-declared' },
  { name: 'a VM without replica', change: (input) => (input.fleet.vms['app-01']!.replica = null) },
  {
    name: 'a VM of another pair',
    change: (input) => Object.assign(input.fleet.vms['app-01']!, { home: 'web-01', replica: { host: 'web-02', frequency: 1 } }),
  },
  { name: 'under the name of another VM', step: 'drain/db-01/stop' },
  { name: 'under the name of another step', step: 'drain/app-01/verify' },
  { name: 'under a name of nothing', step: 'constructor/app-01/constructor' },
  { name: 'on a third host', on: 'web-01', change: (input) => (input.observations['web-01']!.product = 'debian-12') },
];

/** The own copy in other states than the step wants; or not there at all. */
function unready(host: string, states: readonly string[]): readonly Bent[] {
  const others = states.map((state): Bent => {
    const [mode = '', replication = '', vmState = ''] = state.split(' ');
    return {
      name: `the own copy is ${state}`,
      see: replicates(host, mode as 'primary', replication, vmState),
      answer: 'not-ready',
    };
  });
  return [...others, { name: 'the own copy is not to be seen', see: unseen(host), answer: 'not-ready' }];
}

const bent: Readonly<Record<string, readonly Bent[]>> = {
  install: [
    ...planned,
    { name: 'another target', order: { kind: 'update.install', args: { target: { ...target, build: '20348.9999' } } } },
    { name: 'another KB of the same build', order: { kind: 'update.install', args: { target: { ...target, kb: 'KB1' } } } },
    {
      name: 'a host that is at the target',
      change: (input) => Object.assign(input.observations['hv-01']!.patch, { build: '20348.5622' }),
    },
    { name: 'another product answers', change: (input) => (input.observations['hv-01']!.product = 'windows-server-2025') },
    { name: 'nothing for this product', change: (input) => (input.fleet.baselines['2026-11']!.products = {}) },
    { name: 'on the partner', on: 'hv-02' },
    { name: 'a VM still runs here', see: () => {}, answer: 'not-drained' },
    { name: 'a VM runs here and nothing is drained', see: noDrain, answer: 'warranted' },
  ],
  reboot: [
    ...owed,
    { name: 'nothing was installed here', journal: null },
    { name: 'on the partner', on: 'hv-02', change: (input) => (input.observations['hv-02']!.rebootPending = true) },
    { name: 'a VM still runs here', see: (input) => (input.observations['hv-01']!.rebootPending = true), answer: 'not-drained' },
    { name: 'it has booted since', boot: 'another' },
    {
      name: 'it was rolled back, and has booted since: months later it looks the same',
      boot: 'another',
      began: { 'update.install': 2_000, 'update.rollback': 1_999 },
      change: (input) => (input.observations['hv-01']!.rebootPending = false),
    },
    {
      name: 'it was rolled back in this boot',
      began: { 'update.install': 2, 'update.rollback': 1 },
      change: (input) => (input.observations['hv-01']!.rebootPending = false),
      answer: 'warranted',
    },
    { name: 'this agent began neither install nor rollback', began: {} },
    {
      name: 'it has booted already',
      change: (input) => {
        input.observations['hv-01']!.rebootPending = false;
        Object.assign(input.observations['hv-01']!.patch, { build: '20348.5622' });
      },
    },
  ],
  rollback: [
    ...owed,
    { name: 'nothing was installed here', journal: null },
    { name: 'to another state', order: { kind: 'update.rollback', args: { to: { type: 'windows', build: '20348.1' } } } },
    { name: 'the host is well', change: (input) => (input.observations['hv-01']!.services['vmms'] = 'running') },
    { name: 'onFailure: halt', change: (input) => (rollout(input).onFailure = 'halt') },
    { name: 'on the partner', on: 'hv-02' },
    {
      name: 'a VM runs here',
      change: (input) => Object.assign(copy(input, 'hv-01', 'app-01'), { state: 'Running' }),
      answer: 'not-drained',
    },
    { name: 'the install was half a night ago', began: { 'update.install': 11 }, answer: 'warranted' },
    { name: 'the install was a week ago', began: { 'update.install': 7 * 24 }, answer: 'too-late' },
    { name: 'no install was begun here', began: {} },
  ],
  'drain/stop': [
    ...planned,
    ...drain,
    {
      name: 'the host is at its target',
      change: (input) => Object.assign(input.observations['hv-01']!.patch, { build: '20348.5622' }),
    },
    { name: 'on the partner', on: 'hv-02' },
    {
      name: 'the VM of the partner, on the partner',
      on: 'hv-02',
      step: 'drain/db-01/stop',
      order: { kind: 'vm.stop', args: vm('db-01') },
    },
    ...unready('hv-01', ['replica Replicating Running', 'primary Resynchronizing Running']),
    { name: 'a VM at home, as if it came home', step: 'return/app-01/stop' },
  ],
  'drain/prepare': [
    ...owed,
    ...drain,
    { name: 'on the partner', on: 'hv-02' },
    ...unready('hv-01', ['primary Replicating Running', 'replica Replicating Off', 'primary Error Off']),
  ],
  'drain/takeover': [
    ...owed.slice(1),
    { name: 'half a day after the window and more', now: monday, answer: 'window-closed' },
    { name: 'some hours after the window', now: instantOf('2026-11-22T10:00+01:00'), answer: 'warranted' },
    ...drain,
    { name: 'on the host itself', on: 'hv-01' },
    ...unready('hv-02', [
      'replica Replicating Running',
      'primary Replicating Off',
      'replica Error Off',
      'replica FailedOver Off',
    ]),
  ],
  'drain/reverse': [
    ...owed,
    ...drain,
    { name: 'to a third host', order: { kind: 'failover.reverse', args: { ...vm('app-01'), to: 'web-01' as HostName } } },
    { name: 'to itself', order: { kind: 'failover.reverse', args: { ...vm('app-01'), to: 'hv-02' as HostName } } },
    { name: 'somebody has started it', see: replicates('hv-02', 'replica', 'FailedOver', 'Running'), answer: 'warranted' },
    ...unready('hv-02', ['replica Replicating Off', 'primary Replicating Off', 'replica Error Off']),
  ],
  'drain/start': [
    ...owed,
    ...drain,
    { name: 'on the host itself', on: 'hv-01' },
    ...unready('hv-02', ['primary Replicating Running', 'primary PreparedForFailover Off', 'replica Replicating Off']),
  ],
  'return/stop': [
    ...owed,
    { name: 'a VM that is at home there', step: 'return/db-01/stop', order: { kind: 'vm.stop', args: vm('db-01') } },
    { name: 'nothing is drained', change: noDrain },
  ],
  'return/prepare': [...owed, { name: 'on the host itself', on: 'hv-01' }],
  'return/takeover': [...owed, { name: 'on the partner', on: 'hv-02' }],
  'return/reverse': [
    ...owed,
    { name: 'to itself', order: { kind: 'failover.reverse', args: { ...vm('app-01'), to: 'hv-01' as HostName } } },
  ],
  'return/start': [...owed, { name: 'on the partner', on: 'hv-02' }],
  checkpoint: [
    ...planned,
    { name: 'on the replica’s host, where the guest may run', on: 'hv-02', answer: 'warranted' },
    { name: 'on a host that has no copy', on: 'web-01' },
    { name: 'of another VM', order: { kind: 'checkpoint.create', args: { ...checkpoint, ...vm('db-01') } } },
    { name: 'of another name', order: { kind: 'checkpoint.create', args: { ...checkpoint, name: 'mine' } } },
    {
      name: 'of another intervention',
      order: { kind: 'checkpoint.create', args: { ...checkpoint, name: 'atlas-november-2026.app-01.2' } },
    },
    { name: 'no checkpoints wanted', change: (input) => (rollout(input).before.checkpoint = 'none') },
    ...(['domain-controller', 'sql-availability-group', 'clustered'] as const).map((role) => ({
      name: role,
      change: controller(role),
    })),
  ],
  revert: [
    ...owed,
    { name: 'onFailure: halt', change: (input) => (rollout(input).onFailure = 'halt') },
    { name: 'a domain controller', change: controller('domain-controller') },
    { name: 'of another name', order: { kind: 'checkpoint.revert', args: { ...checkpoint, name: 'before-everything' } } },
    { name: 'this agent made none', began: {} },
    { name: 'its removal was begun', began: { 'checkpoint.create': 2, 'checkpoint.remove': 1 } },
    { name: 'it was made half a night ago', began: { 'checkpoint.create': 11 }, answer: 'warranted' },
    { name: 'it was made the day before yesterday', began: { 'checkpoint.create': 48 }, answer: 'too-late' },
    { name: 'one that was never made', change: (input) => (copy(input, 'hv-01', 'app-01').checkpoints = []) },
  ],
  freeze: [
    ...planned,
    { name: 'no policy of this name', see: () => {} },
    { name: 'jobs are not to rest', change: (input) => (policyOf(input).pauseJobs = false) },
    { name: 'for a host out of scope', change: (input) => (policyOf(input).scope.hosts = ['hv-02' as never]) },
    {
      name: 'for another host than is patched',
      order: { kind: 'backup.pause', args: { ...nightly, host: 'hv-02' as HostName } },
    },
    { name: 'for a host without Hyper-V', subject: 'web-01' },
    { name: 'on a host that does not talk to the server', on: 'hv-02' },
    { name: 'under the name of another step', step: 'thaw/nightly' },
  ],
  thaw: [
    ...owed,
    { name: 'this agent paused nothing', began: {} },
    { name: 'on a host that does not talk to the server', on: 'hv-01' },
    {
      name: 'for another host than is patched',
      order: { kind: 'backup.resume', args: { ...nightly, host: 'hv-02' as HostName } },
    },
  ],
  remove: [...owed, { name: 'of another name', order: { kind: 'checkpoint.remove', args: { ...checkpoint, name: 'veeam' } } }],
};

/** What holds for every kind. */
const everywhere: readonly Bent[] = [
  { name: 'a rollout that does not exist', warrant: { call: 'december-2026' as RolloutName } },
  { name: 'a host that no rollout selects', change: (input) => (rollout(input).rings[0]!.members = []) },
  { name: 'an undeclared subject', warrant: { subject: 'Host/gone' }, answer: 'not-declared' },
  { name: 'the intervention of another host', intervention: 'november-2026.web-01.1' },
  { name: 'the intervention of another rollout', intervention: 'october-2026.hv-01.1' },
  { name: 'the action of another host', action: 'tiny/web-01/november-2026.hv-01.1/install#1' },
  { name: 'an action of no name', action: 'install' },
];

function judge(base: Called, row: Bent) {
  const { on, subject, step, order, before, began = {}, see } = { ...base, ...row };
  const input = scene();
  see?.(input);
  row.change?.(input);
  const intervention = (row.intervention ?? interventionId('november-2026' as RolloutName, subject as HostName, 1)) as never;
  const { fleet } = input as PlanInput;
  const envelope = envelopeFor({
    fleet: fleet.name,
    host: on as HostName,
    intervention,
    action: (row.action ?? actionId(fleet.name, on as HostName, intervention, step, 1)) as never,
    order,
    warrant: {
      documents: [],
      line: 'rollout.yaml:1',
      call: 'november-2026' as RolloutName,
      subject: `Host/${subject}`,
      ...row.warrant,
    },
  });
  const observation = (input as PlanInput).observations[on]!;
  const now = row.now ?? saturday21;
  const journal: OwnRecord = {
    before: () => (row.journal === undefined ? (before ?? null) : row.journal),
    begun(_intervention, kind) {
      const hours = began[kind];
      return hours === undefined ? null : { at: instant(now - hours * hour), bootId: row.boot ?? observation.bootId };
    },
  };
  const answer = warrants(envelope, fleet, observation, now, journal);
  return { answer, said: answer.ok ? 'warranted' : answer.code };
}

describe('warrants', () => {
  for (const [name, base] of Object.entries(called)) {
    describe(name, () => {
      it('is warranted', () => assert.deepEqual(judge(base, { name }).answer, { ok: true }));
      for (const row of [...bent[name]!, ...everywhere]) {
        const { answer = 'not-warranted' } = row;
        it(`${answer}: ${row.name}`, () => {
          const found = judge(base, row);
          assert.equal(found.said, answer, JSON.stringify(found.answer));
        });
      }
    });
  }
});

describe('what no rollout calls for', () => {
  const folder = String.raw`\\nas\transfer`;
  const orders: readonly Order[] = [
    { kind: 'failover.cancel', args: vm('app-01') },
    { kind: 'failover.complete', args: vm('app-01') },
    { kind: 'failover.test', args: vm('app-01') },
    { kind: 'failover.test-end', args: vm('app-01') },
    { kind: 'replication.enable', args: { ...vm('app-01'), to: 'hv-02' as HostName, frequency: 300, recoveryPoints: 0 } },
    { kind: 'replication.start', args: vm('app-01') },
    { kind: 'replication.set', args: { ...vm('app-01'), frequency: 300, recoveryPoints: 0 } },
    { kind: 'replication.resume', args: { ...vm('app-01'), resynchronize: false } },
    { kind: 'replication.remove', args: vm('app-01') },
    { kind: 'replication.demote', args: vm('app-01') },
    { kind: 'vm.remove', args: vm('app-01') },
    { kind: 'vm.export', args: { ...vm('app-01'), path: folder } },
    { kind: 'vm.import', args: { ...vm('app-01'), path: folder } },
  ];
  for (const order of orders) {
    it(order.kind, () => {
      const found = judge({ on: 'hv-01', subject: 'hv-01', step: 'drain/app-01/stop', order }, { name: order.kind });
      assert.equal(found.said, 'not-warranted');
    });
  }
});

describe('what begins under an older commit', () => {
  const answers: readonly { readonly name: string; readonly change: (newest: Input) => unknown; readonly answer: string }[] = [
    { name: 'nothing else has changed', change: () => {}, answer: 'warranted' },
    { name: 'a hold since', change: held, answer: 'held' },
    { name: 'a freeze since', change: freeze([]), answer: 'frozen' },
    { name: 'the window is not among the documents', change: (input) => (input.fleet.windows = {}), answer: 'not-warranted' },
    { name: 'the rollout was withdrawn', change: (input) => (input.fleet.rollouts = {}), answer: 'not-current' },
    { name: 'the host was taken out', change: (input) => (rollout(input).rings[0]!.members = []), answer: 'not-current' },
    { name: 'the host is not declared any more', change: (input) => delete input.fleet.hosts['hv-01'], answer: 'not-current' },
    {
      name: 'another target',
      change: (input) => Object.assign(input.fleet.baselines['2026-11']!.products['windows-server-2022']!, { kb: 'KB1' }),
      answer: 'not-current',
    },
  ];
  const ordered = (order: Order, step: string) =>
    envelopeFor({
      host: 'hv-01' as HostName,
      step,
      order,
      warrant: { documents: [], line: 'rollout.yaml:1', call: 'november-2026' as RolloutName, subject: 'Host/hv-01' },
    });
  const install = ordered({ kind: 'update.install', args: { target } }, 'install');
  const judged = (newest: Input | null) => {
    const fleet = newest && (newest as PlanInput).fleet;
    const answer = current(install, (scene() as PlanInput).fleet, fleet, saturday21);
    return answer.ok ? 'warranted' : answer.code;
  };
  for (const { name, change, answer } of answers) {
    it(`${answer}: ${name}`, () => {
      const newest = scene();
      change(newest);
      assert.equal(judged(newest), answer);
    });
  }
  it('not-current: nothing is known of the newest commit', () => assert.equal(judged(null), 'not-current'));

  it('is an install, a checkpoint, backups put to rest, and a VM stopped to leave: nothing that is owed', () => {
    const begins = Object.entries(called).filter(([, { order, step }]) => beginsWork(ordered(order, step)));
    assert.deepEqual(
      begins.map(([name]) => name),
      ['install', 'drain/stop', 'checkpoint', 'freeze'],
    );
  });
});
