/**
 * The workload of every row: a fleet of N hosts whose documents and observations follow from N alone.
 *
 * It is W1 of the peers' figures with replica pairs in place of its replicas: hosts 2i and 2i+1 are the Hyper-V hosts of
 * a pair, each pair runs one replicated VM, three rollouts patch through three windows, and one host in a hundred is behind
 * its baseline. So a plan has N + N/2 verdicts, a hundredth of them a change.
 */
import type { DeclarationFile } from '#core/declarations/load.ts';
import type { HostName } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import { type Instant, instant } from '#core/model/time.ts';

export const fleetName = 'bench';
/** The instant of every cold plan, Saturday 14 November 2026, 21:00 UTC: one of the three windows is open. */
export const planNow: Instant = instant(1_794_690_000_000);

const declaredBuild = '20348.5622';
const oldBuild = '20348.4405';
const GiB = 1024 ** 3;
/** Pairs in one file of hosts and in one of VMs: people keep what belongs together in one file. */
const pairsInFile = 25;
const windows = ['saturday-night', 'sunday-night', 'weekday-night'] as const;

export interface Workload {
  readonly files: readonly DeclarationFile[];
  /** In order of host names. */
  readonly observations: ReadonlyMap<HostName, Observation>;
}

/**
 * @param hosts an even number, from 60 on: each ring has a host.
 * @param everythingMay all three windows are open at `planNow`, and no budget is ever spent: whatever is behind may begin.
 */
export function workload(hosts: number, everythingMay = false): Workload {
  if (!Number.isInteger(hosts) || hosts < 60 || hosts % 2 !== 0) throw new RangeError(`${hosts} hosts fill no rings with pairs`);
  return { files: filesOf(hosts, everythingMay), observations: observationsOf(hosts) };
}

/** What a host would report one month behind. */
export function behind(observation: Observation): Observation {
  return { ...observation, patch: { type: 'windows', build: oldBuild, servicing: 'idle' } };
}

export function hostOf(index: number): HostName {
  return `h${String(index).padStart(6, '0')}` as HostName;
}

const vmOf = (pair: number): string => `v${String(pair).padStart(6, '0')}`;
const partnerOf = (index: number): HostName => hostOf(index % 2 === 0 ? index + 1 : index - 1);
const isBehind = (index: number): boolean => index % 100 === 7;
/** The two hosts of a pair share a window, or they could never wait for one another within it. */
const windowOf = (index: number): string => windows[Math.floor(index / 2) % windows.length]!;

function filesOf(hosts: number, everythingMay: boolean): DeclarationFile[] {
  const files = [
    file('fleet.yaml', fleetText),
    file('policy.yaml', policyText),
    file('rollouts.yaml', rolloutsText(everythingMay)),
  ];
  for (let pair = 0; pair < hosts / 2; pair += pairsInFile) {
    const until = Math.min(pair + pairsInFile, hosts / 2);
    const pairs = Array.from({ length: until - pair }, (_, i) => pair + i);
    const number = String(pair / pairsInFile).padStart(4, '0');
    files.push(file(`hosts/${number}.yaml`, pairs.flatMap((one) => [hostText(2 * one), hostText(2 * one + 1)]).join('---\n')));
    files.push(file(`vms/${number}.yaml`, pairs.map(vmText).join('---\n')));
  }
  return files;
}

function file(path: string, text: string): DeclarationFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

const fleetText = `apiVersion: atlas/v1
kind: Fleet
metadata: { name: ${fleetName} }
spec:
  timezone: UTC
  factsMaxAge: PT10M
  notice: { days: 0, postponableUntilDays: 0 }
---
apiVersion: atlas/v1
kind: Site
metadata: { name: north }
spec: { displayName: North }
---
apiVersion: atlas/v1
kind: Site
metadata: { name: south }
spec: { displayName: South }
`;

export const policyText = `apiVersion: atlas/v1
kind: ApprovalPolicy
metadata: { name: who-approves }
spec:
  people:
    - name: ines
      teams: [ops]
      emails: [ines@bench.example]
      keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHAmluRpG0rFYXQ/vnckuzzs34L3CSTt1aWN5SKsN2bg"]
  rules:
    - { name: every-change, count: 1 }
  mayStop: [ops]
`;

