/** The simulated world as a process: `node agent/simulated-world/main.ts <config.json>`. Ends in order on SIGINT and SIGTERM. */
import { readFileSync } from 'node:fs';
import { type AgentCommand, createAgentProcesses } from './agent-processes.ts';
import { serveWorld } from './server.ts';
import { createWorldService } from './service.ts';
import { createStateFile } from './state-file.ts';
import { createDemoTime, createRealTime } from './time-source.ts';
import { type WorldDescription, createWorld } from './world.ts';

export interface WorldConfig {
  /** Unix socket the providers call. */
  readonly socket: string;
  /** Holds the state file, `agents.json` and `agents/<host>.log`. */
  readonly stateDir: string;
  /** What to begin with when `stateDir` holds no world yet. */
  readonly description: WorldDescription;
  /** Agent processes by host; hosts left out have none. */
  readonly agents: Readonly<Record<string, AgentCommand>>;
  /** `demo`: the controller's clock, by its control socket. */
  readonly clock: { readonly type: 'real' } | { readonly type: 'demo'; readonly socket: string };
}

async function main(configPath: string): Promise<void> {
  const config = JSON.parse(readFileSync(configPath, 'utf8')) as WorldConfig;
  const stopped = new AbortController();
  const file = createStateFile(config.stateDir);
  const service = createWorldService({
    world: file.read() ?? createWorld(config.description),
    file,
    agents: createAgentProcesses(config.stateDir, config.agents),
    time: config.clock.type === 'demo' ? createDemoTime(config.clock.socket, stopped.signal) : createRealTime(),
  });
  const server = await serveWorld(service, config.socket);
  const stop = () => {
    stopped.abort();
    server.close();
    server.closeAllConnections();
    void service.stop();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await service.run();
}

const [configPath] = process.argv.slice(2);
if (configPath === undefined) {
  process.stderr.write('usage: node agent/simulated-world/main.ts <config.json>\n');
  process.exitCode = 2;
} else {
  await main(configPath);
}
