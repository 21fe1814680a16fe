/**
 * What may be called for on a VM: by its replication policy or the migration that names it. Each step of each machine has its row:
 * what it orders, where it may run, and what the agent must see and remember for itself.
 */
import { vmCallFor } from '../interventions/called-for.ts';
import { observedVm } from '../interventions/facts.ts';
import type { VmName } from '../model/ids.ts';
import { assertNever } from '../model/problem.ts';
import { no, type WarrantAnswer } from './answer.ts';
import type { Asked } from './asked.ts';
import { finishing } from './finish-steps.ts';
import { goingHome, migrating } from './move-steps.ts';
import { replicating } from './pair-steps.ts';
import { testing } from './test-steps.ts';
import type { VmAsked } from './vm-asked.ts';
import { kindOfStep } from './vm-steps.ts';

export function warrantedOnVm(asked: Asked, name: VmName): WarrantAnswer {
  const { envelope, fleet, own, step, observation } = asked;
  const { warrant, order } = envelope;
  if (!Object.hasOwn(fleet.vms, name)) return no('not-declared', `VM ${name} is not declared at ${envelope.commit.slice(0, 7)}`);
  const kind = kindOfStep(fleet, warrant.call, step);
  if (kind === null) return no('not-warranted', `${step} is no step of any work on a VM`);
  const call = vmCallFor(fleet, kind, name);
  if (call?.name !== warrant.call) return no('not-warranted', `"${warrant.call}" does not call for ${kind} of ${name}`);
  if (!envelope.intervention.startsWith(`${call.name}.${name}.`))
    return no('not-warranted', `intervention ${envelope.intervention} is not one of ${call.name} on ${name}`);
  if (!('vm' in order.args) || order.args.vm !== name) return no('not-warranted', `${order.kind} is not about ${name}`);
  if (own.hyperV === null) return no('not-warranted', `${own.name} runs no VMs`);
  const context: VmAsked = { ...asked, call, vm: call.vm, copy: observedVm(observation, name) };
  switch (kind) {
    case 'replicate':
      return replicating(context);
    case 'go-home':
      return goingHome(context);
    case 'migrate':
      return migrating(context);
    case 'finish-migration':
      return finishing(context);
    case 'test-failover':
      return testing(context);
    default:
      return assertNever(kind);
  }
}
