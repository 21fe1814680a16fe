/**
 * A controller at rest with all its hosts: how long it takes to look at all of them again, and how much memory it has.
 *
 *   node --expose-gc bench/resident/check.ts <state directory>
 */
import type { Observation } from '#core/model/observation.ts';
import { after, duration, type Instant } from '#core/model/time.ts';
import { knownOf } from '#controller/app/fleet-state.ts';
import { median } from '../row.ts';
import { start } from '../serve.ts';
import { tell } from '../used.ts';
import { planNow } from '../workload.ts';

const warmUps = 5;
const passes = 15;

const [dir] = process.argv.slice(2);
if (dir === undefined) throw new TypeError('a directory');
const { state, store } = await start(dir);
await store.close();
const resident = memory();

const nothing = { observations: [], presence: [], interventions: [], notices: [] };
let now = planNow;
const check = () => {
  now = after(now, duration(1));
  state.standing.planner.plan(knownOf(state)!, now, nothing);
};
const checkIn = () => {
  now = after(now, duration(1));
  for (const [host, presence] of state.presence) state.presence.set(host, { ...presence, seenAt: now });
  state.standing.planner.plan(knownOf(state)!, now, { ...nothing, presence: state.presence.takeChanged() ?? [] });
};
tell({
  resident,
  check: timed(check),
  checkIn: timed(checkIn),
  floor: timed(plainCheck()),
});

/** Bytes after all that is not needed is gone. */
function memory(): number {
  globalThis.gc!();
  globalThis.gc!();
  return process.memoryUsage.rss();
}

/** CPU milliseconds of one pass. */
function timed(pass: () => void): number {
  const times: number[] = [];
  for (let i = 0; i < warmUps + passes; i++) {
    const before = process.cpuUsage();
    pass();
    const { user, system } = process.cpuUsage(before);
    if (i >= warmUps) times.push((user + system) / 1_000);
  }
  return median(times);
}

/** The plainest loop: every field that matters of every host against what is wanted. */
function plainCheck(): () => void {
  const hosts = [...state.observations.values()];
  const seen: Instant[] = hosts.map(() => planNow);
  const wanted = hosts.find(({ patch }) => patch.type === 'windows')!;
  return () => {
    let differ = 0;
    for (const [i, host] of hosts.entries()) if (seen[i]! < planNow || !isAsWanted(host, wanted)) differ++;
    if (differ === hosts.length) throw new Error('nothing is as it should be');
  };
}

function isAsWanted(host: Observation, wanted: Observation): boolean {
  return (
    host.product === wanted.product &&
    host.patch.type === 'windows' &&
    wanted.patch.type === 'windows' &&
    host.patch.build === wanted.patch.build &&
    host.patch.servicing === 'idle' &&
    !host.rebootPending &&
    host.services['vmms'] === 'running' &&
    host.hyperV !== null &&
    host.hyperV.vms.every(({ replication }) => replication?.state === 'Replicating' && replication.health === 'Normal')
  );
}
