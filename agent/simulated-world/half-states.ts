/** The half-states of windows.md 2.6 as a pair stands in them: P is the primary's host, R its replica's. */
import type { HostName } from '#core/model/ids.ts';
import type { ReplicationState } from '#core/model/observation.ts';
import { assertNever } from '#core/model/problem.ts';
import { copyRuns, stopCopy, takeDown } from './machines.ts';
import { type Paired, pairAt, settleSoon, unsettle, writesAlone } from './relations.ts';
import type { HalfState, Refusal, Vm, WorldState } from './state.ts';

/** Puts a VM into a half-state at once, whatever its relation says now. @returns why it cannot be, else null. */
export function putInto(world: WorldState, vm: Vm, primary: HostName, state: HalfState): Refusal | null {
  const pair = pairAt(vm, primary);
  const p = pair?.find(({ replication }) => replication.mode === 'primary');
  const r = pair?.find((copy) => copy !== p);
  if (!pair || !p || !r) return { code: 'world.no-such-vm', message: `${vm.name} is not replicated on ${primary}` };
  unsettle(world, vm, pair);
  shape(world, vm, p, r, state);
  if (state === 'stopped' || state === 'reversed') settleSoon(world, vm);
  world.revision++;
  return null;
}

function shape(world: WorldState, vm: Vm, p: Paired, r: Paired, state: HalfState): void {
  const states = (mine: ReplicationState, theirs: ReplicationState) => {
    p.replication.state = mine;
    r.replication.state = theirs;
  };
  const off = () => p.state !== 'Off' && stopCopy(world, vm, p);
  switch (state) {
    case 'stopped':
      return void off();
    case 'prepared':
      off();
      return states('PreparedForFailover', 'Replicating');
    case 'failed-over':
      off();
      return states('PreparedForFailover', 'FailedOverWaitingCompletion');
    case 'failed-over-running':
      off();
      states('PreparedForFailover', 'FailedOverWaitingCompletion');
      return copyRuns(world, vm, r);
    case 'completed':
      off();
      states('PreparedForFailover', 'FailedOver');
      return copyRuns(world, vm, r);
    case 'reverse-refused':
      off();
      states('PreparedForFailover', 'FailedOverWaitingCompletion');
      world.faults.push({ host: r.host, kind: 'reverse-fails', vm: vm.name, times: null });
      return copyRuns(world, vm, r);
    case 'reversed':
      off();
      p.replication.mode = 'replica';
      r.replication.mode = 'primary';
      return states('Replicating', 'Replicating');
    case 'primary-lost':
      states('Error', 'Replicating');
      writesAlone(vm, p);
      return takeDown(world, world.machines[p.host]!, null);
    case 'primary-back':
      writesAlone(vm, p);
      off();
      states('WaitingForStartResynchronize', 'FailedOverWaitingCompletion');
      return copyRuns(world, vm, r);
    case 'false-alarm':
      writesAlone(vm, p);
      return states('Error', 'FailedOverWaitingCompletion');
    case 'link-trouble':
      writesAlone(vm, p);
      return states('Error', 'Replicating');
    case 'resynchronization-needed':
      writesAlone(vm, p);
      return states('WaitingForStartResynchronize', 'Replicating');
    case 'suspended':
      writesAlone(vm, p);
      return states('Suspended', 'Replicating');
    case 'split-brain':
      for (const copy of [p, r]) {
        copy.state = 'Running';
        copy.heartbeat = 'ok';
        copy.replication.mode = 'primary';
        copy.data = ++vm.writings;
      }
      return states('Error', 'Error');
    default:
      return assertNever(state);
  }
}
