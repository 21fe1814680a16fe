/** What an intervention is at, and what it would do, in people's words. */
import type { VmCandidate } from '../planner/candidate.ts';
import { survey, type Survey } from '../planner/survey.ts';
import { neverReverted, type Host, type PatchRollout, type Target } from '../model/fleet.ts';
import type { Change, Verdict } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import { requiredServices } from '../interventions/interest.ts';
import { counted, durationText, listed, type Times } from './format.ts';
import type { Situation } from './situation.ts';

type Running = Extract<Verdict, { status: 'running' }>;

/** "patch 20348.4052 → 20348.4405", "move par-hv-01 → par-hv-03", "replication: Critical → replica on par-hv-02" */
export function changeText({ from, to, target }: Change): string {
  const words = from === '' ? to : `${from} → ${to}`;
  switch (target.type) {
    case 'windows':
    case 'debian':
      return `patch ${from} → ${to}`;
    case 'replication':
      return `replication: ${words}`;
    case 'home':
      return `go home ${words}`;
    case 'migration':
      return `move ${words}`;
    case 'settled':
      return `finish its move: ${words}`;
    case 'tested':
      return `test its replica on ${target.on}`;
    default:
      return assertNever(target);
  }
}

/** What the steps of work on a VM come to: "replicate to par-hv-03 → planned failover → verify its heartbeat → …" */
export function wouldDoToVm(candidate: VmCandidate): string {
  const { kind, from, to, copies, leg } = candidate;
  switch (kind) {
    case 'replicate':
      return copies
        ? `replicate from ${from} to ${to ?? 'nowhere'}, with a whole copy where one is needed; its service is not touched`
        : 'change the settings of its replication; its service is not touched';
    case 'go-home':
      return `shut it down on ${from} → last changes → start it on ${to} → replicate back to ${from}`;
    case 'test-failover':
      return `start a copy without network on ${to} → wait for its heartbeat → remove the copy`;
    case 'finish-migration':
      return `give the way back up${to === null ? '' : ` → replicate to ${to}`} → delete the old copies`;
    case 'migrate': {
      const kept = `keep ${from} as the way back for ${durationText(leg?.migration.keepSource ?? 0)}`;
      if (leg?.migration.method === 'export-import')
        return `shut it down on ${from} → export → import on ${to} → start and verify it there → ${kept}`;
      const first = copies ? `replicate to ${to} → ` : '';
      return `${first}shut it down on ${from} → last changes → start and verify it on ${to} → ${kept}`;
    }
    default:
      return assertNever(kind);
  }
}

/** "install on lyo-hv-04 since 20:14 (6 min)" */
export function doingText(doing: Running['doing'], situation: Situation, times: Times): string {
  const { now } = situation.input;
  switch (doing.type) {
    case 'offer':
      return `next: ${doing.next.step} on ${doing.next.on}, offered to its agent`;
    case 'step': {
      const late = now >= doing.lateAt ? `; late since ${times.at(doing.lateAt)}, look at ${doing.on}` : '';
      return `${doing.step} on ${doing.on} since ${times.at(doing.since)} (${durationText(now - doing.since)})${late}`;
    }
    case 'wait':
      return `${doing.for.includes('waiting for ') ? doing.for : `waits for ${doing.for}`}${doing.until === null ? '' : `, until ${times.at(doing.until)} at the latest`}`;
    case 'end':
      return `ends: ${doing.outcome}, ${doing.why}`;
    default:
      return assertNever(doing);
  }
}

/** "drain 4 VMs to lyo-hv-04 → install KB5070884 → reboot → verify vmms, 4 heartbeats → fail back" */
export function wouldDo(
  situation: Situation,
  host: Host,
  rollout: PatchRollout,
  target: Target,
  s: Survey = survey(situation.input),
): string {
  const { fleet } = situation.input;
  const moved = rollout.before.drain === 'planned-failover' && host.partner !== null ? s.vmsOn(host.name) : [];
  const vm = host.runsOn === null ? undefined : fleet.vms[host.runsOn];
  const checkpoint = vm !== undefined && rollout.before.checkpoint === 'guests' && !neverReverted.has(vm.role);
  const checks = [...requiredServices(host, rollout), ...host.checks.probes.map((probe) => `probe ${probe.name}`)];
  if (rollout.verify.heartbeat === 'all-vms' && moved.length > 0) checks.push(counted(moved.length, 'heartbeat'));
  const steps = [
    moved.length > 0 ? `drain ${counted(moved.length, 'VM')} to ${host.partner!}` : '',
    checkpoint ? `checkpoint ${vm.name}` : '',
    `install ${targetName(target)}`,
    target.type === 'windows' ? 'reboot' : 'reboot if one is pending',
    checks.length > 0 ? `verify ${checks.join(', ')}` : 'verify',
    moved.length > 0 ? 'fail back' : '',
    checkpoint ? 'remove the checkpoint' : '',
  ];
  return steps.filter((step) => step !== '').join(' → ');
}

/** "KB5070884 (20348.4405)", "jq 1.6-2.1 and libjq1 1.6-2.1" */
function targetName(target: Target): string {
  if (target.type === 'windows') return target.kb ?? target.build;
  return listed(
    Object.entries(target.packages)
      .map(([name, version]) => `${name} ${version}`)
      .sort(),
  );
}
