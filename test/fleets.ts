/** Fleets to test with: the example fleet of this repository, and the smallest one that has every part. */
import { readdir, readFile } from 'node:fs/promises';
import type { DeclarationFile } from '#core/declarations/load.ts';

/** The files of `fleet-example/`, sorted by path, paths relative to it. */
export async function exampleFiles(): Promise<DeclarationFile[]> {
  const root = new URL('../fleet-example/', import.meta.url);
  const paths = (await readdir(root, { recursive: true })).filter((path) => /\.ya?ml$/.test(path)).sort();
  return Promise.all(paths.map(async (path) => ({ path, bytes: new Uint8Array(await readFile(new URL(path, root))) })));
}

export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
export const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

/** `files({ 'fleet.yaml': '…' })` */
function files(contents: Readonly<Record<string, string | null>>): DeclarationFile[] {
  return Object.entries(contents).flatMap(([path, content]) => (content === null ? [] : [{ path, bytes: bytes(content) }]));
}

/**
 * One site, the replica pair hv-01/hv-02 with VMs app-01 and db-01, the guest app-01 with an agent of its own, the Debian
 * server web-01, one window, one rollout of one ring, and a policy of three people.
 * @param overrides files to replace or add by path; null removes one.
 */
export function tinyFleet(overrides: Readonly<Record<string, string | null>> = {}): DeclarationFile[] {
  return files({ ...tinyFiles, ...overrides });
}

const key = (digit: string) => `sha256:${digit.repeat(64)}`;

export const tinyFiles: Readonly<Record<string, string>> = {
  'fleet.yaml': `apiVersion: atlas/v1
kind: Fleet
metadata: { name: tiny }
spec:
  timezone: Europe/Paris
  notice: { days: 7, postponableUntilDays: 3 }
---
apiVersion: atlas/v1
kind: Site
metadata: { name: par }
spec: { displayName: Paris }
`,
  'hosts.yaml': `apiVersion: atlas/v1
kind: Host
metadata: { name: hv-01 }
spec:
  site: par
  product: windows-server-2022
  labels: { ring: all }
  agent: { key: "${key('1')}" }
  partner: hv-02
  hyperV: { reserve: 4GiB }
---
apiVersion: atlas/v1
kind: Host
metadata: { name: hv-02 }
spec:
  site: par
  product: windows-server-2022
  labels: { ring: all }
  agent: { key: "${key('2')}" }
  partner: hv-01
  hyperV: { reserve: 4GiB }
---
apiVersion: atlas/v1
kind: Host
metadata: { name: app-01 }
spec:
  site: par
  product: windows-server-2022
  labels: { ring: all }
  agent: { key: "${key('3')}" }
  runsOn: { vm: app-01 }
---
apiVersion: atlas/v1
kind: Host
metadata: { name: web-01 }
spec:
  site: par
  product: debian-12
  labels: { ring: all }
  agent: { enrol: token }
`,
  'vms.yaml': `apiVersion: atlas/v1
kind: VirtualMachine
metadata: { name: app-01 }
spec:
  home: hv-01
  replica: { host: hv-02, frequency: PT5M }
  startOrder: 20
  role: app
  memory: 8GiB
---
apiVersion: atlas/v1
kind: VirtualMachine
metadata: { name: db-01 }
spec:
  home: hv-02
  replica: { host: hv-01, frequency: PT5M }
  startOrder: 10
  role: sql
  memory: 16GiB
`,
  'window.yaml': `apiVersion: atlas/v1
kind: MaintenanceWindow
metadata: { name: saturday-night }
spec:
  opens: { weekly: { day: saturday, at: "20:00" } }
  duration: PT16H
`,
  'rollout.yaml': `apiVersion: atlas/v1
kind: PatchBaseline
metadata: { name: 2026-11 }
spec:
  severity: medium
  released: 2026-11-10
  products:
    windows-server-2022: { build: "20348.5622", kb: KB5070884 }
    debian-12: { suite: bookworm, packages: { jq: 1.6-2.1+deb12u1 } }
---
apiVersion: atlas/v1
kind: PatchRollout
metadata: { name: november-2026 }
spec:
  baseline: 2026-11
  window: saturday-night
  rings:
    - { name: all, hosts: { ring: all }, maxUnavailable: { perSite: 1 } }
  before: { drain: planned-failover, checkpoint: guests, freeDisk: 12GiB }
  verify: { within: PT20M, heartbeat: all-vms, services: [vmms] }
  onFailure: roll-back-and-halt
`,
  'policy.yaml': `apiVersion: atlas/v1
kind: ApprovalPolicy
metadata: { name: tiny }
spec:
  people:
    - name: marc
      teams: [ops]
      emails: [marc@tiny.example]
      keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIQpbCskVFHP/rE3EiqxJweqD1Pz3kIJWUJq5X/+hH5/]
    - name: ines
      teams: [ops]
      emails: [ines@tiny.example]
      keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHAmluRpG0rFYXQ/vnckuzzs34L3CSTt1aWN5SKsN2bg]
    - name: paul
      teams: [dba]
      emails: [paul@tiny.example]
      keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFSXlyLko6Cv7Ddqaf8IeLiinpsgM33wXWf2WfAqnQ3u]
  rules:
    - { name: everything, count: 1 }
  mayStop: [ops]
`,
};
