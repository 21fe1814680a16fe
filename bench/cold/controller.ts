/**
 * A cold controller: a new process, from what is on disk to a committed plan, and no further.
 *
 *   node bench/cold/controller.ts plan|commit <state directory>
 *
 * `plan` starts from the store alone, as a controller does whose Git server is away. `commit` starts from the Git mirror:
 * it asks the server, reads and checks the declarations, accepts the pinned commit and plans it. Both take every host as
 * having checked in at `planNow`; seenAt is the one fact that no store holds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FleetName } from '#core/model/ids.ts';
import { openSqliteStore } from '#controller/adapters/store/sqlite.ts';
import { openSigner } from '#controller/adapters/system/signer.ts';
import { compilerDigest } from '#controller/adapters/system/compiler.ts';
import { systemRandom } from '#controller/adapters/system/random.ts';
import { loadFleetState, newFleetState } from '#controller/app/fleet-state.ts';
import type { Clock, Log, Metrics, Source } from '#controller/app/ports.ts';
import { Fault } from '#controller/app/ports.ts';
import { serveFleet } from '#controller/app/serve-fleet.ts';
import { fleetName, planNow } from '../workload.ts';
import type { Prepared } from '../prepare.ts';
import { tell } from './used.ts';

const [start, state] = process.argv.slice(2);
if ((start !== 'plan' && start !== 'commit') || state === undefined) throw new TypeError('plan|commit and a directory');

const name = fleetName as FleetName;
const prepared = JSON.parse(readFileSync(join(state, 'prepared.json'), 'utf8')) as Prepared;
const clock: Clock = { now: () => planNow, until: () => new Promise(() => {}) };
const log: Log = { debug() {}, info() {}, warn() {}, error: (sentence, fields) => console.error(sentence, fields) };
const metrics: Metrics = {
  timePlan: (_fleet, make) => make(),
  actionEnded() {},
  synced() {},
  agentsConnected() {},
  fleetsServed() {},
  fetchFailed() {},
  agentRefused() {},
};

const signer = openSigner(join(state, 'signing-key.pem'));
const store = openSqliteStore({ path: join(state, 'atlas.db'), signer, origin: 'bench', now: () => planNow });
const source = start === 'plan' ? away(prepared) : await mirror(prepared);
const fleet = newFleetState(name, prepared.ref, prepared.commit, await store.takeOver(name));
await loadFleetState(fleet, store);
for (const host of fleet.observations.keys())
  fleet.presence.set(host, { seenAt: planNow, commit: prepared.commit, version: '1' });
await serveFleet(fleet, {
  store,
  source,
  compiler: compilerDigest(),
  clock,
  random: systemRandom,
  signer,
  log,
  metrics,
}).nudge();
await store.close();

if (fleet.plan === null) throw new Error('nothing was planned');
const counts: Record<string, number> = {};
for (const { status } of Object.values(fleet.plan.verdicts)) counts[status] = (counts[status] ?? 0) + 1;
tell({ plan: fleet.plan.id, counts });

/** Loaded where it is used: a plan from the store needs no Git. */
async function mirror(prepared: Prepared): Promise<Source> {
  const { openGitSource } = await import('#controller/adapters/source/git.ts');
  return openGitSource({ ...prepared, dir: join(state!, 'mirror'), fleet: name });
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
