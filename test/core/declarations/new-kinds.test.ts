/** Replication policies, migrations, backups, notification, drift and lifecycle: what they become, and how they can be wrong. */
import assert from 'node:assert/strict';
import { loadFleet, loadPartial } from '#core/declarations/load.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { day, hour, minute } from '#core/model/time.ts';
import { documentsFor } from '#core/envelope/documents.ts';
import type { HostName } from '#core/model/ids.ts';
import { bytes as encoded, text, tinyFiles, tinyFleet } from '#test/fleets.ts';

type Edits = Readonly<Record<string, readonly (readonly [string, string])[]>>;
type Files = Readonly<Record<string, string>>;

const document = (kind: string, name: string, spec: string) =>
  `apiVersion: atlas/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n${spec.replace(/^/gm, '  ')}\n`;
const key = (digit: string) => `sha256:${digit.repeat(64)}`;

/** A second pair at a site of its own, 64 and 96 GiB, with one VM. */
const lyon = [
  document('Site', 'lyo', 'displayName: Lyon'),
  ...[
    ['lyo-01', 'lyo-02', '64GiB', 'a'],
    ['lyo-02', 'lyo-01', '96GiB', 'b'],
  ].map(([host, partner, memory, digit]) =>
    document(
      'Host',
      host!,
      `site: lyo
product: windows-server-2022
labels: { ring: all }
agent: { key: "${key(digit!)}" }
partner: ${partner}
hyperV: { reserve: 4GiB, memory: ${memory}, switches: { LAN: [20, 10], Lab net (old): [] }, vmVersions: ["9.0", "10.0"] }`,
    ),
  ),
  document('VirtualMachine', 'mes-01', 'home: lyo-02\nreplica: { host: lyo-01 }\nmemory: 36GiB'),
].join('---\n');

const policy = document(
  'ReplicationPolicy',
  'standard',
  `frequency: PT15M
recoveryPoints: 4
certificate: { daysLeft: 30 }
window: saturday-night
notice: { days: 0, postponableUntilDays: 0 }
maxAtOnce: 1
testFailover: { every: P30D }`,
);
const migration = document(
  'Migration',
  'to-lyon',
  `method: planned-failover
window: saturday-night
waves:
  - { name: first, vms: [db-01], to: { site: lyo }, soak: P3D }
  - { name: rest, vms: [app-01], to: { host: lyo-01 }, maxFailed: 2 }
before: { backup: { maxAge: PT24H } }
verify: { within: PT20M }
onFailure: fail-back-and-halt
keepSource: P7D`,
);
const backups = document(
  'BackupPolicy',
  'nightly',
  `veeam: { server: "https://veeam.acme.example:9419", via: web-01 }
maxAge: P1D
scope: { sites: [par] }`,
);
const notification = document(
  'NotificationPolicy',
  'acme',
  'mail: [it@acme.example]\nchat: [ops]\nemergencies: [ceo@acme.example]\nlanguage: fr',
);
const all: Files = {
  'lyon.yaml': lyon,
  'replication.yaml': policy,
  'migration.yaml': migration,
  'backup.yaml': backups,
  'tell.yaml': notification,
};

function edited(edits: Edits, add: Files): Record<string, string> {
  const files: Record<string, string> = { ...add };
  for (const [file, changes] of Object.entries(edits)) {
    let text = files[file] ?? tinyFiles[file]!;
    for (const [from, to] of changes) {
      assert.ok(text.includes(from), `${file} has no ${from}`);
      text = text.replace(from, () => to);
    }
    files[file] = text;
  }
  return files;
}

function fleetOf(edits: Edits = {}, add: Files = all): Fleet {
  const { fleet, problems } = loadFleet(tinyFleet(edited(edits, add)));
  assert.ok(fleet, JSON.stringify(problems, null, 1));
  return fleet;
}

const withoutOrigin = <T extends { readonly origin: unknown }>(model: T) => {
  const { origin: _, ...rest } = model;
  return rest;
};

