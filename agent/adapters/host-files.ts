import { readFile, stat, statfs } from 'node:fs/promises';
import type { HostFiles } from '../app/ports.ts';

/** The file system this process sees. */
export function createHostFiles(): HostFiles {
  return {
    read: (path) => unlessMissing(readFile(path, 'utf8')),
    inode: async (path) => (await unlessMissing(stat(path)))?.ino ?? null,
    async free(path) {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    },
  };
}

async function unlessMissing<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
