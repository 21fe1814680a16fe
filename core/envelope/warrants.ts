/**
 * What each kind of action may be called for by, judged by the agent itself from documents proven to be of the commit and
 * from its own observation. The controller decides when and in which order; this decides whether at all.
 */
import { rolloutsOf } from '../interventions/interest.ts';
import type { ActionArgs, Envelope, PatchState } from '../model/action.ts';
import { digestOf } from '../digest.ts';
import { neverReverted, type Fleet, type Host, type PatchRollout, type VirtualMachine } from '../model/fleet.ts';
import { parseActionId } from '../model/ids.ts';
import type { Observation } from '../model/observation.ts';
import { patchLevel } from '../model/patch-level.ts';
import { assertNever } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import { frozen } from '../windows/freeze.ts';
import { isOpen } from '../windows/window.ts';

export type WarrantAnswer = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly detail: string };

/** What the agent itself remembers of the intervention. */
export interface OwnRecord {
  /** The patch state its own install step found, by its own journal; null = this agent installed nothing in it. */
  before(intervention: string): PatchState | null;
}

export type Warrants = (
  envelope: Envelope,
  fleet: Fleet,
  observation: Observation,
  now: Instant,
  journal: OwnRecord,
) => WarrantAnswer;

export const warrants: Warrants = (envelope, fleet, observation, now, journal) => {
  const { warrant, order } = envelope;
  const own = fleet.hosts[envelope.host];
  const subject = fleet.hosts[warrant.subject];
  if (!own || !subject)
    return no('not-declared', `${own ? warrant.subject : envelope.host} is not declared at ${envelope.commit.slice(0, 7)}`);
  const rollout = rolloutsOf(fleet, subject.name).find((one) => one.name === warrant.rollout);
  if (!rollout) return no('not-warranted', `no rollout "${warrant.rollout}" selects ${subject.name}`);
  if (!envelope.intervention.startsWith(`${rollout.name}.${subject.name}.`)) {
    return no('not-warranted', `intervention ${envelope.intervention} is not one of ${rollout.name} on ${subject.name}`);
  }
  const context: Context = { envelope, fleet, own, subject, rollout, observation, now, journal };
  switch (order.kind) {
    case 'update.install':
      return install(context, order.args);
    case 'host.reboot':
      return onSubject(context) ?? touchedHere(context);
    case 'update.rollback':
      return rollback(context, order.args);
    case 'vm.stop':
    case 'vm.start':
    case 'failover.prepare':
    case 'failover.start':
    case 'failover.reverse':
      return move(context, order);
    case 'checkpoint.create':
    case 'checkpoint.revert':
    case 'checkpoint.remove':
      return checkpoint(context, order.kind, order.args);
    default:
      return assertNever(order);
  }
};

interface Context {
  readonly envelope: Envelope;
  readonly fleet: Fleet;
  readonly own: Host;
  readonly subject: Host;
  readonly rollout: PatchRollout;
  readonly observation: Observation;
  readonly now: Instant;
  readonly journal: OwnRecord;
}

const yes: WarrantAnswer = { ok: true };

function no(code: string, detail: string): WarrantAnswer {
  return { ok: false, code, detail };
}

/** Null when the order is for the host that is being patched; otherwise the refusal. */
function onSubject({ own, subject }: Context): WarrantAnswer | null {
  return own.name === subject.name ? null : no('not-warranted', `only ${subject.name} itself may do this, not ${own.name}`);
}

/** Baseline and rollout call for an install, inside the window. */
function install(context: Context, args: ActionArgs['update.install']): WarrantAnswer {
  const { fleet, own, rollout, observation } = context;
  const wrongHost = onSubject(context);
  if (wrongHost) return wrongHost;
  const target = fleet.baselines[rollout.baseline]?.products[own.product];
  if (!target) return no('not-warranted', `baseline ${rollout.baseline} has nothing for ${own.product}`);
  if (digestOf(target) !== digestOf(args.target))
    return no('not-warranted', `baseline ${rollout.baseline} names another target for ${own.product}`);
  if (observation.product !== own.product) return no('not-warranted', `this is ${observation.product}, not ${own.product}`);
  if (patchLevel(observation.patch, target) !== 'below') return no('not-warranted', 'the host is not below the target');
  return windowed(context) ?? yes;
}

/** Null when new work may begin now by what this agent holds: window open, no freeze. */
function windowed({ fleet, own, rollout, now }: Context): WarrantAnswer | null {
  const freeze = frozen(fleet.freezes, own, now);
  if (freeze) return no('frozen', `freeze "${freeze.name}" is in force`);
  if (rollout.window === null) return null;
  const window = fleet.windows[rollout.window];
  if (!window) return no('not-warranted', `window "${rollout.window}" is not among the documents`);
  return isOpen(window, now) ? null : no('window-closed', `window "${window.name}" is closed`);
}

