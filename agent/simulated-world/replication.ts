/** Setting replication up, changing, repairing and ending it. Each order works on one side; only what replicates tells the other. */
import type { ReplicationState } from '#core/model/observation.ts';
import { nominal } from './durations.ts';
import { takeFault } from './faults.ts';
import { type Judged, goes, refused } from './judged.ts';
import { newCopy, place } from './machines.ts';
import { connected, forget, partnerUp, peerOf, resynchronize, settleSoon } from './relations.ts';
import type { Machine, Vm, WorldState } from './state.ts';
import type { Place, Step } from './step.ts';

const invalid = (message: string) => refused('hyper-v.invalid-state', message);
const frequencies: readonly number[] = [30, 300, 900];
export const inFailover: ReadonlySet<ReplicationState> = new Set([
  'PreparedForFailover',
  'FailedOverWaitingCompletion',
  'FailedOver',
]);
const carriesAll: ReadonlySet<ReplicationState> = new Set(['InitialReplicationInProgress', 'Resynchronizing']);

export const enable: Step<'replication.enable'> = {
  already({ vm, copy: { host, replication }, args }) {
    if (replication?.mode !== 'primary' || replication.partner !== args.to) return null;
    if (replication.frequency !== args.frequency || replication.recoveryPoints !== args.recoveryPoints) return null;
    return `${vm.name} replicates from ${host} to ${args.to}`;
  },
  judge(at) {
    const { world, host, vm, copy, args } = at;
    const wrong = wrongSettings(args);
    if (wrong !== null) return refused('hyper-v.invalid-argument', wrong);
    if (args.to === host.name) return refused('hyper-v.invalid-argument', `${host.name} cannot replicate to itself`);
    if (copy.replication !== null) {
      const { mode, partner } = copy.replication;
      return invalid(`${host.name} is the ${mode} of ${vm.name} with ${partner} already`);
    }
    return (
      unfit(at) ?? targetUnfit(world, host, vm, args.to) ?? goes(`${vm.name} replicates to ${args.to}`, nominal.replicationEnable)
    );
  },
  end({ world, host, vm, copy, args: { to, frequency, recoveryPoints } }) {
    if (takeFault(world, host.name, 'enable-refused', vm.name)) {
      return { code: 'hyper-v.operation-failed', message: `${to} refused replication of ${vm.name} (certificate)` };
    }
    const both = { state: 'ReadyForInitialReplication', frequency, recoveryPoints, settled: false } as const;
    copy.replication = { ...both, mode: 'primary', partner: to };
    const target = world.machines[to]!;
    place(world, vm, { ...newCopy(target.name), replication: { ...both, mode: 'replica', partner: host.name } });
    return null;
  },
  again: true,
};

/** Somewhere a VM without replication is left over from before: only one that is the VM may be replicated. */
function unfit({ vm, copy }: Place<'replication.enable'>): Judged | null {
  const elsewhere = Object.values(vm.copies).find((other) => other.host !== copy.host && other.state !== 'Off');
  return elsewhere ? invalid(`${vm.name} runs on ${elsewhere.host}`) : null;
}

function targetUnfit(world: WorldState, host: Machine, vm: Vm, to: string): Judged | null {
  const target = world.machines[to];
  if (!target?.hyperV || !connected(world, host.name, to)) {
    return refused('hyper-v.partner-unreachable', `${to} does not answer as a replica server`);
  }
  for (const machine of [host, target]) {
    if (machine.hyperV!.certificateUntil <= world.now) {
      return refused('hyper-v.certificate', `the certificate of ${machine.name} has expired`);
    }
  }
  if (vm.copies[to]) return refused('hyper-v.exists', `${to} has a copy of ${vm.name}; it must be removed first`);
  return versionUnfit(vm, target);
}

export function versionUnfit(vm: Vm, target: Machine): Judged | null {
  if (target.hyperV!.vmVersions.includes(vm.version)) return null;
  return refused('hyper-v.version', `${target.name} cannot run configuration version ${vm.version} of ${vm.name}`);
}

export const startInitial: Step<'replication.start'> = {
  already({ vm, copy: { replication } }) {
    const begun = replication?.mode === 'primary' && (replication.state === 'Replicating' || carriesAll.has(replication.state));
    return begun ? `${vm.name} has begun to replicate` : null;
  },
  judge({ world, host, vm, copy }) {
    const { replication } = copy;
    if (replication?.mode !== 'primary') return invalid(`${host.name} is not the primary of ${vm.name}`);
    const theirs = peerOf(vm, copy)?.replication;
    // After a split brain the primary says Error, with the other copy made its replica anew.
    const mine = replication.state === 'ReadyForInitialReplication' || replication.state === 'Error';
    if (!mine || theirs?.mode !== 'replica' || theirs.state !== 'ReadyForInitialReplication') {
      const other = theirs ? `${theirs.mode}, ${theirs.state}` : 'unaware of it';
      return invalid(`replication of ${vm.name} is ${replication.state}, ${replication.partner} is ${other}`);
    }
    return partnerUp(world, vm, copy) ?? goes(`${vm.name} sends its disks to ${replication.partner}`, nominal.replicationStart);
  },
  end({ world, host, vm }) {
    resynchronize(world, vm, host.name, 'InitialReplicationInProgress');
    return null;
  },
  again: true,
};

