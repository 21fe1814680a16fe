import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommonOptions, Terminal } from './terminal.ts';

/** Runs until it is told to end (SIGTERM, Ctrl-C). Logs are JSON lines on stdout. */
export async function serve(terminal: Terminal, options: CommonOptions): Promise<number> {
  const path = resolve(terminal.cwd, options.config ?? 'atlas.yaml');
  const [{ loadSettings }, { renderProblems }, { runController }, { createLog }] = await Promise.all([
    import('#controller/config.ts'),
    import('#core/views/problems.ts'),
    import('#controller/main.ts'),
    import('#controller/adapters/system/log.ts'),
  ]);
  const read = loadSettings(path);
  if (!read.ok) {
    terminal.note(renderProblems(read.problems, new Map([[path, readFileSync(path, 'utf8')]]), { files: 1, inForce: null }));
    return 1;
  }
  const ending = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());
  const log = createLog({
    level: options.debug === true ? 'debug' : 'info',
    stream: 'stdout',
    fields: { instance: read.settings.instance },
  });
  const running = await runController(read.settings, log, ending.signal);
  await running.stopped;
  return 0;
}
