/**
 * Signed tree heads. The signed bytes are the note text of a C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint):
 * origin, size, root, and one extension line with the time, so that a witness for transparency logs can read them.
 */
import { keyIdOf, verifies, type PublicKey } from '../envelope/keys.ts';
import type { FleetName } from '../model/ids.ts';
import { toIso, type Instant } from '../model/time.ts';

/** A state of one journal: how many records, and the root over them. */
export interface TreeHead {
  /** Names the log: `journalOrigin(instance, fleet)`. */
  readonly origin: string;
  readonly size: number;
  /** Base64 of the RFC 6962 root. */
  readonly root: string;
  readonly at: Instant;
}

export interface SignedTreeHead extends TreeHead {
  /** SHA-256 (hex) of the public key's SPKI DER. */
  readonly keyId: string;
  /** Base64 Ed25519 signature over `headBytes`. */
  readonly signature: string;
}

const INSTANCE = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,98}[A-Za-z0-9])?$/;

/** An instance name can stand in front of `/`, so that no journal can pass for another instance's or another fleet's. */
function isInstanceName(text: string): boolean {
  return INSTANCE.test(text);
}

/**
 * `instance` for the controller's own journal, `instance/fleet` for a fleet's.
 * @throws RangeError when the instance name is not one.
 */
export function journalOrigin(instance: string, fleet: FleetName | ''): string {
  if (!isInstanceName(instance)) throw new RangeError(`not an instance name: ${JSON.stringify(instance.slice(0, 120))}`);
  return fleet === '' ? instance : `${instance}/${fleet}`;
}

/** Whether `origin` can be that of the fleet's journal, on whatever instance. */
export function isOriginOf(origin: string, fleet: FleetName | ''): boolean {
  const [instance = '', ...rest] = origin.split('/');
  return isInstanceName(instance) && rest.join('/') === fleet && rest.length === (fleet === '' ? 0 : 1);
}

function headBytes(head: TreeHead): Uint8Array {
  return new TextEncoder().encode(`${head.origin}\n${head.size}\n${head.root}\nat ${toIso(head.at)}\n`);
}

export function signHead(
  head: TreeHead,
  signer: { readonly keyId: string; sign(bytes: Uint8Array): Uint8Array },
): SignedTreeHead {
  const { origin, size, root, at } = head;
  return { origin, size, root, at, keyId: signer.keyId, signature: signer.sign(headBytes(head)).toBase64() };
}

export type HeadVerdict = 'good' | 'malformed' | 'other-key' | 'bad-signature';

export function verifyHead(head: SignedTreeHead, publicKey: PublicKey): HeadVerdict {
  if (!isWellFormed(head)) return 'malformed';
  if (head.keyId !== keyIdOf(publicKey)) return 'other-key';
  const signature = Uint8Array.fromBase64(head.signature);
  // Two spellings of one signature would be two heads; only the canonical one is ours.
  if (signature.toBase64() !== head.signature) return 'malformed';
  return verifies('ed25519', publicKey, headBytes(head), signature) ? 'good' : 'bad-signature';
}

const ROOT = /^[A-Za-z0-9+/]{43}=$/;
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

/** Heads come from files and databases: a line break smuggled into a field would change what the signed text says. */
function isWellFormed(head: SignedTreeHead): boolean {
  return (
    typeof head.origin === 'string' &&
    /^[A-Za-z0-9./-]{1,200}$/.test(head.origin) &&
    Number.isSafeInteger(head.size) &&
    head.size >= 0 &&
    Number.isSafeInteger(head.at) &&
    Math.abs(head.at) <= 8_640_000_000_000_000 &&
    typeof head.root === 'string' &&
    ROOT.test(head.root) &&
    typeof head.signature === 'string' &&
    SIGNATURE.test(head.signature)
  );
}
