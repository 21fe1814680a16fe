/** `atlas agents`: who is connected, with which key, until when. */
import type { HostName } from '../model/ids.ts';
import { assertNever } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import { counted, durationText, onDisk, shortCommit, shortDigest, type Times, timesIn, type ViewOptions } from './format.ts';
import { columns, paintOf, widthOf } from './layout.ts';
import type { AgentView } from './situation.ts';

/** A certificate that ends sooner than this is worth a word: its agent should have renewed it. */
const SOON = 7 * 86_400_000;

/** @param keyDeclared hosts that are declared with their key: no token helps them */
export function renderAgents(
  agents: readonly AgentView[],
  now: Instant,
  options: ViewOptions,
  keyDeclared: (host: HostName) => boolean = () => false,
): string {
  if (agents.length === 0) return 'no host is declared\n';
  const times = timesIn(options.zone, now);
  const sorted = [...agents].sort((a, b) => (a.host < b.host ? -1 : 1));
  const connected = agents.filter((agent) => agent.state === 'connected').length;
  const rows = sorted.map((agent) => [agent.host, agent.state, remark(agent, now, times, keyDeclared(agent.host))]);
  const title = `${connected} of ${counted(agents.length, 'agent')} connected, ${times.full(now)}`;
  return `${[paintOf(options).title(title), ...columns(rows, widthOf(options))].join('\n')}\n`;
}

function remark(agent: AgentView, now: Instant, times: Times, byKey: boolean): string {
  switch (agent.state) {
    case 'not-enrolled':
      return byKey
        ? 'its agent enrols with its declared key: start it'
        : `give it a one-use token: atlas agents token ${agent.host}`;
    case 'revoked':
      return `its certificate was revoked; ${newKeyText(agent.host, byKey)}`;
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

/** How a host whose certificate was revoked comes back. */
export function newKeyText(host: string, byKey: boolean): string {
  return byKey ? 'a new key needs a reviewed commit' : `a new key needs a new one-use token: atlas agents token ${host}`;
}

function certificateText(ends: Instant, now: Instant, times: Times): string {
  return ends - now < SOON ? `certificate ends in ${durationText(ends - now)}!` : `certificate to ${times.at(ends)}`;
}
