/** What time alone brings, besides the end of an operation. */
import { assertNever } from '#core/model/problem.ts';
import { jobDue, jobOver } from './backups.ts';
import { comeUp, copyRuns, mayRun } from './machines.ts';
import { carryOver, pairAt, settleSoon, writesAlone } from './relations.ts';
import { inFailover } from './replication.ts';
import type { Happening, WorldState } from './state.ts';
import { linkUp } from './switches.ts';

export function happen(world: WorldState, what: Exclude<Happening, { type: 'operation-due' }>): void {
  world.revision++;
  switch (what.type) {
    case 'machine-up':
      return comeUp(world, world.machines[what.host]!);
    case 'servicing-idle':
      world.machines[what.host]!.servicing = 'idle';
      return;
    case 'vm-running': {
      const vm = world.vms[what.vm]!;
      const copy = vm.copies[what.host]!;
      copy.state = 'Off';
      if (mayRun(vm, copy)) copyRuns(world, vm, copy);
      return;
    }
    case 'heartbeat':
      world.vms[what.vm]!.copies[what.host]!.heartbeat = 'ok';
      return;
    case 'merged':
      world.vms[what.vm]!.copies[what.host]!.merging = false;
      return;
    case 'settled': {
      const vm = world.vms[what.vm]!;
      for (const copy of pairAt(vm, what.host) ?? []) copy.replication.settled = true;
      return carryOver(world, vm);
    }
    case 'resynchronized': {
      const vm = world.vms[what.vm]!;
      for (const copy of pairAt(vm, what.host) ?? []) copy.replication.state = 'Replicating';
      carryOver(world, vm);
      return settleSoon(world, vm);
    }
    case 'replicates-again': {
      const vm = world.vms[what.vm]!;
      for (const copy of pairAt(vm, what.host) ?? []) {
        if (copy.replication.state === 'Error') copy.replication.state = 'Replicating';
      }
      return settleSoon(world, vm);
    }
    case 'orphaned': {
      const vm = world.vms[what.vm]!;
      const copy = vm.copies[what.host]!;
      if (copy.replication === null || inFailover.has(copy.replication.state) || pairAt(vm, what.host)) return;
      copy.replication.state = 'Error';
      return writesAlone(vm, copy);
    }
    case 'test-heartbeat': {
      const { test } = world.vms[what.vm]!.copies[what.host]!;
      if (test) test.heartbeat = 'ok';
      return;
    }
    case 'link-back':
      return linkUp(world, world.machines[what.host]!);
    case 'backup-due':
      return jobDue(world, what.policy, what.job);
    case 'backup-over':
      return jobOver(world, what.policy, what.job);
    case 'backup-server-back':
      world.backups[what.policy]!.reachable = true;
      return;
    default:
      return assertNever(what);
  }
}
