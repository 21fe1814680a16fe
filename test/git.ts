/**
 * Git histories in memory: commits, trees and blobs as Git writes them, signed as Git and ssh-keygen sign, without either.
 * The same input gives the same ids, so that simulations can be replayed from a seed.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { canonical, gitObjectId } from '#core/digest.ts';
import { parseCommit, parseTree } from '#core/git/objects.ts';
import type { CommitId, Digest, FleetName, TreeId } from '#core/model/ids.ts';
import { type Approval, approvalNamespace, type ApprovalSubject, type GitObject, type ObjectReader } from '#core/model/review.ts';
import type { Instant } from '#core/model/time.ts';
import { joined, wireString } from '#core/review/wire.ts';

// ---- keys ---------------------------------------------------------------------------------------------------------

export interface TestKey {
  readonly name: string;
  readonly privateKey: KeyObject;
  /** `type base64 name`, a line of a `.pub` file. */
  readonly publicKey: string;
  readonly blob: Uint8Array;
  /** FIDO2 application, null for a software key. */
  readonly application: string | null;
}

/** An Ed25519 key that follows from its name. `hardware` makes it a security key as far as anybody can tell from outside. */
export function keyFor(name: string, options: { readonly hardware?: boolean } = {}): TestKey {
  const seed = createHash('sha256').update(`test key ${name}`).digest();
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const raw = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x!, 'base64url');
  const type = options.hardware === true ? 'sk-ssh-ed25519@openssh.com' : 'ssh-ed25519';
  const application = options.hardware === true ? 'ssh:' : null;
  const blob = joined(wireString(type), wireString(raw), ...(application === null ? [] : [wireString(application)]));
  return { name, privateKey, publicKey: `${type} ${blob.toBase64()} ${name}`, blob, application };
}

export interface SshSignOptions {
  readonly hash?: 'sha256' | 'sha512';
  /** Security keys: 1 = touched, 4 = owner verified. */
  readonly flags?: number;
  readonly counter?: number;
}

/** An armored SSHSIG, as `ssh-keygen -Y sign` writes it. */
export function signSsh(key: TestKey, namespace: string, message: Uint8Array | string, options: SshSignOptions = {}): string {
  const hash = options.hash ?? 'sha512';
  const digest = createHash(hash).update(message).digest();
  const magic = new TextEncoder().encode('SSHSIG');
  const signed = joined(magic, wireString(namespace), wireString(''), wireString(hash), wireString(digest));
  const type = key.application === null ? 'ssh-ed25519' : 'sk-ssh-ed25519@openssh.com';
  const trailer = key.application === null ? new Uint8Array(0) : Uint8Array.of(options.flags ?? 5, 0, 0, 0, options.counter ?? 7);
  const covered =
    key.application === null ? signed : joined(sha256(new TextEncoder().encode(key.application)), trailer, sha256(signed));
  const signature = joined(wireString(type), wireString(sign(null, covered, key.privateKey)), trailer);
  return armor(
    joined(magic, Uint8Array.of(0, 0, 0, 1), ...[key.blob, namespace, '', hash, signature].map((part) => wireString(part))),
  );
}

