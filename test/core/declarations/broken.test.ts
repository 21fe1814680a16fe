/** Broken fleets: each is the tiny fleet with one thing wrong, and each problem names its line and what to do. */
import assert from 'node:assert/strict';
import { loadFleet } from '#core/declarations/load.ts';
import { tinyFiles, tinyFleet } from '#test/fleets.ts';

interface Broken {
  readonly name: string;
  /** `[text in the file, what stands there instead]`; the first occurrence. */
  readonly edits: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly add?: Readonly<Record<string, string | null>>;
  /** `file:line:column code`, all of them, in reading order. */
  readonly expected: readonly string[];
  /** Words of the message and remedy of the first problem. */
  readonly says: readonly string[];
}

const hold = (spec: string) => `apiVersion: atlas/v1\nkind: Hold\nmetadata: { name: not-now }\nspec:\n  ${spec}\n`;
const freeze = (spec: string) => `apiVersion: atlas/v1\nkind: Freeze\nmetadata: { name: quiet }\nspec:\n  ${spec}\n`;

const cases: readonly Broken[] = [
  // ---- YAML
  {
    name: 'a file that is not YAML',
    edits: { 'window.yaml': [['{ weekly:', '{ weekly: [']] },
    expected: ['window.yaml:5:53 not-yaml'],
    says: ['this is not YAML', 'indentation, brackets and quotes'],
  },
  {
    name: 'a file that is not YAML does not hide problems of others, nor make its documents look undeclared',
    edits: { 'window.yaml': [['{ weekly:', '{ weekly: [']], 'vms.yaml': [['memory: 8GiB', 'memory: 8']] },
    expected: ['vms.yaml:9:11 wrong-type', 'window.yaml:5:53 not-yaml'],
    says: ['"memory" must be text', 'write it like 512MiB or 12GiB'],
  },
  {
    name: 'what an unreadable file cannot have declared is still missed',
    edits: { 'vms.yaml': [['role: sql', 'role: [sql']], 'rollout.yaml': [['saturday-night', 'saturday-nite']] },
    expected: ['rollout.yaml:16:11 unknown-window', 'vms.yaml:19:3 not-yaml'],
    says: ['window "saturday-nite" is not declared.'],
  },
  {
    name: 'a key that stands twice',
    edits: { 'vms.yaml': [['  role: app', '  role: app\n  home: hv-02']] },
    expected: ['vms.yaml:9:3 duplicate-key'],
    says: ['"home" stands twice', 'keep one'],
  },
  // ---- shape
  {
    name: 'an unknown kind, whose name is then not called undeclared',
    edits: { 'window.yaml': [['MaintenanceWindow', 'MaintenanceWindw']] },
    expected: ['window.yaml:2:7 unknown-kind'],
    says: ['did you mean "MaintenanceWindow"?', 'kinds: ApprovalPolicy'],
  },
  {
    name: 'no kind',
    edits: { 'window.yaml': [['kind: MaintenanceWindow\n', '']] },
    expected: ['window.yaml:1:1 kind-missing'],
    says: ['does not say what it declares', 'add kind:'],
  },
  {
    name: 'a document that is a list',
    edits: {},
    add: { 'list.yaml': '- a\n- b\n' },
    expected: ['list.yaml:1:1 not-a-declaration'],
    says: ['no declaration', 'apiVersion, kind, metadata and spec'],
  },
  {
    name: 'a misspelt field',
    edits: { 'rollout.yaml': [['  onFailure:', '  onFailur:']] },
    expected: ['rollout.yaml:14:1 missing-field', 'rollout.yaml:21:3 unknown-field'],
    says: ['"onFailure" is missing in "spec"', 'add onFailure: What happens when a host fails'],
  },
  {
    name: 'a misspelt field inside a flow mapping',
    edits: { 'hosts.yaml': [['{ reserve: 4GiB }', '{ reserv: 4GiB }']] },
    expected: ['hosts.yaml:10:13 unknown-field'],
    says: ['"reserv" is not a field of "hyperV"', 'did you mean "reserve"?'],
  },
  {
    name: 'a wrong word',
    edits: { 'vms.yaml': [['role: sql', 'role: sqll']] },
    expected: ['vms.yaml:18:9 wrong-value'],
    says: ['"sqll" is no value of "role"', 'did you mean "sql"?', 'allowed: domain-controller'],
  },
  {
    name: 'a duration in words',
    edits: { 'window.yaml': [['PT16H', '16 hours']] },
    expected: ['window.yaml:6:13 bad-format'],
    says: ['"16 hours" is not a duration', 'write it like PT20M or PT16H'],
  },
  {
    name: 'a size without its unit',
    edits: { 'rollout.yaml': [['12GiB', '12 GB']] },
    expected: ['rollout.yaml:19:68 bad-format'],
    says: ['"12 GB" is not a size with its unit', '12GiB'],
  },
  {
    name: 'a build of another product',
    edits: { 'rollout.yaml': [['"20348.5622"', '"26100.5622"']] },
    expected: ['rollout.yaml:8:36 bad-format'],
    says: ['"26100.5622" is not a build of Windows Server 2022', '20348.4405'],
  },
  {
    name: 'a name with capitals',
    edits: { 'fleet.yaml': [['name: par', 'name: PAR']] },
    expected: ['fleet.yaml:10:19 bad-format'],
    says: ['"PAR" is not a name'],
  },
  {
    name: 'another version of the declarations',
    edits: { 'window.yaml': [['atlas/v1', 'atlas/v2']] },
    expected: ['window.yaml:1:13 wrong-value'],
    says: ['"apiVersion" must be "atlas/v1", not "atlas/v2"'],
  },
  {
    name: 'a number out of range',
    edits: { 'rollout.yaml': [['maxUnavailable: { perSite: 1 }', 'maxFailed: 0']] },
    expected: ['rollout.yaml:18:53 out-of-range'],
    says: ['"maxFailed" is 0; it must be at least 1', 'halts when this many hosts'],
  },
  {
    name: 'a window that opens in two ways',
    edits: { 'window.yaml': [['at: "20:00" } }', 'at: "20:00" }, cron: "0 20 * * 6" }']] },
    expected: ['window.yaml:5:3 wrong-size'],
    says: ['"opens" must have exactly one of `weekly`, `cron`, `once` and `anyOf`'],
  },
  {
    name: 'an agent that both has a key and enrols with a token',
    edits: { 'hosts.yaml': [['{ enrol: token }', `{ enrol: token, key: "sha256:${'4'.repeat(64)}" }`]] },
    expected: ['hosts.yaml:40:3 wrong-size'],
    says: ['"agent" must have one of `key: "sha256:…"` and `enrol: token`'],
  },
  {
    name: 'a name that JavaScript objects already have',
    edits: {
      'window.yaml': [['name: saturday-night', 'name: constructor']],
      'rollout.yaml': [['saturday-night', 'constructor']],
    },
    expected: ['rollout.yaml:16:11 bad-format', 'window.yaml:3:19 bad-format'],
    says: ['"constructor" is not a name'],
  },
  // ---- references
  {
    name: 'a window that is not declared',
    edits: { 'rollout.yaml': [['window: saturday-night', 'window: saturday-nite']] },
    expected: ['rollout.yaml:16:11 unknown-window'],
    says: ['window "saturday-nite" is not declared.', 'did you mean "saturday-night"?  declared: saturday-night'],
  },
  {
    name: 'a baseline that is not declared',
    edits: { 'rollout.yaml': [['baseline: 2026-11', 'baseline: 2026-12']] },
    expected: ['rollout.yaml:15:13 unknown-baseline'],
    says: ['baseline "2026-12" is not declared.', 'did you mean "2026-11"?'],
  },
  {
    name: 'a site that is not declared',
    edits: { 'hosts.yaml': [['site: par', 'site: lyo']] },
    expected: ['hosts.yaml:5:9 unknown-site'],
    says: ['site "lyo" is not declared.', 'declared: par'],
  },
  {
    name: 'a partner that is not declared leaves its own partner alone',
    edits: { 'hosts.yaml': [['partner: hv-02', 'partner: hv-20']] },
    expected: ['hosts.yaml:9:12 unknown-host', 'hosts.yaml:20:12 partner-not-mutual', 'vms.yaml:6:20 replica-not-on-partner'],
    says: ['host "hv-20" is not declared.', 'did you mean "hv-02"?'],
  },
  {
    name: 'a partner that names nobody',
    edits: {
      'hosts.yaml': [['  partner: hv-01\n', '']],
      'vms.yaml': [['home: hv-02\n  replica: { host: hv-01, frequency: PT5M }', 'home: hv-02']],
    },
    expected: ['hosts.yaml:9:12 partner-not-mutual', 'rollout.yaml:19:20 cannot-drain'],
    says: ['"hv-02" does not name "hv-01" as its partner', 'write partner: hv-01 in hosts.yaml'],
  },
  {
    name: 'a host that is its own partner',
    edits: { 'hosts.yaml': [['partner: hv-02', 'partner: hv-01']] },
    expected: ['hosts.yaml:9:12 own-partner', 'hosts.yaml:20:12 partner-not-mutual', 'vms.yaml:6:20 replica-not-on-partner'],
    says: ['names itself as its partner', 'name the other host'],
  },
  {
    name: 'two documents of one kind and name',
    edits: {},
    add: { 'more.yaml': `${tinyFiles['window.yaml']!}` },
    expected: ['window.yaml:3:19 declared-twice'],
    says: ['window "saturday-night" is also declared at more.yaml:1', 'rename or remove'],
  },
  {
    name: 'a guest whose VM is not declared',
    edits: { 'hosts.yaml': [['vm: app-01', 'vm: app-02']] },
    expected: ['hosts.yaml:31:17 unknown-vm'],
    says: ['VM "app-02" is not declared.', 'did you mean "app-01"?  declared: app-01, db-01'],
  },
  {
    name: 'a replica where the VM runs',
    edits: { 'vms.yaml': [['host: hv-02', 'host: hv-01']] },
    expected: ['vms.yaml:6:20 replica-at-home'],
    says: ['the replica of "app-01" would be on "hv-01", where it runs', 'partner of the home host'],
  },
  {
    name: 'a VM on a host without Hyper-V',
    edits: { 'vms.yaml': [['home: hv-01\n  replica: { host: hv-02, frequency: PT5M }', 'home: web-01']] },
    expected: ['vms.yaml:5:9 not-hyper-v'],
    says: ['host "web-01" is no Hyper-V host'],
  },
  {
    name: 'two hosts with one agent key',
    edits: { 'hosts.yaml': [['2'.repeat(64), '1'.repeat(64)]] },
    expected: ['hosts.yaml:19:18 shared-agent-key'],
    says: ['host "hv-01" declares the same agent key', 'never copy one'],
  },
  {
    name: 'keepApart with somebody unknown',
    edits: { 'fleet.yaml': [['  notice:', '  keepApart: [{ name: pair, members: [app-01, web-02], max: 1 }]\n  notice:']] },
    expected: ['fleet.yaml:6:47 unknown-member'],
    says: ['no host or VM "web-02" is declared', 'did you mean "web-01"?'],
  },
  {
    name: 'a hold by somebody unknown, on a site unknown',
    edits: {},
    add: { 'hold.yaml': hold('who: mark\n  why: audit\n  until: 2026-12-24T00:00Z\n  scope: { sites: [paris] }') },
    expected: ['hold.yaml:5:8 unknown-person', 'hold.yaml:8:20 unknown-site'],
    says: ['"mark" is no person of the approval policy', 'did you mean "marc"?  people: ines, marc, paul'],
  },
  // ---- all at once: a wrong shape hides nothing that could be judged all the same
  {
    name: 'a hold without a reason, by somebody unknown, on hosts and until a day that do not exist',
    edits: {},
    add: {
      'hold.yaml': hold('who: mark\n  why: ""\n  until: 2027-02-30T00:00Z\n  scope: { sites: [paris], hosts: [hv-01, hv-9] }'),
    },
    expected: [
      'hold.yaml:5:8 unknown-person',
      'hold.yaml:6:3 wrong-size',
      'hold.yaml:7:10 no-such-time',
      'hold.yaml:8:20 unknown-site',
      'hold.yaml:8:43 unknown-host',
    ],
    says: ['"mark" is no person of the approval policy'],
  },
  {
    name: 'a hold without a reason, alone',
    edits: {},
    add: { 'hold.yaml': hold('who: marc\n  until: 2026-12-24T00:00Z\n  why: ""') },
    expected: ['hold.yaml:7:3 wrong-size'],
    says: ['"why" must have at least 1 character.'],
  },
  {
    name: 'a hold that says neither why nor until when',
    edits: {},
    add: { 'hold.yaml': hold('who: marc') },
    expected: ['hold.yaml:4:1 missing-field', 'hold.yaml:4:1 missing-field'],
    says: ['"until" is missing in "spec"', 'add until: When it ends by itself and work goes on'],
  },
  {
    name: 'a freeze of another shape that ends first, on a host unknown',
    edits: {},
    add: {
      'freeze.yaml': freeze('from: 2027-01-04T00:00Z\n  to: 2026-12-19T00:00Z\n  why: 7\n  scope: { hosts: [web-09] }'),
    },
    expected: ['freeze.yaml:6:7 freeze-ends-first', 'freeze.yaml:7:8 wrong-type', 'freeze.yaml:8:20 unknown-host'],
    says: ['before it starts'],
  },
  {
    name: 'a window with a misspelt field, a zone that does not exist and a cutoff that leaves nothing',
    edits: { 'window.yaml': [['PT16H', 'PT16H\n  timezone: Europe/Pariss\n  cutoff: PT16H\n  notes: x']] },
    expected: ['window.yaml:7:13 unknown-timezone', 'window.yaml:8:11 cutoff-too-long', 'window.yaml:9:3 unknown-field'],
    says: ['did you mean "Europe/Paris"?'],
  },
  {
    name: 'a window whose length is wrong: its cutoff is not judged by it',
    edits: { 'window.yaml': [['PT16H', '16 hours\n  cutoff: PT16H']] },
    expected: ['window.yaml:6:13 bad-format'],
    says: ['is not a duration'],
  },
  {
    name: 'a host with a misspelt field whose partner does not name it',
    edits: {
      'hosts.yaml': [
        ['partner: hv-02', 'partner: hv-02\n  adress: 10.0.0.1'],
        ['  partner: hv-01\n', ''],
      ],
      'vms.yaml': [['home: hv-02\n  replica: { host: hv-01, frequency: PT5M }', 'home: hv-02']],
    },
    expected: ['hosts.yaml:9:12 partner-not-mutual', 'hosts.yaml:10:3 unknown-field', 'rollout.yaml:19:20 cannot-drain'],
    says: ['"hv-02" does not name "hv-01" as its partner'],
  },
  {
    name: 'a partner with a misspelt field that names somebody else',
    edits: { 'hosts.yaml': [['partner: hv-01', 'partner: web-01\n  adress: 10.0.0.1']] },
    expected: ['hosts.yaml:9:12 partner-not-mutual', 'hosts.yaml:20:12 partner-not-mutual', 'hosts.yaml:21:3 unknown-field'],
    says: ['the partner of "hv-02" is "web-01", not "hv-01"'],
  },
  {
    name: 'a partner that misspelt its own partner: nobody knows whom it names',
    edits: { 'hosts.yaml': [['partner: hv-01', 'partnr: hv-01']] },
    expected: ['hosts.yaml:20:3 unknown-field'],
    says: ['did you mean "partner"?'],
  },
  {
    name: 'a VM with a wrong size and its replica where it runs',
    edits: {
      'vms.yaml': [
        ['host: hv-02', 'host: hv-01'],
        ['8GiB', '8'],
      ],
    },
    expected: ['vms.yaml:6:20 replica-at-home', 'vms.yaml:9:11 wrong-type'],
    says: ['where it runs'],
  },
  {
    name: 'a fleet with a misspelt field and a zone that does not exist',
    edits: { 'fleet.yaml': [['Europe/Paris', 'Europe/Pariss\n  notise: 7']] },
    expected: ['fleet.yaml:5:13 unknown-timezone', 'fleet.yaml:6:3 unknown-field'],
    says: ['did you mean "Europe/Paris"?'],
  },
  {
    name: 'a policy with a misspelt field and a key that was cut',
    edits: {
      'policy.yaml': [
        [/ssh-ed25519 [^\]]+/.exec(tinyFiles['policy.yaml']!)![0], 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIQp'],
        ['mayStop:', 'mayStopp: [ops]\n  mayStop:'],
      ],
    },
    expected: ['policy.yaml:9:14 bad-key-text', 'policy.yaml:20:3 unknown-field'],
    says: ['not an OpenSSH public key of "marc"'],
  },
  // ---- rollouts
  {
    name: 'a ring that selects nobody',
    edits: { 'rollout.yaml': [['hosts: { ring: all }', 'hosts: { ring: al }']] },
    expected: ['rollout.yaml:18:27 ring-empty'],
    says: ['ring "all" selects no host (ring: al)', 'did you mean "all"?', 'values of "ring" on hosts: all'],
  },
  {
    name: 'a host in two rings',
    edits: { 'rollout.yaml': [['  before:', '    - { name: rest, hosts: { ring: all } }\n  before:']] },
    expected: ['rollout.yaml:19:28 host-in-two-rings'],
    says: ['app-01, hv-01, hv-02 and 1 more of ring "rest" are already in ring "all"', 'by one ring only'],
  },
  {
    name: 'a ring that can never be healthy',
    edits: { 'rollout.yaml': [['maxUnavailable: { perSite: 1 }', 'success: { minimum: 5 }']] },
    expected: ['rollout.yaml:18:62 ring-never-healthy'],
    says: ['asks for 5 healthy hosts and has 4', 'write at most 4'],
  },
  {
    name: 'two emergencies that claim the same hosts',
    edits: { 'rollout.yaml': [['baseline: 2026-11\n', 'baseline: 2026-11\n  lane: emergency\n']] },
    add: {
      'second.yaml': tinyFiles['rollout.yaml']!.split('---\n')[1]!
        .replace('november-2026', 'october-2026')
        .replace('baseline: 2026-11\n', 'baseline: 2026-11\n  lane: emergency\n'),
    },
    expected: ['second.yaml:9:27 host-in-two-rollouts'],
    says: ['claimed by rollout "november-2026"'],
  },
  {
    name: 'two normal rollouts that claim the same hosts',
    edits: {},
    add: { 'second.yaml': tinyFiles['rollout.yaml']!.split('---\n')[1]!.replace('november-2026', 'october-2026') },
    expected: ['second.yaml:8:27 host-in-two-rollouts'],
    says: ['already claimed by rollout "november-2026"', 'only an emergency rollout may pass another'],
  },
  {
    name: 'a baseline that forgets a product',
    edits: { 'rollout.yaml': [[`    debian-12: { suite: bookworm, packages: { jq: 1.6-2.1+deb12u1 } }\n`, '']] },
    expected: ['rollout.yaml:14:13 product-not-in-baseline'],
    says: ['says nothing about debian-12, which web-01 runs', 'add debian-12 to rollout.yaml'],
  },
  {
    name: 'a normal rollout without a window',
    edits: { 'rollout.yaml': [['  window: saturday-night\n', '']] },
    expected: ['rollout.yaml:14:1 window-missing'],
    says: ['names no window', 'lane: emergency'],
  },
  {
    name: 'a baseline that blocks its own update',
    edits: { 'rollout.yaml': [['  products:', '  blockedKbs: [KB5070884]\n  products:']] },
    expected: ['rollout.yaml:9:53 blocked-kb'],
    says: ['KB5070884 is asked for and blocked'],
  },
  {
    name: 'notice that may be postponed before it was given',
    edits: { 'fleet.yaml': [['postponableUntilDays: 3', 'postponableUntilDays: 9']] },
    expected: ['fleet.yaml:6:44 notice-too-short'],
    says: ['people are told only 7 days before', 'write at most 7'],
  },
  // ---- time
  {
    name: 'a time zone that does not exist',
    edits: { 'fleet.yaml': [['Europe/Paris', 'Europe/Pariss']] },
    expected: ['fleet.yaml:5:13 unknown-timezone'],
    says: ['"Europe/Pariss" is not an IANA time zone', 'did you mean "Europe/Paris"?'],
  },
  {
    name: 'a cron expression that is none',
    edits: { 'window.yaml': [['{ weekly: { day: saturday, at: "20:00" } }', '{ cron: "0 25 * * 6" }']] },
    expected: ['window.yaml:5:19 bad-cron'],
    says: ['is not a cron expression of five fields', '"0 20 * * 6"'],
  },
  {
    name: 'a cron expression that never fires',
    edits: { 'window.yaml': [['{ weekly: { day: saturday, at: "20:00" } }', '{ cron: "0 20 30 2 *" }']] },
    expected: ['window.yaml:5:19 cron-never-fires'],
    says: ['never fires', 'day of month or the month'],
  },
  {
    name: 'a window longer than a week',
    edits: { 'window.yaml': [['PT16H', 'P8D']] },
    expected: ['window.yaml:6:13 window-length'],
    says: ['the window lasts P8D; P7D is the most'],
  },
  {
    name: 'a cutoff that leaves nothing',
    edits: { 'window.yaml': [['PT16H', 'PT16H\n  cutoff: PT16H']] },
    expected: ['window.yaml:7:11 cutoff-too-long'],
    says: ['nothing could ever start', 'shorten the cutoff'],
  },
  {
    name: 'a window without a duration',
    edits: { 'window.yaml': [['\n  duration: PT16H', '']] },
    expected: ['window.yaml:4:1 missing-field'],
    says: ['does not say how long it stays open'],
  },
  {
    name: 'a union of windows with a duration of its own, a typo and another union in it',
    edits: {},
    add: {
      'unions.yaml': [
        'apiVersion: atlas/v1\nkind: MaintenanceWindow\nmetadata: { name: all }\nspec:\n  opens: { anyOf: [saturday-nihgt, weeknights] }\n  duration: PT8H\n',
        'apiVersion: atlas/v1\nkind: MaintenanceWindow\nmetadata: { name: weeknights }\nspec:\n  opens: { anyOf: [saturday-night, saturday-night] }\n',
      ].join('---\n'),
    },
    expected: [
      'unions.yaml:5:20 unknown-window',
      'unions.yaml:5:36 union-of-unions',
      'unions.yaml:6:3 union-field',
      'unions.yaml:12:36 repeated-name',
    ],
    says: ['did you mean "saturday-night"', 'saturday-night, weeknights'],
  },
  {
    name: 'a freeze that ends before it starts',
    edits: {},
    add: { 'freeze.yaml': freeze('from: 2027-01-04T00:00+01:00\n  to: 2026-12-19T00:00+01:00\n  why: x') },
    expected: ['freeze.yaml:6:7 freeze-ends-first'],
    says: ['ends (2026-12-19T00:00+01:00) before it starts', 'swap or correct'],
  },
  {
    name: 'an instant without its zone, and a day that does not exist',
    edits: {},
    add: {
      'freeze.yaml': freeze('from: 2026-12-19T00:00\n  to: 2027-02-30T00:00Z\n  why: x'),
      'hold.yaml': hold('who: marc\n  why: x\n  until: 2027-02-30T00:00Z'),
    },
    expected: ['freeze.yaml:5:9 bad-format', 'freeze.yaml:6:7 no-such-time', 'hold.yaml:7:10 no-such-time'],
    says: ['"2026-12-19T00:00" is not an instant with its offset', '2026-12-19T00:00+01:00'],
  },
  // ---- policy
  {
    name: 'a key that was cut when it was pasted',
    edits: {
      'policy.yaml': [[/ssh-ed25519 [^\]]+/.exec(tinyFiles['policy.yaml']!)![0], 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIQp']],
    },
    expected: ['policy.yaml:9:14 bad-key-text'],
    says: ['not an OpenSSH public key of "marc"', 'paste the one line of id_ed25519.pub'],
  },
  {
    name: 'two people with one key',
    edits: {
      'policy.yaml': [
        [
          tinyFiles['policy.yaml']!.match(/ssh-ed25519 [^\]]+/g)![1]!,
          tinyFiles['policy.yaml']!.match(/ssh-ed25519 [^\]]+/g)![0]!,
        ],
      ],
    },
    expected: ['policy.yaml:13:14 shared-identity'],
    says: ['the key of "ines" also belongs to "marc"', 'give each person their own'],
  },
  {
    name: 'a rule that can never be met',
    edits: { 'policy.yaml': [['{ name: everything, count: 1 }', '{ name: everything, count: 3, of: [ops] }']] },
    expected: ['policy.yaml:19:34 rule-never-met'],
    says: ['asks for 3 of ops, which has 2 who can approve', 'lower count'],
  },
  {
    name: 'hardware keys asked of people who have none',
    edits: { 'policy.yaml': [['  mayStop:', '  requireMfa: true\n  mayStop:']] },
    expected: ['policy.yaml:19:34 rule-never-met'],
    says: ['which has 0 who can approve (3 without a hardware key'],
  },
  {
    name: 'a policy that asks nothing of most changes',
    edits: { 'policy.yaml': [['{ name: everything, count: 1 }', '{ name: rollouts, kinds: [PatchRollout], count: 1 }']] },
    expected: ['policy.yaml:18:3 no-rule-for-all'],
    says: ['no rule applies to every change', 'add a rule without kinds'],
  },
  {
    name: 'a team nobody is in',
    edits: { 'policy.yaml': [['mayStop: [ops]', 'mayStop: [opps]']] },
    expected: ['policy.yaml:20:13 unknown-team'],
    says: ['team "opps" has no member', 'did you mean "ops"?  teams: dba, ops'],
  },
  {
    name: 'no policy',
    edits: {},
    add: { 'policy.yaml': null },
    expected: ['fleet.yaml:1:1 policy-missing'],
    says: ['no document of the repository is an ApprovalPolicy', 'policy/approval-policy.yaml'],
  },
  {
    name: 'two fleets',
    edits: {},
    add: { 'other.yaml': 'apiVersion: atlas/v1\nkind: Fleet\nmetadata: { name: other }\nspec: { timezone: UTC }\n' },
    expected: ['other.yaml:2:7 two-fleets'],
    says: ['there is one Fleet in a repository, and it is declared at fleet.yaml:1'],
  },
];

