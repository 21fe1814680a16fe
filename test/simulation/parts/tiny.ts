/** The tiny fleet with keys that the simulation holds: what the first commit declares, and the rollout that lands later. */
import { patchedTo } from '#agent/simulated-world/describe.ts';
import type { PatchState } from '#core/model/action.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { tinyFiles } from '#test/fleets.ts';
import { fingerprintOf } from './identities.ts';
import { keyOf } from './repository.ts';

const policy = JSON.stringify({
  apiVersion: 'atlas/v1',
  kind: 'ApprovalPolicy',
  metadata: { name: 'tiny' },
  spec: {
    people: ['marc', 'ines', 'paul'].map((name) => ({
      name,
      teams: ['ops'],
      emails: [`${name}@tiny.example`],
      keys: [keyOf(name).publicKey],
    })),
    rules: [{ name: 'everything', count: 1 }],
    mayStop: ['ops'],
  },
});

const { 'rollout.yaml': rollout = '', ...others } = tinyFiles;

export const firstFiles: Readonly<Record<string, string>> = {
  ...others,
  'hosts.yaml': ['hv-01', 'hv-02', 'app-01'].reduce(
    (text, host, index) => text.replace(`sha256:${String(index + 1).repeat(64)}`, fingerprintOf(host)),
    tinyFiles['hosts.yaml']!,
  ),
  'policy.yaml': policy,
};

/** November's updates for everything. `notice` in days. */
export function rolloutFile(options: { readonly notice: number; readonly attempt?: number }): string {
  return rollout
    .replace(
      '  rings:',
      `  notice: { days: ${options.notice}, postponableUntilDays: 0 }\n  attempt: ${options.attempt ?? 1}\n  rings:`,
    )
    .replace('  window: saturday-night', '  window: saturday-night');
}

/** October's. */
export function buildsBefore(fleet: Fleet): Record<string, PatchState> {
  return patchedTo(fleet, {
    'windows-server-2022': { type: 'windows', build: '20348.5020', kb: null, hotpatch: null },
    'debian-12': { type: 'debian', suite: 'bookworm', packages: { jq: '1.6-2.1' } },
  });
}
