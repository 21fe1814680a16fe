/**
 * Documents whose shape is wrong: what can be judged of the fields that are well shaped is told in the same round, so that
 * nobody mends in two. Only what a field says counts here, never that another is missing: it may be the misspelt one.
 */
import type { Finding, Report } from '../finding.ts';
import { pointerSegment } from '../locate.ts';
import type { Kind } from '../schema/kind.ts';
import type { HostDocument, VirtualMachineDocument } from '../schema/place.ts';
import { reportMigration } from './migration.ts';
import { reportFormerly, reportOwnPartner, reportReplicaAtHome, reportFleet } from './place.ts';
import { reportReplicationPolicy } from './replication.ts';
import { reportFreeze, reportHold, reportWindow } from './time.ts';
import { peopleOf } from './policy.ts';

/** The fields of `spec` that have no shape finding in them. */
function soundFields(document: unknown, shape: readonly Finding[]): Readonly<Record<string, unknown>> {
  const spec = typeof document === 'object' && document !== null ? (document as { readonly spec?: unknown }).spec : null;
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return {};
  return Object.fromEntries(
    Object.entries(spec).filter(([field]) => {
      const pointer = `/spec/${pointerSegment(field)}`;
      return !shape.some((finding) => finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`));
    }),
  );
}

type Inspect = (spec: never, name: string, report: Report) => void;

const inspections: { readonly [K in Kind]?: Inspect } = {
  Fleet: (spec: Parameters<typeof reportFleet>[0], _name, report) => reportFleet(spec, report),
  Host: (spec: Partial<HostDocument['spec']>, name, report) => {
    reportOwnPartner(spec.partner, name, report);
    reportFormerly(spec.formerly, name, report);
  },
  VirtualMachine: (spec: Partial<VirtualMachineDocument['spec']>, name, report) => {
    reportReplicaAtHome(spec, name, report);
    reportFormerly(spec.formerly, name, report);
  },
  ReplicationPolicy: (spec: Parameters<typeof reportReplicationPolicy>[0], _name, report) =>
    reportReplicationPolicy(spec, report),
  Migration: (spec: Parameters<typeof reportMigration>[0], _name, report) => reportMigration(spec, report),
  MaintenanceWindow: (spec: Parameters<typeof reportWindow>[0], _name, report) => reportWindow(spec, report),
  Freeze: (spec: Parameters<typeof reportFreeze>[0], name, report) => reportFreeze(spec, name, report),
  Hold: (spec: Parameters<typeof reportHold>[0], _name, report) => reportHold(spec, report),
  ApprovalPolicy: (spec: { readonly people?: Parameters<typeof peopleOf>[0] }, _name, report) => {
    peopleOf(spec.people ?? [], report);
  },
};

export function reportSound(kind: Kind, name: string, document: unknown, shape: readonly Finding[], report: Report): void {
  inspections[kind]?.(soundFields(document, shape) as never, name, report);
}