describe('a replication policy', () => {
  it('is read with all it says', () => {
    assert.deepEqual(withoutOrigin(fleetOf().replicationPolicies['standard']!), {
      name: 'standard',
      frequency: 15 * minute,
      recoveryPoints: 4,
      certificateDaysLeft: 30,
      window: 'saturday-night',
      notice: { days: 0, postponableUntilDays: 0 },
      maxAtOnce: 1,
      testFailover: { every: 30 * day, within: 30 * minute },
      attempt: 1,
    });
  });

  it('says little when little is written, and follows the Fleet in its notice', () => {
    const least = document('ReplicationPolicy', 'least', 'frequency: PT30S');
    assert.deepEqual(withoutOrigin(fleetOf({}, { 'replication.yaml': least }).replicationPolicies['least']!), {
      name: 'least',
      frequency: minute / 2,
      recoveryPoints: 0,
      certificateDaysLeft: 14,
      window: null,
      notice: { days: 7, postponableUntilDays: 3 },
      maxAtOnce: 2,
      testFailover: null,
      attempt: 1,
    });
  });

  for (const { replica, frequency } of [
    { replica: '{ host: hv-02 }', frequency: 5 * minute },
    { replica: '{ host: hv-02, policy: standard }', frequency: 15 * minute },
    { replica: '{ host: hv-02, policy: standard, frequency: PT30S }', frequency: minute / 2 },
  ]) {
    it(`leaves a VM that writes replica: ${replica} with a frequency of ${frequency / minute} min`, () => {
      const fleet = fleetOf({ 'vms.yaml': [['{ host: hv-02, frequency: PT5M }', replica]] });
      assert.equal(fleet.vms['app-01']!.replica?.frequency, frequency);
      assert.equal(fleet.vms['app-01']!.replica?.policy, replica.includes('policy') ? 'standard' : null);
    });
  }

  it('makes the lines of the VMs that follow it known, and of no others', () => {
    const fleet = fleetOf({ 'vms.yaml': [['{ host: hv-02, frequency: PT5M }', '{ host: hv-02, policy: standard }']] });
    assert.deepEqual(fleet.vms['app-01']!.origin.lines, {
      '/spec/home': 5,
      '/spec/replica': 6,
      '/spec/replica/host': 6,
      '/spec/replica/policy': 6,
    });
    assert.deepEqual(fleet.vms['db-01']!.origin.lines, {});
    assert.equal(fleet.replicationPolicies['standard']!.origin.lines['/spec/recoveryPoints'], 6);
  });
});

