/** The processes of the demo: started in groups of their own, so that Ctrl-C reaches only us, and ended in order. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds a process gets to end by itself. */
const grace = 10_000;

export interface Program {
  /** Names its log: `<name>.log`. */
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Started {
  readonly name: string;
  readonly pid: number;
  /** Resolves when it is gone. */
  readonly gone: Promise<void>;
  /** At once, without a chance to tidy up. */
  kill(): Promise<void>;
}

export class Processes {
  /** Rejects when a process ends that was not told to. */
  readonly broken: Promise<never>;
  readonly #directory: string;
  readonly #root: string;
  readonly #running: { readonly started: Started; readonly child: ChildProcess }[] = [];
  readonly #broke: (error: Error) => void;
  readonly #meant = new Set<number>();

  /** @param directory for logs and the register of what runs; @param root of the project, where programs start. */
  constructor(directory: string, root: string) {
    this.#directory = directory;
    this.#root = root;
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => undefined);
    this.broken = promise;
    this.#broke = reject;
    this.#remember();
  }

  /** Runs a TypeScript file of the project with this very Node. */
  start({ name, args, env = {} }: Program): Started {
    const log = openSync(join(this.#directory, `${name}.log`), 'a', 0o600);
    const child = spawn(process.execPath, args, {
      cwd: this.#root,
      env: { NODE_COMPILE_CACHE: join(this.#root, 'node_modules', '.cache', 'compile'), ...process.env, ...env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    const { pid } = child;
    if (pid === undefined) throw new Error(`${name} cannot be started`);
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    child.once('exit', (code, signal) => {
      const at = this.#running.findIndex((one) => one.child === child);
      if (at >= 0) this.#running.splice(at, 1);
      this.#remember();
      if (!this.#meant.has(pid))
        this.#broke(new Error(`the ${name} ended by itself (${signal ?? code}): ${this.#lastWords(name)}`));
      resolve();
    });
    const kill = async () => {
      this.#meant.add(pid);
      child.kill('SIGKILL');
      await gone;
    };
    const started: Started = { name, pid, gone, kill };
    this.#running.push({ started, child });
    this.#remember();
    return started;
  }

  /** The last started first: whoever needs the others goes before them. */
  async stop(): Promise<void> {
    for (const { started, child } of this.#running.toReversed()) {
      this.#meant.add(started.pid);
      child.kill('SIGTERM');
      const impatient = setTimeout(() => killGroup(started.pid), grace);
      await started.gone;
      clearTimeout(impatient);
    }
  }

  /** When there is no time left for order. */
  killAll(): void {
    for (const { started } of this.#running) {
      this.#meant.add(started.pid);
      killGroup(started.pid);
    }
  }

  #remember(): void {
    const all = [process.pid, ...this.#running.map(({ started }) => started.pid)];
    writeFileSync(registerIn(this.#directory), JSON.stringify(all.map((pid) => ({ pid, born: bornAt(pid) }))));
  }

  #lastWords(name: string): string {
    const file = join(this.#directory, `${name}.log`);
    const last = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    return `${last.slice(0, 300) || 'it said nothing'} (${file})`;
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone meanwhile.
  }
}

function registerIn(directory: string): string {
  return join(directory, 'processes.json');
}

/**
 * Of an earlier demo in this directory: whether it still runs. If it was killed, what it has left running is ended;
 * only the very processes that it started, because process ids are used again.
 */
export function earlierDemo(directory: string): 'none' | 'running' {
  let left: readonly { readonly pid: number; readonly born: string | null }[];
  try {
    left = JSON.parse(readFileSync(registerIn(directory), 'utf8')) as typeof left;
  } catch {
    return 'none';
  }
  const alive = left.map(({ pid, born }) => ({ pid, alive: born !== null && bornAt(pid) === born }));
  if (alive[0]?.alive === true) return 'running';
  for (const one of alive) if (one.alive) killGroup(one.pid);
  return 'none';
}

/** Start time in ticks since the machine's boot; null where the kernel does not say. */
function bornAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
