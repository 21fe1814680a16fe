/** `atlas explain <host|vm>`: one sentence why nothing, or this, is happening now; then the facts behind it. */
import { partnerHealth } from '../planner/gates/partner.ts';
import type { HostCandidate } from '../planner/candidate.ts';
import { standingOf } from '../planner/host-standing.ts';
import { survey } from '../planner/survey.ts';
import type { Host, VirtualMachine } from '../model/fleet.ts';
import type { Intervention } from '../model/intervention.ts';
import { isTarget } from '../model/goal.ts';
import { describeLevel } from '../model/patch-level.ts';
import type { ResourceKey, Verdict } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import { type Duration } from '../model/time.ts';
import { changeText, doingText, wouldDo } from './doing.ts';
import { declaredOf } from './declared.ts';
import { firstStart } from './first-start.ts';
import { counted, listed, shortCommit, type Times, timesIn, type ViewOptions } from './format.ts';
import { holdText } from './holds.ts';
import { hanging, paintOf, paragraph, widthOf } from './layout.ts';
import { nameOf, resourceNamed } from './names.ts';
import type { ReviewedLine, Situation } from './situation.ts';

const LABEL = 13;
const MOST_STEPS = 12;

/**
 * Null when nothing of that name is declared.
 * @param blamed the line behind it with its commit and review; null = not known, as for a checkout
 */