describe('a migration', () => {
  it('is read with all it says', () => {
    const { waves: _, ...rest } = withoutOrigin(fleetOf().migrations['to-lyon']!);
    assert.deepEqual(rest, {
      name: 'to-lyon',
      method: 'planned-failover',
      transfer: null,
      window: 'saturday-night',
      notice: { days: 7, postponableUntilDays: 3 },
      before: { backupMaxAge: 24 * hour },
      verify: { within: 20 * minute, heartbeat: 'all-vms' },
      onFailure: 'fail-back-and-halt',
      keepSource: 7 * day,
      attempt: 1,
    });
    assert.equal(fleetOf().migrations['to-lyon']!.origin.lines['/spec/waves/1'], 9);
  });

  /** Each with the targets of db-01 (16 GiB, first wave, to a site) and app-01 (8 GiB). Left: lyo-01 60, lyo-02 92 − 36 = 56 GiB. */
  const targets: readonly { readonly name: string; readonly edits: Edits; readonly db: string; readonly app: string }[] = [
    { name: 'to the host of the site with the most memory left', edits: {}, db: 'lyo-01 lyo-02', app: 'lyo-01 lyo-02' },
    {
      name: 'that what moved before has left',
      edits: { 'migration.yaml': [['{ host: lyo-01 }', '{ site: lyo }']] },
      db: 'lyo-01 lyo-02',
      app: 'lyo-02 lyo-01',
    },
    {
      name: 'by name where it is equal',
      edits: {
        'lyon.yaml': [
          ['home: lyo-02', 'home: lyo-01'],
          ['{ host: lyo-01 }', '{ host: lyo-02 }'],
          ['memory: 36GiB', 'memory: 8GiB'],
          ['memory: 96GiB', 'memory: 56GiB'],
        ],
      },
      db: 'lyo-01 lyo-02',
      app: 'lyo-01 lyo-02',
    },
    {
      name: 'not to a retired host',
      edits: {
        'lyon.yaml': [
          ['site: lyo\n', 'site: lyo\n  retired: sold\n'],
          ['  replica: { host: lyo-01 }\n', ''],
          ['  partner: lyo-02\n', ''],
          ['  partner: lyo-01\n', ''],
        ],
        'migration.yaml': [['lyo-01', 'lyo-02']],
      },
      db: 'lyo-02 null',
      app: 'lyo-02 null',
    },
    {
      name: 'where it is already, once its new home is written',
      edits: { 'vms.yaml': [['home: hv-02\n  replica: { host: hv-01', 'home: lyo-02\n  replica: { host: lyo-01']] },
      db: 'lyo-02 lyo-01',
      app: 'lyo-01 lyo-02',
    },
    {
      name: 'elsewhere when it is excepted',
      edits: {
        'migration.yaml': [['to: { site: lyo }', 'to: { site: lyo }, except: { db-01: { host: lyo-02, replica: hv-02 } }']],
      },
      db: 'lyo-02 hv-02',
      app: 'lyo-01 lyo-02',
    },
    {
      name: 'without a replica for a VM that has none',
      edits: { 'vms.yaml': [['  replica: { host: hv-01, frequency: PT5M }\n', '']] },
      db: 'lyo-01 null',
      app: 'lyo-01 lyo-02',
    },
    {
      name: 'with the replica that is named',
      edits: { 'migration.yaml': [['{ host: lyo-01 }', '{ host: lyo-01, replica: hv-01 }']] },
      db: 'lyo-01 lyo-02',
      app: 'lyo-01 hv-01',
    },
  ];
  for (const { name, edits, db, app } of targets) {
    it(`sends VMs ${name}`, () => {
      const { problems } = loadFleet(tinyFleet(edited(edits, all)));
      const fleet = loadPartial(tinyFleet(edited(edits, all)));
      assert.ok(fleet, JSON.stringify(problems, null, 1));
      const [first, rest] = fleet.migrations['to-lyon']!.waves;
      const told = (to: { readonly host: string; readonly replica: string | null } | undefined) => `${to?.host} ${to?.replica}`;
      assert.equal(told(first!.to['db-01']), db);
      assert.equal(told(rest!.to['app-01']), app);
      assert.equal(first!.site, 'lyo');
    });
  }

  it('is read in waves', () => {
    const [first, rest] = fleetOf().migrations['to-lyon']!.waves;
    assert.deepEqual(first, {
      name: 'first',
      vms: ['db-01'],
      site: 'lyo',
      to: { 'db-01': { host: 'lyo-01', replica: 'lyo-02' } },
      soak: 3 * day,
      maxFailed: 1,
    });
    assert.deepEqual(rest, {
      name: 'rest',
      vms: ['app-01'],
      to: { 'app-01': { host: 'lyo-01', replica: 'lyo-02' } },
      soak: 0,
      maxFailed: 2,
    });
  });

  it('sends VMs to the same hosts for every agent that has a part in it, which has only the files that concern it', () => {
    // each document in a file of its own, so that nothing is at hand by chance
    const files = tinyFleet(edited({ 'migration.yaml': [['{ host: lyo-01 }', '{ site: lyo }']] }, all)).flatMap(
      ({ path, bytes }) =>
        text(bytes)
          .split('---\n')
          .map((content, index) => ({ path: `${index}-${path}`, bytes: encoded(content) })),
    );
    const { fleet } = loadFleet(files);
    assert.ok(fleet);
    for (const host of ['hv-01', 'hv-02', 'lyo-01', 'lyo-02'] as HostName[]) {
      const wanted = new Set(documentsFor(fleet, host));
      const own = loadPartial(files.filter((file) => wanted.has(file.path)));
      assert.deepEqual(own?.migrations, fleet.migrations, host);
    }
  });

  it('is kept by an agent that has not all it names', () => {
    const files = tinyFleet({ 'migration.yaml': migration, 'vms.yaml': null });
    assert.deepEqual(loadPartial(files)!.migrations['to-lyon']!.waves[0]!.to, {});
  });
});

