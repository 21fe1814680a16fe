/**
 * Which keys speak for a host. A key whose host a reviewed commit dropped, or gave another key, is retired: it counts again
 * only when a commit in force declares that very key.
 */
import type { Fleet } from '#core/model/fleet.ts';
import type { CommitId, HostName } from '#core/model/ids.ts';
import type { AgentRow, FleetState } from './fleet-state.ts';
import type { Recorder } from './ledger.ts';

export function isRetired(agent: AgentRow | undefined, key: string, declared: string | null): boolean {
  return key !== declared && (agent?.retired ?? []).includes(key);
}

/** Retires the keys that do not fit `fleet`, which comes into force with `commit`. */
export function retireKeys(state: FleetState, fleet: Fleet, commit: CommitId, record: Recorder): void {
  for (const [host, agent] of state.agents) {
    const declared = declaredKey(fleet, host);
    const fits = declared !== undefined && (declared === null || declared === agent.key);
    const retired = agent.retired ?? [];
    if (fits || retired.includes(agent.key)) continue;
    const row: AgentRow = { ...agent, retired: [...retired, agent.key] };
    state.agents.set(host, row);
    record.write('agent', host, row);
    record.event('agent.retired', { host, key: agent.key, commit });
  }
}

/** Undefined when the host is not declared or was retired, null when it enrols with a token. */
function declaredKey(fleet: Fleet, host: HostName): string | null | undefined {
  const declared = Object.hasOwn(fleet.hosts, host) ? fleet.hosts[host]! : undefined;
  return declared === undefined || declared.lifecycle.retired !== null ? undefined : declared.agentKey;
}
