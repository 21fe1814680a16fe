/** Plans as wholes: who is let through together, what each resource is said to be, and when to look again. */
import assert from 'node:assert/strict';
import type { HostName } from '#core/model/ids.ts';
import type { Plan, PlanInput } from '#core/model/plan.ts';
import { after, day, duration, hour, instantOf, minute } from '#core/model/time.ts';
import { intentOf } from '#core/planner/intent.ts';
import { admitOne, plan } from '#core/planner/plan.ts';
import { tinyFiles, tinyFleet } from '#test/fleets.ts';
import { loaded } from '../interventions/drive.ts';
import { erp, movingFiles, policyFile, type Scenery, tested } from '../interventions/moving.ts';
import { type Draft, record, saturday21, scene, step, verdictOf } from './scene.ts';

type Input = Draft<PlanInput>;
const planned = (input: Input): Plan => plan(input as PlanInput);
const ready = (made: Plan) =>
  Object.entries(made.verdicts).flatMap(([key, verdict]) => (verdict.status === 'ready' ? [key.slice('Host/'.length)] : []));
const ring = (input: Input) => input.fleet.rollouts['november-2026']!.rings[0]!;
const at = (text: string) => instantOf(text);

describe('admit: together they keep every rule', () => {
  const rows: readonly { name: string; change: (input: Input) => void; ready: readonly string[] }[] = [
    { name: 'one of a site', change: () => {}, ready: ['app-01'] },
    {
      name: 'no budget: the pair still goes one by one',
      change: (input) => (ring(input).maxUnavailable.perSite = null),
      ready: ['app-01', 'web-01'],
    },
    {
      name: 'no guest in the rollout: one host of the pair',
      change: (input) => {
        ring(input).maxUnavailable.perSite = null;
        ring(input).members = ring(input).members.filter((host) => host !== 'app-01');
      },
      ready: ['hv-01', 'web-01'],
    },
    {
      name: 'kept apart',
      change: (input) => {
        ring(input).maxUnavailable.perSite = null;
        input.fleet.keepApart.push({ name: 'front', members: ['app-01', 'web-01'], max: 1 });
      },
      ready: ['app-01'],
    },
    {
      name: 'a total of one',
      change: (input) => (ring(input).maxUnavailable = { perSite: null, total: 1 }),
      ready: ['app-01'],
    },
    {
      name: 'one that is held takes no slot',
      change: (input) => (input.observations['app-01']!.systemDiskFree = 0),
      ready: ['hv-01'],
    },
  ];
  for (const { name, change, ready: expected } of rows) {
    it(name, () => {
      const input = scene();
      change(input);
      assert.deepEqual(ready(planned(input)), expected);
    });
  }

  it('emergency first, then ring by ring', () => {
    const input = scene();
    const normal = input.fleet.rollouts['november-2026']!;
    const urgent = structuredClone(normal);
    Object.assign(urgent, { name: 'urgent', lane: 'emergency', window: null, notice: { days: 0, postponableUntilDays: 0 } });
    urgent.rings[0]!.members = ['web-01' as HostName];
    input.fleet.rollouts['urgent'] = urgent;
    assert.deepEqual(verdictOf(input, 'web-01').status, 'held', 'people are told at once');
    input.notices.push(...structuredClone(planned(input).noticesDue as Input['notices']));
    const made = planned(input);
    const verdict = made.verdicts['Host/web-01']!;
    assert.ok(verdict.status === 'ready' && verdict.change.call === 'urgent', JSON.stringify(verdict));
    const held = made.verdicts['Host/app-01']!;
    assert.ok(
      held.status === 'held' && held.holds[0]!.reason === 'budget-spent',
      'its slot counts in the ring of the other rollout',
    );
  });

  it('a claim is judged by the same gates, on what runs by then', () => {
    const input = scene();
    ring(input).maxUnavailable = { perSite: null, total: 1 };
    assert.equal(admitOne(input as PlanInput, 'Host/web-01').status, 'ready');
    input.interventions.push(record(input, 'app-01'));
    assert.equal(admitOne(input as PlanInput, 'Host/web-01').status, 'held');
    assert.equal(admitOne(input as PlanInput, 'Host/nobody').status, 'unknown');
  });
});

