/** Declarations without a controller: of a directory as it is on disk, or of a commit of a clone. With or without a git binary. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readWorktreeOrCommit } from '#controller/adapters/source/offline.ts';
import { type Loaded, loadFleet } from '#core/declarations/load.ts';
import type { CommitId } from '#core/model/ids.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { shortCommit } from '#core/views/format.ts';
import { renderProblems } from '#core/views/problems.ts';
import { Trouble } from './exit-codes.ts';
import { type CommonOptions, printJson, type Terminal } from './terminal.ts';

export interface Checkout {
  /** Absolute. */
  readonly dir: string;
  /** Null = the files on disk. */
  readonly commit: CommitId | null;
  readonly texts: ReadonlyMap<string, Uint8Array>;
  readonly loaded: Loaded;
}

/** Where declarations are to be read from. */
export interface Place {
  /** Absolute, and there. */
  readonly dir: string;
  /** As it was written; undefined = the files on disk. */
  readonly commit: string | undefined;
}

/**
 * What somebody means by `fleet`, `fleet@HEAD~1` or `.@v1.2`, and `--commit` besides. A directory whose own name holds an `@` is that directory.
 * @throws Trouble
 */
export async function placeNamed(terminal: Terminal, text: string, commit?: string): Promise<Place> {
  const whole = resolve(terminal.cwd, text);
  if (await isDirectory(whole)) return { dir: whole, commit };
  const at = text.indexOf('@');
  const dir = resolve(terminal.cwd, text.slice(0, Math.max(at, 0)));
  if (at < 0 || !(await isDirectory(dir))) {
    throw new Trouble(
      'usage',
      'no-directory',
      `${at < 0 ? whole : dir} is no directory`,
      'name the checkout of a fleet repo, or one of its commits: fleet@HEAD~1',
    );
  }
  const written = text.slice(at + 1);
  if (commit !== undefined && commit !== written)
    throw new Trouble('usage', 'two-commits', `${text} and --commit ${commit} name two commits`, 'name one');
  return { dir, commit: written };
}

/** @throws Trouble, Fault when nothing can be read */
export async function readCheckout(dir: string, commit: string | undefined): Promise<Checkout> {
  if (!(await isDirectory(dir)))
    throw new Trouble('usage', 'no-directory', `${dir} is no directory`, 'name the checkout of a fleet repo');
  const read = await readWorktreeOrCommit(dir, commit);
  const texts = new Map(read.files.map(({ path, bytes }) => [path, bytes]));
  return { dir: resolve(dir), commit: read.commit, texts, loaded: loadFleet(read.files) };
}

/** The door of all commands that take a checkout. Null when there are problems: they have been said. @throws Trouble, Fault */
export async function fleetAt(
  terminal: Terminal,
  options: CommonOptions & { readonly commit?: string },
  text: string,
): Promise<{ readonly checkout: Checkout; readonly fleet: Fleet } | null> {
  const { dir, commit } = await placeNamed(terminal, text, options.commit);
  const checkout = await readCheckout(dir, commit);
  if (options.json === true && checkout.loaded.fleet === null) {
    printJson(terminal, { ok: false, commit: checkout.commit, problems: checkout.loaded.problems });
    return null;
  }
  const fleet = fleetOrProblems(terminal, checkout);
  return fleet && { checkout, fleet };
}

/** The fleet, or every problem on stdout and null. */
export function fleetOrProblems(terminal: Terminal, checkout: Checkout): Fleet | null {
  if (checkout.loaded.fleet === null) terminal.out(problemsText(checkout));
  return checkout.loaded.fleet;
}

export function problemsText(checkout: Checkout): string {
  const { loaded, texts } = checkout;
  if (loaded.files === 0) return `no declarations in ${nameOfCheckout(checkout)}`;
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

export function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
