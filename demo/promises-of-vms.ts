/** What the demo promises of VMs: how they replicate, where they run, and that every step on them has its line. */
import { goalOf, legOf } from '#core/interventions/goals.ts';
import type { JournalEntry } from '#core/journal/record.ts';
import type { VirtualMachine } from '#core/model/fleet.ts';
import { parseActionId, vmName } from '#core/model/ids.ts';
import type { ObservedVm } from '#core/model/observation.ts';
import type { PlanInput } from '#core/model/plan.ts';
import type { Situation } from '#core/views/situation.ts';
import type { Trace } from '#core/views/situation.ts';
import { subjectOf, textOf } from './follow.ts';

type Journal = readonly JournalEntry[];
type Known = Pick<PlanInput, 'fleet' | 'observations'>;

/** Every VM with a policy: both sides healthy, with the declared settings; those that migrate are promised apart. */
export function replication({ input }: Situation): readonly string[] {
  return Object.values(input.fleet.vms).flatMap((vm) => {
    const goal = goalOf(input.fleet, 'replicate', vm.name);
    if (goal?.type !== 'replication') return [];
    const [primary, replica] = goal.between;
    const wrong = pairTrouble(input, vm, primary, replica);
    const side = copyOf(input, primary, vm)?.replication;
    if (side && (side.frequency !== goal.frequency || side.recoveryPoints !== goal.recoveryPoints))
      wrong.push(`${vm.name} replicates every ${side.frequency} s with ${side.recoveryPoints} recovery points`);
    return wrong;
  });
}

/** Whoever has migrated serves at its target; its source holds a healthy replica, off. */
export function wayBackKept({ input }: Situation, journal: Journal): readonly string[] {
  const { fleet } = input;
  const moved = migrated(fleet, journal);
  if (moved.length === 0) return ['nothing has migrated'];
  return moved.flatMap((vm) => {
    const leg = legOf(fleet, vm);
    if (leg === null) return [`no migration names ${vm.name}`];
    const here = copyOf(input, leg.to, vm);
    const serves = here?.state === 'Running' && here.heartbeat === 'ok';
    const source = copyOf(input, leg.from, vm);
    return [
      ...(serves ? [] : [`${vm.name} does not serve on ${leg.to}`]),
      ...(source?.state === 'Off' ? [] : [`${vm.name} is ${source?.state ?? 'away'} on ${leg.from}`]),
      ...pairTrouble(input, vm, leg.to, leg.from),
    ];
  });
}

/** VMs whose migration has succeeded, by the journal. */
export function migrated(fleet: Known['fleet'], journal: Journal): readonly VirtualMachine[] {
  return journal
    .filter((entry) => entry.type === 'intervention.ended' && textOf(entry, 'outcome') === 'succeeded')
    .map((entry) => textOf(entry, 'intervention'))
    .filter((intervention) => fleet.migrations[intervention.split('.')[0] ?? ''] !== undefined)
    .flatMap((intervention) => fleet.vms[vmName(subjectOf(intervention))] ?? []);
}

function pairTrouble(input: Known, vm: VirtualMachine, primary: string, replica: string): string[] {
  const sides = [
    { host: primary, other: replica, mode: 'primary' },
    { host: replica, other: primary, mode: 'replica' },
  ] as const;
  return sides
    .filter(({ host, other, mode }) => {
      const side = copyOf(input, host, vm)?.replication;
      return !(side?.mode === mode && side.state === 'Replicating' && side.health === 'Normal' && side.partner === other);
    })
    .map(({ host, other }) => `${vm.name} does not replicate as it should between ${host} and ${other}, says ${host}`);
}

function copyOf({ observations }: Known, host: string, vm: VirtualMachine): ObservedVm | undefined {
  return observations[host]?.hyperV?.vms.find(({ name }) => name === vm.name);
}

/** By the order of steps: a copy counts as running from the moment it may start until it is known to be off. */
export function neverTwice({ input: { fleet } }: Situation, journal: Journal): readonly string[] {
  const running = new Map<string, Set<string>>(Object.values(fleet.vms).map(({ name, home }) => [name, new Set([home])]));
  const orders = new Map(
    journal.filter(({ type }) => type === 'action.claimed').map((entry) => [textOf(entry, 'action'), textOf(entry, 'kind')]),
  );
  const wrong: string[] = [];
  for (const entry of journal) {
    if (entry.type !== 'action.started' && entry.type !== 'action.done') continue;
    const kind = orders.get(textOf(entry, 'action'));
    if (kind !== 'vm.start' && kind !== 'vm.stop') continue;
    const { host, step } = parseActionId(textOf(entry, 'action'));
    const vm = step.split('/')[1] ?? '';
    const on = running.get(vm);
    if (on === undefined) wrong.push(`${step} on ${host} is about no declared VM`);
    else if (kind === 'vm.stop' && entry.type === 'action.done') on.delete(host);
    else if (kind === 'vm.start' && entry.type === 'action.started') {
      on.add(host);
      if (on.size > 1) wrong.push(`${vm} was started on ${host} while it ran on another host`);
    }
  }
  return wrong;
}

/** Files that may call for work on VMs. */
const callers = /^(?:migrations|replication|vms)\/[a-z0-9-]+\.yaml:\d+/;

/** Each step names the line that calls for it; one of the move is followed to its text and to those who approved it. */
export function reviewedLines({ input: { fleet } }: Situation, journal: Journal, trace: Trace): readonly string[] {
  const steps = journal
    .filter(({ type }) => type === 'action.claimed')
    .map((entry) => ({ action: textOf(entry, 'action'), line: textOf(entry, 'line') }))
    .filter(({ action }) => fleet.rollouts[parseActionId(action).intervention.split('.')[0] ?? ''] === undefined);
  const wrong = steps.filter(({ line }) => !callers.test(line)).map(({ action, line }) => `${action} names the line "${line}"`);
  if (steps.length === 0) wrong.push('no step on a VM was claimed');
  const { because } = trace;
  if (because === null || !because.line.startsWith('migrations/') || because.text === '')
    wrong.push(`the line that calls for ${trace.action} is missing`);
  if ((because?.reviewed?.review.approvals ?? []).length === 0) wrong.push(`nobody is known to have approved ${trace.action}`);
  return wrong;
}
