/** Programs with a fixed path and argument list: no shell, a bare environment, a time limit, and bounded output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Processes } from '../app/ports.ts';

const largestOutput = 16 << 20;
const bareEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' };

export const systemProcesses: Processes = {
  run(file, args, { timeout, env, signal, outlive = false }) {
    const { promise, resolve, reject } = Promise.withResolvers<{ code: number; stdout: string; stderr: string }>();
    const output = outlive ? toFiles() : toPipes();
    const child = spawn(file, args, {
      env: { ...bareEnvironment, ...env },
      shell: false,
      windowsHide: true,
      // A session of its own: what ends the agent does not end a package manager in the middle of its work.
      detached: outlive,
      stdio: ['ignore', ...output.stdio],
    });

    let ended: Error | null = null;
    const end = (why: Error) => {
      ended ??= why;
      child.kill('SIGKILL');
    };
    const timer = timeout === null ? null : setTimeout(() => end(new Error(`${file} did not end within ${timeout} ms`)), timeout);
    const settle = () => {
      if (timer !== null) clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    const stop = () => {
      if (!outlive) return end(new Error(`${file} was stopped`));
      // Only the waiting ends.
      child.unref();
      settle();
      reject(new Error(`${file} goes on by itself`));
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
    output.attach(child, () => end(new Error(`${file} said more than ${largestOutput} bytes`)));

    child.on('error', (error) => {
      settle();
      output.take();
      reject(error);
    });
    child.on('close', (code, killedBy) => {
      settle();
      const { stdout, stderr } = output.take();
      if (ended !== null) reject(ended);
      else if (code === null) reject(new Error(`${file} was killed by ${killedBy}`));
      else resolve({ code, stdout, stderr });
    });
    return promise;
  },
};

interface Output {
  readonly stdio: readonly ['pipe', 'pipe'] | readonly [number, number];
  attach(child: ChildProcess, tooMuch: () => void): void;
  take(): { readonly stdout: string; readonly stderr: string };
}

function toPipes(): Output {
  const streams = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  return {
    stdio: ['pipe', 'pipe'],
    attach(child, tooMuch) {
      for (const name of ['stdout', 'stderr'] as const) {
        let size = 0;
        child[name]?.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= largestOutput) streams[name].push(chunk);
          else tooMuch();
        });
      }
    },
    take: () => ({
      stdout: Buffer.concat(streams.stdout).toString('utf8'),
      stderr: Buffer.concat(streams.stderr).toString('utf8'),
    }),
  };
}

/** A program that outlives the agent must not write into a pipe nobody reads: the next line would kill it. */
function toFiles(): Output {
  const dir = mkdtempSync(join(tmpdir(), 'atlas-run-'));
  const open = (name: string): number => openSync(join(dir, name), 'wx', 0o600);
  const stdio = [open('stdout'), open('stderr')] as const;
  return {
    stdio,
    attach() {
      for (const fd of stdio) closeSync(fd);
    },
    take() {
      const read = (name: string): string => readFileSync(join(dir, name)).subarray(0, largestOutput).toString('utf8');
      const said = { stdout: read('stdout'), stderr: read('stderr') };
      rmSync(dir, { recursive: true, force: true });
      return said;
    },
  };
}
