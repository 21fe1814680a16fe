/** From what is wanted of a VM to a candidate that the gates can judge. */
import { type VmCall, vmCallFor } from '../interventions/called-for.ts';
import { estimateVm } from '../interventions/durations.ts';
import { observedVm } from '../interventions/facts.ts';
import { hostsOf, legOf, replicationPolicyOf } from '../interventions/goals.ts';
import type { VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { VmInterventionKind } from '../model/intervention.ts';
import { assertNever } from '../model/problem.ts';
import { duration } from '../model/time.ts';
import { callOfVm, type Sharing, type VmCandidate } from './candidate.ts';
import { type Survey, vmAndGuest } from './survey.ts';
import type { Words } from './vm-words.ts';

/** Null when nothing calls for this kind of work on the VM. `from` = the host that runs it. */
export function vmCandidate(
  s: Survey,
  kind: VmInterventionKind,
  vm: VirtualMachine,
  from: HostName,
  words: Words,
): VmCandidate | null {
  const { fleet } = s;
  const vmCall = vmCallFor(fleet, kind, vm.name);
  if (vmCall === null) return null;
  const leg = kind === 'migrate' || kind === 'finish-migration' ? legOf(fleet, vm) : null;
  const to = destination(vmCall, from);
  const { run, rollback } = estimateVm(kind, fleet, vm.name);
  const isMoved = kind === 'migrate' || kind === 'go-home';
  const copies = sendsCopy(s, vmCall, vm, from, to);
  return {
    type: 'vm',
    subject: `VirtualMachine/${vm.name}`,
    name: vm.name,
    kind,
    vm,
    from,
    to,
    copies,
    leg,
    vmCall,
    policy: replicationPolicyOf(fleet, vm),
    call: callOfVm(vmCall),
    change: { host: from, vm: vm.name, call: vmCall.name, ring: leg?.wave.name ?? '', ...words, target: vmCall.goal },
    need: duration(run + rollback),
    touches: [...new Set([...hostsOf(fleet, kind, vm), from])].sort(),
    inMaintenance: isMoved ? vmAndGuest(fleet, vm.name) : [],
    sharing: sharing(kind, copies),
  };
}

/** The host that gets the VM, a copy of it, or runs its test. */
function destination({ goal }: VmCall, from: HostName): HostName | null {
  switch (goal.type) {
    case 'migration':
      return goal.to;
    case 'settled':
      return goal.replica;
    case 'home':
      return goal.at;
    case 'tested':
      return goal.on;
    case 'replication':
      return goal.between[0] === from ? goal.between[1] : goal.between[0];
    default:
      return assertNever(goal);
  }
}

/** Whether all of the VM may have to be sent over the network, and not only what changed. */
function sendsCopy(s: Survey, { goal }: VmCall, vm: VirtualMachine, from: HostName, to: HostName | null): boolean {
  if (to === null || goal.type === 'home' || goal.type === 'tested') return false;
  if (goal.type === 'migration' && goal.method === 'export-import') return false;
  const relation = observedVm(s.observation(from), vm.name)?.replication ?? null;
  return relation === null || relation.partner !== to || relation.state !== 'Replicating';
}

function sharing(kind: VmInterventionKind, copies: boolean): Sharing {
  if (kind === 'go-home') return 'outage';
  // what has its copy on the target already, or moves by export, goes down with its first step
  return kind === 'migrate' && !copies ? 'outage' : 'copying';
}