function rolloutsText(everythingMay: boolean): string {
  const inTurn = [
    '{ weekly: { day: saturday, at: "20:00" } }',
    '{ weekly: { day: sunday, at: "20:00" } }',
    '{ weekly: { day: tuesday, at: "20:00" } }',
  ];
  const opens = everythingMay ? windows.map(() => inTurn[0]) : inTurn;
  const [some, many] = everythingMay ? [10_000, 10_000] : [5, 50];
  const documents = windows.map(
    (name, i) => `apiVersion: atlas/v1
kind: MaintenanceWindow
metadata: { name: ${name} }
spec: { opens: ${opens[i]}, duration: PT8H }
---
apiVersion: atlas/v1
kind: PatchRollout
metadata: { name: november-${name} }
spec:
  baseline: 2026-11
  window: ${name}
  rings:
    - { name: pilot, hosts: { window: ${name}, ring: pilot }, soak: P1D, success: { healthy: 90%, minimum: 1 }, maxUnavailable: { perSite: ${some} }, maxFailed: 5 }
    - { name: production, hosts: { window: ${name}, ring: production }, maxUnavailable: { perSite: ${many} }, maxFailed: 10 }
  before: { drain: planned-failover, checkpoint: guests, freeDisk: 12GiB }
  verify: { within: PT20M, heartbeat: all-vms, services: [vmms] }
  onFailure: roll-back-and-halt
`,
  );
  return `apiVersion: atlas/v1
kind: PatchBaseline
metadata: { name: 2026-11 }
spec:
  severity: medium
  released: 2026-11-10
  products:
    windows-server-2022: { build: "${declaredBuild}", kb: KB5081442 }
---
${documents.join('---\n')}`;
}

function hostText(index: number): string {
  const name = hostOf(index);
  const subnet = `10.${Math.floor(index / 62_500)}.${Math.floor(index / 250) % 250}`;
  return `apiVersion: atlas/v1
kind: Host
metadata: { name: ${name} }
spec:
  site: ${siteOf(index)}
  product: windows-server-2022
  labels: { ring: ${index % 20 < 2 ? 'pilot' : 'production'}, window: ${windowOf(index)} }
  address: ${subnet}.${(index % 250) + 1}
  agent: { key: "sha256:${String(index).padStart(64, '0')}" }
  partner: ${partnerOf(index)}
  hyperV: { reserve: 8GiB }
`;
}

function siteOf(index: number): string {
  return Math.floor(index / 2) % 2 === 0 ? 'north' : 'south';
}

function vmText(pair: number): string {
  return `apiVersion: atlas/v1
kind: VirtualMachine
metadata: { name: ${vmOf(pair)} }
spec:
  home: ${hostOf(2 * pair)}
  replica: { host: ${hostOf(2 * pair + 1)}, frequency: PT5M }
  startOrder: ${10 + (pair % 5) * 10}
  role: app
  memory: 8GiB
`;
}

function observationsOf(hosts: number): ReadonlyMap<HostName, Observation> {
  return new Map(Array.from({ length: hosts }, (_, index) => [hostOf(index), observationOf(index)]));
}

function observationOf(index: number): Observation {
  const primary = index % 2 === 0;
  return {
    product: 'windows-server-2022',
    bootId: `boot-${index}`,
    patch: { type: 'windows', build: isBehind(index) ? oldBuild : declaredBuild, servicing: 'idle' },
    rebootPending: false,
    systemDiskFree: 60 * GiB,
    services: { vmms: 'running' },
    probes: {},
    hyperV: {
      memory: { capacity: 64 * GiB },
      vms: [
        {
          name: vmOf(Math.floor(index / 2)),
          state: primary ? 'Running' : 'Off',
          heartbeat: primary ? 'ok' : 'none',
          memory: 8 * GiB,
          replication: {
            mode: primary ? 'primary' : 'replica',
            state: 'Replicating',
            health: 'Normal',
            partner: partnerOf(index),
          },
          checkpoints: [],
          busy: false,
        },
      ],
    },
  };
}

/** For the plainest loops: what every host reports, and what it would report if it were at its baseline. */
export function plainFacts({ observations }: Workload): { readonly wanted: string; readonly observed: string } {
  const wanted = [...observations].map(([host, facts]) => [
    host,
    { ...facts, patch: { type: 'windows', build: declaredBuild, servicing: 'idle' } },
  ]);
  return { wanted: JSON.stringify(Object.fromEntries(wanted)), observed: JSON.stringify(Object.fromEntries(observations)) };
}
