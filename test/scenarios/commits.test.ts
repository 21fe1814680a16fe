/** What commits do to a fleet at work: new targets, promises, removals, holds. */
import assert from 'node:assert/strict';
import { debian, type Files, fleet, hold, maintenance, november, pair, standardReplication, vm } from './fleet.ts';
import { current, currentDebian, paris, tell, type Telling } from './story.ts';

const twoRings = [
  '{ name: pilot, hosts: { ring: pilot }, soak: P1D }',
  '{ name: production, hosts: { ring: production }, maxUnavailable: { total: 2 } }',
];
const servers = ['web-01', 'web-02', 'web-03'];
const threeServers = (more: Files, settings = '') =>
  fleet({
    settings,
    hosts: servers.map((name, i) => debian(name, { ring: i === 0 ? 'pilot' : 'production' })),
    more,
  });
const onePair = (more: Files) =>
  fleet({ hosts: pair('hv-01', 'hv-02'), vms: [vm('app-01', 'hv-01', 'hv-02'), vm('db-01', 'hv-02', 'hv-01')], more });
const onceAt = (date: string) => ({
  'window.yaml': maintenance('saturday-night', { opens: `once: ${date}T20:00`, lasts: 'PT16H' }),
});
const newJq = (files: Files): Files => ({ 'rollout.yaml': files['rollout.yaml']!.replace('1.6-2.1+deb12u1', '1.6-2.1+deb12u2') });
const everyStep = (s: Telling) => s.made.interventions.flatMap((one) => one.steps.map(({ step }) => step));

