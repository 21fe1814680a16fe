/** Programs of this machine, by argument list. */
import { execFile } from 'node:child_process';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever its code. @throws Error when it cannot be started, or was killed by a signal */
export function runToEnd(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  execFile(
    program,
    [...args],
    { maxBuffer: 64 << 20, env: { ...process.env, ...options.env }, ...(options.cwd === undefined ? {} : { cwd: options.cwd }) },
    (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else reject(new Error(`${program} cannot be run: ${error.message}`, { cause: error }));
    },
  );
  return promise;
}

/** As `runToEnd`, for programs that must succeed. @throws Error with what the program said */
export async function run(...[program, args, options]: Parameters<typeof runToEnd>): Promise<string> {
  const { code, stdout, stderr } = await runToEnd(program, args, options);
  if (code !== 0)
    throw new Error(`${program} ${args.slice(0, 3).join(' ')} … ended with ${code}: ${stderr.trim().slice(0, 500)}`);
  return stdout.trimEnd();
}
