/** The Merkle frontier of every journal, rebuilt from the stored leaves when the store opens. */
import type { DatabaseSync } from 'node:sqlite';
import { Fault } from '#controller/app/ports.ts';
import type { PublicKey } from '#core/envelope/keys.ts';
import { verifyHead, type SignedTreeHead } from '#core/journal/head.ts';
import { append, emptyTree, leafHash, rootOf, type Tree } from '#core/journal/merkle.ts';

/** A journal that is not the one that was signed is never written to again: `broken` says why. */
export type Frontier = { readonly tree: Tree; readonly broken: Fault | null };

export function rebuildFrontiers(
  db: DatabaseSync,
  newestHead: (fleet: string) => SignedTreeHead | null,
  expected: { readonly publicKey: PublicKey; readonly origin: (fleet: string) => string },
): ReadonlyMap<string, Frontier> {
  const trees = new Map<string, Tree>();
  const gaps = new Set<string>();
  for (const row of db.prepare('SELECT fleet, idx, leaf FROM journal ORDER BY fleet, idx').iterate()) {
    const fleet = String(row['fleet']);
    const tree = trees.get(fleet) ?? emptyTree;
    if (row['idx'] !== tree.size) gaps.add(fleet);
    trees.set(fleet, append(tree, leafHash(String(row['leaf']))));
  }
  for (const row of db.prepare('SELECT DISTINCT fleet FROM heads').iterate()) {
    const fleet = String(row['fleet']);
    if (!trees.has(fleet)) trees.set(fleet, emptyTree);
  }
  const frontiers = new Map<string, Frontier>();
  for (const [fleet, tree] of trees) {
    const why = gaps.has(fleet)
      ? 'records are missing'
      : whyNot(tree, newestHead(fleet), expected.publicKey, expected.origin(fleet));
    frontiers.set(fleet, { tree, broken: why === null ? null : brokenJournal(fleet, why) });
  }
  return frontiers;
}

/** Null when the head is ours and covers exactly these records. */
function whyNot(tree: Tree, head: SignedTreeHead | null, key: PublicKey, origin: string): string | null {
  if (head === null) return tree.size === 0 ? null : `${tree.size} records are under no signed head`;
  const verdict = verifyHead(head, key);
  if (verdict !== 'good') return `its newest head is not signed by this controller's key (${verdict})`;
  if (head.origin !== origin) return `it is the journal of ${head.origin}, not of ${origin}`;
  if (head.size !== tree.size) return `its newest head covers ${head.size} records, ${tree.size} are stored`;
  if (rootOf(tree).toBase64() !== head.root) return 'its records are not those that were signed';
  return null;
}

function brokenJournal(fleet: string, why: string): Fault {
  const whose = fleet === '' ? "the controller's own journal" : `the journal of fleet ${fleet}`;
  return new Fault(
    'store.journal-broken',
    `${whose} was changed outside the controller: ${why}. Nothing is written to it and nothing starts. Run: atlas audit verify`,
    { retry: 'person' },
  );
}