describe('backups and notification', () => {
  it('are read with all they say', () => {
    const { backupPolicies, notificationPolicies } = fleetOf();
    assert.deepEqual(backupPolicies.map(withoutOrigin), [
      {
        name: 'nightly',
        server: 'https://veeam.acme.example:9419',
        via: 'web-01',
        maxAge: day,
        pauseJobs: true,
        scope: { sites: ['par'], hosts: [] },
      },
    ]);
    assert.deepEqual(notificationPolicies.map(withoutOrigin), [
      {
        name: 'acme',
        scope: { sites: [], hosts: [] },
        mail: ['it@acme.example'],
        chat: ['ops'],
        pager: [],
        emergencies: ['ceo@acme.example'],
        language: 'fr',
      },
    ]);
  });

  it('let a rollout ask for a fresher backup, and skip hosts that do not answer', () => {
    const rollout = fleetOf({
      'rollout.yaml': [
        ['before: {', 'before: { backup: { maxAge: PT12H },'],
        ['rings:\n    - {', 'rings:\n    - { unreachable: skip,'],
      ],
      'backup.yaml': [['sites: [par]', 'sites: [par, lyo]']],
    }).rollouts['november-2026']!;
    assert.equal(rollout.before.backupMaxAge, 12 * hour);
    assert.equal(rollout.rings[0]!.unreachable, 'skip');
  });
});

describe('hosts, VMs and the fleet', () => {
  it('say what is done about drift and how much may be removed', () => {
    const { drift, allowRemovals } = fleetOf({
      'fleet.yaml': [['  notice:', '  drift: { patchLevel: heal, placement: propose }\n  allowRemovals: 12\n  notice:']],
    });
    assert.deepEqual(drift, { patchLevel: 'heal', placement: 'propose', replication: 'heal', replicationSettings: 'heal' });
    assert.equal(allowRemovals, 12);
    assert.deepEqual(fleetOf().drift, {
      patchLevel: 'report',
      placement: 'heal',
      replication: 'heal',
      replicationSettings: 'heal',
    });
  });

  it('say what a Hyper-V host can run, in order', () => {
    assert.deepEqual(fleetOf().hosts['lyo-01']!.hyperV, {
      reserve: 4 * 2 ** 30,
      memory: 64 * 2 ** 30,
      switches: { LAN: [10, 20], 'Lab net (old)': [] },
      vmVersions: ['9.0', '10.0'],
    });
  });

  it('say what a VM needs, what it was called, and where its third copy is', () => {
    const vm = fleetOf({
      'vms.yaml': [
        [
          '  role: app',
          '  role: app\n  version: "9.0"\n  networks: [{ switch: LAN, vlan: 20 }, { switch: Lab net (old) }]\n  formerly: old-app',
        ],
        ['frequency: PT5M }', 'frequency: PT5M, extended: { host: lyo-02 } }'],
      ],
    }).vms['app-01']!;
    assert.equal(vm.version, '9.0');
    assert.deepEqual(vm.networks, [
      { switch: 'LAN', vlan: 20 },
      { switch: 'Lab net (old)', vlan: null },
    ]);
    assert.deepEqual(vm.lifecycle, { formerly: 'old-app', retired: null });
    assert.deepEqual(vm.replica?.extended, { host: 'lyo-02', frequency: 15 * minute });
  });

  it('leave a retired host out of the rings', () => {
    const fleet = fleetOf({
      'hosts.yaml': [['  agent: { enrol: token }', '  agent: { enrol: token }\n  retired: replaced by web-02']],
      'backup.yaml': [['web-01', 'app-01']],
    });
    assert.deepEqual(fleet.rollouts['november-2026']!.rings[0]!.members.includes('web-01' as never), false);
    assert.equal(fleet.hosts['web-01']!.lifecycle.retired, 'replaced by web-02');
  });
});

interface Broken {
  readonly name: string;
  readonly edits: Edits;
  readonly add?: Files;
  readonly expected: readonly string[];
  readonly says: readonly string[];
}

