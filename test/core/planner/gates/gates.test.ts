/** One table for each gate: what it refuses, with its numbers and the instant that may end it; and what it lets pass. */
import assert from 'node:assert/strict';
import type { Hold, HoldReason, PlanInput } from '#core/model/plan.ts';
import { day, hour, instantOf, minute } from '#core/model/time.ts';
import { gates } from '#core/planner/gates/index.ts';
import { intentOf } from '#core/planner/intent.ts';
import { type Draft, record, saturday21, scene, step, verdictOf } from '../scene.ts';
import type { TinyChange } from '../../interventions/tiny.ts';
import { reasonsOf } from './reasons.ts';
import { vmTables } from './vm-tables.ts';

type Input = Draft<PlanInput>;
/** `pass` = nothing of this gate's; else holds with at least these members. */
type Expected = 'pass' | readonly (Partial<Hold> & { readonly reason: HoldReason })[];

interface Row {
  readonly name: string;
  /** `hv-01` when left out. */
  readonly host?: string;
  readonly fleet?: TinyChange;
  readonly now?: string;
  readonly change?: (input: Input) => void;
  readonly expect: Expected;
}

const GiB = 1024 ** 3;
const at = (text: string) => instantOf(text);
const vmSeen = (input: Input, host: string, vm: string) =>
  input.observations[host]!.hyperV!.vms.find((one) => one.name === vm) as Draft<
    NonNullable<PlanInput['observations'][string]['hyperV']>['vms'][number]
  >;
const rollout = (input: Input) => input.fleet.rollouts['november-2026']!;
const scope = (hosts: readonly string[]) =>
  ({ sites: [], hosts: [...hosts] }) as never as Input['fleet']['freezes'][number]['scope'];
const freeze = (from: string, to: string, hosts: readonly string[] = []) =>
  ({
    name: 'year-end',
    from: at(from),
    to: at(to),
    scope: scope(hosts),
    why: 'accounts',
    origin: { file: '', line: 1, lines: {} },
  }) as Input['fleet']['freezes'][number];
const hold = (hosts: readonly string[], until: string | null) =>
  ({
    name: 'audit',
    who: 'ines',
    why: 'auditors',
    until: until && at(until),
    scope: scope(hosts),
    origin: { file: '', line: 1, lines: {} },
  }) as Input['fleet']['holds'][number];
const twoRings: TinyChange = {
  rollout: (yaml) =>
    yaml.replace(
      '    - { name: all, hosts: { ring: all }, maxUnavailable: { perSite: 1 } }\n',
      `    - { name: pilot, hosts: { ring: pilot }, soak: P3D, success: { healthy: 100%, minimum: 1 } }
    - { name: rest, hosts: { ring: all } }
`,
    ),
  hosts: (yaml) =>
    yaml.replace(/name: web-01 }\n(.*\n){3} {2}labels: { ring: all }/, (text) => text.replace('ring: all', 'ring: pilot')),
};
const patchedWeb = (input: Input) => {
  const { patch } = input.observations['web-01']!;
  if (patch.type === 'debian') patch.packages['jq'] = '1.6-2.1+deb12u1';
};

const veeam = `apiVersion: atlas/v1
kind: BackupPolicy
metadata: { name: veeam }
spec:
  veeam: { server: "https://veeam.tiny.example:9419", via: web-01 }
  maxAge: PT24H
`;
const backedUp = (input: Input, lastSuccess: Record<string, number>) =>
  (input.observations['web-01']!.backups = { veeam: { paused: [], running: false, lastSuccess } });

