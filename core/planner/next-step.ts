/** From a move of an intervention to a step that an agent can claim, with its warrant. */
import { documentsFor } from '../envelope/documents.ts';
import { vmWarrant } from '../envelope/vm-warrant.ts';
import { vmCallFor } from '../interventions/called-for.ts';
import { allowed } from '../interventions/durations.ts';
import type { Move } from '../interventions/facts.ts';
import type { Warrant } from '../model/action.ts';
import type { Fleet, PatchRollout } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Intervention, VmInterventionKind } from '../model/intervention.ts';
import type { NextStep } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import { targetLine } from './intent.ts';

type Act = Extract<Move, { type: 'act' }>;

/** Null when nothing at that commit calls for it. `fleet` = at the intervention's own commit. */
export function nextStep(fleet: Fleet, record: Intervention, move: Act, bootId: string | null): NextStep | null {
  const warrant = warrantFor(fleet, record, move);
  return (
    warrant && {
      intervention: record.id,
      step: move.step,
      on: move.on,
      order: move.order,
      pre: { bootId: move.bootBound ? bootId : null },
      warrant,
      allow: allowed[move.order.kind],
      owed: move.owed,
      because: move.because,
    }
  );
}

function warrantFor(fleet: Fleet, record: Intervention, move: Act): Warrant | null {
  if (record.vm !== null) {
    const call = vmCallFor(fleet, record.kind as VmInterventionKind, record.vm);
    return call && vmWarrant(fleet, call, move);
  }
  const rollout = fleet.rollouts[record.call];
  if (!rollout) return null;
  const line = callingLine(fleet, record.host, rollout, move);
  return { documents: documentsFor(fleet, move.on), line, call: rollout.name, subject: `Host/${record.host}` };
}

/** The one line that calls for this kind of step. */
function callingLine(fleet: Fleet, subject: HostName, rollout: PatchRollout, move: Act): string {
  const own = (pointer: string) => `${rollout.origin.file}:${rollout.origin.lines[pointer] ?? rollout.origin.line}`;
  const host = fleet.hosts[subject]!;
  const target = fleet.baselines[rollout.baseline]!.products[host.product]!;
  switch (move.order.kind) {
    case 'update.install':
    case 'host.reboot':
      return targetLine(fleet, rollout, host, target);
    case 'update.rollback':
    case 'checkpoint.revert':
      return own('/spec/onFailure');
    case 'checkpoint.create':
    case 'checkpoint.remove':
      return own('/spec/before/checkpoint');
    case 'backup.pause':
    case 'backup.resume':
      return pausingLine(fleet, move.order.args.policy) ?? own('/spec/before/drain');
    case 'vm.stop':
    case 'vm.start':
    case 'failover.prepare':
    case 'failover.start':
    case 'failover.reverse':
    case 'failover.cancel':
      return own('/spec/before/drain');
    // only of work on VMs
    case 'failover.complete':
    case 'failover.test':
    case 'failover.test-end':
    case 'replication.enable':
    case 'replication.start':
    case 'replication.set':
    case 'replication.resume':
    case 'replication.remove':
    case 'replication.demote':
    case 'vm.remove':
    case 'vm.export':
    case 'vm.import':
      throw new Error(`no line of a rollout calls for ${move.order.kind}`);
    default:
      return assertNever(move.order);
  }
}

function pausingLine(fleet: Fleet, policy: string): string | null {
  const origin = fleet.backupPolicies.find(({ name }) => name === policy)?.origin;
  return origin === undefined ? null : `${origin.file}:${origin.lines['/spec/pauseJobs'] ?? origin.line}`;
}