describe('notices', () => {
  it('are due once, for everybody who waits, with the first start that then fits', () => {
    const input = scene({}, at('2026-11-13T12:00+01:00'));
    input.notices = [];
    const [notice, ...others] = planned(input).noticesDue;
    assert.deepEqual(others, []);
    assert.deepEqual(notice?.hosts, ['app-01', 'hv-01', 'hv-02', 'web-01']);
    assert.equal(notice?.from, at('2026-11-21T20:00+01:00'));
    input.notices = structuredClone([notice!]) as Input['notices'];
    assert.deepEqual(planned(input).noticesDue, []);
  });

  it('start at the end of the notice when the window is open then', () => {
    const input = scene({}, at('2026-11-14T21:00+01:00'));
    input.notices = [];
    assert.equal(planned(input).noticesDue[0]!.from, at('2026-11-21T21:00+01:00'));
  });

  it('are not given for what is not reviewed, nor for hosts at their target or given up', () => {
    const input = scene();
    input.notices = [];
    input.interventions.push(record(input, 'web-01', { outcome: 'failed' }));
    const windows = input.observations['hv-01']!.patch;
    if (windows.type === 'windows') windows.build = '20348.5622';
    assert.deepEqual(planned(input).noticesDue[0]!.hosts, ['app-01', 'hv-02']);
    input.review = 'unknown';
    assert.deepEqual(planned(input).noticesDue, []);
  });
});

describe('intent', () => {
  const rollout = tinyFiles['rollout.yaml']!;
  const intent = (overrides: Readonly<Record<string, string>>) => intentOf(loaded(tinyFleet(overrides)));
  const same = intent({});
  const changing: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'another target': { 'rollout.yaml': rollout.replace('20348.5622', '20348.5700') },
    'another package version': { 'rollout.yaml': rollout.replace('deb12u1', 'deb12u2') },
    'another attempt': { 'rollout.yaml': rollout.replace('  baseline: 2026-11\n', '  baseline: 2026-11\n  attempt: 2\n') },
    'no drain': { 'rollout.yaml': rollout.replace('drain: planned-failover', 'drain: none') },
    'the line moves': { 'rollout.yaml': `# a word before\n${rollout}` },
    'a host leaves the ring': {
      'hosts.yaml': tinyFiles['hosts.yaml']!.replace(/ring: all }\n {2}agent: { enrol/, 'ring: none }\n  agent: { enrol'),
    },
    'other rings': {
      'rollout.yaml': rollout.replace(
        '    - { name: all, hosts: { ring: all }',
        '    - { name: first, hosts: { ring: first } }\n    - { name: all, hosts: { ring: all }',
      ),
      'hosts.yaml': tinyFiles['hosts.yaml']!.replace(/ring: all }\n {2}agent: { enrol/, 'ring: first }\n  agent: { enrol'),
    },
  };
  for (const [name, overrides] of Object.entries(changing))
    it(`changes: ${name}`, () => assert.notEqual(intent(overrides), same));

  const keeping: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a comment in another file': { 'window.yaml': `# words\n${tinyFiles['window.yaml']!}` },
    'a comment after the lines that count': { 'rollout.yaml': `${rollout}# words\n` },
    'another budget': { 'rollout.yaml': rollout.replace('perSite: 1', 'perSite: 2') },
    'acceptPlan itself': { 'rollout.yaml': rollout.replace('  onFailure:', `  acceptPlan: ${'a'.repeat(64)}\n  onFailure:`) },
  };
  for (const [name, overrides] of Object.entries(keeping)) it(`stays: ${name}`, () => assert.equal(intent(overrides), same));

  const moving = (scenery: Scenery) => intentOf(loaded(movingFiles(scenery)));
  const plain = moving({});
  const work: Readonly<Record<string, Scenery>> = {
    'a migration': { migration: erp() },
    'another method': { migration: erp({ method: 'export-import' }) },
    'another frequency': { policy: policyFile.replace('PT5M', 'PT15M') },
    'tests of replicas': { policy: tested(policyFile) },
    'another attempt': { policy: `${policyFile}  attempt: 2\n` },
  };
  it('changes with what is done to VMs, each in its own way', () => {
    const all = Object.values(work).map(moving);
    assert.equal(new Set([plain, ...all]).size, all.length + 1);
  });
  it('stays when only a limit changes', () => {
    assert.equal(moving({ policy: policyFile.replace('maxAtOnce: 2', 'maxAtOnce: 1') }), plain);
  });
});

