/** A Saturday evening of a small fleet, written by hand: one host of every verdict. */
import type { Fleet, Host, MaintenanceWindow, PatchRollout, Ring, VirtualMachine } from '#core/model/fleet.ts';
import type {
  BaselineName,
  CommitId,
  Digest,
  FleetName,
  HostName,
  InterventionId,
  PersonName,
  RolloutName,
  SiteName,
  TreeId,
  VmName,
  WindowName,
} from '#core/model/ids.ts';
import type { Intervention } from '#core/model/intervention.ts';
import type { Observation, ObservedVm } from '#core/model/observation.ts';
import type { Hold, NextStep, Plan, PlanInput, Verdict } from '#core/model/plan.ts';
import type { ReviewPredicate } from '#core/model/review.ts';
import { durationOf, instantOf } from '#core/model/time.ts';
import type { AgentView, HistoryEntry, ReviewedLine, Situation, Trace } from '#core/views/situation.ts';

export const zone = 'Europe/Paris';
export const now = instantOf('2026-12-05T20:20+01:00');
export const commit = '7c1d2aa5e0b7f1c2d3e4f5a6b7c8d9e0f1a2b3c4' as CommitId;
const parent = '4f2a91c5e0b7f1c2d3e4f5a6b7c8d9e0f1a2b3c4' as CommitId;
const GiB = 1024 ** 3;
const digestOf = (seed: string) => seed.repeat(64).slice(0, 64) as Digest;
const at = (time: string) => instantOf(`2026-12-05T${time}+01:00`);
const origin = (file: string, line = 1) => ({ file, line, lines: {} });

const inService = { formerly: null, retired: null };

function host(name: string, more: Partial<Host> = {}): Host {
  return {
    name: name as HostName,
    origin: origin(`hosts/${name}.yaml`),
    site: (name.startsWith('par') ? 'paris' : 'lyon') as SiteName,
    product: 'windows-server-2022',
    labels: {},
    address: null,
    agentKey: null,
    partner: null,
    hyperV: null,
    runsOn: null,
    lifecycle: inService,
    checks: { services: [], probes: [] },
    ...more,
  };
}

function pair(a: string, b: string): readonly Host[] {
  const hyperV = { reserve: 8 * GiB, memory: null, switches: null, vmVersions: null };
  return [host(a, { partner: b as HostName, hyperV }), host(b, { partner: a as HostName, hyperV })];
}

function vm(name: string, home: string, replica: string, more: Partial<VirtualMachine> = {}): VirtualMachine {
  return {
    name: name as VmName,
    origin: origin('vms.yaml', 4),
    home: home as HostName,
    replica: { host: replica as HostName, frequency: durationOf('PT5M'), policy: null, extended: null },
    startOrder: 10,
    role: 'app',
    memory: 8 * GiB,
    networks: [],
    version: null,
    lifecycle: inService,
    ...more,
  };
}

const named = <T extends { readonly name: string }>(all: readonly T[]): Record<string, T> =>
  Object.fromEntries(all.map((one) => [one.name, one]));

const hosts = named([
  ...pair('par-hv-01', 'par-hv-02'),
  ...pair('lyo-hv-03', 'lyo-hv-04'),
  host('par-dc-01', { runsOn: 'par-dc-01' as VmName }),
  host('lyo-web-01', { product: 'debian-12' }),
  host('lyo-web-02', { product: 'debian-12' }),
]);
const vms = named([
  vm('par-dc-01', 'par-hv-01', 'par-hv-02', { role: 'domain-controller' }),
  vm('par-app-01', 'par-hv-01', 'par-hv-02'),
  vm('par-erp-01', 'par-hv-02', 'par-hv-01'),
  vm('lyo-sql-01', 'lyo-hv-03', 'lyo-hv-04', { role: 'sql' }),
]);

function ring(name: string, members: readonly string[], soak: string): Ring {
  return {
    name,
    selector: { ring: name },
    members: members as readonly HostName[],
    soak: durationOf(soak),
    success: { healthy: 1, minimum: 2 },
    maxUnavailable: { perSite: 1, total: null },
    maxFailed: 1,
    unreachable: 'count',
  };
}

