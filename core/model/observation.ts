/** What an agent says is true on its host. Interned by digest; `seenAt` is kept apart, so the content holds no time of day. */
import { type Static, Type } from 'typebox';
import { Product } from './fleet.ts';

const name = Type.String({ pattern: '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$' });
const bytes = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const literals = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], description });

/** PowerShell's VMReplicationState names, as far as the planner tells them apart. */
export const ReplicationState = [
  'Disabled',
  'ReadyForInitialReplication',
  'InitialReplicationInProgress',
  'Replicating',
  'PreparedForFailover',
  'FailedOverWaitingCompletion',
  'FailedOver',
  'Suspended',
  'Error',
  'WaitingForStartResynchronize',
  'Resynchronizing',
] as const;
export type ReplicationState = (typeof ReplicationState)[number];

export const VmState = ['Running', 'Off', 'Starting', 'Stopping', 'Saved', 'Paused', 'Other'] as const;
export type VmState = (typeof VmState)[number];

export const Heartbeat = ['ok', 'none', 'lost', 'unknown'] as const;
export type Heartbeat = (typeof Heartbeat)[number];

export const ObservedReplication = Type.Object(
  {
    mode: literals(['primary', 'replica'], 'Which side of the relation this copy is'),
    state: literals(ReplicationState, 'VMReplicationState by name'),
    health: literals(['Normal', 'Warning', 'Critical'], 'VMReplicationHealthState by name'),
    partner: Type.Unsafe<string>({ ...name, description: 'The host on the other side, by declared name' }),
    frequency: Type.Optional(
      Type.Unsafe<number>({ type: 'integer', enum: [30, 300, 900], description: 'Seconds; told by the primary' }),
    ),
    recoveryPoints: Type.Optional(
      Type.Unsafe<number>({ type: 'integer', minimum: 0, maximum: 24, description: 'Hourly points kept; told by the primary' }),
    ),
  },
  { additionalProperties: false },
);
export type ObservedReplication = Static<typeof ObservedReplication>;

export const ObservedVm = Type.Object(
  {
    name: Type.Unsafe<string>({ ...name, description: 'The VM, by declared name' }),
    state: literals(VmState, 'VMState by name; states the planner does not act on are Other'),
    heartbeat: literals(Heartbeat, 'ok when the guest services answer'),
    memory: Type.Unsafe<number>({ ...bytes, description: 'Bytes assigned, or needed to start' }),
    replication: Type.Unsafe<ObservedReplication | null>({
      anyOf: [ObservedReplication, { type: 'null' }],
      description: 'Its Hyper-V Replica relation as seen from this host; null without one',
    }),
    checkpoints: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 64, description: 'Names, sorted' }),
    version: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}\\.[0-9]{1,3}$', description: 'VM configuration version' })),
    networks: Type.Optional(
      Type.Array(
        Type.Object(
          {
            switch: Type.String({ maxLength: 100, description: 'Virtual switch by name' }),
            vlan: Type.Unsafe<number | null>({
              anyOf: [{ type: 'integer', minimum: 1, maximum: 4094 }, { type: 'null' }],
              description: 'Access VLAN; null = untagged',
            }),
          },
          { additionalProperties: false },
        ),
        { maxItems: 16, description: 'Network adapters' },
      ),
    ),
    test: Type.Optional(
      Type.Object(
        { state: literals(VmState, 'State of the test VM'), heartbeat: literals(Heartbeat, 'Its heartbeat') },
        { additionalProperties: false, description: 'Present while a test failover of this replica has its test VM' },
      ),
    ),
    busy: Type.Boolean({ description: 'Backing up, merging disks or changing state: not to be moved now' }),
  },
  { additionalProperties: false },
);
export type ObservedVm = Static<typeof ObservedVm>;

export interface ObservedHyperV {
  memory: { capacity: number };
  vms: ObservedVm[];
  switches?: string[];
  vmVersions?: string[];
  certificateDaysLeft?: number;
}

export const ObservedPatch = Type.Unsafe<
  | { type: 'windows'; build: string; servicing: 'idle' | 'busy' }
  | { type: 'debian'; suite: string; packages: Record<string, string>; servicing: 'idle' | 'busy' }
