/** What people were told holds: told a week before Saturday 21 November 20:00, postponable until three days before. */
import assert from 'node:assert/strict';
import { judgeNotice } from '#core/diff/notices.ts';
import { noticeSubjectOf } from '#core/interventions/notice-subject.ts';
import type { Fleet } from '#core/model/fleet.ts';
import type { CallName, HostName } from '#core/model/ids.ts';
import type { Notice } from '#core/model/plan.ts';
import { instantOf } from '#core/model/time.ts';
import { type Edits, wide, wideFiles } from './wide.ts';

const saturday = instantOf('2026-11-21T20:00+01:00');
const told = instantOf('2026-11-13T12:00+01:00');
/** Outside and inside of the three days, and while the window is open. */
const tuesday = '2026-11-17T12:00+01:00';
const thursday = '2026-11-19T12:00+01:00';
const inWindow = '2026-11-21T22:00+01:00';
const sunday = '2026-11-22T12:00+01:00';

const before = wide();

function noticeOf(fleet: Fleet, call: string, members: readonly string[], givenAt = told): Notice {
  const hosts = members as readonly HostName[];
  return {
    call: call as CallName,
    subject: noticeSubjectOf(fleet, call as CallName, hosts[0]!)!,
    hosts,
    givenAt,
    from: saturday,
  };
}

const notices = [
  noticeOf(before, 'november-2026', ['app-01', 'hv-01', 'hv-02', 'web-01']),
  noticeOf(before, 'to-lyon', ['db-01']),
  noticeOf(before, 'standard', ['app-01']),
];

const laterBuild: Edits = { 'rollout.yaml': [['20348.5622', '20348.5700']] };
const sundays: Edits = { 'rollout.yaml': [['window: saturday-night', 'window: sunday-night']] };
const addFreeze: Edits = {
  'freeze-2.yaml':
    'apiVersion: atlas/v1\nkind: Freeze\nmetadata: { name: audit }\nspec: { from: 2026-11-21T00:00+01:00, to: 2026-11-23T00:00+01:00, why: audit }\n',
};
const addHold: Edits = {
  'hold-2.yaml':
    'apiVersion: atlas/v1\nkind: Hold\nmetadata: { name: storage }\nspec: { scope: { hosts: [hv-01] }, who: ines, why: storage alarm, until: 2026-11-30T00:00+01:00 }\n',
};
const notDeclared = (file: string, name: string): Edits => ({
  [file]: wideFiles[file]!.split('---\n')
    .filter((one) => !one.includes(`{ name: ${name} }`))
    .join('---\n'),
});

