/** Rows that `explain` says of hosts and VMs alike. */
import type { Intervention } from '../model/intervention.ts';
import { subjectKey } from '../model/intervention.ts';
import type { Drift, ResourceKey, Verdict } from '../model/plan.ts';
import type { Host, VirtualMachine } from '../model/fleet.ts';
import type { Candidate, HostCandidate, VmCandidate } from '../planner/candidate.ts';
import { standingOf } from '../planner/host-standing.ts';
import { formerName, type Survey } from '../planner/survey.ts';
import { vmStanding } from '../planner/vm-standing.ts';
import { hostIn, vmIn } from '../model/ids.ts';
import { counted, type Times } from './format.ts';
import { holdText } from './holds.ts';
import { hanging } from './layout.ts';
import type { Situation } from './situation.ts';

export const LABEL = 13;
const MOST_STEPS = 12;

/** What is wanted of it, whatever holds it; null when nothing is. */
export function candidateFor(s: Survey, key: ResourceKey): Candidate | null {
  const { hosts, vms } = s.fleet;
  const host = hosts[hostIn(key) ?? ''];
  if (host) return hostCandidate(s, host);
  const vm = vms[vmIn(key) ?? ''];
  return vm ? vmCandidateOf(s, vm) : null;
}

export function hostCandidate(s: Survey, host: Host): HostCandidate | null {
  const observation = s.observation(host.name);
  const standing = observation ? standingOf(s, host, observation) : null;
  return standing?.type === 'wants' ? standing.candidate : null;
}

export function vmCandidateOf(s: Survey, vm: VirtualMachine): VmCandidate | null {
  const standing = vm.lifecycle.retired === null ? vmStanding(s, vm) : null;
  return standing?.type === 'wants' ? standing.candidate : null;
}

export function isRetired({ input: { fleet } }: Situation, key: ResourceKey): boolean {
  const one = fleet.hosts[hostIn(key) ?? ''] ?? fleet.vms[vmIn(key) ?? ''];
  return one !== undefined && one.lifecycle.retired !== null;
}

/** " Drift: replicationSettings is every 15 min, every 5 min is declared (vms/par.yaml:12); only reported." */
export function driftsText(drifts: readonly Drift[] | undefined, before = ' '): string {
  const said = (drifts ?? []).map(({ field, declared, observed, policy, line }) => {
    const what = policy === 'report' ? 'it is reported, and left as it is' : 'a pull request that adopts it is proposed';
    return `Drift: ${field} is ${observed}, declared is ${declared} (${line}); ${what}.`;
  });
  return said.length === 0 ? '' : `${before}${said.join(' ')}`;
}

export function alsoWaits(verdict: Verdict, times: Times, width: number): readonly string[] {
  if (verdict.status !== 'held') return [];
  return verdict.holds.slice(1).flatMap((hold, i) => {
    const { what, next } = holdText(hold, times);
    return hanging(`  ${i === 0 ? 'also waits' : ''}`, `${what}; ${next}`, LABEL, width);
  });
}

/** The intervention under way, or the newest one, with its steps. */
export function lastWork(
  { input }: Situation,
  key: ResourceKey,
  verdict: Verdict,
  times: Times,
  width: number,
): readonly string[] {
  const id = 'intervention' in verdict ? verdict.intervention : null;
  const former = formerName(input.fleet, key);
  const keys = new Set([key, ...(former === null ? [] : [`${key.slice(0, key.indexOf('/'))}/${former}`])]);
  const current = input.interventions.find((one) => one.id === id && keys.has(subjectKey(one)));
  const past = current ?? newestOf(input.interventions.filter((one) => keys.has(subjectKey(one))));
  return past ? stepsOf(past, times, width) : [];
}

function newestOf(interventions: readonly Intervention[]): Intervention | undefined {
  return interventions.toSorted((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1))[0];
}

function stepsOf(one: Intervention, times: Times, width: number): readonly string[] {
  const ended = one.outcome === null ? 'running' : `${one.outcome} ${one.endedAt === null ? '' : times.at(one.endedAt)}`.trim();
  const why = one.why === '' ? '' : `: ${one.why}`;
  const title = one.outcome === null ? '  running' : '  last run';
  const lines = [...hanging(title, `${one.id}, begun ${times.at(one.startedAt)}, ${ended}${why}`, LABEL, width)];
  const cutOff = one.steps.length - MOST_STEPS;
  if (cutOff > 0)
    lines.push(...hanging('', `${counted(cutOff, 'earlier step')}: atlas history --host ${one.vm ?? one.host}`, LABEL, width));
  for (const step of one.steps.slice(-MOST_STEPS)) {
    const at = step.endedAt ?? step.startedAt ?? step.claimedAt;
    const detail = step.state === 'done' || step.detail === '' ? '' : `: ${step.detail}`;
    const trace =
      step.state === 'done'
        ? ''
        : `  (atlas trace ${step.host}/${step.step}#${step.action.slice(step.action.lastIndexOf('#') + 1)})`;
    lines.push(...hanging('', `${times.at(at)} ${step.step} on ${step.host} ${step.state}${detail}${trace}`, LABEL, width));
  }
  return lines;
}
