/** `atlas status`: the fleet in a dozen lines. */
import { changeText, doingText } from './doing.ts';
import { counted, cut, listed, shortCommit, type Times, timesIn, type ViewOptions } from './format.ts';
import { heading, troubles } from './heading.ts';
import { holdText } from './holds.ts';
import { columns, hanging, paintOf, widthOf } from './layout.ts';
import { nameOf } from './names.ts';
import { countsLines } from './plan.ts';
import type { ResourceKey } from '../model/ids.ts';
import type { AgentView, Situation } from './situation.ts';
import { ringProgress, type RingProgress } from './summary.ts';

const LABEL = 12;
const MOST = 6;

export function renderStatus(situation: Situation, agents: readonly AgentView[] | null, options: ViewOptions): string {
  const { input, plan, inForce } = situation;
  const times = timesIn(options.zone, input.now);
  const width = widthOf(options);
  const paint = paintOf(options);
  const most = options.all === true ? Number.MAX_SAFE_INTEGER : MOST;
  const lines = [
    ...heading(situation, times, width),
    ...troubles(situation, times, width).map(paint.bad),
    ...countsLines(situation, width),
  ];

  const rings = ringProgress(situation);
  const rows = rings.map((ring) => [
    ring.rollout,
    ring.ring,
    `${ring.onTarget} of ${ring.hosts}`,
    ringText(ring, situation, times),
  ]);
  lines.push(...columns(rows, width));

  const running = Object.entries(plan.verdicts).flatMap(([key, verdict]) =>
    verdict.status === 'running' ? [{ key, verdict }] : [],
  );
  for (const { key, verdict } of running.slice(0, most)) {
    const text = `${nameOf(key)}: ${changeText(verdict.change)}; ${doingText(verdict.doing, situation, times)}`;
    lines.push(...hanging('RUNNING', text, LABEL, width).map(paint.good));
  }
  if (running.length > most) lines.push(...hanging('', `and ${running.length - most} more: atlas status --all`, LABEL, width));

  const asking = Object.entries(plan.verdicts).flatMap(([key, verdict]) =>
    verdict.status === 'needs-person' ? [{ key, verdict }] : [],
  );
  for (const { key, verdict } of asking.slice(0, most)) {
    lines.push(...hanging('PERSON', `${nameOf(key)}: ${verdict.why}; ${verdict.remedy}`, LABEL, width).map(paint.bad));
  }
  if (asking.length > most) lines.push(...hanging('', `and ${asking.length - most} more: atlas status --all`, LABEL, width));

  if (agents !== null) lines.push(...hanging('agents', agentsText(agents), LABEL, width));
  const approvals = inForce.review?.approvals.map((approval) => approval.person) ?? [];
  const since = inForce.acceptedAt === null ? '' : ` since ${times.at(inForce.acceptedAt)}`;
  const by = approvals.length > 0 ? `, approved by ${listed(approvals)}` : '';
  lines.push(...hanging('in force', `${shortCommit(inForce.commit)}${since}${by}`, LABEL, width));
  const next =
    plan.wakeAt === null ? 'time alone changes nothing' : `${times.exact(plan.wakeAt)} is the next change by time alone`;
  lines.push(...hanging('next', next, LABEL, width));
  return `${lines.join('\n')}\n`;
}

function ringText(ring: RingProgress, situation: Situation, times: Times): string {
  const { fleet } = situation.input;
  if (ring.needsPerson.length > 0)
    return `${counted(ring.needsPerson.length, ring.unit === 'ring' ? 'host' : 'VM')} ${ring.needsPerson.length === 1 ? 'needs' : 'need'} a person: ${cut(ring.needsPerson, 3, 'atlas plan')}`;
  if (ring.running.length > 0) return `running: ${cut(ring.running, 3, 'atlas plan')}`;
  if (ring.onTarget === ring.hosts) return 'done';
  const hosts = fleet.rollouts[ring.rollout]?.rings.find((one) => one.name === ring.ring)?.members ?? [];
  const vms = fleet.migrations[ring.rollout]?.waves.find((one) => one.name === ring.ring)?.vms ?? [];
  const members: readonly ResourceKey[] =
    ring.unit === 'ring' ? hosts.map((host) => `Host/${host}` as const) : vms.map((vm) => `VirtualMachine/${vm}` as const);
  for (const key of members) {
    const verdict = situation.plan.verdicts[key];
    if (verdict?.status === 'ready') return 'ready';
    const [hold] = verdict?.status === 'held' ? verdict.holds : [];
    if (hold) {
      const { what, next } = holdText(hold, times);
      return `${what}; ${next}`;
    }
  }
  return ring.unit === 'ring' ? 'no host can tell: atlas plan' : 'moved, or cannot tell: atlas plan';
}

/** "12 of 14 connected; silent: lyo-web-02 (since 19:02)" */
function agentsText(agents: readonly AgentView[]): string {
  const connected = agents.filter((agent) => agent.state === 'connected').length;
  const others = (['silent', 'never-seen', 'not-enrolled', 'revoked'] as const).flatMap((state) => {
    const hosts = agents.filter((agent) => agent.state === state).map((agent) => agent.host);
    return hosts.length === 0 ? [] : [`${state}: ${cut(hosts, 3, 'atlas agents')}`];
  });
  return [`${connected} of ${agents.length} connected`, ...others].join('; ');
}
