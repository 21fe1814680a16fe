/** Checkpoints: what a guest can be taken back to. */
import { lasting, nominal } from './durations.ts';
import { goes, refused } from './judged.ts';
import { guestsOf, startCopy, stopCopy } from './machines.ts';
import { resynchronize } from './relations.ts';
import type { Copy, Vm, WorldState } from './state.ts';
import type { Step } from './step.ts';
import { schedule } from './timers.ts';

export const create: Step<'checkpoint.create'> = {
  already: ({ vm, copy, args }) => (has(copy, args.name) ? `${vm.name} has checkpoint ${args.name}` : null),
  judge({ host, vm, copy: { replication }, args }) {
    if (replication?.mode === 'replica') return refused('hyper-v.invalid-state', `${host.name} holds the replica of ${vm.name}`);
    if (replication?.state === 'PreparedForFailover') {
      return refused('hyper-v.invalid-state', `${vm.name} is prepared for failover`);
    }
    return goes(`checkpoint ${args.name} of ${vm.name}`, nominal.checkpointCreate);
  },
  end({ world, vm, copy, args }) {
    const disks = Object.fromEntries(guestsOf(world, vm).map((guest) => [guest.name, structuredClone(guest.disk)]));
    copy.checkpoints.push({ name: args.name, disks });
    return null;
  },
};

export const revert: Step<'checkpoint.revert'> = {
  already: () => null,
  judge({ vm, copy, args }) {
    const { replication } = copy;
    if (!has(copy, args.name)) return refused('hyper-v.not-found', `${vm.name} has no checkpoint ${args.name}`);
    if (replication !== null && !(replication.mode === 'primary' && replication.state === 'Replicating')) {
      return refused('hyper-v.invalid-state', `replication of ${vm.name} is ${replication.mode}, ${replication.state}`);
    }
    return goes(`${vm.name} goes back to ${args.name}`, nominal.checkpointRevert);
  },
  end({ world, vm, copy, args }) {
    goBack(world, vm, copy, args.name);
    return null;
  },
};

export const remove: Step<'checkpoint.remove'> = {
  already: ({ vm, copy, args }) => (has(copy, args.name) ? null : `${vm.name} has no checkpoint ${args.name}`),
  judge: ({ vm, args }) => goes(`checkpoint ${args.name} of ${vm.name} goes`, nominal.checkpointRemove),
  end({ world, host, vm, copy, args }) {
    copy.checkpoints = copy.checkpoints.filter((checkpoint) => checkpoint.name !== args.name);
    copy.merging = true;
    schedule(world, lasting(world, `${vm.name}|merge`, nominal.merge), { type: 'merged', vm: vm.name, host: host.name });
    return null;
  },
};

function goBack(world: WorldState, vm: Vm, copy: Copy, name: string): void {
  const ran = copy.state !== 'Off';
  const checkpoint = copy.checkpoints.find((candidate) => candidate.name === name);
  if (!checkpoint) return;
  if (ran) stopCopy(world, vm, copy);
  for (const guest of guestsOf(world, vm)) {
    const disk = checkpoint.disks[guest.name];
    if (disk) guest.disk = structuredClone(disk);
    guest.stopped = { services: [], probes: [] };
  }
  if (ran) startCopy(world, vm, copy);
  resynchronize(world, vm, copy.host, 'Resynchronizing');
}

function has(copy: Copy, name: string): boolean {
  return copy.checkpoints.some((checkpoint) => checkpoint.name === name);
}
