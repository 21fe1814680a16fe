/** Every kind of declaration there is; a new kind starts here. */
export const Kind = [
  'Fleet',
  'Site',
  'Host',
  'VirtualMachine',
  'PatchBaseline',
  'PatchRollout',
  'MaintenanceWindow',
  'ReplicationPolicy',
  'Migration',
  'BackupPolicy',
  'NotificationPolicy',
  'Freeze',
  'ApprovalPolicy',
  'Hold',
] as const;
export type Kind = (typeof Kind)[number];
