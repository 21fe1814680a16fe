/** The tiny fleet one month behind, with one host selected, driven through its window. */
import type { DeclarationFile } from '#core/declarations/load.ts';
import type { PatchState } from '#core/model/action.ts';
import { instantOf } from '#core/model/time.ts';
import { tinyFiles, tinyFleet } from '#test/fleets.ts';
import { type Drive, drive, type DriveOptions, saturday } from './drive.ts';

const old: PatchState = { type: 'windows', build: '20348.5000' };
export const lastMonth: Readonly<Record<string, PatchState>> = {
  'hv-01': old,
  'hv-02': old,
  'app-01': old,
  'web-01': { type: 'debian', packages: { jq: '1.6-2.1', 'linux-image-amd64': '6.1.153-1' } },
};

export interface TinyChange {
  /** The only host the rollout selects; all when left out. */
  readonly only?: string;
  readonly rollout?: (yaml: string) => string;
  readonly vms?: (yaml: string) => string;
  readonly hosts?: (yaml: string) => string;
  readonly extra?: Readonly<Record<string, string>>;
}

export function tinyWith({ only, rollout, vms, hosts, extra }: TinyChange): DeclarationFile[] {
  const same = (yaml: string) => yaml;
  const chosen = tinyFiles['hosts.yaml']!.split('---\n')
    .map((yaml) => (only === undefined || yaml.includes(`{ name: ${only} }`) ? yaml : yaml.replace('ring: all', 'ring: none')))
    .map((yaml) => (yaml.includes('{ name: app-01 }') ? `${yaml}  checks: { services: [W3SVC] }\n` : yaml))
    .map((yaml) => (yaml.includes('{ name: web-01 }') ? `${yaml}  checks: { probes: [{ name: site, tcp: 80 }] }\n` : yaml))
    .join('---\n');
  return tinyFleet({
    'hosts.yaml': (hosts ?? same)(chosen),
    'rollout.yaml': (rollout ?? same)(tinyFiles['rollout.yaml']!),
    'vms.yaml': (vms ?? same)(tinyFiles['vms.yaml']!),
    ...extra,
  });
}

const friday = instantOf('2026-11-13T12:00+01:00');
export const sunday = instantOf('2026-11-22T13:00+01:00');

/** Driven to the Saturday of its window, an instant before it opens. */
export function beforeWindow(change: TinyChange, options: Partial<DriveOptions> = {}): Drive {
  const made = drive({ files: tinyWith(change), start: friday, builds: lastMonth, ...options });
  made.until(() => false, saturday('19:59:59'));
  return made;
}

/** Whether the newest intervention of the host has the step, begun or done. */
export const reached =
  (host: string, step: string, state: 'started' | 'done' | 'failed' = 'started') =>
  (made: Drive): boolean =>
    made
      .newest(host)
      ?.steps.some((one) => one.step === step && (one.state === state || (state === 'started' && one.state === 'done'))) ?? false;

export const over =
  (host: string) =>
  (made: Drive): boolean =>
    (made.newest(host)?.outcome ?? null) !== null;
