/** What a pull request means: in people's words, whatever the files look like. */
import assert from 'node:assert/strict';
import { diffFleets, type ResourceChange } from '#core/diff/diff.ts';
import { documentsOf } from '#core/diff/documents.ts';
import { judgeChange } from '#core/diff/judge.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { instantOf } from '#core/model/time.ts';
import { renderDiff } from '#core/views/diff.ts';
import { assertGolden } from '#test/golden.ts';
import { edited, type Edits, fleetOf, wide, wideFiles } from './wide.ts';

const before = wide();
const key = (digit: string) => `sha256:${digit.repeat(64)}`;

const said = ({ kind, name, type, statements }: ResourceChange): readonly string[] =>
  statements.length === 0 ? [`${kind}/${name} ${type}`] : statements.map(({ text }) => `${kind}/${name} ${type}: ${text}`);

const cases: readonly {
  readonly name: string;
  readonly edits: Edits;
  readonly changes: readonly string[];
  readonly effects?: readonly string[];
  readonly risks?: readonly string[];
}[] = [
  {
    name: 'a newer build is a new target for the hosts of that product alone',
    edits: { 'rollout.yaml': [['20348.5622", kb: KB5070884', '20348.5700", kb: KB5071000']] },
    changes: [
      'PatchBaseline/2026-11 changed: windows-server-2022: 20348.5622 → 20348.5700',
      'PatchBaseline/2026-11 changed: windows-server-2022 update: KB5070884 → KB5071000',
    ],
    effects: ['app-01', 'hv-01', 'hv-02', 'lyo-01', 'lyo-02'].map(
      (host) => `Host/${host} november-2026: target 20348.5622 → 20348.5700`,
    ),
  },
  {
    name: 'another label is another ring',
    edits: { 'lyon.yaml': [['labels: { ring: late }', 'labels: { ring: all }']] },
    changes: ['Host/lyo-01 changed: label ring: late → all'],
    effects: ['Host/lyo-01 november-2026: goes from ring production to pilot'],
  },
  {
    name: 'a label that no ring selects takes a host out',
    edits: { 'lyon.yaml': [['labels: { ring: late }', 'labels: { ring: none }']] },
    changes: ['Host/lyo-01 changed: label ring: late → none'],
    effects: ['Host/lyo-01 november-2026: patches it no more'],
  },
  {
    name: 'another window, by name',
    edits: { 'replication.yaml': [['window: saturday-night', 'window: sunday-night']] },
    changes: ['ReplicationPolicy/standard changed: window: saturday-night → sunday-night'],
    effects: ['VirtualMachine/app-01 standard: window saturday-night → sunday-night'],
  },
  {
    name: 'a window that moves reaches whoever works in it',
    edits: { 'window.yaml': [['at: "20:00"', 'at: "22:00"']] },
    changes: ['MaintenanceWindow/saturday-night changed: opens: Saturday 20:00 → Saturday 22:00'],
    effects: [
      ...['app-01', 'hv-01', 'hv-02', 'lyo-01', 'lyo-02', 'web-01'].map((host) => `Host/${host} november-2026`),
      'VirtualMachine/app-01 standard',
      'VirtualMachine/db-01 to-lyon',
    ].map((who) => `${who}: window Saturday 20:00 for 16 h Europe/Paris → Saturday 22:00 for 16 h Europe/Paris`),
  },
  {
    name: 'less notice is a risk',
    edits: { 'migration.yaml': [['waves:', 'notice: { days: 1, postponableUntilDays: 0 }\n  waves:']] },
    changes: [
      'Migration/to-lyon changed: days of notice: 7 → 1',
      'Migration/to-lyon changed: postponable until days before: 3 → 0',
    ],
    effects: ['VirtualMachine/db-01 to-lyon: notice 7 d → 1 d'],
    risks: ['safety-loosened days of notice: 7 → 1', 'safety-loosened postponable until days before: 3 → 0'],
  },
  {
    name: 'a VM goes elsewhere',
    edits: { 'migration.yaml': [['to: { host: lyo-01 }', 'to: { host: lyo-02 }']] },
    changes: [
      'Migration/to-lyon changed: wave "first", db-01 goes to: lyo-01 → lyo-02',
      'Migration/to-lyon changed: wave "first", replica of db-01 on: lyo-02 → lyo-01',
    ],
    effects: [
      'VirtualMachine/db-01 to-lyon: moves to lyo-02 in wave first by planned-failover, replica on lyo-01, not to lyo-01 in wave first by planned-failover, replica on lyo-02',
    ],
  },
  {
    name: 'a VM with a frequency of its own',
    edits: {
      'vms.yaml': [
        ['replica: { host: hv-02, policy: standard }', 'replica: { host: hv-02, policy: standard, frequency: PT30S }'],
      ],
    },
    changes: ['VirtualMachine/app-01 changed: replicated every: 15 min → 30 s'],
    effects: [
      'VirtualMachine/app-01 replica on hv-02 every 15 min, by standard, 4 recovery points → on hv-02 every 30 s, by standard, 4 recovery points',
    ],
  },
  {
    name: 'a policy reaches its VMs',
    edits: { 'replication.yaml': [['recoveryPoints: 4', 'recoveryPoints: 8']] },
    changes: ['ReplicationPolicy/standard changed: recovery points: 4 → 8'],
    effects: [
      'VirtualMachine/app-01 replica on hv-02 every 15 min, by standard, 4 recovery points → on hv-02 every 15 min, by standard, 8 recovery points',
    ],
  },
  {
    name: 'everything about who approves is a risk, a stricter rule too',
    edits: {
      'policy.yaml': [
        ['count: 1', 'count: 2'],
        ['mayStop: [ops]', 'mayStop: [ops, dba]'],
        ['teams: [dba]', 'teams: [dba, ops]'],
      ],
    },
    changes: [
      'ApprovalPolicy/ changed: paul is in teams: + ops',
      'ApprovalPolicy/ changed: rule "everything", approvals needed: 1 → 2',
      'ApprovalPolicy/ changed: teams that may stop work: + dba',
    ],
    risks: [
      'approval-policy paul is in teams: + ops',
      'approval-policy rule "everything", approvals needed: 1 → 2',
      'approval-policy teams that may stop work: + dba',
    ],
  },
  {
    name: 'a hold that goes lets work start, a freeze that ends sooner as well',
    edits: { 'hold.yaml': null, 'freeze.yaml': [['to: 2027-01-04', 'to: 2026-12-28']] },
    changes: ['Freeze/year-end changed: to: Mon 4 Jan 2027 00:00 → Mon 28 Dec 2026 00:00', 'Hold/web removed'],
    risks: [
      'hold-lifted to: Mon 4 Jan 2027 00:00 → Mon 28 Dec 2026 00:00',
      'hold-lifted is removed: what it kept back may start',
    ],
  },
  {
    name: 'a stricter rollout is no risk, a looser one is',
    edits: {
      'rollout.yaml': [
        ['soak: P3D', 'soak: P5D'],
        ['maxFailed: 1 }\n    - { name: production', 'maxFailed: 3 }\n    - { name: production'],
        ['checkpoint: guests', 'checkpoint: none'],
      ],
    },
    changes: [
      'PatchRollout/november-2026 changed: ring "pilot" soaks: 3 d → 5 d',
      'PatchRollout/november-2026 changed: ring "pilot" failures that halt it: 1 → 3',
      'PatchRollout/november-2026 changed: checkpoint: guests → none',
    ],
    risks: ['safety-loosened ring "pilot" failures that halt it: 1 → 3', 'safety-loosened checkpoint: guests → none'],
  },
  {
    name: 'a renamed host is the same machine: nothing else changes',
    edits: {
      'hosts.yaml': [['metadata: { name: web-01 }\nspec:\n', 'metadata: { name: www-01 }\nspec:\n  formerly: web-01\n']],
      'fleet.yaml': [['members: [app-01, web-01]', 'members: [app-01, www-01]']],
      'backup.yaml': [['via: web-01', 'via: www-01']],
      'hold.yaml': [['hosts: [web-01]', 'hosts: [www-01]']],
    },
    changes: [
      'Fleet/tiny changed: kept apart "web": + www-01, − web-01',
      'Host/www-01 renamed',
      'Hold/web changed: covers: web-01 → www-01',
      'BackupPolicy/nightly changed: asked through: web-01 → www-01',
    ],
    risks: ['safety-loosened kept apart "web": + www-01, − web-01', 'hold-lifted covers: web-01 → www-01'],
  },
  {
    name: 'a replaced machine keeps its name and brings a key of its own',
    edits: { 'hosts.yaml': [[key('1'), key('7')]] },
    changes: ['Host/hv-01 replaced: agent key: sha256:11111111… → sha256:77777777…'],
    risks: ['identity agent key: sha256:11111111… → sha256:77777777…'],
  },
  {
    name: 'a retired host stays as a tombstone',
    edits: { 'hosts.yaml': [['runsOn: { vm: app-01 }', 'runsOn: { vm: app-01 }\n  retired: sold']] },
    changes: ['Host/app-01 retired: retired sold, not set before'],
    effects: ['Host/app-01 november-2026: patches it no more'],
  },
];

