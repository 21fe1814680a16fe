/** The agent's state directory: small files, replaced as a whole and flushed before `write` returns. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '../../app/ports.ts';

const NAME = /^[a-z0-9][a-z0-9.-]{0,100}$/;

export async function openFiles(dir: string): Promise<Files> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new RangeError(`not a name of a state file: ${JSON.stringify(name)}`);
    return join(dir, name);
  };
  return {
    async read(name) {
      try {
        return new Uint8Array(await readFile(pathOf(name)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async write(name, bytes, options) {
      const path = pathOf(name);
      const temporary = `${path}.new`;
      await rm(temporary, { force: true });
      // `wx`: the mode counts only for a file that this call makes.
      const file = await open(temporary, 'wx', options?.secret === true ? 0o600 : 0o644);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      await flushDirectory(dir);
    },
    async remove(name) {
      await rm(pathOf(name), { force: true });
      await flushDirectory(dir);
    },
  };
}

/** A rename is durable once the directory is. Windows flushes it with the file and cannot open directories. */
export async function flushDirectory(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
