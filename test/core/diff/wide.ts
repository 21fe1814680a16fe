/** The tiny fleet with one document of every kind, to be changed in one place and compared. */
import assert from 'node:assert/strict';
import { loadFleet } from '#core/declarations/load.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { bytes, tinyFiles } from '#test/fleets.ts';

const document = (kind: string, name: string, spec: string) =>
  `apiVersion: atlas/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n${spec.replace(/^/gm, '  ')}\n`;

/** A pair at a site of its own: where the migration goes. */
const lyon = [
  document('Site', 'lyo', 'displayName: Lyon'),
  ...[
    ['lyo-01', 'lyo-02', 'a'],
    ['lyo-02', 'lyo-01', 'b'],
  ].map(([host, partner, digit]) =>
    document(
      'Host',
      host!,
      `site: lyo
product: windows-server-2022
labels: { ring: late }
agent: { key: "sha256:${digit!.repeat(64)}" }
partner: ${partner}
hyperV: { reserve: 4GiB, memory: 96GiB, switches: { LAN: [20, 10] }, vmVersions: ["10.0"] }
checks: { services: [W3SVC], probes: [{ name: site, tcp: 443 }] }`,
    ),
  ),
].join('---\n');

export const wideFiles: Readonly<Record<string, string>> = {
  ...tinyFiles,
  'fleet.yaml': tinyFiles['fleet.yaml']!.replace(
    '  notice:',
    '  keepApart: [{ name: web, members: [app-01, web-01], max: 1 }]\n  notice:',
  ),
  'vms.yaml': tinyFiles['vms.yaml']!.replace(
    'replica: { host: hv-02, frequency: PT5M }',
    'replica: { host: hv-02, policy: standard }',
  ).replace('memory: 8GiB', 'memory: 8GiB\n  networks: [{ switch: LAN, vlan: 10 }]'),
  'rollout.yaml': tinyFiles['rollout.yaml']!.replace(
    '    - { name: all, hosts: { ring: all }, maxUnavailable: { perSite: 1 } }',
    `    - { name: pilot, hosts: { ring: all }, soak: P3D, maxUnavailable: { perSite: 1 }, maxFailed: 1 }
    - { name: production, hosts: { ring: late }, maxUnavailable: { perSite: 1 }, maxFailed: 1 }`,
  ),
  'window-2.yaml': document(
    'MaintenanceWindow',
    'sunday-night',
    'opens: { weekly: { day: sunday, at: "20:00" } }\nduration: PT8H',
  ),
  'lyon.yaml': lyon,
  'replication.yaml': document(
    'ReplicationPolicy',
    'standard',
    `frequency: PT15M
recoveryPoints: 4
window: saturday-night
notice: { days: 7, postponableUntilDays: 3 }
testFailover: { every: P30D }`,
  ),
  'migration.yaml': document(
    'Migration',
    'to-lyon',
    `method: planned-failover
window: saturday-night
waves:
  - { name: first, vms: [db-01], to: { host: lyo-01 }, soak: P3D }
before: { backup: { maxAge: PT24H } }
verify: { within: PT20M }
onFailure: fail-back-and-halt
keepSource: P7D`,
  ),
  'backup.yaml': document(
    'BackupPolicy',
    'nightly',
    'veeam: { server: "https://veeam.acme.example:9419", via: web-01 }\nmaxAge: P1D\nscope: { sites: [par] }',
  ),
  'tell.yaml': document('NotificationPolicy', 'acme', 'mail: [it@acme.example]\nemergencies: [ceo@acme.example]'),
  'freeze.yaml': document(
    'Freeze',
    'year-end',
    'from: 2026-12-18T00:00+01:00\nto: 2027-01-04T00:00+01:00\nwhy: closing of the books',
  ),
  'hold.yaml': document('Hold', 'web', 'scope: { hosts: [web-01] }\nwho: ines\nwhy: new site\nuntil: 2026-12-01T00:00+01:00'),
};

/** `{ file: [[from, to]…] }`; null removes the file, a text replaces or adds it. */
export type Edits = Readonly<Record<string, string | null | readonly (readonly [from: string, to: string])[]>>;

export function edited(edits: Edits, files: Readonly<Record<string, string>> = wideFiles): Readonly<Record<string, string>> {
  const result: Record<string, string> = { ...files };
  for (const [file, edit] of Object.entries(edits)) {
    if (edit === null) delete result[file];
    else if (typeof edit === 'string') result[file] = edit;
    else
      for (const [from, to] of edit) {
        assert.ok(result[file]?.includes(from), `${file} has no ${from}`);
        result[file] = result[file]!.replace(from, () => to);
      }
  }
  return result;
}

export function fleetOf(files: Readonly<Record<string, string>>): Fleet {
  const { fleet, problems } = loadFleet(Object.entries(files).map(([path, content]) => ({ path, bytes: bytes(content) })));
  assert.ok(fleet, JSON.stringify(problems, null, 1));
  return fleet;
}

export const wide = (edits: Edits = {}): Fleet => fleetOf(edited(edits));