describe('scenarios: commits', () => {
  tell({
    name: 'a customer postpones twice',
    why: [
      'A customer who may always say "next week" is never patched, and at the end of the month nobody knows who moved what.',
      'Early enough he may; each new date is announced anew. In the last three days he may not, and the work is done within the SLA.',
    ],
    files: onePair({ ...november({}, { severity: 'medium' }), ...onceAt('2026-11-21') }),
    course(s) {
      s.until('2026-11-17T10:00');
      assert.deepEqual(s.propose('one week later, please', onceAt('2026-11-28')), []);
      s.until('2026-11-23T10:00');
      assert.deepEqual(s.propose('and another week', onceAt('2026-12-05')), []);
      s.until('2026-12-03T10:00');
      assert.deepEqual(s.propose('not this Saturday either', onceAt('2026-12-12')), ['postpones-announced']);
      s.until('2026-12-06T12:00');
      assert.ok(s.work('hv-01')[0]!.startedAt >= paris('2026-12-05T20:00'));
      for (const name of ['hv-01', 'hv-02']) assert.deepEqual(s.outcomes(name), ['succeeded']);
      assert.ok(s.work('hv-02')[0]!.endedAt! < paris('2026-12-10T01:00'), 'within 30 days of the release');
      assert.equal(s.made.input().notices.length, 3, 'each date with a notice of its own');
    },
  });

  tell({
    name: 'a postponed date misses the SLA',
    why: [
      'That a date is too late is found in the report of next month, when nothing can be done about it.',
      'It is said where the date is written: by when it is due, when it can start, and what stands between; a Hold is told as a breach.',
    ],
    files: onePair({ ...november({}, { severity: 'medium' }), ...onceAt('2026-12-05') }),
    course(s) {
      s.until('2026-11-30T10:00');
      assert.deepEqual(s.propose('after the fair', onceAt('2026-12-12')), []);
      s.until('2026-12-11T10:00');
      assert.deepEqual(
        s.propose('the fair goes on', {
          'hold.yaml': hold('fair', { why: 'the fair goes on', until: '2026-12-14T00:00+01:00' }),
        }),
        [],
      );
      s.until('2026-12-13T10:00');
      assert.deepEqual(s.made.interventions, []);
      s.ask('hv-01');
      assert.ok(s.made.told.some(({ text }) => text.startsWith('! breach')));
      assert.ok(s.made.told.some(({ text }) => text.includes('is medium and due')));
    },
  });

  tell({
    name: 'the catalogue has a newer update by then',
    why: [
      '"Install what is approved" means what the catalogue offers at two in the morning, and that is not what was reviewed on Monday.',
      'What was merged is what is installed; a host somebody brought further is left alone, and the newer build takes a commit.',
    ],
    files: onePair(november()),
    course(s) {
      s.until('2026-11-18T09:00');
      s.happens('the vendor releases 20348.5700; somebody installs it on hv-02 by hand', (made) => {
        made.world.machines['hv-02']!.disk.patch = { type: 'windows', build: '20348.5700' };
      });
      s.until('2026-11-22T12:00');
      assert.deepEqual(s.outcomes('hv-01'), ['succeeded']);
      assert.deepEqual(s.made.world.machines['hv-01']!.disk.patch, current);
      assert.deepEqual(s.work('hv-02'), [], 'nothing goes back, nothing is done again');
      s.ask('hv-01', 'hv-02');
      assert.deepEqual(s.propose('the newer build for all', november({}, { build: '20348.5700', kb: 'KB5071000' })), []);
      assert.equal(s.state('Host/hv-01'), 'notice-running', 'announced anew');
      s.until('2026-12-06T12:00');
      assert.deepEqual(s.made.world.machines['hv-01']!.disk.patch, { type: 'windows', build: '20348.5700' });
      assert.deepEqual(s.work('hv-02'), []);
    },
  });

  tell({
    name: 'a new commit finds everybody as the old one left them',
    why: [
      'Argo CD #29410: a new commit lands while all report "Synced" for the old one, and every stage is taken for done at once.',
      'A ring is judged by what this commit asks: nobody has it yet, so production waits for the pilot as on the first day.',
    ],
    files: threeServers(november({ rings: twoRings })),
    builds: Object.fromEntries(servers.map((name) => [name, currentDebian])),
    course(s) {
      s.until('2026-11-16T12:00');
      s.ask('web-01', 'web-02');
      for (const name of servers) assert.equal(s.state(`Host/${name}`), 'in-state');
      assert.deepEqual(s.propose('the next jq', newJq(november({ rings: twoRings }))), []);
      assert.ok(s.holds('Host/web-02').includes('ring-waits'));
      s.read('web-02');
      s.until('2026-11-29T12:00');
      const [pilot, production] = ['web-01', 'web-02'].map((name) => s.work(name)[0]!);
      assert.ok(production === undefined || production.startedAt >= pilot!.verifiedAt!);
      s.until('2026-12-06T12:00');
      for (const name of servers) assert.deepEqual(s.outcomes(name), ['succeeded']);
      assert.ok(s.work('web-02')[0]!.startedAt - pilot!.verifiedAt! >= 24 * 3_600_000, 'after its soak');
    },
  });

  tell({
    name: 'an empty repository removes nothing',
    why: [
      'Argo CD #18212, #18780: a failed fetch or a renamed folder reads as an empty desired state, and pruning does the rest.',
      'Empty is an error, many removals need a word of their own, and where a file lies carries no meaning: nothing is ever removed.',
    ],
    files: threeServers(november({ rings: twoRings })),
    course(s) {
      s.until('2026-11-16T12:00');
      const empty = Object.fromEntries(Object.keys(threeServers(november({ rings: twoRings }))).map((path) => [path, null]));
      assert.deepEqual(s.propose('an empty tree', empty), ['fleet-missing', 'policy-missing']);
      assert.deepEqual(s.propose('without hosts and rollout', { 'hosts.yaml': null, 'rollout.yaml': null }), [
        'too-many-removals',
      ]);
      const moved = threeServers(november({ rings: twoRings }));
      const renamed = Object.fromEntries(
        Object.entries(moved).flatMap(
          ([path, text]) =>
            [
              [path, null],
              [`customers/tiny/${path}`, text],
            ] as const,
        ),
      );
      assert.deepEqual(s.propose('the folder is renamed', renamed), []);
      for (const name of servers) assert.equal(s.state(`Host/${name}`), 'notice-running', 'told, and no notice of its own');
      assert.equal(s.made.input().notices.length, 1);
      s.until('2026-11-29T12:00');
      for (const name of servers) assert.deepEqual(s.outcomes(name), ['succeeded']);
      assert.deepEqual([...new Set(everyStep(s))], ['install']);
    },
  });

  tell({
    name: 'a key that is not there is not an order',
    why: [
      'Fleet (device management) #32938, #30210: a key left out of the YAML is read as empty, and settings are cleared on every host.',
      'What is not written is not managed: the replica goes on, nobody takes it away, and what breaks later is only told.',
    ],
    files: fleet({
      hosts: pair('hv-01', 'hv-02'),
      vms: [vm('app-01', 'hv-01', 'hv-02', { policy: 'standard' }), vm('db-01', 'hv-02', 'hv-01', { policy: 'standard' })],
      more: { 'replication.yaml': standardReplication() },
    }),
    builds: { 'hv-01': current, 'hv-02': current },
    course(s) {
      s.until('2026-11-16T12:00');
      s.ask('app-01', 'db-01');
      const without = vm('db-01', 'hv-02', 'hv-01', { policy: 'standard' }).replace(/ {2}replica: .*\n/, '');
      const unmanaged = [vm('app-01', 'hv-01', 'hv-02'), without].join('---\n');
      assert.deepEqual(s.propose('app-01 without its policy, db-01 without its replica', { 'vms.yaml': unmanaged }), []);
      s.until('2026-11-23T12:00');
      s.ask('app-01', 'db-01');
      assert.deepEqual(everyStep(s), []);
      for (const [name, home] of [
        ['app-01', 'hv-01'],
        ['db-01', 'hv-02'],
      ] as const)
        assert.equal(s.copies(name)[home], 'Running primary Replicating', 'as it was');
      s.fault('the replication of app-01 is suspended by hand', {
        host: 'hv-01',
        kind: 'replication-suspended',
        vm: 'app-01' as never,
      });
      s.until('2026-11-30T12:00');
      s.ask('app-01');
      assert.equal(s.state('VirtualMachine/app-01'), 'needs-person');
      assert.deepEqual(everyStep(s), [], 'nobody was asked to repair it');
    },
  });

  tell({
    name: 'a commit goes back to the level of last month',
    why: [
      'Argo CD #5351, #9570: a rollback is undone by the next poll, which finds the newest commit again and applies it.',
      'The older level is in force and stays so: those already patched are left alone, nobody else starts, whatever the time brings.',
    ],
    files: threeServers(november({ rings: twoRings })),
    course(s) {
      s.reach(() => s.outcomes('web-01').includes('succeeded'));
      const back = { 'rollout.yaml': november({ rings: twoRings })['rollout.yaml']!.replace('1.6-2.1+deb12u1', '1.6-2.1') };
      assert.deepEqual(s.propose('back to the jq of October, in the middle of the night', back), ['postpones-announced']);
      s.until('2026-11-22T13:00');
      assert.deepEqual(s.propose('back to the jq of October, until we know more', back), []);
      s.ask('web-01', 'web-02');
      s.until('2026-12-20T12:00');
      assert.equal(s.made.interventions.length, 1);
      assert.deepEqual(s.made.world.machines['web-01']!.disk.patch, { ...currentDebian, suite: 'bookworm' });
      for (const name of servers) assert.equal(s.state(`Host/${name}`), 'in-state');
      s.ask('web-01');
    },
  });

  tell({
    name: 'a hold is seen, and lifted by a commit',
    why: [
      'Kargo before 1.11: what is pinned by hand looks like what is stuck, and nobody knows who to ask, or until when.',
      'The hold is the answer of explain, with who and why and until when; a later commit takes it away and work goes on.',
    ],
    files: threeServers({
      ...november({ rings: twoRings }),
      'hold.yaml': hold('year-end', { why: 'invoices are printed', until: '2026-12-31T00:00+01:00' }),
    }),
    course(s) {
      s.until('2026-11-21T21:00');
      assert.deepEqual(s.holds('Host/web-01'), ['held']);
      s.ask('web-01');
      assert.deepEqual(s.propose('printed earlier than thought', { 'hold.yaml': null }), []);
      s.until('2026-11-22T12:00');
      assert.deepEqual(s.outcomes('web-01'), ['succeeded']);
    },
  });

  tell({
    name: 'a hold without a reason, and one that runs out',
    why: [
      'Flux #4232, #4271: suspended without a reason, for ever; months later nobody dares to resume it.',
      'Without why and until a hold is refused; at its end, to the second, work goes on by itself and says that the hold is over.',
    ],
    files: threeServers(november({ rings: twoRings })),
    course(s) {
      s.until('2026-11-16T12:00');
      assert.deepEqual(s.propose('not now', { 'hold.yaml': hold('later', {}) }), ['missing-field', 'missing-field']);
      assert.deepEqual(
        s.propose('not before the invoices are printed', {
          'hold.yaml': hold('invoices', { why: 'invoices are printed', until: '2026-11-21T22:00+01:00' }),
        }),
        [],
      );
      s.until('2026-11-21T21:00');
      s.ask('web-01');
      assert.equal(s.made.plan.dueAt, paris('2026-11-21T22:00'), 'the plan wakes up by itself');
      s.until('2026-11-21T23:00');
      assert.equal(s.work('web-01')[0]!.startedAt, paris('2026-11-21T22:00'));
      s.heading();
      assert.ok(s.made.told.at(-1)!.text.includes('HOLD OVER'), 'and it says so');
    },
  });
});
