/** What there is: the fleet itself, its sites, hosts and virtual machines. */
import { type Static, Type } from 'typebox';
import { DriftField, Product, VmRole } from '../../model/fleet.ts';
import {
  count,
  declaration,
  duration,
  fields,
  frequency,
  labels,
  list,
  name,
  oneOf,
  size,
  switchName,
  text,
  timezone,
  vlan,
  vmVersion,
} from './scalars.ts';

export const notice = (description: string) =>
  fields(
    {
      days: count(0, 90, 'People are told this many days before the first planned start; 0 = told at once, nobody waits'),
      postponableUntilDays: count(
        0,
        90,
        'Inside this many days before the start a commit may not postpone; a Hold or a stop always may',
      ),
    },
    description,
  );

export const backup = (description: string) =>
  fields({ maxAge: duration('The last good backup may be this old, and no older') }, description);

/** Names are never used again. */
const lifecycle = (what: string) => ({
  formerly: Type.Optional(
    name(`The name it had before, when the same ${what} was renamed: what was recorded under the old name counts on`),
  ),
  retired: Type.Optional(
    text(
      500,
      `Why the ${what} is gone, and where it went. The document stays, so that nobody uses the name again; nothing is planned for it; omitted = in service`,
    ),
  ),
});

const drift = (description: string, usual: 'heal' | 'report') =>
  Type.Optional(oneOf(['heal', 'report', 'propose'], `${description}; omitted = ${usual}`, { default: usual }));

const driftFields = {
  patchLevel: drift('A host that is below a target it had reached', 'report'),
  placement: drift('A VM that runs on its replica host and not at home', 'heal'),
  replication: drift('A replication that is declared and is missing or broken', 'heal'),
  replicationSettings: drift('A frequency or a number of recovery points that is not as declared', 'heal'),
} satisfies Record<DriftField, unknown>;

export const service = (description: string) =>
  Type.String({
    pattern: '^[A-Za-z0-9]([A-Za-z0-9_.@$-]{0,78}[A-Za-z0-9_])?$',
    title: 'the name of a service',
    examples: ['vmms', 'nginx'],
    description,
  });

const probe = fields(
  {
    name: name('Name of the check, shown when it fails'),
    tcp: Type.Optional(count(1, 65_535, 'The TCP port on the host itself that must accept a connection')),
    http: Type.Optional(
      fields(
        {
          port: count(1, 65_535, 'TCP port on the host itself'),
          path: Type.Optional(
            Type.String({
              pattern: '^/[A-Za-z0-9._~/?&=%-]{0,200}$',
              title: 'a path that starts with "/"',
              default: '/',
              description: 'Path asked for; omitted = /',
            }),
          ),
          status: Type.Optional(count(100, 599, 'The status that must be answered; omitted = 200', { default: 200 })),
        },
        'A GET over plain HTTP to the host itself',
      ),
    ),
  },
  'A check the agent makes from its own host: `name` and exactly one of `tcp` and `http`',
  { minProperties: 2, maxProperties: 2, title: '`name` with exactly one of `tcp: <port>` and `http: { port, path, status }`' },
);

