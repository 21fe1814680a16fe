/** `--observations`: what it takes, what it completes, and how it says what is wrong with it. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { loadFleet } from '#core/declarations/load.ts';
import { goalDigest } from '#core/interventions/goals.ts';
import { noticeSubjectOf } from '#core/interventions/notice-subject.ts';
import { commitId, type HostName } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import type { PlanInput, Verdict } from '#core/model/plan.ts';
import { instantOf } from '#core/model/time.ts';
import { readFacts } from '#controller/cli/observations-file.ts';
import { tinyFiles, tinyFleet } from '#test/fleets.ts';
import { atlasHere, project, scratch } from './atlas.ts';

const saturday = '2026-11-21T20:30:00+01:00';
const fleet = loadFleet(tinyFleet()).fleet!;
const planned = { fleet, commit: commitId('c'.repeat(40)) };

const report = (build: string): Observation => ({
  product: 'windows-server-2022',
  bootId: 'boot',
  patch: { type: 'windows', build, servicing: 'idle' },
  rebootPending: false,
  systemDiskFree: 2 ** 40,
  services: { vmms: 'running' },
  probes: {},
  hyperV: null,
});
const observations = { 'app-01': report('20348.5020') };

describe('a file of observations', function () {
  this.timeout(30_000);
  let dir: string;
  let remove: () => Promise<void>;
  beforeEach(async () => ({ dir, remove } = await scratch()));
  afterEach(() => remove());

  const file = async (content: unknown): Promise<string> => {
    const path = join(dir, 'observations.json');
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const facts = async (content: unknown) => readFacts(await file(content), planned);

  it('says in people’s words what is known, and the declarations complete it', async () => {
    const read = await facts({
      at: saturday,
      observations,
      seenAt: { 'app-01': '2026-11-21T20:28:00+01:00' },
      notices: [{ call: 'november-2026', givenAt: '2026-11-13T12:00:00+01:00' }],
      interventions: [
        {
          call: 'november-2026',
          host: 'app-01',
          startedAt: '2026-11-21T20:05:00+01:00',
          steps: [
            {
              step: 'install',
              kind: 'update.install',
              state: 'done',
              claimedAt: '2026-11-21T20:05:00+01:00',
              endedAt: '2026-11-21T20:20:00+01:00',
            },
            { step: 'reboot', kind: 'host.reboot', state: 'claimed', claimedAt: '2026-11-21T20:21:00+01:00' },
          ],
        },
      ],
      stops: [{ by: 'ines', why: 'storage alarm', at: '2026-11-21T20:25:00+01:00' }],
    });
    assert.equal(read.at, instantOf(saturday));
    assert.deepEqual(read.seenAt, { 'app-01': instantOf('2026-11-21T20:28:00+01:00') });
    assert.deepEqual(read.notices, [
      {
        call: 'november-2026',
        subject: noticeSubjectOf(fleet, fleet.rollouts['november-2026']!.name, 'app-01' as HostName),
        hosts: ['app-01', 'hv-01', 'hv-02', 'web-01'],
        givenAt: instantOf('2026-11-13T12:00:00+01:00'),
        from: instantOf('2026-11-21T20:00:00+01:00'),
      },
    ]);
    const [work] = read.interventions;
    assert.deepEqual(
      [work!.id, work!.kind, work!.commit, work!.attempt, work!.outcome],
      ['november-2026.app-01.1', 'patch-guest', planned.commit, 1, null],
    );
    assert.equal(work!.target, goalDigest(fleet.baselines['2026-11']!.products['windows-server-2022']!));
    assert.deepEqual(
      work!.steps.map(({ action, state, startedAt, endedAt }) => [action, state, startedAt, endedAt]),
      [
        [
          'tiny/app-01/november-2026.app-01.1/install#1',
          'done',
          instantOf('2026-11-21T20:05:00+01:00'),
          instantOf('2026-11-21T20:20:00+01:00'),
        ],
        ['tiny/app-01/november-2026.app-01.1/reboot#1', 'claimed', null, null],
      ],
    );
    assert.deepEqual(read.stops[0], {
      id: 'stop-1',
      hosts: null,
      by: 'ines',
      why: 'storage alarm',
      at: instantOf('2026-11-21T20:25:00+01:00'),
      holdAll: false,
    });
  });

  it('tells of hosts that nobody declared: they are left out', async () => {
    const read = await facts({ observations: { ...observations, stranger: report('20348.1') } });
    assert.deepEqual([Object.keys(read.observations), read.undeclared], [['app-01'], ['stranger']]);
  });

  it('takes instants of backups as people write them', async () => {
    const backups = { nightly: { paused: [], running: false, lastSuccess: { 'app-01': '2026-11-21T02:00:00+01:00' } } };
    const read = await facts({ observations: { 'app-01': { ...observations['app-01'], backups } } });
    assert.equal(read.observations['app-01']!.backups!['nightly']!.lastSuccess['app-01'], instantOf('2026-11-21T02:00:00+01:00'));
  });

  const wrong: readonly { readonly name: string; readonly content: unknown; readonly says: RegExp }[] = [
    { name: 'no JSON', content: '{ "observations": ', says: /is no JSON: / },
    { name: 'a list', content: [], says: /# is no object with observations/ },
    { name: 'no observations', content: {}, says: /#\/observations must be an object/ },
    {
      name: 'a field that nobody knows',
      content: { observations, observation: {} },
      says: /#\/observation is not known; did you mean "observations"\?/,
    },
    {
      name: 'a report that lacks a part',
      content: { observations: { 'app-01': { ...observations['app-01'], patch: { type: 'windows', build: '20348.1' } } } },
      says: /#\/observations\/app-01\/patch lacks "servicing"/,
    },
    {
      name: 'a report with another part',
      content: { observations: { 'app-01': { ...observations['app-01'], bootID: 'x' } } },
      says: /#\/observations\/app-01 has an unknown field "bootID"; did you mean "bootId"\?/,
    },
    {
      name: 'a state that is none',
      content: { observations: { 'app-01': { ...observations['app-01'], services: { vmms: 'up' } } } },
      says: /#\/observations\/app-01\/services\/vmms must be one of: running, stopped, unknown/,
    },
    {
      name: 'an instant without a zone',
      content: { observations, seenAt: { 'app-01': '2026-11-21T20:28:00' } },
      says: /#\/seenAt\/app-01 "2026-11-21T20:28:00" is no instant: write it with its zone, like 2026-12-05T19:30:00\+01:00/,
    },
    {
      name: 'a report from the future',
      content: { at: saturday, observations, seenAt: { 'app-01': '2026-11-21T23:00:00+01:00' } },
      says: /#\/seenAt\/app-01 is after "at"/,
    },
    {
      name: 'work that nothing calls for',
      content: { observations, interventions: [{ call: 'october', host: 'app-01', startedAt: saturday }] },
      says: /#\/interventions\/0 nothing that is declared calls for it \("october"\): say target/,
    },
    {
      name: 'work on a VM without its kind',
      content: { observations, interventions: [{ call: 'x', host: 'hv-01', vm: 'app-01', startedAt: saturday }] },
      says: /#\/interventions\/0 is about a VM: say kind/,
    },
    {
      name: 'a notice of what nobody declared',
      content: { observations, notices: [{ call: 'october', givenAt: saturday }] },
      says: /#\/notices\/0 "october" is not declared: say hosts and subject/,
    },
    {
      name: 'a stop without a reason',
      content: { observations, stops: [{ by: 'ines', at: saturday }] },
      says: /#\/stops\/0 lacks "why"/,
    },
    {
      name: 'many things at once',
      content: { observations: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`h-${i}`, {}])) },
      says: /#\/observations\/h-0 lacks [\s\S]*#\/observations\/h-4 lacks [\s\S]*and 4 more problems/,
    },
    {
      name: 'what atlas plan --json prints, with a fault in it',
      content: { plan: {}, input: { now: 1, observations: { 'app-01': {} } } },
      says: /#\/input\/observations\/app-01 lacks/,
    },
  ];
  for (const { name, content, says } of wrong) {
    it(`is refused with its place: ${name}`, async () => {
      await assert.rejects(facts(content), (error: Error & { code?: string; exit?: string; remedy?: string }) => {
        assert.match(error.message, says);
        assert.deepEqual([error.code, error.exit], ['bad-observations', 'usage']);
        assert.match(error.remedy ?? '', /schemas\/observations\/v1\/observations\.schema\.json/);
        return true;
      });
    });
  }

  it('follows its published schema, which refuses what the command refuses', async () => {
    const path = join(project, 'schemas/observations/v1/observations.schema.json');
    const { $schema: _, ...schema } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    const valid = new Ajv({ discriminator: true, strict: false, validateFormats: false }).compile(schema);
    assert.ok(
      valid({ at: saturday, observations, notices: [{ call: 'november-2026', givenAt: saturday }] }),
      JSON.stringify(valid.errors),
    );
    assert.ok(!valid({ observations: { 'app-01': {} } }));
    assert.ok(!valid({ observations, extra: 1 }));
  });

  describe('on the command line', () => {
    const checkout = async (): Promise<string> => {
      for (const [path, content] of Object.entries(tinyFiles)) await writeFile(join(dir, path), content);
      return dir;
    };
    const plan = async (content: unknown, ...args: readonly string[]) => {
      const where = await checkout();
      const ended = await atlasHere(['plan', where, '--observations', await file(content), '--json', ...args], {});
      assert.equal(ended.exit, 0, ended.err);
      return { ...(JSON.parse(ended.out) as { input: PlanInput; plan: { verdicts: Record<string, Verdict> } }), err: ended.err };
    };
    const told = [{ call: 'november-2026', givenAt: '2026-11-13T12:00:00+01:00' }];
    const seenAt = { 'app-01': '2026-11-21T20:28:00+01:00' };
    const reasons = (verdict: Verdict | undefined) =>
      verdict?.status === 'held' ? verdict.holds.map(({ reason }) => reason) : [];

    it('plans at the instant of the file, and at that of --at with reports as old as they were', async () => {
      const then = await plan({ at: saturday, observations, seenAt, notices: told });
      assert.equal(then.input.now, instantOf(saturday));
      assert.equal(then.input.seenAt['app-01'], instantOf(seenAt['app-01']));
      const later = await plan({ at: saturday, observations, seenAt, notices: told }, '--at', '2026-11-28T21:00:00+01:00');
      assert.equal(later.input.now - later.input.seenAt['app-01']!, 120_000);
      // a file that does not say which instant it is about means the very times it names
      const stale = await plan({ observations, seenAt, notices: told }, '--at', '2026-11-21T21:00:00+01:00');
      assert.deepEqual(reasons(stale.plan.verdicts['Host/app-01']).includes('facts-stale'), true);
    });

    it('without a notice work is held, with a stop as well; hosts that do not report are not known', async () => {
      const untold = await plan({ at: saturday, observations, seenAt });
      assert.ok(reasons(untold.plan.verdicts['Host/app-01']).includes('notice-not-given'));
      const stopped = await plan({
        at: saturday,
        observations,
        notices: told,
        stops: [{ by: 'ines', why: 'alarm', at: saturday }],
      });
      const held = reasons(stopped.plan.verdicts['Host/app-01']);
      assert.ok(held.includes('stopped') && !held.includes('notice-not-given'), held.join());
      assert.equal(stopped.plan.verdicts['Host/web-01']?.status, 'unknown');
    });

    it('work under way is told, under the commit it began with as far as that is known here', async () => {
      const interventions = [
        { call: 'november-2026', host: 'app-01', startedAt: '2026-11-21T20:05:00+01:00', commit: 'd'.repeat(40) },
      ];
      const { plan: made, input, err } = await plan({ at: saturday, observations, notices: told, interventions });
      assert.equal(made.verdicts['Host/app-01']?.status, 'running');
      assert.match(err, /ddddddd, under which work began, cannot be read here/);
      assert.equal(input.interventions[0]!.commit, input.commit);
    });
  });
});
