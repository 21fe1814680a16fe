/** Steps that move one VM: home, or to where a migration takes it, and back from there. */
import { allowed, wayBack } from '../interventions/durations.ts';
import { legOf, type Leg } from '../interventions/goals.ts';
import { settingsOf, transferPath } from '../interventions/leg.ts';
import type { ActionKind } from '../model/action.ts';
import type { Migration } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import { type Duration, duration, hour } from '../model/time.ts';
import { no, type WarrantAnswer, yes } from './answer.ts';
import { tooLate } from './asked.ts';
import { halfOf } from './halves.ts';
import { type MoveKind, notReady } from './own-copy.ts';
import { pairing } from './pair-steps.ts';
import { longClosed } from './timing.ts';
import { judged, noStep, notBegun, only, row, seen, type VmAsked, windowed } from './vm-asked.ts';

/** So long after its window has closed a VM that was stopped in it may still be taken over: service comes back by it. */
const finishFor: Duration = duration(2 * hour);

/** The policy of a VM calls for its way home, from the host of its replica. */
export function goingHome(asked: VmAsked): WarrantAnswer {
  const { call, vm } = asked;
  if (call.goal.type !== 'home') return noStep(asked);
  const from = vm.replica!.host;
  if (asked.step.startsWith('back/')) return calledOff(asked, from);
  return half(asked, 'home', from, call.goal.at);
}

export function migrating(asked: VmAsked): WarrantAnswer {
  const { fleet, vm, call, step } = asked;
  const leg = legOf(fleet, vm);
  if (call.goal.type !== 'migration' || leg === null) return noStep(asked);
  const { from, to } = leg;
  if (leg.migration.method === 'export-import') return carrying(asked, leg);
  if (step.startsWith('pair/')) {
    const otherOf = (host: HostName) => (host === from ? to : null);
    return pairing(asked, { prefix: 'pair', otherOf, settings: settingsOf(fleet, vm) });
  }
  if (step.startsWith('move/')) return half(asked, 'move', from, to);
  return asked.own.name === from && isCalledOff(asked) ? calledOff(asked, from) : failBack(asked, leg);
}

/** One half of a planned failover. Leaving is planned work and needs the window; what follows is owed. */
function half(asked: VmAsked, way: 'home' | 'move' | 'back', from: HostName, to: HostName): WarrantAnswer {
  const { envelope, step, vm, copy } = asked;
  const { order } = envelope;
  const found = halfOf(step, vm.name, order.kind);
  if (found?.way !== way) return noStep(asked);
  const misplaced = only(asked, found.side === 'from' ? from : to);
  if (misplaced) return misplaced;
  if (order.kind === 'failover.reverse' && order.args.to !== from)
    return no('not-warranted', `${vm.name} replicates back to ${from}, not to ${order.args.to}`);
  const unready = notReady(order.kind as MoveKind, vm.name, copy);
  if (unready) return unready;
  if (way === 'back') return yes;
  if (order.kind === 'failover.start') return longClosed(asked.fleet, asked.call, asked.now, finishFor) ?? yes;
  return (order.kind === 'vm.stop' ? windowed(asked) : null) ?? yes;
}

/** This host was only left, and has not been failed over to: it takes the VM up again where it was. */
function isCalledOff({ envelope: { order }, copy }: VmAsked): boolean {
  return order.kind === 'failover.cancel' || (order.kind === 'vm.start' && copy?.replication?.mode === 'primary');
}

/** The other side has not taken over: cancel, and start it where it was stopped. */
function calledOff(asked: VmAsked, from: HostName): WarrantAnswer {
  const { vm, copy } = asked;
  const left = () => notBegun(asked, 'vm.stop', 'failover.prepare');
  return (
    only(asked, from) ??
    judged(asked, {
      [`back/${vm.name}/cancel`]: row(
        'failover.cancel',
        () => left() ?? seen(asked, { mode: 'primary', replication: ['PreparedForFailover'], vm: 'Off' }),
      ),
      [`back/${vm.name}/start`]: row('vm.start', () => left() ?? notReady('vm.start', vm.name, copy)),
    })
  );
}

/** `onFailure` calls for the whole way back, soon after the move. */
function failBack(asked: VmAsked, { migration, from, to }: Leg): WarrantAnswer {
  const { envelope, journal, now } = asked;
  const refused = half(asked, 'back', to, from);
  if (!refused.ok) return refused;
  const moved = asked.own.name === to ? 'failover.reverse' : 'failover.prepare';
  return (
    notCalledBack(migration) ?? tooLate(now, wayBack(migration.verify.within), journal.begun(envelope.intervention, moved)) ?? yes
  );
}

/** Export and import may each take half a day before anything can be judged. */
function carriedBack({ migration }: Leg): Duration {
  return duration(wayBack(migration.verify.within) + allowed['vm.export'] + allowed['vm.import']);
}

/** Shut down, exported and imported; back while this agent remembers what it stopped or started. */
function carrying(asked: VmAsked, leg: Leg): WarrantAnswer {
  const { envelope, vm, copy, journal, now } = asked;
  const { migration, from, to } = leg;
  const path = transferPath(leg, vm);
  const began = (kind: ActionKind) => journal.begun(envelope.intervention, kind);
  const wrong = (args: { readonly path: string }) =>
    args.path === path ? null : no('not-warranted', `${vm.name} goes by way of ${path}, as declared`);
  const unlessReplica = () => (copy?.replication?.mode === 'replica' ? no('not-ready', `${vm.name} is a replica here`) : null);
  return judged(asked, {
    [`move/${vm.name}/stop`]: row(
      'vm.stop',
      () => only(asked, from) ?? unlessReplica() ?? seen(asked, { vm: 'Running' }) ?? windowed(asked),
    ),
    [`move/${vm.name}/export`]: row(
      'vm.export',
      (args) => wrong(args) ?? only(asked, from) ?? notBegun(asked, 'vm.stop') ?? unlessReplica() ?? seen(asked, { vm: 'Off' }),
    ),
    [`move/${vm.name}/import`]: row(
      'vm.import',
      (args) =>
        wrong(args) ??
        only(asked, to) ??
        (copy ? no('not-ready', `a copy of ${vm.name} is here already`) : null) ??
        longClosed(asked.fleet, asked.call, now, allowed['vm.export']),
    ),
    [`move/${vm.name}/start`]: row(
      'vm.start',
      () =>
        only(asked, to) ??
        notBegun(asked, 'vm.import') ??
        seen(asked, { mode: 'none', vm: 'Off' }) ??
        tooLate(now, wayBack(migration.verify.within), began('vm.import')),
    ),
    [`back/${vm.name}/stop`]: row(
      'vm.stop',
      () =>
        only(asked, to) ??
        notCalledBack(migration) ??
        seen(asked, { mode: 'none', vm: 'Running' }) ??
        tooLate(now, wayBack(migration.verify.within), began('vm.start')),
    ),
    [`back/${vm.name}/start`]: row(
      'vm.start',
      () =>
        only(asked, from) ??
        // stopped before it was exported, it is started again whatever onFailure says
        (began('vm.export') === null ? null : notCalledBack(migration)) ??
        unlessReplica() ??
        seen(asked, { vm: 'Off' }) ??
        tooLate(now, carriedBack(leg), began('vm.stop')),
    ),
  });
}

function notCalledBack({ name, onFailure }: Migration): WarrantAnswer | null {
  return onFailure === 'fail-back-and-halt' ? null : no('not-warranted', `onFailure of ${name} is ${onFailure}`);
}
