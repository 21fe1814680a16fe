/** The local halves of a planned failover, and the ways back from its halves. */
import type { ReplicationState } from '#core/model/observation.ts';
import { nominal } from './durations.ts';
import { takeFault } from './faults.ts';
import { type Judged, goes, refused } from './judged.ts';
import { carryOver, partnerUp, peerOf, settleSoon } from './relations.ts';
import type { Copy, Vm } from './state.ts';
import type { Step } from './step.ts';

const invalid = (message: string) => refused('hyper-v.invalid-state', message);
const tested = (vm: Vm, copy: Copy) =>
  copy.test === null ? null : invalid(`${vm.name} has a test VM on ${copy.host}, end that first`);

function shows(copy: Copy, mode: 'primary' | 'replica', state: ReplicationState): boolean {
  return copy.replication?.mode === mode && copy.replication.state === state;
}

export const prepare: Step<'failover.prepare'> = {
  already: ({ vm, copy }) => (shows(copy, 'primary', 'PreparedForFailover') ? `${vm.name} is prepared on ${copy.host}` : null),
  judge({ world, host, vm, copy }) {
    const { replication } = copy;
    if (replication?.mode !== 'primary') return invalid(`${host.name} is not the primary of ${vm.name}`);
    if (copy.state !== 'Off') return invalid(`${vm.name} is ${copy.state}, it must be off`);
    if (replication.state !== 'Replicating') return invalid(`replication of ${vm.name} is ${replication.state}`);
    if (!peerOf(vm, copy)) return invalid(`${replication.partner} holds no replica of ${vm.name} any more`);
    return partnerUp(world, vm, copy) ?? goes(`${vm.name} sends its last changes`, nominal.failoverPrepare);
  },
  end({ world, vm, copy }) {
    copy.replication!.state = 'PreparedForFailover';
    carryOver(world, vm);
    return null;
  },
  again: true,
};

export const takeOver: Step<'failover.start'> = {
  already: ({ vm, copy }) =>
    shows(copy, 'replica', 'FailedOverWaitingCompletion') ? `${vm.name} was failed over to ${copy.host}` : null,
  judge({ host, vm, copy }) {
    const { replication } = copy;
    if (replication?.mode !== 'replica') return invalid(`${host.name} is not the replica of ${vm.name}`);
    if (copy.state !== 'Off') return invalid(`${vm.name} is ${copy.state} on the replica, it must be off`);
    if (replication.state !== 'Replicating') return invalid(`replication of ${vm.name} is ${replication.state}`);
    // Without the prepared state the last changes would be lost: that is an unplanned failover, which nobody can order here.
    const primary = peerOf(vm, copy);
    if (primary?.replication?.state !== 'PreparedForFailover') return invalid(`the primary of ${vm.name} is not prepared`);
    return tested(vm, copy) ?? goes(`${host.name} takes ${vm.name} over`, nominal.failoverStart);
  },
  end({ copy }) {
    copy.replication!.state = 'FailedOverWaitingCompletion';
    copy.ran = false;
    return null;
  },
  again: true,
};

/** After an unplanned failover the disks are still to be sent. */
const reversed = ['Replicating', 'ReadyForInitialReplication', 'InitialReplicationInProgress'] as const;