export function armor(blob: Uint8Array): string {
  const lines = blob.toBase64().match(/.{1,70}/g) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

// ---- objects ------------------------------------------------------------------------------------------------------

export interface ObjectStore {
  readonly objects: Map<string, GitObject>;
  readonly read: ObjectReader;
}

export function objectStore(): ObjectStore {
  const objects = new Map<string, GitObject>();
  return { objects, read: (oid) => objects.get(oid) };
}

export function put(store: ObjectStore, type: GitObject['type'], body: Uint8Array | string): string {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const oid = gitObjectId(type, bytes);
  store.objects.set(oid, { type, body: bytes });
  return oid;
}

/** Contents by path; a value with a mode makes an entry no fleet repo should have. */
export type Files = Readonly<Record<string, string | { readonly mode: string; readonly content: string }>>;

export function writeTree(store: ObjectStore, files: Files): TreeId {
  const entries: { name: string; mode: string; oid: string }[] = [];
  const below = new Map<string, Record<string, Files[string]>>();
  for (const [path, file] of Object.entries(files)) {
    const slash = path.indexOf('/');
    if (slash < 0) {
      const { mode, content } = typeof file === 'string' ? { mode: '100644', content: file } : file;
      entries.push({ name: path, mode, oid: mode === '160000' ? content : put(store, 'blob', content) });
    } else {
      const name = path.slice(0, slash);
      below.set(name, { ...below.get(name), [path.slice(slash + 1)]: file });
    }
  }
  for (const [name, inner] of below) entries.push({ name, mode: '40000', oid: writeTree(store, inner) });
  const key = ({ name, mode }: { name: string; mode: string }): Buffer => Buffer.from(mode === '40000' ? `${name}/` : name);
  entries.sort((a, b) => Buffer.compare(key(a), key(b)));
  const encoder = new TextEncoder();
  return put(
    store,
    'tree',
    joined(...entries.flatMap(({ name, mode, oid }) => [encoder.encode(`${mode} ${name}\0`), Uint8Array.fromHex(oid)])),
  ) as TreeId;
}

export interface TestPerson {
  readonly name: string;
  readonly email: string;
}

export interface CommitSpec {
  /** The whole tree. */
  readonly files: Files;
  readonly parent?: CommitId | readonly CommitId[] | null;
  readonly author: TestPerson;
  readonly committer?: TestPerson;
  /** Null = unsigned. */
  readonly signWith: TestKey | null;
  readonly namespace?: string;
  readonly at?: Instant;
  readonly message?: string;
}

const defaultAt = 1_795_000_000_000 as Instant;

export function writeCommit(store: ObjectStore, spec: CommitSpec): CommitId {
  const tree = writeTree(store, spec.files);
  const parents = spec.parent === undefined || spec.parent === null ? [] : [spec.parent].flat();
  const stamp = `${Math.floor((spec.at ?? defaultAt) / 1000)} +0000`;
  const committer = spec.committer ?? spec.author;
  const head = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${spec.author.name} <${spec.author.email}> ${stamp}`,
    `committer ${committer.name} <${committer.email}> ${stamp}`,
  ].join('\n');
  const message = `${spec.message ?? 'Change'}\n`;
  if (spec.signWith === null) return put(store, 'commit', `${head}\n\n${message}`) as CommitId;
  const signature = signSsh(spec.signWith, spec.namespace ?? 'git', `${head}\n\n${message}`);
  const header = `gpgsig ${signature.trimEnd().replaceAll('\n', '\n ')}`;
  return put(store, 'commit', `${head}\n${header}\n\n${message}`) as CommitId;
}

export function treeOf(store: ObjectStore, commit: CommitId): TreeId {
  return parseCommit(store.objects.get(commit)!.body)!.tree;
}

/** The files of a commit, for changing some and committing again. */
export function filesOf(store: ObjectStore, commit: CommitId): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const walk = (oid: string, path: string): void => {
    const tree = parseTree(store.objects.get(oid)!.body);
    if (tree.type !== 'tree') throw new Error(`${path}${tree.name} ${tree.why}`);
    for (const entry of tree.entries) {
      if (entry.type === 'directory') walk(entry.oid, `${path}${entry.name}/`);
      else files[path + entry.name] = new TextDecoder().decode(store.objects.get(entry.oid)!.body);
    }
  };
  walk(treeOf(store, commit), '');
  return files;
}

// ---- approvals ----------------------------------------------------------------------------------------------------

export interface ApprovalSpec extends SshSignOptions {
  readonly fleet: FleetName;
  readonly ref: string;
  readonly from: CommitId;
  readonly to: CommitId;
  readonly tree: TreeId;
  readonly intent: Digest;
  readonly key: TestKey;
  readonly namespace?: string;
}

export function approve(spec: ApprovalSpec): Omit<Approval, 'seenAt'> {
  const subject: ApprovalSubject = {
    fleet: spec.fleet,
    ref: spec.ref,
    fromCommit: spec.from,
    toCommit: spec.to,
    toTree: spec.tree,
    intent: spec.intent,
  };
  const payload = canonical(subject);
  return { payload, signature: signSsh(spec.key, spec.namespace ?? approvalNamespace, payload, spec) };
}