export const FleetDocument = declaration(
  'Fleet',
  'All that one fleet repo declares: its name and the defaults of the other documents. Exactly one per repository.',
  fields(
    {
      timezone: timezone('IANA time zone of maintenance windows that name none, for example Europe/Paris'),
      factsMaxAge: Type.Optional(
        duration('A host whose last report is older than this is not touched; omitted = PT10M', { default: 'PT10M' }),
      ),
      patchSla: Type.Optional(
        fields(
          {
            critical: Type.Optional(duration('Omitted = PT24H', { default: 'PT24H' })),
            high: Type.Optional(duration('Omitted = P7D', { default: 'P7D' })),
            medium: Type.Optional(duration('Omitted = P30D', { default: 'P30D' })),
            low: Type.Optional(duration('Omitted = P90D', { default: 'P90D' })),
          },
          'How soon after its release a baseline of each severity must be on every host; shown, not enforced',
        ),
      ),
      notice: Type.Optional(
        notice('How people are told of planned maintenance, unless a rollout says otherwise; omitted = 7 days, 3'),
      ),
      drift: Type.Optional(
        fields(
          driftFields,
          'What happens when something was changed by hand. heal = brought back by an intervention like any other; report = told; propose = told, and a pull request that adopts it is proposed',
          { minProperties: 1, title: 'at least one field' },
        ),
      ),
      allowRemovals: Type.Optional(
        count(
          0,
          100_000,
          'How many documents a commit that removes many may remove: more than three hosts, VMs and rollouts, or more than a tenth of them (one may always go). Written, or changed, by the very commit that does so, so that an emptied folder is never taken for an order; omitted = 0, the few that need no word',
          { default: 0 },
        ),
      ),
      keepApart: Type.Optional(
        list(
          fields(
            {
              name: name('Name of the set, shown when it makes a host wait'),
              members: list(name('Name of a Host or VirtualMachine'), 'Hosts or VMs that must not be in maintenance together', {
                minItems: 2,
                maxItems: 200,
              }),
              max: Type.Optional(count(1, 199, 'How many of them may be in maintenance at once; omitted = 1', { default: 1 })),
            },
            'One set, for example the two domain controllers',
          ),
          'Sets of which only some members may be in maintenance at once. The two hosts of a replica pair are kept apart anyway',
          { maxItems: 1000 },
        ),
      ),
    },
    'Defaults and rules of the whole fleet',
  ),
);
export type FleetDocument = Static<typeof FleetDocument>;

export const SiteDocument = declaration(
  'Site',
  'A place where hosts stand.',
  fields({ displayName: text(100, 'What people call it, for example "Paris, rue de Charonne"') }, 'The site'),
);
export type SiteDocument = Static<typeof SiteDocument>;

export const HostDocument = declaration(
  'Host',
  'A machine with an agent: a Hyper-V host, a guest that is patched by an agent of its own, or a Debian server.',
  fields(
    {
      site: name('Name of the Site it stands in'),
      product: oneOf(Product, 'Its operating system'),
      labels: Type.Optional(labels('What rings select hosts by, for example { ring: pilot }')),
      address: Type.Optional(
        Type.String({
          pattern: '^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$',
          title: 'an IP address or a DNS name',
          examples: ['10.1.0.11', 'par-hv-01.acme.example'],
          description: 'For people; the controller never connects to it',
        }),
      ),
      agent: fields(
        {
          key: Type.Optional(
            Type.String({
              pattern: '^sha256:[0-9a-f]{64}$',
              title: 'the fingerprint of an agent key, "sha256:" and 64 hex digits',
              description: "SHA-256 of the agent's public key (SPKI DER), as the agent's `init` prints it on the host",
            }),
          ),
          enrol: Type.Optional(oneOf(['token'], 'The agent enrols with a one-use token (`atlas agents token`)')),
        },
        'How its agent proves to be the one meant: exactly one of `key` and `enrol`',
        { minProperties: 1, maxProperties: 1, title: 'one of `key: "sha256:…"` and `enrol: token`' },
      ),
      partner: Type.Optional(name('The other Host of a Hyper-V replica pair; both name each other')),
      hyperV: Type.Optional(
        fields(
          {
            reserve: Type.Optional(size('Memory kept free for the host itself; omitted = 4GiB', { default: '4GiB' })),
            memory: Type.Optional(
              size('Physical memory, so that plans can be checked without asking the host; omitted = as it reports'),
            ),
            switches: Type.Optional(
              Type.Unsafe<Record<string, number[]>>({
                type: 'object',
                minProperties: 1,
                maxProperties: 64,
                propertyNames: { pattern: switchName.pattern, title: switchName.title },
                additionalProperties: {
                  type: 'array',
                  maxItems: 4094,
                  items: { type: 'integer', minimum: 1, maximum: 4094, description: 'VLAN id' },
                  description: 'VLANs it carries; [] = any',
                },
                title: 'at least one switch',
                examples: ['{ LAN: [10, 20], DMZ: [] }'],
                description: 'Virtual switches by name, with the VLANs each carries, [] = any; omitted = as it reports',
              }),
            ),
            vmVersions: Type.Optional(
              list(
                vmVersion('A version it can run'),
                'Versions of the VM configuration it can run (Get-VMHostSupportedVersion); omitted = as it reports',
                { minItems: 1, maxItems: 50 },
              ),
            ),
          },
          'Set on Hyper-V hosts',
        ),
      ),
      checks: Type.Optional(
        fields(
          {
            services: Type.Optional(
              list(service('Short name of a service: nginx, MSSQLSERVER'), 'Services that must run', { maxItems: 50 }),
            ),
            probes: Type.Optional(list(probe, 'Checks that must pass', { maxItems: 20 })),
          },
          'What "healthy" means on this host, besides what its rollout verifies; a patched host that fails them is rolled back',
          { minProperties: 1, title: 'at least one of `services` and `probes`' },
        ),
      ),
      runsOn: Type.Optional(
        fields(
          { vm: name('Name of the VirtualMachine this guest is') },
          'Set on guests that are patched by an agent of their own',
        ),
      ),
      ...lifecycle('machine'),
    },
    'The host',
  ),
);
export type HostDocument = Static<typeof HostDocument>;

