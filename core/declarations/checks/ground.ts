/** What the meaning rules look at: the fleet as far as it could be read, and the documents it came from. */
import { type FleetIndex, indexOf } from '../../interventions/fleet-index.ts';
import type { Fleet, Host, MaintenanceWindow, Ring, VirtualMachine } from '../../model/fleet.ts';
import { instant } from '../../model/time.ts';
import { type Times, timesIn } from '../../views/format.ts';
import { nextOccurrence } from '../../windows/window.ts';
import type { Finding } from '../finding.ts';
import { type Move, movesOf } from './moves.ts';
import type { Registry, ReportAt } from '../registry.ts';
import type { Kind } from '../schema/kind.ts';

export interface Ground {
  /** Documents whose shape is wrong are left out, so what one refers to may be missing here. */
  readonly fleet: Fleet;
  readonly index: FleetIndex;
  /** In service, by name. */
  readonly hosts: readonly Host[];
  readonly vms: readonly VirtualMachine[];
  /** In service or not. */
  host(name: string): Host | undefined;
  vm(name: string): VirtualMachine | undefined;
  /** The hosts of a ring. */
  membersOf(ring: Ring): readonly Host[];
  /** VMs in service by their home. */
  readonly homeOf: ReadonlyMap<string, readonly VirtualMachine[]>;
  /** What migrations name, in order of the migrations and of their documents; VMs and hosts that are not declared are left out. */
  readonly moves: readonly Move[];
  /** A window by name, when it is declared and its zone and pattern make sense. */
  windowOf(name: string | null): MaintenanceWindow | undefined;
  /** Instants as people of this fleet read them. */
  readonly times: Times;
  /** Whether every document of these kinds is at hand and well shaped: only then is what is missing told. */
  whole(...kinds: readonly Kind[]): boolean;
  /** Reports at the document of this kind and name. */
  report(kind: Kind, name: string, finding: Finding): void;
  /** As `report`, for what may be meant so: it is told, and the commit is applied all the same. */
  warn(kind: Kind, name: string, finding: Finding): void;
}

/** One rule. Its work grows with the number of documents, never with its square. */
export type Rule = (ground: Ground) => void;

export function groundOf(fleet: Fleet, registry: Registry, reportAt: ReportAt): Ground {
  const index = indexOf(fleet);
  // a map finds them several times as fast as a record of thousands of keys
  const allHosts = new Map(Object.values(fleet.hosts).map((host) => [host.name as string, host]));
  const allVms = new Map(Object.values(fleet.vms).map((vm) => [vm.name as string, vm]));
  const hosts = [...allHosts.values()].filter((host) => host.lifecycle.retired === null);
  const vms = [...allVms.values()].filter((vm) => vm.lifecycle.retired === null);
  const members = new Map<Ring, readonly Host[]>();
  const homeOf = new Map<string, VirtualMachine[]>();
  for (const vm of vms) {
    const list = homeOf.get(vm.home);
    if (list === undefined) homeOf.set(vm.home, [vm]);
    else list.push(vm);
  }
  const report = (kind: Kind, name: string, finding: Finding) => {
    const declared = registry.declared(kind).get(name);
    if (declared !== undefined) reportAt(declared, finding);
  };
  const windows = new Map(
    Object.values(fleet.windows).flatMap((window) => (makesSense(window) ? [[window.name as string, window]] : [])),
  );
  return {
    fleet,
    index,
    hosts,
    vms,
    host: (name) => allHosts.get(name),
    vm: (name) => allVms.get(name),
    membersOf(ring) {
      let known = members.get(ring);
      if (known === undefined) members.set(ring, (known = ring.members.flatMap((name) => allHosts.get(name) ?? [])));
      return known;
    },
    homeOf,
    moves: movesOf(fleet, registry),
    windowOf: (name) => (name === null ? undefined : windows.get(name)),
    times: timesIn(isZone(fleet.timezone) ? fleet.timezone : 'UTC', null),
    whole: (...kinds) =>
      kinds.every((kind) => !registry.mayHide(kind) && registry.declared(kind).size === registry.all(kind).length),
    report,
    warn: (kind, name, finding) => report(kind, name, { ...finding, severity: 'warning' }),
  };
}

/** `hv-01, hv-02, hv-03 and 4 more`. */
export function named(names: readonly string[], most = 3): string {
  return names.length <= most + 1 ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

/** A zone, day, length or cron expression that cannot be was reported where the window was read. */
function makesSense(window: MaintenanceWindow): boolean {
  if (window.opens.type === 'any') return window.opens.of.length > 0 && window.opens.of.every(makesSense);
  // its openings would be looked for without end
  if (window.duration <= 0) return false;
  try {
    nextOccurrence(window, instant(0));
    return true;
  } catch {
    return false;
  }
}

function isZone(zone: string): boolean {
  try {
    return new Temporal.ZonedDateTime(0n, zone).epochMilliseconds === 0;
  } catch {
    return false;
  }
}
