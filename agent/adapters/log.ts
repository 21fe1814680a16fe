/** One JSON object a line on stderr, for the service manager to keep. */
import type { Log } from '../app/ports.ts';

type Level = keyof Log;
const levels: readonly Level[] = ['debug', 'info', 'warn', 'error'];

export function jsonLog(options: { readonly level: Level; readonly write?: (line: string) => void }): Log {
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  const lowest = levels.indexOf(options.level);
  const at = (level: Level) => (sentence: string, fields?: Readonly<Record<string, unknown>>) => {
    if (levels.indexOf(level) < lowest) return;
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message: sentence, ...fields })}\n`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
