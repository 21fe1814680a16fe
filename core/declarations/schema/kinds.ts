/** The schema of every kind: what editors complete from, and what documents are checked against. */
import { FleetDocument, HostDocument, SiteDocument, VirtualMachineDocument } from './place.ts';
import { PatchBaselineDocument, PatchRolloutDocument } from './patching.ts';
import { ApprovalPolicyDocument, Kind } from './policy.ts';
import { FreezeDocument, HoldDocument, MaintenanceWindowDocument } from './time.ts';

export { Kind };

export const documents = {
  Fleet: FleetDocument,
  Site: SiteDocument,
  Host: HostDocument,
  VirtualMachine: VirtualMachineDocument,
  PatchBaseline: PatchBaselineDocument,
  PatchRollout: PatchRolloutDocument,
  MaintenanceWindow: MaintenanceWindowDocument,
  Freeze: FreezeDocument,
  ApprovalPolicy: ApprovalPolicyDocument,
  Hold: HoldDocument,
} as const satisfies Record<Kind, unknown>;
