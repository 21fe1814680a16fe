/** What may be called for while a host is patched: by its rollout, its baseline, and policies of backups. */
import { pausesFor } from '../interventions/backups.ts';
import { wayBack } from '../interventions/durations.ts';
import { observedVm } from '../interventions/facts.ts';
import { vmsAtWork } from '../interventions/hypervisor.ts';
import { rolloutsOf } from '../interventions/interest.ts';
import { shortcomings } from '../interventions/verify.ts';
import type { ActionArgs, Envelope } from '../model/action.ts';
import { digestOf } from '../digest.ts';
import { neverReverted, type Host, type PatchRollout, type Target, type VirtualMachine } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import { patchLevel } from '../model/patch-level.ts';
import { assertNever } from '../model/problem.ts';
import { no, type WarrantAnswer, yes } from './answer.ts';
import { type Asked, tooLate } from './asked.ts';
import { halfOf } from './halves.ts';
import { type MoveKind, notReady } from './own-copy.ts';
import type { Begun } from './own-record.ts';
import { longClosed, notNow } from './timing.ts';

export function warrantedOnHost(asked: Asked, named: HostName): WarrantAnswer {
  const { envelope, fleet } = asked;
  const { warrant, order } = envelope;
  const subject = fleet.hosts[named];
  if (!subject) return no('not-declared', `${named} is not declared at ${envelope.commit.slice(0, 7)}`);
  const rollout = rolloutsOf(fleet, subject.name).find((one) => one.name === warrant.call);
  if (!rollout) return no('not-warranted', `no rollout "${warrant.call}" selects ${subject.name}`);
  if (!envelope.intervention.startsWith(`${rollout.name}.${subject.name}.`)) {
    return no('not-warranted', `intervention ${envelope.intervention} is not one of ${rollout.name} on ${subject.name}`);
  }
  const context: Context = { ...asked, subject, rollout };
  switch (order.kind) {
    case 'update.install':
      return install(context, order.args);
    case 'host.reboot':
      return reboot(context);
    case 'update.rollback':
      return rollback(context, order.args);
    case 'vm.stop':
    case 'vm.start':
    case 'failover.prepare':
    case 'failover.start':
    case 'failover.reverse':
      return move(context, order);
    case 'backup.pause':
    case 'backup.resume':
      return backup(context, order.kind, order.args);
    case 'checkpoint.create':
    case 'checkpoint.revert':
    case 'checkpoint.remove':
      return checkpoint(context, order.kind, order.args);
    case 'failover.cancel':
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
      return no('not-warranted', `no rollout calls for ${order.kind}`);
    default:
      return assertNever(order);
  }
}

interface Context extends Asked {
  readonly subject: Host;
  readonly rollout: PatchRollout;
}

/** Null when the order is for the host that is being patched; otherwise the refusal. */
function onSubject({ own, subject }: Context): WarrantAnswer | null {
  return own.name === subject.name ? null : no('not-warranted', `only ${subject.name} itself may do this, not ${own.name}`);
}

/** Baseline and rollout call for an install, inside the window. */
function install(context: Context, args: ActionArgs['update.install']): WarrantAnswer {
  const { own } = context;
  const refused = onSubject(context) ?? belowTarget(context) ?? emptied(context);
  if (refused) return refused;
  if (digestOf(targetOf(context)) !== digestOf(args.target))
    return no('not-warranted', `the baseline names another target for ${own.product}`);
  return windowed(context) ?? yes;
}

function targetOf({ fleet, subject, rollout }: Context): Target | undefined {
  return fleet.baselines[rollout.baseline]?.products[subject.product];
}

/** Null when this host, the subject itself, has not reached what the baseline names. */
function belowTarget(context: Context): WarrantAnswer | null {
  const { own, rollout, observation } = context;
  const target = targetOf(context);
  if (!target) return no('not-warranted', `baseline ${rollout.baseline} has nothing for ${own.product}`);
  return patchLevel(observation.patch, target) === 'below' ? null : no('not-warranted', 'the host is not below the target');
}

/** Null when nothing would be cut off: where VMs are moved away first, none runs here any more. */
function emptied({ own, rollout, observation }: Context): WarrantAnswer | null {
  if (own.hyperV === null || rollout.before.drain === 'none') return null;
  const here = vmsAtWork(observation);
  return here.length === 0 ? null : no('not-drained', `${here.join(', ')} still runs on ${own.name}`);
}

/** Null when new work may begin now: nobody said no to either host, and the window is open. */
function windowed({ fleet, own, subject, rollout, now }: Context): WarrantAnswer | null {
  return notNow(fleet, [own, subject], rollout, now);
}

/**
 * A reboot finishes what this agent itself installed (or took back) in this intervention, and only while it waits for one. The
 * boot in which that began must still stand: a host that was rolled back looks for ever as if it had one to come.
 */
function reboot(context: Context): WarrantAnswer {
  const { envelope, journal, observation } = context;
  const refused = onSubject(context) ?? emptied(context);
  if (refused) return refused;
  const before = journal.before(envelope.intervention);
  if (before === null)
    return no('not-warranted', 'this agent installed nothing in this intervention, so nothing calls for a reboot');
  const changed = lastOf(
    journal.begun(envelope.intervention, 'update.install'),
    journal.begun(envelope.intervention, 'update.rollback'),
  );
  if (changed?.bootId !== observation.bootId)
    return no('not-warranted', 'the host has booted since this intervention last changed it');
  const { patch, rebootPending } = observation;
  const isUnchanged = before.type === 'windows' && patch.type === 'windows' && patch.build === before.build;
  return rebootPending || isUnchanged ? yes : no('not-warranted', 'nothing here waits for a reboot');
}