const rollout: PatchRollout = {
  name: 'december-2026' as RolloutName,
  origin: origin('rollouts/december.yaml'),
  baseline: '2026-12' as BaselineName,
  lane: 'normal',
  window: 'saturday-night' as WindowName,
  notice: { days: 7, postponableUntilDays: 3 },
  rings: [
    ring('pilot', ['par-hv-01', 'par-hv-02', 'par-dc-01'], 'P3D'),
    ring('production', ['lyo-hv-03', 'lyo-hv-04', 'lyo-web-01', 'lyo-web-02'], 'P0D'),
  ],
  before: { drain: 'planned-failover', checkpoint: 'guests', freeDisk: 12 * GiB, backupMaxAge: null },
  verify: { within: durationOf('PT20M'), heartbeat: 'all-vms', services: ['vmms'] },
  onFailure: 'roll-back-and-halt',
  attempt: 1,
  acceptPlan: null,
};

const saturdayNight: MaintenanceWindow = {
  name: 'saturday-night' as WindowName,
  origin: origin('windows.yaml'),
  timezone: zone,
  opens: { type: 'weekly', day: 'saturday', at: '20:00', nth: null },
  duration: durationOf('PT16H'),
  cutoff: durationOf('PT1H'),
};

const fleet: Fleet = {
  name: 'acme' as FleetName,
  origin: origin('fleet.yaml'),
  timezone: zone,
  factsMaxAge: durationOf('PT15M'),
  patchSla: { critical: durationOf('PT24H'), high: durationOf('P7D'), medium: durationOf('P30D'), low: durationOf('P90D') },
  notice: { days: 7, postponableUntilDays: 3 },
  keepApart: [],
  drift: { patchLevel: 'report', placement: 'heal', replication: 'heal', replicationSettings: 'heal' },
  allowRemovals: 0,
  replicationPolicies: {},
  migrations: {},
  backupPolicies: [],
  notificationPolicies: [],
  sites: {},
  hosts,
  vms,
  baselines: {
    '2026-12': {
      name: '2026-12' as BaselineName,
      origin: { file: 'baselines/2026-12.yaml', line: 1, lines: { '/spec/products/windows-server-2022/build': 9 } },
      severity: 'high',
      released: instantOf('2026-11-25T00:00Z'),
      products: {
        'windows-server-2022': { type: 'windows', build: '20348.4405', kb: 'KB5070884', hotpatch: null },
        'debian-12': { type: 'debian', suite: 'bookworm', packages: { jq: '1.6-2.1+deb12u1', libjq1: '1.6-2.1+deb12u1' } },
      },
      blockedKbs: [],
    },
  },
  rollouts: { [rollout.name]: rollout },
  windows: { 'saturday-night': saturdayNight },
  freezes: [],
  holds: [],
  policy: { origin: origin('policy.yaml'), people: {}, rules: [], requireMfa: false, mayStop: [] },
};

const running = (name: string): ObservedVm => ({
  name,
  state: 'Running',
  heartbeat: 'ok',
  memory: 8 * GiB,
  replication: { mode: 'primary', state: 'Replicating', health: 'Normal', partner: 'par-hv-02' },
  checkpoints: [],
  busy: false,
});
const replica = (name: string): ObservedVm => ({
  ...running(name),
  state: 'Off',
  heartbeat: 'none',
  replication: { mode: 'replica', state: 'Replicating', health: 'Normal', partner: 'par-hv-01' },
});

function windows(build: string, seen: readonly ObservedVm[] | null = null): Observation {
  return {
    product: 'windows-server-2022',
    bootId: '2026-11-14T22:31',
    patch: { type: 'windows', build, servicing: 'idle' },
    rebootPending: false,
    systemDiskFree: 60 * GiB,
    services: { vmms: 'running' },
    probes: {},
    hyperV: seen === null ? null : { memory: { capacity: 96 * GiB }, vms: [...seen] },
  };
}
const debian: Observation = {
  ...windows(''),
  product: 'debian-12',
  bootId: 'b2',
  patch: { type: 'debian', suite: 'bookworm', packages: { jq: '1.6-2.1', libjq1: '1.6-2.1' }, servicing: 'idle' },
};