const broken: readonly Broken[] = [
  {
    name: 'a frequency Hyper-V does not have',
    edits: { 'replication.yaml': [['PT15M', 'PT10M']] },
    expected: ['replication.yaml:5:14 wrong-value'],
    says: ['"PT10M" is no value of "frequency"', 'allowed: PT30S, PT5M, PT15M'],
  },
  {
    name: 'more recovery points than Hyper-V keeps',
    edits: { 'replication.yaml': [['recoveryPoints: 4', 'recoveryPoints: 48']] },
    expected: ['replication.yaml:6:19 out-of-range'],
    says: ['"recoveryPoints" is 48; it must be at most 24'],
  },
  {
    name: 'a test failover every hour, and a notice that cannot be',
    edits: {
      'replication.yaml': [
        ['every: P30D', 'every: PT1H'],
        ['postponableUntilDays: 0', 'postponableUntilDays: 2'],
      ],
    },
    expected: ['replication.yaml:9:44 notice-too-short', 'replication.yaml:11:26 test-too-often'],
    says: ['people are told only 0 days before'],
  },
  {
    name: 'the same, in a policy of another shape',
    edits: {
      'replication.yaml': [
        ['every: P30D', 'every: PT1H'],
        ['maxAtOnce', 'maxAtonce'],
      ],
    },
    expected: ['replication.yaml:10:3 unknown-field', 'replication.yaml:11:26 test-too-often'],
    says: ['did you mean "maxAtOnce"?'],
  },
  {
    name: 'a wave that goes to a host and a site, and one that goes nowhere',
    edits: {
      'migration.yaml': [
        ['{ site: lyo }', '{ site: lyo, host: lyo-01 }'],
        ['{ host: lyo-01 }, max', '{ replica: lyo-01 }, max'],
      ],
    },
    expected: ['migration.yaml:8:36 wave-target', 'migration.yaml:9:36 wave-target'],
    says: ['wave "first" names a host and a site', 'exactly one of host and site'],
  },
  {
    name: 'a replica host for VMs that are spread over a site',
    edits: { 'migration.yaml': [['{ site: lyo }', '{ site: lyo, replica: lyo-01 }']] },
    expected: ['migration.yaml:8:53 wave-target'],
    says: ['on the partners of the hosts they go to'],
  },
  {
    name: 'a replica on the target itself, twice',
    edits: {
      'migration.yaml': [
        ['to: { site: lyo }', 'to: { site: lyo }, except: { db-01: { host: lyo-02, replica: lyo-02 } }'],
        ['{ host: lyo-01 }, max', '{ host: lyo-01, replica: lyo-01 }, max'],
      ],
    },
    expected: ['migration.yaml:8:97 replica-at-target', 'migration.yaml:9:65 replica-at-target'],
    says: ['the replica would be on "lyo-02", where the VM itself goes'],
  },
  {
    name: 'an exception for a VM that is not in the wave',
    edits: { 'migration.yaml': [['to: { site: lyo }', 'to: { site: lyo }, except: { db-02: { host: lyo-02 } }']] },
    expected: ['migration.yaml:8:65 not-in-wave'],
    says: ['"db-02" is excepted, but wave "first" does not move it', 'did you mean "db-01"?'],
  },
  {
    name: 'a VM in two waves, and two waves of one name',
    edits: { 'migration.yaml': [['name: rest, vms: [app-01]', 'name: first, vms: [app-01, db-01]']] },
    expected: ['migration.yaml:9:15 repeated-name', 'migration.yaml:9:36 repeated-name'],
    says: ['the wave "first" stands twice'],
  },
  {
    name: 'export-import without a folder',
    edits: { 'migration.yaml': [['planned-failover', 'export-import']] },
    expected: ['migration.yaml:5:11 transfer-missing'],
    says: ['copies VMs through a folder, and none is named', 'par-nas-01'],
  },
  {
    name: 'a folder for a planned failover, and one that is none',
    edits: { 'migration.yaml': [['planned-failover', 'planned-failover\n  transfer: \\\\nas\\transfer']] },
    expected: ['migration.yaml:6:3 transfer-pointless'],
    says: ['copies nothing through a folder', 'remove transfer'],
  },
  {
    name: 'a folder as others write it',
    edits: { 'migration.yaml': [['planned-failover', 'export-import\n  transfer: /mnt/transfer']] },
    expected: ['migration.yaml:6:13 bad-format'],
    says: ['"/mnt/transfer" is not a folder or a share of Windows', '\\\\par-nas-01\\transfer'],
  },
  {
    name: 'a site without Hyper-V hosts',
    edits: { 'migration.yaml': [['site: lyo', 'site: nic']] },
    add: { 'nice.yaml': document('Site', 'nic', 'displayName: Nice') },
    expected: ['migration.yaml:8:48 site-without-hyper-v'],
    says: ['no Hyper-V host of site "nic" could take the VMs'],
  },
  {
    name: 'a backup server with a password in its address',
    edits: { 'backup.yaml': [['https://veeam', 'https://admin:secret@veeam']] },
    expected: ['backup.yaml:5:21 bad-format'],
    says: ['is not an https address without path, user and password'],
  },
  {
    name: 'a notification that tells nobody',
    edits: { 'tell.yaml': [['mail: [it@acme.example]\n  chat: [ops]\n  emergencies: [ceo@acme.example]\n  ', '']] },
    expected: ['tell.yaml:4:1 tells-nobody'],
    says: ['"acme" names nobody to tell', 'mail, chat, pager and emergencies'],
  },
  {
    name: 'something that is no mail address, and a language nobody translated',
    edits: {
      'tell.yaml': [
        ['it@acme.example', 'the boss'],
        ['fr', 'it'],
      ],
    },
    expected: ['tell.yaml:5:10 bad-format', 'tell.yaml:8:13 wrong-value'],
    says: ['"the boss" is not an e-mail address'],
  },
  {
    name: 'a drift that is never mind',
    edits: { 'fleet.yaml': [['  notice:', '  drift: { patchlevel: heal, placement: ignore }\n  notice:']] },
    expected: ['fleet.yaml:6:12 unknown-field', 'fleet.yaml:6:41 wrong-value'],
    says: ['did you mean "patchLevel"?'],
  },
  {
    name: 'a hotpatch above the update it stands for, and one of a product that has none',
    edits: {
      'rollout.yaml': [
        ['"20348.5622", kb', '"20348.5622", hotpatch: "20348.5600", kb'],
        ['    debian-12', '    windows-server-2025: { build: "26100.34102", hotpatch: "26100.34105" }\n    debian-12'],
      ],
    },
    expected: ['rollout.yaml:8:49 unknown-field'],
    says: ['"hotpatch" is not a field of "windows-server-2022"'],
  },
  {
    name: 'a hotpatch above the update it stands for',
    edits: {
      'rollout.yaml': [
        ['    debian-12', '    windows-server-2025: { build: "26100.34102", hotpatch: "26100.34105" }\n    debian-12'],
      ],
    },
    expected: ['rollout.yaml:9:61 hotpatch-above-build'],
    says: ['the hotpatch 26100.34105 is not below the build 26100.34102', 'swap them'],
  },
  {
    name: 'a VLAN that cannot be, a version in words, and a switch JavaScript objects already have',
    edits: {
      'vms.yaml': [['  role: app', '  role: app\n  networks: [{ switch: LAN, vlan: 4095 }]\n  version: nine']],
      'lyon.yaml': [['LAN: [20, 10]', 'toString: [20, 10]']],
    },
    expected: ['lyon.yaml:16:55 bad-key', 'vms.yaml:9:35 out-of-range', 'vms.yaml:10:12 bad-format'],
    says: ['"toString" is not the name of a virtual switch'],
  },
  {
    name: 'a host and a VM that were called what they are called',
    edits: {
      'vms.yaml': [['  role: app', '  formerly: app-01\n  role: apps']],
      'hosts.yaml': [['  partner: hv-02', '  formerly: hv-01\n  partner: hv-02']],
    },
    expected: ['hosts.yaml:9:13 formerly-itself', 'vms.yaml:8:13 formerly-itself', 'vms.yaml:9:9 wrong-value'],
    says: ['"hv-01" says that it was called "hv-01" before'],
  },
];

describe('broken documents of the kinds around VMs', () => {
  for (const { name, edits, add, expected, says } of broken) {
    it(name, () => {
      const { fleet, problems } = loadFleet(tinyFleet(edited(edits, { ...all, ...add })));
      assert.deepEqual(
        problems.map(({ at, code }) => `${at.file}:${at.line}:${at.column} ${code}`),
        expected,
        JSON.stringify(problems, null, 1),
      );
      assert.equal(fleet, null, 'nothing of a broken commit is applied');
      const said = `${problems[0]!.message} ${problems[0]!.remedy}`;
      for (const words of says) assert.ok(said.includes(words), `${JSON.stringify(words)} is not in ${JSON.stringify(said)}`);
    });
  }
});
