/** ReplicationPolicy. */
import type { ReplicationPolicyName, WindowName } from '../../model/ids.ts';
import { day } from '../../model/time.ts';
import type { Report } from '../finding.ts';
import type { ReplicationPolicyDraft } from '../kinds.ts';
import type { ReplicationPolicyDocument } from '../schema/replication.ts';
import { lengthOf, type Reading } from './common.ts';
import { reportNotice } from './place.ts';

export function readReplicationPolicy(
  { metadata, spec }: ReplicationPolicyDocument,
  { origin, report }: Reading,
): ReplicationPolicyDraft {
  reportReplicationPolicy(spec, report);
  return {
    name: metadata.name as ReplicationPolicyName,
    origin,
    frequency: lengthOf(spec.frequency),
    recoveryPoints: spec.recoveryPoints ?? 0,
    certificateDaysLeft: spec.certificate?.daysLeft ?? 14,
    window: (spec.window ?? null) as WindowName | null,
    notice: spec.notice ?? null,
    maxAtOnce: spec.maxAtOnce ?? 2,
    testFailover:
      spec.testFailover === undefined
        ? null
        : { every: lengthOf(spec.testFailover.every), within: lengthOf(spec.testFailover.within ?? 'PT30M') },
    attempt: spec.attempt ?? 1,
  };
}

export function reportReplicationPolicy(spec: Partial<ReplicationPolicyDocument['spec']>, report: Report): void {
  reportNotice(spec.notice, '/spec/notice', report);
  const every = spec.testFailover?.every;
  if (every === undefined || lengthOf(every) >= day) return;
  report({
    code: 'test-too-often',
    pointer: '/spec/testFailover/every',
    on: 'value',
    message: `trying every replica each ${every} would leave no time in between.`,
    remedy: 'write P1D or more; P30D is usual',
  });
}