describe('what a change of declarations means', () => {
  for (const { name, edits, changes, effects = [], risks = [] } of cases) {
    it(name, () => {
      const diff = diffFleets(before, fleetOf(edited(edits)));
      assert.deepEqual(diff.changes.flatMap(said), changes);
      assert.deepEqual(
        diff.effects.map(({ resource, text }) => `${resource} ${text}`),
        effects,
      );
      assert.deepEqual(
        diff.risks.map(({ code, text }) => `${code} ${text}`),
        risks,
      );
    });
  }

  it('nothing has changed: nothing is said', () => {
    const diff = diffFleets(before, wide());
    assert.deepEqual([diff.changes, diff.effects, diff.risks, diff.moved], [[], [], [], { files: 0, lines: 0 }]);
    assert.equal(diff.intent.before, diff.intent.after);
  });

  it('all in one file, upside down: no change in meaning; the new intent is said to come from the lines', () => {
    const documents = Object.values(wideFiles).flatMap((file) => file.split('---\n'));
    const diff = diffFleets(before, fleetOf({ 'all.yaml': documents.reverse().join('---\n') }));
    assert.deepEqual([diff.changes, diff.effects, diff.risks], [[], [], []]);
    assert.equal(diff.moved.files, documents.length);
    assert.equal(diff.intent.linesOnly, true);
    const text = renderDiff({ fleet: 'tiny', before: 'a', after: 'b' }, diff, judgeChange(before, before, [], noon), options);
    assert.match(text, /no change in meaning, \d+ documents in other files/);
    assert.match(
      text.replaceAll('\n', ' '),
      /only because lines that call for work have moved to other places; the work is the same/,
    );
  });

  it('a removed host is unmanaged from now on: nothing is deleted (T9)', () => {
    const after = fleetOf(edited({ 'hold.yaml': null }));
    const diff = diffFleets(before, after);
    assert.deepEqual(diff.changes.map(said).flat(), ['Hold/web removed']);
    const gone = { ...before, hosts: Object.fromEntries(Object.entries(before.hosts).filter(([name]) => name !== 'web-01')) };
    const text = renderDiff(
      { fleet: 'tiny', before: 'a', after: 'b' },
      diffFleets(before, gone),
      judgeChange(before, gone, [], noon),
      options,
    );
    assert.match(text.replaceAll(/\s+/g, ' '), /web-01 is removed: unmanaged from now on, nothing on it is deleted or changed/);
    // an omitted field is as little a command to clear it
    assert.match(
      diffFleets(before, wide({ 'vms.yaml': [['\n  networks: [{ switch: LAN, vlan: 10 }]', '']] }))
        .changes.flatMap(said)
        .join(),
      /networks LAN VLAN 10 is no longer set/,
    );
  });

  it('every field of every kind is compared: none can be forgotten', () => {
    let fields = 0;
    for (const [kind, documents] of documentsOf(before)) {
      for (const { name, content } of documents.values()) {
        for (const path of leaves(content)) {
          const after = structuredClone(before) as unknown as Record<string, unknown>;
          const changed = touch(after, kind, name, path);
          if (!changed) continue;
          fields++;
          const diff = diffFleets(before, after as unknown as Fleet);
          const found = diff.changes.find((one) => one.kind === kind);
          assert.ok(found, `${kind}/${name} ${path.join('/')} was not noticed`);
          assert.ok(found.statements.length > 0, `${kind}/${name} ${path.join('/')} is not said`);
        }
      }
    }
    assert.ok(fields > 150, `${fields} fields`);
  });

  it('reads well', () => {
    const after = wide({
      'rollout.yaml': [
        ['build: "20348.5622"', 'build: "20348.5700"'],
        ['window: saturday-night', 'window: sunday-night'],
        ['soak: P3D', 'soak: P1D'],
      ],
      'policy.yaml': [['count: 1', 'count: 2']],
      'hosts.yaml': [['labels: { ring: all }', 'labels: { ring: late }']],
      'hold.yaml': null,
      'window-3.yaml':
        'apiVersion: atlas/v1\nkind: MaintenanceWindow\nmetadata: { name: patch-tuesday }\nspec:\n  opens: { weekly: { day: tuesday, at: "22:00", nth: 2 } }\n  duration: PT6H\n',
    });
    const text = renderDiff(
      { fleet: 'tiny', before: '4f2a91c', after: '7c1d2aa' },
      diffFleets(before, after),
      judgeChange(before, after, [], noon),
      options,
    );
    assertGolden(import.meta.dirname, 'diff', text);
  });
});