/** A reboot finishes what this agent itself installed (or took back) in this intervention. */
function touchedHere({ envelope, journal }: Context): WarrantAnswer {
  return journal.before(envelope.intervention) === null
    ? no('not-warranted', 'this agent installed nothing in this intervention, so nothing calls for a reboot')
    : yes;
}

/** `onFailure` calls for a rollback, to exactly what this agent's own install found. */
function rollback(context: Context, args: ActionArgs['update.rollback']): WarrantAnswer {
  const { rollout, envelope, journal } = context;
  const wrongHost = onSubject(context);
  if (wrongHost) return wrongHost;
  if (rollout.onFailure !== 'roll-back-and-halt')
    return no('not-warranted', `onFailure of ${rollout.name} is ${rollout.onFailure}`);
  const before = journal.before(envelope.intervention);
  if (before === null) return no('not-warranted', 'this agent installed nothing in this intervention');
  return digestOf(before) === digestOf(args.to)
    ? yes
    : no('not-warranted', 'that is not what the install of this intervention found');
}

/** `before.drain` calls for planned failovers of the subject's VMs to its partner; a VM away from home may always return. */
function move(
  context: Context,
  order: Extract<
    Envelope['order'],
    { kind: 'vm.stop' | 'vm.start' | 'failover.prepare' | 'failover.start' | 'failover.reverse' }
  >,
): WarrantAnswer {
  const { fleet, own, subject, rollout, envelope } = context;
  if (rollout.before.drain !== 'planned-failover')
    return no('not-warranted', `before.drain of ${rollout.name} is ${rollout.before.drain}`);
  const vm = fleet.vms[order.args.vm];
  if (!vm) return no('not-declared', `VM ${order.args.vm} is not declared`);
  if (subject.partner === null || !isOnPair(vm, subject))
    return no('not-warranted', `${vm.name} is not replicated between ${subject.name} and its partner`);
  if (own.name !== subject.name && own.name !== subject.partner)
    return no('not-warranted', `${own.name} is not of the pair of ${subject.name}`);
  if (order.kind === 'failover.reverse' && order.args.to !== own.partner)
    return no('not-warranted', `${order.args.to} is not the partner of ${own.name}`);
  const way = parseActionId(envelope.action).step.split('/')[0];
  // leaving is planned work and needs the window; coming home is owed at any time, but only to the VM's home
  if (order.kind === 'vm.stop' && way === 'drain') {
    return own.name === subject.name
      ? (windowed(context) ?? yes)
      : no('not-warranted', `${vm.name} leaves ${subject.name}, not ${own.name}`);
  }
  if (order.kind === 'vm.stop' && own.name === vm.home)
    return no('not-warranted', `${vm.name} is at home on ${own.name}: only a drain may stop it`);
  return yes;
}

function isOnPair(vm: VirtualMachine, subject: Host): boolean {
  const ends = [vm.home, vm.replica?.host];
  return subject.partner !== null && ends.includes(subject.name) && ends.includes(subject.partner);
}

/** `before.checkpoint` calls for one checkpoint, named after the intervention; `onFailure` for going back to it. */
function checkpoint(
  context: Context,
  kind: 'checkpoint.create' | 'checkpoint.revert' | 'checkpoint.remove',
  args: { readonly vm: string; readonly name: string },
): WarrantAnswer {
  const { fleet, own, subject, rollout, envelope } = context;
  const vm = fleet.vms[args.vm];
  if (!vm || subject.runsOn !== args.vm) return no('not-warranted', `${subject.name} does not run on VM ${args.vm}`);
  if (vm.home !== own.name && vm.replica?.host !== own.name)
    return no('not-warranted', `${args.vm} does not live on ${own.name}`);
  if (args.name !== `atlas-${envelope.intervention}`)
    return no('not-warranted', 'a checkpoint of another name is not this intervention’s');
  if (kind === 'checkpoint.remove') return yes;
  if (neverReverted.has(vm.role)) return no('not-warranted', `a ${vm.role} is never reverted to a checkpoint`);
  if (rollout.before.checkpoint !== 'guests')
    return no('not-warranted', `before.checkpoint of ${rollout.name} is ${rollout.before.checkpoint}`);
  if (kind === 'checkpoint.revert') {
    return rollout.onFailure === 'roll-back-and-halt'
      ? yes
      : no('not-warranted', `onFailure of ${rollout.name} is ${rollout.onFailure}`);
  }
  return windowed(context) ?? yes;
}
