/** The VMs that migrations name, each with the places in the document that say so. */
import type { Fleet, Host, Migration, VirtualMachine } from '../../model/fleet.ts';
import { pointerSegment } from '../locate.ts';
import type { Registry } from '../registry.ts';

export interface Move {
  readonly migration: Migration;
  readonly wave: number;
  readonly vm: VirtualMachine;
  readonly to: Host;
  /** Where its replica goes in the end; null = nowhere. */
  readonly replica: Host | null;
  readonly pointers: {
    /** The VM in the list of its wave. */
    readonly vm: string;
    /** The host or site it goes to. */
    readonly to: string;
    /** Its replica, or where it goes to when the replica follows from that. */
    readonly replica: string;
  };
}

export function movesOf(fleet: Fleet, registry: Registry): readonly Move[] {
  return registry.all('Migration').flatMap(({ name, model }) => {
    const migration = fleet.migrations[name]!;
    return model.waves.flatMap((draft, wave) =>
      draft.vms.flatMap((vmName, place): Move[] => {
        const vm = fleet.vms[vmName];
        const target = migration.waves[wave]!.to[vmName];
        const to = target && fleet.hosts[target.host];
        if (vm === undefined || target === undefined || to === undefined) return [];
        const at = `/spec/waves/${wave}`;
        const own = Object.hasOwn(draft.except, vmName) ? draft.except[vmName] : undefined;
        const where = own === undefined ? `${at}/to` : `${at}/except/${pointerSegment(vmName)}`;
        const host = own === undefined && draft.to.host === null ? `${where}/site` : `${where}/host`;
        const replica = (own ?? draft.to).replica === null ? host : `${where}/replica`;
        return [
          {
            migration,
            wave,
            vm,
            to,
            replica: target.replica === null ? null : (fleet.hosts[target.replica] ?? null),
            pointers: { vm: `${at}/vms/${place}`, to: host, replica },
          },
        ];
      }),
    );
  });
}

/** The first of each group: what many VMs share is told once. */
export function firstOf(moves: readonly Move[], keyOf: (move: Move) => string): readonly Move[] {
  const seen = new Set<string>();
  return moves.filter((move) => {
    const key = `${move.migration.name} ${keyOf(move)}`;
    return !seen.has(key) && seen.add(key);
  });
}
