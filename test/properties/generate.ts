/** Fleets, what is observed of them and what has happened to them: all instants are offsets from one Saturday. */
import fc from 'fast-check';
import type { DeclarationFile } from '#core/declarations/load.ts';
import type { PatchState } from '#core/model/action.ts';
import type { Fleet } from '#core/model/fleet.ts';
import type { Digest, HostName } from '#core/model/ids.ts';
import type { Intervention, StepRecord } from '#core/model/intervention.ts';
import { ReplicationState, VmState } from '#core/model/observation.ts';
import type { Observation } from '#core/model/observation.ts';
import type { Plan, PlanInput } from '#core/model/plan.ts';
import { after, day, duration, hour, type Instant, instantOf, minute } from '#core/model/time.ts';
import { intentOf } from '#core/planner/intent.ts';
import { plan } from '#core/planner/plan.ts';
import { bytes, tinyFiles } from '#test/fleets.ts';
import { loadedAnyway } from '../core/interventions/drive.ts';
import { commit, type Draft, record, step } from '../core/planner/scene.ts';
import { bendVm, VmOddity } from './bend-vm.ts';

export const seed = Number(process.env['PROPERTY_SEED'] ?? 20261121);

/** Saturday, an hour after the window opened. */
const reference = instantOf('2026-11-21T21:00+01:00');

interface VmSpec {
  readonly side: 0 | 1;
  readonly role: 'app' | 'sql' | 'domain-controller';
  readonly guest: boolean;
  readonly replicated: boolean;
}

export interface FleetSpec {
  readonly pairs: readonly {
    readonly site: 'par' | 'lyo';
    readonly rings: readonly [number, number];
    readonly vms: readonly VmSpec[];
  }[];
  readonly servers: readonly { readonly site: 'par' | 'lyo'; readonly ring: number; readonly kernel: boolean }[];
  readonly rings: number;
  readonly perSite: number | null;
  readonly total: number | null;
  readonly maxFailed: number;
  readonly soakHours: number;
  readonly drain: boolean;
  readonly checkpoint: boolean;
  readonly rollBack: boolean;
  readonly apart: boolean;
  readonly urgent: boolean;
  readonly hours: number;
}

const site = fc.constantFrom('par' as const, 'lyo' as const);
const vmSpec: fc.Arbitrary<VmSpec> = fc.record({
  side: fc.constantFrom(0, 1),
  role: fc.constantFrom('app', 'sql', 'domain-controller'),
  guest: fc.boolean(),
  replicated: fc.constant(true),
});

