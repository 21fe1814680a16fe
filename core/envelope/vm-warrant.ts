/** The warrant of one step of an intervention on a VM: the documents its agent judges by, and the line that calls for it. */
import { lineOf, type VmCall } from '../interventions/called-for.ts';
import { legOf } from '../interventions/goals.ts';
import type { Order, Warrant } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import { documentsFor } from './documents.ts';

export interface VmStep {
  readonly on: HostName;
  readonly step: string;
  readonly order: Order;
}

export function vmWarrant(fleet: Fleet, call: VmCall, step: VmStep): Warrant {
  return {
    documents: documentsFor(fleet, step.on),
    line: callingLine(fleet, call, step),
    call: call.name,
    subject: `VirtualMachine/${call.vm.name}`,
  };
}

/** The one line that calls for the step: of the goal, unless a field of its own asks for it. */
function callingLine(fleet: Fleet, call: VmCall, { step, order }: VmStep): string {
  const migration = call.kind === 'migrate' || call.kind === 'finish-migration' ? legOf(fleet, call.vm)?.migration : undefined;
  if (migration === undefined) return call.line;
  const own = (pointer: string) => {
    const { lines } = migration.origin;
    return Object.hasOwn(lines, pointer) ? lineOf(migration.origin, pointer) : call.line;
  };
  if (step.startsWith('back/')) return own('/spec/onFailure');
  if (order.kind === 'vm.remove') return own('/spec/keepSource');
  if (order.kind === 'vm.export' || order.kind === 'vm.import') return own('/spec/transfer');
  return call.line;
}
