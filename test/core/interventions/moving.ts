/**
 * Two pairs of Hyper-V hosts, hv-01/hv-02 and hv-03/hv-04, with VMs that follow a replication policy; a migration can be added. All
 * hosts are patched, so that all that happens is work on VMs.
 */
import type { DeclarationFile } from '#core/declarations/load.ts';
import type { PatchState } from '#core/model/action.ts';
import { instantOf, type Instant } from '#core/model/time.ts';
import { tinyFiles, tinyFleet } from '#test/fleets.ts';
import { type Drive, drive, type DriveOptions } from './drive.ts';

const key = (digit: string) => `sha256:${digit.repeat(64)}`;
const hypervisor = (name: string, partner: string, digit: string) => `apiVersion: atlas/v1
kind: Host
metadata: { name: ${name} }
spec:
  site: par
  product: windows-server-2022
  labels: { ring: all }
  agent: { key: "${key(digit)}" }
  partner: ${partner}
  hyperV: { reserve: 4GiB }
`;

export const policyFile = `apiVersion: atlas/v1
kind: ReplicationPolicy
metadata: { name: standard }
spec:
  frequency: PT5M
  recoveryPoints: 4
  window: saturday-night
  notice: { days: 0, postponableUntilDays: 0 }
  maxAtOnce: 2
`;

export const tested = (yaml: string): string => `${yaml}  testFailover: { every: P90D, within: PT15M }\n`;

export const erp = (change: { readonly method?: string; readonly onFailure?: string } = {}): string => {
  const { method = 'planned-failover', onFailure = 'fail-back-and-halt' } = change;
  const transfer = method === 'export-import' ? "  transfer: '\\\\nas\\transfer'\n" : '';
  return `apiVersion: atlas/v1
kind: Migration
metadata: { name: erp }
spec:
  method: ${method}
${transfer}  window: saturday-night
  notice: { days: 0, postponableUntilDays: 0 }
  waves:
    - { name: first, vms: [app-01], to: { host: hv-03 } }
  verify: { within: PT20M, heartbeat: all-vms }
  onFailure: ${onFailure}
  keepSource: P7D
`;
};

export interface Scenery {
  readonly policy?: string;
  readonly migration?: string;
  readonly vms?: (yaml: string) => string;
  readonly extra?: Readonly<Record<string, string>>;
}

export function movingFiles({
  policy = policyFile,
  migration,
  vms = (yaml) => yaml,
  extra = {},
}: Scenery = {}): DeclarationFile[] {
  const followed = tinyFiles['vms.yaml']!.replaceAll('frequency: PT5M', 'policy: standard');
  return tinyFleet({
    'hosts.yaml': tinyFiles['hosts.yaml']!.replace(
      /---\napiVersion: atlas\/v1\nkind: Host\nmetadata: { name: app-01 }[\s\S]*?(?=---)/,
      '',
    ),
    'more-hosts.yaml': `${hypervisor('hv-03', 'hv-04', '4')}---\n${hypervisor('hv-04', 'hv-03', '5')}`,
    'vms.yaml': vms(followed),
    'policy-replication.yaml': policy,
    ...(migration === undefined ? {} : { 'migration.yaml': migration }),
    ...extra,
  });
}

const current: PatchState = { type: 'windows', build: '20348.5622' };
export const builds: Readonly<Record<string, PatchState>> = {
  'hv-01': current,
  'hv-02': current,
  'hv-03': current,
  'hv-04': current,
  'web-01': { type: 'debian', packages: { jq: '1.6-2.1+deb12u1' } },
};
const friday: Instant = instantOf('2026-11-20T12:00+01:00');
export const at = (text: string): Instant => instantOf(text);

export function moving(scenery: Scenery = {}, options: Partial<DriveOptions> = {}): Drive {
  return drive({ files: movingFiles(scenery), start: friday, builds, ...options });
}
