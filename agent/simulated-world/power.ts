/** Starting and stopping a VM. */
import { nominal } from './durations.ts';
import { takeFault } from './faults.ts';
import { goes, refused } from './judged.ts';
import { copyRuns, freeMemory, mayRun, shutGuestsDown, stopCopy } from './machines.ts';
import type { Step } from './step.ts';

export const stop: Step<'vm.stop'> = {
  already: ({ vm, copy }) => (copy.state === 'Off' ? `${vm.name} is off on ${copy.host}` : null),
  judge({ host, vm, copy }) {
    if (copy.state !== 'Running') return refused('hyper-v.invalid-state', `${vm.name} is ${copy.state} on ${host.name}`);
    return goes(`${vm.name} shuts down`, nominal.vmStop);
  },
  begin({ world, vm, copy }) {
    copy.state = 'Stopping';
    shutGuestsDown(world, vm);
  },
  end({ world, host, vm, copy }) {
    if (takeFault(world, host.name, 'vm-stuck-stopping', vm.name)) {
      // It stays Stopping until somebody turns it off by hand.
      return { code: 'hyper-v.stuck', message: `${vm.name} is stuck Stopping` };
    }
    stopCopy(world, vm, copy);
    return null;
  },
};

export const start: Step<'vm.start'> = {
  already: ({ vm, copy }) => (copy.state === 'Running' ? `${vm.name} runs on ${copy.host}` : null),
  judge({ world, host, vm, copy }) {
    if (copy.state !== 'Off') return refused('hyper-v.invalid-state', `${vm.name} is ${copy.state} on ${host.name}`);
    if (!mayRun(vm, copy)) {
      const why = copy.replication === null ? 'it runs elsewhere' : `it is ${copy.replication.mode}, ${copy.replication.state}`;
      return refused('hyper-v.invalid-state', `${vm.name} cannot start on ${host.name}: ${why}`);
    }
    const free = freeMemory(world, host);
    if (vm.memory > free) {
      return refused('hyper-v.out-of-memory', `${vm.name} needs ${vm.memory} bytes of memory, ${host.name} has ${free}`);
    }
    return goes(`${vm.name} starts`, nominal.vmStart);
  },
  begin({ copy }) {
    copy.state = 'Starting';
  },
  end({ world, vm, copy }) {
    copyRuns(world, vm, copy);
    return null;
  },
};
