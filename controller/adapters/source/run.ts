/** The one way Git is run: fixed arguments, an environment of our own, an end after `patience`. */
import { type SimpleGit, simpleGit } from 'simple-git';
import { Fault } from '#controller/app/ports.ts';

export interface GitRun {
  /** Where it runs: a bare repository of ours. */
  readonly dir: string;
  /** GIT_CONFIG_GLOBAL. */
  readonly config: string;
  /** What transports are allowed: one protocol, or none. */
  readonly protocol: 'https' | 'ssh' | 'file' | 'none';
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  /** Bytes of stdout beyond which it is stopped. */
  readonly output?: number;
}

/** Git ended with an error; `stderr` says why, in English. */
export class GitFailed extends Error {
  readonly stderr: string;
  constructor(stderr: string, cause?: unknown) {
    super('git failed', { cause });
    this.name = 'GitFailed';
    this.stderr = stderr;
  }
}

const defaultOutput = 16 << 20;

/** Names of the machine's own settings that a Git process may see. */
const passedOn = [
  'PATH',
  'HTTPS_PROXY',
  'https_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
  'SYSTEMROOT',
  'TMPDIR',
] as const;

export function gitEnvironment(run: Pick<GitRun, 'dir' | 'config' | 'protocol' | 'env'>): Record<string, string> {
  const ambient = passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return {
    ...Object.fromEntries(ambient),
    HOME: run.dir,
    LC_ALL: 'C',
    GIT_DIR: run.dir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: run.config,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ALLOW_PROTOCOL: run.protocol,
    ...run.env,
  };
}

/**
 * Runs Git through simple-git and returns stdout. @throws GitFailed, Fault `source.no-git`, or the reason of `signal`.
 */
export async function git(run: GitRun, args: readonly string[]): Promise<string> {
  const env = gitEnvironment(run);
  const stop = new AbortController();
  const signal = run.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, run.signal]);
  const most = run.output ?? defaultOutput;
  const runner: SimpleGit = simpleGit({
    baseDir: run.dir,
    abort: signal,
    allowEnvironment: Object.keys(env).filter((name) => name.startsWith('GIT_')),
    unsafe: { allowUnsafeConfigPaths: true },
    // Wait for all output; but a grandchild that keeps the pipe open after Git has gone is not waited for.
    completion: { onClose: true, onExit: 1_000 },
    // simple-git takes a failure without a word on stderr for success.
    errors: (error, { exitCode, stdErr }) =>
      exitCode === 0 ? error : (error ?? Buffer.from(`git ended with ${exitCode}: ${Buffer.concat(stdErr).toString()}`)),
    ...(run.stdin !== undefined && { input: () => run.stdin }),
  });
  let seen = 0;
  runner.env(env).outputHandler((_command, stdout) => {
    stdout.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > most) stop.abort();
    });
  });
  try {
    return await raced(runner.raw([...args]), signal);
  } catch (error) {
    if (seen > most)
      throw new Fault('source.too-large', `Git answered with more than ${most} bytes.`, { retry: 'person', cause: error });
    if (run.signal?.aborted === true) throw run.signal.reason;
    const text = error instanceof Error ? error.message : String(error);
    if (/spawn git ENOENT|ENOENT.*git/.test(text)) {
      throw new Fault('source.no-git', 'the program "git" is not installed. Install git 2.39 or newer.', {
        retry: 'person',
        cause: error,
      });
    }
    throw new GitFailed(text, error);
  }
}

/** simple-git waits for the process to be gone; a deadline must hold even when it does not go. */
async function raced<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  // Whichever loses must not become an unhandled rejection.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