export function renderExplain(
  situation: Situation,
  name: string,
  options: ViewOptions,
  blamed: ReviewedLine | null = null,
): string | null {
  const key = resourceNamed(situation, name);
  const verdict = key === null ? undefined : situation.plan.verdicts[key];
  if (key === null || verdict === undefined) return null;
  const { input } = situation;
  const times = timesIn(options.zone, input.now);
  const width = widthOf(options);
  const paint = paintOf(options);
  const bare = key.slice(key.indexOf('/') + 1);
  const host = key.startsWith('Host/') ? input.fleet.hosts[bare] : undefined;
  const vm = key.startsWith('VirtualMachine/') ? input.fleet.vms[bare] : undefined;
  const colour = verdict.status === 'needs-person' ? paint.bad : verdict.status === 'held' ? paint.wait : paint.good;
  const lines = [
    ...paragraph(`${nameOf(key)} ${answer(verdict, situation, host, times)}`, 0, width).map(colour),
    ...declaredRow(situation, key, verdict, blamed, width),
    ...(host === undefined ? [] : hostFacts(situation, host, verdict, times, width)),
    ...(vm === undefined ? [] : vmFacts(situation, vm, width)),
    paint.quiet(`${times.full(input.now)}, commit ${shortCommit(input.commit)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function answer(verdict: Verdict, situation: Situation, host: Host | undefined, times: Times): string {
  switch (verdict.status) {
    case 'in-state':
      return `is as declared: ${verdict.note}.`;
    case 'ready':
      return `is ready: ${changeText(verdict.change)} starts with ${verdict.next.step} on ${verdict.next.on} when its agent asks next.`;
    case 'held': {
      const [first] = verdict.holds;
      if (first === undefined) return 'waits.';
      const { what, next } = holdText(first, times);
      const start =
        host === undefined
          ? null
          : firstStart(situation.input, host, verdict.change.call, verdict.holds, needOf(situation, host));
      const more = start === null ? '' : ` ${times.at(start)} is the first moment it can start.`;
      return `waits: ${what}; ${next}.${more}`;
    }
    case 'running':
      return `is at work: ${changeText(verdict.change)}; ${doingText(verdict.doing, situation, times)}.`;
    case 'needs-person':
      return `needs a person: ${verdict.why}. Do: ${verdict.remedy}`;
    case 'unknown':
      return `is unknown: ${verdict.why}; nothing starts there.`;
    default:
      return assertNever(verdict);
  }
}

function needOf(situation: Situation, host: Host): Duration {
  return candidateOf(situation, host)?.need ?? (0 as Duration);
}

function candidateOf(situation: Situation, host: Host): HostCandidate | null {
  const observation = situation.input.observations[host.name];
  const standing = observation ? standingOf(survey(situation.input), host, observation) : null;
  return standing?.type === 'wants' ? standing.candidate : null;
}

/** What is declared, on which line, by whom and with whose approval: the line's own commit, not the newest one. */
function declaredRow(
  { input }: Situation,
  key: ResourceKey,
  verdict: Verdict,
  blamed: ReviewedLine | null,
  width: number,
): readonly string[] {
  const declared = declaredOf(input, key, verdict);
  if (declared === null) return [];
  const text = `${declared.what}   ${declared.line}`;
  // a commit that came into force between the two questions may have moved the line
  const known = blamed?.line === declared.line ? blamed : null;
  return hanging('  declared', known === null ? text : `${text}   ${byText(known)}`, LABEL, width);
}

function byText({ commit, author, reviewed }: ReviewedLine): string {
  const approvers = reviewed === null ? 'pinned: trust starts there' : `approved by ${listed(approversOf(reviewed))}`;
  return `commit ${shortCommit(commit)} by ${author}, ${approvers}`;
}

function approversOf({ review }: NonNullable<ReviewedLine['reviewed']>): readonly string[] {
  return review.approvals.map(({ person }) => person);
}

function hostFacts(situation: Situation, host: Host, verdict: Verdict, times: Times, width: number): readonly string[] {
  const { input } = situation;
  const lines: string[] = [];
  const row = (label: string, text: string) => lines.push(...hanging(`  ${label}`, text, LABEL, width));
  const change = 'change' in verdict ? verdict.change : null;
  const rollout = change && input.fleet.rollouts[change.call];
  const target = change && isTarget(change.target) ? change.target : null;
  const observation = input.observations[host.name];
  const seen = input.seenAt[host.name];
  const heard = seen === undefined ? 'not heard of since the controller started' : `seen ${times.exact(seen)}`;
  if (observation) {
    const level = target
      ? describeLevel(observation.patch, target)
      : describeLevel(observation.patch, { type: 'windows', build: '', kb: null, hotpatch: null });
    const pending = observation.rebootPending ? ', a reboot is pending' : '';
    row('observed', `${level}   ${heard}, boot ${shortBoot(observation.bootId)}${pending}`);
  } else {
    row('observed', heard);
  }
  if (target && rollout && (verdict.status === 'ready' || verdict.status === 'held')) {
    row(verdict.status === 'held' ? 'would do' : 'will do', wouldDo(situation, host, rollout, target));
  }
  if (verdict.status === 'held') {
    verdict.holds.slice(1).forEach((hold, i) => {
      const { what, next } = holdText(hold, times);
      row(i === 0 ? 'also waits' : '', `${what}; ${next}`);
    });
  }
  const partner = verdict.status === 'held' || verdict.status === 'ready' ? partnerText(situation, host) : null;
  if (partner !== null) row('partner', partner);
  const current = 'intervention' in verdict ? input.interventions.find((one) => one.id === verdict.intervention) : undefined;
  const past = current ?? newestOf(input.interventions, host.name);
  if (past) lines.push(...stepsOf(past, times, width));
  return lines;
}

/** "lyo-hv-04 is its only partner and must be healthy (is)" */
function partnerText(situation: Situation, host: Host): string | null {
  const candidate = candidateOf(situation, host);
  if (candidate === null || candidate.kind !== 'patch-hypervisor' || host.partner === null) return null;
  const [wrong] = partnerHealth(candidate, survey(situation.input));
  const state = wrong?.reason === 'partner-unhealthy' ? `is not: ${wrong.why}` : 'is';
  return `${host.partner} is its only partner and must be healthy (${state})`;
}

const LONGEST_BOOT = 20;

/** Boot ids of Linux are random: the beginning tells them apart. */
function shortBoot(id: string): string {
  return id.length > LONGEST_BOOT ? id.slice(0, 8) : id;
}

function newestOf(interventions: readonly Intervention[], host: string): Intervention | undefined {
  return interventions.filter((one) => one.host === host).sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1))[0];
}

function stepsOf(one: Intervention, times: Times, width: number): readonly string[] {
  const ended = one.outcome === null ? 'running' : `${one.outcome} ${one.endedAt === null ? '' : times.at(one.endedAt)}`.trim();
  const why = one.why === '' ? '' : `: ${one.why}`;
  const title = one.outcome === null ? '  running' : '  last run';
  const lines = [...hanging(title, `${one.id}, begun ${times.at(one.startedAt)}, ${ended}${why}`, LABEL, width)];
  const cutOff = one.steps.length - MOST_STEPS;
  if (cutOff > 0)
    lines.push(...hanging('', `${counted(cutOff, 'earlier step')}: atlas history --host ${one.host}`, LABEL, width));
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

function vmFacts(situation: Situation, vm: VirtualMachine, width: number): readonly string[] {
  const { input } = situation;
  const lines: string[] = [];
  const row = (label: string, text: string) => lines.push(...hanging(`  ${label}`, text, LABEL, width));
  for (const host of [vm.home, ...(vm.replica ? [vm.replica.host] : [])]) {
    const seen = input.observations[host]?.hyperV?.vms.find((candidate) => candidate.name === vm.name);
    if (seen === undefined) {
      row('observed', `${host}: ${input.observations[host] === undefined ? 'has not reported' : 'does not have it'}`);
      continue;
    }
    const replication =
      seen.replication === null
        ? 'not replicated'
        : `${seen.replication.mode} (${seen.replication.state}, ${seen.replication.health})`;
    row('observed', `${host}: ${seen.state}, ${replication}, heartbeat ${seen.heartbeat}`);
  }
  const guest = Object.values(input.fleet.hosts).find((host) => host.runsOn === vm.name);
  if (guest) row('patched as', `${guest.name}: atlas explain Host/${guest.name}`);
  return lines;
}
