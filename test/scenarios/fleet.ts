/** Small fleets, written as people write them: each function gives the YAML of what it is named after. */
import type { DeclarationFile } from '#core/declarations/load.ts';
import { sha256 } from '#core/digest.ts';
import { bytes, tinyFiles } from '#test/fleets.ts';

/** Path → content; null = not there. */
export type Files = Readonly<Record<string, string | null>>;

export function declarationFiles(files: Files): readonly DeclarationFile[] {
  return Object.entries(files).flatMap(([path, content]) => (content === null ? [] : [{ path, bytes: bytes(content) }]));
}

const join = (documents: readonly string[]) => documents.join('---\n');
const given = (line: string, value: string | number | undefined) => (value === undefined ? '' : `  ${line}: ${value}\n`);
const key = (name: string) => `sha256:${sha256(name)}`;

export interface FleetText {
  /** Lines under `spec` of the Fleet. */
  readonly settings?: string;
  readonly hosts: readonly string[];
  readonly vms?: readonly string[];
  /** Baselines, rollouts and windows, each under its own file. */
  readonly more?: Files;
}

/** One site in Paris, people told seven days before and not postponed in the last three. */
export function fleet({ settings = '', hosts, vms = [], more = {} }: FleetText): Files {
  return {
    'fleet.yaml': `apiVersion: atlas/v1
kind: Fleet
metadata: { name: tiny }
spec:
  timezone: Europe/Paris
  notice: { days: 7, postponableUntilDays: 3 }
${settings}---
apiVersion: atlas/v1
kind: Site
metadata: { name: par }
spec: { displayName: Paris }
`,
    'hosts.yaml': join(hosts),
    ...(vms.length === 0 ? {} : { 'vms.yaml': join(vms) }),
    'window.yaml': tinyFiles['window.yaml']!,
    'policy.yaml': tinyFiles['policy.yaml']!,
    ...more,
  };
}

interface HostText {
  readonly ring?: string;
  readonly checks?: string;
}

const host = (name: string, product: string, { ring = 'all', checks }: HostText, lines: string): string =>
  `apiVersion: atlas/v1
kind: Host
metadata: { name: ${name} }
spec:
  site: par
  product: ${product}
  labels: { ring: ${ring} }
  agent: { key: "${key(name)}" }
${lines}${given('checks', checks)}`;

/** Two Hyper-V hosts that hold each other's replicas. */
export function pair(a: string, b: string, more: HostText & { readonly memory?: string } = {}): readonly string[] {
  const memory = more.memory === undefined ? '' : `, memory: ${more.memory}`;
  const one = (name: string, partner: string) =>
    host(name, 'windows-server-2022', more, `  partner: ${partner}\n  hyperV: { reserve: 4GiB${memory} }\n`);
  return [one(a, b), one(b, a)];
}

/** The Windows guest of the VM of the same name. */
export function guest(name: string, more: HostText = {}): string {
  return host(name, 'windows-server-2022', more, `  runsOn: { vm: ${name} }\n`);
}

export function debian(name: string, more: HostText = {}): string {
  return host(name, 'debian-12', more, '');
}

interface VmText {
  readonly memory?: string;
  readonly role?: string;
  readonly order?: number;
  /** Its ReplicationPolicy. */
  readonly policy?: string;
}

export function vm(name: string, home: string, replica: string, { memory = '8GiB', role, order, policy }: VmText = {}): string {
  return `apiVersion: atlas/v1
kind: VirtualMachine
metadata: { name: ${name} }
spec:
  home: ${home}
  replica: { host: ${replica}${policy === undefined ? ', frequency: PT5M' : `, policy: ${policy}`} }
${given('role', role)}${given('startOrder', order)}  memory: ${memory}
`;
}

interface WindowText {
  readonly opens: string;
  readonly lasts: string;
  readonly timezone?: string;
  readonly cutoff?: string;
}

export function maintenance(name: string, { opens, lasts, timezone, cutoff }: WindowText): string {
  return `apiVersion: atlas/v1
kind: MaintenanceWindow
metadata: { name: ${name} }
spec:
${given('timezone', timezone)}  opens: { ${opens} }
  duration: ${lasts}
${given('cutoff', cutoff)}`;
}