describe('verdicts', () => {
  const rows: readonly { name: string; of?: string; change: (input: Input) => void; status: string; says: RegExp }[] = [
    {
      name: 'never seen',
      change: (input) => delete input.seenAt['hv-01'],
      status: 'unknown',
      says: /has not checked in since the controller started/,
    },
    {
      name: 'at its target',
      change: (input) => Object.assign(input.observations['hv-01']!.patch, { build: '20348.5622' }),
      status: 'in-state',
      says: /at 20348.5622/,
    },
    {
      name: 'at its target, seen too long ago',
      change: (input) => {
        Object.assign(input.observations['hv-01']!.patch, { build: '20348.5622' });
        input.seenAt['hv-01'] = (saturday21 - hour) as never;
      },
      status: 'unknown',
      says: /too old/,
    },
    {
      name: 'of no rollout',
      change: (input) => (ring(input).members = []),
      status: 'in-state',
      says: /no rollout asks for anything/,
    },
    {
      name: 'of a rollout without its product, and of another',
      change: (input) => {
        const other = structuredClone(input.fleet.rollouts['november-2026']!);
        Object.assign(other, { name: 'a-first', baseline: 'empty' });
        input.fleet.rollouts['a-first'] = other;
        input.fleet.baselines['empty'] = { ...structuredClone(input.fleet.baselines['2026-11']!), products: {} };
        Object.assign(input.observations['hv-01']!.patch, { build: '20348.5622' });
      },
      status: 'in-state',
      says: /at 20348.5622/,
    },
    {
      name: 'another product answers',
      change: (input) => (input.observations['hv-01']!.product = 'windows-server-2025'),
      status: 'needs-person',
      says: /declared windows-server-2022, but windows-server-2025 answers/,
    },
    {
      name: 'another build answers',
      change: (input) => Object.assign(input.observations['hv-01']!.patch, { build: '26100.1' }),
      status: 'needs-person',
      says: /cannot be compared/,
    },
    {
      name: 'failed',
      change: (input) => input.interventions.push(record(input, 'hv-01', { outcome: 'failed', why: 'x' })),
      status: 'needs-person',
      says: /failed: x.*raise attempt to 2/,
    },
    {
      name: 'rolled back',
      change: (input) => input.interventions.push(record(input, 'hv-01', { outcome: 'rolled-back', why: 'x' })),
      status: 'needs-person',
      says: /rolled back: x/,
    },
    {
      name: 'taken back by somebody',
      change: (input) => input.interventions.push(record(input, 'hv-01', { outcome: 'succeeded' })),
      status: 'needs-person',
      says: /somebody took it back/,
    },
    {
      name: 'failed at another target',
      change: (input) => input.interventions.push(record(input, 'hv-01', { outcome: 'failed', target: '0'.repeat(64) as never })),
      status: 'held',
      says: /budget-spent/,
    },
    {
      name: 'abandoned',
      change: (input) => input.interventions.push(record(input, 'hv-01', { outcome: 'abandoned' })),
      status: 'held',
      says: /budget-spent/,
    },
    {
      name: 'at work',
      change: (input) => {
        const one = record(input, 'hv-01');
        one.steps.push(step(one, 'hv-01', 'drain/app-01/stop', { state: 'started', endedAt: null }));
        input.interventions.push(one);
      },
      status: 'running',
      says: /"step":"drain\/app-01\/stop"/,
    },
    {
      name: 'a step of unknown end',
      change: (input) => {
        const one = record(input, 'hv-01');
        one.steps.push(step(one, 'hv-01', 'install', { state: 'unknown', detail: 'the agent died' }));
        input.interventions.push(one);
      },
      status: 'needs-person',
      says: /nobody can tell whether install took effect on hv-01.*atlas resolve tiny\/hv-01\/november-2026.hv-01.1\/install#1/,
    },
    {
      name: 'a void step is asked again',
      change: (input) => {
        const one = record(input, 'hv-01');
        one.steps.push(step(one, 'hv-01', 'drain/app-01/stop', { state: 'void' }));
        input.interventions.push(one);
      },
      status: 'running',
      says: /"type":"offer".*"step":"drain\/app-01\/stop"/,
    },
    {
      name: 'a step that ended after its host was last seen: nothing follows from old facts',
      change: (input) => {
        const one = record(input, 'hv-01');
        one.steps.push(step(one, 'hv-01', 'drain/app-01/stop', { endedAt: input.now as never }));
        input.interventions.push(one);
      },
      status: 'running',
      says: /"type":"wait","for":"app-01: waiting for fresh facts from hv-01"/,
    },
    {
      name: 'a step of which only the other host knows more',
      change: (input) => {
        const one = record(input, 'hv-01');
        one.steps.push(step(one, 'hv-01', 'drain/app-01/stop'));
        input.interventions.push(one);
        input.seenAt['hv-02'] = (saturday21 - hour) as never;
      },
      status: 'running',
      says: /waiting for fresh facts from hv-02/,
    },
    ...(['install', 'reboot'] as const).map((next) => ({
      name: `a VM that somebody started on the drained host, before the ${next}`,
      change: (input: Input) => {
        const one = record(input, 'hv-01');
        one.steps.push(step(one, 'hv-02', 'drain/app-01/start'));
        if (next === 'reboot')
          one.steps.push(step(one, 'hv-01', 'install', { before: { type: 'windows', build: '20348.5000' } }));
        input.interventions.push(one);
        const [here, there] = ['hv-01', 'hv-02'].map((name) =>
          input.observations[name]!.hyperV!.vms.find((vm) => vm.name === 'app-01')!,
        );
        input.observations['hv-01']!.hyperV!.vms.push({ ...structuredClone(here!), name: 'lab', replication: null });
        Object.assign(here!, { state: 'Off', replication: { ...here!.replication, mode: 'replica' } });
        Object.assign(there!, { state: 'Running', heartbeat: 'ok', replication: { ...there!.replication, mode: 'primary' } });
      },
      status: 'needs-person',
      says: new RegExp(`lab runs on hv-01, and ${next} would cut it off`),
    })),
    {
      name: 'its commit cannot be read',
      change: (input) => input.interventions.push(record(input, 'hv-01', { commit: 'd'.repeat(40) as never })),
      status: 'needs-person',
      says: /cannot be read/,
    },
    {
      name: 'a VM at home',
      of: 'app-01',
      change: (input) => delete input.fleet.hosts['app-01'],
      status: 'in-state',
      says: /on hv-01, replicating to hv-02/,
    },
  ];
  for (const { name, of = 'hv-01', change, status, says } of rows) {
    it(name, () => {
      const input = scene();
      change(input);
      const verdict = verdictOf(input, of);
      assert.equal(verdict.status, status, JSON.stringify(verdict));
      assert.match(JSON.stringify(verdict), says);
    });
  }

  const vms: readonly { name: string; change: (input: Input) => void; status: string; says: RegExp }[] = [
    { name: 'at home', change: () => {}, status: 'in-state', says: /on hv-02, replicating to hv-01/ },
    { name: 'off', change: (input) => (copy(input, 'hv-02').state = 'Off'), status: 'needs-person', says: /it is Off on hv-02/ },
    { name: 'twice', change: (input) => (copy(input, 'hv-01').state = 'Running'), status: 'needs-person', says: /split brain/ },
    {
      name: 'away from home',
      change: (input) => {
        copy(input, 'hv-01').state = 'Running';
        copy(input, 'hv-02').state = 'Off';
      },
      status: 'needs-person',
      says: /it runs on hv-01, its home is hv-02/,
    },
    {
      name: 'not there',
      change: (input) => (input.observations['hv-02']!.hyperV!.vms = []),
      status: 'needs-person',
      says: /hv-02 does not have it/,
    },
    {
      name: 'not replicated',
      change: (input) => (copy(input, 'hv-02').replication = null),
      status: 'needs-person',
      says: /not replicated/,
    },
    {
      name: 'ill',
      change: (input) => (copy(input, 'hv-02').replication!.health = 'Critical'),
      status: 'needs-person',
      says: /health Critical/,
    },
    {
      name: 'its host is silent',
      change: (input) => (input.seenAt['hv-02'] = (saturday21 - hour) as never),
      status: 'unknown',
      says: /hv-02 has not reported recently/,
    },
    {
      name: 'its replica host is silent',
      change: (input) => (input.seenAt['hv-01'] = (saturday21 - hour) as never),
      status: 'unknown',
      says: /hv-01 has not reported recently/,
    },
    {
      name: 'its host is at work',
      change: (input) => {
        const one = record(input, 'hv-02');
        one.steps.push(step(one, 'hv-02', 'drain/db-01/stop', { state: 'started', endedAt: null }));
        input.interventions.push(one);
      },
      status: 'running',
      says: /hv-02 is being patched/,
    },
  ];
  const copy = (input: Input, host: string) => input.observations[host]!.hyperV!.vms.find((one) => one.name === 'db-01')!;
  for (const { name, change, status, says } of vms) {
    it(`of a VM: ${name}`, () => {
      const input = scene();
      change(input);
      const verdict = planned(input).verdicts['VirtualMachine/db-01']!;
      assert.equal(verdict.status, status, JSON.stringify(verdict));
      assert.match(JSON.stringify(verdict), says);
    });
  }

  it('what was begun on a host goes on when a later commit forgets the host', () => {
    const input = scene();
    const one = record(input, 'web-01', { commit: 'd'.repeat(40) as never });
    one.steps.push(step(one, 'web-01', 'install', { before: { type: 'debian', packages: { jq: '1.6-2.1' } } }));
    input.interventions.push(one);
    input.earlier['d'.repeat(40)] = structuredClone(input.fleet);
    delete input.fleet.hosts['web-01'];
    ring(input).members = ring(input).members.filter((host) => host !== 'web-01');
    assert.equal(verdictOf(input, 'web-01').status, 'running');
  });
});

