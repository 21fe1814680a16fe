/** What should be installed, and how it gets there. */
import { type Static, Type } from 'typebox';
import { Severity } from '../../model/fleet.ts';
import { backup, notice, service } from './place.ts';
import { count, dateOrInstant, declaration, duration, fields, labels, list, name, oneOf, percent, size } from './scalars.ts';

const kb = (description: string) =>
  Type.String({ pattern: '^KB[0-9]{6,8}$', title: 'the number of a KB article', examples: ['KB5070884'], description });

/** Only Windows Server 2025 can be hotpatched (windows.md 1.7). */
const hotpatched = {
  hotpatch: Type.Optional(
    Type.String({
      pattern: '^26100\\.[1-9][0-9]{0,5}$',
      title: 'a build of Windows Server 2025 (26100 and the revision)',
      examples: ['26100.4349'],
      description:
        'CurrentBuild.UBR of the hotpatch with the same fixes: a host that has it needs no reboot and counts as patched. It is lower than `build`; the months January, April, July and October have none. Put it in quotes',
    }),
  ),
};

const windows = <More extends import('typebox').TProperties = {}>(product: string, build: number, more: More = {} as More) =>
  Type.Optional(
    fields(
      {
        ...more,
        build: Type.String({
          pattern: `^${build}\\.[1-9][0-9]{0,5}$`,
          title: `a build of ${product} (${build} and the revision)`,
          examples: [`${build}.4405`],
          description: 'CurrentBuild.UBR that must be reached; a higher revision is fine. Put it in quotes',
        }),
        kb: Type.Optional(kb('The update that brings this build, for people and for the agent to prefer')),
      },
      `Target for hosts of ${product}`,
    ),
  );

/** Package names and versions as Debian policy defines them. */
const debian = (product: string, suite: string) =>
  Type.Optional(
    fields(
      {
        suite: oneOf([suite], 'Code name of the release'),
        packages: Type.Unsafe<Record<string, string>>({
          type: 'object',
          minProperties: 1,
          maxProperties: 500,
          propertyNames: { pattern: '^[a-z0-9][a-z0-9+.-]{1,99}$', title: 'the name of a Debian package' },
          additionalProperties: {
            type: 'string',
            pattern: '^([0-9]{1,5}:)?[0-9][A-Za-z0-9.+~-]{0,99}$',
            title: 'the version of a Debian package',
            examples: ['1.6-2.1+deb12u3'],
            description: 'The version that must be installed, or a newer one',
          },
          description: 'Packages and the versions they must have at least; a package that is not installed is left alone',
        }),
      },
      `Target for hosts of ${product}`,
    ),
  );

export const PatchBaselineDocument = declaration(
  'PatchBaseline',
  'A patch level per product: what a rollout brings hosts to.',
  fields(
    {
      severity: oneOf(Severity, 'How urgent it is; with `released` it sets the day it is due by the SLA'),
      released: dateOrInstant('When the vendor released it; a date means 00:00 UTC of that day'),
      products: fields(
        {
          'windows-server-2019': windows('Windows Server 2019', 17763),
          'windows-server-2022': windows('Windows Server 2022', 20348),
          'windows-server-2025': windows('Windows Server 2025', 26100, hotpatched),
          'debian-12': debian('Debian 12', 'bookworm'),
          'debian-13': debian('Debian 13', 'trixie'),
        },
        'The target of each product; hosts of a product that is not named are left alone',
        { minProperties: 1, title: 'at least one product' },
      ),
      blockedKbs: Type.Optional(
        list(kb('An update that must not be installed'), 'Updates that are known to do harm', { maxItems: 200 }),
      ),
    },
    'The patch level',
  ),
);
export type PatchBaselineDocument = Static<typeof PatchBaselineDocument>;

