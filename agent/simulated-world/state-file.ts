import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorldState } from './world.ts';

export interface StateFile {
  /** The world as last written; null when there is none yet. @throws when the file cannot be read as a world. */
  read(): WorldState | null;
  /** On disk when it resolves, whole or not at all. */
  write(world: WorldState): Promise<void>;
}

export function createStateFile(directory: string): StateFile {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'world.json');
  return {
    read() {
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
      const world = JSON.parse(text) as WorldState;
      if (world.v !== 2) throw new Error(`${path} holds a world of version ${String(world.v)}; this program knows 2`);
      return world;
    },
    async write(world) {
      const fresh = `${path}.new`;
      const file = await open(fresh, 'w', 0o600);
      try {
        await file.writeFile(JSON.stringify(world));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(fresh, path);
    },
  };
}
