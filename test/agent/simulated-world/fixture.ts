import type { ActionArgs, ActionKind, Order } from '#core/model/action.ts';
import { hostName, vmName } from '#core/model/ids.ts';
import type { Observation, ObservedVm } from '#core/model/observation.ts';
import { type Instant, instant, instantOf, minute } from '#core/model/time.ts';
import {
  type Refusal,
  type WorldDescription,
  type WorldState,
  advance,
  begin,
  createWorld,
  finish,
  observe,
} from '#agent/simulated-world/world.ts';

export const start = instantOf('2026-12-05T19:00Z');
export const GiB = 1024 ** 3;

export const hvA = hostName('hv-a');
export const hvB = hostName('hv-b');
export const hvC = hostName('hv-c');
export const guest = hostName('dc-1');
export const debian = hostName('deb-1');
export const app = vmName('app');
export const dc = vmName('dc');
export const lone = vmName('lone');

const windows = (build: string) => ({ type: 'windows' as const, build });
const physical = { runsOn: null, hyperV: { capacity: 64 * GiB }, diskFree: 60 * GiB };

/** A replica pair with two replicated VMs (one with an agent in it) and one that is not, and a Debian server. */
export function smallWorld(seed = 'seed'): WorldState {
  return createWorld(smallDescription(seed));
}

/**
 * As `smallWorld`, with a third Hyper-V host without VMs, whose agent asks the backup server of `veeam`: a job for the pair and
 * one for itself, every night at 21:00 UTC.
 */
export function wideWorld(change: (small: WorldDescription) => WorldDescription = (same) => same): WorldState {
  const small = smallDescription('seed');
  return createWorld(
    change({
      ...small,
      hosts: [...small.hosts, { name: hvC, product: 'windows-server-2025', patch: windows('26100.7171'), ...physical }],
      backups: [
        {
          policy: 'veeam',
          via: hvC,
          jobs: [
            { id: 'job-1', hosts: [hvA, hvB], at: 21 * 60 },
            { id: 'job-2', hosts: [hvC], at: 21 * 60 },
          ],
        },
      ],
    }),
  );
}

function smallDescription(seed: string): WorldDescription {
  return {
    seed,
    now: start,
    hosts: [
      { name: hvA, product: 'windows-server-2022', patch: windows('20348.4052'), ...physical },
      { name: hvB, product: 'windows-server-2022', patch: windows('20348.4052'), ...physical },
      { name: guest, product: 'windows-server-2019', patch: windows('17763.8000'), runsOn: dc, hyperV: null, diskFree: 30 * GiB },
      {
        name: debian,
        product: 'debian-12',
        patch: { type: 'debian', packages: { openssl: '3.0.17-1', 'linux-image-amd64': '6.1.1' } },
        runsOn: null,
        hyperV: null,
        diskFree: 10 * GiB,
      },
    ],
    vms: [
      { name: app, home: hvA, replica: hvB, memory: 8 * GiB, startOrder: 20 },
      { name: dc, home: hvA, replica: hvB, memory: 4 * GiB, startOrder: 10 },
      { name: lone, home: hvB, replica: null, memory: 4 * GiB, startOrder: 10 },
    ],
  };
}

export const install = (build: string): Order => ({
  kind: 'update.install',
  args: { target: { type: 'windows', build, kb: 'KB5070884', hotpatch: null } },
});
export const reboot: Order = { kind: 'host.reboot', args: {} };

/** One order; the kind checks its arguments. */
export const order = <K extends ActionKind>(kind: K, args: ActionArgs[K]): Order => ({ kind, args }) as Order;

export const later = (world: WorldState, minutes: number): Instant => instant(world.now + minutes * minute);

let count = 0;

/** Begins, waits until it is due and finishes; a refusal of either comes back as it is. */
export function run(world: WorldState, host: string, order: Order): { changed: boolean; minutes: number } | Refusal {
  const id = `t/${host}/r.${host}.1/step#${++count}`;
  const from = world.now;
  const begun = begin(world, hostName(host), order, id, world.now);
  if ('refusal' in begun) return begun.refusal;
  const done = finish(world, host, id, begun.ok.due);
  if ('refusal' in done) return done.refusal;
  return { changed: done.ok.changed, minutes: (begun.ok.due - from) / minute };
}

export function seen(world: WorldState, host: string): Observation {
  const answer = observe(
    world,
    host,
    { services: ['vmms', 'w32time'], probes: [{ name: 'web' }], packages: ['openssl', 'linux-image-amd64'], backups: ['veeam'] },
    world.now,
  );
  if ('refusal' in answer) throw new Error(answer.refusal.message);
  return answer.ok;
}

/** `Off replica Replicating Normal`, as `host` sees its copy. */
export function copyOf(world: WorldState, host: string, vm: string): string {
  const found = seen(world, host).hyperV?.vms.find(({ name }) => name === vm);
  if (!found) return 'none';
  const { state, replication } = found;
  return replication ? `${state} ${replication.mode} ${replication.state} ${replication.health}` : state;
}

/** What became of an order: its code when refused or failed, `nothing` when it was so already, else `done`. */
export function outcome(world: WorldState, host: string, asked: Order): string {
  const result = run(world, host, asked);
  if ('code' in result) return result.code;
  return result.changed ? 'done' : 'nothing';
}

/** Everything a host reports of its copy of a VM. */
export function vmOn(world: WorldState, host: string, vm: string): ObservedVm {
  const found = seen(world, host).hyperV?.vms.find(({ name }) => name === vm);
  if (!found) throw new Error(`${host} has no ${vm}`);
  return found;
}

export function wait(world: WorldState, minutes: number): void {
  advance(world, later(world, minutes));
}