const ring = fields(
  {
    name: name('Name of the ring, unique in the rollout'),
    hosts: labels('Labels a host must carry, all of them, to be in this ring', { minProperties: 1 }),
    soak: Type.Optional(
      duration('How long the ring must stay healthy before the next one may start; omitted = PT0S', { default: 'PT0S' }),
    ),
    success: Type.Optional(
      fields(
        {
          healthy: Type.Optional(
            percent('Share of its hosts that must be healthy for the ring to count as done; omitted = 100%', { default: '100%' }),
          ),
          minimum: Type.Optional(count(1, 10_000, 'And at least this many hosts; omitted = 1', { default: 1 })),
        },
        'When the ring counts as healthy',
      ),
    ),
    maxUnavailable: Type.Optional(
      fields(
        {
          perSite: Type.Optional(count(1, 10_000, 'Hosts of one site in maintenance at once; omitted = no limit per site')),
          total: Type.Optional(count(1, 10_000, 'Hosts of the ring in maintenance at once; omitted = no limit in all')),
        },
        'How many hosts of the ring may be in maintenance at once, hosts that do not answer included; omitted = one in all',
        { minProperties: 1, title: 'at least one of `perSite` and `total`' },
      ),
    ),
    maxFailed: Type.Optional(
      count(1, 1000, 'The rollout halts when this many hosts of the ring have failed; omitted = 1', { default: 1 }),
    ),
    unreachable: Type.Optional(
      oneOf(
        ['count', 'skip'],
        'Hosts that do not answer: count = as in maintenance and not healthy, so that they use up the budget and hold the next ring; skip = left out of both, and patched when they are back; omitted = count',
        { default: 'count' },
      ),
    ),
  },
  'One ring: the hosts that go before or after others',
);

export const PatchRolloutDocument = declaration(
  'PatchRollout',
  'Brings hosts to a baseline: in which order, when, with which care, and what happens when it fails.',
  fields(
    {
      baseline: name('Name of the PatchBaseline'),
      lane: Type.Optional(
        oneOf(
          ['normal', 'emergency'],
          'emergency: people are told at once and nothing waits but the reviewers; omitted = normal',
          {
            default: 'normal',
          },
        ),
      ),
      window: Type.Optional(
        name(
          'Name of the MaintenanceWindow it runs in; only an emergency rollout may leave it out, and then runs round the clock',
        ),
      ),
      notice: Type.Optional(notice('How people are told; omitted = as the Fleet says')),
      rings: list(ring, 'In this order; a ring starts when the one before it has been healthy for its soak', {
        minItems: 1,
        maxItems: 50,
      }),
      before: fields(
        {
          drain: oneOf(
            ['planned-failover', 'none'],
            'planned-failover: before a Hyper-V host is patched, its VMs move to the partner by Hyper-V Replica, and back after',
          ),
          checkpoint: Type.Optional(
            oneOf(
              ['guests', 'none'],
              'guests: before a guest with an agent of its own is patched, its VM gets a checkpoint, unless its role forbids going back to one; omitted = none',
              { default: 'none' },
            ),
          ),
          freeDisk: Type.Optional(size('Space that must be free on the system disk before anything is installed')),
          backup: Type.Optional(
            backup(
              'Every VM that is moved or patched must have a good backup first; omitted = as its BackupPolicy says, if there is one',
            ),
          ),
        },
        'What is done, and must be so, before a host is patched',
      ),
      verify: fields(
        {
          within: duration('How long after the reboot all checks may take to pass'),
          heartbeat: Type.Optional(
            oneOf(
              ['all-vms', 'none'],
              'all-vms: every running VM of a Hyper-V host must answer its heartbeat; omitted = all-vms',
              {
                default: 'all-vms',
              },
            ),
          ),
          services: Type.Optional(
            list(
              service('Short name of a Windows service'),
              'Services that must run on Hyper-V hosts (vmms); other hosts name theirs in Host.checks',
              {
                maxItems: 50,
              },
            ),
          ),
        },
        'What must be true for a patched host to count as healthy',
      ),
      onFailure: oneOf(
        ['roll-back-and-halt', 'halt'],
        'What happens when a host fails: go back to what was installed before and halt the rollout, or only halt it',
      ),
      attempt: Type.Optional(
        count(1, 1000, 'Raise it, in a reviewed commit, to try failed hosts again; omitted = 1', { default: 1 }),
      ),
      acceptPlan: Type.Optional(
        Type.String({
          pattern: '^[0-9a-f]{64}$',
          title: 'the intent of a plan, 64 hex digits',
          description: 'The new intent, when the plan drifted from what reviewers saw and this one is accepted',
        }),
      ),
    },
    'The rollout',
  ),
);
export type PatchRolloutDocument = Static<typeof PatchRolloutDocument>;
