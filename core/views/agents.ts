/** `atlas agents`: who is connected, with which key, until when. */
import { assertNever } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import { counted, durationText, onDisk, shortCommit, shortDigest, type Times, timesIn, type ViewOptions } from './format.ts';
import { columns, paintOf, widthOf } from './layout.ts';
import type { AgentView } from './situation.ts';

/** A certificate that ends sooner than this is worth a word: its agent should have renewed it. */
const SOON = 7 * 86_400_000;

export function renderAgents(agents: readonly AgentView[], now: Instant, options: ViewOptions): string {
  if (agents.length === 0) return 'no host is declared\n';
  const times = timesIn(options.zone, now);
  const sorted = [...agents].sort((a, b) => (a.host < b.host ? -1 : 1));
  const connected = agents.filter((agent) => agent.state === 'connected').length;
  const rows = sorted.map((agent) => [agent.host, agent.state, remark(agent, now, times)]);
  const title = `${connected} of ${counted(agents.length, 'agent')} connected, ${times.full(now)}`;
  return `${[paintOf(options).title(title), ...columns(rows, widthOf(options))].join('\n')}\n`;
}

function remark(agent: AgentView, now: Instant, times: Times): string {
  switch (agent.state) {
    case 'not-enrolled':
      return `give it a one-use token: atlas agents token ${agent.host}`;
    case 'revoked':
      return 'its certificate was revoked; a new key needs a reviewed commit';
    case 'connected':
    case 'silent':
    case 'never-seen': {
      const parts = [
        agent.seenAt === null ? 'not seen since the controller started' : `seen ${times.exact(agent.seenAt)}`,
        agent.commit === null ? '' : agent.commit === onDisk ? 'at no commit yet' : `at ${shortCommit(agent.commit)}`,
        agent.version === null ? '' : `version ${agent.version}`,
        agent.keyFingerprint === null ? '' : `key ${shortDigest(agent.keyFingerprint.replace(/^sha256:/, ''))}`,
        agent.certificateEnds === null ? '' : certificateText(agent.certificateEnds, now, times),
      ];
      return parts.filter((part) => part !== '').join(', ');
    }
    default:
      return assertNever(agent.state);
  }
}

function certificateText(ends: Instant, now: Instant, times: Times): string {
  return ends - now < SOON ? `certificate ends in ${durationText(ends - now)}!` : `certificate to ${times.at(ends)}`;
}
