/** The facts behind what `explain` says of a VM. */
import { legOf, replicationPolicyOf } from '../interventions/goals.ts';
import type { VirtualMachine } from '../model/fleet.ts';
import { observedVm } from '../interventions/facts.ts';
import { after } from '../model/time.ts';
import type { Verdict } from '../model/plan.ts';
import { arrivedAt } from '../planner/vm-past.ts';
import { placesOf } from '../planner/vm-place.ts';
import { survey, type Survey } from '../planner/survey.ts';
import { settingsText } from '../planner/vm-words.ts';
import { wouldDoToVm } from './doing.ts';
import { alsoWaits, LABEL, lastWork, vmCandidateOf } from './explain-parts.ts';
import { durationText, type Times } from './format.ts';
import { hanging } from './layout.ts';
import type { Situation } from './situation.ts';

export function vmFacts(
  situation: Situation,
  vm: VirtualMachine,
  verdict: Verdict,
  times: Times,
  width: number,
): readonly string[] {
  const { input } = situation;
  const s = survey(input);
  const lines: string[] = [];
  const row = (label: string, text: string) => lines.push(...hanging(`  ${label}`, text, LABEL, width));
  for (const host of placesOf(s, vm)) {
    const text = copyText(s, vm, host);
    if (text !== null) row('observed', `${host}: ${text}`);
  }
  const candidate = verdict.status === 'held' || verdict.status === 'ready' ? vmCandidateOf(s, vm) : null;
  if (candidate !== null) row(verdict.status === 'held' ? 'would do' : 'will do', wouldDoToVm(candidate));
  lines.push(...alsoWaits(verdict, times, width));
  const call = migrationText(s, vm, times) ?? policyText(s, vm);
  if (call !== null) row(legOf(input.fleet, vm) ? 'migration' : 'policy', call);
  const guest = Object.values(input.fleet.hosts).find((host) => host.runsOn === vm.name);
  if (guest) row('patched as', `${guest.name}: atlas explain Host/${guest.name}`);
  lines.push(...lastWork(situation, `VirtualMachine/${vm.name}`, verdict, times, width));
  return lines;
}

/** Null where no copy is, and none is declared to be now. */
function copyText(s: Survey, vm: VirtualMachine, host: Parameters<Survey['observation']>[0]): string | null {
  const observation = s.observation(host);
  const seen = observedVm(observation, vm.name);
  if (seen === undefined) {
    const isDeclared = host === vm.home || host === vm.replica?.host;
    return isDeclared ? (observation === undefined ? 'has not reported' : 'does not have it') : null;
  }
  const { state, replication, heartbeat } = seen;
  const relation = replication === null ? 'not replicated' : `${replication.mode} (${replication.state}, ${replication.health})`;
  return `${state}, ${relation}, heartbeat ${heartbeat}`;
}

function migrationText(s: Survey, vm: VirtualMachine, times: Times): string | null {
  const leg = legOf(s.fleet, vm);
  if (leg === null) return null;
  const { migration, wave, waveIndex, from, to, replica } = leg;
  const arrived = arrivedAt(s, migration, vm.name);
  const back =
    arrived === null
      ? `${durationText(migration.keepSource)} after it has moved`
      : times.at(after(arrived, migration.keepSource));
  const then = replica === null ? '' : `, replica on ${replica} then`;
  return `${migration.name}, wave ${wave.name} (${waveIndex + 1} of ${migration.waves.length}): ${from} → ${to}${then}; way back until ${back}`;
}

function policyText(s: Survey, vm: VirtualMachine): string | null {
  const policy = replicationPolicyOf(s.fleet, vm);
  if (policy === null || vm.replica === null || vm.lifecycle.retired !== null) return null;
  const tested =
    policy.testFailover === null
      ? 'its replica is never tried out'
      : `its replica is tried out every ${durationText(policy.testFailover.every)}`;
  return `${policy.name}: ${settingsText(vm.replica.frequency / 1000, policy.recoveryPoints)}; ${tested}`;
}
