/** A controller's fleet as it is after a start, without listeners: what the cold and the resident rows measure. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FleetName } from '#core/model/ids.ts';
import { openSqliteStore, type SqliteStore } from '#controller/adapters/store/sqlite.ts';
import { compilerDigest } from '#controller/adapters/system/compiler.ts';
import { systemRandom } from '#controller/adapters/system/random.ts';
import { openSigner } from '#controller/adapters/system/signer.ts';
import { type FleetState, loadFleetState, newFleetState } from '#controller/app/fleet-state.ts';
import { type Clock, Fault, type Log, type Metrics, type Signer, type Source } from '#controller/app/ports.ts';
import { type Served, serveFleet } from '#controller/app/serve-fleet.ts';
import type { Prepared } from './prepare.ts';
import { fleetName, planNow } from './workload.ts';

export const name = fleetName as FleetName;
export const clock: Clock = { now: () => planNow, until: () => new Promise(() => {}) };
export const log: Log = { debug() {}, info() {}, warn() {}, error: (sentence, fields) => console.error(sentence, fields) };
export const metrics: Metrics = {
  timePlan: (_fleet, make) => make(),
  actionEnded() {},
  synced() {},
  agentsConnected() {},
  fleetsServed() {},
  fetchFailed() {},
  agentRefused() {},
};

export interface Started {
  readonly state: FleetState;
  readonly served: Served;
  readonly store: SqliteStore;
  readonly signer: Signer;
}

/** Loads what a state directory holds, takes every host as having checked in at `planNow`, and plans. */
export async function start(dir: string, sourceOf: (prepared: Prepared) => Source | Promise<Source> = away): Promise<Started> {
  const prepared = JSON.parse(readFileSync(join(dir, 'prepared.json'), 'utf8')) as Prepared;
  const signer = openSigner(join(dir, 'signing-key.pem'));
  const store = openSqliteStore({ path: join(dir, 'atlas.db'), signer, origin: 'bench', now: () => planNow });
  const source = await sourceOf(prepared);
  const state = newFleetState(name, prepared.ref, prepared.commit, await store.takeOver(name));
  await loadFleetState(state, store);
  for (const host of state.observations.keys())
    state.presence.set(host, { seenAt: planNow, commit: prepared.commit, version: '1' });
  const ports = { store, source, compiler: compilerDigest(), clock, random: systemRandom, signer, log, metrics };
  const served = serveFleet(state, ports);
  await served.nudge();
  if (state.plan === null) throw new Error('nothing was planned');
  return { state, served, store, signer };
}

/** A Git server that does not answer, and a mirror nobody should need. */
function away({ commit }: Prepared): Source {
  const unread = (): never => {
    throw new Fault('bench.mirror-read', 'a plan from the store read the mirror', { retry: 'person' });
  };
  return {
    fetch: async () => unread(),
    head: async () => commit,
    chain: async () => [],
    treeOf: async () => unread(),
    objects: async () => unread(),
    files: async () => unread(),
    approvals: async () => unread(),
    blame: async () => unread(),
  };
}