export const fleetSpec: fc.Arbitrary<FleetSpec> = fc.record({
  pairs: fc.array(fc.record({ site, rings: fc.tuple(fc.nat(2), fc.nat(2)), vms: fc.array(vmSpec, { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 2,
  }),
  servers: fc.array(fc.record({ site, ring: fc.nat(2), kernel: fc.boolean() }), { maxLength: 3 }),
  rings: fc.integer({ min: 1, max: 3 }),
  perSite: fc.option(fc.integer({ min: 1, max: 2 })),
  total: fc.option(fc.integer({ min: 1, max: 4 })),
  maxFailed: fc.integer({ min: 1, max: 2 }),
  soakHours: fc.constantFrom(0, 1, 24, 72),
  drain: fc.constantFrom(true, true, true, false),
  checkpoint: fc.boolean(),
  rollBack: fc.constantFrom(true, true, true, false),
  apart: fc.boolean(),
  urgent: fc.constantFrom(false, false, false, true),
  hours: fc.constantFrom(3, 8, 16),
});

/** What is declared of work on VMs. */
export interface WorkSpec {
  readonly policy: boolean;
  readonly atOnce: number;
  readonly tested: boolean;
  readonly drift: 'heal' | 'report' | 'propose';
  readonly method: 'planned-failover' | 'export-import' | null;
  readonly backups: boolean;
}

const nothing: WorkSpec = { policy: false, atOnce: 2, tested: false, drift: 'heal', method: null, backups: false };

const workSpec: fc.Arbitrary<WorkSpec> = fc.record({
  policy: fc.constantFrom(true, true, false),
  atOnce: fc.integer({ min: 1, max: 2 }),
  tested: fc.constantFrom(false, false, true),
  drift: fc.constantFrom('heal', 'heal', 'report', 'propose'),
  method: fc.constantFrom(null, 'planned-failover', 'planned-failover', 'export-import'),
  backups: fc.constantFrom(false, false, true),
});

/** The spec as people would write it: a ring that nobody is in is left out. */
export function filesOf(spec: FleetSpec, work: WorkSpec = nothing): DeclarationFile[] {
  const hosts: string[] = [];
  const vms: string[] = [];
  const used = new Set<number>();
  const document = (kind: string, name: string, body: string) =>
    `apiVersion: atlas/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n${body}`;
  const host = (name: string, place: 'par' | 'lyo', product: string, ring: number, rest: string) => {
    used.add(ring % spec.rings);
    hosts.push(
      document(
        'Host',
        name,
        `  site: ${place}\n  product: ${product}\n  labels: { ring: r${ring % spec.rings} }\n  agent: { enrol: token }\n${rest}`,
      ),
    );
  };
  spec.pairs.forEach((pair, p) => {
    const names = [`hv-${p}a`, `hv-${p}b`] as const;
    names.forEach((name, i) =>
      host(name, pair.site, 'windows-server-2022', pair.rings[i]!, `  partner: ${names[1 - i]}\n  hyperV: { reserve: 4GiB }\n`),
    );
    pair.vms.forEach((vm, v) => {
      const name = `vm-${p}${v}`;
      const replica = vm.replicated
        ? `  replica: { host: ${names[1 - vm.side]}, ${work.policy ? 'policy: standard' : 'frequency: PT5M'} }\n`
        : '';
      vms.push(
        document(
          'VirtualMachine',
          name,
          `  home: ${names[vm.side]}\n${replica}  startOrder: ${10 * (v + 1)}\n  role: ${vm.role}\n  memory: 8GiB\n`,
        ),
      );
      if (vm.guest)
        host(
          name,
          pair.site,
          'windows-server-2022',
          pair.rings[0] + v,
          `  runsOn: { vm: ${name} }\n  checks: { services: [W3SVC] }\n`,
        );
    });
  });
  spec.servers.forEach((server, s) =>
    host(`deb-${s}`, server.site, 'debian-12', server.ring, '  checks: { probes: [{ name: site, tcp: 80 }] }\n'),
  );

  const limits = [
    spec.perSite === null ? '' : `perSite: ${spec.perSite}`,
    spec.total === null ? '' : `total: ${spec.total}`,
  ].filter(Boolean);
  const budget = limits.length === 0 ? 'total: 50' : limits.join(', ');
  const ring = (r: number) =>
    `    - { name: r${r}, hosts: { ring: r${r} }, soak: PT${spec.soakHours}H, maxUnavailable: { ${budget} }, maxFailed: ${spec.maxFailed} }\n`;
  const rings = [...used]
    .sort((a, b) => a - b)
    .map(ring)
    .join('');
  const kernel = spec.servers.some((one) => one.kernel) ? 'linux-image-amd64: 6.1.158-1, ' : '';
  const policies = `  before: { drain: ${spec.drain ? 'planned-failover' : 'none'}, checkpoint: ${spec.checkpoint ? 'guests' : 'none'}, freeDisk: 12GiB }
  verify: { within: PT20M, heartbeat: all-vms, services: [vmms] }
  onFailure: ${spec.rollBack ? 'roll-back-and-halt' : 'halt'}
`;
  const products = (build: string, deb: string) =>
    `  products:\n    windows-server-2022: { build: "20348.${build}" }\n    debian-12: { suite: bookworm, packages: { ${kernel}jq: 1.6-2.1+deb12u${deb} } }\n`;
  const rollouts = [
    document('PatchBaseline', '2026-11', `  severity: high\n  released: 2026-11-10\n${products('5622', '1')}`),
    document('PatchRollout', 'november-2026', `  baseline: 2026-11\n  window: saturday-night\n  rings:\n${rings}${policies}`),
  ];
  if (spec.urgent) {
    rollouts.push(
      document('PatchBaseline', 'fix', `  severity: critical\n  released: 2026-11-12\n${products('5500', '0')}`),
      document('PatchRollout', 'urgent', `  baseline: fix\n  lane: emergency\n  rings:\n${rings}${policies}`),
    );
  }
  const members = [
    ...spec.pairs.flatMap((pair, p) => pair.vms.map((_, v) => `vm-${p}${v}`)),
    ...spec.servers.map((_, s) => `deb-${s}`),
  ];
  const apart =
    spec.apart && members.length >= 2 ? `  keepApart: [{ name: one-by-one, members: [${members.join(', ')}], max: 1 }]\n` : '';
  const contents: Readonly<Record<string, string | null>> = {
    'fleet.yaml': [
      document('Fleet', 'tiny', `  timezone: Europe/Paris\n  notice: { days: 7, postponableUntilDays: 3 }\n${apart}`),
      document('Site', 'par', '  displayName: Paris\n'),
      document('Site', 'lyo', '  displayName: Lyon\n'),
    ].join('---\n'),
    'hosts.yaml': hosts.join('---\n'),
    'vms.yaml': vms.length === 0 ? null : vms.join('---\n'),
    'window.yaml': document(
      'MaintenanceWindow',
      'saturday-night',
      `  opens: { weekly: { day: saturday, at: "20:00" } }\n  duration: PT${spec.hours}H\n`,
    ),
    'rollout.yaml': rollouts.join('---\n'),
    'policy.yaml': tinyFiles['policy.yaml']!,
    ...workFiles(spec, work, document),
  };
  return Object.entries(contents).flatMap(([path, text]) => (text === null ? [] : [{ path, bytes: bytes(text) }]));
}

function workFiles(
  spec: FleetSpec,
  { policy, atOnce, tested, method, backups }: WorkSpec,
  document: (kind: string, name: string, body: string) => string,
): Readonly<Record<string, string>> {
  const usual = '  window: saturday-night\n  notice: { days: 7, postponableUntilDays: 3 }\n';
  const files: Record<string, string> = {};
  if (policy && spec.pairs.some((pair) => pair.vms.length > 0)) {
    const test = tested ? '  testFailover: { every: P30D }\n' : '';
    files['replication.yaml'] = document(
      'ReplicationPolicy',
      'standard',
      `  frequency: PT5M\n${usual}  maxAtOnce: ${atOnce}\n${test}`,
    );
  }
  const movable = (spec.pairs[0]?.vms ?? []).map((_, v) => `vm-0${v}`);
  if (method !== null && spec.pairs.length > 1 && movable.length > 0) {
    const waves = movable.map(
      (vm, w) => `    - { name: w${w}, vms: [${vm}], to: { host: hv-1${w % 2 === 0 ? 'a' : 'b'} }, soak: PT3H }\n`,
    );
    const transfer = method === 'export-import' ? "  transfer: '\\\\nas\\transfer'\n" : '';
    const rest = '  verify: { within: PT20M }\n  onFailure: fail-back-and-halt\n  keepSource: P2D\n';
    files['migration.yaml'] = document(
      'Migration',
      'away',
      `  method: ${method}\n${transfer}${usual}  waves:\n${waves.join('')}${rest}`,
    );
  }
  if (backups)
    files['backup.yaml'] = document(
      'BackupPolicy',
      'veeam',
      '  veeam: { server: "https://veeam.tiny.example:9419", via: hv-0a }\n  maxAge: PT24H\n',
    );
  return files;
}

/** A month behind everywhere. */
export function buildsOf(fleet: Fleet): Record<string, PatchState> {
  return Object.fromEntries(
    Object.values(fleet.hosts).map((host): [string, PatchState] => [
      host.name,
      host.product === 'debian-12'
        ? { type: 'debian', packages: { jq: '1.6-2.1', 'linux-image-amd64': '6.1.100-1' } }
        : { type: 'windows', build: '20348.5000' },
    ]),
  );
}

/** One thing that is otherwise than on a good day; numbers choose the host, VM or state by remainder. */
const oddity = fc.record({
  kind: fc.constantFrom(
    'unseen',
    'stale',
    'patched',
    'product',
    'busy',
    'pending',
    'disk',
    'service',
    'probe',
    'vm-state',
    'vm-busy',
    'heartbeat',
    'replication',
    'health',
    'no-replica',
    'stranger',
    'memory',
    'stop',
    'hold',
    'freeze',
    'freeze-ahead',
    'unreviewed',
    'drifted',
    'untold',
    'told-late',
    'running',
    'running',
    'step-open',
    'step-unknown',
    'verified',
    'verified',
    'rolled-back',
    'failed',
    'abandoned',
    'other-window',
    'cutoff',
    'ring-done',
    'ring-done',
    ...VmOddity,
    ...VmOddity,
    ...Array.from({ length: 5 }, () => 'vm-healed' as const),
  ),
  a: fc.nat(1000),
  b: fc.nat(1000),
});
type Oddity = typeof oddity extends fc.Arbitrary<infer T> ? T : never;

export interface World {
  readonly spec: FleetSpec;
  readonly work: WorkSpec;
  readonly oddities: readonly Oddity[];
  /** Minutes after `reference`. */
  readonly offset: number;
}

export const world: fc.Arbitrary<World> = fc.record({
  spec: fleetSpec,
  work: workSpec,
  oddities: fc.array(oddity, { maxLength: 6 }),
  offset: fc.constantFrom(-8 * 1440, -1440, -61, -60, 0, 0, 0, 0, 60, 11 * 60, 14 * 60, 15 * 60),
});

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];

/** The input of a plan: a good day, and every oddity on top. */
export function inputOf({ spec, work, oddities, offset }: World): PlanInput {
  const declared = loadedAnyway(filesOf(spec, work));
  const { drift } = work;
  const fleet = { ...declared, drift: { patchLevel: drift, placement: drift, replication: drift, replicationSettings: drift } };
  const now = after(reference, duration(offset * minute));
  const names = Object.keys(fleet.hosts).sort() as HostName[];
  const input = structuredClone({
    fleet,
    commit,
    review: 'reviewed',
    reviewedIntent: null,
    earlier: {},
    observations: Object.fromEntries(names.map((name) => [name, seenOn(fleet, name)])),
    seenAt: Object.fromEntries(names.map((name) => [name, after(now, duration(-1 * minute))])),
    interventions: [],
    notices: [],
    stops: [],
    now,
  } satisfies PlanInput as PlanInput) as Draft<PlanInput>;
  input.notices = structuredClone(
    plan({
      ...(input as PlanInput),
      now: after(now, duration(-8 * day)),
      seenAt: Object.fromEntries(names.map((name) => [name, after(now, duration(-8 * day))])),
    }).noticesDue,
  ) as Draft<PlanInput>['notices'];
  for (const one of oddities) bend(input, one, names);
  const mayTell = !oddities.some(({ kind }) => kind === 'untold' || kind === 'told-late');
  // people were told of what is wanted only since things are bent as well
  if (mayTell) {
    const then = after(now, duration(-8 * day));
    const seenAt = Object.fromEntries(Object.keys(input.seenAt).map((name) => [name, then]));
    const bent = structuredClone(input) as PlanInput;
    input.notices.push(...(structuredClone(plan({ ...bent, now: then, seenAt }).noticesDue) as Draft<PlanInput>['notices']));
  }
  // planners remember digests of what they have seen: what was bent is new
  return structuredClone(input) as PlanInput;
}

function seenOn(fleet: Fleet, name: HostName): Observation {
  const host = fleet.hosts[name]!;
  const vms = Object.values(fleet.vms)
    .filter((vm) => vm.home === name || vm.replica?.host === name)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    product: host.product,
    bootId: `${name}-1`,
    patch:
      host.product === 'debian-12'
        ? { type: 'debian', suite: 'bookworm', packages: { jq: '1.6-2.1', 'linux-image-amd64': '' }, servicing: 'idle' }
        : { type: 'windows', build: '20348.5000', servicing: 'idle' },
    rebootPending: false,
    systemDiskFree: 60 * 1024 ** 3,
    services: host.hyperV ? { vmms: 'running' } : host.runsOn ? { W3SVC: 'running' } : {},
    probes: host.product === 'debian-12' ? { site: 'ok' } : {},
    hyperV: host.hyperV && {
      memory: { capacity: 128 * 1024 ** 3 },
      vms: vms.map((vm) => ({
        name: vm.name,
        state: vm.home === name ? 'Running' : 'Off',
        heartbeat: vm.home === name ? 'ok' : 'none',
        memory: vm.memory,
        replication: vm.replica && {
          mode: vm.home === name ? 'primary' : 'replica',
          state: 'Replicating',
          health: 'Normal',
          partner: vm.home === name ? vm.replica.host : vm.home,
        },
        checkpoints: [],
        busy: false,
      })),
    },
  };
}

const origin = { file: 'x.yaml', line: 1, lines: {} };

function bend(input: Draft<PlanInput>, { kind, a, b }: Oddity, names: readonly HostName[]): void {
  const name = pick(names, a)!;
  const seen = input.observations[name]!;
  const copies = Object.values(input.observations).flatMap((one) => one.hyperV?.vms ?? []);
  const vm = pick(copies, a);
  const scope = b % 2 === 0 ? { sites: [], hosts: [] } : { sites: [], hosts: [name] };
  const past = (minutesAgo: number) => (input.now - minutesAgo * minute) as Instant;
  const ended = (outcome: Intervention['outcome'], verifiedAt: Instant | null) => {
    const number = input.interventions.length + 1;
    input.interventions.push(record(input, name, { number, outcome, verifiedAt, endedAt: past(10) }));
  };
  switch (kind) {
    case 'unseen':
      delete input.seenAt[name];
      return;
    case 'stale':
      input.seenAt[name] = past(b % 30) as never;
      return;
    case 'patched':
    case 'verified':
      if (seen.patch.type === 'windows') seen.patch.build = '20348.5622';
      else seen.patch.packages = { jq: '1.6-2.1+deb12u1', 'linux-image-amd64': '' };
      if (kind === 'verified') ended('succeeded', past((b % 80) * 60));
      return;
    case 'ring-done':
      for (const member of input.fleet.rollouts['november-2026']!.rings[0]!.members) {
        bend(input, { kind: 'verified', a: names.indexOf(member), b }, names);
      }
      return;
    case 'product':
      seen.product = 'windows-server-2019';
      return;
    case 'busy':
      seen.patch.servicing = 'busy';
      return;
    case 'pending':
      seen.rebootPending = true;
      return;
    case 'disk':
      seen.systemDiskFree = 1;
      return;
    case 'service':
      for (const service of Object.keys(seen.services)) seen.services[service] = 'stopped';
      return;
    case 'probe':
      for (const probe of Object.keys(seen.probes)) seen.probes[probe] = 'failed';
      return;
    case 'vm-state':
      if (vm) vm.state = pick(VmState, b)!;
      return;
    case 'vm-busy':
      if (vm) vm.busy = true;
      return;
    case 'heartbeat':
      if (vm) vm.heartbeat = 'lost';
      return;
    case 'replication':
      if (vm?.replication) vm.replication.state = pick(ReplicationState, b)!;
      return;
    case 'health':
      if (vm?.replication) vm.replication.health = 'Warning';
      return;
    case 'no-replica':
      if (vm) vm.replication = null;
      return;
    case 'stranger':
      if (vm && seen.hyperV) seen.hyperV.vms.push({ ...structuredClone(vm), name: 'zz-stranger', state: 'Running' });
      return;
    case 'memory':
      if (seen.hyperV) seen.hyperV.memory.capacity = 12 * 1024 ** 3;
      return;
    case 'stop':
      input.stops.push({
        id: `s${a}`,
        hosts: b % 2 === 0 ? null : [name],
        by: 'marc',
        why: 'x',
        at: past(5),
        holdAll: b % 3 === 0,
      });
      return;
    case 'hold':
      input.fleet.holds.push({
        name: `h${a}`,
        origin,
        scope,
        who: 'ines' as never,
        why: 'x',
        until: b % 3 === 0 ? null : past(-60),
      });
      return;
    case 'freeze':
      input.fleet.freezes.push({ name: `f${a}`, origin, scope, why: 'x', from: past(5), to: past(-1 * (b % 90)) });
      return;
    case 'freeze-ahead':
      input.fleet.freezes.push({ name: `g${a}`, origin, scope, why: 'x', from: past(-1 * (b % 200) - 1), to: past(-300) });
      return;
    case 'unreviewed':
      input.review = 'unknown';
      return;
    case 'drifted':
      input.reviewedIntent = b % 2 === 0 ? intentOf(input.fleet as Fleet) : ('e'.repeat(64) as Digest);
      return;
    case 'untold':
      input.notices = [];
      return;
    case 'told-late':
      for (const notice of input.notices) notice.givenAt = (past(b) - 6 * day) as Instant;
      return;
    case 'running':
    case 'step-open':
    case 'step-unknown':
      begin(input, name, kind, b);
      return;
    case 'rolled-back':
    case 'failed':
    case 'abandoned':
      ended(kind, null);
      return;
    case 'other-window':
      input.fleet.windows['saturday-night']!.duration = (((b % 20) + 1) * hour) as never;
      return;
    case 'cutoff':
      input.fleet.windows['saturday-night']!.cutoff = ((b % 16) * hour) as never;
      return;
    case 'vm-away':
    case 'vm-settings':
    case 'vm-tested':
    case 'vm-moved':
    case 'vm-healed':
    case 'vm-failed':
    case 'vm-at-work':
    case 'switches':
    case 'certificate':
    case 'backed-up':
      return bendVm(input, kind, a, b);
  }
}

/** One intervention a host and none where one is under way, as a controller would have it. */
function begin(input: Draft<PlanInput>, name: HostName, kind: 'running' | 'step-open' | 'step-unknown', b: number): void {
  if (input.interventions.some((one) => one.outcome === null)) return;
  const one = record(input, name, { number: input.interventions.length + 1 });
  if (kind !== 'running') {
    const state: StepRecord['state'] = kind === 'step-unknown' ? 'unknown' : b % 2 === 0 ? 'started' : 'claimed';
    const ended = kind === 'step-unknown' ? {} : { endedAt: null };
    one.steps.push(step(one, name, 'install', { state, ...ended, before: { type: 'windows', build: '20348.5000' } }));
  } else if (b % 2 === 0) {
    one.steps.push(step(one, name, 'install', { state: 'done', before: { type: 'windows', build: '20348.5000' } }));
  }
  input.interventions.push(one);
}

/** The same input with keys, and elements where their order means nothing, in another order. */
export function shuffled(input: PlanInput, by: number): PlanInput {
  let state = by * 2 + 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state % below;
  };
  const mix = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = random(i + 1);
      [copy[i], copy[j]] = [copy[j]!, copy[i]!];
    }
    return copy;
  };
  const keys = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map((one: unknown) => keys(one)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(mix(Object.entries(value)).map(([key, member]) => [key, keys(member as unknown)])) as T;
  };
  const { fleet } = input;
  return keys({
    ...input,
    fleet: {
      ...fleet,
      keepApart: mix(fleet.keepApart).map((set) => ({ ...set, members: mix(set.members) })),
      freezes: mix(fleet.freezes).map((one) => ({ ...one, scope: { sites: mix(one.scope.sites), hosts: mix(one.scope.hosts) } })),
      holds: mix(fleet.holds),
      rollouts: Object.fromEntries(
        Object.entries(fleet.rollouts).map(([name, one]) => [
          name,
          { ...one, rings: one.rings.map((ring) => ({ ...ring, members: mix(ring.members) })) },
        ]),
      ),
    },
    interventions: mix(input.interventions),
    notices: mix(input.notices).map((one) => ({ ...one, hosts: mix(one.hosts) })),
    stops: mix(input.stops).map((one) => ({ ...one, hosts: one.hosts && mix(one.hosts) })),
  });
}

/** What time alone may not change before `wakeAt`. */
export function gist(made: Plan): readonly string[] {
  return Object.entries(made.verdicts).map(([key, verdict]) => {
    const more =
      verdict.status === 'held'
        ? verdict.holds
            .map((hold) => hold.reason)
            .sort()
            .join(' ')
        : verdict.status === 'running'
          ? `${verdict.doing.type} ${verdict.doing.type === 'offer' ? verdict.doing.next.step : ''}`
          : verdict.status === 'ready'
            ? verdict.next.step
            : '';
    return `${key} ${verdict.status} ${more}`;
  });
}