export const reverse: Step<'failover.reverse'> = {
  already: ({ vm, copy, args }) =>
    reversed.some((state) => shows(copy, 'primary', state)) && copy.replication?.partner === args.to
      ? `${vm.name} replicates from ${copy.host} to ${args.to}`
      : null,
  judge({ world, host, vm, copy, args: { to } }) {
    const { replication } = copy;
    if (replication?.mode !== 'replica') return invalid(`${host.name} is not the replica of ${vm.name}`);
    const other = peerOf(vm, copy);
    if (other?.host !== to) return refused('hyper-v.not-found', `${to} holds no copy of ${vm.name}`);
    if (replication.state !== 'FailedOverWaitingCompletion' && replication.state !== 'FailedOver') {
      return invalid(`replication of ${vm.name} is ${replication.state}, not failed over`);
    }
    const handedOver = shows(other, 'primary', 'PreparedForFailover') || shows(other, 'replica', 'ReadyForInitialReplication');
    if (!handedOver) {
      const { mode, state } = other.replication!;
      return invalid(`${to} is ${mode}, ${state} for ${vm.name} and cannot become its replica`);
    }
    return tested(vm, copy) ?? partnerUp(world, vm, copy) ?? goes(`${vm.name} replicates back to ${to}`, nominal.failoverReverse);
  },
  end({ world, vm, copy }) {
    if (takeFault(world, copy.host, 'reverse-fails', vm.name)) {
      return {
        code: 'hyper-v.operation-failed',
        message: `${copy.host} could not reverse replication of ${vm.name} (certificate)`,
      };
    }
    const other = peerOf(vm, copy)!;
    const state = other.replication!.state === 'PreparedForFailover' ? 'Replicating' : 'ReadyForInitialReplication';
    Object.assign(copy.replication!, { mode: 'primary', state });
    Object.assign(other.replication!, { mode: 'replica', state });
    // The old primary's checkpoints are merged when it becomes the replica.
    other.checkpoints = [];
    copy.ran = false;
    settleSoon(world, vm);
    return null;
  },
  again: true,
};

export const cancelFailover: Step<'failover.cancel'> = {
  already: ({ vm, copy }) =>
    copy.test === null && copy.replication?.state === 'Replicating' ? `${vm.name} is in no failover on ${copy.host}` : null,
  judge({ vm, copy }) {
    const { replication } = copy;
    if (replication === null) return invalid(`${vm.name} is not replicated on ${copy.host}`);
    if (shows(copy, 'primary', 'PreparedForFailover')) return judgeUnprepare(vm, copy);
    if (!shows(copy, 'replica', 'FailedOverWaitingCompletion')) {
      return invalid(`replication of ${vm.name} is ${replication.mode}, ${replication.state}: there is no failover to take back`);
    }
    // Stop-VMFailover would power it off and throw away what it wrote.
    if (copy.state !== 'Off' || copy.ran) return invalid(`${vm.name} ran on ${copy.host}: what it wrote there would be lost`);
    // Otherwise there would be two replicas and no VM.
    if (peerOf(vm, copy)?.replication?.mode !== 'primary')
      return invalid(`${replication.partner} is not the primary of ${vm.name}`);
    return goes(`the failover of ${vm.name} is taken back`, nominal.failoverCancel);
  },
  end({ world, vm, copy }) {
    copy.replication!.state = 'Replicating';
    settleSoon(world, vm);
    return null;
  },
  again: true,
};

function judgeUnprepare(vm: Vm, copy: Copy): Judged {
  const taken = peerOf(vm, copy)?.replication?.state;
  if (taken === 'FailedOverWaitingCompletion' || taken === 'FailedOver') {
    return invalid(`${copy.replication?.partner} has taken ${vm.name} over; take that back there first`);
  }
  return goes(`the preparation of ${vm.name} is taken back`, nominal.failoverCancel);
}

export const complete: Step<'failover.complete'> = {
  already: ({ vm, copy }) => (shows(copy, 'replica', 'FailedOver') ? `the failover of ${vm.name} is complete` : null),
  judge({ vm, copy }) {
    if (!shows(copy, 'replica', 'FailedOverWaitingCompletion')) {
      const { mode, state } = copy.replication ?? { mode: 'not replicated', state: 'Disabled' };
      return invalid(`replication of ${vm.name} is ${mode}, ${state}: there is no failover to complete`);
    }
    return goes(`the recovery points of ${vm.name} are merged`, nominal.failoverComplete);
  },
  end({ copy }) {
    copy.replication!.state = 'FailedOver';
    return null;
  },
  again: true,
};
