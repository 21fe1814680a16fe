/** Whether a patched host is well: judged on observations made after the boot, never on an installer's word. */
import type { Host, PatchRollout, Target } from '../model/fleet.ts';
import type { Observation } from '../model/observation.ts';
import { patchLevel } from '../model/patch-level.ts';
import { requiredServices } from './interest.ts';

/** What is not (yet) right with the host itself; empty = well. */
export function ailments(observation: Observation, host: Host, rollout: PatchRollout): readonly string[] {
  const found: string[] = [];
  if (observation.patch.servicing === 'busy') found.push('servicing is still busy');
  if (observation.rebootPending) found.push('a reboot is pending');
  for (const service of requiredServices(host, rollout)) {
    const state = observation.services[service] ?? 'unknown';
    if (state !== 'running') found.push(`service ${service} is ${state}`);
  }
  for (const probe of host.checks.probes) {
    const state = observation.probes[probe.name] ?? 'unknown';
    if (state !== 'ok') found.push(`probe ${probe.name} ${state === 'failed' ? 'failed' : 'is unknown'}`);
  }
  return found;
}

/** As `ailments`, with the target itself. */
export function shortcomings(observation: Observation, host: Host, rollout: PatchRollout, target: Target): readonly string[] {
  const level = patchLevel(observation.patch, target);
  const own = ailments(observation, host, rollout);
  if (level === 'at-target') return own;
  const missing = {
    below: 'the target is not reached',
    'not-observed': 'what the target names has not been looked at',
    'not-comparable': 'what is installed cannot be compared with the target',
  } as const;
  return [missing[level], ...own];
}

/** VMs of this host that do not answer. */
export function silentVms(observation: Observation, names: readonly string[]): readonly string[] {
  return names.filter((name) => {
    const vm = observation.hyperV?.vms.find((candidate) => candidate.name === name);
    return vm === undefined || vm.state !== 'Running' || vm.heartbeat !== 'ok';
  });
}