const tables: Readonly<Record<string, readonly Row[]>> = {
  review: [
    { name: 'reviewed', expect: 'pass' },
    {
      name: 'evidence missing',
      change: (input) => (input.review = 'unknown'),
      expect: [{ reason: 'review-missing', until: null }],
    },
  ],
  pinned: [
    { name: 'the pinned first commit', expect: 'pass' },
    {
      name: 'what reviewers saw',
      change: (input) => (input.reviewedIntent = intentOf(input.fleet as PlanInput['fleet'])),
      expect: 'pass',
    },
    {
      name: 'something else',
      change: (input) => (input.reviewedIntent = 'f'.repeat(64) as Input['reviewedIntent']),
      expect: [{ reason: 'plan-drifted', reviewed: 'f'.repeat(64) as never, until: null }],
    },
    {
      name: 'something else, accepted by a reviewed commit',
      change: (input) => {
        input.reviewedIntent = 'f'.repeat(64) as Input['reviewedIntent'];
        rollout(input).acceptPlan = intentOf(input.fleet as PlanInput['fleet']);
      },
      expect: 'pass',
    },
  ],
  facts: [
    { name: 'the pair seen a minute ago', expect: 'pass' },
    {
      name: 'at its limit',
      change: (input) => (input.seenAt['hv-01'] = (saturday21 - input.fleet.factsMaxAge) as never),
      expect: 'pass',
    },
    {
      name: 'past its limit',
      change: (input) => (input.seenAt['hv-01'] = (saturday21 - input.fleet.factsMaxAge - 1) as never),
      expect: [{ reason: 'facts-stale', host: 'hv-01' as never, until: null }],
    },
    {
      name: 'the partner past its limit',
      change: (input) => (input.seenAt['hv-02'] = (saturday21 - hour) as never),
      expect: [{ reason: 'facts-stale', host: 'hv-02' as never, seenAt: (saturday21 - hour) as never }],
    },
    {
      name: 'the partner never seen',
      change: (input) => delete input.seenAt['hv-02'],
      expect: [{ reason: 'facts-missing', host: 'hv-02' as never }],
    },
    {
      name: 'seen ahead of its time, as far as clocks may differ',
      change: (input) => (input.seenAt['hv-01'] = (saturday21 + minute) as never),
      expect: 'pass',
    },
    {
      name: 'seen in the future',
      change: (input) => (input.seenAt['hv-02'] = (saturday21 + hour) as never),
      expect: [{ reason: 'facts-stale', host: 'hv-02' as never, until: (saturday21 + 59 * minute) as never }],
    },
    { name: 'a silent guest does not hold its host', change: (input) => delete input.seenAt['app-01'], expect: 'pass' },
    {
      name: 'a silent host holds its guest',
      host: 'app-01',
      change: (input) => delete input.seenAt['hv-01'],
      expect: [{ reason: 'facts-missing', host: 'hv-01' as never }],
    },
  ],
  orders: [
    { name: 'nobody says no', expect: 'pass' },
    {
      name: 'a stop of everything',
      change: (input) => input.stops.push({ id: 's', hosts: null, by: 'marc', why: 'phone', at: saturday21, holdAll: false }),
      expect: [{ reason: 'stopped', by: 'marc', why: 'phone', until: null }],
    },
    {
      name: 'a stop of the partner',
      change: (input) =>
        input.stops.push({ id: 's', hosts: ['hv-02' as never], by: 'marc', why: 'phone', at: saturday21, holdAll: false }),
      expect: [{ reason: 'stopped', by: 'marc' }],
    },
    {
      name: 'a stop of somebody else',
      change: (input) =>
        input.stops.push({ id: 's', hosts: ['web-01' as never], by: 'marc', why: 'phone', at: saturday21, holdAll: false }),
      expect: 'pass',
    },
    {
      name: 'a hold until later',
      change: (input) => input.fleet.holds.push(hold(['hv-01'], '2026-11-22T08:00+01:00')),
      expect: [{ reason: 'held', hold: 'audit', who: 'ines' as never, until: at('2026-11-22T08:00+01:00') }],
    },
    {
      name: 'a hold without end',
      change: (input) => input.fleet.holds.push(hold([], null)),
      expect: [{ reason: 'held', until: null }],
    },
    {
      name: 'a hold that has ended',
      change: (input) => input.fleet.holds.push(hold([], '2026-11-21T21:00+01:00')),
      expect: 'pass',
    },
    {
      name: 'a freeze',
      change: (input) => input.fleet.freezes.push(freeze('2026-11-21T21:00+01:00', '2026-11-22T08:00+01:00')),
      expect: [{ reason: 'frozen', freeze: 'year-end', until: at('2026-11-22T08:00+01:00') }],
    },
    {
      name: 'a freeze that is over',
      change: (input) => input.fleet.freezes.push(freeze('2026-11-20T00:00Z', '2026-11-21T20:00Z')),
      expect: 'pass',
    },
  ],
  notice: [
    { name: 'told eight days ago', expect: 'pass' },
    {
      name: 'told exactly seven days ago',
      change: (input) => (input.notices[0]!.givenAt = (saturday21 - 7 * day) as never),
      expect: 'pass',
    },
    {
      name: 'told a millisecond too late',
      change: (input) => (input.notices[0]!.givenAt = (saturday21 - 7 * day + 1) as never),
      expect: [{ reason: 'notice-running', days: 7, until: (saturday21 + 1) as never }],
    },
    { name: 'not told', change: (input) => (input.notices = []), expect: [{ reason: 'notice-not-given', until: null }] },
    {
      name: 'told of other hosts',
      change: (input) => (input.notices[0]!.hosts = ['web-01' as never]),
      expect: [{ reason: 'notice-not-given' }],
    },
    {
      name: 'told of another target',
      change: (input) =>
        (input.fleet.baselines['2026-11']!.products['windows-server-2022'] = {
          type: 'windows',
          build: '20348.6000',
          kb: null,
          hotpatch: null,
        }),
      expect: [{ reason: 'notice-not-given' }],
    },
    {
      name: 'told of another window',
      change: (input) => (input.fleet.windows['saturday-night']!.duration = (15 * hour) as never),
      expect: [{ reason: 'notice-not-given' }],
    },
    { name: 'another attempt needs no other notice', change: (input) => (rollout(input).attempt = 2), expect: 'pass' },
  ],
  ring: [
    { name: 'one ring', expect: 'pass' },
    { name: 'the first of two', host: 'web-01', fleet: twoRings, expect: 'pass' },
    {
      name: 'the first is not patched',
      fleet: twoRings,
      expect: [{ reason: 'ring-waits', ring: 'rest', before: 'pilot', healthy: 0, needed: 1, of: 1, until: null }],
    },
    { name: 'the first was there already', fleet: twoRings, change: patchedWeb, expect: 'pass' },
    {
      name: 'the first is patched and not verified yet',
      fleet: twoRings,
      change: (input) => {
        patchedWeb(input);
        const one = record(input, 'web-01');
        one.steps.push(step(one, 'web-01', 'install'));
        input.interventions.push(one);
      },
      expect: [{ reason: 'ring-waits', healthy: 0, needed: 1 }],
    },
    {
      name: 'the first soaks since a day',
      fleet: twoRings,
      change: (input) => {
        patchedWeb(input);
        input.interventions.push(record(input, 'web-01', { outcome: 'succeeded', verifiedAt: (saturday21 - day) as never }));
      },
      expect: [{ reason: 'ring-soaking', before: 'pilot', healthy: 1, of: 1, until: (saturday21 + 2 * day) as never }],
    },
    {
      name: 'the first soaks on when the attempt is raised meanwhile',
      fleet: twoRings,
      change: (input) => {
        patchedWeb(input);
        input.interventions.push(record(input, 'web-01', { outcome: 'succeeded', verifiedAt: (saturday21 - day) as never }));
        rollout(input).attempt = 2;
      },
      expect: [{ reason: 'ring-soaking', before: 'pilot', healthy: 1, of: 1, until: (saturday21 + 2 * day) as never }],
    },
    {
      name: 'the first has soaked',
      fleet: twoRings,
      change: (input) => {
        patchedWeb(input);
        input.interventions.push(record(input, 'web-01', { outcome: 'succeeded', verifiedAt: (saturday21 - 3 * day) as never }));
      },
      expect: 'pass',
    },
    {
      name: 'the first has soaked and fell ill',
      fleet: twoRings,
      change: (input) => {
        patchedWeb(input);
        input.observations['web-01']!.probes['site'] = 'failed';
        input.interventions.push(record(input, 'web-01', { outcome: 'succeeded', verifiedAt: (saturday21 - 3 * day) as never }));
      },
      expect: [{ reason: 'ring-waits', healthy: 0 }],
    },
    ...(['rolled-back', 'failed'] as const).map((outcome): Row => ({
      name: `one ${outcome}`,
      change: (input) => input.interventions.push(record(input, 'web-01', { outcome })),
      expect: [{ reason: 'ring-halted', ring: 'all', failed: 1, maxFailed: 1, hosts: ['web-01' as never], until: null }],
    })),
    {
      name: 'one on its way back',
      change: (input) => {
        const one = record(input, 'web-01');
        one.steps.push(step(one, 'web-01', 'rollback', { state: 'started', endedAt: null }));
        input.interventions.push(one);
      },
      expect: [{ reason: 'ring-halted', failed: 1 }],
    },
    {
      name: 'one abandoned',
      change: (input) => input.interventions.push(record(input, 'web-01', { outcome: 'abandoned' })),
      expect: 'pass',
    },
    {
      name: 'one failed before attempt was raised',
      change: (input) => input.interventions.push(record(input, 'web-01', { outcome: 'failed', attempt: 0 })),
      expect: 'pass',
    },
    {
      name: 'one failed and two may',
      change: (input) => {
        rollout(input).rings[0]!.maxFailed = 2;
        input.interventions.push(record(input, 'web-01', { outcome: 'failed' }));
      },
      expect: 'pass',
    },
    {
      name: 'a ring nobody hears of proves nothing, though it skips the unreachable',
      fleet: twoRings,
      change: (input) => {
        patchedWeb(input);
        rollout(input).rings[0]!.unreachable = 'skip';
        delete input.seenAt['web-01'];
      },
      expect: [{ reason: 'ring-waits', healthy: 0, needed: 1, of: 0 }],
    },
    {
      name: 'one of two is dead and skipped: the other is enough',
      fleet: twoRings,
      change: (input) => {
        patchedWeb(input);
        rollout(input).rings[0]!.members.push('hv-02' as never);
        rollout(input).rings[0]!.unreachable = 'skip';
        rollout(input).rings[0]!.soak = 0 as never;
        delete input.seenAt['hv-02'];
      },
      expect: 'pass',
    },
  ],
  window: [
    { name: 'open', expect: 'pass' },
    {
      name: 'an instant before it opens',
      now: '2026-11-21T19:59:59+01:00',
      expect: [{ reason: 'window-closed', until: at('2026-11-21T20:00+01:00'), opensAt: at('2026-11-21T20:00+01:00') }],
    },
    { name: 'the instant it opens', now: '2026-11-21T20:00:00+01:00', expect: 'pass' },
    // one VM: 2 × 10 + 15, install 30, boot 15, verify 10; rollback 20 + 30 + 15 + 10
    { name: 'exactly enough room', now: '2026-11-22T09:15:00+01:00', expect: 'pass' },
    {
      name: 'a millisecond too little',
      now: '2026-11-22T09:15:00.001+01:00',
      expect: [
        {
          reason: 'window-too-short',
          need: (165 * minute) as never,
          left: (165 * minute - 1) as never,
          until: at('2026-11-28T20:00+01:00'),
        },
      ],
    },
    {
      name: 'in the cutoff',
      change: (input) => (input.fleet.windows['saturday-night']!.cutoff = (15 * hour) as never),
      expect: [{ reason: 'window-too-short', until: at('2026-11-28T20:00+01:00') }],
    },
    {
      name: 'a freeze begins too soon; when it ends the window is open again',
      change: (input) => input.fleet.freezes.push(freeze('2026-11-21T22:00+01:00', '2026-11-22T02:00+01:00')),
      expect: [{ reason: 'window-too-short', left: hour as never, until: at('2026-11-22T02:00+01:00') }],
    },
    {
      name: 'a freeze of the partner begins too soon for the drain',
      change: (input) => input.fleet.freezes.push(freeze('2026-11-21T22:00+01:00', '2026-11-22T02:00+01:00', ['hv-02'])),
      expect: [{ reason: 'window-too-short', left: hour as never, until: at('2026-11-22T02:00+01:00') }],
    },
    {
      name: 'a freeze of somebody else',
      change: (input) => input.fleet.freezes.push(freeze('2026-11-21T22:00+01:00', '2026-11-22T02:00+01:00', ['web-01'])),
      expect: 'pass',
    },
    {
      name: 'round the clock',
      now: '2026-11-18T10:00+01:00',
      change: (input) => (rollout(input).window = null),
      expect: 'pass',
    },
    {
      name: 'round the clock, into a freeze',
      change: (input) => {
        rollout(input).window = null;
        input.fleet.freezes.push(freeze('2026-11-21T22:00+01:00', '2026-11-22T02:00+01:00'));
      },
      expect: [{ reason: 'frozen', until: at('2026-11-22T02:00+01:00') }],
    },
  ],
  partner: [
    { name: 'nobody is at work', expect: 'pass' },
    {
      name: 'the partner is being patched',
      change: (input) => input.interventions.push(record(input, 'hv-02')),
      expect: [
        { reason: 'partner-busy', partner: 'hv-02' as never, intervention: 'november-2026.hv-02.1' as never, until: null },
      ],
    },
    {
      name: 'a guest of the pair is being patched',
      change: (input) => input.interventions.push(record(input, 'app-01')),
      expect: [{ reason: 'partner-busy', partner: 'app-01' as never }],
    },
    {
      name: 'somebody else is being patched',
      change: (input) => input.interventions.push(record(input, 'web-01')),
      expect: 'pass',
    },
    {
      name: 'the guest while its host is being patched',
      host: 'app-01',
      change: (input) => input.interventions.push(record(input, 'hv-02')),
      expect: [{ reason: 'partner-busy', partner: 'hv-02' as never }],
    },
    {
      name: 'the partner lacks a service',
      change: (input) => (input.observations['hv-02']!.services['vmms'] = 'stopped'),
      expect: [{ reason: 'partner-unhealthy', partner: 'hv-02' as never, why: 'service vmms is stopped', until: null }],
    },
    {
      name: 'the partner waits for a reboot',
      change: (input) => (input.observations['hv-02']!.rebootPending = true),
      expect: [{ reason: 'partner-unhealthy', why: 'a reboot is pending' }],
    },
    {
      name: 'the partner has no Hyper-V',
      change: (input) => (input.observations['hv-02']!.hyperV = null),
      expect: [{ reason: 'partner-unhealthy', why: 'Hyper-V does not answer' }],
    },
    {
      name: 'the patch of the partner failed',
      change: (input) => {
        rollout(input).rings[0]!.maxFailed = 5;
        input.interventions.push(record(input, 'hv-02', { outcome: 'failed' }));
      },
      expect: [{ reason: 'partner-unhealthy', why: 'its own patch failed in november-2026' }],
    },
    {
      name: 'the patch of the partner was rolled back',
      change: (input) => {
        rollout(input).rings[0]!.maxFailed = 5;
        input.interventions.push(record(input, 'hv-02', { outcome: 'rolled-back' }));
      },
      expect: 'pass',
    },
  ],
  keepApart: [
    { name: 'no sets', expect: 'pass' },
    {
      name: 'the other member is in maintenance',
      host: 'web-01',
      change: (input) => {
        input.fleet.keepApart.push({ name: 'front', members: ['web-01', 'app-01'], max: 1 });
        input.interventions.push(record(input, 'app-01'));
      },
      expect: [{ reason: 'keep-apart', set: 'front', max: 1, inUseBy: ['app-01'], until: null }],
    },
    {
      name: 'the other member runs on a host in maintenance',
      host: 'web-01',
      change: (input) => {
        input.fleet.keepApart.push({ name: 'front', members: ['web-01', 'db-01'], max: 1 });
        input.interventions.push(record(input, 'hv-02'));
      },
      expect: [{ reason: 'keep-apart', inUseBy: ['db-01'] }],
    },
    {
      name: 'the other member was moved away and will come back',
      host: 'web-01',
      change: (input) => {
        input.fleet.keepApart.push({ name: 'front', members: ['web-01', 'app-01'], max: 1 });
        vmSeen(input, 'hv-01', 'app-01').state = 'Off';
        const one = record(input, 'hv-01');
        one.steps.push(step(one, 'hv-01', 'drain/app-01/stop'));
        input.interventions.push(one);
      },
      expect: [{ reason: 'keep-apart', inUseBy: ['app-01'] }],
    },
    {
      name: 'the other member is silent',
      host: 'web-01',
      change: (input) => {
        input.fleet.keepApart.push({ name: 'front', members: ['web-01', 'app-01'], max: 1 });
        delete input.seenAt['app-01'];
      },
      expect: [{ reason: 'keep-apart', inUseBy: ['app-01'] }],
    },
    {
      name: 'the host of the other member is silent',
      host: 'web-01',
      change: (input) => {
        input.fleet.keepApart.push({ name: 'front', members: ['web-01', 'db-01'], max: 1 });
        delete input.seenAt['hv-02'];
      },
      expect: [{ reason: 'keep-apart', inUseBy: ['db-01'] }],
    },
    {
      name: 'the other member does not run',
      host: 'web-01',
      change: (input) => {
        input.fleet.keepApart.push({ name: 'front', members: ['web-01', 'db-01'], max: 1 });
        vmSeen(input, 'hv-02', 'db-01').state = 'Off';
      },
      expect: [{ reason: 'keep-apart', inUseBy: ['db-01'] }],
    },
    {
      name: 'the patch of the other member failed',
      host: 'web-01',
      change: (input) => {
        rollout(input).rings[0]!.maxFailed = 5;
        input.fleet.keepApart.push({ name: 'front', members: ['web-01', 'hv-02'], max: 1 });
        input.interventions.push(record(input, 'hv-02', { outcome: 'failed' }));
      },
      expect: [{ reason: 'keep-apart', inUseBy: ['hv-02'] }],
    },
    {
      name: 'the other member serves',
      host: 'web-01',
      change: (input) => void input.fleet.keepApart.push({ name: 'front', members: ['web-01', 'db-01', 'hv-02'], max: 1 }),
      expect: 'pass',
    },
    {
      name: 'two may',
      host: 'web-01',
      change: (input) => {
        input.fleet.keepApart.push({ name: 'front', members: ['web-01', 'app-01', 'db-01'], max: 2 });
        input.interventions.push(record(input, 'app-01'));
      },
      expect: 'pass',
    },
    {
      name: 'both members on one host: it can never be patched, and that is said',
      change: (input) => {
        input.fleet.keepApart.push({ name: 'both', members: ['app-01', 'hv-01'], max: 1 });
      },
      expect: [{ reason: 'keep-apart', inUseBy: ['app-01', 'hv-01'] }],
    },
  ],
  fit: [
    { name: 'a host', expect: 'pass' },
    { name: 'a guest', host: 'app-01', expect: 'pass' },
    {
      name: 'a Debian host with a reboot pending',
      host: 'web-01',
      change: (input) => (input.observations['web-01']!.rebootPending = true),
      expect: 'pass',
    },
    {
      name: 'Windows with a reboot pending',
      change: (input) => (input.observations['hv-01']!.rebootPending = true),
      expect: [{ reason: 'host-unfit', why: 'it waits for a reboot from before', until: null }],
    },
    {
      name: 'servicing',
      change: (input) => (input.observations['hv-01']!.patch.servicing = 'busy'),
      expect: [{ reason: 'host-unfit', why: 'servicing is busy on it' }],
    },
    {
      name: 'a guest that is backed up',
      host: 'app-01',
      change: (input) => (vmSeen(input, 'hv-01', 'app-01').busy = true),
      expect: [{ reason: 'host-unfit', why: 'app-01 is being backed up or merged' }],
    },
    {
      name: 'a guest that nobody runs',
      host: 'app-01',
      change: (input) => (vmSeen(input, 'hv-01', 'app-01').state = 'Off'),
      expect: [{ reason: 'host-unfit', why: 'no host reports that app-01 runs' }],
    },
    {
      name: 'a guest without heartbeat',
      host: 'app-01',
      change: (input) => (vmSeen(input, 'hv-01', 'app-01').heartbeat = 'lost'),
      expect: [{ reason: 'host-unfit', why: 'app-01 has no heartbeat' }],
    },
    {
      name: 'a guest being resynchronized',
      host: 'app-01',
      change: (input) => (vmSeen(input, 'hv-01', 'app-01').replication!.state = 'Resynchronizing'),
      expect: [{ reason: 'host-unfit', why: 'the replication of app-01 is Resynchronizing' }],
    },
  ],
  capacity: [
    { name: 'room and replicas', expect: 'pass' },
    {
      name: 'no memory on the partner',
      change: (input) => (input.observations['hv-02']!.hyperV!.memory.capacity = 27 * GiB),
      // 27 less 4 of reserve and 16 of db-01
      expect: [{ reason: 'no-capacity', target: 'hv-02' as never, need: 8 * GiB, free: 7 * GiB, until: null }],
    },
    {
      name: 'just enough memory',
      change: (input) => (input.observations['hv-02']!.hyperV!.memory.capacity = 28 * GiB),
      expect: 'pass',
    },
    ...(
      [
        [
          'its relation is broken',
          (input) => (vmSeen(input, 'hv-01', 'app-01').replication!.state = 'Error'),
          'its replication is Error',
        ],
        [
          'its relation is ill',
          (input) => (vmSeen(input, 'hv-01', 'app-01').replication!.health = 'Warning'),
          'its replication health is Warning',
        ],
        [
          'its copy there is ill',
          (input) => (vmSeen(input, 'hv-02', 'app-01').replication!.health = 'Critical'),
          'its replication health is Critical',
        ],
        [
          'it has no replica',
          (input) => (vmSeen(input, 'hv-01', 'app-01').replication = null),
          'it has no replica on the partner',
        ],
        ['it is backed up', (input) => (vmSeen(input, 'hv-01', 'app-01').busy = true), 'it is being backed up or merged'],
        [
          'its copy there is merged',
          (input) => (vmSeen(input, 'hv-02', 'app-01').busy = true),
          'it is being backed up or merged',
        ],
        ['it is saved', (input) => (vmSeen(input, 'hv-01', 'app-01').state = 'Saved'), 'it is Saved'],
        ['it has no heartbeat', (input) => (vmSeen(input, 'hv-01', 'app-01').heartbeat = 'lost'), 'it has no heartbeat'],
      ] satisfies readonly (readonly [string, (input: Input) => void, string])[]
    ).map(([name, change, why]): Row => ({
      name,
      change,
      expect: [{ reason: 'cannot-drain', vm: 'app-01' as never, why, until: null }],
    })),
    {
      name: 'a VM that nobody declared runs here',
      change: (input) =>
        void input.observations['hv-01']!.hyperV!.vms.push({ ...structuredClone(vmSeen(input, 'hv-01', 'app-01')), name: 'lab' }),
      expect: [{ reason: 'cannot-drain', vm: 'lab' as never, why: 'it runs here but is not declared' }],
    },
    {
      name: 'the replica of the partner’s VM is not whole',
      change: (input) => (vmSeen(input, 'hv-01', 'db-01').replication!.state = 'Resynchronizing'),
      expect: [{ reason: 'cannot-drain', vm: 'db-01' as never, why: 'its replication is Resynchronizing' }],
    },
    {
      name: 'a VM that is off on purpose stays where it is',
      change: (input) => {
        vmSeen(input, 'hv-01', 'app-01').state = 'Off';
        vmSeen(input, 'hv-01', 'app-01').heartbeat = 'none';
      },
      expect: 'pass',
    },
    {
      name: 'nothing is drained',
      change: (input) => {
        rollout(input).before.drain = 'none';
        vmSeen(input, 'hv-01', 'app-01').replication = null;
      },
      expect: 'pass',
    },
    { name: 'a guest is not moved', host: 'app-01', expect: 'pass' },
  ],
  disk: [
    { name: 'enough', change: (input) => (input.observations['hv-01']!.systemDiskFree = 12 * GiB), expect: 'pass' },
    {
      name: 'a byte short',
      change: (input) => (input.observations['hv-01']!.systemDiskFree = 12 * GiB - 1),
      expect: [{ reason: 'disk-full', need: 12 * GiB, free: 12 * GiB - 1, until: null }],
    },
    {
      name: 'no rule',
      change: (input) => {
        input.observations['hv-01']!.systemDiskFree = 0;
        rollout(input).before.freeDisk = null;
      },
      expect: 'pass',
    },
  ],
  budget: [
    { name: 'nobody is away', host: 'app-01', expect: 'pass' },
    {
      name: 'one of the site is in maintenance',
      host: 'app-01',
      change: (input) => input.interventions.push(record(input, 'web-01')),
      expect: [
        { reason: 'budget-spent', budget: 'november-2026/all per site par', limit: 1, inUseBy: ['web-01' as never], until: null },
      ],
    },
    {
      name: 'one of the site does not answer',
      host: 'app-01',
      change: (input) => delete input.seenAt['web-01'],
      expect: [{ reason: 'budget-spent', inUseBy: ['web-01' as never] }],
    },
    {
      name: 'one of another site',
      host: 'app-01',
      change: (input) => {
        delete input.seenAt['web-01'];
        input.fleet.hosts['web-01']!.site = 'lyo' as never;
      },
      expect: 'pass',
    },
    {
      name: 'the total is spent',
      host: 'app-01',
      change: (input) => {
        rollout(input).rings[0]!.maxUnavailable = { perSite: null, total: 1 };
        delete input.seenAt['web-01'];
      },
      expect: [{ reason: 'budget-spent', budget: 'november-2026/all', limit: 1 }],
    },
    {
      name: 'two may',
      host: 'app-01',
      change: (input) => {
        rollout(input).rings[0]!.maxUnavailable = { perSite: 2, total: null };
        delete input.seenAt['web-01'];
      },
      expect: 'pass',
    },
    {
      name: 'a host does not stand in its own way',
      host: 'app-01',
      change: (input) => (input.seenAt['app-01'] = (saturday21 - hour) as never),
      expect: 'pass',
    },
    {
      name: 'one that has been dead for weeks is skipped where the ring says so',
      host: 'app-01',
      change: (input) => {
        rollout(input).rings[0]!.maxUnavailable = { perSite: null, total: 1 };
        rollout(input).rings[0]!.unreachable = 'skip';
        delete input.seenAt['web-01'];
      },
      expect: 'pass',
    },
    {
      name: 'one that fell silent at work keeps its place all the same',
      host: 'app-01',
      change: (input) => {
        rollout(input).rings[0]!.maxUnavailable = { perSite: null, total: 1 };
        rollout(input).rings[0]!.unreachable = 'skip';
        delete input.seenAt['web-01'];
        input.interventions.push(record(input, 'web-01'));
      },
      expect: [{ reason: 'budget-spent', limit: 1, inUseBy: ['web-01' as never] }],
    },
  ],
  backup: [
    {
      name: 'a VM that is drained has no backup',
      fleet: { only: 'hv-01', extra: { 'backup.yaml': veeam } },
      change: (input) => backedUp(input, { 'db-01': saturday21 }),
      expect: [{ reason: 'backup-stale', vm: 'app-01' as never, lastSuccess: null, maxAge: day }],
    },
    {
      name: 'the guest itself has one of yesterday',
      host: 'app-01',
      fleet: { only: 'app-01', extra: { 'backup.yaml': veeam } },
      change: (input) => backedUp(input, { 'app-01': saturday21 - 2 * day }),
      expect: [{ reason: 'backup-stale', vm: 'app-01' as never, maxAge: day }],
    },
    {
      name: 'the emergency lane does not wait for it',
      host: 'app-01',
      fleet: { only: 'app-01', extra: { 'backup.yaml': veeam } },
      change: (input) => {
        backedUp(input, {});
        rollout(input).lane = 'emergency';
      },
      expect: 'pass',
    },
    {
      name: 'unless its rollout asks for one itself',
      host: 'app-01',
      fleet: { only: 'app-01', extra: { 'backup.yaml': veeam } },
      change: (input) => {
        backedUp(input, {});
        rollout(input).lane = 'emergency';
        rollout(input).before.backupMaxAge = day;
      },
      expect: [{ reason: 'backup-stale', maxAge: day }],
    },
  ],
  target: [
    {
      name: 'the partner lacks a switch of a VM that is drained',
      change: (input) => {
        input.fleet.vms['app-01']!.networks = [{ switch: 'prod', vlan: null }];
        input.observations['hv-02']!.hyperV!.switches = [];
      },
      expect: [{ reason: 'target-unfit', target: 'hv-02' as never, why: 'it has no virtual switch "prod"' }],
    },
    {
      name: 'the certificate of the partner of a drain has expired',
      change: (input) => (input.observations['hv-02']!.hyperV!.certificateDaysLeft = -3),
      expect: [{ reason: 'target-unfit', target: 'hv-02' as never, why: 'its certificate for replication has expired' }],
    },
    {
      name: 'its own certificate ends in the next days',
      change: (input) => (input.observations['hv-01']!.hyperV!.certificateDaysLeft = 13),
      expect: [
        {
          reason: 'target-unfit',
          target: 'hv-01' as never,
          why: 'its certificate for replication has 13 days left, 14 are needed',
        },
      ],
    },
    {
      name: 'certificates that last long enough',
      change: (input) => (input.observations['hv-02']!.hyperV!.certificateDaysLeft = 14),
      expect: 'pass',
    },
  ],
  backOff: [
    {
      name: 'patched, taken back, and the fleet heals it',
      change: (input) => {
        input.fleet.drift.patchLevel = 'heal';
        input.interventions.push(
          record(input, 'hv-01', { outcome: 'succeeded', endedAt: (saturday21 - 20 * minute) as never, verifiedAt: saturday21 }),
        );
      },
      expect: [{ reason: 'backing-off', healed: 1, until: (saturday21 + 40 * minute) as never }],
    },
  ],
};

