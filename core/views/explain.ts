/** `atlas explain <host|vm>`: one sentence why nothing, or this, is happening now; then the facts behind it. */
import { partnerHealth } from '../planner/gates/partner.ts';
import { hostsIn } from '../planner/gates/window.ts';
import { survey } from '../planner/survey.ts';
import type { Host } from '../model/fleet.ts';
import { isTarget } from '../model/goal.ts';
import { describeLevel } from '../model/patch-level.ts';
import type { ResourceKey, Verdict } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import { changeText, doingText, wouldDo } from './doing.ts';
import { declaredOf } from './declared.ts';
import { alsoWaits, candidateFor, driftsText, hostCandidate, isRetired, LABEL, lastWork } from './explain-parts.ts';
import { vmFacts } from './explain-vm.ts';
import { firstStart } from './first-start.ts';
import { listed, shortCommit, type Times, timesIn, type ViewOptions } from './format.ts';
import { holdText } from './holds.ts';
import { hanging, paintOf, paragraph, widthOf } from './layout.ts';
import { nameOf, resourceNamed } from './names.ts';
import type { ReviewedLine, Situation } from './situation.ts';

/**
 * Null when nothing of that name is declared.
 * @param blamed the line behind it with its commit and review; null = not known, as for a checkout
 * @param foreseen what the forecast says of it, a sentence; null = not asked, or nothing to do
 */
export function renderExplain(
  situation: Situation,
  name: string,
  options: ViewOptions,
  blamed: ReviewedLine | null = null,
  foreseen: string | null = null,
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
    ...paragraph(
      `${nameOf(key)} ${answer(verdict, situation, key, times)}${foreseen === null ? '' : ` ${foreseen}`}`,
      0,
      width,
    ).map(colour),
    ...declaredRow(situation, key, verdict, blamed, width),
    ...(host === undefined ? [] : hostFacts(situation, host, verdict, times, width)),
    ...(vm === undefined ? [] : vmFacts(situation, vm, verdict, times, width)),
    paint.quiet(`${times.full(input.now)}, commit ${shortCommit(input.commit)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function answer(verdict: Verdict, situation: Situation, key: ResourceKey, times: Times): string {
  switch (verdict.status) {
    case 'in-state':
      if (verdict.drift !== undefined) return `is not as declared, and is left so: ${verdict.note}.${driftsText(verdict.drift)}`;
      return `${isRetired(situation, key) ? 'is' : 'is as declared:'} ${verdict.note}.`;
    case 'ready':
      return `is ready: ${changeText(verdict.change)} starts with ${verdict.next.step} on ${verdict.next.on} when its agent asks next.`;
    case 'held': {
      const [first] = verdict.holds;
      if (first === undefined) return 'waits.';
      const { what, next } = holdText(first, times);
      const candidate = candidateFor(survey(situation.input), key);
      const { fleet } = situation.input;
      const start =
        candidate === null
          ? null
          : firstStart(situation.input, hostsIn(fleet, candidate), candidate.call.window, verdict.holds, candidate.need);
      const more = start === null ? '' : ` ${times.at(start)} is the first moment it can start.`;
      return `waits: ${what}; ${next}.${more}`;
    }
    case 'running':
      return `is at work: ${changeText(verdict.change)}; ${doingText(verdict.doing, situation, times)}.`;
    case 'needs-person':
      return `needs a person: ${verdict.why}. Do: ${verdict.remedy}${driftsText(verdict.drift, '. ')}`;
    case 'unknown':
      return `is unknown: ${verdict.why}; nothing starts there.`;
    default:
      return assertNever(verdict);
  }
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
  lines.push(...alsoWaits(verdict, times, width));
  const partner = verdict.status === 'held' || verdict.status === 'ready' ? partnerText(situation, host) : null;
  if (partner !== null) row('partner', partner);
  lines.push(...lastWork(situation, `Host/${host.name}`, verdict, times, width));
  return lines;
}

/** "lyo-hv-04 is its only partner and must be healthy (is)" */
function partnerText(situation: Situation, host: Host): string | null {
  const s = survey(situation.input);
  const candidate = hostCandidate(s, host);
  if (candidate === null || candidate.kind !== 'patch-hypervisor' || host.partner === null) return null;
  const [wrong] = partnerHealth(candidate, s);
  const state = wrong?.reason === 'partner-unhealthy' ? `is not: ${wrong.why}` : 'is';
  return `${host.partner} is its only partner and must be healthy (${state})`;
}

const LONGEST_BOOT = 20;

/** Boot ids of Linux are random: the beginning tells them apart. */
function shortBoot(id: string): string {
  return id.length > LONGEST_BOOT ? id.slice(0, 8) : id;
}
