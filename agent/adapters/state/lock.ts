/** One agent per state directory: a lock the operating system takes back when the process dies, on every platform. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export class AlreadyRunning extends Error {
  constructor(dir: string) {
    super(`another agent is running on ${dir}; stop it first, or give this one a state directory of its own`);
    this.name = 'AlreadyRunning';
  }
}

/** @throws AlreadyRunning */
export function lockStateDirectory(dir: string): { release(): void } {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  // SQLite is here for its portable file lock; the file stays empty.
  const file = new DatabaseSync(join(dir, 'lock'), { timeout: 0 });
  try {
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch {
    file.close();
    throw new AlreadyRunning(dir);
  }
  return { release: () => file.close() };
}