const running1 = 'december-2026.par-dc-01.1' as InterventionId;
const drained: Intervention = {
  id: running1,
  kind: 'patch-guest',
  host: 'par-dc-01' as HostName,
  vm: null,
  call: rollout.name,
  attempt: 1,
  target: digestOf('e'),
  commit,
  startedAt: at('20:01:10'),
  steps: [
    {
      action: 'acme/par-dc-01/december-2026.par-dc-01.1/install#1' as Intervention['steps'][number]['action'],
      step: 'install',
      host: 'par-dc-01' as HostName,
      kind: 'update.install',
      claimedAt: at('20:01:10'),
      sequence: 12,
      epoch: 7,
      expires: at('20:16:10'),
      planId: digestOf('9'),
      state: 'done',
      startedAt: at('20:01:12'),
      endedAt: at('20:16:40'),
      code: null,
      detail: 'KB5070884 installed, reboot needed',
      before: { type: 'windows', build: '20348.4052' },
      resolvedBy: null,
    },
    {
      action: 'acme/par-dc-01/december-2026.par-dc-01.1/reboot#1' as Intervention['steps'][number]['action'],
      step: 'reboot',
      host: 'par-dc-01' as HostName,
      kind: 'host.reboot',
      claimedAt: at('20:16:45'),
      sequence: 13,
      epoch: 7,
      expires: at('20:31:45'),
      planId: digestOf('9'),
      state: 'started',
      startedAt: at('20:16:46'),
      endedAt: null,
      code: null,
      detail: '',
      before: null,
      resolvedBy: null,
    },
  ],
  verifiedAt: null,
  outcome: null,
  endedAt: null,
  why: '',
};

const target = fleet.baselines['2026-12']!.products['windows-server-2022']!;
const change = (name: string, inRing: string) => ({
  host: name as HostName,
  vm: null,
  call: rollout.name,
  ring: inRing,
  from: '20348.4052',
  to: '20348.4405',
  target,
});
const debianChange = (name: string) => ({
  ...change(name, 'production'),
  from: 'jq 1.6-2.1, libjq1 1.6-2.1',
  to: 'jq 1.6-2.1+deb12u1, libjq1 1.6-2.1+deb12u1',
  target: fleet.baselines['2026-12']!.products['debian-12']!,
});

const next: NextStep = {
  intervention: 'december-2026.par-hv-01.1' as InterventionId,
  step: 'drain/par-app-01/stop',
  on: 'par-hv-01' as HostName,
  order: { kind: 'vm.stop', args: { vm: 'par-app-01' as VmName } },
  pre: { bootId: null },
  warrant: {
    documents: ['baselines/2026-12.yaml'],
    line: 'baselines/2026-12.yaml:9',
    call: rollout.name,
    subject: 'Host/par-hv-01',
  },
  allow: durationOf('PT10M'),
  owed: false,
  because: null,
};

const soaking: Hold = { reason: 'ring-waits', until: null, ring: 'production', before: 'pilot', healthy: 0, needed: 2, of: 3 };
const told: Hold = { reason: 'notice-running', until: at('23:00'), givenAt: instantOf('2026-11-28T23:00+01:00'), days: 7 };

const verdicts: Plan['verdicts'] = {
  'Host/par-hv-01': { status: 'ready', change: change('par-hv-01', 'pilot'), next, need: durationOf('PT1H50M') },
  'Host/par-hv-02': {
    status: 'held',
    change: change('par-hv-02', 'pilot'),
    holds: [{ reason: 'partner-busy', until: null, partner: 'par-hv-01' as HostName, intervention: next.intervention }],
  },
  'Host/par-dc-01': {
    status: 'running',
    intervention: running1,
    change: change('par-dc-01', 'pilot'),
    verified: false,
    doing: { type: 'step', step: 'reboot', on: 'par-dc-01' as HostName, since: at('20:16:46'), lateAt: at('21:16:46') },
  },
  'Host/lyo-hv-03': {
    status: 'needs-person',
    why: 'lyo-sql-01 runs on lyo-hv-03 and on lyo-hv-04: split brain',
    remedy: 'stop one copy by hand; which one is never decided here',
    intervention: null,
  },
  'Host/lyo-hv-04': { status: 'unknown', why: 'declared windows-server-2022, but windows-server-2019 answers' },
  'Host/lyo-web-01': { status: 'held', change: debianChange('lyo-web-01'), holds: [soaking, told] },
  'Host/lyo-web-02': { status: 'held', change: debianChange('lyo-web-02'), holds: [soaking, told] },
  'VirtualMachine/par-dc-01': { status: 'in-state', note: 'on par-hv-01' },
  'VirtualMachine/par-app-01': { status: 'in-state', note: 'on par-hv-01' },
  'VirtualMachine/par-erp-01': { status: 'in-state', note: 'on par-hv-02' },
  'VirtualMachine/lyo-sql-01': { status: 'needs-person', why: 'split brain', remedy: 'atlas explain lyo-hv-03' } as Verdict & {
    intervention: null;
  },
};

const seenAt = Object.fromEntries(
  Object.keys(hosts)
    .filter((name) => name !== 'lyo-web-02')
    .map((name) => [name, name === 'lyo-hv-03' ? at('20:17:30') : at('20:19:41')]),
);

