/** What goes wrong in the world of one run: a few of its switches, at hosts and times of chance. */
import type { FaultKind } from '#agent/simulated-world/state.ts';
import { setFault } from '#agent/simulated-world/world.ts';
import { after, duration, hour, type Instant } from '#core/model/time.ts';
import type { Simulation } from '../simulation.ts';

/** Split brain is left out: it breaks by itself what the invariants watch, and has tests of its own. */
const kinds = [
  'install-fails',
  'undoing-changes',
  'rollback-fails',
  'verify-service-stopped',
  'vm-stuck-stopping',
  'heartbeat-lost',
  'reverse-fails',
  'probe-unknown',
  'slow',
  'replication-critical',
  'power-loss',
  'disk-full',
] as const satisfies readonly FaultKind[];

const most = 3;

/** @returns what was chosen, for the title of a failure; `power-loss` takes a host away whatever its partner is doing */
export function breakTheWorld(simulation: Simulation, from: Instant): readonly string[] {
  const { chance, world } = simulation;
  return Array.from({ length: chance.between(1, most) }, () => {
    const kind = chance.pick(kinds);
    const hosts = [...simulation.agents.keys()].filter((host) => kind !== 'power-loss' || world.machines[host]?.runsOn === null);
    const host = chance.pick(hosts);
    const when = after(from, duration(chance.between(0, 3 * hour)));
    const minutes = chance.pick([10, 90, null]);
    simulation.at(when, () =>
      setFault(
        world,
        { host, kind, ...(kind === 'power-loss' || kind === 'replication-critical' ? { minutes } : {}) },
        simulation.now(),
      ),
    );
    return `${kind} on ${host}`;
  });
}
