/** Programs with a fixed path and argument list: no shell, a bare environment, a time limit, and bounded output. */
import { spawn } from 'node:child_process';
import type { Processes } from '../app/ports.ts';

const largestOutput = 16 << 20;
const bareEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' };

export const systemProcesses: Processes = {
  run(file, args, { timeout, env, signal }) {
    const { promise, resolve, reject } = Promise.withResolvers<{ code: number; stdout: string; stderr: string }>();
    const child = spawn(file, args, {
      env: { ...bareEnvironment, ...env },
      shell: false,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let ended: Error | null = null;
    const end = (why: Error) => {
      ended ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => end(new Error(`${file} did not end within ${timeout} ms`)), timeout);
    const stop = () => end(new Error(`${file} was stopped`));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });

    const collect = (stream: NodeJS.ReadableStream) => {
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= largestOutput) chunks.push(chunk);
        else end(new Error(`${file} said more than ${largestOutput} bytes`));
      });
      return () => Buffer.concat(chunks).toString('utf8');
    };
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('close', (code, killedBy) => {
      settle();
      if (ended !== null) reject(ended);
      else if (code === null) reject(new Error(`${file} was killed by ${killedBy}`));
      else resolve({ code, stdout: stdout(), stderr: stderr() });
    });
    return promise;
  },
};