export const set: Step<'replication.set'> = {
  already({ vm, copy: { replication }, args }) {
    if (replication?.mode !== 'primary') return null;
    const same = replication.frequency === args.frequency && replication.recoveryPoints === args.recoveryPoints;
    return same ? `${vm.name} replicates every ${args.frequency} s with ${args.recoveryPoints} recovery points` : null;
  },
  judge({ host, vm, copy: { replication }, args }) {
    const wrong = wrongSettings(args);
    if (wrong !== null) return refused('hyper-v.invalid-argument', wrong);
    if (replication?.mode !== 'primary') return invalid(`${host.name} is not the primary of ${vm.name}`);
    if (inFailover.has(replication.state) || carriesAll.has(replication.state)) {
      return invalid(`replication of ${vm.name} is ${replication.state}`);
    }
    const { frequency, recoveryPoints } = replication;
    return goes(
      `${vm.name}: every ${frequency} → ${args.frequency} s, ${recoveryPoints} → ${args.recoveryPoints} recovery points`,
      nominal.replicationSet,
    );
  },
  end({ vm, copy, args: { frequency, recoveryPoints } }) {
    for (const side of [copy, peerOf(vm, copy)])
      if (side?.replication) Object.assign(side.replication, { frequency, recoveryPoints });
    return null;
  },
  again: true,
};

function wrongSettings(args: { readonly frequency: number; readonly recoveryPoints: number }): string | null {
  if (!frequencies.includes(args.frequency)) return `the frequency can be ${frequencies.join(', ')} s, not ${args.frequency}`;
  const { recoveryPoints } = args;
  if (Number.isInteger(recoveryPoints) && recoveryPoints >= 0 && recoveryPoints <= 24) return null;
  return `0 to 24 recovery points can be kept, not ${recoveryPoints}`;
}

export const resume: Step<'replication.resume'> = {
  already({ vm, copy: { replication } }) {
    const goesOn = replication?.state === 'Replicating' || replication?.state === 'Resynchronizing';
    return goesOn ? `replication of ${vm.name} is ${replication.state}` : null;
  },
  judge({ world, host, vm, copy, args: { resynchronize: everything } }) {
    const { replication } = copy;
    if (replication?.mode !== 'primary') return invalid(`${host.name} is not the primary of ${vm.name}`);
    const { state, partner } = replication;
    if (state !== 'Suspended' && state !== 'Error' && state !== 'WaitingForStartResynchronize') {
      return invalid(`replication of ${vm.name} is ${state}, it cannot be resumed`);
    }
    if (state === 'WaitingForStartResynchronize' && !everything) return invalid(`replication of ${vm.name} must resynchronize`);
    const theirs = peerOf(vm, copy)?.replication;
    if (theirs?.mode !== 'replica' || inFailover.has(theirs.state) || theirs.state === 'ReadyForInitialReplication') {
      return invalid(`${partner} is ${theirs ? `${theirs.mode}, ${theirs.state}` : 'not a replica'} for ${vm.name}`);
    }
    const how = everything ? 'compares everything' : 'goes on';
    return partnerUp(world, vm, copy) ?? goes(`replication of ${vm.name} ${how}`, nominal.replicationResume);
  },
  end({ world, host, vm, copy, args }) {
    if (args.resynchronize) {
      resynchronize(world, vm, host.name, 'Resynchronizing');
      return null;
    }
    for (const side of [copy, peerOf(vm, copy)]) if (side?.replication) side.replication.state = 'Replicating';
    settleSoon(world, vm);
    return null;
  },
  again: true,
};

export const remove: Step<'replication.remove'> = {
  already: ({ vm, copy }) => (copy.replication === null ? `${vm.name} is not replicated on ${copy.host}` : null),
  judge({ vm, copy }) {
    const { mode, state, partner } = copy.replication!;
    // Once the other side has forgotten it there is nothing left to finish.
    if (inFailover.has(state) && peerOf(vm, copy))
      return invalid(`${vm.name} is in a failover (${mode}, ${state}), which must be finished first`);
    if (copy.test !== null) return invalid(`${vm.name} has a test VM on ${copy.host}, end that first`);
    return goes(`${copy.host} forgets that it is the ${mode} of ${vm.name} with ${partner}`, nominal.replicationRemove);
  },
  end({ world, vm, copy }) {
    forget(world, vm, copy);
    return null;
  },
  again: true,
};

export const demote: Step<'replication.demote'> = {
  already: ({ vm, copy }) => (copy.replication?.mode === 'replica' ? `${copy.host} is the replica of ${vm.name}` : null),
  judge({ vm, copy }) {
    if (copy.replication === null) return invalid(`${vm.name} is not replicated on ${copy.host}`);
    if (copy.state !== 'Off') return invalid(`${vm.name} is ${copy.state} on ${copy.host}, it must be off`);
    const { state, partner } = copy.replication;
    if (state === 'PreparedForFailover') return invalid(`${vm.name} is prepared for failover; reverse or cancel it`);
    const other = peerOf(vm, copy);
    const theirs = other?.replication;
    const taken = theirs?.mode === 'primary' || theirs?.state === 'FailedOverWaitingCompletion' || theirs?.state === 'FailedOver';
    // Otherwise there would be two replicas and no VM.
    if (!taken) return invalid(`${vm.name} was not failed over to ${partner}`);
    return goes(`${copy.host} becomes the replica of ${vm.name}`, nominal.replicationDemote);
  },
  end({ copy }) {
    Object.assign(copy.replication!, { mode: 'replica', state: 'ReadyForInitialReplication', settled: false });
    copy.checkpoints = [];
    return null;
  },
  again: true,
};
