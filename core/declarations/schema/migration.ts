/** VMs that move to other hosts for good. */
import { type Static, Type } from 'typebox';
import { backup, notice } from './place.ts';
import { count, declaration, duration, fields, list, name, named, oneOf } from './scalars.ts';

const target = fields(
  {
    host: name('Name of the Host the VM goes to'),
    replica: Type.Optional(
      name(
        'Name of the Host that holds its replica in the end; omitted = the partner of the target, for a VM that has a replica',
      ),
    ),
  },
  'Where one VM goes',
);

const wave = fields(
  {
    name: name('Name of the wave, unique in the migration'),
    vms: list(name('Name of a VirtualMachine'), 'The VMs of this wave', { minItems: 1, maxItems: 1000 }),
    to: fields(
      {
        host: Type.Optional(name('Name of the Host all of them go to')),
        site: Type.Optional(
          name(
            'Name of the Site they are spread over: each VM, in order of name, goes to the Hyper-V host of the site with the most memory left by what is declared (the first by name where it is equal); one that is at home there stays. `atlas plan` shows which; name hosts where it must not follow other declarations',
          ),
        ),
        replica: Type.Optional(
          name(
            'Only with `host`: name of the Host that holds their replicas in the end; omitted = the partner of the target, for VMs that have a replica',
          ),
        ),
      },
      'Where they go: exactly one of `host` and `site`',
      { minProperties: 1, title: 'exactly one of `host` and `site`' },
    ),
    except: Type.Optional(
      Type.Unsafe<Record<string, Static<typeof target>>>({
        type: 'object',
        minProperties: 1,
        maxProperties: 1000,
        propertyNames: named,
        additionalProperties: target,
        title: 'at least one VM',
        description: 'VMs of this wave that go elsewhere, by name',
      }),
    ),
    soak: Type.Optional(
      duration('How long all of them must be well on their new hosts before the next wave begins; omitted = PT0S', {
        default: 'PT0S',
      }),
    ),
    maxFailed: Type.Optional(
      count(1, 1000, 'The migration halts when this many VMs of the wave have failed; omitted = 1', { default: 1 }),
    ),
  },
  'One wave: VMs that move before or after others',
);

export const MigrationDocument = declaration(
  'Migration',
  'Moves VMs to other hosts, wave by wave. While it is declared its target stands above the `home` of the VMs it names; when all have moved and `keepSource` has passed, write their new `home` and `replica` and remove the Migration, in one commit.',
  fields(
    {
      method: oneOf(
        ['planned-failover', 'export-import'],
        'planned-failover: replicated to the target, then failed over; off for minutes. export-import: stopped, copied through a folder, started there; off for as long as the copy takes',
      ),
      transfer: Type.Optional(
        Type.String({
          pattern: '^(\\\\\\\\[A-Za-z0-9._-]+|[A-Za-z]:)(\\\\[A-Za-z0-9 ._$-]+)+$',
          maxLength: 120,
          title: 'a folder or a share of Windows',
          examples: ['\\\\par-nas-01\\transfer'],
          description: 'Folder that both hosts reach by this path; for export-import, and only there',
        }),
      ),
      window: name('Name of the MaintenanceWindow in which VMs move'),
      notice: Type.Optional(notice('How people are told; omitted = as the Fleet says')),
      waves: list(wave, 'In this order; a wave starts when the one before it has been well for its soak', {
        minItems: 1,
        maxItems: 50,
      }),
      before: Type.Optional(
        fields(
          {
            backup: backup('A VM must have a good backup before it moves; omitted = as its BackupPolicy says, if there is one'),
          },
          'What must be so before a VM moves',
        ),
      ),
      verify: fields(
        {
          within: duration('How long after its start on the target a VM may take to be well'),
          heartbeat: Type.Optional(
            oneOf(['all-vms', 'none'], 'all-vms: every VM that moved must answer its heartbeat; omitted = all-vms', {
              default: 'all-vms',
            }),
          ),
        },
        'What must be true for a VM to count as moved',
      ),
      onFailure: oneOf(
        ['fail-back-and-halt', 'halt'],
        'What happens when a VM is not well on its target: it goes back to where it came from and the migration halts, or the migration only halts',
      ),
      keepSource: duration(
        'How long after its move the old copy is kept: so long the VM can go back. Then the copy is deleted, and that is for good',
      ),
      attempt: Type.Optional(
        count(1, 1000, 'Raise it, in a reviewed commit, to try failed VMs again; omitted = 1', { default: 1 }),
      ),
    },
    'The migration',
  ),
);
export type MigrationDocument = Static<typeof MigrationDocument>;