const cases: readonly {
  readonly name: string;
  readonly edits: Edits;
  readonly at: string;
  readonly refused?: RegExp;
}[] = [
  { name: 'nothing changes', edits: {}, at: thursday },
  { name: 'another window while it may be postponed', edits: sundays, at: tuesday },
  {
    name: 'another window in the last three days',
    edits: sundays,
    at: thursday,
    refused:
      /^postpones-announced rollout\.yaml:\d+ november-2026 was announced to 4 hosts \(app-01, hv-01, hv-02 and web-01\) for Sat 21 Nov 2026 20:00 and may not be postponed since Wed 18 Nov 2026 20:00; this commit puts it off to Sun 29 Nov 2026 20:00 \(window saturday-night → sunday-night, with a notice of its own\)/,
  },
  { name: 'another window while the announced one is open', edits: sundays, at: inWindow, refused: /^postpones-announced/ },
  { name: 'another window once it has closed', edits: sundays, at: sunday },
  { name: 'another target while it may be postponed', edits: laterBuild, at: tuesday },
  {
    name: 'another target in the last three days, which would be announced anew',
    edits: laterBuild,
    at: thursday,
    refused: /^postpones-announced rollout\.yaml:1 .*puts it off to Sat 28 Nov 2026 20:00 \(baseline 2026-11 changes/,
  },
  {
    name: 'the window itself moves, for all that work in it',
    edits: { 'window.yaml': [['at: "20:00"', 'at: "21:00"']] },
    at: thursday,
    refused:
      /^postpones-announced window\.yaml:1 november-2026[\s\S]*postpones-announced window\.yaml:1 standard[\s\S]*postpones-announced window\.yaml:1 to-lyon/,
  },
  {
    name: 'more days of notice than there are left',
    edits: { 'rollout.yaml': [['  rings:', '  notice: { days: 14, postponableUntilDays: 3 }\n  rings:']] },
    at: thursday,
    refused: /^postpones-announced rollout\.yaml:\d+ .*puts it off to Sat 28 Nov 2026 20:00 \(notice 7 d → 14 d\)/,
  },
  {
    name: 'the rollout is removed',
    edits: notDeclared('rollout.yaml', 'november-2026'),
    at: thursday,
    refused: /^withdraws-announced rollout\.yaml:\d+ .*this commit takes it back \(november-2026 is removed\)/,
  },
  { name: 'the rollout is removed in time', edits: notDeclared('rollout.yaml', 'november-2026'), at: tuesday },
  {
    name: 'the migration is removed',
    edits: { 'migration.yaml': null },
    at: thursday,
    refused: /^withdraws-announced migration\.yaml:1 to-lyon was announced to 1 VM \(db-01\)/,
  },
  {
    name: 'the migration goes elsewhere',
    edits: { 'migration.yaml': [['to: { host: lyo-01 }', 'to: { host: lyo-02 }']] },
    at: thursday,
    refused: /^postpones-announced migration\.yaml:\d+ to-lyon .*\(what is to be done changes/,
  },
  {
    name: 'a VM follows its policy no more',
    edits: { 'vms.yaml': [['policy: standard', 'frequency: PT15M']] },
    at: thursday,
    refused: /^withdraws-announced replication\.yaml:1 standard .*\(it names app-01 no more\)/,
  },
  {
    name: 'one host is taken out of the rings',
    edits: { 'hosts.yaml': [['product: debian-12\n  labels: { ring: all }', 'product: debian-12\n  labels: { ring: none }']] },
    at: thursday,
    refused: /^withdraws-announced rollout\.yaml:\d+ november-2026 was announced to 1 host \(web-01\)/,
  },
  {
    name: 'one host is retired: the machine is gone',
    edits: { 'hosts.yaml': [['runsOn: { vm: app-01 }', 'runsOn: { vm: app-01 }\n  retired: sold']] },
    at: thursday,
  },
  {
    name: 'a host is renamed: it was told under its old name',
    edits: {
      'hosts.yaml': [
        ['{ name: hv-01 }\nspec:\n', '{ name: hv-09 }\nspec:\n  formerly: hv-01\n'],
        ['partner: hv-01', 'partner: hv-09'],
      ],
      'vms.yaml': [
        ['home: hv-01', 'home: hv-09'],
        ['host: hv-01', 'host: hv-09'],
      ],
    },
    at: thursday,
  },
  {
    name: 'a freeze that covers the start',
    edits: addFreeze,
    at: thursday,
    refused:
      /^postpones-announced freeze-2\.yaml:1 november-2026 .*puts it off to Sat 28 Nov 2026 20:00 \(freeze audit covers that start\)/,
  },
  { name: 'a freeze in time', edits: addFreeze, at: tuesday },
  { name: 'a hold always may', edits: addHold, at: thursday },
  {
    name: 'the emergency lane starts sooner',
    edits: { 'rollout.yaml': [['  window: saturday-night\n', '  lane: emergency\n']] },
    at: thursday,
  },
  {
    name: 'the days in which it may not be postponed are fewer, in those days',
    edits: { 'rollout.yaml': [['  rings:', '  notice: { days: 7, postponableUntilDays: 0 }\n  rings:']] },
    at: thursday,
    refused:
      /^postpones-announced rollout\.yaml:\d+ .*would let it come later than announced \(postponable until 3 d before → 0 d/,
  },
  {
    name: 'the days in which it may not be postponed are fewer, before those days',
    edits: { 'rollout.yaml': [['  rings:', '  notice: { days: 7, postponableUntilDays: 0 }\n  rings:']] },
    at: tuesday,
  },
  {
    name: 'a host moves to a later ring',
    edits: { 'hosts.yaml': [['product: debian-12\n  labels: { ring: all }', 'product: debian-12\n  labels: { ring: late }']] },
    at: thursday,
    refused: /^postpones-announced rollout\.yaml:\d+ .*to 1 host \(web-01\).*\(rings before that of web-01: 0 → 1\)/,
  },
  {
    name: 'a ring is put before the one that was told',
    edits: {
      'rollout.yaml': [
        [
          '    - { name: pilot,',
          '    - { name: first, hosts: { ring: late }, maxUnavailable: { perSite: 1 } }\n    - { name: pilot,',
        ],
        ['    - { name: production, hosts: { ring: late }, maxUnavailable: { perSite: 1 }, maxFailed: 1 }\n', ''],
      ],
    },
    at: thursday,
    refused: /^postpones-announced rollout\.yaml:\d+ .*to 4 hosts/,
  },
  {
    name: 'a longer cutoff of its window',
    edits: { 'window.yaml': [['duration: PT16H', 'duration: PT16H\n  cutoff: PT10H']] },
    at: thursday,
    refused: /^postpones-announced window\.yaml:\d+ .*\(window saturday-night has a longer cutoff\)/,
  },
  { name: 'a stricter ring changes no date', edits: { 'rollout.yaml': [['soak: P3D', 'soak: P5D']] }, at: thursday },
  {
    name: 'a new attempt changes no date',
    edits: { 'rollout.yaml': [['onFailure:', 'attempt: 2\n  onFailure:']] },
    at: thursday,
  },
];

const judged = (edits: Edits, at: string, given: readonly Notice[] = notices) =>
  judgeNotice(before, wide(edits), given, instantOf(at));

describe('what people were told', () => {
  for (const { name, edits, at, refused } of cases) {
    it(`${name}: ${refused === undefined ? 'may be' : 'refused'}`, () => {
      const { violations } = judged(edits, at);
      const text = violations.map(({ code, at: place, message }) => `${code} ${place.file}:${place.line} ${message}`).join('\n');
      if (refused === undefined) assert.equal(text, '');
      else {
        assert.match(text, refused);
        for (const { remedy } of violations) assert.match(remedy, /Hold, or atlas stop .*From Sun 22 Nov 2026 12:00 on/);
      }
    });
  }

  it('promises nothing before it was told: the same commit may be when no notice was given', () => {
    assert.deepEqual(judged(sundays, thursday, []).violations, []);
  });

  it('may be postponed until the end where no days are promised', () => {
    const loose: Edits = { 'fleet.yaml': [['postponableUntilDays: 3', 'postponableUntilDays: 0']] };
    const fleet = wide(loose);
    const given = [noticeOf(fleet, 'november-2026', ['hv-01'])];
    assert.deepEqual(judgeNotice(fleet, wide({ ...loose, ...sundays }), given, instantOf(thursday)).violations, []);
  });

  it('is not brought forward behind the back of people: fewer days need a notice of their own', () => {
    // told three weeks before, so that an earlier Saturday is open
    const long = { 'rollout.yaml': [['  rings:', '  notice: { days: 21, postponableUntilDays: 3 }\n  rings:']] } as const;
    const fleet = wide(long);
    const given = [noticeOf(fleet, 'november-2026', ['hv-01'], instantOf('2026-10-30T12:00+01:00'))];
    const { violations } = judgeNotice(fleet, before, given, instantOf('2026-11-10T12:00+01:00'));
    assert.deepEqual(
      violations.map(({ code }) => code),
      ['earlier-than-announced'],
    );
    assert.match(
      violations[0]!.message,
      /for Sat 21 Nov 2026 20:00, and this commit would let it start at Sat 14 Nov 2026 20:00/,
    );
    // more days than the last are no matter, as long as the date holds
    const longer = wide({ 'rollout.yaml': [['  rings:', '  notice: { days: 22, postponableUntilDays: 3 }\n  rings:']] });
    assert.deepEqual(judgeNotice(fleet, longer, given, instantOf('2026-11-10T12:00+01:00')).violations, []);
  });

  it('a hold that covers an announced start is a breach, told with whom it concerns', () => {
    assert.deepEqual(judged(addHold, thursday).breaches, [
      { call: 'november-2026', hold: 'storage', members: ['hv-01'], announced: saturday },
      { call: 'standard', hold: 'storage', members: ['app-01'], announced: saturday },
    ]);
    assert.deepEqual(judged(addHold, tuesday).breaches, [], 'in time it breaks nothing');
    assert.deepEqual(judged({}, thursday).breaches, [], 'the hold on web-01 was there when people were told');
  });

  const needed: readonly { readonly name: string; readonly edits: Edits; readonly needs: readonly string[] }[] = [
    { name: 'nothing new', edits: {}, needs: [] },
    {
      name: 'another target',
      edits: laterBuild,
      needs: ['november-2026 changed app-01 hv-01 hv-02 lyo-01 lyo-02 web-01, Sat 28'],
    },
    { name: 'another window', edits: sundays, needs: ['november-2026 changed app-01 hv-01 hv-02 lyo-01 lyo-02 web-01, Sun 29'] },
    {
      name: 'another target of a migration',
      edits: { 'migration.yaml': [['to: { host: lyo-01 }', 'to: { host: lyo-02 }']] },
      needs: ['to-lyon changed db-01, Sat 28'],
    },
    {
      name: 'a VM that joins a policy; those that follow it already need none',
      edits: { 'vms.yaml': [['replica: { host: hv-01, frequency: PT5M }', 'replica: { host: hv-01, policy: standard }']] },
      needs: ['standard joined db-01, Sat 28'],
    },
    {
      name: 'a rollout of another name',
      edits: { 'rollout.yaml': [['name: november-2026', 'name: november-2026-b']] },
      needs: ['november-2026-b new app-01 hv-01 hv-02 lyo-01 lyo-02 web-01, Sat 28'],
    },
  ];
  for (const { name, edits, needs } of needed)
    it(`a notice is needed for ${name}`, () => {
      const day = (at: number) =>
        new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', timeZone: 'Europe/Paris' })
          .format(at)
          .replace(',', '');
      assert.deepEqual(
        judged(edits, thursday).needed.map(
          ({ call, why, members, from }) => `${call} ${why} ${members.join(' ')}, ${day(from!)}`,
        ),
        needs,
      );
    });
});