describe('broken fleets', () => {
  for (const { name, edits, add, expected, says } of cases) {
    it(name, () => {
      const edited: Record<string, string | null> = { ...add };
      for (const [file, changes] of Object.entries(edits)) {
        let text = tinyFiles[file]!;
        for (const [from, to] of changes) {
          assert.ok(text.includes(from), `${file} has no ${from}`);
          text = text.replace(from, () => to);
        }
        edited[file] = text;
      }
      const { fleet, problems } = loadFleet(tinyFleet(edited));
      assert.deepEqual(
        problems.map(({ at, code }) => `${at.file}:${at.line}:${at.column} ${code}`),
        expected,
        JSON.stringify(problems, null, 1),
      );
      assert.equal(fleet, null, 'nothing of a broken commit is applied');
      const said = `${problems[0]!.message} ${problems[0]!.remedy}`;
      for (const words of says) assert.ok(said.includes(words), `${JSON.stringify(words)} is not in ${JSON.stringify(said)}`);
      for (const problem of problems) assert.ok(problem.length >= 1 && problem.message !== '', JSON.stringify(problem));
    });
  }

  it('a private key is called one, and never repeated', () => {
    const secret = 'b3BlbnNzaC1rZXktdjEAAAAA';
    const { problems } = loadFleet(
      tinyFleet({
        'policy.yaml': tinyFiles['policy.yaml']!.replace(
          /keys: \[ssh[^\]]+\]/,
          `keys: ["-----BEGIN OPENSSH PRIVATE KEY-----\\n${secret}"]`,
        ),
      }),
    );
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ['private-key'],
    );
    assert.ok(!JSON.stringify(problems).includes(secret));
  });
});
