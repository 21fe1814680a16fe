/** A fleet as the list of documents that declare it: what two commits are compared by. */
import type { Fleet, Origin } from '../model/fleet.ts';

export const DiffKind = [
  'Fleet',
  'ApprovalPolicy',
  'Site',
  'Host',
  'VirtualMachine',
  'PatchBaseline',
  'PatchRollout',
  'ReplicationPolicy',
  'Migration',
  'MaintenanceWindow',
  'Freeze',
  'Hold',
  'BackupPolicy',
  'NotificationPolicy',
] as const;
/** Kinds in the order in which they are told. */
export type DiffKind = (typeof DiffKind)[number];

export interface Document {
  readonly kind: DiffKind;
  readonly name: string;
  readonly origin: Origin;
  /** As declared: without name, place, and what other documents add (the members of rings). */
  readonly content: Readonly<Record<string, unknown>>;
}

/** By kind, then by name: nothing of the layout in files is left. */
export function documentsOf(fleet: Fleet): ReadonlyMap<DiffKind, ReadonlyMap<string, Document>> {
  const { timezone, factsMaxAge, patchSla, notice, keepApart, drift, allowRemovals, origin } = fleet;
  const { origin: policyOrigin, ...policy } = fleet.policy;
  const settings = { timezone, factsMaxAge, patchSla, notice, keepApart, drift, allowRemovals };
  const own = {
    Fleet: [{ name: fleet.name, origin, ...settings }],
    // there is one, and its name says nothing
    ApprovalPolicy: [{ name: '', origin: policyOrigin, ...policy }],
    Site: Object.values(fleet.sites),
    Host: Object.values(fleet.hosts),
    VirtualMachine: Object.values(fleet.vms),
    PatchBaseline: Object.values(fleet.baselines).map((baseline) => ({ ...baseline, products: withoutType(baseline.products) })),
    PatchRollout: Object.values(fleet.rollouts).map((rollout) => ({
      ...rollout,
      // who is selected follows from the labels of hosts
      rings: rollout.rings.map((ring) => ({ ...ring, members: undefined })),
    })),
    ReplicationPolicy: Object.values(fleet.replicationPolicies),
    Migration: Object.values(fleet.migrations),
    MaintenanceWindow: Object.values(fleet.windows).map(({ opens, ...window }) => ({
      ...window,
      // the others are documents of their own
      opens: opens.type === 'any' ? { type: 'any', of: opens.of.map(({ name }) => ({ name })) } : opens,
    })),
    Freeze: fleet.freezes,
    Hold: fleet.holds,
    BackupPolicy: fleet.backupPolicies,
    NotificationPolicy: fleet.notificationPolicies,
  } satisfies Record<DiffKind, readonly { readonly name: string; readonly origin: Origin }[]>;
  return new Map(
    DiffKind.map((kind) => [
      kind,
      new Map(
        own[kind]
          .map(({ name, origin: at, ...content }): Document => ({ kind, name, origin: at, content }))
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map((one) => [one.name, one]),
      ),
    ]),
  );
}

/** The product says it already. */
function withoutType(products: Fleet['baselines'][string]['products']): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(products).map(([product, target]) => {
      const { type: _, ...rest } = target;
      return [product, rest];
    }),
  );
}
