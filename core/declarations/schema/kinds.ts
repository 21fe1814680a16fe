/**
 * The schema of every kind: what editors complete from, and what `validators.cjs` is generated from (`npm run generate`).
 * Nothing that runs imports it by value: the schema library alone is hundreds of modules.
 */
import { BackupPolicyDocument } from './backup.ts';
import { FleetDocument, HostDocument, SiteDocument, VirtualMachineDocument } from './place.ts';
import { PatchBaselineDocument, PatchRolloutDocument } from './patching.ts';
import type { Kind } from './kind.ts';
import { MigrationDocument } from './migration.ts';
import { NotificationPolicyDocument } from './notification.ts';
import { ApprovalPolicyDocument } from './policy.ts';
import { ReplicationPolicyDocument } from './replication.ts';
import { FreezeDocument, HoldDocument, MaintenanceWindowDocument } from './time.ts';

export const documents = {
  Fleet: FleetDocument,
  Site: SiteDocument,
  Host: HostDocument,
  VirtualMachine: VirtualMachineDocument,
  PatchBaseline: PatchBaselineDocument,
  PatchRollout: PatchRolloutDocument,
  MaintenanceWindow: MaintenanceWindowDocument,
  ReplicationPolicy: ReplicationPolicyDocument,
  Migration: MigrationDocument,
  BackupPolicy: BackupPolicyDocument,
  NotificationPolicy: NotificationPolicyDocument,
  Freeze: FreezeDocument,
  ApprovalPolicy: ApprovalPolicyDocument,
  Hold: HoldDocument,
} as const satisfies Record<Kind, unknown>;
