/** Steps that give the way back of a migration up. What cannot be undone waits for `keepSource`, by this agent's own journal. */
import { clockSkew } from '../interventions/durations.ts';
import { oldPlaces } from '../interventions/finish-migration.ts';
import { legOf, type Leg } from '../interventions/goals.ts';
import { settingsOf } from '../interventions/leg.ts';
import type { ActionKind } from '../model/action.ts';
import type { HostName } from '../model/ids.ts';
import { after, type Instant, instant, toIso } from '../model/time.ts';
import { no, type WarrantAnswer, yes } from './answer.ts';
import { notAs } from './own-copy.ts';
import { pairing } from './pair-steps.ts';
import { noStep, only, type VmAsked, windowed } from './vm-asked.ts';

export function finishing(asked: VmAsked): WarrantAnswer {
  const { envelope, fleet, step, own, vm, call, copy } = asked;
  const { order } = envelope;
  const { goal } = call;
  const leg = legOf(fleet, vm);
  if (goal.type !== 'settled' || leg === null) return noStep(asked);
  const { at, replica } = goal;
  const old = oldPlaces({ vm, goal });
  const early = tooEarly(asked, leg);
  if (early) return early;
  const isHere = (row: Parameters<typeof notAs>[0]) => notAs(row, order.kind, vm.name, copy);

  if (order.kind === 'replication.remove' && step === 'finish/release') {
    const partner = copy?.replication?.partner;
    const isOver = partner !== undefined && partner !== replica && old.includes(partner as HostName);
    if (copy?.replication && !isOver)
      return no('not-warranted', `${vm.name} replicates to ${partner}, which is not its old place`);
    return only(asked, at) ?? isHere({ mode: 'primary', vm: 'Running', answers: true }) ?? windowed(asked) ?? yes;
  }
  if (order.kind === 'replication.remove' && step === `finish/release-${own.name}`) {
    const isKept = own.name === replica && copy?.replication?.mode === 'replica' && copy.replication.partner === at;
    if (isKept) return no('not-warranted', `${own.name} is to hold the replica of ${vm.name}`);
    const isRelated = copy?.replication ? null : no('not-ready', `${vm.name} is not replicated here`);
    return only(asked, ...old) ?? isRelated ?? inUse(asked, leg) ?? isHere({ vm: 'Off' }) ?? windowed(asked) ?? yes;
  }
  if (order.kind === 'vm.remove') {
    if (step !== `finish/delete-${own.name}`) return noStep(asked);
    return only(asked, ...old) ?? unproven(asked, leg) ?? isHere({ mode: 'none', vm: 'Off' }) ?? windowed(asked) ?? yes;
  }
  if (replica === null) return noStep(asked);
  const otherOf = (host: HostName) => (host === at ? replica : null);
  return pairing(asked, { prefix: 'finish', otherOf, settings: settingsOf(fleet, vm) });
}

/** What this agent did of the move itself: the newest begin of it in an earlier intervention of the same migration on the VM. */
const moving: readonly ActionKind[] = [
  'vm.stop',
  'failover.prepare',
  'vm.export',
  'failover.start',
  'failover.reverse',
  'vm.start',
];

const movedAt = (asked: VmAsked) => newestOf(asked, moving);

function newestOf({ envelope, journal, vm, call }: VmAsked, kinds: readonly ActionKind[]): Instant | null {
  const ordinal = Number(envelope.intervention.slice(envelope.intervention.lastIndexOf('.') + 1));
  let last: Instant | null = null;
  for (let number = 1; number < ordinal; number++) {
    for (const kind of kinds) {
      const at = journal.begun(`${call.name}.${vm.name}.${number}`, kind)?.at ?? null;
      if (at !== null && (last === null || at > last)) last = at;
    }
  }
  return last;
}

/** Null once the way back has been open for long enough, by what this agent itself remembers. */
function tooEarly(asked: VmAsked, { migration }: Leg): WarrantAnswer | null {
  const since = movedAt(asked);
  if (since === null) return null;
  const until = after(since, migration.keepSource);
  return instant(asked.now + clockSkew) >= until
    ? null
    : no('way-back-open', `the way back of ${asked.vm.name} is open until ${toIso(until)}`);
}

/** The source deletes only what it remembers having given up, and not taken up again. */
function unproven(asked: VmAsked, { migration, from }: Leg): WarrantAnswer | null {
  if (asked.own.name !== from || hasGivenUp(asked)) return null;
  return no(
    'not-warranted',
    `this agent does not remember having given ${asked.vm.name} up in ${migration.name}: delete it by hand`,
  );
}

/** What came last was giving it up: no start, cancel or takeover here since. */
function hasGivenUp(asked: VmAsked): boolean {
  const given = newestOf(asked, ['failover.prepare', 'vm.export']);
  const taken = newestOf(asked, ['vm.start', 'failover.cancel', 'failover.start', 'failover.reverse']);
  return given !== null && (taken === null || given > taken);
}

/** A relation is in use while its primary is the VM: here, or at the declared home. */
function inUse(asked: VmAsked, { migration, from }: Leg): WarrantAnswer | null {
  const { own, vm, copy } = asked;
  if (
    copy?.replication?.mode === 'primary' &&
    !(own.name === from && newestOf(asked, ['vm.export']) !== null && hasGivenUp(asked))
  )
    return no('not-warranted', `the copy of ${vm.name} here is a primary that this agent does not remember having given up`);
  const { partner, state, health } = copy?.replication ?? {};
  // the relation of a VM that was carried away stays as it was, until its source has released it and it goes ill
  const isWell = state === 'Replicating' && (migration.method === 'planned-failover' || health === 'Normal');
  const isServing = own.name !== from && partner === from && isWell;
  return isServing ? no('not-warranted', `${vm.name} replicates here from ${from}, its declared home`) : null;
}
