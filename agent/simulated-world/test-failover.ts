/** A test failover: a second VM made of the replica, connected to nothing. The service and its replication do not notice. */
import { lasting, nominal } from './durations.ts';
import { takeFault } from './faults.ts';
import { goes, refused } from './judged.ts';
import { freeMemory } from './machines.ts';
import type { Step } from './step.ts';
import { cancel, schedule } from './timers.ts';

const invalid = (message: string) => refused('hyper-v.invalid-state', message);
/** States in which a replica has a point to start from and nothing else is going on with it. */
const testable: ReadonlySet<string> = new Set(['Replicating', 'Suspended', 'Error']);

export const test: Step<'failover.test'> = {
  already: ({ vm, copy }) => (copy.test === null ? null : `${vm.name} has a test VM on ${copy.host}`),
  judge({ world, host, vm, copy: { replication } }) {
    if (replication?.mode !== 'replica') return invalid(`${host.name} is not the replica of ${vm.name}`);
    if (!testable.has(replication.state)) return invalid(`replication of ${vm.name} is ${replication.state}`);
    const free = freeMemory(world, host);
    if (vm.memory > free) {
      return refused(
        'hyper-v.out-of-memory',
        `a test VM of ${vm.name} needs ${vm.memory} bytes of memory, ${host.name} has ${free}`,
      );
    }
    return goes(`a test VM of ${vm.name} starts`, nominal.failoverTest);
  },
  end({ world, host, vm, copy }) {
    const boots = !takeFault(world, host.name, 'test-never-boots', vm.name);
    copy.test = { state: 'Running', heartbeat: 'none' };
    if (boots) {
      const length = lasting(world, `${vm.name}|test-heartbeat`, nominal.heartbeat);
      schedule(world, length, { type: 'test-heartbeat', vm: vm.name, host: host.name });
    }
    return null;
  },
  again: true,
};

export const endTest: Step<'failover.test-end'> = {
  // Stop-VMFailover without a test VM would take a real failover back: never that.
  already: ({ vm, copy }) => (copy.test === null ? `${vm.name} has no test VM on ${copy.host}` : null),
  judge: ({ vm }) => goes(`the test VM of ${vm.name} goes`, nominal.failoverTestEnd),
  end({ world, host, vm, copy }) {
    copy.test = null;
    cancel(world, (what) => what.type === 'test-heartbeat' && what.vm === vm.name && what.host === host.name);
    return null;
  },
};