export const VirtualMachineDocument = declaration(
  'VirtualMachine',
  'A virtual machine of a Hyper-V host, and where its replica lives.',
  fields(
    {
      home: name('Name of the Host it runs on in normal times'),
      replica: Type.Optional(
        fields(
          {
            host: name('Name of the Host that holds the replica: the partner of the home host'),
            frequency: Type.Optional(
              frequency(
                'How often changes are sent, as Hyper-V Replica offers it; omitted = as its policy says, PT5M without one',
              ),
            ),
            policy: Type.Optional(
              name(
                'Name of the ReplicationPolicy by which it is set up and repaired; omitted = nobody changes its replication, what is wrong is only told',
              ),
            ),
            extended: Type.Optional(
              fields(
                {
                  host: name('Name of the Host that holds the third copy: neither the home host nor the replica host'),
                  frequency: Type.Optional(
                    frequency(
                      'How often the replica host sends on: PT5M or PT15M, and not more often than it receives; omitted = PT15M',
                      { default: 'PT15M' },
                    ),
                  ),
                },
                'A third copy, sent on by the replica host; omitted = none',
              ),
            ),
          },
          'Omitted = the VM has no replica and cannot be moved out of the way',
        ),
      ),
      startOrder: Type.Optional(count(0, 1000, 'Lower starts first and is moved first; omitted = 100', { default: 100 })),
      role: Type.Optional(
        oneOf(VmRole, 'What it does; domain controllers, availability groups and clusters are never reverted; omitted = other', {
          default: 'other',
        }),
      ),
      memory: size('Memory it needs to run'),
      networks: Type.Optional(
        list(
          fields(
            {
              switch: Type.String({
                ...switchName,
                description: 'Name of the virtual switch, the same on every host it may run on',
              }),
              vlan: Type.Optional(vlan('VLAN id; omitted = untagged')),
            },
            'One network adapter',
          ),
          'What it is connected to, so that a host without that switch or VLAN is refused in time; omitted = not checked',
          { minItems: 1, maxItems: 16 },
        ),
      ),
      version: Type.Optional(
        vmVersion('Version of its configuration, so that a host that cannot run it is refused in time; omitted = as it is'),
      ),
      ...lifecycle('VM'),
    },
    'The virtual machine',
  ),
);
export type VirtualMachineDocument = Static<typeof VirtualMachineDocument>;
