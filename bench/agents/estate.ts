/** What the rows with connected agents stand on: a Debian fleet with work for a long time, and a state directory in which its agents are enrolled. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeclarationFile } from '#core/declarations/load.ts';
import type { FleetName } from '#core/model/ids.ts';
import type { Instant } from '#core/model/time.ts';
import { openCertificateAuthority } from '#controller/adapters/agents/ca.ts';
import { openSqliteStore } from '#controller/adapters/store/sqlite.ts';
import { openSigner } from '#controller/adapters/system/signer.ts';
import type { AgentRow } from '#controller/app/fleet-state.ts';
import { nodeKeys } from '#agent/adapters/keys.ts';
import { makeRepository, type Prepared } from '../prepare.ts';
import { fleetName, hostOf, policyText } from '../workload.ts';

export const listenerName = '127.0.0.1';
/** Rollouts that every host is in; each is two actions on each host: an install and the reboot it asks for. */
const rollouts = 40;

export interface Credentials {
  readonly host: string;
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
}

/** `estate.json`: what the load process needs to know. */
export interface Estate {
  readonly repository: Prepared;
  readonly caCertificate: string;
  readonly agents: readonly Credentials[];
}

const packageOf = (rollout: number): string => `package-${String(rollout).padStart(3, '0')}`;
const oldVersion = '1.0-1';
const newVersion = '1.0-2';

/** What a host has before its first rollout, or after its last. */
export function packagesOf(state: 'behind' | 'at-target'): Readonly<Record<string, string>> {
  const version = state === 'behind' ? oldVersion : newVersion;
  return Object.fromEntries(Array.from({ length: rollouts }, (_, i) => [packageOf(i), version]));
}

export function debianFleet(hosts: number): DeclarationFile[] {
  const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) });
  return [
    file('fleet.yaml', fleetText),
    file('policy.yaml', policyText),
    file('hosts.yaml', Array.from({ length: hosts }, (_, i) => hostText(i)).join('---\n')),
    file('rollouts.yaml', Array.from({ length: rollouts }, (_, i) => rolloutText(i, hosts)).join('---\n')),
  ];
}

const fleetText = `apiVersion: atlas/v1
kind: Fleet
metadata: { name: ${fleetName} }
spec: { timezone: UTC, factsMaxAge: PT10M, notice: { days: 0, postponableUntilDays: 0 } }
---
apiVersion: atlas/v1
kind: Site
metadata: { name: north }
spec: { displayName: North }
`;

function hostText(index: number): string {
  return `apiVersion: atlas/v1
kind: Host
metadata: { name: ${hostOf(index)} }
spec: { site: north, product: debian-12, labels: { ring: all }, agent: { enrol: token } }
`;
}

// The emergency lane: a host may be in many of its rollouts at once, and no window closes on a run of this bench.
function rolloutText(rollout: number, hosts: number): string {
  const name = `wave-${String(rollout).padStart(3, '0')}`;
  return `apiVersion: atlas/v1
kind: PatchBaseline
metadata: { name: ${name} }
spec:
  severity: medium
  released: 2026-11-10
  products:
    debian-12: { suite: bookworm, packages: { ${packageOf(rollout)}: ${newVersion} } }
---
apiVersion: atlas/v1
kind: PatchRollout
metadata: { name: ${name} }
spec:
  baseline: ${name}
  lane: emergency
  rings:
    - { name: all, hosts: { ring: all }, maxUnavailable: { total: ${hosts} }, maxFailed: ${hosts} }
  before: { drain: none, checkpoint: none }
  verify: { within: PT20M, heartbeat: none }
  onFailure: roll-back-and-halt
`;
}

/** Enrolment itself is not measured here: the certificates are issued and the rows written as it would leave them. */
export async function makeEstate(dir: string, hosts: number): Promise<Estate> {
  const state = join(dir, 'state');
  mkdirSync(state, { recursive: true, mode: 0o700 });
  mkdirSync(join(dir, 'repository'), { recursive: true });
  const repository = makeRepository(join(dir, 'repository'), debianFleet(hosts));
  const now = () => Date.now();
  const ca = await openCertificateAuthority({ dir: join(state, 'ca'), now, names: [listenerName] });
  const store = openSqliteStore({
    path: join(state, 'atlas.db'),
    signer: openSigner(join(state, 'signing-key.pem')),
    origin: 'bench',
    now: () => now() as Instant,
  });
  const fleet = fleetName as FleetName;
  const agents: Credentials[] = [];
  const writes = [];
  for (let i = 0; i < hosts; i++) {
    const host = hostOf(i);
    const key = await nodeKeys.make();
    const issued = await ca.issue({ csr: await nodeKeys.csr(key), fleet, host });
    const row: AgentRow = {
      key: issued.key,
      serial: issued.serial,
      certificateEnds: issued.notAfter as Instant,
      revoked: null,
      sequence: 0,
    };
    writes.push({ table: 'agent' as const, key: host, value: row });
    agents.push({ host, key, certificate: issued.certificate });
  }
  await store.commit({ fleet, expectEpoch: await store.takeOver(fleet), writes, events: [] });
  await store.close();
  const estate = { repository, caCertificate: ca.certificate, agents };
  writeFileSync(join(dir, 'estate.json'), JSON.stringify(estate));
  return estate;
}
