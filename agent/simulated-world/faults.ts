import type { VmName } from '#core/model/ids.ts';
import type { FaultKind, FaultSwitch, WorldState } from './state.ts';

/** Uses up one occasion of an armed fault. Undefined = none waits here. */
export function takeFault(world: WorldState, host: string, kind: FaultKind, vm?: VmName): FaultSwitch | undefined {
  const fault = armed(world, host, kind, vm);
  if (!fault) return undefined;
  world.revision++;
  if (fault.times !== null && --fault.times <= 0) world.faults = world.faults.filter((other) => other !== fault);
  return fault;
}

/** Looks without using it up. */
export function armed(world: WorldState, host: string, kind: FaultKind, vm?: VmName) {
  return world.faults.find((fault) => fault.host === host && fault.kind === kind && (fault.vm === undefined || fault.vm === vm));
}