const input: PlanInput = {
  fleet,
  commit,
  review: 'reviewed',
  reviewedIntent: digestOf('7'),
  earlier: {},
  observations: {
    'par-hv-01': windows('20348.4052', [running('par-app-01'), running('par-dc-01'), replica('par-erp-01')]),
    'par-hv-02': windows('20348.4052', [replica('par-app-01'), replica('par-dc-01'), running('par-erp-01')]),
    'par-dc-01': windows('20348.4052'),
    'lyo-hv-03': windows('20348.4052', [running('lyo-sql-01')]),
    'lyo-web-01': debian,
  },
  seenAt,
  interventions: [drained],
  notices: [],
  stops: [],
  now,
};

const plan: Plan = {
  id: `9b1f${digestOf('0').slice(6)}e2` as Digest,
  intent: `77c0${digestOf('0').slice(6)}1d` as Digest,
  fleet: fleet.name,
  commit,
  madeAt: now,
  verdicts,
  noticesDue: [],
  wakeAt: at('23:00'),
  dueAt: at('23:00'),
};

const review: ReviewPredicate = {
  mode: 'signatures',
  fleet: fleet.name,
  ref: 'refs/heads/main',
  fromCommit: parent,
  commit,
  tree: 'a81c1aa5e0b7f1c2d3e4f5a6b7c8d9e0f1a2b3c4' as TreeId,
  covers: [commit],
  policyFile: 'policy.yaml',
  policyDigest: digestOf('d'),
  intent: plan.intent,
  approvals: ['ines', 'paul'].map((person, i) => ({
    person: person as PersonName,
    subject: '',
    at: instantOf(`2026-11-27T1${i}:14+01:00`),
    proof: { type: 'sshsig', signature: '' },
  })),
};

export const situation: Situation = {
  input,
  plan,
  inForce: { commit, acceptedAt: instantOf('2026-11-28T22:58+01:00'), review },
  pending: null,
  sourceTrouble: null,
};

/** The same evening with everything wrong that concerns the whole fleet. */
export const troubled: Situation = {
  ...situation,
  input: {
    ...input,
    stops: [
      { id: 's1', hosts: null, by: 'ines', why: 'storage alarm in Lyon', at: at('20:10'), holdAll: false },
      { id: 's2', hosts: ['lyo-hv-03' as HostName], by: 'paul', why: 'split brain', at: at('20:12'), holdAll: true },
    ],
  },
  pending: {
    commit: parent,
    state: 'unreviewed',
    reasons: [
      { reason: 'self-approval', person: 'marc' as PersonName, commit: parent },
      { reason: 'not-enough-approvals', rule: 'production', have: ['ines' as PersonName], need: 2, of: ['ops', 'dba'] },
    ],
    problems: [],
  },
  sourceTrouble: { since: at('20:05'), message: 'cannot reach the Git server (ssh: host key changed)' },
};

export const agents: readonly AgentView[] = [
  {
    host: 'par-hv-01' as HostName,
    state: 'connected',
    seenAt: at('20:19:41'),
    keyFingerprint: `sha256:3fa2${digestOf('0').slice(6)}77`,
    certificateEnds: instantOf('2027-03-05T20:00+01:00'),
    commit,
    version: '0.1.0',
  },
  {
    host: 'lyo-hv-03' as HostName,
    state: 'silent',
    seenAt: at('19:17:30'),
    keyFingerprint: null,
    certificateEnds: instantOf('2026-12-08T20:00+01:00'),
    commit: parent,
    version: '0.1.0',
  },
  {
    host: 'lyo-web-01' as HostName,
    state: 'not-enrolled',
    seenAt: null,
    keyFingerprint: null,
    certificateEnds: null,
    commit: null,
    version: null,
  },
  {
    host: 'lyo-web-02' as HostName,
    state: 'revoked',
    seenAt: null,
    keyFingerprint: null,
    certificateEnds: null,
    commit: null,
    version: null,
  },
];

export const history: readonly HistoryEntry[] = [
  { index: 90_211, at: at('20:01:10'), type: 'action.claimed', summary: 'install on par-dc-01, envelope 12', data: {} },
  { index: 90_240, at: at('20:01:12'), type: 'action.started', summary: 'install on par-dc-01', data: {} },
  {
    index: 90_300,
    at: at('20:10:00'),
    type: 'stop.ordered',
    summary: 'the whole fleet, by ines: storage alarm in Lyon, nobody knows yet for how long',
    data: {},
  },
];

