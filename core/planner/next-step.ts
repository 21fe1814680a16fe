/** From a move of an intervention to a step that an agent can claim, with its warrant. */
import { allowed } from '../interventions/durations.ts';
import type { Move } from '../interventions/facts.ts';
import { documentsFor } from '../envelope/documents.ts';
import type { Warrant } from '../model/action.ts';
import type { Fleet, PatchRollout } from '../model/fleet.ts';
import type { HostName, InterventionId } from '../model/ids.ts';
import type { NextStep } from '../model/plan.ts';
import { targetLine } from './intent.ts';

export function nextStep(
  fleet: Fleet,
  intervention: InterventionId,
  subject: HostName,
  rollout: PatchRollout,
  move: Extract<Move, { type: 'act' }>,
  bootId: string | null,
): NextStep {
  return {
    intervention,
    step: move.step,
    on: move.on,
    order: move.order,
    pre: { bootId: move.bootBound ? bootId : null },
    warrant: warrantFor(fleet, subject, rollout, move),
    allow: allowed[move.order.kind],
    owed: move.owed,
    because: move.because,
  };
}

function warrantFor(fleet: Fleet, subject: HostName, rollout: PatchRollout, move: Extract<Move, { type: 'act' }>): Warrant {
  return {
    documents: documentsFor(fleet, move.on),
    line: callingLine(fleet, subject, rollout, move),
    call: rollout.name,
    subject: `Host/${subject}`,
  };
}

/** The one line that calls for this kind of step. */
function callingLine(fleet: Fleet, subject: HostName, rollout: PatchRollout, move: Extract<Move, { type: 'act' }>): string {
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
    case 'vm.stop':
    case 'vm.start':
    case 'failover.prepare':
    case 'failover.start':
    case 'failover.reverse':
      return own('/spec/before/drain');
    default:
      throw new Error(`no line of a rollout calls for ${move.order.kind}`);
  }
}