describe('when to look again', () => {
  const dueAt = (input: Input) => planned(input).dueAt;
  const rows: readonly { name: string; now?: string; change: (input: Input) => void; due: number | null }[] = [
    { name: 'a window that opens', now: '2026-11-21T12:00+01:00', change: () => {}, due: at('2026-11-21T20:00+01:00') },
    {
      name: 'a notice that runs out',
      now: '2026-11-20T12:00+01:00',
      change: (input) => (input.notices[0]!.givenAt = at('2026-11-13T18:00+01:00')),
      due: at('2026-11-20T18:00+01:00'),
    },
    // the pair needs 165 min, the guest less
    { name: 'the last instant at which the neediest fits', change: () => {}, due: at('2026-11-22T09:15+01:00') + 1 },
    {
      name: 'the cutoff',
      change: (input) => (input.fleet.windows['saturday-night']!.cutoff = (14 * hour) as never),
      due: at('2026-11-21T22:00+01:00'),
    },
    {
      name: 'the last instant at which the guest fits before a freeze',
      change: (input) => input.fleet.freezes.push(freeze('2026-11-21T23:30+01:00', '2026-12-01T00:00Z')),
      // run 48 min, verify and revert 30
      due: at('2026-11-21T22:12+01:00') + 1,
    },
    {
      name: 'a freeze that ends',
      change: (input) => input.fleet.freezes.push(freeze('2026-11-21T20:30+01:00', '2026-11-21T21:30+01:00')),
      due: at('2026-11-21T21:30+01:00'),
    },
    {
      name: 'a step that is late',
      change: (input) => {
        const one = record(input, 'web-01');
        one.steps.push(step(one, 'web-01', 'install', { state: 'started', endedAt: null, startedAt: saturday21 }));
        input.interventions.push(one);
      },
      due: saturday21 + 90 * minute,
    },
    {
      name: 'a verification that gives up',
      change: (input) => {
        input.observations['web-01']!.probes['site'] = 'failed';
        const one = record(input, 'web-01');
        one.steps.push(step(one, 'web-01', 'install'));
        input.interventions.push(one);
      },
      due: saturday21 - 2 * minute + 20 * minute,
    },
  ];
  for (const { name, now, change, due } of rows) {
    it(name, () => {
      const input = scene({}, now === undefined ? saturday21 : at(now));
      change(input);
      assert.equal(dueAt(input), due);
    });
  }

  it('wakeAt also counts facts going stale, a millisecond after their limit', () => {
    const input = scene();
    assert.equal(planned(input).wakeAt, after(saturday21, duration(input.fleet.factsMaxAge - minute + 1)));
  });

  it('nothing to wait for: never', () => {
    const input = scene();
    ring(input).members = [];
    assert.equal(dueAt(input), null);
    assert.equal(plan({ ...(input as PlanInput), now: after(saturday21, day) }).wakeAt, null, 'what is stale stays so');
  });
});

function freeze(from: string, to: string): Input['fleet']['freezes'][number] {
  return {
    name: 'f',
    from: at(from),
    to: at(to),
    scope: { sites: [], hosts: [] },
    why: '',
    origin: { file: '', line: 1, lines: {} },
  };
}
