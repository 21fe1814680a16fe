/** Steps that set replication up, change it, take it up again, and finish half-states nobody is at work on. */
import type { PairSettings } from '../interventions/pairing.ts';
import { hasPart } from '../interventions/part.ts';
import type { ActionArgs } from '../model/action.ts';
import type { HostName } from '../model/ids.ts';
import type { ReplicationState } from '../model/observation.ts';
import { no, type WarrantAnswer, yes } from './answer.ts';
import { notReady } from './own-copy.ts';
import { judged, noStep, notBegun, only, plannedHere, row, seen, type VmAsked } from './vm-asked.ts';

/** Between which hosts the VM may be related at this step: where it may run, and where its replica may be. */
export interface Between {
  readonly prefix: 'replicate' | 'pair' | 'finish';
  /** The host to which `from` may replicate it; null = `from` may not be where it runs. */
  readonly otherOf: (from: HostName) => HostName | null;
  readonly settings: PairSettings;
}

/** A replication policy asks for exactly one relation, between the VM's home and its replica's host. */
export function replicating(asked: VmAsked): WarrantAnswer {
  const { goal } = asked.call;
  if (goal.type !== 'replication') return noStep(asked);
  const [a, b] = goal.between;
  const otherOf = (from: HostName) => (from === a ? b : from === b ? a : null);
  if (asked.step.startsWith('repair/')) return repairing(asked, goal.between, otherOf);
  return pairing(asked, {
    prefix: 'replicate',
    otherOf,
    settings: { frequency: goal.frequency, recoveryPoints: goal.recoveryPoints },
  });
}

export function pairing(asked: VmAsked, between: Between): WarrantAnswer {
  const { step, own, vm, envelope } = asked;
  const { prefix, settings } = between;
  if (step === `${prefix}/remove-old` && envelope.order.kind === 'replication.remove') return removeOld(asked, between) ?? yes;
  const other = between.otherOf(own.name);
  if (other === null) return no('not-warranted', `${vm.name} is not to run on ${own.name}`);
  const primary = (...replication: readonly ReplicationState[]) =>
    seen(asked, { mode: 'primary', replication }) ?? elsewhere(asked, other);
  return judged(asked, {
    [`${prefix}/enable`]: row('replication.enable', (args) => {
      if (args.to !== other) return no('not-warranted', `${vm.name} replicates from ${own.name} to ${other}, not to ${args.to}`);
      return wrongSettings(asked, settings, args) ?? seen(asked, { mode: 'none', vm: 'Running' }) ?? plannedHere(asked);
    }),
    [`${prefix}/start`]: row('replication.start', () => primary('ReadyForInitialReplication') ?? plannedHere(asked)),
    [`${prefix}/set`]: row(
      'replication.set',
      (args) => wrongSettings(asked, settings, args) ?? primary('Replicating') ?? plannedHere(asked),
    ),
    // going on where it stopped is no work for a window; comparing everything is
    [`${prefix}/resume`]: row('replication.resume', ({ resynchronize }) =>
      resynchronize ? noStep(asked) : primary('Error', 'Suspended'),
    ),
    [`${prefix}/resynchronize`]: row('replication.resume', ({ resynchronize }) =>
      resynchronize ? (primary('WaitingForStartResynchronize') ?? plannedHere(asked)) : noStep(asked),
    ),
    [`${prefix}/remove`]: row(
      'replication.remove',
      () => seen(asked, { mode: 'primary', vm: 'Running' }) ?? wholesome(asked, other) ?? plannedHere(asked),
    ),
  });
}

function wrongSettings({ vm }: VmAsked, settings: PairSettings, args: ActionArgs['replication.set']): WarrantAnswer | null {
  const { frequency, recoveryPoints } = settings;
  if (args.frequency === frequency && args.recoveryPoints === recoveryPoints) return null;
  return no('not-warranted', `${vm.name} replicates every ${frequency} s with ${recoveryPoints} recovery points, as declared`);
}

/** The refusal when the relation seen here is with a host that is not the declared one. */
function elsewhere({ vm, copy }: VmAsked, other: HostName): WarrantAnswer | null {
  const partner = copy?.replication?.partner;
  return partner === other ? null : no('not-ready', `${vm.name} replicates to ${partner} here, not to ${other}`);
}

/** A relation is taken apart only when it is with another host than declared, or is not well. */
function wholesome({ vm, copy }: VmAsked, other: HostName): WarrantAnswer | null {
  const { partner, health, state } = copy!.replication!;
  const isGood =
    partner === other && (health === 'Normal' || state === 'InitialReplicationInProgress' || state === 'Resynchronizing');
  return isGood ? no('not-warranted', `${vm.name} replicates to ${other}, as declared`) : null;
}

/** What is left of a relation on a host that is to hold it no more. */
function removeOld(asked: VmAsked, between: Between): WarrantAnswer | null {
  const { fleet, own, vm } = asked;
  if (between.otherOf(own.name) !== null) return no('not-warranted', `${own.name} is one of the two hosts of ${vm.name}`);
  if (!hasPart(fleet, own.name, vm)) return no('not-warranted', `${own.name} has nothing to do with ${vm.name}`);
  return seen(asked, { mode: 'replica', vm: 'Off' });
}

/** Never one that replicates: it is the VM. */
const recoverable: readonly ReplicationState[] = ['Error', 'WaitingForStartResynchronize', 'Suspended'];

/** The documented ends of windows.md 2.6: of what this side alone can see, nothing that could lose data. */
function repairing(asked: VmAsked, between: readonly HostName[], otherOf: Between['otherOf']): WarrantAnswer {
  const { own, vm, copy } = asked;
  return (
    only(asked, ...between) ??
    judged(asked, {
      // never on a replica: one that has run since its failover would lose what it wrote, and nothing here shows that it did not
      'repair/cancel': row('failover.cancel', () =>
        seen(asked, { mode: 'primary', replication: ['PreparedForFailover'], vm: 'Off' }),
      ),
      'repair/complete': row(
        'failover.complete',
        () =>
          seen(asked, { mode: 'replica', replication: ['FailedOverWaitingCompletion'], vm: 'Running', answers: true }) ??
          plannedHere(asked),
      ),
      'repair/demote': row('replication.demote', () => seen(asked, { mode: 'primary', replication: recoverable, vm: 'Off' })),
      'repair/reverse': row('failover.reverse', ({ to }) =>
        to === otherOf(own.name)
          ? notReady('failover.reverse', vm.name, copy)
          : no('not-warranted', `${vm.name} does not replicate from ${own.name} to ${to}`),
      ),
      'repair/start': row(
        'vm.start',
        () =>
          notBegun(asked, 'failover.cancel', 'failover.reverse') ??
          seen(asked, {
            mode: 'primary',
            replication: ['Replicating', 'Resynchronizing', 'ReadyForInitialReplication'],
            vm: 'Off',
          }),
      ),
    })
  );
}
