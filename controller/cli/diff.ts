/** `atlas diff`: what a change of declarations means, and whether it may follow what is there. */
import { resolve } from 'node:path';
import { readWorktreeOrCommit } from '#controller/adapters/source/offline.ts';
import { diffFleets } from '#core/diff/diff.ts';
import { judgeChange } from '#core/diff/judge.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { type CommitId, commitId } from '#core/model/ids.ts';
import type { Notice } from '#core/model/plan.ts';
import { type Instant, instant, instantOf } from '#core/model/time.ts';
import { onDisk, shortCommit } from '#core/views/format.ts';
import { renderDiff } from '#core/views/diff.ts';
import { type Checkout, isDirectory, type Place, placeNamed, problemsText, readCheckout } from './checkout.ts';
import { Trouble } from './exit-codes.ts';
import { readFacts } from './observations-file.ts';
import { type CommonOptions, printJson, type Terminal, viewOptions } from './terminal.ts';

export interface DiffOptions extends CommonOptions {
  readonly at?: string;
  readonly observations?: string;
  readonly all?: boolean;
}

/** 0 = it may come into force, changes or not; 1 = it may not, or one side is broken. */
export async function diff(terminal: Terminal, options: DiffOptions, first?: string, second?: string): Promise<number> {
  const places = await placesOf(terminal, first, second);
  const [before, after] = [await read(places.before), await read(places.after)];
  const old = fleetOf(terminal, options, before);
  const now = fleetOf(terminal, options, after);
  if (old === null || now === null) return 1;
  const known = await knownTo(terminal, options, old, before);
  const meaning = diffFleets(old, now);
  const judgement = judgeChange(old, now, known.notices, known.now);
  if (options.json === true) {
    printJson(terminal, {
      ok: judgement.violations.length === 0,
      before: { dir: before.dir, commit: before.commit },
      after: { dir: after.dir, commit: after.commit },
      ...meaning,
      ...judgement,
    });
  } else {
    const ends = { fleet: now.name, before: endName(before, after), after: endName(after, before) };
    terminal.out(renderDiff(ends, meaning, judgement, viewOptions(terminal, now.timezone, options.all)));
    if (options.observations === undefined && meaning.changes.length > 0) {
      terminal.note(
        'what people were told is known to the controller: --observations <file> (atlas plan --json) judges promised dates, too',
      );
    }
  }
  return judgement.violations.length === 0 ? 0 : 1;
}

interface Places {
  readonly before: Place;
  readonly after: Place;
}

async function placesOf(terminal: Terminal, first?: string, second?: string): Promise<Places> {
  if (first === undefined) return newestChange({ dir: terminal.cwd, commit: undefined });
  if (second === undefined) {
    const [, from, to] = /^(.+?)\.\.(?!\.)(.+)$/.exec(first) ?? [];
    if (from !== undefined && to !== undefined && !(await isDirectory(resolve(terminal.cwd, first))))
      return { before: { dir: terminal.cwd, commit: from }, after: { dir: terminal.cwd, commit: to } };
    const place = await placeOrCommit(terminal, first, terminal.cwd);
    return place.commit === undefined ? newestChange(place) : { before: place, after: { dir: place.dir, commit: undefined } };
  }
  const before = await placeOrCommit(terminal, first, terminal.cwd);
  // `atlas diff fleet@main topic`: both of the same clone
  return { before, after: await placeOrCommit(terminal, second, before.dir) };
}

/** A directory, a directory at a commit, or a commit of the clone in `dir`. */
async function placeOrCommit(terminal: Terminal, text: string, dir: string): Promise<Place> {
  if (await isDirectory(resolve(terminal.cwd, text))) return { dir: resolve(terminal.cwd, text), commit: undefined };
  const at = text.indexOf('@');
  if (at > 0 && (await isDirectory(resolve(terminal.cwd, text.slice(0, at))))) return placeNamed(terminal, text);
  return { dir, commit: text };
}

/** What is not committed yet; with nothing of that, the last commit. */
async function newestChange({ dir }: Place): Promise<Places> {
  const onDiskNow = { dir, commit: undefined };
  const head = await readWorktreeOrCommit(dir, 'HEAD');
  const disk = await readWorktreeOrCommit(dir);
  const blobs = (files: typeof disk.files) => files.map(({ path, blob }) => `${blob} ${path}`).join('\n');
  if (blobs(head.files) !== blobs(disk.files)) return { before: { dir, commit: 'HEAD' }, after: onDiskNow };
  return { before: { dir, commit: 'HEAD^' }, after: { dir, commit: 'HEAD' } };
}

/** @throws Trouble, Fault */
async function read({ dir, commit }: Place): Promise<Checkout> {
  try {
    return await readCheckout(dir, commit);
  } catch (error) {
    if (commit !== 'HEAD^' || (error as { code?: unknown }).code !== 'source.no-such-commit') throw error;
    throw new Trouble(
      'usage',
      'nothing-before',
      `${dir} has one commit and nothing that is not committed: there is nothing to compare`,
      'name two: atlas diff <before> <after>, each a folder, a folder@rev or a commit',
      error,
    );
  }
}

function fleetOf(terminal: Terminal, options: DiffOptions, checkout: Checkout): Fleet | null {
  const { fleet, problems } = checkout.loaded;
  if (fleet !== null) return fleet;
  if (options.json === true) printJson(terminal, { ok: false, dir: checkout.dir, commit: checkout.commit, problems });
  else terminal.out(`${nameOf(checkout)} is broken:\n${problemsText(checkout)}`);
  return null;
}

async function knownTo(
  terminal: Terminal,
  { at, observations }: DiffOptions,
  before: Fleet,
  checkout: Checkout,
): Promise<{ readonly notices: readonly Notice[]; readonly now: Instant }> {
  const asked = at === undefined ? null : instantOf(at);
  if (observations === undefined) return { notices: [], now: asked ?? instant(Date.now()) };
  const commit: CommitId = checkout.commit ?? commitId(onDisk);
  const facts = await readFacts(resolve(terminal.cwd, observations), { fleet: before, commit });
  return { notices: facts.notices, now: asked ?? facts.at ?? instant(Date.now()) };
}

function nameOf({ dir, commit }: Checkout): string {
  return commit === null ? `${dir} on disk` : `${dir} at ${shortCommit(commit)}`;
}

/** "4f2a91c" and "the files on disk" where both are of one folder; else with the folder. */
function endName(one: Checkout, other: Checkout): string {
  if (one.dir !== other.dir) return nameOf(one);
  return one.commit === null ? 'the files on disk' : shortCommit(one.commit);
}