describe('gates', () => {
  it('each has its table', () => {
    const all = new Set([...Object.keys(tables), ...Object.keys(vmTables)]);
    assert.deepEqual([...all].sort(), gates.map((gate) => gate.name).sort());
  });

  for (const [gate, rows] of Object.entries(tables)) {
    describe(gate, () => {
      const refused = new Set<HoldReason>();
      for (const { name, host = 'hv-01', fleet, now, change, expect } of rows) {
        it(`${expect === 'pass' ? 'passes' : 'refuses'}: ${name}`, () => {
          // only this host asks for a slot, so that nothing is taken before
          const input = scene(fleet ?? { only: host }, now === undefined ? saturday21 : at(now));
          if (fleet === undefined) everybody(input);
          change?.(input);
          const holds = holdsFor(input, host).filter((one) => reasonsOf[gate]!.includes(one.reason));
          if (expect === 'pass') return assert.deepEqual(holds, []);
          assert.equal(holds.length, expect.length, JSON.stringify(holds));
          expect.forEach((wanted, i) => {
            refused.add(wanted.reason);
            assert.deepEqual({ ...holds[i], ...wanted }, holds[i]);
          });
        });
      }
      it('has refused for every reason it knows', () => {
        for (const reason of reasonsOf[gate]!) assert.ok(refused.has(reason), reason);
      });
    });
  }
});

/** All hosts are of the ring, whatever asks for a slot. */
function everybody(input: Input): void {
  rollout(input).rings[0]!.members = Object.keys(input.fleet.hosts).sort() as never;
  input.notices[0]!.hosts = Object.keys(input.fleet.hosts) as never;
}

/** What holds this host when it alone asks. */
function holdsFor(input: Input, host: string): readonly Hold[] {
  const verdict = verdictOf(alone(input, host), host);
  if (verdict.status === 'held') return verdict.holds;
  assert.equal(verdict.status, 'ready', JSON.stringify(verdict));
  return [];
}

/** Others that could ask are at their target, so that they take nothing. */
function alone(input: Input, host: string): Input {
  for (const [name, observation] of Object.entries(input.observations)) {
    if (name === host || input.interventions.some((one) => one.host === name)) continue;
    if (observation.patch.type === 'windows') observation.patch.build = '20348.9999';
  }
  return input;
}