const noon = instantOf('2026-11-20T12:00+01:00');
const options = { zone: 'Europe/Paris' };

function leaves(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return value === undefined ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** Changes one leaf of a document within the fleet; false when the path is not part of it as it stands there. */
function touch(fleet: Record<string, unknown>, kind: string, name: string, path: readonly string[]): boolean {
  let at = placeIn(fleet, kind, name);
  for (const segment of path.slice(0, -1)) {
    const next = (at as Record<string, unknown>)[segment];
    if (typeof next !== 'object' || next === null) return false;
    at = next as Record<string, unknown>;
  }
  const last = path.at(-1)!;
  // another value would be no window at all
  if (last === 'name' || path.join('/') === 'opens/type') return false;
  const old = at[last];
  at[last] =
    typeof old === 'number'
      ? old + 60_000
      : typeof old === 'boolean'
        ? !old
        : Array.isArray(old)
          ? [...(old as unknown[]), 'other']
          : typeof old === 'object' && old !== null
            ? { other: 'thing' }
            : `${String(old)}-other`;
  return true;
}

function placeIn(fleet: Record<string, unknown>, kind: string, name: string): Record<string, unknown> {
  const records: Readonly<Record<string, string>> = {
    Site: 'sites',
    Host: 'hosts',
    VirtualMachine: 'vms',
    PatchBaseline: 'baselines',
    PatchRollout: 'rollouts',
    ReplicationPolicy: 'replicationPolicies',
    Migration: 'migrations',
    MaintenanceWindow: 'windows',
  };
  const lists: Readonly<Record<string, string>> = {
    Freeze: 'freezes',
    Hold: 'holds',
    BackupPolicy: 'backupPolicies',
    NotificationPolicy: 'notificationPolicies',
  };
  if (kind === 'Fleet') return fleet;
  if (kind === 'ApprovalPolicy') return fleet['policy'] as Record<string, unknown>;
  if (records[kind] !== undefined) return (fleet[records[kind]] as Record<string, Record<string, unknown>>)[name]!;
  return (fleet[lists[kind]!] as Record<string, unknown>[]).find((one) => one['name'] === name)!;
}
