/** The declaration files of a commit, refused as a whole when its tree holds anything a fleet repo must not. */
import { isDeclarationFile } from '#core/git/names.ts';
import { parseTree } from '#core/git/objects.ts';
import { treeLimits } from '#core/git/walk.ts';
import type { BlobId } from '#core/model/ids.ts';
import type { GitObject } from '#core/model/review.ts';
import { Fault, type SourceFile } from '#controller/app/ports.ts';
import type { SourceLimits } from './limits.ts';

interface ListedFile {
  readonly path: string;
  readonly oid: string;
}

export interface FileReads {
  /** Raw objects by id. */
  readonly objects: (oids: readonly string[]) => Promise<ReadonlyMap<string, GitObject>>;
  /** Blobs at hand from an earlier commit, by id: the next commit changes few files. */
  readonly known: ReadonlyMap<string, Uint8Array>;
}

/**
 * Walks the tree level by level with the same strict reader the agents use, so that the two can never disagree.
 * @throws Fault `source.hostile-tree`, `source.too-large`
 */
export async function filesOfTree(tree: string, reads: FileReads, limits: SourceLimits): Promise<readonly SourceFile[]> {
  const listed = (await listFiles(tree, reads, limits)).filter(({ path }) => isDeclarationFile(path));
  if (listed.length > limits.files) throw tooLarge(`the commit has ${listed.length} declaration files, above ${limits.files}`);
  const fresh = await reads.objects(listed.map(({ oid }) => oid).filter((oid) => !reads.known.has(oid)));
  let total = 0;
  const files = listed.map(({ path, oid }): SourceFile => {
    const object = fresh.get(oid);
    const bytes = reads.known.get(oid) ?? (object?.type === 'blob' ? object.body : undefined);
    if (bytes === undefined) throw missing(oid, path);
    total += bytes.length;
    if (bytes.length > limits.file) throw tooLarge(`${path} has ${bytes.length} bytes, above ${limits.file}`);
    if (total > limits.total) throw tooLarge(`the declaration files of the commit are together above ${limits.total} bytes`);
    return { path, blob: oid as BlobId, bytes };
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function listFiles(root: string, reads: FileReads, limits: SourceLimits): Promise<readonly ListedFile[]> {
  const files: ListedFile[] = [];
  let level: readonly ListedFile[] = [{ path: '', oid: root }];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > treeLimits.depth) throw hostile(level[0]!.path, `is deeper than ${treeLimits.depth} directories`);
    const trees = await reads.objects(level.map(({ oid }) => oid));
    const below: ListedFile[] = [];
    for (const { path, oid } of level) {
      const object = trees.get(oid);
      if (object?.type !== 'tree') throw missing(oid, path);
      const parsed = parseTree(object.body);
      if (parsed.type === 'refused') throw hostile(joinPath(path, parsed.name), parsed.why);
      for (const entry of parsed.entries) {
        (entry.type === 'file' ? files : below).push({ path: joinPath(path, entry.name), oid: entry.oid });
      }
      if (files.length + below.length > Math.max(limits.files * 2, 1_000))
        throw tooLarge('the tree of the commit has too many entries');
    }
    level = below;
  }
  return files;
}

function joinPath(directory: string, name: string): string {
  return [directory, name].filter((part) => part !== '').join('/');
}

function hostile(path: string, why: string): Fault {
  const shown = path === '' ? 'the tree' : JSON.stringify(path.slice(0, 300));
  return new Fault('source.hostile-tree', `${shown} ${why}: nothing of this commit is read. Take it out of the branch.`, {
    retry: 'person',
  });
}

function tooLarge(what: string): Fault {
  return new Fault(
    'source.too-large',
    `${what}: nothing of this commit is read. Make it smaller, or raise the limits of this fleet.`,
    {
      retry: 'person',
    },
  );
}

function missing(oid: string, path: string): Fault {
  const message = `the mirror does not hold ${oid} (${path || 'the tree of the commit'}). Remove the mirror directory of this fleet; it is fetched again by itself.`;
  return new Fault('source.damaged', message, { retry: 'person' });
}