interface BaselineText {
  readonly build?: string;
  readonly kb?: string;
  readonly severity?: string;
  readonly released?: string;
  readonly blocked?: string;
}

export function baseline(name: string, text: BaselineText = {}): string {
  const { build = '20348.5622', kb = 'KB5070884', severity = 'medium', released = '2026-11-10', blocked } = text;
  return `apiVersion: atlas/v1
kind: PatchBaseline
metadata: { name: ${name} }
spec:
  severity: ${severity}
  released: ${released}
  products:
    windows-server-2022: { build: "${build}", kb: ${kb} }
    debian-12: { suite: bookworm, packages: { jq: 1.6-2.1+deb12u1 } }
${given('blockedKbs', blocked)}`;
}

interface RolloutText {
  readonly baseline?: string;
  /** Null = round the clock, in the emergency lane. */
  readonly window?: string | null;
  readonly lane?: string;
  readonly notice?: string;
  readonly rings?: readonly string[];
  readonly before?: string;
  readonly verify?: string;
  readonly onFailure?: string;
  readonly attempt?: number;
}

const oneRing = ['{ name: all, hosts: { ring: all }, maxUnavailable: { perSite: 1 } }'];

/** A rollout of `2026-11` on Saturday nights to all hosts, one at a time, unless told otherwise. */
export function rollout(name: string, text: RolloutText = {}): string {
  const { window = 'saturday-night', rings = oneRing, before = 'drain: planned-failover, checkpoint: guests' } = text;
  return `apiVersion: atlas/v1
kind: PatchRollout
metadata: { name: ${name} }
spec:
  baseline: ${text.baseline ?? '2026-11'}
${given('lane', text.lane)}${window === null ? '' : `  window: ${window}\n`}${given('notice', text.notice)}  rings:
${rings.map((ring) => `    - ${ring}\n`).join('')}  before: { ${before} }
  verify: { ${text.verify ?? 'within: PT20M, heartbeat: all-vms, services: [vmms]'} }
  onFailure: ${text.onFailure ?? 'roll-back-and-halt'}
${given('attempt', text.attempt)}`;
}

/** The baseline and rollout of November, in one file. */
export function november(text: RolloutText = {}, level: BaselineText = {}): Files {
  return { 'rollout.yaml': join([baseline('2026-11', level), rollout('november', text)]) };
}

/** Veeam, asked by the agent of `via`. */
export function veeam(via: string, maxAge: string, pauseJobs: boolean): string {
  return `apiVersion: atlas/v1
kind: BackupPolicy
metadata: { name: nightly }
spec:
  veeam: { server: "https://veeam.example:9419", via: ${via} }
  maxAge: ${maxAge}
  pauseJobs: ${pauseJobs}
`;
}

/** What VMs follow that name `standard`. */
export function standardReplication(more = ''): string {
  return `apiVersion: atlas/v1
kind: ReplicationPolicy
metadata: { name: standard }
spec:
  frequency: PT5M
  recoveryPoints: 4
  window: saturday-night
  notice: { days: 0, postponableUntilDays: 0 }
  maxAtOnce: 2
${more}`;
}

interface MigrationText {
  readonly waves: readonly string[];
  readonly onFailure?: string;
  readonly keepSource?: string;
}

export function migration(name: string, { waves, onFailure = 'fail-back-and-halt', keepSource = 'P7D' }: MigrationText): string {
  return `apiVersion: atlas/v1
kind: Migration
metadata: { name: ${name} }
spec:
  method: planned-failover
  window: saturday-night
  notice: { days: 0, postponableUntilDays: 0 }
  waves:
${waves.map((wave) => `    - ${wave}\n`).join('')}  verify: { within: PT20M, heartbeat: all-vms }
  onFailure: ${onFailure}
  keepSource: ${keepSource}
`;
}

interface HoldText {
  readonly why?: string;
  readonly until?: string;
  readonly hosts?: string;
}

export function hold(name: string, { why, until, hosts }: HoldText): string {
  return `apiVersion: atlas/v1
kind: Hold
metadata: { name: ${name} }
spec:
  who: ines
${given('why', why)}${given('until', until)}${hosts === undefined ? '' : `  scope: { hosts: [${hosts}] }\n`}`;
}
