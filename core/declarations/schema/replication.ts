/** How replicas are kept, and when that may be worked on. */
import { type Static, Type } from 'typebox';
import { notice } from './place.ts';
import { count, declaration, duration, fields, frequency, name } from './scalars.ts';

export const ReplicationPolicyDocument = declaration(
  'ReplicationPolicy',
  'How the VMs that name it are replicated by Hyper-V Replica over certificates. Their replication is set up, changed and repaired, they go home after a failover, and their replicas are tried out.',
  fields(
    {
      frequency: frequency('How often changes are sent; a VM may say otherwise'),
      recoveryPoints: Type.Optional(count(0, 24, 'Hourly recovery points kept besides the newest; omitted = 0', { default: 0 })),
      certificate: Type.Optional(
        fields(
          {
            daysLeft: count(
              1,
              365,
              "Days of validity that must be left on both hosts' certificates; people are told when there are fewer",
            ),
          },
          'The certificates by which the two hosts prove who they are, the only way without a domain; omitted = 14 days left',
        ),
      ),
      window: Type.Optional(
        name(
          'Name of the MaintenanceWindow in which replication is worked on; omitted = at any time. Only going home and resynchronizing are felt by users',
        ),
      ),
      notice: Type.Optional(
        notice(
          'How people are told; omitted = as the Fleet says. Setting up and repairing interrupts nothing: { days: 0, postponableUntilDays: 0 } is usual',
        ),
      ),
      maxAtOnce: Type.Optional(
        count(1, 100, 'Initial replications and resynchronizations under way at once on one host; omitted = 2', { default: 2 }),
      ),
      testFailover: Type.Optional(
        fields(
          {
            every: duration('How often each replica is tried out'),
            within: Type.Optional(
              duration('How long its copy may take to answer; the copy is removed in any case; omitted = PT30M', {
                default: 'PT30M',
              }),
            ),
          },
          'Proof that replicas start: a copy without network is started from the replica, and removed; omitted = never',
        ),
      ),
      attempt: Type.Optional(
        count(1, 1000, 'Raise it, in a reviewed commit, to try again what failed; omitted = 1', { default: 1 }),
      ),
    },
    'The policy',
  ),
);
export type ReplicationPolicyDocument = Static<typeof ReplicationPolicyDocument>;
