/** What could start now, if every gate lets it: a host that is patched, or a VM that is worked on. */
import type { VmCall } from '../interventions/called-for.ts';
import type { Place } from '../interventions/fleet-index.ts';
import type { Leg } from '../interventions/goals.ts';
import type { Host, NoticeRule, PatchRollout, ReplicationPolicy, Target, VirtualMachine } from '../model/fleet.ts';
import type { CallName, HostName, ResourceKey, VmName, WindowName } from '../model/ids.ts';
import type { HostInterventionKind, VmInterventionKind } from '../model/intervention.ts';
import type { Observation } from '../model/observation.ts';
import type { Change } from '../model/plan.ts';
import type { Duration } from '../model/time.ts';

/** What every declaration that calls for work says, whatever its kind. */
export interface CallFacts {
  readonly name: CallName;
  readonly lane: 'normal' | 'emergency';
  /** Null = at any time. */
  readonly window: WindowName | null;
  readonly notice: NoticeRule;
  readonly attempt: number;
  /** The file it stands in. */
  readonly file: string;
  readonly acceptPlan: string | null;
}

/**
 * How an intervention stands towards others on the hosts it touches (`locks.ts`): alone = nobody else; outage = a VM is down for
 * a while, and of such there is one at a time; copying = it interrupts nothing.
 */
export type Sharing = 'alone' | 'outage' | 'copying';

interface Common {
  readonly subject: ResourceKey;
  readonly call: CallFacts;
  readonly change: Change;
  /** Expected time with the worst rollback after it. */
  readonly need: Duration;
  /** Hosts it touches, itself included. */
  readonly touches: readonly HostName[];
  /** Hosts and VMs that are in maintenance while it is under way. */
  readonly inMaintenance: readonly string[];
  readonly sharing: Sharing;
}

export interface HostCandidate extends Common {
  readonly type: 'host';
  readonly kind: HostInterventionKind;
  readonly name: HostName;
  readonly host: Host;
  readonly place: Place;
  readonly target: Target;
  readonly observation: Observation;
  /** VMs that are moved away first, in start order. */
  readonly vms: readonly VirtualMachine[];
}

export interface VmCandidate extends Common {
  readonly type: 'vm';
  readonly kind: VmInterventionKind;
  readonly name: VmName;
  readonly vm: VirtualMachine;
  readonly vmCall: VmCall;
  /** The host that runs it now. */
  readonly from: HostName;
  /** The host that gets it (migrate, go-home), a copy of it, or runs its test. Null when nothing arrives anywhere. */
  readonly to: HostName | null;
  /** A whole copy is sent to `to`: counted against `maxAtOnce`. */
  readonly copies: boolean;
  readonly leg: Leg | null;
  readonly policy: ReplicationPolicy | null;
}

export type Candidate = HostCandidate | VmCandidate;

export function callOfRollout(rollout: PatchRollout): CallFacts {
  const { name, lane, window, notice, attempt, acceptPlan, origin } = rollout;
  return { name, lane, window, notice, attempt, file: origin.file, acceptPlan };
}

export function callOfVm(call: VmCall): CallFacts {
  const { name, window, notice, attempt, lane, line } = call;
  return { name, lane, window, notice, attempt, file: line.slice(0, line.lastIndexOf(':')), acceptPlan: null };
}
