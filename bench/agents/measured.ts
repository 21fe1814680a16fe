/** The measured side of a row with connections: a process that says where it listens, and what it has used whenever it is asked. */
import { readFileSync } from 'node:fs';

export interface Usage {
  /** CPU of the process, user and system, in microseconds. */
  readonly cpu: number;
  /** Bytes it caused to be written to disks; null where the system does not say. */
  readonly written: number | null;
}

export type Said = { readonly listening: number } | { readonly usage: Usage };
export type Asked = 'usage' | 'end';

export function serveMeasurements(port: number, end: () => Promise<void>): void {
  const say = (said: Said) => void process.send?.(said);
  process.on('message', (asked: Asked) => {
    if (asked === 'usage') say({ usage: usage() });
    else void end().then(() => process.disconnect?.());
  });
  say({ listening: port });
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, written: writtenBytes() };
}

function writtenBytes(): number | null {
  try {
    return Number(/^write_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'latin1'))?.[1] ?? null);
  } catch {
    return null;
  }
}
