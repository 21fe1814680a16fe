/**
 * Git objects as bytes: commits and trees read strictly, without a git binary. What a careful `git fsck` would complain
 * about is refused here as well, because these bytes decide what was reviewed.
 */
import type { CommitId, TreeId } from '../model/ids.ts';
import { hostileName } from './names.ts';

export interface Signature {
  readonly name: string;
  /** As written; forgeable, so it can exclude an approver but never qualify one. */
  readonly email: string;
  /** Seconds since 1970-01-01T00:00Z, as Git stores it; claimed by whoever made the commit. */
  readonly at: number;
}

export interface Commit {
  readonly tree: TreeId;
  readonly parents: readonly CommitId[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** Text of the `gpgsig` header (armored SSHSIG or PGP); null when the commit is unsigned. */
  readonly signature: string | null;
  /** The bytes Git signs: the commit without its `gpgsig` header. */
  readonly signedPayload: Uint8Array;
}

const lenient = new TextDecoder('utf-8');
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const NEWLINE = 10;
const SPACE = 32;
/** Larger commits are not read: a message of a megabyte is no message. */
const maxCommitBytes = 1 << 20;

/** Null for anything Git itself would not have written: missing or repeated headers, two signatures, NUL bytes. */
export function parseCommit(body: Uint8Array): Commit | null {
  if (body.length > maxCommitBytes || body.includes(0)) return null;
  const headers: { name: string; value: string }[] = [];
  const kept: Uint8Array[] = [];
  let at = 0;
  while (at < body.length && body[at] !== NEWLINE) {
    const start = at;
    at = lineEnd(body, at);
    // Lines that begin with a space continue the header before them.
    while (at < body.length && body[at] === SPACE) at = lineEnd(body, at);
    if (body[at - 1] !== NEWLINE) return null;
    const text = lenient.decode(body.subarray(start, at - 1)).replaceAll('\n ', '\n');
    const space = text.indexOf(' ');
    if (space < 1) return null;
    const name = text.slice(0, space);
    headers.push({ name, value: text.slice(space + 1) });
    if (!name.startsWith('gpgsig')) kept.push(body.subarray(start, at));
  }
  if (at >= body.length) return null;
  kept.push(body.subarray(at));
  return assemble(headers, lenient.decode(body.subarray(at + 1)), concat(kept));
}

function assemble(
  headers: readonly { readonly name: string; readonly value: string }[],
  message: string,
  signedPayload: Uint8Array,
): Commit | null {
  const all = (name: string): readonly string[] => headers.filter((header) => header.name === name).map(({ value }) => value);
  // Git writes them in this order and reads no other.
  const order = headers.map(({ name }) => name);
  const parents = all('parent');
  const expected = ['tree', ...parents.map(() => 'parent'), 'author', 'committer'];
  if (expected.some((name, i) => order[i] !== name)) return null;
  if (['tree', 'author', 'committer'].some((name) => all(name).length !== 1)) return null;
  const signatures = headers.filter(({ name }) => name.startsWith('gpgsig'));
  // `gpgsig-sha256` and second signatures would leave open which bytes were signed.
  if (signatures.length > 1 || signatures.some(({ name }) => name !== 'gpgsig')) return null;
  const [tree] = all('tree');
  const author = parseIdentity(all('author')[0]!);
  const committer = parseIdentity(all('committer')[0]!);
  if (!isOid(tree) || !parents.every(isOid) || author === null || committer === null) return null;
  return {
    tree: tree as TreeId,
    parents: parents as readonly string[] as readonly CommitId[],
    author,
    committer,
    message,
    signature: signatures[0]?.value ?? null,
    signedPayload,
  };
}

function parseIdentity(value: string): Signature | null {
  const groups = /^(?<name>[^<>\n]*)<(?<email>[^<>\n]*)> (?<at>[0-9]{1,14}) [+-][0-9]{4}$/.exec(value)?.groups;
  if (!groups) return null;
  return { name: groups['name']!.trim(), email: groups['email']!.trim(), at: Number(groups['at']) };
}

export interface TreeEntry {
  readonly name: string;
  readonly type: 'file' | 'directory';
  readonly oid: string;
}

/** A tree is read whole or not at all. */
export type ParsedTree =
  | { readonly type: 'tree'; readonly entries: readonly TreeEntry[] }
  /** `name` is the offending entry, '' when the bytes themselves are broken. */
  | { readonly type: 'refused'; readonly name: string; readonly why: string };

/** A type of entry, or why the mode is refused. */
const modes: Readonly<Record<string, string>> = {
  '100644': 'file',
  '40000': 'directory',
  '100755': 'is executable; a fleet repo holds data only (git update-index --chmod=-x)',
  '120000': 'is a symbolic link',
  '160000': 'is a submodule',
};

export function parseTree(body: Uint8Array): ParsedTree {
  const entries: TreeEntry[] = [];
  const folded = new Set<string>();
  let at = 0;
  let previous: Uint8Array | null = null;
  while (at < body.length) {
    const space = body.indexOf(SPACE, at);
    const nul = body.indexOf(0, at);
    if (space < 0 || nul < space || nul + 21 > body.length || space - at > 6) return broken('the tree object is malformed');
    const mode = lenient.decode(body.subarray(at, space));
    let name: string;
    try {
      name = strict.decode(body.subarray(space + 1, nul));
    } catch {
      return broken('a name in the tree is not UTF-8');
    }
    const type = modes[mode];
    const why = hostileName(name) ?? (type === 'file' || type === 'directory' ? null : (type ?? `has the mode ${mode}`));
    if (why !== null) return { type: 'refused', name, why };
    const fold = name.toLowerCase();
    if (folded.has(fold))
      return { type: 'refused', name, why: 'differs from another name beside it only by upper and lower case' };
    folded.add(fold);
    const key = sortKey(body.subarray(space + 1, nul), type === 'directory');
    if (previous !== null && compareBytes(previous, key) >= 0) return broken('the tree is not sorted');
    previous = key;
    entries.push({ name, type: type as 'file' | 'directory', oid: body.subarray(nul + 1, nul + 21).toHex() });
    at = nul + 21;
  }
  return { type: 'tree', entries };
}

function broken(why: string): ParsedTree {
  return { type: 'refused', name: '', why };
}

/** Git sorts directories as if their name ended in a slash. */
function sortKey(name: Uint8Array, directory: boolean): Uint8Array {
  if (!directory) return name;
  const key = new Uint8Array(name.length + 1);
  key.set(name);
  key[name.length] = 47;
  return key;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

function lineEnd(body: Uint8Array, from: number): number {
  const end = body.indexOf(NEWLINE, from);
  return end < 0 ? body.length : end + 1;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function isOid(text: string | undefined): boolean {
  return text !== undefined && /^[0-9a-f]{40}$/.test(text);
}
