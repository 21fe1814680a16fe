/** Declarations without a controller: of a directory as it is on disk, or of a commit of a clone. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readWorktreeOrCommit } from '#controller/adapters/source/offline.ts';
import { type Loaded, loadFleet } from '#core/declarations/load.ts';
import type { CommitId } from '#core/model/ids.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { shortCommit } from '#core/views/format.ts';
import { renderProblems } from '#core/views/problems.ts';
import { Trouble } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

export interface Checkout {
  /** Absolute. */
  readonly dir: string;
  /** Null = the files on disk. */
  readonly commit: CommitId | null;
  readonly texts: ReadonlyMap<string, Uint8Array>;
  readonly loaded: Loaded;
}

/** No git binary is needed. @throws Trouble, Fault when nothing can be read */
export async function readCheckout(dir: string, commit: string | undefined): Promise<Checkout> {
  const isDirectory = await stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isDirectory) throw new Trouble('usage', 'no-directory', `${dir} is no directory`, 'name the checkout of a fleet repo');
  const read = await readWorktreeOrCommit(dir, commit);
  const texts = new Map(read.files.map(({ path, bytes }) => [path, bytes]));
  return { dir: resolve(dir), commit: read.commit, texts, loaded: loadFleet(read.files) };
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