function lastOf(a: Begun | null, b: Begun | null): Begun | null {
  if (a === null || b === null) return a ?? b;
  return a.at > b.at ? a : b;
}

/** `onFailure` calls for a rollback of what is not well, to exactly what this agent's own install found. */
function rollback(context: Context, args: ActionArgs['update.rollback']): WarrantAnswer {
  const { rollout, envelope, journal, observation, own, now } = context;
  const refused =
    onSubject(context) ??
    emptied(context) ??
    tooLate(now, wayBack(rollout.verify.within), journal.begun(envelope.intervention, 'update.install'));
  if (refused) return refused;
  if (rollout.onFailure !== 'roll-back-and-halt')
    return no('not-warranted', `onFailure of ${rollout.name} is ${rollout.onFailure}`);
  const before = journal.before(envelope.intervention);
  if (before === null) return no('not-warranted', 'this agent installed nothing in this intervention');
  if (digestOf(before) !== digestOf(args.to))
    return no('not-warranted', 'that is not what the install of this intervention found');
  const target = targetOf(context);
  if (target && shortcomings(observation, own, rollout, target).length === 0)
    return no('not-warranted', 'the host is at its target and well, so nothing calls for a rollback');
  return yes;
}

type MoveOrder = Extract<Envelope['order'], { kind: MoveKind }>;

/** `before.drain` calls for planned failovers of the subject's VMs to its partner; a VM away from home may always return. */
function move(context: Context, order: MoveOrder): WarrantAnswer {
  const { fleet, own, subject, rollout, step } = context;
  if (rollout.before.drain !== 'planned-failover')
    return no('not-warranted', `before.drain of ${rollout.name} is ${rollout.before.drain}`);
  const vm = fleet.vms[order.args.vm];
  if (!vm) return no('not-declared', `VM ${order.args.vm} is not declared`);
  if (subject.partner === null || !isOnPair(vm, subject))
    return no('not-warranted', `${vm.name} is not replicated between ${subject.name} and its partner`);
  const half = halfOf(step, vm.name, order.kind);
  if (half === null || (half.way !== 'drain' && half.way !== 'return'))
    return no('not-warranted', `${order.kind} of ${vm.name} is not step ${step}`);
  const { way } = half;
  const [from, to] = way === 'drain' ? [subject.name, subject.partner] : [subject.partner, subject.name];
  if (own.name !== (half.side === 'from' ? from : to))
    return no('not-warranted', `${step} is not for ${own.name} when ${subject.name} is patched`);
  if (order.kind === 'failover.reverse' && order.args.to !== from)
    return no('not-warranted', `${vm.name} replicates back to ${from}, not to ${order.args.to}`);
  const unready = notReady(order.kind, vm.name, observedVm(context.observation, vm.name));
  if (unready) return unready;
  // a VM between its hosts cannot turn back by itself: half a day after the window, as for all that is taken back
  if (order.kind === 'failover.start' && way === 'drain')
    return longClosed(fleet, rollout, context.now, wayBack(rollout.verify.within)) ?? yes;
  if (order.kind !== 'vm.stop') return yes;
  // leaving is planned work and needs the window; coming home is owed at any time, but only to the VM's home
  if (way === 'drain') return belowTarget(context) ?? windowed(context) ?? yes;
  return own.name === vm.home ? no('not-warranted', `${vm.name} is at home on ${own.name}: only a drain may stop it`) : yes;
}

function isOnPair(vm: VirtualMachine, subject: Host): boolean {
  const ends = [vm.home, vm.replica?.host];
  return subject.partner !== null && ends.includes(subject.name) && ends.includes(subject.partner);
}

/** A BackupPolicy that covers the host calls for its jobs to rest; the same agent that paused them wakes them, at any time. */
function backup(context: Context, kind: 'backup.pause' | 'backup.resume', args: ActionArgs['backup.pause']): WarrantAnswer {
  const { fleet, own, subject, step, envelope, journal } = context;
  const policy = pausesFor(fleet, subject).find((one) => one.name === args.policy);
  if (!policy) return no('not-warranted', `no backup policy "${args.policy}" lets jobs rest for ${subject.name}`);
  if (policy.via !== own.name) return no('not-warranted', `${policy.name} is asked on ${policy.via}, not on ${own.name}`);
  if (args.host !== subject.name) return no('not-warranted', `${subject.name} is patched, not ${args.host}`);
  const name = kind === 'backup.pause' ? 'freeze' : 'thaw';
  if (step !== `${name}/${policy.name}`) return no('not-warranted', `${kind} of ${policy.name} is not step ${step}`);
  // nothing is done to the host that asks: what holds is said of the one that is patched
  if (kind === 'backup.pause') return notNow(fleet, [subject], context.rollout, context.now) ?? yes;
  return journal.begun(envelope.intervention, 'backup.pause') === null
    ? no('not-warranted', 'this agent paused nothing in this intervention')
    : yes;
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
    if (!observedVm(context.observation, vm.name)?.checkpoints.includes(args.name))
      return no('not-warranted', `${vm.name} has no checkpoint of this intervention on ${own.name}`);
    if (context.journal.begun(envelope.intervention, 'checkpoint.remove') !== null)
      return no('not-warranted', 'this intervention has begun to remove its checkpoint: it is settled');
    const begun = context.journal.begun(envelope.intervention, 'checkpoint.create');
    const late = tooLate(context.now, wayBack(rollout.verify.within), begun);
    if (late) return late;
    return rollout.onFailure === 'roll-back-and-halt'
      ? yes
      : no('not-warranted', `onFailure of ${rollout.name} is ${rollout.onFailure}`);
  }
  return windowed(context) ?? yes;
}
