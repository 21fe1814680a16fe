/** Declarations without a controller: of a directory as it is on disk, or of a commit of a clone. */
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readObjects } from '#controller/adapters/source/batch.ts';
import { filesOfTree } from '#controller/adapters/source/files.ts';
import { defaultLimits } from '#controller/adapters/source/limits.ts';
import { type Loaded, loadFleet } from '#core/declarations/load.ts';
import { isDeclarationFile } from '#core/git/names.ts';
import type { CommitId } from '#core/model/ids.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { shortCommit } from '#core/views/format.ts';
import { renderProblems } from '#core/views/problems.ts';
import { Trouble } from './exit-codes.ts';
import { gitIn, resolveCommit } from './git.ts';
import type { Terminal } from './terminal.ts';

export interface Checkout {
  /** Absolute. */
  readonly dir: string;
  /** Null = the files on disk. */
  readonly commit: CommitId | null;
  readonly texts: ReadonlyMap<string, Uint8Array>;
  readonly loaded: Loaded;
}

/** @throws Trouble, Fault when nothing can be read */
export async function readCheckout(dir: string, commit: string | undefined): Promise<Checkout> {
  const isDirectory = await stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isDirectory) throw new Trouble('usage', 'no-directory', `${dir} is no directory`, 'name the checkout of a fleet repo');
  const id = commit === undefined ? null : ((await resolveCommit(dir, commit)) as CommitId);
  const texts = id === null ? await filesOnDisk(dir) : await filesOfCommit(dir, id);
  const loaded = loadFleet([...texts].map(([path, bytes]) => ({ path, bytes })));
  return { dir: resolve(dir), commit: id, texts, loaded };
}

/** The fleet, or every problem on stdout and null. */
export function fleetOrProblems(terminal: Terminal, checkout: Checkout): Fleet | null {
  if (checkout.loaded.fleet === null) terminal.out(problemsText(checkout));
  return checkout.loaded.fleet;
}

export function problemsText({ loaded, texts }: Checkout): string {
  const sources = new Map<string, string>();
  for (const { at } of loaded.problems) {
    const bytes = texts.get(at.file);
    if (bytes !== undefined) sources.set(at.file, new TextDecoder().decode(bytes));
  }
  return renderProblems(loaded.problems, sources, { files: loaded.files, inForce: null });
}

export function nameOfCheckout({ dir, commit }: Checkout): string {
  return commit === null ? dir : `${dir} at ${shortCommit(commit)}`;
}

/** Files that Git would take, as far as their names say; links are refused here as they are there. */
async function filesOnDisk(root: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let total = 0;
  const walk = async (below: string): Promise<void> => {
    const names = (await readdir(join(root, below))).sort();
    for (const name of names) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const path = below === '' ? name : `${below}/${name}`;
      const found = await lstat(join(root, path));
      if (found.isDirectory()) {
        await walk(path);
      } else if (isDeclarationFile(path)) {
        if (!found.isFile())
          throw new Trouble(
            'no',
            'hostile-tree',
            `${path} is a link; a commit that holds it is not read`,
            'put the file itself there',
          );
        total += found.size;
        if (found.size > defaultLimits.file || total > defaultLimits.total || files.size >= defaultLimits.files) {
          throw new Trouble(
            'no',
            'too-large',
            `${root} is too large for a fleet repo (at ${path})`,
            'is it the right directory?',
          );
        }
        files.set(path, await readFile(join(root, path)));
      }
    }
  };
  await walk('');
  return files;
}

/** As the controller reads it. In a directory below the clone's root only what is below that. */
async function filesOfCommit(dir: string, commit: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const gitDir = await gitIn(dir, ['rev-parse', '--absolute-git-dir']);
  const prefix = await gitIn(dir, ['rev-parse', '--show-prefix']);
  const tree = await gitIn(dir, ['rev-parse', '--verify', '--quiet', `${commit}:${(prefix ?? '').replace(/\/$/, '')}`]);
  if (gitDir === null || tree === null)
    throw new Trouble('no', 'no-such-directory', `${shortCommit(commit)} has no ${prefix ?? dir}`, 'look at another commit');
  const limits = { each: Math.max(defaultLimits.file, 4 << 20), total: defaultLimits.total * 2 };
  const objects = (oids: readonly string[]) => readObjects({ dir: gitDir, config: '/dev/null' }, oids, limits);
  const files = await filesOfTree(tree, { objects, known: new Map() }, defaultLimits);
  return new Map(files.map(({ path, bytes }) => [path, bytes]));
}