/** The line, written in one commit and let in by another. */
const writtenIn = '6b0c1aa5e0b7f1c2d3e4f5a6b7c8d9e0f1a2b3c4' as CommitId;
export const blamed: ReviewedLine = {
  line: 'baselines/2026-12.yaml:9',
  text: '      build: 20348.4405',
  commit: writtenIn,
  author: 'marc',
  at: instantOf('2026-11-26T17:02+01:00'),
  subject: 'December baseline',
  reviewed: {
    review: { ...review, commit: `5e0b${commit.slice(4)}` as CommitId, covers: [writtenIn] },
    rules: [{ name: 'production', count: 2, of: ['ops', 'dba'], by: review.approvals.map(({ person }) => person) }],
  },
};

export const trace: Trace = {
  fleet: fleet.name,
  action: drained.steps[0]!.action,
  intervention: drained,
  step: drained.steps[0]!,
  what: 'install KB5070884 on par-dc-01',
  because: blamed,
  pinned: parent,
  commit,
  ranUnder: { review, rules: null },
  plan: { id: plan.id, intent: plan.intent, commit, reviewedIntent: plan.intent, recomputed: plan.intent },
  envelope: { sequence: 12, epoch: 7, keyId: digestOf('3') },
  journal: [
    { index: 90_211, type: 'action.claimed', at: at('20:01:10') },
    { index: 90_240, type: 'action.started', at: at('20:01:12') },
    { index: 90_877, type: 'action.done', at: at('20:16:40') },
  ],
  head: { size: 90_902, at: at('20:17:00') },
};

/** One of every kind, for the table of sentences. */
export const holds: readonly Hold[] = [
  { reason: 'review-missing', until: null, commit },
  { reason: 'facts-missing', until: null, host: 'par-hv-01' as HostName },
  { reason: 'facts-stale', until: null, host: 'par-hv-01' as HostName, seenAt: at('19:40'), maxAge: durationOf('PT15M') },
  { reason: 'held', until: null, hold: 'erp-go-live', who: 'marc', why: 'go-live of the ERP' },
  { reason: 'held', until: instantOf('2026-12-14T06:00+01:00'), hold: 'erp-go-live', who: 'marc', why: 'go-live of the ERP' },
  { reason: 'stopped', until: null, by: 'ines', why: 'storage alarm' },
  { reason: 'frozen', until: instantOf('2027-01-04T06:00+01:00'), freeze: 'year-end', why: 'annual accounts' },
  { reason: 'notice-not-given', until: null },
  told,
  {
    reason: 'window-closed',
    until: instantOf('2026-12-12T20:00+01:00'),
    window: 'saturday-night' as WindowName,
    opensAt: instantOf('2026-12-12T20:00+01:00'),
  },
  { reason: 'window-closed', until: null, window: 'move-day' as WindowName, opensAt: null },
  {
    reason: 'window-too-short',
    until: instantOf('2026-12-12T20:00+01:00'),
    window: 'saturday-night' as WindowName,
    need: durationOf('PT1H50M'),
    left: durationOf('PT1H10M'),
  },
  soaking,
  { reason: 'ring-soaking', until: instantOf('2026-12-08T21:40+01:00'), ring: 'production', before: 'pilot', healthy: 3, of: 3 },
  { reason: 'ring-halted', until: null, ring: 'production', failed: 1, maxFailed: 0, hosts: ['lyo-hv-03' as HostName] },
  { reason: 'partner-busy', until: null, partner: 'par-hv-02' as HostName, intervention: running1 },
  { reason: 'partner-unhealthy', until: null, partner: 'par-hv-02' as HostName, why: 'replication of par-erp-01 is Critical' },
  { reason: 'keep-apart', until: null, set: 'domain-controllers', max: 1, inUseBy: ['lyo-dc-01'] },
  { reason: 'no-capacity', until: null, target: 'par-hv-01' as HostName, need: 48 * GiB, free: 41.7 * GiB },
  { reason: 'cannot-drain', until: null, vm: 'par-erp-01' as VmName, why: 'it is being backed up' },
  { reason: 'disk-full', until: null, need: 12 * GiB, free: 3 * GiB },
  {
    reason: 'budget-spent',
    until: null,
    budget: 'maxUnavailable of ring "production" in site lyon',
    limit: 1,
    inUseBy: ['lyo-hv-04' as HostName],
  },
  { reason: 'plan-drifted', until: null, reviewed: digestOf('7'), now: digestOf('8') },
];