>({
  oneOf: [
    {
      type: 'object',
      additionalProperties: false,
      required: ['type', 'build', 'servicing'],
      properties: {
        type: { const: 'windows', description: 'Windows Server' },
        build: { type: 'string', pattern: '^[0-9]{5}\\.[0-9]{1,6}$', description: 'CurrentBuild.UBR' },
        servicing: { enum: ['idle', 'busy'], description: 'busy while updates are being installed or finished after a boot' },
      },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['type', 'suite', 'packages', 'servicing'],
      properties: {
        type: { const: 'debian', description: 'Debian' },
        suite: { type: 'string', maxLength: 40, description: 'VERSION_CODENAME' },
        packages: {
          type: 'object',
          maxProperties: 500,
          additionalProperties: { type: 'string', maxLength: 120 },
          propertyNames: { pattern: '^[a-z0-9][a-z0-9+.-]{0,99}$' },
          description: 'Versions of the packages the declarations name; empty = looked for and not installed',
        },
        servicing: { enum: ['idle', 'busy'], description: 'busy while dpkg or apt is at work' },
      },
    },
  ],
  type: 'object',
  required: ['type'],
  discriminator: { propertyName: 'type' },
  description: 'What is installed',
});
export type ObservedPatch = Static<typeof ObservedPatch>;

export const Observation = Type.Object(
  {
    product: literals(Product, 'The operating system found'),
    bootId: Type.String({ minLength: 1, maxLength: 80, description: 'Changes with every boot and with nothing else' }),
    patch: ObservedPatch,
    rebootPending: Type.Boolean({ description: 'The operating system asks for a reboot' }),
    systemDiskFree: Type.Unsafe<number>({ ...bytes, description: 'Bytes' }),
    services: Type.Record(Type.String({ maxLength: 80 }), literals(['running', 'stopped', 'unknown'], 'Service state'), {
      description: 'The services that the declarations name for this host',
    }),
    probes: Type.Record(Type.String({ maxLength: 80 }), literals(['ok', 'failed', 'unknown'], 'Probe result'), {
      description: 'The probes that the declarations name for this host',
    }),
    hyperV: Type.Unsafe<ObservedHyperV | null>({
      anyOf: [
        {
          type: 'object',
          additionalProperties: false,
          required: ['memory', 'vms'],
          properties: {
            memory: {
              type: 'object',
              additionalProperties: false,
              required: ['capacity'],
              properties: { capacity: { ...bytes, description: 'Bytes of physical memory' } },
              description: 'Memory of the host',
            },
            vms: { type: 'array', maxItems: 500, items: ObservedVm, description: 'Sorted by name' },
            switches: {
              type: 'array',
              maxItems: 64,
              items: { type: 'string', maxLength: 100 },
              description: 'Virtual switches by name, sorted',
            },
            vmVersions: {
              type: 'array',
              maxItems: 64,
              items: { type: 'string', maxLength: 8 },
              description: 'VM configuration versions it can run, sorted',
            },
            certificateDaysLeft: {
              type: 'integer',
              minimum: -100_000,
              maximum: 100_000,
              description: 'Whole days until the certificate of its replica server expires; negative = it has',
            },
          },
        },
        { type: 'null' },
      ],
      description: 'Null on hosts without the Hyper-V role',
    }),
    backups: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$' }),
        Type.Object(
          {
            /** Jobs are told by their ids: names are the customer's. */
            paused: Type.Array(Type.String({ maxLength: 80 }), {
              maxItems: 2000,
              description: 'Jobs that this agent disabled and has not enabled again, sorted',
            }),
            running: Type.Boolean({ description: 'A job that covers a host of the policy is at work' }),
            lastSuccess: Type.Record(
              Type.String({ maxLength: 63 }),
              Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
              { description: 'Newest good restore point of each VM, epoch ms; "Warning" counts as good, "None" does not' },
            ),
          },
          { additionalProperties: false },
        ),
        { description: 'By BackupPolicy: what the backup server says, on the host that asks it' },
      ),
    ),
  },
  { additionalProperties: false, $id: 'Observation' },
);
export type Observation = Static<typeof Observation>;
