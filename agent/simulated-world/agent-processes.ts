/** Starts and kills agent processes as the power of their hosts goes, and starts again what dies by itself, as a service manager would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AgentCommand {
  /** Program and arguments; never a shell line. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface AgentProcesses {
  /** Kills agents of hosts that are not up (and waits until they are gone), starts those of hosts that are. */
  follow(up: readonly string[]): Promise<void>;
  /** Ends all, politely first. */
  stop(): Promise<void>;
}

/** Milliseconds. */
const firstBackOff = 250;
const longestBackOff = 5_000;
const politely = 5_000;

interface Running {
  readonly child: ChildProcess;
  readonly gone: Promise<void>;
}

export function createAgentProcesses(directory: string, agents: Readonly<Record<string, AgentCommand>>): AgentProcesses {
  const logs = join(directory, 'agents');
  const register = join(directory, 'agents.json');
  mkdirSync(logs, { recursive: true });
  const running = new Map<string, Running>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const deaths = new Map<string, number>();
  let wanted: ReadonlySet<string> = new Set();
  let stopping = false;
  killLeftovers(register);

  const remember = () => {
    const alive = [...running].flatMap(
      ([
        host,
        {
          child: { pid },
        },
      ]) => (pid === undefined ? [] : [{ host, pid, born: bornAt(pid) }]),
    );
    writeFileSync(register, JSON.stringify(alive));
  };

  const start = (host: string) => {
    const { command, env = {} } = agents[host]!;
    const [program, ...args] = command;
    if (program === undefined) throw new RangeError(`the agent of ${host} has no command`);
    const log = openSync(join(logs, `${host}.log`), 'a', 0o600);
    const child = spawn(program, args, { stdio: ['ignore', log, log], env: { ...process.env, ...env } });
    closeSync(log);
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    const ended = () => {
      resolve();
      if (running.get(host)?.child !== child) return;
      running.delete(host);
      remember();
      if (!stopping && wanted.has(host)) startLater(host);
    };
    child.once('exit', ended);
    // A program that cannot be started never exits.
    child.once('error', ended);
    running.set(host, { child, gone });
    remember();
  };

  const startLater = (host: string) => {
    const died = deaths.get(host) ?? 0;
    deaths.set(host, died + 1);
    const timer = setTimeout(
      () => {
        waiting.delete(host);
        if (!stopping && wanted.has(host) && !running.has(host)) start(host);
      },
      Math.min(longestBackOff, firstBackOff * 2 ** died),
    );
    waiting.set(host, timer);
  };

  const kill = async (host: string, signal: NodeJS.Signals) => {
    clearTimeout(waiting.get(host));
    waiting.delete(host);
    deaths.delete(host);
    const process = running.get(host);
    if (!process) return;
    process.child.kill(signal);
    await process.gone;
  };

  return {
    async follow(up) {
      if (stopping) return;
      wanted = new Set(up.filter((host) => agents[host] !== undefined));
      await Promise.all(
        [...running.keys(), ...waiting.keys()].filter((host) => !wanted.has(host)).map((host) => kill(host, 'SIGKILL')),
      );
      for (const host of wanted) if (!running.has(host) && !waiting.has(host)) start(host);
    },
    async stop() {
      stopping = true;
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      const all = [...running.values()];
      for (const { child } of all) child.kill('SIGTERM');
      const impatient = setTimeout(() => {
        for (const { child } of all) child.kill('SIGKILL');
      }, politely);
      await Promise.all(all.map(({ gone }) => gone));
      clearTimeout(impatient);
    },
  };
}

/** Agents of an earlier run of this program that was killed: two agents for one host must never be. */
function killLeftovers(register: string): void {
  let left: { pid: number; born: string | null }[];
  try {
    left = JSON.parse(readFileSync(register, 'utf8')) as typeof left;
  } catch {
    return;
  }
  for (const { pid, born } of left) {
    // Only the very process that was started: process ids are used again.
    if (born === null || bornAt(pid) !== born) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone meanwhile.
    }
  }
}

/** Start time of a process in ticks since the machine's boot; null where the kernel does not say. */
function bornAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
