/** BackupPolicy. */
import type { BackupPolicy } from '../../model/fleet.ts';
import type { HostName } from '../../model/ids.ts';
import type { BackupPolicyDocument } from '../schema/backup.ts';
import { lengthOf, type Reading, scopeOf } from './common.ts';

export function readBackupPolicy({ metadata, spec }: BackupPolicyDocument, { origin }: Reading): BackupPolicy {
  return {
    name: metadata.name,
    origin,
    server: spec.veeam.server,
    via: spec.veeam.via as HostName,
    maxAge: lengthOf(spec.maxAge),
    pauseJobs: spec.pauseJobs ?? true,
    scope: scopeOf(spec.scope),
  };
}
