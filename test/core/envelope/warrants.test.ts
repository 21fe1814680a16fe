/** What each kind of action is called for by, and what slips through for nobody: not even for who holds the signing key. */
import assert from 'node:assert/strict';
import { warrants } from '#core/envelope/warrants.ts';
import type { Order, PatchState, Warrant } from '#core/model/action.ts';
import { actionId, type HostName, interventionId, type RolloutName } from '#core/model/ids.ts';
import type { PlanInput } from '#core/model/plan.ts';
import { instantOf, type Instant } from '#core/model/time.ts';
import { envelopeFor } from '#test/fakes/envelopes.ts';
import { type Draft, saturday21, scene } from '../planner/scene.ts';

type Input = Draft<PlanInput>;
const old: PatchState = { type: 'windows', build: '20348.5000' };
const target = { type: 'windows', build: '20348.5622', kb: 'KB5070884' } as const;
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
  readonly see?: (input: Input) => void;
}

const copy = (input: Input, host: string, name: string) =>
  input.observations[host]!.hyperV!.vms.find((one) => one.name === name)!;
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

const called: Readonly<Record<string, Called>> = {
  install: { on: 'hv-01', subject: 'hv-01', step: 'install', order: { kind: 'update.install', args: { target } }, see: drained },
  reboot: {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'reboot',
    order: { kind: 'host.reboot', args: {} },
    before: old,
    see: installed,
  },
  rollback: {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'rollback',
    order: { kind: 'update.rollback', args: { to: old } },
    before: old,
    see: ill,
  },
  'drain/stop': { on: 'hv-01', subject: 'hv-01', step: 'drain/app-01/stop', order: { kind: 'vm.stop', args: vm('app-01') } },
  'drain/prepare': {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'drain/app-01/prepare',
    order: { kind: 'failover.prepare', args: vm('app-01') },
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
  },
  'drain/start': { on: 'hv-02', subject: 'hv-01', step: 'drain/app-01/start', order: { kind: 'vm.start', args: vm('app-01') } },
  'return/stop': { on: 'hv-02', subject: 'hv-01', step: 'return/app-01/stop', order: { kind: 'vm.stop', args: vm('app-01') } },
  'return/prepare': {
    on: 'hv-02',
    subject: 'hv-01',
    step: 'return/app-01/prepare',
    order: { kind: 'failover.prepare', args: vm('app-01') },
  },
  'return/takeover': {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'return/app-01/takeover',
    order: { kind: 'failover.start', args: vm('app-01') },
  },
  'return/reverse': {
    on: 'hv-01',
    subject: 'hv-01',
    step: 'return/app-01/reverse',
    order: { kind: 'failover.reverse', args: { ...vm('app-01'), to: 'hv-02' as HostName } },
  },
  'return/start': { on: 'hv-01', subject: 'hv-01', step: 'return/app-01/start', order: { kind: 'vm.start', args: vm('app-01') } },
  checkpoint: { on: 'hv-01', subject: 'app-01', step: 'checkpoint', order: { kind: 'checkpoint.create', args: checkpoint } },
  revert: {
    on: 'hv-01',
    subject: 'app-01',
    step: 'revert',
    order: { kind: 'checkpoint.revert', args: checkpoint },
    see: (input) => void copy(input, 'hv-01', 'app-01').checkpoints.push(checkpoint.name),
  },
  remove: { on: 'hv-01', subject: 'app-01', step: 'remove', order: { kind: 'checkpoint.remove', args: checkpoint } },
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
    { name: 'a VM at home, as if it came home', step: 'return/app-01/stop' },
  ],
  'drain/prepare': [...owed, ...drain, { name: 'on the partner', on: 'hv-02' }],
  'drain/takeover': [...owed, ...drain, { name: 'on the host itself', on: 'hv-01' }],
  'drain/reverse': [
    ...owed,
    ...drain,
    { name: 'to a third host', order: { kind: 'failover.reverse', args: { ...vm('app-01'), to: 'web-01' as HostName } } },
    { name: 'to itself', order: { kind: 'failover.reverse', args: { ...vm('app-01'), to: 'hv-02' as HostName } } },
  ],
  'drain/start': [...owed, ...drain, { name: 'on the host itself', on: 'hv-01' }],
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
    { name: 'one that was never made', change: (input) => (copy(input, 'hv-01', 'app-01').checkpoints = []) },
  ],
  remove: [...owed, { name: 'of another name', order: { kind: 'checkpoint.remove', args: { ...checkpoint, name: 'veeam' } } }],
};

/** What holds for every kind. */
const everywhere: readonly Bent[] = [
  { name: 'a rollout that does not exist', warrant: { rollout: 'december-2026' } },
  { name: 'a host that no rollout selects', change: (input) => (rollout(input).rings[0]!.members = []) },
  { name: 'an undeclared subject', warrant: { subject: 'gone' as HostName }, answer: 'not-declared' },
  { name: 'the intervention of another host', intervention: 'november-2026.web-01.1' },
  { name: 'the intervention of another rollout', intervention: 'october-2026.hv-01.1' },
  { name: 'the action of another host', action: 'tiny/web-01/november-2026.hv-01.1/install#1' },
  { name: 'an action of no name', action: 'install' },
];

function judge(base: Called, row: Bent) {
  const { on, subject, step, order, before, see } = { ...base, ...row };
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
    warrant: { documents: [], line: 'rollout.yaml:1', rollout: 'november-2026', subject: subject as HostName, ...row.warrant },
  });
  const journal = { before: () => (row.journal === undefined ? (before ?? null) : row.journal) };
  const answer = warrants(envelope, fleet, (input as PlanInput).observations[on]!, row.now ?? saturday21, journal);
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
