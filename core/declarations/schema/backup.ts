/** Backups: what must be there before work begins, and whether their jobs rest meanwhile. */
import { type Static, Type } from 'typebox';
import { declaration, duration, fields, flag, name, scope } from './scalars.ts';

export const BackupPolicyDocument = declaration(
  'BackupPolicy',
  'How old the last good backup of the VMs in scope may be before they are moved or patched, and whether backup jobs rest meanwhile. User name and password of the backup server stand on the host that talks to it, never here.',
  fields(
    {
      veeam: fields(
        {
          server: Type.String({
            pattern: '^https://[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[1-9][0-9]{0,4})?$',
            title: 'an https address without path, user and password',
            examples: ['https://par-veeam-01.acme.example:9419'],
            description: 'Address of the REST interface of Veeam Backup & Replication',
          }),
          via: name('Name of the Host whose agent talks to it'),
        },
        'The backup server',
      ),
      maxAge: duration('The last good backup may be this old, and no older; a PatchRollout or Migration may ask for less'),
      pauseJobs: Type.Optional(
        flag(
          'The jobs that cover a Hyper-V host are disabled before its VMs move away, and enabled again when it is done; omitted = true',
          { default: true },
        ),
      ),
      scope: Type.Optional(scope('whose VMs are backed up')),
    },
    'The policy',
  ),
);
export type BackupPolicyDocument = Static<typeof BackupPolicyDocument>;
